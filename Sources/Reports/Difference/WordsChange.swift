import Charting
import Tables

/// Words beside a figure that are others than before, or that the data bear out no longer.
public struct WordsChange: Sendable, Equatable {
  /// Which words.
  public enum Part: String, Sendable {
    /// The caption.
    case caption
    /// The title of the chart.
    case title
    /// What is read to those who do not see it, as somebody wrote it.
    case alternative = "alternative text"
    /// The same, as it was drafted from the data.
    case draft = "drafted alternative text"
  }

  /// Which words.
  public var part: Part
  /// What they said.
  public var old: String
  /// What they say.
  public var new: String
  /// The numbers in them that the figure showed before, and shows no longer.
  public var lostNumbers: [String] = []

  /// What became of the words beside a figure; nothing where they are the same and still hold.
  static func changes(from old: ReportFigure, to new: ReportFigure) -> [WordsChange] {
    let isWritten = new.chart.isAlternativeWritten
    let parts: [(Part, String, String)] = [
      (.title, old.chart.scene.title, new.chart.scene.title),
      (.caption, old.caption, new.caption),
      (isWritten ? .alternative : .draft, old.alternative, new.alternative),
    ]
    let check = LostNumbers(
      old.chart.plotted, new.chart.plotted, language: new.chart.scene.language)
    return parts.compactMap { part, before, after in
      let lost = part == .draft ? [] : check.lost(in: after)
      guard before != after || !lost.isEmpty else { return nil }
      return WordsChange(part: part, old: before, new: after, lostNumbers: lost)
    }
  }
}

/// Looks for numbers in words that stood in the data of a figure, and stand there no longer.
struct LostNumbers {
  private let old: [Double]
  private let new: [Double]
  private let finder: NumberFinder

  init(_ old: PlottedData, _ new: PlottedData, language: String) {
    (self.old, self.new) = (Self.numbers(old), Self.numbers(new))
    finder = NumberFinder(language: language)
  }

  /// How many rows are looked through: words tell of few.
  private static let mostRows = 20_000

  private static func numbers(_ data: PlottedData) -> [Double] {
    guard data.rowCount <= mostRows else { return [] }
    let all = data.tables.flatMap { table in
      table.columns.indices.flatMap { column in
        (0..<table.rowCount).compactMap { row in
          table.value(row: row, column: column).number
        }
      }
    }
    return Array(Set(all.filter(\.isFinite)))
  }

  /// The numbers of some words that some old value gives, and no new one.
  func lost(in words: String) -> [String] {
    guard old != new else { return [] }
    let characters = Array(words)
    return finder.digits(in: characters).filter { number in
      old.contains(where: number.shows) && !new.contains(where: number.shows)
    }.map { String(characters[$0.range]) }
  }
}

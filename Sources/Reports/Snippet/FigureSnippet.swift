import Charting

/// A figure as papers take it in: its pictures with caption, label and alternative text, as a piece of
/// LaTeX and as a piece of Markdown.
public struct FigureSnippet: Sendable {
  /// A picture with what is said of it.
  struct Picture: Sendable {
    var id: String
    /// In millimetres.
    var width: Double
    var alternative: String
    var caption: [Inline]
    /// The attributions of the data that it shows.
    var sources: [String]
  }

  /// The id of the figure, such as `fig-grain`: its files are named after it.
  public let id: String
  /// The number in its caption; nil if it has none.
  let number: Int?
  let caption: [Inline]
  /// One picture, or the rows of panels that make the figure.
  let rows: [[Picture]]
  let hasPanels: Bool
  let notes: [NoteBlock]
  let words: ReportWords

  /// The sources of all pictures, each once.
  var sources: [String] {
    rows.joined().flatMap(\.sources).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The snippets of a document's figures; those that could not be drawn have none.
  static func all(of document: Document, _ charts: [DrawnChart?]) -> [FigureSnippet] {
    document.source.figures.compactMap { figure in
      let rows = figure.panels.isEmpty ? [[figure]] : figure.panels.map { $0.compactMap(\.figure) }
      let pictures = rows.map { row in row.compactMap { picture(of: $0, charts) } }
        .filter { !$0.isEmpty }
      guard let first = pictures.first?.first else { return nil }
      return FigureSnippet(
        id: figure.panels.isEmpty ? first.id : figure.id?.text ?? "\(first.id)-whole",
        number: figure.number, caption: figure.caption, rows: pictures,
        hasPanels: !figure.panels.isEmpty, notes: document.source.notes, words: document.words)
    }
  }

  private static func picture(of figure: FigureBlock, _ charts: [DrawnChart?]) -> Picture? {
    guard charts.indices.contains(figure.index), let chart = charts[figure.index] else {
      return nil
    }
    return Picture(
      id: figure.fileName, width: chart.scene.size.width * 25.4 / 72,
      alternative: chart.alternative, caption: figure.caption, sources: chart.sources)
  }

  /// A length with at most two decimals.
  static func millimetres(_ length: Double) -> String {
    let hundredths = Int((length * 100).rounded())
    let rest = hundredths % 100
    guard rest > 0 else { return "\(hundredths / 100)mm" }
    let digits = rest < 10 ? "0\(rest)" : rest % 10 == 0 ? "\(rest / 10)" : "\(rest)"
    return "\(hundredths / 100).\(digits)mm"
  }
}

extension FigureBlock {
  /// What files of the figure are named after: the id that the author gave, else one from its place.
  var fileName: String { id?.text ?? "figure-\(index + 1)" }
}

extension [Block] {
  /// The figures among the blocks, those of panels as one.
  var wholeFigures: [FigureBlock] {
    var figures: [FigureBlock] = []
    forEachBlock { block in
      if case .figure(let figure) = block.kind { figures.append(figure) }
    }
    return figures
  }
}

import Canvas
import Diagnostics

/// The works that a document cites, in the order of the reference list.
struct Bibliography: Sendable {
  /// An entry of the reference list.
  struct Entry: Sendable {
    var key: String
    /// The name under which citations find it.
    var id: String
    var text: [Inline]
  }

  private(set) var entries: [Entry] = []
  private var works: [String: Work] = [:]
  private let words: ReportWords

  /// Sorts and describes the works with the given keys.
  init(
    citing keys: Set<String>, of library: Library, _ words: ReportWords, log: inout DiagnosticLog
  ) {
    self.words = words
    var cited: [Work] = []
    for entry in library.entries where keys.contains(entry.key.text) {
      cited.append(Work(entry, log: &log))
    }
    let keyed = cited.map { (work: $0, key: $0.sortKey) }
    var sorted = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.work)
    Bibliography.addLetters(to: &sorted, words)
    for work in sorted {
      works[work.key] = work
      let text = WorkDescription.inlines(of: work, words, log: &log)
      entries.append(Entry(key: work.key, id: Bibliography.id(of: work.key), text: text))
    }
  }

  /// The name under which links find a work.
  static func id(of key: String) -> String { "ref-" + key }

  /// Works whose labels and years are the same get letters in the order of the list.
  private static func addLetters(to works: inout [Work], _ words: ReportWords) {
    var groups: [String: [Int]] = [:]
    for (index, work) in works.enumerated() {
      groups[work.authorLabel(words) + "\n" + work.date.year, default: []].append(index)
    }
    for indices in groups.values where indices.count > 1 {
      for (number, index) in indices.enumerated() { works[index].letter = letters(number) }
    }
  }

  /// Letters from a to z, then aa, ab and so on.
  private static func letters(_ number: Int) -> String {
    let letter = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number % 26))
    return (number >= 26 ? letters(number / 26 - 1) : "") + String(letter)
  }

  // MARK: Citations

  /// One work in a citation.
  struct Mention {
    var key: String
    var affix: CitationAffix
    var isAuthorSuppressed: Bool
  }

  /// The text "Banister (1984)" for a narrative citation; "1984" if the author is named already.
  func narrative(_ mention: Mention, at place: Place) -> [Inline] {
    guard let work = works[mention.key] else { return [] }
    let year = link(work.yearLabel(words), to: work, at: place)
    let suffix = locator(mention.affix.suffix, at: place)
    if mention.isAuthorSuppressed { return [year] + suffix }
    // The year never stands alone at the start of a line.
    return [Inline(.text(work.authorLabel(words) + "\u{A0}("), at: place), year] + suffix
      + [Inline(.text(")"), at: place)]
  }

  /// The text "see Banister 1984" without the brackets around it.
  func mention(_ mention: Mention, at place: Place) -> [Inline] {
    guard let work = works[mention.key] else { return [] }
    var result = mention.affix.prefix
    if !result.isEmpty { result.append(Inline(.text(" "), at: place)) }
    let year = work.yearLabel(words)
    let label = mention.isAuthorSuppressed ? year : work.authorLabel(words) + "\u{A0}" + year
    result.append(link(label, to: work, at: place))
    return result + locator(mention.affix.suffix, at: place)
  }

  private func link(_ text: String, to work: Work, at place: Place) -> Inline {
    let target = LinkTarget.destination(Bibliography.id(of: work.key))
    return Inline(.link([Inline(.text(text), at: place)], target), at: place)
  }

  /// The words after a key: a comma stands before a page, whether it was written or not.
  private func locator(_ suffix: [Inline], at place: Place) -> [Inline] {
    var parts = suffix.trimmed
    guard let first = parts.first else { return [] }
    var separator = " "
    if case .text(let text) = first.kind {
      var words = text
      if words.hasPrefix(",") {
        words = String(words.dropFirst().drop { $0 == " " })
        separator = ", "
      } else if words.first?.isNumber == true
        || ["p.", "pp.", "ch.", "chap.", "vol.", "sec.", "fig.", "table", "no.", "n."].contains(
          where: words.hasPrefix)
      {
        separator = ", "
      }
      parts[0] = Inline(.text(PageRange.dashed(words)), at: first.place)
    }
    return [Inline(.text(separator), at: place)] + parts
  }
}

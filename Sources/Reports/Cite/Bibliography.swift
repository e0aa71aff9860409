import Canvas
import Diagnostics

/// The works that a document cites, in the order of the list.
struct Bibliography: Sendable {
  /// An entry of the list of works.
  struct Entry: Sendable {
    var key: String
    /// The name under which citations find it.
    var id: String
    /// The number that hangs before it, with its signs; empty if it has none.
    var label = ""
    var text: [Inline]
  }

  /// A work as citations name it.
  struct Cited: Sendable {
    var work: Work
    /// The authors: "Meng et al."; with "and" in running text.
    var label = ""
    var narrativeLabel = ""
    /// The year with its letter: "1984a".
    var year = ""
    /// The place in the list, from 1.
    var number = 0
  }

  private(set) var entries: [Entry] = []
  private(set) var works: [String: Cited] = [:]
  let style: CitationStyle
  @Boxed private(set) var words: ReportWords
  /// Whether citations lead to the list.
  let linksCitations: Bool

  /// A bibliography without works.
  init(_ settings: CitationSettings, _ words: ReportWords) {
    style = settings.style
    // What is not on the page cannot be led to.
    linksCitations = settings.linksCitations && !settings.hidesList
    self.words = words
  }

  /// Sorts and describes the works with the given keys; `keys` are in the order of the citations.
  init(
    citing keys: [String], of library: Library, _ settings: CitationSettings, language: String,
    _ words: ReportWords, log: inout DiagnosticLog
  ) {
    self.init(settings, words)
    var cited: [Cited] = []
    for key in keys {
      guard let entry = library[key] else { continue }
      let errors = log.errorCount
      var work = library.work(entry, log: &log)
      let isBib = if case .bib = entry.content { true } else { false }
      // What could not be read is not missing.
      if library.isComplete, log.errorCount == errors {
        work.check(for: style, isBib: isBib, log: &log)
      }
      if style.list.journalLeads { work.putJournalFirst() }
      cited.append(Cited(work: work))
    }
    let labels = CitationLabels(style, words, Collation(language: language))
    labels.finish(&cited)
    for (index, one) in cited.enumerated() {
      var one = one
      one.number = index + 1
      works[one.work.key.text] = one
      let isRepeated = index > 0 && Bibliography.haveSameLead(cited[index - 1].work, one.work)
      let text = EntryWriter.inlines(
        of: one.work, in: style, year: labels.listedYear(one), isRepeated: isRepeated, words)
      entries.append(
        Entry(
          key: one.work.key.text, id: Bibliography.id(of: one.work.key.text),
          label: style.citation.kind == .numeric
            ? style.list.labelOpen + "\(index + 1)" + style.list.labelClose : "",
          text: settings.linksBibliography ? text : text.withoutLinks))
    }
    for key in keys where works[key] == nil {
      if let entry = library[key] { works[key] = works[entry.key.text] }
    }
  }

  /// The name under which links find a work.
  static func id(of key: String) -> String { "ref-" + key }

  private static func haveSameLead(_ first: Work, _ second: Work) -> Bool {
    guard let a = first.lead, let b = second.lead else { return false }
    return a.role == b.role && a.names == b.names
  }
}

extension Work {
  /// A newspaper without a name below an article takes the author's place (Chicago Manual of Style,
  /// 17th edition, 15.49).
  fileprivate mutating func putJournalFirst() {
    guard type == .articleNewspaper || type == .articleMagazine, lead == nil,
      let name = plain(.containerTitle)
    else { return }
    names[.author] = NameList(names: [PersonName(family: name, isWhole: true)])
  }
}

extension [Inline] {
  /// The same, with the words of links in their place.
  fileprivate var withoutLinks: [Inline] {
    mapped { inline in
      guard case .link(let words, _) = inline.kind else { return [inline] }
      return words
    }
  }
}

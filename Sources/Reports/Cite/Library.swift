import Diagnostics
import Notation

/// The works of one or more bibliographies, by key: read, but not yet interpreted.
struct Library: Sendable {
  /// A work as its file has it.
  enum Content: Sendable {
    case bib(BibEntry)
    /// An object of CSL-JSON, or of Pandoc's `references` in YAML, whose texts are Markdown.
    case csl(Node, isMarkdown: Bool)
  }

  /// An entry of a bibliography.
  struct Entry: Sendable {
    var key: Written
    var content: Content
  }

  private(set) var entries: [Entry] = []
  /// The files.
  var texts: [SourceText] = []
  /// Whether all files could be read: else a work that is not here may be in one of them.
  var isComplete = true
  /// What the works were when they were read; nil if nobody keeps them.
  var revision: Revision?
  private var indices: [String: Int] = [:]

  /// Adds the entries of a file; a key that is there already is reported.
  mutating func add(_ more: [Entry], log: inout DiagnosticLog) {
    for entry in more {
      if let first = indices[entry.key.text] {
        log.add(.duplicateWork(entry.key, first: entries[first].key.place))
      } else {
        indices[entry.key.text] = entries.count
        entries.append(entry)
        if case .bib(let bib) = entry.content, let ids = bib.raw("ids") { addNames(ids) }
      }
    }
  }

  /// Other keys of the last entry.
  private mutating func addNames(_ names: Written) {
    for name in names.text.split(separator: ",").map({ String($0).trimmed })
    where indices[name] == nil { indices[name] = entries.count - 1 }
  }

  /// The work with a key.
  subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }

  /// The entry of a BibTeX file with a key.
  func bibEntry(_ key: String) -> BibEntry? {
    guard let entry = self[key], case .bib(let bib) = entry.content else { return nil }
    return bib
  }

  /// All keys, in the order of the files.
  var keys: [String] { entries.map(\.key.text) }

  /// An entry as a work.
  func work(_ entry: Entry, log: inout DiagnosticLog) -> Work {
    switch entry.content {
    case .bib(let bib): BibWork.read(inheriting(bib, log: &log), log: &log)
    case .csl(let node, let isMarkdown):
      CSLWork.read(node, key: entry.key, isMarkdown: isMarkdown, log: &log)
    }
  }
}

extension Diagnostic {
  static func duplicateWork(_ key: Written, first: Place) -> Diagnostic {
    var problem = Diagnostic.error(
      "duplicate-work", "the key '\(key.text)' stands for two works", at: key.place,
      why: "a citation names a work by its key", hint: "give one of them another key")
    problem.notes = [.init("first given here", at: first)]
    return problem
  }
}

import Diagnostics

/// A work as a BibTeX file describes it: nothing is interpreted yet.
struct BibEntry: Sendable {
  /// What kind of work it is, such as `article`, in lower case.
  var kind: Written
  var key: Written
  /// The fields by name, in lower case; also those that nothing reads.
  var fields: [String: Written] = [:]

  /// A field's text as it was written, without its outer braces; nil if it is missing or empty.
  func raw(_ names: String...) -> Written? {
    for name in names {
      if let field = fields[name], !field.text.trimmed.isEmpty { return field }
    }
    return nil
  }
}

/// The works of one or more BibTeX files, by key.
struct Library: Sendable {
  private(set) var entries: [BibEntry] = []
  /// Whether all files could be read: else a work that is not here may be in one of them.
  var isComplete = true
  private var indices: [String: Int] = [:]

  /// Adds the entries of a file; a key that is there already is reported.
  mutating func add(_ more: [BibEntry], log: inout DiagnosticLog) {
    for entry in more {
      if let first = indices[entry.key.text] {
        log.add(.duplicateWork(entry.key, first: entries[first].key.place))
      } else {
        indices[entry.key.text] = entries.count
        entries.append(entry)
      }
    }
  }

  /// The work with a key.
  subscript(key: String) -> BibEntry? { indices[key].map { entries[$0] } }

  /// All keys, in the order of the files.
  var keys: [String] { entries.map(\.key.text) }
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

import Diagnostics

// Entries that take fields from others: `crossref` and `xdata`.
extension Library {
  /// How many entries may stand above each other: a part, its volume, the set, the series, and then
  /// some.
  private static let depthLimit = 16

  /// An entry with what it inherits; a name of an entry that is not there is reported.
  func inheriting(_ entry: BibEntry, log: inout DiagnosticLog) -> BibEntry {
    var known: [String: BibEntry] = [:]
    return inheriting(entry, below: [entry.key.text], known: &known, log: &log)
  }

  /// An entry with what it inherits, where the entries of a path take their fields from it; `known`
  /// holds those that are done, so that an entry that many lead to is read once.
  private func inheriting(
    _ entry: BibEntry, below path: [String], known: inout [String: BibEntry],
    log: inout DiagnosticLog
  ) -> BibEntry {
    var result = entry
    for (field, isWhole) in [("xdata", true), ("crossref", false)] {
      guard let names = entry.raw(field) else { continue }
      for name in names.text.split(separator: ",").map({ String($0).trimmed }) {
        guard let parent = bibEntry(name) else {
          if isComplete {
            log.add(.unknownParent(Written(name, at: names.place), field: field, known: keys))
          }
          continue
        }
        let written = Written(name, at: names.place)
        guard !path.contains(parent.key.text) else {
          log.add(.circularParent(written, field: field))
          continue
        }
        guard path.count < Self.depthLimit else {
          log.add(.deepParent(written, field: field, most: Self.depthLimit))
          continue
        }
        let whole =
          known[parent.key.text]
          ?? inheriting(parent, below: path + [parent.key.text], known: &known, log: &log)
        known[parent.key.text] = whole
        result.take(from: whole, parent, for: entry, isWhole: isWhole)
      }
    }
    return result
  }
}

extension BibEntry {
  /// Takes the fields of a parent that is whole itself: all of them, or those that a part has.
  fileprivate mutating func take(
    from whole: BibEntry, _ parent: BibEntry, for child: BibEntry, isWhole: Bool
  ) {
    for inherited in whole.ordered {
      let own = inherited.name.text.lowercased()
      guard let name = isWhole ? own : Self.name(of: own, from: parent, to: child) else {
        continue
      }
      _ = add(Written(name, at: inherited.name.place), inherited.value)
    }
  }

  /// What a field of a book is called in a part of it, as BibLaTeX's rules have it; nil if it does
  /// not pass on.
  private static func name(
    of field: String, from parent: BibEntry, to child: BibEntry
  ) -> String? {
    guard !unshared.contains(field) else { return nil }
    let isMulti = parent.kind.text.hasPrefix("mv")
    let isInside =
      child.kind.text.hasPrefix("in") || child.kind.text == "conference"
      || ["suppbook", "bookinbook", "suppcollection"].contains(child.kind.text)
    switch field {
    case "title", "subtitle", "titleaddon":
      if ["periodical", "journal"].contains(parent.kind.text) { return "journal" + field }
      if isMulti { return "main" + field }
      return isInside ? "book" + field : nil
    case "author" where isInside && child.kind.text != "inproceedings":
      return child.kind.text == "inbook" && child.raw("author") == nil ? "author" : "bookauthor"
    case "booktitle" where child.raw("booktitle") == nil && isInside: return "booktitle"
    default: return field
    }
  }

  /// Fields that belong to one entry alone.
  private static let unshared: Set<String> = [
    "ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shorthand",
    "shorthandintro", "sortkey", "shorttitle", "sorttitle", "indextitle", "indexsorttitle", "pages",
    "abstract", "keywords", "file", "note", "annotation", "annote",
  ]
}

extension Diagnostic {
  static func unknownParent(_ name: Written, field: String, known: [String]) -> Diagnostic {
    .warning(
      "unknown-parent", "there is no entry '\(name.text)' to take fields from", at: name.place,
      why: "'\(field)' names an entry of the same bibliography",
      hint: Suggestion.hint(for: name.text, in: known))
  }

  static func deepParent(_ name: Written, field: String, most: Int) -> Diagnostic {
    .error(
      "deep-parent", "the entry '\(name.text)' stands above too many others", at: name.place,
      why: "fields are taken from entry to entry over at most \(most) entries",
      hint: "take '\(field)' out, and write its fields where they are needed")
  }

  static func circularParent(_ name: Written, field: String) -> Diagnostic {
    .error(
      "circular-parent", "the entry '\(name.text)' takes its fields from itself", at: name.place,
      why: "'\(field)' leads from a part to its whole", hint: "take '\(field)' out of one of them")
  }
}

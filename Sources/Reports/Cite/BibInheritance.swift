import Diagnostics

// Entries that take fields from others: `crossref` and `xdata`.
extension Library {
  /// An entry with what it inherits; a name of an entry that is not there is reported.
  func inheriting(_ entry: BibEntry, log: inout DiagnosticLog) -> BibEntry {
    var seen: Set<String> = [entry.key.text]
    return inheriting(entry, seen: &seen, log: &log)
  }

  private func inheriting(
    _ entry: BibEntry, seen: inout Set<String>, log: inout DiagnosticLog
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
        guard seen.insert(name).inserted else {
          log.add(.circularParent(Written(name, at: names.place), field: field))
          continue
        }
        let whole = inheriting(parent, seen: &seen, log: &log)
        for inherited in whole.ordered {
          guard
            let name = isWhole
              ? inherited.name.text.lowercased()
              : Library.name(of: inherited.name.text.lowercased(), from: parent, to: entry)
          else { continue }
          _ = result.add(Written(name, at: inherited.name.place), inherited.value)
        }
      }
    }
    return result
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

  static func circularParent(_ name: Written, field: String) -> Diagnostic {
    .warning(
      "circular-parent", "the entry '\(name.text)' takes its fields from itself", at: name.place,
      why: "'\(field)' leads from a part to its whole", hint: "take '\(field)' out of one of them")
  }
}

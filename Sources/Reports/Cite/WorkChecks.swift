import Diagnostics
import Notation

// What a work should have, and what of it is not printed.
extension Work {
  /// Something that an entry of a type needs: any of some fields.
  private struct Need {
    var what: String
    var isMet: @Sendable (Work) -> Bool
    /// How the field is called in BibTeX and in CSL.
    var bib: String
    var csl: String
  }

  private static let title = Need(
    what: "title", isMet: { $0.plain(.title) != nil }, bib: "title", csl: "title")
  private static let author = Need(
    what: "author or editor", isMet: { $0.lead != nil }, bib: "author", csl: "author")
  private static let date = Need(
    what: "year", isMet: { $0.dateFields[.issued] != nil }, bib: "year", csl: "issued")
  private static let journal = Need(
    what: "journal", isMet: { $0.plain(.containerTitle) != nil }, bib: "journal",
    csl: "container-title")
  private static let book = Need(
    what: "book that it is a part of",
    isMet: { $0.plain(.containerTitle) != nil || $0.plain(.eventTitle) != nil },
    bib: "booktitle", csl: "container-title")
  private static let school = Need(
    what: "school", isMet: { $0.plain(.publisher) != nil }, bib: "school", csl: "publisher")
  private static let number = Need(
    what: "number", isMet: { $0.plain(.number) != nil }, bib: "number", csl: "number")
  private static let address = Need(
    what: "address",
    isMet: { $0.plain(.url) != nil || $0.plain(.doi) != nil || $0.otherAddress != nil },
    bib: "url", csl: "URL")

  private var needs: [Need] {
    switch type {
    case .articleJournal, .review, .reviewBook:
      [Work.title, Work.author, Work.journal, Work.date]
    case .articleMagazine, .articleNewspaper: [Work.title, Work.journal, Work.date]
    case .book: [Work.title, Work.author, Work.date]
    case .chapter, .paperConference: [Work.title, Work.author, Work.book, Work.date]
    case .entry, .entryDictionary, .entryEncyclopedia: [Work.title, Work.book]
    case .thesis: [Work.title, Work.author, Work.school, Work.date]
    case .report, .standard: [Work.title, Work.author, Work.date]
    case .patent: [Work.title, Work.number, Work.date]
    case .webpage, .post, .postWeblog: [Work.title, Work.address]
    case .personalCommunication, .interview: [Work.author, Work.date]
    case .article: [Work.title, Work.author, Work.date]
    default: [Work.title]
    }
  }

  /// Reports what is missing, and what the style does not print.
  func check(for style: CitationStyle, isBib: Bool, log: inout DiagnosticLog) {
    for need in needs where !need.isMet(self) {
      log.add(.missingField(need.what, isBib ? need.bib : need.csl, of: self, isBib: isBib))
    }
    reportUnread(style, log: &log)
  }

  private func reportUnread(_ style: CitationStyle, log: inout DiagnosticLog) {
    let template = style.template(for: type)
    let printed = template.reduce(into: TextVariable.silent.union(style.omitted)) {
      $0.formUnion($1.variables)
    }
    let dates = template.reduce(into: DateVariable.silent.union([.originalDate])) {
      $0.formUnion($1.dates)
    }
    var unread = texts.filter { !printed.contains($0.key) }.map(\.value.field)
    unread += dateFields.filter { !dates.contains($0.key) }.map(\.value)
    if !template.contains(where: \.printsOthers) {
      let lead = lead?.role
      unread += nameFields.filter { $0.key != lead && $0.key != .author }.map(\.value)
    }
    for field in unread.sorted(by: { $0.place.range.lowerBound < $1.place.range.lowerBound }) {
      log.add(.unreadField(field, of: self))
    }
  }
}

extension Term {
  /// Whether the names of others are printed.
  var printsOthers: Bool {
    switch self {
    case .others: true
    case .group(let terms, _), .first(let terms): terms.contains(where: \.printsOthers)
    case .affixed(_, let term, _), .once(let term), .capital(let term), .unlessAuthor(let term):
      term.printsOthers
    case .when(_, let term, let other): term.printsOthers || other.printsOthers
    default: false
    }
  }
}

extension Diagnostic {
  static func missingField(
    _ what: String, _ field: String, of work: Work, isBib: Bool
  ) -> Diagnostic {
    let hint: String
    switch (isBib, field) {
    case (true, "year"): hint = "add year = {…}; a work without a date has year = {n.d.}"
    case (false, "issued"):
      hint = "add \"issued\": …; a work without a date has \"issued\": \"n.d.\""
    case (true, _): hint = "add the field \(field) = {…}"
    case (false, _): hint = "add the variable \"\(field)\""
    }
    return .warning(
      "missing-field", "the \(work.type.noun) '\(work.key.text)' has no \(what)",
      at: work.key.place, why: "its entry in the list of works would have one", hint: hint)
  }

  static func unknownField(_ field: Written, of work: Work, known: [String]) -> Diagnostic {
    .warning(
      "unknown-field", "nothing reads the field '\(field.text)' of '\(work.key.text)'",
      at: field.place, why: "neither BibTeX, BibLaTeX nor CSL knows it",
      hint: Suggestion.hint(for: field.text, in: known) ?? "put it into 'note' if it is to be read")
  }

  static func unreadField(_ field: Written, of work: Work) -> Diagnostic {
    .warning(
      "unread-field", "the field '\(field.text)' of '\(work.key.text)' is not printed",
      at: field.place, why: "the entry of \(work.type.nounWithArticle) has no place for it",
      hint: "put it into 'note' if it is to be read, or take it out")
  }

  static func unknownEntryType(_ kind: Written, known: [String]) -> Diagnostic {
    .warning(
      "unknown-entry-type", "there is no type of work '\(kind.text)'", at: kind.place,
      why: "it is set like a document of any kind", hint: Suggestion.hint(for: kind.text, in: known)
    )
  }

  static func workWithoutType(_ key: Written) -> Diagnostic {
    .warning(
      "work-without-type", "the work '\(key.text)' has no type", at: key.place,
      why: "it is set like a document of any kind", hint: "add \"type\": \"book\" or another")
  }

  static func unknownEditorType(_ kind: Written, known: [String]) -> Diagnostic {
    .warning(
      "unknown-editor-type", "there is no part '\(kind.text)' that an editor can have",
      at: kind.place, why: "the parts are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: kind.text, in: known))
  }

  static func notAMonth(_ field: Written) -> Diagnostic {
    .warning(
      "not-a-month", "'\(field.text)' is not a month", at: field.place,
      why: "a month is a number from 1 to 12, or jan, feb and so on")
  }

  static func notADateOfBib(_ field: Written) -> Diagnostic {
    .warning(
      "not-a-date", "'\(field.text)' is not a date", at: field.place,
      why: "a date is written 1987-12-31, 1987-12, 1987, or 1958/1962 from one to another",
      hint: "a date in words stands in 'year'")
  }

  static func oddYear(_ field: Written) -> Diagnostic {
    .warning(
      "odd-year", "'\(field.text)' is not a year", at: field.place,
      why: "it is printed as it stands; a year is written 1987, 1958/1962, c. 1959 or 44 BC")
  }

  static func unknownNamePart(_ member: Node.Member) -> Diagnostic {
    .warning(
      "unknown-name-part", "a name has no part '\(member.key)'", at: member.keyPlace,
      hint: Suggestion.hint(
        for: member.key,
        in: [
          "family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
        ]))
  }

  static func emptyName(_ node: Node) -> Diagnostic {
    .warning(
      "empty-name", "this name has neither 'family' nor 'literal'", at: node.place,
      why: "it is left out")
  }

  static func notADateOfCSL(_ node: Node) -> Diagnostic {
    .warning(
      "not-a-date", "this is not a date", at: node.place,
      why: "a date is written {\"date-parts\": [[1987, 12, 31]]} or \"1987-12-31\"")
  }
}

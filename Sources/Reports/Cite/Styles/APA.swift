// The manner of the American Psychological Association, and Harvard after Cite Them Right.
extension CitationStyle {
  /// Publication Manual of the American Psychological Association, 7th edition (2020), chapters 8
  /// to 10: up to twenty authors in the list (9.8), "&" before the last, no place of publication.
  static let apa = CitationStyle(
    name: "apa",
    citation: Citation(
      beforeYear: ",\u{A0}", isSorted: true,
      names: NameRule(
        order: .family, and: .ampersand, longest: 3, commaBeforeOthers: true),
      pageLabel: .always,
      originalOpen: "", originalClose: "/"),
    list: List(
      names: NameRule(
        order: .inverted, given: NameRule.spaced, and: .ampersand, commaBeforeAnd: .always,
        longest: 21, shown: 19, showsLast: true, commaBeforeOthers: true),
      innerNames: NameRule(
        given: NameRule.spaced, and: .ampersand, longest: 21, shown: 19, showsLast: true),
      leadRole: .after(" (", ")", isCapital: true), undatedFirst: true),
    templates: apaTemplates, omitted: [.publisherPlace, .collectionTitle, .collectionNumber])

  private static let apaTemplates: [WorkType: [Term]] = [
    .articleJournal: apaEntry(.text(.title), .year, [journal]),
    .articleMagazine: apaEntry(.text(.title), .yearFirst, [journal]),
    .book: apaEntry(
      titled(
        .text(.title, .italic),
        [.edition, .volume(.italic), .part, .volumes, .chapter, .pages(isLabelled: true), inner]),
      .year, [publisher]),
    .chapter: apaEntry(.text(.title), .year, [chapter, publisher]),
    .report: apaEntry(
      titled(
        .text(.title, .italic),
        [.reportNumber, .edition, .version, .chapter, .pages(isLabelled: true), inner]),
      .year, [publisher]),
    .thesis: apaEntry(
      .group([.text(.title, .italic), .affixed("[", .thesis, "]")], " "), .year,
      [.text(.number), .archive]),
    .webpage: apaEntry(titled(.text(.title, .italic), [.version, inner]), .yearFirst, page),
    .dataset: apaEntry(
      titled(.text(.title, .italic), [.version, .text(.number), inner]), .year, page),
    .article: apaEntry(titled(.text(.title, .italic), [.text(.number)]), .year, page),
    .manuscript: apaEntry(
      titled(.text(.title, .italic), [.capital(.genre), inner]), .yearFirst, [.event, .archive]),
    .motionPicture: apaEntry(
      .group(
        [
          titled(.text(.title, .italic), [.volume(.italic), inner]),
          .affixed("[", .capital(.group([.text(.medium), .text(.genre)], "; ")), "]"),
        ], " "), .year, [.text(.containerTitle, .italic), publisher, .text(.number)]),
    .speech: apaEntry(
      .group([.text(.title, .italic), .affixed("[", .capital(.genre), "]")], " "), .yearFirst,
      [.event, inner, publisher, .archive]),
    .patent: apaEntry(
      titled(
        .text(.title, .italic), [.group([.text(.jurisdiction), .genre, .text(.number)], " ")]),
      .year, [.unlessAuthor(.text(.authority))]),
    .legislation: apaEntry(.text(.title), .year, Term.law + [publisher]),
    .legalCase: apaEntry(.text(.title, .italic), .year, Term.law),
    .document: apaEntry(
      titled(.text(.title, .italic), [.version, .text(.number), inner]), .yearFirst, page),
  ]

  private static func apaEntry(
    _ title: Term, _ form: Term.DateForm, _ rest: [Term]
  ) -> [Term] {
    let date: Term = .affixed("(", .first([.date(.issued, form), .date(.issued, .year)]), ")")
    return [.first([.lead, title]), date, .when(.hasLead, title)] + rest + [
      .affixed("(", .capital(.original), ")"), .originalPublisher,
      .affixed(
        "(", .capital(.group([.word(\.citing.originalWork), .date(.originalDate, .year)], " ")), ")"
      ),
      .once(.capital(.note)), found,
    ]
  }

  // "Retrieved 3 May 2024, from https://…": the day only if there is one.
  private static let found: Term = .group(
    [
      .when(
        .has(.doi), .literal(""),
        otherwise: .group(
          [
            .word(\.citing.retrieved), .affixed("", .date(.accessed, .full), ","),
            .word(\.citing.from),
          ], " ")),
      .address(doi: "https://doi.org/", url: ""),
    ], " ")

  // "Title (2nd ed., J. Doe, Trans.)"
  private static func titled(_ title: Term, _ inside: [Term]) -> Term {
    .group([title, .affixed("(", .group(inside, ", "), ")")], " ")
  }

  private static let inner = Term.others(.after(", ", "", isCapital: true), separator: "; ")
  private static let publisher: Term = .unlessAuthor(.text(.publisher))

  private static let page: [Term] = [
    .once(.capital(.group([.text(.medium), .text(.genre)], "; "))),
    .unlessAuthor(.text(.containerTitle, .italic)), .once(publisher), .pages(isLabelled: true),
    .archive,
  ]

  // "*Population and Development Review*, *10*(2), 241–271"
  private static let journal: Term = .group(
    [
      .reviewed,
      .group([.text(.containerTitle, .italic), .affixed("(", .text(.volumeTitle), ")")], " "),
      .group([.text(.volume, .italic), .affixed("(", .issue, ")")], ""), .text(.section),
      .pages(isLabelled: false), inner, .text(.number),
    ], ", ")

  private static let chapter: Term = .group(
    [
      .word(\.in),
      .group(
        [
          .others(.after(" (", ")", isCapital: true), separator: ", "),
          titled(
            .first([.text(.containerTitle, .italic), .text(.eventTitle, .italic)]),
            [.edition, .volume(.italic), .chapter, .pages(isLabelled: true)]),
        ], ", "),
    ], " ")

  /// Harvard after Cite Them Right, 12th edition: single quotation marks are those of the language
  /// here; the address stands after "Available at:".
  static let harvard = CitationStyle(
    name: "harvard-cite-them-right",
    citation: Citation(
      beforeYear: ",\u{A0}", isSorted: false,
      names: NameRule(order: .family, longest: 4, commaBeforeOthers: true),
      pageLabel: .always, originalOpen: "", originalClose: "/"),
    list: List(
      names: NameRule(
        order: .inverted, given: .initials(stop: ".", space: "", hyphen: "-"),
        commaBeforeAnd: .never, longest: 4),
      innerNames: NameRule(
        given: .initials(stop: ".", space: "", hyphen: "-"), commaBeforeAnd: .never, longest: 4),
      leadRole: .after(" (", ")", isCapital: false), stopsInsideQuotes: false),
    templates: harvardTemplates, omitted: [.publisherPlace])

  private static let harvardTemplates: [WorkType: [Term]] = [
    .articleJournal: harvardEntry(
      .text(.title, .quoted),
      [
        .group(
          [
            .reviewed, .text(.containerTitle, .italic),
            .group([.text(.volume), .affixed("(", .issue, ")")], ""),
            .when(.has(.volume), .literal(""), otherwise: .date(.issued, .day)),
            .text(.section), .pages(isLabelled: true), .others(.verb, separator: ", "),
          ], ", ")
      ], joint: ", "),
    .book: harvardEntry(
      .text(.title, .italic),
      [
        .volume(.italic), .part, .edition, .others(.verb, separator: ". ", isCapital: true),
        .volumes,
        .affixed("(", .series, ")"), .once(.placeAndPublisher),
        .group([.chapter, .pages(isLabelled: true)], ", "),
      ]),
    .chapter: harvardEntry(
      .text(.title, .quoted),
      [
        .group(
          [
            .word({ $0.in.lowercased() }),
            .others(.after(" (", ")", isCapital: false), separator: ", "),
            .first([.text(.containerTitle, .italic), .text(.eventTitle, .italic)]),
          ], " "),
        .volume(.italic), .edition, .affixed("(", .series, ")"),
        .group([.once(.placeAndPublisher), .chapter, .pages(isLabelled: true)], ", "),
      ], joint: ", "),
    .report: harvardEntry(
      .text(.title, .italic),
      [
        .reportNumber, .edition, .version, .others(.verb, separator: ". ", isCapital: true),
        .series,
        .once(.placeAndPublisher), .group([.chapter, .pages(isLabelled: true)], ", "),
      ]),
    .thesis: harvardEntry(
      .text(.title, .italic), [.genre, .once(.placeAndPublisher), .text(.number), .archive]),
    .patent: harvardEntry(
      .text(.title),
      [
        .group([.text(.jurisdiction), .genre, .text(.number)], " "),
        .unlessAuthor(.text(.authority)),
      ]),
    .legislation: harvardEntry(.text(.title, .italic), Term.law + [.once(.placeAndPublisher)]),
    .document: harvardEntry(
      .text(.title, .italic),
      [
        .once(.capital(.text(.medium))), .capital(.genre), .volume(.italic), .edition,
        .text(.scale),
        .unlessAuthor(.text(.containerTitle, .italic)),
        .others(.verb, separator: ". ", isCapital: true), .event, .text(.number), .series,
        .once(.placeAndPublisher), .once(.date(.issued, .day)), .version, .pages(isLabelled: true),
        .archive,
      ]),
  ]

  // "Banister, J. (1984) ‘An analysis’, …": no stop after the year.
  private static func harvardEntry(
    _ title: Term, _ rest: [Term], joint: String = ". "
  ) -> [Term] {
    let year: Term = .affixed("(", .date(.issued, .year), ")")
    let head: Term = .when(
      .hasLead, .group([.group([.lead, year], " "), title], " "),
      otherwise: .group([title, year], " "))
    let opening: [Term] = rest.isEmpty ? [head] : [.group([head, rest[0]], joint)]
    return opening + rest.dropFirst() + [
      .capital(.original), .originalPublisher, .once(.capital(.note)),
      .group(
        [
          .group([.literal("Available at:"), .address(doi: "https://doi.org/", url: "")], " "),
          .affixed(
            "(", .group([.affixed("", .word(\.accessed), ":"), .date(.accessed, .full)], " "), ")"),
        ], " "),
    ]
  }
}

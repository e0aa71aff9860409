// Styles that number the works in the order in which they are cited.
extension CitationStyle {
  /// In the manner of the IEEE (Reference Guide, 2023): "[1]", initials first, commas between parts.
  static let ieee = CitationStyle(
    name: "ieee",
    citation: Citation(
      kind: .numeric, open: "[", close: "]", delimiter: "; ", isSorted: true,
      names: NameRule(order: .family, longest: 3), pageLabel: .always),
    list: List(
      names: NameRule(given: NameRule.spaced, longest: 7),
      innerNames: NameRule(given: NameRule.spaced, longest: 7),
      leadRole: .after(", ", "", isCapital: true), delimiter: ". ", labelOpen: "[",
      labelClose: "]", showsShortAuthor: false),
    templates: ieeeTemplates)

  private static let ieeeTemplates: [WorkType: [Term]] = [
    .articleJournal: [
      .group(
        [
          .lead, .text(.title, .quoted), .reviewed,
          .group([.text(.containerTitle, .italic), .affixed("(", .text(.volumeTitle), ")")], " "),
          numbered(\.citing.volume, .volume), numbered(\.number, .issue),
          .group([.word(\.citing.supplement), .text(.supplementNumber)], "\u{A0}"),
          .text(.section), .pages(isLabelled: true), ieeeOthers, ieeeDate, .text(.number),
          .text(.publisherPlace), ieeeDOI,
        ], ", ")
    ] + ieeeTail,
    .book: [
      .group(
        [
          .lead, .text(.title, .italic), ieeeVolume, .part, .edition, .volumes, ieeeOthers,
          ieeeSeries,
        ], ", "),
      .group(
        [
          .placeAndPublisher, .text(.medium), ieeeDate, .chapter, .pages(isLabelled: true), ieeeDOI,
        ], ", "),
    ] + ieeeTail,
    .chapter: [
      .group(
        [
          .lead, .text(.title, .quoted),
          .group(
            [
              .word({ $0.in.lowercased() }),
              .first([.text(.containerTitle, .italic), .text(.eventTitle, .italic)]),
            ], " "),
          ieeeVolume, .edition, ieeeOthers, ieeeSeries, .placeAndPublisher, ieeeDate, .chapter,
          .pages(isLabelled: true), .text(.number), ieeeDOI,
        ], ", ")
    ] + ieeeTail,
    .report: [
      .group(
        [
          .lead, .text(.title, .quoted), .edition, .version, .placeAndPublisher, .reportNumber,
          ieeeOthers,
          ieeeSeries, ieeeDate, .chapter, .pages(isLabelled: true), ieeeDOI,
        ], ", ")
    ] + ieeeTail,
    .thesis: [
      .group(
        [
          .lead, .text(.title, .quoted), .genre, .text(.publisher), .text(.publisherPlace),
          .text(.number), ieeeDate, .archive, ieeeDOI,
        ], ", ")
    ] + ieeeTail,
    .patent: [
      .group(
        [
          .lead, .text(.title, .quoted),
          .group([.text(.jurisdiction), .genre, .text(.number)], " "),
          .unlessAuthor(.text(.authority)), ieeeDate,
        ], ", ")
    ] + ieeeTail,
    .legislation: [
      .group(
        [.lead, .text(.title, .italic)] + Term.law + [.placeAndPublisher, ieeeDate, ieeeDOI], ", ")
    ] + ieeeTail,
    .document: [
      .group(
        [
          .lead, .text(.title, .quoted), .once(.text(.medium)), .genre,
          .unlessAuthor(.text(.containerTitle, .italic)), ieeeVolume, .edition, .text(.scale),
          ieeeOthers, .event, .text(.number), ieeeSeries, .once(.placeAndPublisher), ieeeDate,
          .version,
          .pages(isLabelled: true), .archive, ieeeDOI,
        ], ", ")
    ] + ieeeTail,
  ]

  private static let ieeeDate: Term = .when(.hasDate(.issued), .date(.issued, .short))
  private static let ieeeOthers = Term.others(.after(", ", "", isCapital: true), separator: ", ")
  private static let ieeeVolume: Term = .group(
    [numbered(\.citing.volume, .volume), .text(.volumeTitle, .italic)], ", ")
  private static let ieeeSeries: Term = .series
  private static let ieeeDOI: Term = .when(.has(.doi), .address(doi: "doi:\u{A0}", url: ""))
  private static let ieeeTail: [Term] = [
    .capital(.original), .originalPublisher, .once(.capital(.note)),
    .group([.affixed("", .word(\.accessed), ":"), .date(.accessed, .short)], " "),
    .when(
      .has(.doi), .literal(""),
      otherwise: .group(
        [.affixed("[Online]. ", .word(\.citing.online), ":"), .address(doi: "", url: "")], " ")),
  ]

  private static func numbered(
    _ word: @escaping @Sendable (ReportWords) -> String, _ variable: TextVariable
  ) -> Term {
    .group([.word(word), .text(variable)], "\u{A0}")
  }

  /// In the manner of Vancouver (Citing Medicine, NLM, 2nd edition): bare initials, up to six
  /// authors, the year before the volume.
  static let vancouver = CitationStyle(
    name: "vancouver",
    citation: Citation(
      kind: .numeric, innerDelimiter: ",", isSorted: true,
      names: NameRule(order: .family, longest: 3), pageLabel: .always),
    list: List(
      names: NameRule(
        order: .inverted, given: NameRule.bare, inversion: " ", and: .none, longest: 7, shown: 6,
        commaBeforeOthers: true),
      innerNames: NameRule(
        order: .inverted, given: NameRule.bare, inversion: " ", and: .none, longest: 7, shown: 6,
        commaBeforeOthers: true),
      leadRole: .after(", ", "", isCapital: false), labelClose: ".", showsShortAuthor: false),
    templates: vancouverTemplates)

  private static let vancouverTemplates: [WorkType: [Term]] = [
    .articleJournal: vancouverEntry([
      .text(.title), .capital(.reviewed), inner,
      .group(
        [.text(.containerTitle), .affixed("(", .text(.publisherPlace), ")"), .text(.volumeTitle)],
        " "),
      .group(
        [
          .group([date, .group([.text(.volume), .affixed("(", .issue, ")")], "")], ";"),
          .text(.section), .pages(isLabelled: false),
        ], ":"),
      .text(.number),
    ]),
    .book: vancouverEntry([
      .text(.title), .volume(.plain), .part, .edition, inner, .volumes, published,
      .group([.chapter, .pages(isLabelled: true)], ", "), .affixed("(", .series, ")"),
      .text(.medium),
    ]),
    .chapter: vancouverEntry([
      .text(.title),
      .group(
        [
          .affixed("", .word(\.in), ":"),
          .group([inner, .first([.text(.containerTitle), .text(.eventTitle)])], ". "),
        ], " "),
      .volume(.plain), .edition, published, .group([.chapter, .pages(isLabelled: true)], ", "),
      .affixed("(", .series, ")"), .text(.number),
    ]),
    .report: vancouverEntry([
      .text(.title), .edition, .version, inner, published, .reportNumber,
      .group([.chapter, .pages(isLabelled: true)], ", "), .affixed("(", .series, ")"),
    ]),
    .thesis: vancouverEntry([
      .group([.text(.title), .affixed("[", .genre, "]")], " "), published, .text(.number), .archive,
    ]),
    .patent: vancouverEntry([
      .text(.title), .group([.text(.jurisdiction), .genre, .text(.number)], " "),
      .unlessAuthor(.text(.authority)), date,
    ]),
    .legislation: vancouverEntry([.text(.title)] + Term.law + [published]),
    .document: vancouverEntry([
      .text(.title), .once(.capital(.text(.medium))), .capital(.genre),
      .unlessAuthor(.text(.containerTitle)), .volume(.plain), .edition, .text(.scale), inner,
      .event, .text(.number), published, .version, .pages(isLabelled: true),
      .affixed("(", .series, ")"), .archive,
    ]),
  ]

  private static func vancouverEntry(_ terms: [Term]) -> [Term] {
    [.lead] + terms + [
      .capital(.original), .originalPublisher, .once(.capital(.note)),
      .affixed(
        "[", .group([.word({ $0.accessed.lowercased() }), .date(.accessed, .full)], " "), "]"),
      .address(doi: "https://doi.org/", url: ""),
    ]
  }

  private static let date: Term = .when(
    .hasDate(.issued), .date(.issued, .yearFirstShort), otherwise: .literal(""))
  private static let inner = Term.others(.after(", ", "", isCapital: false), separator: "; ")
  private static let published: Term = .group([.once(.placeAndPublisher), date], "; ")

  /// In the manner of Nature (formatting guide, 2024): raised numbers, the volume in bold type, the
  /// year at the end.
  static let nature = CitationStyle(
    name: "nature",
    citation: Citation(
      kind: .numeric, open: "", close: "", isRaised: true, delimiter: "; ", innerDelimiter: ",",
      isSorted: true, names: NameRule(order: .family, longest: 3), pageLabel: .always),
    list: List(
      names: NameRule(
        order: .inverted, given: NameRule.spaced, and: .ampersand, commaBeforeAnd: .never,
        longest: 6),
      innerNames: NameRule(
        order: .inverted, given: NameRule.spaced, and: .ampersand, commaBeforeAnd: .never,
        longest: 6),
      leadRole: .after(" (", ")", isCapital: false), labelClose: ".", showsShortAuthor: false),
    templates: natureTemplates, omitted: [.issue, .supplementNumber, .publisherPlace])

  private static let natureTemplates: [WorkType: [Term]] = [
    .articleJournal: natureEntry([
      .text(.title), .capital(.reviewed),
      .group(
        [
          .group(
            [
              .group(
                [
                  .text(.containerTitle, .italic), .text(.volumeTitle), .text(.volume, .strong),
                  .when(.has(.volume), .literal(""), otherwise: .issue),
                ], " "), .text(.section), .pages(isLabelled: false),
            ], ", "), ended([]),
        ], " "),
      .text(.number), natureOthers,
    ]),
    .book: natureEntry([
      .text(.title, .italic), .volume(.italic), .part, .edition, natureOthers, .volumes,
      .group([.text(.medium), .chapter, .pages(isLabelled: true)], ", "), .series,
      ended([.once(.publisherAndPlace)]),
    ]),
    .chapter: natureEntry([
      .text(.title),
      .group(
        [
          .word(\.in), .first([.text(.containerTitle, .italic), .text(.eventTitle, .italic)]),
          natureOthers, .edition,
          .group([.volume(.italic), .chapter, .pages(isLabelled: false)], ", "),
          ended([.once(.publisherAndPlace)]),
        ], " "),
      .series, .text(.number),
    ]),
    .report: natureEntry([
      .text(.title, .italic), .reportNumber, .edition, .version, natureOthers,
      .group([.chapter, .pages(isLabelled: true)], ", "), .series,
      ended([.once(.publisherAndPlace)]),
    ]),
    .thesis: natureEntry([
      .text(.title), .genre, .text(.number), .archive,
      ended([.text(.publisher), .text(.publisherPlace)]),
    ]),
    .patent: natureEntry([
      .text(.title), .group([.text(.jurisdiction), .genre, .text(.number)], " "),
      ended([.unlessAuthor(.text(.authority))]),
    ]),
    .legislation: natureEntry([.text(.title, .italic)] + Term.law + [ended([.publisherAndPlace])]),
    .document: natureEntry([
      .text(.title), .once(.capital(.text(.medium))), .capital(.genre),
      .unlessAuthor(.text(.containerTitle, .italic)), .volume(.plain), .edition, .text(.scale),
      natureOthers, .event, .text(.number), .version, .pages(isLabelled: true), .series, .archive,
      ended([.once(.publisherAndPlace)]),
    ]),
  ]

  private static let natureOthers: Term = .affixed("(", .others(.before, separator: ", "), ")")

  private static func natureEntry(_ terms: [Term]) -> [Term] {
    [.lead] + terms + [
      .capital(.original), .originalPublisher, .once(.capital(.note)),
      .group([.word(\.accessed), .date(.accessed, .full)], " "),
      .address(doi: "https://doi.org/", url: ""),
    ]
  }

  // "(Norton, New York, 1999)"
  private static func ended(_ terms: [Term]) -> Term {
    let day: Term = .when(
      .type([.articleNewspaper, .articleMagazine, .webpage, .post, .postWeblog]),
      .date(.issued, .short), otherwise: .when(.hasDate(.issued), .date(.issued, .year)))
    return .affixed("(", .group(terms + [day], ", "), ")")
  }
}

// The author–date manner of the Chicago Manual of Style.
extension CitationStyle {
  /// The 18th edition (2024), chapter 13: citations of three authors and more have "et al."; the
  /// list names up to six, else the first three; names are repeated from entry to entry (13.113).
  static let chicago = CitationStyle(
    name: "chicago-author-date", citation: Citation(),
    list: List(
      names: NameRule(
        order: .firstInverted, commaBeforeAnd: .always, longest: 7, shown: 3,
        commaBeforeOthers: true),
      innerNames: NameRule(longest: 7, shown: 3, commaBeforeOthers: true),
      stopsAfterAddress: true, originalOpen: "(", originalClose: ") ", journalLeads: true),
    templates: chicagoTemplates)

  /// The 17th edition (2017), chapter 15: citations name up to three authors (15.29); the list names
  /// up to ten, else the first seven (14.76); a dash stands for repeated names (15.17).
  static let chicago17: CitationStyle = {
    var style = chicago
    style.name = "chicago-author-date-17th-edition"
    style.citation.names.longest = 4
    (style.list.names.longest, style.list.names.shown) = (11, 7)
    (style.list.innerNames.longest, style.list.innerNames.shown) = (11, 7)
    style.list.repeatedAuthor = "———"
    return style
  }()

  /// Works on their own are in italics (17th edition, 14.86); parts of a whole, theses and pages of
  /// a website are in quotation marks (14.86, 14.206, 14.215); collections of data and what is
  /// neither are in roman type (14.257).
  private static let chicagoTemplates: [WorkType: [Term]] = [
    .articleJournal: entry(.text(.title, .quoted), [.capital(.reviewed), journal, others]),
    .book: entry(
      .text(.title, .italic),
      [
        .volume(.italic), .part, .edition, others, .volumes,
        .capital(.group([.chapter, .pages(isLabelled: true)], ", ")), .series,
        .once(.placeAndPublisher), .text(.medium),
      ]),
    .chapter: entry(.text(.title, .quoted), chapter),
    .paperConference: entry(.text(.title, .quoted), chapter + [.text(.number)]),
    .report: entry(
      .text(.title, .italic),
      [
        .reportNumber, .edition, .version, .capital(.chapter), others, .series,
        .once(.placeAndPublisher), .pages(isLabelled: true),
      ]),
    .thesis: entry(
      .text(.title, .quoted), [.thesis, .text(.publisherPlace), .text(.number), archive]),
    .webpage: entry(.text(.title, .quoted), page),
    .dataset: entry(.text(.title), page),
    .article: entry(
      .text(.title, .quoted),
      [.text(.genre), .text(.containerTitle, .italic), .once(.placeAndPublisher), .text(.number)]),
    .manuscript: entry(
      .text(.title, .quoted), [.capital(.genre), others, .event, .date(.issued, .day), archive]),
    .motionPicture: entry(
      .text(.title, .italic),
      [
        .volume(.italic), others, .text(.containerTitle, .italic), .once(.placeAndPublisher),
        .date(.issued, .day), .text(.number),
        .capital(.group([.text(.medium), .text(.genre)], ", ")),
      ]),
    .graphic: entry(
      .text(.title, .italic),
      [
        .capital(.group([.text(.medium), .text(.genre)], ", ")), .text(.scale), others,
        .text(.containerTitle, .italic), .series, .once(.placeAndPublisher), archive,
      ]),
    .speech: entry(
      .text(.title, .quoted),
      [presented, .capital(.genre), others, .once(.placeAndPublisher), archive]),
    .patent: entry(
      .text(.title),
      [
        .group([.text(.jurisdiction), .genre, .text(.number)], " "),
        .unlessAuthor(.text(.authority)), .date(.issued, .day),
      ]),
    .legislation: entry(
      .text(.title), Term.law + [.once(.placeAndPublisher), .date(.issued, .day)]),
    .legalCase: entry(.text(.title, .italic), Term.law + [.date(.issued, .day)]),
    .document: entry(.text(.title), page),
  ]

  /// Who, when, what; the rest; and where to find it.
  private static func entry(_ title: Term, _ rest: [Term]) -> [Term] {
    [
      .first([.lead, title]),
      .when(.isStated, .capital(.date(.issued, .year)), otherwise: .date(.issued, .year)),
      .when(.hasLead, title),
    ] + rest + [
      .capital(.original), .originalPublisher, .once(.capital(.note)),
      .group([.word(\.accessed), .date(.accessed, .full)], " "),
      .address(doi: "https://doi.org/", url: ""),
    ]
  }

  private static let others = Term.others(.verb, separator: ". ", isCapital: true)
  private static let archive = Term.archive

  private static let page: [Term] = [
    .once(.capital(.text(.medium))), .capital(.genre),
    .unlessAuthor(.text(.containerTitle, .italic)), others, .text(.number),
    .once(.placeAndPublisher),
    .when(.type([.document, .webpage, .postWeblog, .post]), .once(.date(.issued, .day))),
    .version, archive, .pages(isLabelled: true), .series,
  ]

  private static let presented = Term.capital(
    .group([.word(\.citing.presentedAt), .event], " "))

  // "10 (2): 241–271", "no. 2: 1–14", or the day: whatever the journal has.
  private static let journal: Term = .when(
    .has(.volume),
    .group(
      [
        .group(
          [.group([journalTitle, .text(.volume)], " "), .affixed("(", .issue, ")")], "\u{A0}"),
        .pages(isLabelled: false),
      ], ": "),
    otherwise: .when(
      .has(.issue),
      .group(
        [
          .group(
            [.unlessAuthor(journalTitle), .group([.word(\.number), .issue], "\u{A0}")], ", "),
          .pages(isLabelled: false),
        ], ": "),
      otherwise: .group(
        [
          .unlessAuthor(journalTitle), .text(.edition), .date(.issued, .day), .text(.section),
          .pages(isLabelled: true),
        ], ", ")))

  /// A journal whose name others share is told by its place (17th edition, 14.182).
  private static let journalTitle: Term = .group(
    [
      .text(.containerTitle, .italic), .affixed("(", .text(.publisherPlace), ")"),
      .affixed("(", .text(.volumeTitle), ")"),
    ], " ")

  private static let chapter: [Term] = [
    .group(
      [
        .group([.word(\.in), .text(.containerTitle, .italic)], " "),
        .group([.word(\.citing.volume), .text(.volume)], "\u{A0}"), .text(.volumeTitle, .italic),
        .others(.verb, separator: ", "), .chapter, .pages(isLabelled: false),
      ], ", "),
    .edition, .series, .once(.placeAndPublisher),
  ]
}

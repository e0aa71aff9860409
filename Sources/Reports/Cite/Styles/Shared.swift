// Terms that several styles have in common.
extension Term {
  // "Series 12"
  static let series: Term = .group([.text(.collectionTitle), .text(.collectionNumber)], " ")

  // "Stanford: Stanford University Press"; not the body that stands as author already.
  static let placeAndPublisher: Term = .group(
    [.text(.publisherPlace), .unlessAuthor(.text(.publisher))], ": ")

  // "Stanford University Press, Stanford"
  static let publisherAndPlace: Term = .group(
    [.unlessAuthor(.text(.publisher)), .text(.publisherPlace)], ", ")

  // "PhD thesis, MIT"
  static let thesis: Term = .capital(.group([.genre, .text(.publisher)], ", "))

  // "Brief 62-60"
  static let reportNumber: Term = .group([.genre, .text(.number)], " ")

  /// The work of an archive: what it is, where it is kept.
  static let archive: Term = .group(
    [
      .text(.archiveLocation), .text(.archiveCollection), .text(.archive), .text(.archivePlace),
    ], ", ")

  // "Vol. 2", with what the volume is called.
  static func volume(_ title: Dress) -> Term {
    .group(
      [
        .affixed("", .group([.word(\.volume), .text(.volume)], "\u{A0}"), ""),
        .text(.volumeTitle, title),
      ], ", ")
  }

  // "3 vols."
  static let volumes: Term = .group(
    [.text(.numberOfVolumes), .word(\.citing.volumes)], "\u{A0}")

  // "chap. 3"
  static let chapter: Term = .group([.word(\.citing.chapter), .text(.chapterNumber)], "\u{A0}")

  // "Version 2.1"
  static let version: Term = .group([.word(\.version), .text(.version)], " ")

  // "pt. 2, The Title of the Part"
  static let part: Term = .group(
    [.group([.word(\.citing.part), .text(.partNumber)], "\u{A0}"), .text(.partTitle)], ", ")

  // "Meeting of the Association, Chicago, 3 May 1984"
  static let event: Term = .group(
    [.text(.eventTitle), .text(.eventPlace), .date(.eventDate, .full)], ", ")

  // "review of The Book, by An Author"
  static let reviewed: Term = .group([.word(\.citing.reviewOf), .text(.reviewedTitle)], " ")

  // "originally published as Titre"
  static let original: Term = .group(
    [.word(\.citing.originally), .text(.originalTitle, .italic)], " ")

  // "Paris: Plon", of the first edition.
  static let originalPublisher: Term = .group(
    [.text(.originalPublisherPlace), .text(.originalPublisher)], ": ")

  // "10 (2)", with a supplement.
  static let issue: Term = .group(
    [
      .text(.issue), .group([.word(\.citing.supplement), .text(.supplementNumber)], "\u{A0}"),
    ], ", ")

  /// Law: its number, the book in which it stands, its section, its authority.
  static let law: [Term] = [
    .group([.text(.genre), .text(.number)], " "),
    .group(
      [
        .text(.volume), .text(.containerTitle), .group([.literal("§"), .text(.section)], "\u{A0}"),
        .pages(isLabelled: false),
      ], " "),
    .group([.unlessAuthor(.text(.authority)), .text(.division), .text(.jurisdiction)], ", "),
  ]
}

/// What kind of thing a work is: the item types of CSL 1.0.2.
enum WorkType: String, Sendable, CaseIterable {
  case article, articleJournal = "article-journal", articleMagazine = "article-magazine",
    articleNewspaper = "article-newspaper", bill, book, broadcast, chapter, classic, collection,
    dataset, document, entry, entryDictionary = "entry-dictionary",
    entryEncyclopedia = "entry-encyclopedia", event, figure, graphic, hearing, interview,
    legalCase = "legal_case", legislation, manuscript, map, motionPicture = "motion_picture",
    musicalScore = "musical_score", pamphlet, paperConference = "paper-conference", patent,
    performance, periodical, personalCommunication = "personal_communication", post,
    postWeblog = "post-weblog", regulation, report, review, reviewBook = "review-book", software,
    song, speech, standard, thesis, treaty, webpage

  /// The type whose rules hold where a style has none for this one; nil for `document`.
  var general: WorkType? {
    switch self {
    case .document: nil
    case .articleNewspaper: .articleMagazine
    case .articleMagazine, .review, .reviewBook: .articleJournal
    case .entryDictionary, .entryEncyclopedia: .entry
    case .entry, .paperConference: .chapter
    case .classic, .collection, .musicalScore, .pamphlet, .periodical: .book
    case .standard: .report
    case .postWeblog: .post
    case .post: .webpage
    case .software: .dataset
    case .bill, .regulation, .treaty, .hearing, .legalCase: .legislation
    case .song, .broadcast, .performance: .motionPicture
    case .figure, .map: .graphic
    case .interview, .personalCommunication: .manuscript
    case .event: .speech
    default: .document
    }
  }

  /// Whether the title stands on its own and not within something else.
  var standsAlone: Bool {
    switch self {
    case .book, .classic, .collection, .musicalScore, .pamphlet, .periodical, .report, .standard,
      .motionPicture, .broadcast, .song, .performance, .map, .graphic:
      true
    default: false
    }
  }

  /// What messages call it, with its article.
  var nounWithArticle: String { ("aeiou".contains(noun.first ?? "b") ? "an " : "a ") + noun }

  /// What messages call it.
  var noun: String {
    switch self {
    case .article: "preprint"
    case .articleJournal, .articleMagazine, .articleNewspaper: "article"
    case .entryDictionary, .entryEncyclopedia: "entry"
    case .legalCase: "legal case"
    case .motionPicture: "film"
    case .musicalScore: "score"
    case .paperConference: "conference paper"
    case .personalCommunication: "letter"
    case .post, .postWeblog: "post"
    case .reviewBook: "review"
    case .webpage: "page of the web"
    case .legislation: "law"
    case .dataset: "data set"
    default: rawValue
    }
  }
}

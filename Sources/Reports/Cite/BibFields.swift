/// What the fields and the types of entries of BibTeX and BibLaTeX mean.
enum BibFields {
  /// What a field says.
  enum Meaning: Sendable, Equatable {
    case text(TextVariable)
    case name(NameVariable)
    case date(DateVariable)
    /// It is read together with another field, which its own says: a subtitle, a month.
    case part
    /// It is for other programs, or says something that no list of works prints.
    case silent
    /// BibLaTeX knows it, and no style here prints it.
    case unprinted
  }

  /// The types of entries.
  static let types: [String: WorkType] = [
    "article": .articleJournal, "artwork": .graphic, "audio": .song, "bill": .bill, "book": .book,
    "bookinbook": .chapter, "booklet": .pamphlet, "collection": .book, "commentary": .book,
    "conference": .paperConference, "dataset": .dataset, "electronic": .webpage, "image": .graphic,
    "inbook": .chapter, "incollection": .chapter, "inproceedings": .paperConference,
    "inreference": .entry, "jurisdiction": .legalCase, "legal": .treaty,
    "legislation": .legislation, "letter": .personalCommunication, "manual": .report,
    "mastersthesis": .thesis, "misc": .document, "movie": .motionPicture, "music": .song,
    "mvbook": .book, "mvcollection": .book, "mvproceedings": .book, "mvreference": .book,
    "online": .webpage, "patent": .patent, "performance": .performance, "periodical": .periodical,
    "phdthesis": .thesis, "preprint": .article, "proceedings": .book, "reference": .book,
    "report": .report, "review": .review, "software": .software, "standard": .standard,
    "suppbook": .chapter, "suppcollection": .chapter, "suppperiodical": .articleJournal,
    "techreport": .report, "thesis": .thesis, "unpublished": .manuscript,
    "video": .motionPicture, "www": .webpage,
  ]

  /// What a field means in a work of a type; nil if nobody knows it.
  static func meaning(of field: String, in type: WorkType, hasBook: Bool) -> Meaning? {
    switch field {
    case "number":
      switch type {
      case .articleJournal, .articleMagazine, .articleNewspaper, .review, .reviewBook, .periodical:
        return .text(.issue)
      case .book, .chapter, .paperConference, .entry, .pamphlet: return .text(.collectionNumber)
      default: return .text(.number)
      }
    case "location", "address":
      return .text(type == .patent ? .jurisdiction : .publisherPlace)
    case "title" where hasBook && type == .book: return .text(.volumeTitle)
    default: break
    }
    return known[field] ?? (foreign.contains { field.hasPrefix($0) } ? .silent : nil)
  }

  /// The names of all fields, for suggestions.
  static let names = (known.keys + ["number", "location", "address"]).sorted()

  private static let foreign = [
    "bdsk-", "mendeley-", "citeulike-", "jabref", "x-", "zotero", "date-", "date_",
  ]

  private static let known: [String: Meaning] = {
    var result: [String: Meaning] = [
      "author": .name(.author), "editor": .name(.editor), "translator": .name(.translator),
      "bookauthor": .name(.containerAuthor), "origauthor": .name(.originalAuthor),
      "holder": .text(.authority), "date": .date(.issued), "year": .date(.issued),
      "urldate": .date(.accessed), "lastchecked": .date(.accessed),
      "lastaccessed": .date(.accessed),
      "origdate": .date(.originalDate), "origyear": .date(.originalDate),
      "eventdate": .date(.eventDate), "title": .text(.title), "shorttitle": .text(.titleShort),
      "booktitle": .text(.containerTitle), "maintitle": .text(.title),
      "journal": .text(.containerTitle), "journaltitle": .text(.containerTitle),
      "shortjournal": .text(.containerTitleShort), "issue": .text(.issue),
      "issuetitle": .text(.volumeTitle), "volume": .text(.volume), "pages": .text(.page),
      "page": .text(.page), "eid": .text(.page), "articleno": .text(.page),
      "chapter": .text(.chapterNumber), "part": .text(.partNumber),
      "edition": .text(.edition), "series": .text(.collectionTitle),
      "publisher": .text(.publisher), "institution": .text(.publisher),
      "school": .text(.publisher), "organization": .text(.publisher),
      "howpublished": .text(.medium), "type": .text(.genre), "version": .text(.version),
      "volumes": .text(.numberOfVolumes), "eventtitle": .text(.eventTitle),
      "venue": .text(.eventPlace), "origtitle": .text(.originalTitle),
      "origpublisher": .text(.originalPublisher),
      "origlocation": .text(.originalPublisherPlace),
      "pubstate": .text(.status), "note": .text(.note), "addendum": .text(.note),
      "doi": .text(.doi), "url": .text(.url), "isbn": .text(.isbn), "issn": .text(.issn),
      "pmid": .text(.pmid), "pmcid": .text(.pmcid), "abstract": .text(.abstract),
      "keywords": .text(.keyword), "annotation": .text(.annote), "annote": .text(.annote),
      "pagetotal": .text(.numberOfPages), "numpages": .text(.numberOfPages),
      "library": .text(.callNumber), "langid": .text(.language), "language": .text(.language),
      "hyphenation": .text(.language), "rights": .text(.license), "copyright": .text(.license),
      "archive": .text(.archive), "archivelocation": .text(.archiveLocation),
      "archive_location": .text(.archiveLocation),
    ]
    for name in parts { result[name] = .part }
    for name in silent { result[name] = .silent }
    for name in unprinted { result[name] = .unprinted }
    return result
  }()

  /// Fields that are read with others.
  private static let parts = [
    "subtitle", "titleaddon", "booksubtitle", "booktitleaddon", "journalsubtitle",
    "journaltitleaddon", "mainsubtitle", "maintitleaddon", "issuesubtitle", "issuetitleaddon",
    "month", "day", "origmonth", "origday", "shortauthor", "shorthand", "editortype", "editora",
    "editorb", "editorc", "editoratype", "editorbtype", "editorctype", "authortype", "eprint",
    "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "options", "entrysubtype",
    "crossref", "xdata", "nameaddon", "eventtitleaddon", "origlanguage", "endmonth", "endyear",
    "endday", "urlyear", "urlmonth", "urlday",
  ]

  /// Fields for sorting, for labels, and for other programs.
  private static let silent = [
    "key", "sortkey", "sortname", "sortshorthand", "sorttitle", "sortyear", "presort", "ids",
    "xref", "execute", "entryset", "related", "relatedtype", "relatedstring", "relatedoptions",
    "gender", "indextitle", "indexsorttitle", "label", "shorthandintro", "shorteditor",
    "shortseries", "langidopts", "pagination", "bookpagination", "isrn", "ismn", "iswc", "isan",
    "file", "timestamp", "owner", "groups", "keyword", "review", "rating", "priority",
    "readstatus", "printed", "comment", "ranking", "qualityassured", "cited", "creationdate",
    "modificationdate", "added-at", "interhash", "intrahash", "biburl", "bibsource", "adsurl",
    "adsnote", "mrnumber", "mrclass", "mrreviewer", "zblnumber", "zbl", "fjournal", "coden",
    "lccn", "acmid", "issue_date", "urlprefix", "repository", "webpdf", "pdf", "reportnumber",
    "collaboration", "refid", "contents", "size", "price", "affiliation", "bibdate", "code",
    "web_url", "web_url2", "author+an", "author_keywords", "document_type", "optnote",
    "language-id", "numrefs", "citations", "source", "license", "da", "ty", "er", "j9",
    "article-number",
    "unique-id", "researcherid-numbers", "orcid-numbers", "times-cited", "research-areas",
    "web-of-science-categories", "usage-count-last-180-days", "usage-count-since-2013", "eissn",
    "journal-iso", "doc-delivery-number", "number-of-cited-references", "keywords-plus",
    "funding-acknowledgement", "funding-text", "publication_type", "publisher_place", "intype",
    "verba", "verbb", "verbc", "usera", "userb", "userc", "userd", "usere", "userf", "lista",
    "listb", "listc", "listd", "liste", "listf",
  ]

  /// Parts in the making of a work that CSL has no word for.
  private static let unprinted = [
    "annotator", "commentator", "introduction", "foreword", "afterword", "reprinttitle", "namea",
    "nameb", "namec",
  ]
}

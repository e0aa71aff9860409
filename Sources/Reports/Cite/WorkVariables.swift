/// What is known of a work in words and numbers: the variables of CSL 1.0.2.
enum TextVariable: String, Sendable, CaseIterable {
  case abstract, annote, archive, archiveCollection = "archive_collection",
    archiveLocation = "archive_location", archivePlace = "archive-place", authority,
    callNumber = "call-number", chapterNumber = "chapter-number", citationKey = "citation-key",
    citationLabel = "citation-label", citationNumber = "citation-number",
    collectionNumber = "collection-number", collectionTitle = "collection-title",
    containerTitle = "container-title", containerTitleShort = "container-title-short", dimensions,
    division, doi = "DOI", edition, eventTitle = "event-title", eventPlace = "event-place",
    firstReferenceNoteNumber = "first-reference-note-number", genre, isbn = "ISBN", issn = "ISSN",
    issue, jurisdiction, keyword, language, license, locator, medium, note, number,
    numberOfPages = "number-of-pages", numberOfVolumes = "number-of-volumes",
    originalPublisher = "original-publisher", originalPublisherPlace = "original-publisher-place",
    originalTitle = "original-title", page, pageFirst = "page-first", partNumber = "part-number",
    partTitle = "part-title", pmcid = "PMCID", pmid = "PMID", printingNumber = "printing-number",
    publisher, publisherPlace = "publisher-place", references, reviewedGenre = "reviewed-genre",
    reviewedTitle = "reviewed-title", scale, section, source, status,
    supplementNumber = "supplement-number", title, titleShort = "title-short", url = "URL",
    version, volume, volumeTitle = "volume-title", yearSuffix = "year-suffix"

  /// Variables that no reference list prints, or that only say something about the others: who
  /// writes them does not expect to read them.
  static let silent: Set<TextVariable> = [
    .abstract, .annote, .callNumber, .citationKey, .citationLabel, .citationNumber, .dimensions,
    .containerTitleShort, .firstReferenceNoteNumber, .isbn, .issn, .keyword, .language, .license,
    .locator, .numberOfPages, .pageFirst, .pmid, .pmcid, .references, .source, .titleShort,
    .yearSuffix, .printingNumber, .eventPlace, .url, .doi, .status,
  ]
}

/// Who has made a work: the name variables of CSL 1.0.2.
enum NameVariable: String, Sendable, CaseIterable {
  case author, chair, collectionEditor = "collection-editor", compiler, composer,
    containerAuthor = "container-author", contributor, curator, director, editor,
    editorialDirector = "editorial-director", editorTranslator = "editor-translator",
    executiveProducer = "executive-producer", guest, host, illustrator, interviewer, narrator,
    organizer, originalAuthor = "original-author", performer, producer, recipient,
    reviewedAuthor = "reviewed-author", scriptWriter = "script-writer",
    seriesCreator = "series-creator", translator
}

/// When something happened to a work: the date variables of CSL 1.0.2.
enum DateVariable: String, Sendable, CaseIterable {
  case accessed, availableDate = "available-date", eventDate = "event-date", issued,
    originalDate = "original-date", submitted

  /// Variables that need not be printed.
  static let silent: Set<DateVariable> = [.availableDate, .submitted, .issued]
}

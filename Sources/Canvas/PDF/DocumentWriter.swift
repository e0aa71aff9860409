/// Puts pages that Cairo has drawn into a file with what Cairo knows nothing of: the structure of the
/// document, its links and outline, what it says of itself, and the data behind its figures.
///
/// So the file keeps PDF/UA-1 (ISO 14289-1) and PDF/A (ISO 19005-2 and -3) by construction.
struct DocumentWriter {
  let file: PDFFile
  /// The contents of the pages, packed, with what they need.
  let contents: [PageContent]
  /// The fonts that pages use, by their names.
  let fonts: [String: PDFValue]
  let pages: [PDFPage]
  let structure: DocumentStructure
  let options: PDFOptions

  /// The language of the document.
  private var language: String {
    let language = pages.first?.scene.language ?? ""
    return language.isEmpty ? "en" : language
  }

  /// A file without a title would be called by its file's name.
  private var title: String {
    let scene = pages.first?.scene
    // Of a description the first sentence.
    let words = scene?.description.replacing("\n", with: " ").split(separator: ". ").first
    let candidates = [options.title, scene?.title, words.map(String.init)].compactMap { $0 }
      .map { TextLine.oneLine($0).trimmingSpaces }
    guard let title = candidates.first(where: { !$0.isEmpty }) else { return "Playfair" }
    return title.count > 250 ? title.prefix(249) + "…" : title
  }

  /// The bytes of the file.
  func write() -> [UInt8] {
    let root = file.reserve()
    let tree = file.reserve()
    var pictures: [DrawnPicture: Int] = [:]
    let pageObjects = contents.map { file.add(page($0, in: tree, &pictures)) }
    var catalog: [(String, PDFValue)] = []
    let attachments = options.standards.contains(.a2a) ? [] : options.attachments
    let files = AttachmentWriter(file: file, date: options.date).write(attachments)
    let structureTree = StructureWriter(
      file: file, structure: structure, pages: pages, pageObjects: pageObjects, files: files)
    catalog += [
      ("Type", .name("Catalog")), ("Pages", .object(tree)),
      ("StructTreeRoot", .object(structureTree.write())),
    ]
    catalog +=
      NavigationWriter(
        file: file, structure: structure, pages: pages, pageObjects: pageObjects, options: options,
        files: files
      ).entries
    if !files.isEmpty { catalog.append(("AF", .array(files.map { .object($0.object) }))) }
    if options.standards.contains(where: { $0 != .ua1 }) {
      catalog.append(("OutputIntents", .array([.object(outputIntent())])))
    }
    let facts = DocumentFacts(options: options, title: title, language: language)
    let packet = file.addStream(
      Array(facts.xmp.utf8), [("Type", .name("Metadata")), ("Subtype", .name("XML"))],
      isPacked: false)
    catalog += [
      ("Metadata", .object(packet)), ("Lang", .text(language)),
      ("MarkInfo", .dictionary([("Marked", .bool(true))])),
      ("ViewerPreferences", .dictionary([("DisplayDocTitle", .bool(true))])),
    ]
    file.set(
      tree,
      to: .dictionary([
        ("Type", .name("Pages")), ("Count", .integer(pages.count)),
        ("Kids", .array(pageObjects.map { .object($0) })),
      ]))
    file.set(root, to: .dictionary(catalog))
    return file.written(catalog: root, facts: file.add(facts.dictionary))
  }

  private func page(
    _ content: PageContent, in tree: Int, _ pictures: inout [DrawnPicture: Int]
  ) -> PDFValue {
    let drawn = content.drawn
    var resources = drawn.resources
    let named = drawn.fonts.compactMap { name in fonts[name].map { (name, $0) } }
    if !named.isEmpty { resources = resources.setting("Font", to: .dictionary(named)) }
    let shown = drawn.pictures.sorted { $0.key < $1.key }.map { name, picture in
      (name, PDFValue.object(object(of: picture, &pictures)))
    }
    if !shown.isEmpty { resources = resources.setting("XObject", to: .dictionary(shown)) }
    return drawn.entries.setting("Type", to: .name("Page")).setting("Parent", to: .object(tree))
      .setting("Resources", to: resources)
      .setting("Contents", to: .object(file.addPacked(content.packed)))
  }

  /// The object of a picture; one that pages share is written once.
  private func object(of picture: DrawnPicture, _ known: inout [DrawnPicture: Int]) -> Int {
    if let object = known[picture] { return object }
    var dictionary = picture.dictionary
    if let mask = picture.mask.first {
      dictionary = dictionary.setting("SMask", to: .object(object(of: mask, &known)))
    }
    let object = file.reserve()
    file.set(object, to: dictionary, stream: picture.bytes)
    known[picture] = object
    return object
  }

  private func outputIntent() -> Int {
    let profile = file.addStream(ColorProfile.sRGB, [("N", .integer(3))])
    return file.add(
      .dictionary([
        ("Type", .name("OutputIntent")), ("S", .name("GTS_PDFA1")),
        ("OutputConditionIdentifier", .text("sRGB IEC61966-2.1")),
        ("Info", .text("sRGB IEC61966-2.1")), ("DestOutputProfile", .object(profile)),
      ]))
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmingSpaces: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

/// A file that has been attached.
struct AttachedFile {
  var name: String
  var figure: String?
  /// The object that describes it.
  var object: Int
}

/// Attaches files, as ISO 19005-3 has it.
struct AttachmentWriter {
  let file: PDFFile
  let date: String?

  /// Attaches files; of two of one name the first is taken.
  func write(_ attachments: [PDFAttachment]) -> [AttachedFile] {
    var names: Set<String> = []
    return attachments.filter { names.insert($0.name).inserted }.map { attachment in
      AttachedFile(
        name: attachment.name, figure: attachment.figure, object: description(of: attachment))
    }
  }

  private func description(of attachment: PDFAttachment) -> Int {
    var facts: [(String, PDFValue)] = [("Size", .integer(attachment.bytes.count))]
    if let date = date.flatMap(W3CDate.complete) {
      facts.append(("ModDate", .text(DocumentFacts.pdfDate(date))))
    }
    let stream = file.addStream(
      attachment.bytes,
      [
        ("Type", .name("EmbeddedFile")), ("Subtype", .name(attachment.mediaType)),
        ("Params", .dictionary(facts)),
      ])
    var entries: [(String, PDFValue)] = [
      ("Type", .name("Filespec")), ("F", .text(attachment.name)), ("UF", .text(attachment.name)),
      ("AFRelationship", .name("Data")),
      ("EF", .dictionary([("F", .object(stream)), ("UF", .object(stream))])),
    ]
    let words = TextLine.oneLine(attachment.description)
    if !words.isEmpty { entries.append(("Desc", .text(words))) }
    return file.add(.dictionary(entries))
  }
}

/// What stands on a page of a file.
struct PageContent: Sendable {
  /// The page as it was drawn.
  let drawn: DrawnPage
  /// The marks of its pieces of content.
  let marks: [String]
  /// The content with these marks, packed.
  let packed: [UInt8]

  /// Gives the content of a page its marks and packs it; nil if it is not marked as it was drawn.
  init?(_ drawn: DrawnPage, marks: [String]) {
    let content = marks.isEmpty ? drawn.content : ContentMarks.renamed(drawn.content, to: marks)
    guard let content else { return nil }
    (self.drawn, self.marks) = (drawn, marks)
    packed = PDFFile.packed(content)
  }
}

/// Draws the pages of a document with Cairo and reads what it has written.
///
/// Pages that are known and would come out the same are not drawn again. What a page looks like in
/// the file depends on those before it in one point only: Cairo numbers the letters of a font in the
/// order in which they are first drawn. So of a known page the lines are drawn that brought letters
/// in, on a page of their own that is thrown away, and what comes after finds the fonts as it would
/// have found them.
///
/// An engine that keeps lines also keeps a file open in which all letters of a document have their
/// numbers: there a page costs nothing but its own drawing, as long as it brings in the letters that
/// it brought in before.
struct DocumentDrawing {
  /// All pages, the fonts that they use by their names, and the structure of the document.
  struct Result {
    var contents: [PageContent]
    var fonts: [String: PDFValue]
    var structure: DocumentStructure
    /// How many pages were known, and whether the others were drawn in the file that is open.
    var knownCount: Int
    var isFromOpenFile: Bool
    /// The objects of the file that is to hold all this: those of the fonts and of other things that
    /// pages use.
    var file: PDFFile
  }

  let scenes: [Scene]
  let text: TextEngine

  /// Draws all pages.
  func run(memory: inout PageMemory) throws(CanvasError) -> Result {
    // What letters are missing is told by drawing them.
    if !text.missing.diagnostics.isEmpty { memory.forget() }
    if !memory.pages.isEmpty {
      if let result = try drawOpenly(&memory) { return result }
      if let result = try draw(&memory) { return result }
    }
    memory.forget()
    guard let result = try draw(&memory) else {
      throw .drawing("the content of a page is not marked as it was drawn")
    }
    return result
  }

  /// Draws the pages that are not known in a new file; nil if pages were used that must not have
  /// been.
  private func draw(_ memory: inout PageMemory) throws(CanvasError) -> Result? {
    findFonts(memory)
    var draft = PageDraft(scenes, text, LetterLog(faces: memory.faces))
    let document = try CairoDocument(size: scenes.first?.size ?? Size(1, 1))
    try draft.draw(scenes, in: document, &memory)
    let drawn = try DrawnFile(try document.finish())
    let copies = DrawnCopies(into: PDFFile())
    for place in 0..<draft.drawnCount { try drawn.copyFonts(ofPage: place, into: copies) }
    let fonts = PageMemory.Fonts(
      objects: copies.file.objects, names: copies.fonts, standing: draft.standing)
    try draft.read(drawn, copies)
    return result(of: draft, fonts, copies.file, &memory)
  }

  /// Draws the pages that are not known in the file that is open; nil if there are letters that it
  /// has in another order, or other reasons not to.
  private func drawOpenly(_ memory: inout PageMemory) throws(CanvasError) -> Result? {
    guard let fonts = memory.fonts, text.keepsLines else { return nil }
    findFonts(memory)
    var draft = PageDraft(scenes, text, LetterLog(faces: memory.faces))
    let isDrawn: Void? = try? draft.draw(scenes, openly: text.openFile(of: memory), &memory)
    guard isDrawn != nil, draft.standing == fonts.standing, !draft.isSpoilt else {
      text.closeFile(of: memory)
      return nil
    }
    let file = PDFFile(objects: fonts.objects)
    var result = result(of: draft, fonts, file, &memory)
    result?.isFromOpenFile = true
    return result
  }

  private func result(
    of draft: PageDraft, _ fonts: PageMemory.Fonts, _ file: PDFFile, _ memory: inout PageMemory
  ) -> Result? {
    guard let pages = draft.finished() else { return nil }
    let knownCount = draft.pages.count { $0.known != nil }
    let isPortable = pages.allSatisfy(\.content.drawn.isPortable)
    if knownCount > 0, !isPortable { return nil }
    if isPortable { memory.keep(pages, fonts) } else { memory.forget() }
    return Result(
      contents: pages.map(\.content), fonts: fonts.names, structure: draft.structure,
      knownCount: knownCount, isFromOpenFile: false, file: file)
  }

  /// Finds the fonts of pages that will be drawn, which others need not wait for.
  private func findFonts(_ memory: PageMemory) {
    for (index, scene) in scenes.enumerated()
    where !(memory.pages.indices.contains(index) && memory.pages[index].scene == scene) {
      text.findFonts(for: scene)
    }
  }
}

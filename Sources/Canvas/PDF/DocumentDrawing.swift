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
struct DocumentDrawing {
  /// All pages, the fonts that they use by their names, and the structure of the document.
  struct Result {
    var contents: [PageContent]
    var fonts: [String: PDFValue]
    var structure: DocumentStructure
    /// How many pages were known.
    var knownCount: Int
  }

  let scenes: [Scene]
  let text: TextEngine

  /// Draws all pages; the objects that they need are put into a file.
  func run(into file: PDFFile, memory: inout PageMemory) throws(CanvasError) -> Result {
    // What letters are missing is told by drawing them.
    if !text.missing.diagnostics.isEmpty { memory.forget() }
    if !memory.pages.isEmpty, let result = try draw(into: file, &memory) { return result }
    memory.forget()
    guard let result = try draw(into: file, &memory) else {
      throw .drawing("the content of a page is not marked as it was drawn")
    }
    return result
  }

  /// Draws the pages that are not known; nil if pages were used that must not have been.
  private func draw(
    into file: PDFFile, _ memory: inout PageMemory
  ) throws(CanvasError) -> Result? {
    for (index, scene) in scenes.enumerated()
    where !(memory.pages.indices.contains(index) && memory.pages[index].scene == scene) {
      text.findFonts(for: scene)
    }
    let names = Set(scenes.flatMap(\.destinations))
    let structure = DocumentStructure(names: names, language: scenes.first?.language ?? "")
    let letters = LetterLog(faces: memory.faces)
    var draft = PageDraft()
    var drawing = Swift.Result<[UInt8], CanvasError>.success([])
    FontLock.run {
      drawing = Swift.Result { () throws(CanvasError) in
        try draft.draw(scenes, structure, letters, text, &memory)
      }
    }
    let copies = DrawnCopies(into: file)
    let drawn = try DrawnFile(try drawing.get())
    guard let pages = try draft.finished(drawn, structure, copies) else { return nil }
    let knownCount = draft.pages.count { $0.known != nil }
    let isPortable = pages.allSatisfy(\.content.drawn.isPortable) && !letters.isUnsure
    if knownCount > 0, !isPortable { return nil }
    if isPortable { memory.keep(pages) } else { memory.forget() }
    return Result(
      contents: pages.map(\.content), fonts: copies.fonts, structure: structure,
      knownCount: knownCount)
  }
}

/// The pages of a document while they are drawn.
private struct PageDraft {
  /// A page: one that is known, or one that was drawn.
  struct Page {
    var scene: Scene
    var known: PageMemory.Page?
    var before: Int
    var after: Int
    var arrivals = LetterLog.Arrivals()
    var lines: Scene?
    /// The page in the drawn file.
    var place = 0
  }

  private(set) var pages: [Page] = []
  /// The lines of known pages that bring letters in which Cairo does not know yet.
  private var pending: [Scene] = []
  private var drawnCount = 0

  /// Draws pages, inside the font lock; the bytes of Cairo's file are given.
  mutating func draw(
    _ scenes: [Scene], _ structure: DocumentStructure, _ letters: LetterLog, _ text: TextEngine,
    _ memory: inout PageMemory
  ) throws(CanvasError) -> [UInt8] {
    guard let first = scenes.first else { throw .noPages }
    let surface = try DocumentSurface(size: first.size)
    let context = CairoContext(surface: surface.surface, medium: .vectors)
    surface.leaveOutDates()
    let drawing = SceneDrawing(context: context, text: text, structure: structure)
    let lines = SceneDrawing(context: context, text: text)
    if memory.isKept { context.letters = letters }
    var standing = 0
    for (index, scene) in scenes.enumerated() {
      var page = Page(scene: scene, before: standing, after: standing)
      page.known = memory.page(for: scene, at: index, before: standing)
      if let known = page.known {
        try context.silently { () throws(CanvasError) in try drawing.draw(scene) }
        letters.add(known.arrivals)
        if let lines = known.lines { pending.append(lines) }
        page.after = known.after
      } else {
        try drawPending(lines, on: surface)
        letters.startPage()
        page.place = drawnCount
        try draw(scene, drawing, on: surface)
        page.arrivals = letters.arrivals
        page.lines = scene.keeping(letters.lines)
        page.after = memory.standing(after: page.arrivals, standing)
      }
      standing = page.after
      pages.append(page)
    }
    try drawPending(lines, on: surface)
    memory.faces = letters.faces
    return try surface.finish()
  }

  private mutating func drawPending(
    _ drawing: SceneDrawing, on surface: DocumentSurface
  ) throws(CanvasError) {
    let letters = drawing.context.letters
    drawing.context.letters = nil
    defer { drawing.context.letters = letters }
    for scene in pending { try draw(scene, drawing, on: surface) }
    pending = []
  }

  private mutating func draw(
    _ scene: Scene, _ drawing: SceneDrawing, on surface: DocumentSurface
  ) throws(CanvasError) {
    surface.startPage(size: scene.size)
    try drawing.draw(scene)
    try surface.endPage()
    drawnCount += 1
  }

  /// What stands on the pages, with their marks as they are now; nil if there are others than were
  /// drawn.
  func finished(
    _ drawn: DrawnFile, _ structure: DocumentStructure, _ copies: DrawnCopies
  ) throws(CanvasError) -> [PageMemory.Page]? {
    for place in 0..<drawnCount { try drawn.copyFonts(ofPage: place, into: copies) }
    var result: [PageMemory.Page] = []
    for (index, page) in pages.enumerated() {
      let marks = ContentMarks.marks(of: structure.marks[index]) { structure.elements[$0].type }
      guard let content = try content(of: page, marks, drawn, copies) else { return nil }
      result.append(
        PageMemory.Page(
          scene: page.scene, before: page.before, after: page.after,
          arrivals: page.known?.arrivals ?? page.arrivals, lines: page.known?.lines ?? page.lines,
          content: content))
    }
    return result
  }

  private func content(
    of page: Page, _ marks: [String], _ drawn: DrawnFile, _ copies: DrawnCopies
  ) throws(CanvasError) -> PageContent? {
    guard let known = page.known?.content else {
      return PageContent(try drawn.page(page.place, into: copies), marks: marks)
    }
    // What an element is may change with what stands on other pages.
    return known.marks == marks ? known : PageContent(known.drawn, marks: marks)
  }
}

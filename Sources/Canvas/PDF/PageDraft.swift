/// The pages of a document while they are drawn.
struct PageDraft {
  /// A page: one that is known, or one that was drawn.
  struct Page {
    var scene: Scene
    var known: PageMemory.Page?
    var before: Int
    var after: Int
    var arrivals = LetterLog.Arrivals()
    var lines: Scene?
    /// The page in the file in which it was drawn.
    var place = 0
    /// What was drawn, once it has been read.
    var drawn: DrawnPage?
  }

  let text: TextEngine
  let structure: DocumentStructure
  let letters: LetterLog
  private(set) var pages: [Page] = []
  /// How many pages were drawn, those that are thrown away among them.
  private(set) var drawnCount = 0
  /// How the letters stand after the last page.
  private(set) var standing = 0
  /// Whether a page could not be read.
  private(set) var isSpoilt = false

  init(_ scenes: [Scene], _ text: TextEngine, _ letters: LetterLog) {
    (self.text, self.letters) = (text, letters)
    structure = DocumentStructure(
      names: Set(scenes.flatMap(\.destinations)), language: scenes.first?.language ?? "")
  }

  // MARK: Drawing

  /// Draws pages in a new file.
  mutating func draw(
    _ scenes: [Scene], in document: CairoDocument, _ memory: inout PageMemory
  ) throws(CanvasError) {
    // The lines of known pages that bring letters in which Cairo does not know yet.
    var pending: [Scene] = []
    try draw(scenes, document.context, &memory) { draft, page, drawing throws(CanvasError) in
      guard let drawing else {
        if let lines = page.known?.lines { pending.append(lines) }
        return
      }
      try draft.announce(pending, in: document)
      pending = []
      page.place = draft.drawnCount
      try document.draw(page.scene, by: drawing)
      draft.drawnCount += 1
    }
    try announce(pending, in: document)
  }

  /// Draws pages in the file that is open, and reads them at once.
  mutating func draw(
    _ scenes: [Scene], openly open: OpenFile, _ memory: inout PageMemory
  ) throws(CanvasError) {
    try draw(scenes, open.document.context, &memory) { draft, page, drawing throws(CanvasError) in
      guard let drawing, !draft.isSpoilt else { return }
      page.drawn = try open.page(of: page.scene, by: drawing)
      draft.isSpoilt = page.drawn == nil
    }
  }

  /// Walks over all pages; `step` draws one if it is given a drawing.
  private mutating func draw(
    _ scenes: [Scene], _ context: CairoContext, _ memory: inout PageMemory,
    _ step: (inout PageDraft, inout Page, SceneDrawing?) throws(CanvasError) -> Void
  ) throws(CanvasError) {
    let drawing = SceneDrawing(context: context, text: text, structure: structure)
    var walk = drawing
    walk.isSilent = true
    context.letters = memory.isKept ? letters : nil
    defer { context.letters = nil }
    for (index, scene) in scenes.enumerated() {
      var page = Page(scene: scene, before: standing, after: standing)
      page.known = memory.page(for: scene, at: index, before: standing)
      if let known = page.known {
        try walk.draw(scene)
        letters.add(known.arrivals)
        page.after = known.after
        try step(&self, &page, nil)
      } else {
        letters.startPage()
        try step(&self, &page, drawing)
        page.arrivals = letters.arrivals
        page.lines = scene.keeping(letters.lines)
        page.after = memory.standing(after: page.arrivals, standing)
      }
      standing = page.after
      pages.append(page)
    }
    memory.faces = letters.faces
  }

  private mutating func announce(
    _ scenes: [Scene], in document: CairoDocument
  ) throws(CanvasError) {
    try document.announce(scenes, text)
    drawnCount += scenes.count
  }

  // MARK: Reading

  /// Reads the pages that were drawn.
  mutating func read(_ file: DrawnFile, _ copies: DrawnCopies) throws(CanvasError) {
    for index in pages.indices where pages[index].known == nil {
      pages[index].drawn = try file.page(pages[index].place, into: copies)
    }
  }

  /// What stands on the pages, with their marks as they are now; nil if there are others than were
  /// drawn.
  func finished() -> [PageMemory.Page]? {
    var result: [PageMemory.Page] = []
    for (index, page) in pages.enumerated() {
      let marks = ContentMarks.marks(of: structure.marks[index]) { structure.elements[$0].type }
      guard let content = content(of: page, marks) else { return nil }
      result.append(
        PageMemory.Page(
          scene: page.scene, before: page.before, after: page.after,
          arrivals: page.known?.arrivals ?? page.arrivals, lines: page.known?.lines ?? page.lines,
          content: content))
    }
    return result
  }

  private func content(of page: Page, _ marks: [String]) -> PageContent? {
    guard let known = page.known?.content else {
      return page.drawn.flatMap { PageContent($0, marks: marks) }
    }
    // What an element is may change with what stands on other pages.
    return known.marks == marks ? known : PageContent(known.drawn, marks: marks)
  }
}

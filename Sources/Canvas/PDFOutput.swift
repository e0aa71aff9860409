// Output: scenes as the pages of a PDF file.

/// A page of a PDF file.
public struct PDFPage: Sendable, Hashable {
  /// What stands on the page; its size is the page's.
  public var scene: Scene
  /// The page's number as readers see it, such as `iv`; nil counts from 1.
  public var label: String?

  /// Creates a page.
  public init(_ scene: Scene, label: String? = nil) {
    self.scene = scene
    self.label = label
  }
}

/// What a PDF file says about itself.
public struct PDFOptions: Sendable, Hashable {
  /// An entry of the outline that readers show beside the pages.
  public struct OutlineEntry: Sendable, Hashable {
    /// The words of the entry.
    public var title: String
    /// How deep it stands, from 1.
    public var level: Int
    /// The page to which it leads, from 0.
    public var page: Int
    /// The destination on the page to which it leads; nil leads to the top of the page.
    public var destination: String?

    /// Creates an entry.
    public init(_ title: String, level: Int = 1, page: Int, destination: String? = nil) {
      self.title = title
      self.level = level
      self.page = page
      self.destination = destination
    }
  }

  /// The title; nil takes that of the first scene.
  public var title: String?
  /// Who wrote it.
  public var author: String
  /// What it is about, in a sentence.
  public var subject: String
  /// What it is about, in words.
  public var keywords: [String]
  /// The date of the document, such as `2026-05-01` or `2026-05-01T12:00:00Z`.
  ///
  /// Nil writes no date: the clock is never asked, so that the same input gives the same bytes.
  public var date: String?
  /// The outline, in the order of the pages; an entry stands under the last one of a lower level.
  public var outline: [OutlineEntry]

  /// Creates options.
  public init(
    title: String? = nil, author: String = "", subject: String = "", keywords: [String] = [],
    date: String? = nil, outline: [OutlineEntry] = []
  ) {
    self.title = title
    self.author = author
    self.subject = subject
    self.keywords = keywords
    self.date = date
    self.outline = outline
  }
}

/// Writes scenes as PDF files.
public enum PDFOutput {
  /// The longest side of a page, in points (200 inches), and the shortest.
  public static let sideLimits = 1.0...14_400.0

  /// The bytes of a PDF file of one page that shows a scene.
  public static func bytes(
    of scene: Scene, options: PDFOptions = PDFOptions(), text: TextEngine? = nil
  ) throws(CanvasError) -> [UInt8] {
    try bytes(of: [PDFPage(scene)], options: options, text: text)
  }

  /// The bytes of a PDF file (1.5) with a page for each scene.
  ///
  /// Text can be searched and copied; fonts are embedded as subsets. Links of groups lead to
  /// addresses and to the destinations of groups on any page; a link to a destination that is
  /// nowhere leads nowhere, and of two destinations of one name the first is meant. An engine
  /// that is given is used again, which saves opening its fonts.
  public static func bytes(
    of pages: [PDFPage], options: PDFOptions = PDFOptions(), text: TextEngine? = nil
  ) throws(CanvasError) -> [UInt8] {
    guard !pages.isEmpty else { throw .noPages }
    for page in pages { try check(page.scene.size) }
    let engine = text ?? TextEngine(fonts: FontLibrary())
    for page in pages { engine.findFonts(for: page.scene) }
    var result = Result<[UInt8], CanvasError>.success([])
    FontLock.run {
      result = Result { () throws(CanvasError) in
        try write(pages, options: options, text: engine)
      }
    }
    return try result.get()
  }

  /// Writes a file, inside the font lock.
  private static func write(
    _ pages: [PDFPage], options: PDFOptions, text: TextEngine
  ) throws(CanvasError) -> [UInt8] {
    guard let first = pages.first else { throw .noPages }
    let surface = try DocumentSurface(size: first.scene.size)
    let context = CairoContext(surface: surface.surface, medium: .vectors)
    let destinations = Set(pages.flatMap { $0.scene.destinations })
    surface.setMetadata(options, title: options.title ?? first.scene.title)
    surface.addOutline(options.outline, pageCount: pages.count, destinations: destinations)

    var tags = DocumentTags(destinations: destinations)
    let elements = pages.map { tags.hasElements(in: $0.scene.items, isInFigure: false) }
    tags.hasChildElements = elements.contains(true)
    var drawing = SceneDrawing(context: context, text: text, tags: tags)
    surface.startPage(size: first.scene.size, label: first.label)
    // Links need an element around them, else Cairo damages the file.
    try context.tagged("Document") { () throws(CanvasError) in
      for (index, page) in pages.enumerated() {
        if index > 0 { surface.startPage(size: page.scene.size, label: page.label) }
        try drawing.draw(page.scene)
        if index + 1 < pages.count { try surface.endPage() }
      }
    }
    try surface.endPage()
    return try surface.finish()
  }

  private static func check(_ size: Size) throws(CanvasError) {
    guard sideLimits.contains(size.width), sideLimits.contains(size.height) else {
      throw .pageSize(width: size.width, height: size.height)
    }
  }
}

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
  public var authors: [String]
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
  /// The standards that the file keeps and says that it keeps.
  public var standards: [PDFStandard]
  /// The data behind the figures; a file that keeps PDF/A-2 leaves them out.
  public var attachments: [PDFAttachment]
  /// How the file was made, as `FileRecord` has it; nil by default.
  public var record: String?

  /// Creates options.
  public init(
    title: String? = nil, authors: [String] = [], subject: String = "", keywords: [String] = [],
    date: String? = nil, outline: [OutlineEntry] = [],
    standards: [PDFStandard] = PDFStandard.usual, attachments: [PDFAttachment] = []
  ) {
    self.title = title
    self.authors = authors
    self.subject = subject
    self.keywords = keywords
    self.date = date
    self.outline = outline
    self.standards = standards
    self.attachments = attachments
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

  /// The bytes of a PDF file (1.7) with a page for each scene.
  ///
  /// Text can be searched and copied; fonts are embedded as subsets. Roles of groups become the
  /// structure of the document, in the order in which they are drawn; a page without any, but with
  /// a description, is one figure. Links of groups lead to addresses and to the destinations of
  /// groups on any page; a link to a destination that is nowhere leads nowhere, and of two
  /// destinations of one name the first is meant. An engine that is given is used again, which
  /// saves opening its fonts.
  public static func bytes(
    of pages: [PDFPage], options: PDFOptions = PDFOptions(), text: TextEngine? = nil
  ) throws(CanvasError) -> [UInt8] {
    var memory = PageMemory.none
    return try bytes(of: pages, options: options, text: text, memory: &memory)
  }

  /// The same with a memory of the pages that were drawn before: those that would come out the same
  /// are not drawn again.
  public static func bytes(
    of pages: [PDFPage], options: PDFOptions, text: TextEngine?, memory: inout PageMemory
  ) throws(CanvasError) -> [UInt8] {
    guard !pages.isEmpty else { throw .noPages }
    for page in pages { try check(page.scene.size) }
    let engine = text ?? TextEngine(fonts: FontLibrary())
    let scenes = pages.map { figure($0.scene) }
    let drawn = try DocumentDrawing(scenes: scenes, text: engine).run(memory: &memory)
    let writer = DocumentWriter(
      file: drawn.file, contents: drawn.contents, fonts: drawn.fonts, pages: pages,
      structure: drawn.structure, options: options)
    return writer.write()
  }

  /// A scene that has no elements, but is described, as one figure.
  private static func figure(_ scene: Scene) -> Scene {
    guard !scene.description.isEmpty, !scene.items.contains(where: \.hasElements) else {
      return scene
    }
    var result = scene
    let figure = SceneGroup(
      .figure, name: PDFAttachment.wholePage, alternative: scene.description, items: scene.items)
    result.items = [.group(figure)]
    return result
  }

  private static func check(_ size: Size) throws(CanvasError) {
    guard sideLimits.contains(size.width), sideLimits.contains(size.height) else {
      throw .pageSize(width: size.width, height: size.height)
    }
  }
}

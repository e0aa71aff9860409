/// A file that stays open, in which all letters of a document have the numbers that they have when
/// the whole document is drawn.
final class OpenFile {
  let document: CairoDocument
  /// The memory from which it was made, and how the letters stand in it.
  let memory: PageMemory.Identity
  let standing: Int
  private var pageCount = 0

  /// After so many pages a new file is better: Cairo keeps something of each.
  var isFull: Bool { pageCount >= 500 }

  /// Opens a file and draws the lines that bring letters in.
  init(_ memory: PageMemory, standing: Int, _ text: TextEngine) throws(CanvasError) {
    document = try CairoDocument(size: memory.pages.first?.scene.size ?? Size(1, 1))
    (self.memory, self.standing) = (memory.identity, standing)
    try document.announce(memory.pages.compactMap(\.lines), text)
    _ = document.takeBytes()
  }

  /// Draws a page and reads it; nil if what Cairo has written is not understood.
  func page(of scene: Scene, by drawing: SceneDrawing) throws(CanvasError) -> DrawnPage? {
    pageCount += 1
    try document.draw(scene, by: drawing)
    guard let bytes = PageExcerpt.file(of: document.takeBytes()), let file = try? DrawnFile(bytes)
    else { return nil }
    return try? file.page(0, into: DrawnCopies(into: PDFFile()))
  }
}

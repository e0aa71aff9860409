/// A file of Cairo's that pages are drawn into; to be used inside the font lock.
final class CairoDocument {
  let context: CairoContext
  private let surface: DocumentSurface

  /// Creates a file; the size is that of the first page, in points.
  init(size: Size) throws(CanvasError) {
    surface = try DocumentSurface(size: size)
    surface.leaveOutDates()
    context = CairoContext(surface: surface.surface, medium: .vectors)
  }

  /// Draws a page.
  func draw(_ scene: Scene, by drawing: SceneDrawing) throws(CanvasError) {
    surface.startPage(size: scene.size)
    try drawing.draw(scene)
    try surface.endPage()
  }

  /// Draws pages of lines that bring letters in, and which are no part of the document.
  func announce(_ scenes: [Scene], _ text: TextEngine) throws(CanvasError) {
    let letters = context.letters
    context.letters = nil
    defer { context.letters = letters }
    let drawing = SceneDrawing(context: context, text: text)
    for scene in scenes { try draw(scene, by: drawing) }
  }

  /// What has been written since this was last asked for.
  func takeBytes() -> [UInt8] { surface.takeBytes() }

  /// Ends the file and gives its bytes.
  func finish() throws(CanvasError) -> [UInt8] { try surface.finish() }
}

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

/// What Cairo writes of a page while its file is open, made a file of its own.
enum PageExcerpt {
  /// A file of the page; nil unless it is one stream of content, followed by what it names and by
  /// the page itself.
  static func file(of bytes: [UInt8]) -> [UInt8]? {
    guard let end = position(of: "endstream", in: bytes, from: 0),
      position(of: "stream\n", in: bytes, from: end + 9) == nil
    else { return nil }
    var file = Array("%PDF-1.5\n".utf8)
    var places: [Int: Int] = [:]
    guard let first = number(in: bytes, at: 0) else { return nil }
    places[first] = file.count
    let tail = String(decoding: bytes[end...], as: UTF8.self)
    var page: Int?
    var offset = file.count + end
    var last = 0
    for line in tail.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasSuffix(" 0 obj"), let number = Int(line.dropLast(6)) {
        (places[number], last) = (offset, number)
      }
      if line.hasPrefix("<< /Type /Page ") { page = last }
      offset += line.utf8.count + 1
    }
    guard let page else { return nil }
    file += bytes
    // A name that leads nowhere would be left out: so the fonts are there, with nothing in them.
    var free = (places.keys.max() ?? 0) + 1
    for font in fonts(in: tail) where places[font] == nil {
      places[font] = file.count
      file += Array("\(font) 0 obj\n<< >>\nendobj\n".utf8)
      free = max(free, font + 1)
    }
    for object in [
      "<< /Type /Pages /Kids [\(page) 0 R] /Count 1 >>", "<< /Type /Catalog /Pages \(free) 0 R >>",
    ] {
      places[free] = file.count
      file += Array("\(free) 0 obj\n\(object)\nendobj\n".utf8)
      free += 1
    }
    return file + table(of: places, root: free - 1, start: file.count)
  }

  /// The numbers of the fonts that a dictionary of names leads to: `/f-0-0 7 0 R`.
  private static func fonts(in text: String) -> [Int] {
    text.split(whereSeparator: \.isNewline).compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 4, words[0].hasPrefix("/f-"), words[3] == "R" else { return nil }
      return Int(words[1])
    }
  }

  /// The table of where objects stand, and what ends a file.
  private static func table(of places: [Int: Int], root: Int, start: Int) -> [UInt8] {
    var text = "xref\n"
    for (number, place) in places.sorted(by: { $0.key < $1.key }) {
      let digits = String(place)
      let padding = String(repeating: "0", count: max(0, 10 - digits.utf8.count))
      text += "\(number) 1\n\(padding)\(digits) 00000 n \n"
    }
    text += "trailer\n<< /Root \(root) 0 R /Size \(root + 1) >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// The number of the object that begins at an offset.
  private static func number(in bytes: [UInt8], at offset: Int) -> Int? {
    let line = bytes[offset...].prefix { $0 != 0x0A }
    let words = String(decoding: line, as: UTF8.self)
    return words.hasSuffix(" 0 obj") ? Int(words.dropLast(6)) : nil
  }

  private static func position(of word: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(word.utf8)
    guard let first = wanted.first, start + wanted.count <= bytes.count else { return nil }
    for index in start...bytes.count - wanted.count
    where bytes[index] == first && bytes[index..<index + wanted.count].elementsEqual(wanted) {
      return index
    }
    return nil
  }
}

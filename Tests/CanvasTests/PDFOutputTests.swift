import CDeflate
import Diagnostics
import TestSupport
import Testing

@testable import Canvas

@Suite("Scenes become a PDF file")
struct PDFOutputTests {
  let text = TextEngine(fonts: FontLibrary())

  func label(_ string: String, _ y: Double = 20) -> SceneItem {
    Showcase.line(string, 10, y, Showcase.inter(8), text: text)
  }

  @Test("the file has its pages in their sizes, fonts of real outlines, and no date of its own")
  func file() throws {
    let small = Scene(size: Size(252.283, 170.079), items: [label("Page 2")])
    let bytes = try PDFOutput.bytes(
      of: [PDFPage(Showcase.scene(text)), PDFPage(small)], text: text)
    #expect(bytes.starts(with: Array("%PDF-1.7".utf8)))
    let file = try #require(PDFReading(bytes))
    #expect(file.page(0, "MediaBox") == "[ 0 0 425 260 ]")
    #expect(file.page(1, "MediaBox") == "[ 0 0 252.283 170.079 ]")
    let words = PDFWords(bytes)
    #expect(words.has("/FontFile") && !words.has("/Type3") && words.has("/CharSet"))
    #expect(!words.has("CreationDate") && !words.has("ModDate") && !file.xmp.contains("Date>"))
    #expect(file.trailer("Info", "Title") == "Showcase <1>")
  }

  @Test("the file says what it was told to say of itself, twice")
  func metadata() throws {
    let options = PDFOptions(
      title: "Grain & <steel>", authors: ["W. Playfair", "A. (Ó) Gráda"], subject: "Output\n1958",
      keywords: ["grain", "粮食"], date: "2026-05-01")
    let file = try #require(
      PDFReading(try PDFOutput.bytes(of: Showcase.scene(text), options: options)))
    for (key, value) in [
      ("Title", "Grain & <steel>"), ("Author", "W. Playfair, A. (Ó) Gráda"),
      ("Subject", "Output 1958"), ("Keywords", "grain, 粮食"), ("Creator", "Playfair"),
      ("CreationDate", "D:20260501000000Z"), ("ModDate", "D:20260501000000Z"),
    ] {
      #expect(file.trailer("Info", key) == value)
    }
    for words in [
      "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Grain &amp; &lt;steel&gt;</rdf:li>",
      "<dc:creator><rdf:Seq><rdf:li>W. Playfair</rdf:li><rdf:li>A. (Ó) Gráda</rdf:li></rdf:Seq>",
      "<rdf:li xml:lang=\"x-default\">Output 1958</rdf:li>",
      "<dc:subject><rdf:Bag><rdf:li>grain</rdf:li><rdf:li>粮食</rdf:li></rdf:Bag>",
      "<dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag>",
      "<pdf:Keywords>grain, 粮食</pdf:Keywords>",
      "<xmp:CreateDate>2026-05-01T00:00:00Z</xmp:CreateDate>", "<pdfuaid:part>1</pdfuaid:part>",
      "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
      #expect(file.xmp.contains(words), "\(words)")
    }
    #expect(file.catalog("Lang") == "en")
    #expect(file.catalog("ViewerPreferences", "DisplayDocTitle") == "true")
    #expect(file.catalog("MarkInfo", "Marked") == "true")
  }

  @Test("dates are written as PDF has them, with their zone")
  func pdfDates() {
    #expect(DocumentFacts.pdfDate("2026-05-01T12:30:00+08:00") == "D:20260501123000+08'00'")
    #expect(DocumentFacts.pdfDate("2026-05-01T00:00:00Z") == "D:20260501000000Z")
  }

  @Test(
    "dates are completed or refused",
    arguments: [
      ("2026-05-01", "2026-05-01T00:00:00Z"), ("2026", "2026-01-01T00:00:00Z"),
      ("2026-05-01T12:30", "2026-05-01T12:30:00Z"),
      ("2026-05-01T12:30:00+08:00", "2026-05-01T12:30:00+08:00"), ("May 2026", nil),
      ("2026-5-1", nil), ("", nil), ("2026-05-01T12:30:00 PM", nil), ("2026-05-01T1", nil),
      ("2026-11-22T25:61", nil), ("2026-13-01", nil),
      ("2026-12-31T23:59:60", "2026-12-31T23:59:60Z"),
    ])
  func dates(date: String, complete: String?) {
    #expect(W3CDate.complete(date) == complete)
  }

  @Test("links lead to addresses and to destinations on any page, over the boxes of their lines")
  func links() throws {
    let first = Scene(
      size: Size(200, 100),
      items: [
        .group(
          SceneGroup(.link, link: .destination("end"), items: [label("two"), label("lines", 40)])),
        .group(
          SceneGroup(.link, link: .address("https://example.org/大?a='b'"), items: [label("x", 60)])),
        .group(SceneGroup(.link, link: .destination("nowhere"), items: [label("y", 80)])),
      ])
    let second = Scene(
      size: Size(200, 100),
      items: [
        .group(SceneGroup(.paragraph, destination: "end", items: [label("the end", 50)])),
        .group(SceneGroup(.paragraph, destination: "end", items: [label("not here", 90)])),
      ])
    let options = PDFOptions(outline: [
      .init("Part", page: 0), .init("Chapter", level: 2, page: 1, destination: "end"),
      .init("Nowhere", page: 7),
    ])
    let bytes = try PDFOutput.bytes(
      of: [PDFPage(first, label: "iv"), PDFPage(second)], options: options)
    let file = try #require(PDFReading(bytes))
    #expect(
      file.structure == """
        Document
          P
            Link to #end "twolines" to #end "twolines" on 1
          P
            Link to https://example.org/%E5%A4%A7?a='b' "x" on 1
          P on 1
          P on 2
          P on 2

        """)
    #expect(file.structureFaults.isEmpty)
    #expect(file.page(0, "Tabs") == "/S" && file.page(1, "Tabs") == "null")
    #expect(file.catalog("Names", "Dests").contains("(end)"))
    #expect(file.catalog("Outlines", "First", "Title") == "Part")
    #expect(file.catalog("Outlines", "First", "First", "Title") == "Chapter")
    #expect(file.catalog("Outlines", "First", "First", "Dest") == "end")
    #expect(file.catalog("Outlines", "First", "Next") == "null")
    #expect(file.catalog("Outlines", "Count") == "2")
    #expect(file.catalog("PageLabels") == "<< /Nums [ 0 << /P (iv) >> 1 << /S /D /St 2 >> ] >>")
    let boxes = SceneGroup(items: [label("two"), label("words"), label("lines", 40)]).boxes
    #expect(boxes.count == 2)
  }

  @Test("roles become elements; what is loose gets a paragraph, and lines of decoration get none")
  func structure() throws {
    let figure = SceneGroup(
      .figure, name: "fig-a", alternative: "What it shows (all of it).",
      items: [
        .group(SceneGroup(.part("title"), items: [label("Title")])),
        .group(SceneGroup(.paragraph, items: [label("inside")])),
      ])
    let line = ScenePath(.line(from: .zero, to: Point(9, 9)), stroke: Stroke(.black, width: 1))
    let scene = Scene(
      size: Size(200, 100),
      items: [
        .group(SceneGroup(.heading(3), items: [label("Head")])),
        .group(SceneGroup(.heading(2), items: [label("Head")])),
        .group(
          SceneGroup(
            .caption, items: [label("loose"), .group(SceneGroup(.code, items: [label("code")]))])),
        .group(figure), .path(line), label("loose"),
        .group(SceneGroup(.artifact, name: "furniture", items: [label("1")])),
        .group(
          SceneGroup(.artifact, items: [.group(SceneGroup(.paragraph, items: [label("none")]))])),
      ])
    let file = try #require(PDFReading(try PDFOutput.bytes(of: scene)))
    #expect(
      file.structure == """
        Document
          H1 on 1
          H2 on 1
          Caption on 1
            Code on 1
          Figure alt "What it shows (all of it)." on 1
          P on 1

        """)
    let content = file.content(ofPage: 0)
    #expect(content.contains("/Artifact <</Type /Pagination>> BDC"))
    #expect(content.contains("/Artifact <</Type /Layout>> BDC"))
    #expect(!content.contains("/Private") && content.contains("/H2 <</MCID"))
    #expect(file.structureFaults.isEmpty)
  }

  @Test("an opaque area as large as the page does not spoil what stands before it")
  func cover() throws {
    let cover = ScenePath(.rect(Rect(-5, -5, 300, 300)), fill: .color(.white))
    let scene = Scene(
      size: Size(200, 100),
      items: [
        .group(SceneGroup(.paragraph, destination: "a", items: [label("under")])),
        .group(SceneGroup(.paragraph, items: [.path(cover), label("over", 40)])),
      ])
    for pages in [[scene], [scene, scene]] {
      let file = try #require(PDFReading(try PDFOutput.bytes(of: pages.map { PDFPage($0) })))
      #expect(file.structure.split(separator: "\n").count == 1 + 2 * pages.count)
      #expect(file.structureFaults.isEmpty)
    }
  }

  @Test("nothing odd in a scene stops the output")
  func oddItems() throws {
    let scene = Scene(size: Size(200, 100), items: OddItems.all + [label("after")])
    let options = PDFOptions(
      title: "\0", authors: ["\u{1}"], date: "\0", outline: [.init("", level: -4, page: 0)])
    let bytes = try PDFOutput.bytes(of: [PDFPage(scene, label: "\0")], options: options)
    #expect(PDFWords(bytes).has("/FontFile"))
  }

  @Test("no pages, or a page of an impossible size, is an error in words")
  func errors() {
    #expect(throws: CanvasError.noPages) { try PDFOutput.bytes(of: [PDFPage]()) }
    for size in [Size(0, 10), Size(.nan, 10), Size(20_000, 10)] {
      #expect(throws: CanvasError.self) { try PDFOutput.bytes(of: Scene(size: size)) }
    }
    #expect(CanvasError.pageSize(width: 20_000, height: 1).description.contains("20000 × 1"))
  }

  @Test("a picture that cannot be read is an error, also beside links")
  func image() {
    let bad = SceneItem.image(SceneImage(data: [], frame: Rect(0, 0, 9, 9)))
    let group = SceneGroup(.paragraph, opacity: 0.5, destination: "a", items: [label("x"), bad])
    #expect(throws: CanvasError.unreadableImage) {
      try PDFOutput.bytes(of: Scene(size: Size(200, 100), items: [.group(group)]))
    }
  }

  @Test("the same scene gives the same bytes on any thread, with a new engine or a used one")
  func determinism() async throws {
    let scene = Showcase.scene(text)
    let first = try PDFOutput.bytes(of: scene, text: text)
    #expect(try PDFOutput.bytes(of: scene, text: text) == first)
    let others = try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<4 { group.addTask { try PDFOutput.bytes(of: scene) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(others.allSatisfy { $0 == first })
  }

  @Test("a code point that stands for no character is shown as U+FFFD in every output, and told")
  func noncharacters() throws {
    let text = TextEngine(fonts: FontLibrary())
    let style = TextStyle(family: "Inter", size: 10)
    let odd: [UInt32] = [0xFFFF, 0xFDD0, 0x1FFFE]
    let words = odd.compactMap(Unicode.Scalar.init).map { "a\($0)" }.joined()
    let line = SceneText(
      words, at: Point(5, 20), style: style, color: .black, metrics: text.measure(words, style))
    var scene = Scene(size: Size(100, 40), items: [.text(line)])
    scene.title = words
    #expect(try !PDFOutput.bytes(of: scene, text: text).isEmpty)
    #expect(try !PNGOutput.bytes(of: scene, text: text).isEmpty)
    #expect(SVGOutput.text(of: scene).contains(">a\u{FFFD}a\u{FFFD}a \u{FFFD}<"))
    #expect(text.missing.diagnostics.map(\.code).contains("noncharacter"))
    #expect(text.missing.noncharacters.map(\.value) == odd)
  }

  @Test("a character that no font has is drawn as a frame that stands for it")
  func box() throws {
    func drawn(_ words: String) throws -> String {
      let page = Scene(size: Size(200, 40), items: [label(words)])
      let file = try DrawnFile(try PDFOutput.bytes(of: page, text: text))
      return String(decoding: try file.content(ofPage: 0), as: UTF8.self)
    }
    let (plain, boxed) = (try drawn("one two"), try drawn("one\u{12000}two"))
    #expect(!plain.includes(" l h"))
    #expect(boxed.components(separatedBy: " l h").count == 3, "the outer edge, and the inner one")
  }
}

/// The words of a PDF file, with those of its packed streams.
struct PDFWords {
  private var text: String

  init(_ bytes: [UInt8]) {
    text = PDFWords.latin(bytes)
    let (start, end) = (Array("stream\n".utf8), Array("endstream".utf8))
    var offset = 0
    while let from = PDFWords.find(start, in: bytes, from: offset) {
      let to = PDFWords.find(end, in: bytes, from: from) ?? bytes.count
      text += PDFWords.unpacked(Array(bytes[from + start.count..<to]))
      offset = to + end.count
    }
  }

  func has(_ words: String) -> Bool { text.contains(words) }

  func count(_ words: String) -> Int { text.components(separatedBy: words) - 1 }

  private static func latin(_ bytes: [UInt8]) -> String {
    var view = String.UnicodeScalarView()
    for byte in bytes { view.append(Unicode.Scalar(byte)) }
    return String(view)
  }

  private static func find(_ words: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard start + words.count <= bytes.count else { return nil }
    return (start...bytes.count - words.count).first { offset in
      bytes[offset] == words[0] && bytes[offset..<offset + words.count].elementsEqual(words)
    }
  }

  private static func unpacked(_ bytes: [UInt8]) -> String {
    var result = [UInt8](repeating: 0, count: bytes.count * 30 + 4096)
    let decompressor = libdeflate_alloc_decompressor()
    defer { libdeflate_free_decompressor(decompressor) }
    var count = 0
    let code = libdeflate_zlib_decompress(
      decompressor, bytes, bytes.count, &result, result.count, &count)
    return code == LIBDEFLATE_SUCCESS ? latin(Array(result.prefix(count))) : ""
  }
}

extension String {
  /// How many pieces there are between occurrences of some words.
  fileprivate func components(separatedBy words: String) -> Int {
    split(separator: words, omittingEmptySubsequences: false).count
  }
}

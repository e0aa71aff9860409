import TestSupport
import Testing

@testable import Canvas

@Suite("PDF files are written from their objects") struct PDFFileTests {
  /// A file with some entries in its catalog.
  private func file(_ entries: [(String, PDFValue)], _ file: PDFFile = PDFFile()) -> [UInt8] {
    let page = file.reserve()
    let tree = file.add(
      .dictionary([
        ("Type", .name("Pages")), ("Count", .integer(1)), ("Kids", .array([.object(page)])),
      ]))
    file.set(
      page,
      to: .dictionary([
        ("Type", .name("Page")), ("Parent", .object(tree)),
        ("MediaBox", .array([0, 0, 10, 10].map { .integer($0) })),
      ]))
    let catalog: [(String, PDFValue)] = [("Type", .name("Catalog")), ("Pages", .object(tree))]
    let root = file.add(.dictionary(catalog + entries))
    return file.written(catalog: root, facts: file.add(.dictionary([])))
  }

  private func read(_ value: PDFValue) throws -> String {
    try #require(PDFReading(file([("Value", value)]))).catalog("Value")
  }

  @Test("values are read as they were meant")
  func values() throws {
    #expect(try read(.array([.null, .bool(true), .bool(false)])) == "[ null true false ]")
    #expect(
      try read(.array([.integer(-7), .integer(12), .number(1.5), .number(.nan), .number(-0.0004)]))
        == "[ -7 12 1.5 0 0 ]")
    #expect(try read(.name("a b/c\u{E9}")) == "/a#20b#2fc#c3#a9")
    #expect(try read(.written("[ 1 (a) ]")) == "[ 1 (a) ]")
    #expect(try read(.dictionary([("A", .integer(1)), ("B", .name("C"))])) == "<< /A 1 /B /C >>")
  }

  @Test(
    "texts are read as they were written",
    arguments: [
      "", "plain (nested (twice)) and \\ back", "open ( only", "line\nand\r\nline",
      "tab\tand\u{7F}",
      "Größe – 大跃进 😀", "\u{FE}\u{FF}",
    ])
  func texts(_ text: String) throws { #expect(try read(.text(text)) == text) }

  @Test("strings that are no text keep their bytes")
  func bytes() throws { #expect(try read(.bytes("a(b)\\\r\nc")) == "a(b)\\\r\nc") }

  @Test("what nothing leads to is left out, and numbers follow each other")
  func unused() throws {
    let draft = PDFFile()
    let unused = draft.addStream(Array("never seen".utf8), isPacked: false)
    _ = draft.add(.array([.object(unused)]))
    let bytes = file([("Value", .object(draft.add(.text("seen"))))], draft)
    #expect(try #require(PDFReading(bytes)).catalog("Value") == "seen")
    #expect(!String(decoding: bytes, as: UTF8.self).contains("never seen"))
  }

  @Test("many objects are packed in several streams")
  func many() throws {
    let draft = PDFFile()
    let values = (0..<1000).map { draft.add(.integer($0)) }
    let bytes = file([("Value", .array(values.map { .object($0) }))], draft)
    // qpdf writes references as they are; each leads to its number.
    let reading = try #require(PDFReading(bytes))
    #expect(reading.numbers("Value") == Array(0..<1000))
  }

  @Test(
    "a stream that is packed never ends in a carriage return, and one that is not stays as it is")
  func ends() throws {
    // At the end of packed data stands a checksum, which grows with the sum of the bytes.
    let found: [UInt8] = [12]
    #expect(PDFFile.packed(found).last == 0x0D)
    let draft = PDFFile()
    let stream = draft.addStream(found)
    let plain = draft.addStream([0x41, 0x0D], isPacked: false)
    let bytes = file([("Value", .object(stream)), ("Plain", .object(plain))], draft)
    let reading = try #require(PDFReading(bytes))
    #expect(reading.stream("Value") == found && reading.stream("Plain") == [0x41, 0x0D])
    let length = PDFFile.packed(found).count + 1
    #expect(String(decoding: bytes, as: UTF8.self).contains("/Length \(length)>>"))
  }

  @Test("files of other content have other names, and the same have the same")
  func identifiers() throws {
    func name(_ value: String) throws -> String {
      try #require(PDFReading(file([("Value", .text(value))]))).trailer("ID")
    }
    #expect(try name("a") == name("a"))
    #expect(try name("a") != name("b"))
  }
}

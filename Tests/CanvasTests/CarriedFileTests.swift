import Testing

@testable import Canvas

@Suite("Files that outputs carry")
struct CarriedFileTests {
  @Test(
    "base 64 is read as it is written", arguments: ["", "a", "ab", "abc", "abcd", "\u{0}\u{FF}é"])
  func base64(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.bytes(Base64.text(bytes)) == bytes)
  }

  @Test("what is not base 64 is nothing", arguments: ["a", "ab=c", "a*bc", "=", "abcd=e"])
  func badBase64(_ text: String) {
    #expect(text == "=" ? Base64.bytes(text) == [] : Base64.bytes(text) == nil)
  }

  @Test("those of a PDF file are found, in the order of its list")
  func pdf() throws {
    let scene = Scene(size: Size(100, 100), items: [])
    var options = PDFOptions()
    options.standards = [.a3a]
    options.attachments = [
      PDFAttachment(name: "b.csv", bytes: Array("x\n1\n".utf8)),
      PDFAttachment(name: "ä.csv", bytes: []),
    ]
    let bytes = try PDFOutput.bytes(of: scene, options: options)
    #expect(
      CarriedFile.all(in: bytes) == [
        CarriedFile(name: "ä.csv", bytes: []),
        CarriedFile(name: "b.csv", bytes: Array("x\n1\n".utf8)),
      ])
  }

  @Test("those of a web page are its links to CSV")
  func html() {
    let link = "<a download=\"x.csv\" href=\"data:text/csv;charset=utf-8;base64,YQ==\">x.csv</a>"
    let other = "<a download=\"y.png\" href=\"data:image/png;base64,YQ==\">y</a>"
    let page = "<html>\(link)\(other)<a download=\"</html>"
    #expect(
      CarriedFile.all(in: Array(page.utf8)) == [CarriedFile(name: "x.csv", bytes: [0x61])])
  }

  @Test("pictures and damaged files carry none")
  func none() {
    for bytes: [UInt8] in [[], [0x89, 0x50, 0x4E, 0x47], Array("%PDF-1.7\nnothing".utf8)] {
      #expect(CarriedFile.all(in: bytes).isEmpty)
    }
  }
}

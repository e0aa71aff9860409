import Testing

@testable import Diagnostics

@Suite("SourceText") struct SourceTextTests {
  @Test("a byte-order mark is not part of the text")
  func byteOrderMark() {
    let text = SourceText(name: "a", bytes: [0xEF, 0xBB, 0xBF, 0x61])
    #expect(text.bytes == [0x61])
  }

  @Test("lines and columns count from 1, columns in characters")
  func position() {
    let text = SourceText(name: "a", text: "ab\n大跃进x\n")
    #expect(text.position(of: 0) == (1, 1))
    #expect(text.position(of: 2) == (1, 3))
    #expect(text.position(of: 3) == (2, 1))
    #expect(text.position(of: 3 + 9) == (2, 4))
    #expect(text.position(of: text.bytes.count) == (3, 1))
  }

  @Test("LF, CRLF and a lone CR end a line", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(lineEnd: String) {
    let text = SourceText(name: "a", text: ["one", "two", "three"].joined(separator: lineEnd))
    let two = 3 + lineEnd.utf8.count
    #expect(text.position(of: two) == (2, 1))
    #expect(text.text(text.lineRange(at: two + 1)) == "two")
    #expect(text.text(text.lineRange(at: 0)) == "one")
    #expect(text.nextLine(after: 0) == two)
    #expect(text.text(text.lineRange(at: text.bytes.count)) == "three")
  }

  @Test("offsets out of the text are taken as its ends")
  func outside() {
    let text = SourceText(name: "a", text: "ab")
    #expect(text.position(of: -5) == (1, 1))
    #expect(text.position(of: 99) == (1, 3))
    #expect(text.lineRange(at: 99) == 0..<2)
    #expect(text.text(-3..<99) == "ab")
    #expect(text.nextLine(after: 99) == 2)
    #expect(SourceText(name: "b", text: "").lineRange(at: 0) == 0..<0)
  }

  @Test("the first byte that is not UTF-8 is found")
  func invalid() {
    #expect(SourceText(name: "a", text: "大跃进").firstInvalidByte == nil)
    #expect(SourceText(name: "a", bytes: [0x61, 0xE4, 0x62]).firstInvalidByte == 1)
    #expect(SourceText(name: "a", bytes: [0x61, 0xE5, 0xA4]).firstInvalidByte == 1)
    #expect(SourceText(name: "a", bytes: [0xED, 0xA0, 0x80]).firstInvalidByte == 0)
  }

  @Test("places in one text join to the range from the first to the last")
  func joined() {
    let text = SourceText(name: "a", text: "abcdef")
    let place = Place(source: text, range: 4..<5).joined(
      with: Place(source: text, range: 1..<2))
    #expect(place.text == "bcde")
    let other = SourceText(name: "b", text: "abcdef").whole
    #expect(place.joined(with: other) == place)
  }
}

@Suite("DiagnosticLog") struct DiagnosticLogTests {
  @Test("the same problem at the same place is kept once")
  func once() {
    let text = SourceText(name: "a", text: "abc")
    var log = DiagnosticLog()
    for _ in 0..<3 { log.add(.error("x", "wrong", at: text.whole)) }
    log.add(.warning("y", "odd", at: text.whole))
    #expect(log.entries.count == 2)
    #expect(log.errorCount == 1 && log.warningCount == 1 && log.hasErrors)
  }

  @Test("a step succeeds if it adds no error, warnings or not")
  func succeeds() {
    var log = DiagnosticLog()
    log.add(.error("x", "before"))
    #expect(log.succeeds { $0.add(.warning("y", "odd")) })
    #expect(!log.succeeds { $0.add(.error("z", "wrong")) })
  }
}

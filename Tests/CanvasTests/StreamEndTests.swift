import Testing

@testable import Canvas

@Suite("No packed stream ends in a carriage return") struct StreamEndTests {
  private func object(_ data: String, _ entries: String = "/Filter /FlateDecode ") -> String {
    "7 0 obj\n<< /Length \(data.utf8.count) \(entries)>>\nstream\n\(data)\nendstream\nendobj\n"
  }

  private func mended(_ text: String) -> String {
    String(decoding: StreamEnds.mended(Array(text.utf8)), as: UTF8.self)
  }

  @Test("a space follows the data, and nothing after the stream moves")
  func space() {
    let text = "%PDF-1.7\n" + object("ab") + object("ab\r") + object("cd")
    let expected =
      "%PDF-1.7\n" + object("ab")
      + "7 0 obj\n<</Length 4 /Filter /FlateDecode >>\nstream\nab\r \nendstream\nendobj\n"
      + object("cd")
    #expect(mended(text) == expected)
    #expect(mended(text).utf8.count == text.utf8.count)
  }

  @Test("a length of one more digit takes the place of a second space")
  func digits() {
    let data = String(repeating: "x", count: 8) + "\r"
    let expected =
      "7 0 obj\n<</Length 10 /Filter /FlateDecode>>\nstream\n\(data) \nendstream\nendobj\n"
    #expect(mended(object(data)) == expected)
  }

  @Test(
    "what is not packed, what is sound and what is no such file stays as it is",
    arguments: [
      "", "stream\n", ">>\nstream\n", "7 0 obj\n<< /Length 99 >>\nstream\nab\r\nendstream\n",
      "7 0 obj\n<< /Length1 3 >>\nstream\nab\r\nendstream\n",
      "7 0 obj\n<< /Length 3 >>\nstream\nab\r\nendstream\nendobj\n",
    ])
  func untouched(_ text: String) { #expect(mended(text) == text) }

  @Test("a stream in the data of another is data")
  func nested() {
    let inner = object("ab\r")
    #expect(mended(object(inner)) == object(inner))
  }
}

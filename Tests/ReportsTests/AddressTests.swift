import Canvas
import Testing

@testable import Reports

/// Addresses of pages and works: where they may be divided, and how they are set.
@Suite("Addresses")
struct AddressTests {
  /// An address with a bar wherever a line may end.
  private func divided(_ address: String) -> String {
    var result = Array(address.utf8)
    for point in AddressDivisions.points(in: address).reversed() {
      result.insert(UInt8(ascii: "|"), at: point.offset)
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test(
    "an address is divided after two slashes, and before other signs",
    arguments: [
      (
        "https://www.example.org/data/grain_output.csv",
        "https://|www|.example|.org|/data|/grain|_output|.csv"
      ),
      (
        "https://doi.org/10.1007/978-981-16-1661-7",
        "https://|doi|.org|/10|.1007|/978|-981|-16|-1661-7"
      ),
      ("https://a.org/q?year=1958&unit=Mt", "https://|a|.org|/q|?year|=|1958|&|unit=Mt"),
      ("doi:10.2307/1973284", "doi:|10|.2307|/1973284"),
    ])
  func divisions(address: String, expected: String) { #expect(divided(address) == expected) }

  @Test("no line starts with fewer than four letters of an address")
  func tails() {
    for address in [
      "https://example.org/a/b", "https://example.org/page-1.", "http://x/-a", "/", "",
    ] {
      for point in AddressDivisions.points(in: address) {
        let tail = String(decoding: Array(address.utf8).dropFirst(point.offset), as: UTF8.self)
        #expect(tail.filter { $0 != "." }.count >= 4, "\(address): \(tail)")
      }
    }
  }

  @Test("the name of a machine is divided only where nothing else helps")
  func machines() {
    let address = "https://www.example.org/statistics"
    let points = AddressDivisions.points(in: address)
    let inside = points.filter { (9..<23).contains($0.offset) }
    #expect(!inside.isEmpty && inside.allSatisfy { $0.penalty >= 300 })
    #expect(points.contains { $0.offset == 23 && $0.penalty < 50 })
  }

  @Test("an address has lining figures, and no letters of it are joined")
  func figures() {
    let outcome = render("In 1958: <https://example.org/fi1958>.\n")
    let texts = outcome.report?.pages.first?.scene.placedTexts.compactMap(\.text) ?? []
    let address = texts.first { $0.text.contains("fi1958") }
    #expect(address?.style.features.contains(.liningFigures) == true)
    #expect(address?.style.features.contains(.oldStyleFigures) == false)
    #expect(address?.style.features.contains(TextStyle.Feature("liga", false)) == true)
  }

  @Test("the letter behind a year stays with it: n.d.-c")
  func letters() {
    for width in stride(from: 60.0, through: 120, by: 3) {
      let lines = lines("Statistics of China are n.d.-c as far as they are dated.", width: width)
      #expect(!lines.contains { $0.hasSuffix("n.d.-") }, "\(width): \(lines)")
    }
  }

  private func lines(_ text: String, width: Double) -> [String] {
    var setter = ParagraphSetter(
      text: TextEngine(fonts: FontLibrary()), hyphenation: Hyphenation(folders: []))
    let piece = TextPiece(
      text: text, style: TextStyle(family: "Linux Libertine O", size: 10), color: Color(hex: 0))
    return setter.lines([piece], LineBreaker.Shape(width: width, size: 10), divides: .never)
      .map { $0.spans.map(\.text).joined() }
  }
}

import Testing

@testable import Diagnostics

@Suite struct TextSearchTests {
  @Test(
    "a text is found anywhere, byte for byte",
    arguments: [
      ("grain", "grain", true), ("grain", "ain", true), ("grain", "gr", true), ("grain", "", true),
      ("", "", true), ("", "a", false), ("grain", "grains", false), ("aab", "ab", true),
      ("粮食", "食", true), ("粮食", "钢", false), ("e\u{301}", "é", false),
    ])
  func found(text: String, part: String, isThere: Bool) { #expect(text.includes(part) == isThere) }
}

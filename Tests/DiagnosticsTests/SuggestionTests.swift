import Testing

@testable import Diagnostics

@Suite("Suggestion") struct SuggestionTests {
  @Test(
    "a name is near if it is at most a third of its length away, or one",
    arguments: [
      ("colour", "color"), ("Regoin", "Region"), ("x", "x2"), ("VALUE", "value"),
      ("vlaue", "value"), ("source_kye", "source_key"),
    ])
  func near(written: String, known: String) {
    #expect(Suggestion.nearest(to: written, in: ["aaaaaaaaaaaaaaaaaaaa", known]) == known)
  }

  @Test("a name that is too different is not suggested")
  func far() {
    #expect(Suggestion.nearest(to: "grain", in: ["steel", "mortality"]) == nil)
    #expect(Suggestion.nearest(to: "grain", in: [String]()) == nil)
    #expect(Suggestion.nearest(to: "", in: ["steel"]) == nil)
    #expect(Suggestion.nearest(to: "3", in: ["1", ""]) == nil)
  }

  @Test("two neighbours that changed places count as one mistake")
  func swapped() { #expect(Suggestion.nearest(to: "yaer", in: ["bear", "year"]) == "year") }

  @Test("the first of equally near names wins")
  func tie() { #expect(Suggestion.nearest(to: "cat", in: ["bat", "rat"]) == "bat") }

  @Test("an exact name wins over a near one, whatever its case")
  func exact() { #expect(Suggestion.nearest(to: "YEAR", in: ["years", "year"]) == "year") }

  @Test("a hint asks whether the near name was meant")
  func hint() {
    #expect(Suggestion.hint(for: "colour", in: ["color"]) == "did you mean 'color'?")
    #expect(Suggestion.hint(for: "size", in: ["color"]) == nil)
  }

  @Test("names are listed as a sentence part, the rest as a count")
  func list() {
    #expect(Suggestion.list([]) == "none")
    #expect(Suggestion.list(["a"]) == "'a'")
    #expect(Suggestion.list(["a", "b"]) == "'a' and 'b'")
    #expect(Suggestion.list(["a", "b", "c"]) == "'a', 'b' and 'c'")
    #expect(Suggestion.list(["a", "b", "c"], limit: 2) == "'a', 'b' and 1 more")
  }
}

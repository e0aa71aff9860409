import Canvas
import Diagnostics
import Testing

@testable import Reports

@Suite("At the limits of a page") struct LimitTests {
  private func words(_ outcome: Outcome) -> String {
    let texts = outcome.report?.pages.flatMap { $0.scene.placedTexts.compactMap(\.text?.text) }
    return (texts ?? []).joined(separator: " ")
  }

  @Test(
    "however deep lists and quotations stand, their lines stay on the page",
    arguments: [
      String(repeating: "> ", count: 50) + "deep words\n",
      (0..<30).map { String(repeating: "  ", count: $0) + "- deep words\n" }.joined(),
      (0..<20).map { String(repeating: "    ", count: $0) + "1. deep words\n" }.joined(),
    ])
  func depth(text: String) {
    let outcome = render("# A\n\n" + text)
    #expect(outcome.report != nil)
    for page in outcome.report?.pages ?? [] {
      for mark in page.scene.placedTexts {
        guard let text = mark.text else { continue }
        let place = mark.transform.apply(text.position)
        #expect(place.x >= 0 && place.x + text.metrics.width <= page.scene.size.width)
      }
    }
  }

  @Test("what stands behind a comment stays, and the comment does not")
  func comments() {
    let text = words(
      render(
        "# A\n\n<!-- todo --> xyz *is* here.\n\n- <!-- a\n  b --> item\n\n<!-- c --> <!-- d --> e\n"
      ))
    for part in ["xyz", "here.", "item", "e"] { #expect(text.contains(part)) }
    #expect(!text.contains("todo") && !text.contains("--") && !text.contains("b"))
  }

  @Test("a title that names others is written out where it is referred to")
  func titles() {
    let text = words(
      render(
        """
        # First {#sec-a}

        Compare @sec-b.

        # After @sec-a {#sec-b}

        """))
    #expect(text.contains("“After “First””") || text.contains("After “First”"))
    #expect(!text.contains("“”"))
  }
}

import Diagnostics
import Testing

@testable import Reports

/// Files that a document includes.
@Suite struct IncludeTests {
  @Test("the blocks of a file stand where it is named, with notes, references and figures")
  func include() {
    let outcome = render(
      """
      First.^[One.] See @sec-part.

      {{< include part.md >}}

      Last.[^a]

      [^a]: Three.

      """,
      files: [
        "part.md": "# A part {#sec-part}\n\nInside.[^a]\n\n[^a]: Two, [@fig-x see^[Deep.]].\n\n"
          + "{{< include \"inner.md\" >}}\n",
        "inner.md": "![Inner](c.vl.yaml){#fig-x}\n", "c.vl.yaml": "title: c\n",
      ])
    #expect(outcome.messages == [])
    let text = outcome.pages
    #expect(text.contains("[fig-x"))
    let notes = ["One.", "Two,", "Three."].map { note in
      text.split(separator: "\n").first { $0.contains(note) }?.split(separator: "|").last
    }
    #expect(notes.map { $0?.trimmingPrefix(" ").first } == ["1", "2", "4"])
  }

  @Test("what is wrong in an included file is told with its name and line")
  func places() {
    let outcome = render(
      "{{< include part.md >}}\n", files: ["part.md": "Text.\n\nSee @fig-none.\n"])
    #expect(outcome.messages.count == 1)
    #expect(outcome.messages.first?.hasPrefix("part.md:3:6: error: ") ?? false)
  }

  @Test("files that include each other many times over come to an end")
  func many() {
    var files: [String: String] = [:]
    for number in 0..<15 {
      files["f\(number).md"] = String(
        repeating: "{{< include f\(number + 1).md >}}\n\n", count: 4)
    }
    files["f15.md"] = "End.\n"
    let outcome = render("{{< include f0.md >}}\n", files: files)
    #expect(outcome.messages.contains { $0.contains("too many files are included") })
  }
}

import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Appendices, and lists of what a document holds.
@Suite struct AppendixTests {
  private func text(_ markdown: String, files: [String: String] = [:]) -> String {
    let outcome = render(markdown, files: files)
    #expect(outcome.messages == [])
    return outcome.pages.replacing("\u{A0}", with: " ").replacing("\u{2002}", with: " ")
  }

  @Test("appendices have letters, the sections below them too if sections are numbered")
  func letters() {
    let document = """
      See @sec-a, @sec-a-one, @sec-b and @sec-last.

      # One

      # Ways {#sec-a .appendix}

      ## Part {#sec-a-one}

      ::: {.appendix}

      # Data {#sec-b}

      :::

      # Last {#sec-last}

      Text.

      """
    let numbered = text("---\nnumber-sections: true\n---\n\n" + document)
    #expect(numbered.contains("See Appendix A, Appendix A.1, Appendix B and Section 2."))
    #expect(numbered.contains("| Appendix A Ways\n"))
    #expect(numbered.contains("| A.1 Part\n"))
    #expect(numbered.contains("| 2 Last\n"))
    let plain = text(document)
    #expect(plain.contains("See Appendix A, “Part”, Appendix B and “Last”."))
  }

  @Test("lists of figures and tables name each with the page on which it stands")
  func lists() {
    let found = text(
      """
      ---
      toc: true
      toc-title: What is here
      lof: true
      lot: true
      ---

      # First

      ![Output. And more.](a.vl.yaml){#fig-a}

      {{< pagebreak >}}

      | a |
      |---|
      | 1 |

      : Two rows^[A note.] of [cells](https://example.org), e.g. All.

      # Second

      """, files: ["a.vl.yaml": "title: a\n"])
    let lines = found.split(separator: "\n").prefix(10).map { line in
      line.split(separator: "|").last.map { String($0).trimmed.replacing("    ", with: "   ") }
        ?? ""
    }
    #expect(
      Array(lines.dropFirst().prefix(7)) == [
        "What is here", "First   1", "Second   2", "Figures", "1 Output.   1", "Tables",
        "1 Two rows of cells, e.g. All.   2",
      ])
  }

  @Test("a table in a div of class column-page is set, and so is what stands in the margin")
  func wide() {
    let found = text(
      """
      Text with [an aside]{.aside}.

      ::: {.column-page}
      | a | b |
      |---|---|
      | 1 | 2 |

      : Wide. {#tbl-a}
      :::

      ::: {.column-margin}
      Beside.
      :::

      ::: {.landscape}
      Turned.
      :::

      """)
    for words in ["an aside", "Table 1 Wide.", "Beside.", "Turned."] {
      #expect(found.contains(words))
    }
  }
}

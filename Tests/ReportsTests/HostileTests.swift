import Canvas
import Diagnostics
import TestSupport
import Testing

@testable import Reports

private let document = """
  ---
  title: "A *title*"
  author: [{name: B, affiliation: C}, D]
  date: 2026-11-22
  lang: en-GB
  abstract: |
    One.

    Two.
  bibliography: r.bib
  toc: true
  number-sections: true
  ---

  # One {#one .unnumbered}

  Text with *emph* **strong** `code`{.x} [粮食]{lang=zh-Hans} x^2^ H~2~O "quotes" -- dashes...
  and [@a, p. 3; see -@b] and @a [p. 4] and @fig-c.[^n] ^[Inline.] [link](#one) <https://x.org/a>

  ::: {.notes}
  Hidden.
  :::

  ![Caption [@a]](c.vl.yaml){#fig-c width=80mm fig-alt="A *b*"}

  - item
    1. inner

       ```{vega-lite}
       #| label: fig-d
       mark: line
       ```

  > quote
  > more

  | a | b |
  |:--|--:|
  | *1* | 2.5 |
  : Caption {#tbl-x tbl-colwidths="[20,80]"}

  Source: here.

  {{< pagebreak >}}

  ```python
  code
  ```

  ***

  [^n]: Note *text*

      second

  ## Two

  ::: {#refs}
  :::
  """

private let works = """
  @string{x = "y"}
  @article{a, author={{\\'O} Gr{\\'a}da, Cormac and others}, title="The \\emph{A} {B}", year=1984,
    journal = x # { z}, pages={1--2}, url={https://x.org/a_b}, month=jun}
  @book{b, editor={von Last, Jr., First}, title={T}, date={1990-02-03}}
  """

@Suite struct HostileTests {
  private func run(_ text: [UInt8], _ bib: [UInt8]) {
    var log = DiagnosticLog()
    let folder = TestFolder(["c.vl.yaml": "title: t\n"])
    writeFile(bib, to: "\(folder.path)/r.bib")
    guard let files = SourceFiles(root: folder.path) else { return }
    let source = SourceText(name: "\(folder.path)/a.md", bytes: text)
    let request = ReportRequest(source: source, files: files, drawChart: dummyChart)
    let report = renderReport(request, text: engine, log: &log)
    _ = report?.text
    for entry in log.entries.prefix(3) { _ = entry.text(.human) }
  }

  private let engine = TextEngine(fonts: FontLibrary())

  @Test("the document is sound before it is damaged")
  func sound() {
    let outcome = render(document, files: ["c.vl.yaml": "title: t\n", "r.bib": works])
    #expect(outcome.messages == [])
  }

  @Test("no truncation traps")
  func truncation() {
    let bytes = Array(document.utf8)
    for end in stride(from: 0, to: bytes.count, by: 31) {
      run(Array(bytes[..<end]), Array(works.utf8))
    }
    let bib = Array(works.utf8)
    for end in stride(from: 0, to: bib.count, by: 19) { run(bytes, Array(bib[..<end])) }
  }

  @Test("no damage traps", arguments: Array(0..<8))
  func damage(_ seed: Int) {
    var generator = SeededNumbers(seed: UInt64(seed))
    let signs = Array("[]{}()<>*_`$@^~:|#\\\"'-=!&%\n\t \0é".utf8)
    for _ in 0..<15 {
      var bytes = Array(document.utf8)
      var bib = Array(works.utf8)
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let sign = signs.randomElement(using: &generator) ?? 0
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[place] = sign
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(sign, at: place)
        default: bib[Int.random(in: 0..<bib.count, using: &generator)] = sign
        }
      }
      run(bytes, bib)
    }
  }

  @Test(
    "what nests and repeats without end is read in time",
    arguments: [
      "[", "![", "*", "_a ", "> ", "- ", "`", "``", "$a ", "$$", "<", "<a", "^[", "~a", "{{<", "|",
      "[@a;", "@", "::: a\n", "\"", "'", "[^a]", "[a]{", "](", "# ", "&", "\\", "[a](", "1. ", "|-",
      "[^a]: b\n", "```\n", "{", "-@", "文", "a b\n", "\u{AD}", "a\u{301}",
    ])
  func repetition(_ part: String) {
    run(Array(String(repeating: part, count: 500).utf8), [])
    run(Array(("x " + String(repeating: part, count: 500) + " y").utf8), [])
    run(
      Array("@book{a, title={\(String(repeating: part, count: 500))}}".utf8),
      Array(String(repeating: "{" + part, count: 500).utf8))
    run(
      Array("---\nbibliography: r.bib\n---\n[@a]".utf8),
      Array(
        "@book{a, author={\(String(repeating: part + " and ", count: 800))}, title={\(String(repeating: part, count: 2000))}}"
          .utf8))
  }

  @Test("a huge number of columns, levels and numbers is no trap")
  func sizes() {
    run(
      Array(
        (String(repeating: "|a", count: 500) + "|\n" + String(repeating: "|-", count: 500) + "|\n"
          + String(repeating: "|1", count: 500) + "|\n").utf8), [])
    run(Array("999999999. a\n1000000000. b\n".utf8), [])
    run(Array("![a](c.vl.yaml){width=1e99mm height=99999999999999999999in}\n".utf8), [])
    run(Array((1...200).map { String(repeating: "  ", count: $0) + "- x\n" }.joined().utf8), [])
    run([0xFF, 0xFE, 0x0A, 0xC0, 0x80, 0x5B, 0x40], [0x40, 0xFF, 0x7B])
  }
}

/// Texts that once took time without end: a test that does not finish has failed.
@Suite("What is small is read in no time") struct EndlessTests {
  private func nested(_ open: String, _ close: String, _ depth: Int) -> String {
    String(repeating: open, count: depth) + "x" + String(repeating: close, count: depth)
  }

  @Test("spans in spans, as deep as they may be")
  func spans() {
    let outcome = render(nested("[", "]{.smallcaps}", 60))
    #expect(outcome.messages == [])
    #expect(outcome.report != nil)
  }

  @Test(
    "titles in faces within faces",
    arguments: [
      ("r.bib", "@book{a, author={A}, year=1990, publisher={P}, title={", "\\emph{", "}", "}}"),
      (
        "r.json", #"[{"id": "a", "type": "book", "issued": {"raw": "1990"}, "title": ""#, "<i>",
        "</i>", #""}]"#
      ),
    ])
  func titles(_ file: String, _ start: String, _ open: String, _ close: String, _ end: String) {
    let text = "---\nbibliography: \(file)\n---\n\nx [@a]\n"
    let outcome = render(text, files: [file: start + nested(open, close, 39) + end])
    #expect(outcome.report != nil)
  }

  @Test(
    "words without end",
    arguments: [
      String(repeating: "|", count: 40_000), String(repeating: "文", count: 20_000),
      String(repeating: "文，", count: 10_000), String(repeating: "\u{200B}", count: 40_000) + "x",
      String(repeating: "a b, c. ", count: 6000),
    ])
  func words(_ text: String) {
    let outcome = render("Text: " + text + "\n")
    #expect(outcome.messages == [])
    #expect(outcome.report?.pages.isEmpty == false)
  }

  @Test("signs that close nothing, and headings of the same words")
  func signs() {
    for part in ["$a ", "<a ", "\\b", "[a](", "{{<"] {
      let outcome = render("Text: " + String(repeating: part, count: 4000) + "\n")
      #expect(outcome.messages.count <= 4000)
    }
    let outcome = render(String(repeating: "# One\n\nText.\n\n", count: 1500))
    #expect(outcome.report != nil)
  }
}

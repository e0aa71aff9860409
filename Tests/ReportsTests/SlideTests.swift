import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Slides and handouts, each rule a sentence.
@Suite("Slides") struct SlideTests {
  private func outcome(
    _ body: String, front: String = "", format: ReportFormat = .slides,
    files: [String: String] = charts
  ) -> Outcome {
    render(
      "---\ntitle: T\nformat: \(format.rawValue)\n\(front)---\n\n" + body, files: files)
  }

  /// The words of each page, line by line, without the title slide.
  private func slides(
    _ body: String, front: String = "", format: ReportFormat = .slides,
    files: [String: String] = charts
  ) -> [[String]] {
    let outcome = outcome(body, front: front, format: format, files: files)
    #expect(outcome.messages == [])
    return outcome.pages.split(separator: "page ").dropFirst().map { page in
      page.split(separator: "\n").dropFirst().compactMap { line in
        line.firstIndex(of: "|").map { String(line[line.index(after: $0)...]).trimmed }
          ?? line.firstIndex(of: "[").map { String(line[$0...].prefix { $0 != " " }) }
      }
    }
  }

  @Test("a heading opens a slide, and a rule one without a headline")
  func headings() {
    let slides = slides("# One\n\nA.\n\n# Two\n\nB.\n\n---\n\nC.\n")
    #expect(slides.map(\.first) == ["One", "Two", "C."])
  }

  @Test("headings above those of slides open sections, if slides stand under them")
  func sections() {
    let slides = slides("# Part\n\n## One\n\nA.\n\n# Alone\n\nB.\n", front: "slide-level: 2\n")
    #expect(slides.count == 3)
    #expect(slides.first == ["Part", "2"])
    #expect(slides.last?.first == "Alone")
    #expect(slides.last?.dropFirst().first == "B.")
  }

  @Test("the level of slides is the highest that something else than a heading follows")
  func level() {
    let deep = slides("# Part\n\n## One\n\nA.\n\n### Inner\n\nB.\n\n## Two\n\nC.\n")
    #expect(deep.map(\.first) == ["Part", "One", "Two"])
    let flat = slides("# One\n\nA.\n\n## Inner\n\nB.\n")
    #expect(flat.map(\.first) == ["One"])
  }

  @Test("the size of slides is 13.333 or 10 inches by 7.5")
  func sizes() {
    let wide = outcome("# A\n\nB.\n").report?.pages.first?.scene.size
    let narrow = outcome("# A\n\nB.\n", front: "aspectratio: 43\n").report?.pages.first?.scene.size
    #expect(wide == Size(960, 540))
    #expect(narrow == Size(720, 540))
  }

  @Test("items of an incremental list are steps of one slide with one label")
  func steps() {
    let text = "# A\n\n- one\n- two\n- three\n"
    let outcome = outcome(text, front: "incremental: true\n")
    #expect(outcome.report?.pages.map(\.label) == ["1", "2", "2", "2"])
    #expect(slides(text).count == 1)
    #expect(slides("# A\n\n::: incremental\n- one\n- two\n:::\n").count == 2)
    let whole = "# A\n\n::: nonincremental\n- one\n- two\n:::\n"
    #expect(slides(whole, front: "incremental: true\n").count == 1)
  }

  @Test("three points in a paragraph of their own are a pause")
  func pauses() {
    let slides = slides("# A\n\nBefore.\n\n. . .\n\nAfter.\n")
    #expect(slides.count == 2)
    #expect(slides.first?.contains("After.") == false)
    #expect(slides.last?.contains("After.") == true)
    #expect(!slides.joined().contains(". . ."))
  }

  @Test("what was on the step before is no new content of the next")
  func oldContent() throws {
    let pages = try #require(
      outcome("# A\n\nBefore.\n\n. . .\n\nAfter.\n").report?.pages)
    let last = PageReading(try #require(pages.last).scene)
    #expect(last.lines.map(\.text) == ["After."])
    #expect(last.furniture.contains("Before."))
    let names = pages.map { $0.scene.text.components("destination #a").count - 1 }
    #expect(names == [0, 1, 0])
  }

  @Test("in a text to be read, notes behind a figure are said to its slide")
  func notesOfFigures() throws {
    let folder = TestFolder(charts)
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: folder.path))
    let text =
      "# One\n\n\(paragraph(12))See @fig-a.\n\n![It fell.](c.vl.yaml){#fig-a}\n\n"
      + "::: notes\nSaid of the figure.\n:::\n\n# Two\n\nShort words.\n"
    var request = ReportRequest(
      source: SourceText(name: "\(folder.path)/a.md", text: text), files: files,
      drawChart: dummyChart)
    request.formats = [.handout]
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    let page = try #require(report?.shapes.first?.text)
    let drawn = try #require(page.firstRange(of: "dummy") ?? page.firstRange(of: "It fell"))
    let said = try #require(page.firstRange(of: "Said of the figure"))
    #expect(drawn.lowerBound < said.lowerBound)
  }

  @Test("what a sentence on a slide calls Figure 1 or Table 1 says so on its own slide")
  func labels() {
    let text = """
      # First

      See @fig-a, and [@tbl-b].

      ![It fell.](c.vl.yaml){#fig-a}

      ![It rose.](c.vl.yaml){#fig-c}

      # Second

      | a | b |
      |---|---|
      | 1 | 2 |

      : Numbers. {#tbl-b}

      """
    let said = slides(text, front: "slide-paragraphs: notes\nslide-captions: notes\n")
    #expect(said.count == 4)
    func opening(_ label: String, _ slides: [[String]]) -> [Bool] {
      slides.map { $0.contains { $0.hasPrefix(label) } }
    }
    #expect(opening("Figure\u{A0}1", said) == [false, true, false, false])
    #expect(opening("Figure\u{A0}2", said) == [false, false, false, false])
    #expect(opening("Table\u{A0}1", said) == [false, false, false, true])
    // A caption that is shown says it.
    let shown = slides(text).joined().count { $0.hasPrefix("Figure\u{A0}1") }
    #expect(shown == 1)
  }

  @Test("on a handout, what the notes call Table 1 says so on its slide")
  func labelsOfNotes() throws {
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Numbers. {#tbl-b}\n\n"
    let text = "# First\n\n" + paragraph(12) + "See @tbl-b.\n\n" + table
    let front = "slide-paragraphs: notes\n"
    let slides = slides(text, front: front).joined()
    #expect(!slides.contains { $0.contains("Table\u{A0}1") })
    let handout = outcome(text, front: front, format: .handout).pages
    #expect(handout.components("Table\u{A0}1").count == 3)
  }

  @Test("a group of rows is not parted if the next slide has room for it")
  func groups() {
    func rows(_ group: String) -> String {
      "| **\(group)** | |\n" + (1...4).map { "| \(group)\($0) | \($0) |\n" }.joined()
    }
    let text = "# A\n\n| a | b |\n|---|--:|\n" + ["x", "y", "z"].map(rows).joined()
    let slides = slides(text)
    #expect(slides.count == 2)
    #expect(slides.first?.contains { $0.hasPrefix("y4") } ?? false)
    #expect(slides.last?.contains("z") ?? false)
  }

  @Test("pauses of print and turned pages are nothing that slides show")
  func leftOut() {
    let turned = outcome("# A\n\n::: {.landscape}\n\n![It fell.](c.vl.yaml)\n\n:::\n")
    #expect(turned.report?.pages.count == 2)
    let pages = outcome("Before.\n\n. . .\n\nAfter.\n", format: .briefing).pages
    #expect(pages.contains("After") && !pages.contains("…") && !pages.contains(". . ."))
  }

  @Test("a list of the sources of all data goes on over slides, evenly")
  func sources() {
    let count = 40
    let rows = (1...count).map { "\($0),s\($0)\n" }.joined()
    let names = (1...count).map { "s\($0),Book \($0) of many words by somebody\n" }.joined()
    let files = [
      "d.csv": "year,source\n" + rows, "sources.csv": "source,citation\n" + names,
      "datapackage.json": """
      {"name": "x", "resources": [
        {"name": "d", "path": "d.csv", "schema": {"fields": [
          {"name": "year", "type": "integer"}, {"name": "source", "type": "string"}],
          "foreignKeys": [{"fields": "source",
            "reference": {"resource": "sources", "fields": "source"}}]}},
        {"name": "sources", "path": "sources.csv"}]}
      """,
    ]
    let slides = slides(
      "# A\n\n::: {#tbl-d .table data=\"d.csv\" filter=\"datum.year < 3\"}\nAll.\n:::\n\n"
        + "# More\n\n::: {#tbl-e .table data=\"d.csv\" columns=\"year\" source=\"false\"}\nAll.\n:::\n\n"
        + "# Sources\n\n::: {#sources}\n:::\n", files: files)
    let own = slides.filter { $0.first?.hasPrefix("Sources") ?? false }
    let counts = own.map { slide in slide.count { $0.hasPrefix("Book ") } }
    #expect(counts.reduce(0, +) == count)
    #expect(counts.count > 1)
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= counts.count)
    #expect(own.first?.contains { $0.contains("Used in Table") } ?? false)
  }

  @Test("a chart beside text leaves room for the notes at the foot")
  func figureAboveNotes() {
    let text =
      "- Lancashire spun more.^[A footnote.]\n- So it was.\n\n![It fell.](c.vl.yaml){#fig-a}\n"
    let outcome = outcome("# A\n\n" + text)
    #expect(outcome.messages == [])
    #expect(outcome.report?.pages.count == 2)
  }

  @Test("that a chart finds no room beside the text is told")
  func crowdedOut() {
    let items = (1...9).map { "- Item \($0).\n" }.joined()
    let outcome = outcome("# A\n\n" + items + "\n![It fell.](c.vl.yaml){#fig-a}\n")
    #expect(outcome.report?.pages.count == 3)
    #expect(outcome.messages.contains { $0.contains("long-slide") || $0.contains("goes on over") })
  }

  @Test("the contents list the sections of which slides are left, with their numbers")
  func contents() {
    let text =
      "# First\n\nSee @fig-a.\n\n![It fell.](c.vl.yaml){#fig-a}\n\n# Second\n\n"
      + paragraph(12) + "# Third\n\n" + paragraph(12) + "![It rose.](c.vl.yaml){#fig-b}\n\n"
      + "# More {.appendix}\n\n- one\n"
    let front = "toc: true\nnumber-sections: true\nslide-paragraphs: notes\n"
    let pages = slides(text, front: front)
    #expect(
      pages.first == [
        "Contents", "1\u{2002}First", "3\u{2002}Third", "Appendix\u{A0}A\u{2002}More", "2",
      ])
    #expect(pages.last?.first == "Appendix\u{A0}A\u{2002}More")
  }

  @Test("notes for the speaker are not shown")
  func notes() {
    let slides = slides("# A\n\nShown.\n\n::: notes\nSaid.\n:::\n")
    #expect(!slides.joined().contains("Said."))
  }

  @Test("a footnote stands at the foot of the slide that calls it")
  func footnotes() {
    let slides = slides("# A\n\nA claim.[^n]\n\n# B\n\nC.\n\n[^n]: The reason.\n")
    #expect(slides.first?.contains { $0.contains("The reason.") } == true)
    #expect(slides.last?.contains { $0.contains("The reason.") } == false)
  }

  @Test("columns stand side by side, each of its width")
  func columns() throws {
    let text = """
      # A

      :::: {.columns}
      ::: {.column width="30%"}
      Left.
      :::
      ::: {.column width="70%"}
      Right.
      :::
      ::::

      """
    let outcome = outcome(text)
    #expect(outcome.messages == [])
    let page = try #require(outcome.report?.pages.last)
    let texts = page.scene.placedTexts.compactMap { mark in
      mark.text.map { ($0.text, mark.transform.apply($0.position)) }
    }
    let left = try #require(texts.first { $0.0 == "Left." }).1
    let right = try #require(texts.first { $0.0 == "Right." }).1
    #expect(left.y == right.y)
    #expect(abs(right.x - left.x - ((873.6 - 28) * 0.3 + 28)) < 0.01)
  }

  @Test(
    "a chart fills the room that its slide leaves, without its title where that is the headline")
  func figures() throws {
    let outcome = outcome("![Caption.](c.vl.yaml){#fig-a}\n\n# Own\n\n![](c.vl.yaml)\n")
    #expect(outcome.messages == [])
    let pages = try #require(outcome.report?.pages.dropFirst().map(\.scene))
    #expect(pages.count == 2)
    #expect(pages.first?.text.contains("text \"t\"") == true)
    #expect(pages.last?.text.contains("text \"Own\"") == true)
  }

  @Test("in a document of running text, figures have slides and long paragraphs are said")
  func runningText() throws {
    let text =
      "# One\n\n" + paragraph(12) + "Short words, see @fig-a.\n\n"
      + "![It fell. More of it.](c.vl.yaml){#fig-a}\n\n"
    let folder = TestFolder(charts)
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: folder.path))
    let source = SourceText(name: "\(folder.path)/a.md", text: "---\ntitle: T\n---\n\n" + text)
    var request = ReportRequest(source: source, files: files, drawChart: dummyChart)
    request.formats = [.slides, .handout]
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(log.entries.isEmpty)
    let slides = try #require(report?.shapes.first?.text)
    // A short paragraph that goes on from a long one is said with it: none begins mid-argument.
    #expect(!slides.contains("Short words"))
    #expect(!slides.contains("Sentence 3"))
    let handout = try #require(report?.shapes.last?.text)
    #expect(handout.contains("Sentence 3") && handout.contains("Short words"))
  }

  @Test("a paragraph that leads on to a list is shown with it, also beside long ones")
  func leads() {
    let text = "# One\n\n" + paragraph(12) + "Two kinds:\n\n- this,\n- that.\n\nAnd so on.\n"
    let found = slides(text, front: "slide-paragraphs: notes\n").joined().joined(separator: " ")
    #expect(found.contains("Two kinds:") && found.contains("this,"))
    #expect(!found.contains("And so on"))
  }

  @Test("a headline of two lines has two of about the same length")
  func balance() throws {
    let words =
      "Grain output of China fell by a quarter within two years and then rose again slowly"
    let outcome = outcome("# \(words)\n\nText.\n")
    let texts =
      outcome.report?.pages.last?.scene.placedTexts.filter {
        $0.roles.contains(.heading(2))
      } ?? []
    let widths = texts.map(\.bounds.width)
    try #require(widths.count == 2)
    #expect(abs(widths[0] - widths[1]) < widths[0] * 0.3)
  }

  @Test("what a document asks for its paragraphs goes before what its formats say")
  func paragraphs() {
    let long = "# One\n\n" + paragraph(5)
    #expect(slides(long).joined().contains { $0.contains("Sentence 3") })
    let said = slides(long, front: "slide-paragraphs: notes\n")
    #expect(!said.joined().contains { $0.contains("Sentence 3") })
  }

  @Test("a table that is too long goes on over the next slide, with its head")
  func longTable() {
    let rows = (1...30).map { "| row \($0) | \($0) |\n" }.joined()
    let slides = slides("# Table\n\n| Name | Count |\n|:--|--:|\n" + rows)
    #expect(slides.count > 1)
    #expect(slides.allSatisfy { $0.contains { $0.hasPrefix("Name") } })
    #expect(slides.last?.first == "Table (continued)")
  }

  @Test("a table over several slides is spread over them evenly", arguments: [14, 20, 33, 50])
  func evenTable(_ count: Int) {
    let rows = (1...count).map { "| row \($0) | \($0) |\n" }.joined()
    let slides = slides("# A\n\n| a | b |\n|---|--:|\n\(rows)")
    let counts = slides.map { slide in slide.count { $0.hasPrefix("row ") } }
    #expect(counts.reduce(0, +) == count)
    #expect(counts.count > 1 || count < 15)
    // The last one has what is left of the others, which is less than one row of each.
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= counts.count)
  }

  @Test("nothing on a slide is smaller than 12 points, and nothing leaves it")
  func legibility() throws {
    let items = (1...9).map { "- Item \($0) of a list says a little more than it should.\n" }
      .joined()
    let outcome = outcome("# A\n\n" + items + "\nText.[^n]\n\n[^n]: The reason.\n")
    for page in outcome.report?.pages ?? [] {
      for mark in page.scene.placedTexts {
        guard let text = mark.text else { continue }
        let place = mark.transform.apply(text.position)
        #expect(text.style.size >= 12)
        #expect(place.y <= 540 - 12 && place.x + text.metrics.width <= 960)
      }
    }
  }
}

@Suite("Handouts") struct HandoutTests {
  private func handout(_ front: String, _ body: String) -> DrawnReport? {
    let outcome = render("---\ntitle: T\nformat: handout\n\(front)---\n\n" + body, files: charts)
    #expect(outcome.messages == [])
    return outcome.report
  }

  private let eight = (1...7).map { "# Slide \($0)\n\nText \($0).\n\n" }.joined()

  @Test("so many slides stand on a page", arguments: [(2, 4), (3, 3), (4, 2), (6, 2)])
  func counts(_ count: Int, _ pages: Int) {
    #expect(handout("handout: \(count)\n", eight)?.pages.count == pages)
  }

  @Test("a slide without notes has lines to write on beside it")
  func lines() throws {
    let scene = try #require(handout("handout: 3\n", "# A\n\nB.\n")?.pages.first?.scene)
    #expect(scene.text.components("stroke #5b6470@0.4").count > 10)
  }

  @Test("notes stand with their slide, and go on if they are long", arguments: [2, 3, 4, 6])
  func notes(_ count: Int) throws {
    let text = "# A\n\nB.\n\n::: notes\n" + paragraph(140) + ":::\n\n# C\n\nD.\n"
    let report = try #require(handout("handout: \(count)\n", text))
    for number in [1, 70, 140] {
      #expect(report.text.contains("Sentence \(number) "))
    }
    for page in report.pages {
      for mark in page.scene.placedTexts {
        guard let text = mark.text else { continue }
        let place = mark.transform.apply(text.position)
        #expect(place.y < page.scene.size.height - 20)
      }
    }
  }

  @Test("an incremental list stands there as a whole")
  func increments() {
    let report = handout("incremental: true\nhandout: 6\n", "# A\n\n- one\n- two\n")
    #expect(report?.text.contains("one") == true && report?.text.contains("two") == true)
    #expect(report?.pages.count == 1)
  }

  @Test("notes begin at the first slide of a table that goes on")
  func notesOfTables() throws {
    let rows = (1...20).map { "| row \($0) | \($0) |\n" }.joined()
    let text =
      "# A\n\n| a | b |\n|---|--:|\n\(rows)\n::: notes\nSaid of it.\n:::\n\n# B\n\nC.\n"
    let scene = try #require(handout("", text)?.pages.first?.scene)
    func top(_ words: String) -> Double? {
      scene.placedTexts.first { $0.text?.text == words }.map { $0.bounds.y }
    }
    let said = try #require(top("Said of it."))
    let first = try #require(top("A"))
    let second = try #require(top("A (continued)"))
    #expect(abs(said - first) < 20 && said < second - 40)
  }

  @Test("captions stand first, and paragraphs look alike on all plans", arguments: [2, 3, 4, 6])
  func paragraphs(_ count: Int) throws {
    let text =
      "# Part\n\nSaid before the figure is seen.\n\n\(paragraph(12))"
      + "![It fell. So it did.](c.vl.yaml){#fig-a}\n\nSaid of it.\n\n\(paragraph(12))"
    let front = "slides-per-page: \(count)\nslide-paragraphs: notes\nslide-captions: notes\n"
    let scene = try #require(handout(front, text)?.pages.first?.scene)
    func line(_ start: String) throws -> SceneMark {
      try #require(scene.placedTexts.first { $0.text?.text.hasPrefix(start) ?? false })
    }
    let caption = try line("Figure")
    let first = try line("Said before")
    let second = try line("Sentence 1")
    #expect(caption.bounds.y < first.bounds.y)
    #expect(first.bounds.x == second.bounds.x)
    let size = try #require(first.text).style.size
    #expect(try #require(caption.text).style.size != size)
    #expect(second.bounds.y - first.bounds.y > size * 1.6)
  }

  @Test("the list of sources stands behind the slides, as running text")
  func sources() throws {
    let files = [
      "d.csv": "year,value\n1957,1\n",
      "datapackage.json": """
      {"name": "x", "sources": [{"title": "The office"}],
       "resources": [{"name": "d", "path": "d.csv"}]}
      """,
    ]
    let text =
      "# A\n\n::: {#tbl-d .table data=\"d.csv\"}\nAll.\n:::\n\n# Sources\n\n::: {#sources}\n:::\n\n"
      + "# B\n\nWords.\n"
    let outcome = render("---\ntitle: T\nformat: handout\n---\n\n" + text, files: files)
    #expect(outcome.messages == [])
    let pages = outcome.pages
    let last = try #require(pages.firstRange(of: "Words."))
    let list = try #require(pages.firstRange(of: "The office. Used in"))
    #expect(last.lowerBound < list.lowerBound)
    #expect(pages.components("Sources").count == 2)
  }

  @Test("what is for handouts alone stands beside the slides")
  func visible() {
    let text =
      "# A\n\nB.\n\n::: {.content-visible when-format=\"handout\"}\nRead on at home.\n:::\n"
    #expect(handout("", text)?.text.contains("Read on at home.") == true)
    let slides = render("---\ntitle: T\nformat: slides\n---\n\n" + text)
    #expect(!slides.pages.contains("Read on at home."))
  }
}

extension String {
  /// The parts between the places where some words stand.
  fileprivate func components(_ words: String) -> [Substring] {
    split(separator: words, omittingEmptySubsequences: false)
  }
}

import Canvas
import Diagnostics
import Testing

@testable import Reports

private let shapes: [ReportFormat] = [.briefing, .article, .slides, .handout, .html]

/// A document in all shapes that show its text.
private func outcome(
  _ text: String, _ formats: [ReportFormat] = shapes, files: [String: String] = charts
) -> Outcome {
  let folder = TestFolder(files)
  let path = folder.path
  var log = DiagnosticLog()
  guard let files = SourceFiles(root: path) else { return Outcome(log: log, folder: path) }
  let source = SourceText(name: "\(path)/a.md", text: text)
  var request = ReportRequest(source: source, files: files, drawChart: dummyChart)
  request.formats = formats
  let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
  return Outcome(report: report, log: log, folder: path)
}

extension DrawnShape {
  /// All words of a shape, with no spaces and no hyphens: where lines end changes nothing.
  fileprivate var words: String {
    if case .web(let text) = content { return text }
    return pages.map { page in
      page.scene.placedTexts.compactMap { $0.text?.text }.joined()
    }.joined().filter { $0 != " " && $0 != "-" }
  }

  /// The texts that do not lie on their page as a whole.
  fileprivate var textsOffPage: [String] {
    pages.flatMap { page in
      page.scene.placedTexts.compactMap { mark -> String? in
        guard let text = mark.text, !text.text.trimmed.isEmpty else { return nil }
        let size = page.scene.size
        let whole = Rect(-2, -2, size.width + 4, size.height + 4)
        let place = mark.transform.apply(text.position)
        let isInside = whole.contains(mark.bounds) && whole.contains(Rect(place.x, place.y, 0, 0))
        return isInside ? nil : "\(page.label ?? ""): \(text.text)"
      }
    }
  }
}

/// Expects words in every shape, and no text off its page.
private func expectPrinted(
  _ markers: [String], _ text: String, in formats: [ReportFormat] = shapes,
  orRefused mayBeRefused: Bool = false,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let outcome = outcome(text, formats)
  // Who is told what cannot be printed has lost nothing.
  if mayBeRefused, outcome.log.hasErrors { return }
  #expect(!outcome.log.hasErrors, "\(outcome.messages)", sourceLocation: sourceLocation)
  #expect(outcome.report?.shapes.count == formats.count, sourceLocation: sourceLocation)
  for shape in outcome.report?.shapes ?? [] {
    let words = shape.words
    let lost = markers.filter { !words.contains($0) }
    #expect(lost == [], "in \(shape.format)", sourceLocation: sourceLocation)
    #expect(shape.textsOffPage == [], "in \(shape.format)", sourceLocation: sourceLocation)
  }
}

/// What is written is printed in every shape, or somebody says why not.
@Suite("Nothing vanishes") struct LossTests {
  // MARK: Beside the text

  @Test("asides are printed wherever their call stands")
  func asides() {
    expectPrinted(
      ["Q1Q", "Q2Q", "Q3Q", "Q4Q", "Q5Q", "Q6Q", "Q7Q", "Q8Q"],
      """
      At the end. [Q1Q]{.aside}

      [Q2Q]{.aside}

      - item [Q3Q]{.aside}
      - [Q4Q]{.aside}

      > quoted *stressed [Q5Q]{.aside}* [Q6Q]{.aside} [Q7Q]{.aside}

      [Q8Q]{.aside}
      """)
  }

  @Test("asides in notes, asides, tables, captions, titles and on turned pages are printed")
  func innerAsides() {
    expectPrinted(
      ["Q1Q", "Q2Q", "Q3Q", "Q4Q", "Q5Q", "Q6Q", "Q7Q"],
      """
      ---
      title: "Title [Q7Q]{.aside}"
      ---

      Text.^[Note [Q1Q]{.aside}.] More [beside [Q2Q]{.aside}]{.aside}.

      | a | b |
      |---|---|
      | x [Q3Q]{.aside} | y |

      : Caption [Q4Q]{.aside}

      ::: {.aside}
      A block [Q5Q]{.aside}.
      :::

      ::: {.landscape}
      Turned [Q6Q]{.aside} text.
      :::

      End.
      """)
  }

  @Test("a document of nothing but an aside is printed")
  func asideAlone() { expectPrinted(["Q1Q"], "[Q1Q]{.aside}\n") }

  @Test("asides that are longer than a page go on, also over pages of their own")
  func longAsides() {
    let paragraphs = (1...90).map { "Beside Q\($0)Q it.\n\n" }.joined()
    expectPrinted(
      (1...90).map { "Q\($0)Q" } + ["Q100Q"],
      "Text.\n\n::: {.aside}\n" + paragraphs + ":::\n\nLast. [Q100Q]{.aside}\n",
      in: [.briefing, .html])
  }

  @Test("asides that are many go on over the next pages, and none covers another")
  func manyAsides() throws {
    let long = (1...30).map { _ in "word" }.joined(separator: " ")
    let text = (1...30).map { "Line[Q\($0)Q \(long)]{.aside}.\n\n" }.joined()
    expectPrinted((1...30).map { "Q\($0)Q" }, text, in: [.briefing])
    let report = try #require(outcome(text, [.briefing]).report)
    for page in report.pages {
      let lines = page.scene.placedTexts.filter { $0.roles.contains(.note) }
        .compactMap { mark in mark.text.map { mark.transform.apply($0.position).y } }
      let places = Set(lines.map { ($0 * 100).rounded() })
      #expect(places.count == lines.count || lines.count == 0 || places.count > 0)
      for (a, b) in zip(places.sorted(), places.sorted().dropFirst()) { #expect(b - a > 500) }
    }
  }

  // MARK: Notes

  @Test("notes are printed with their calls, wherever these stand")
  func notes() {
    expectPrinted(
      ["Q1Q", "Q2Q", "Q3Q", "Q4Q", "Q5Q", "Q6Q", "Q7Q", "Q8Q", "Q9Q", "Q10Q"],
      """
      ---
      title: "Title^[Q1Q]"
      subtitle: "Sub^[Q2Q]"
      toc: true
      ---

      # Head^[Q3Q]

      Text.^[Outer^[Q4Q^[Q5Q]].] Beside [words^[Q6Q]]{.aside} it.[^a]

      | a^[Q7Q] | b |
      |---|---|
      | x^[Q8Q] | y |

      : Caption^[Q9Q]

      Note: Below^[Q10Q].

      [^a]: By name.
      """)
  }

  @Test("notes of the abstract are printed where it is")
  func abstractNotes() {
    expectPrinted(
      ["Q1Q", "Q2Q", "Q3Q"],
      "---\ntitle: T\nabstract: \"Q1Q^[Q2Q]\"\n---\n\nText.^[Q3Q]\n",
      in: [.briefing, .article, .handout, .html])
  }

  @Test("a note in the title does not take the place of one in the text")
  func titleNote() throws {
    let text = "---\ntitle: \"T^[first]\"\n---\n\nText.[^a]\n\n[^a]: second\n"
    let report = try #require(outcome(text, [.briefing]).report)
    let page = try #require(report.pages.first.map { PageReading($0.scene) })
    #expect(page.notes.map(\.text) == ["1", "first", "2", "second"])
  }

  @Test("a note in a note has the next number and stands right below it")
  func nestedNote() throws {
    let report = try #require(outcome("A^[one^[two]] b^[three]\n", [.briefing]).report)
    let page = try #require(report.pages.first.map { PageReading($0.scene) })
    #expect(page.notes.map(\.text) == ["1", "one", "2", "2", "two", "3", "three"])
  }

  // MARK: Front matter

  @Test(
    "authors, dates and abstracts are printed without a title",
    arguments: [
      "author: Q1Q", "date: Q1Q", "subtitle: Q1Q", "author: [{name: A, affiliation: Q1Q}]",
    ])
  func frontMatter(_ line: String) { expectPrinted(["Q1Q"], "---\n\(line)\n---\n\nText.\n") }

  @Test("an abstract is printed without a title; on slides it is said")
  func abstractAlone() {
    expectPrinted(
      ["Q1Q"], "---\nabstract: Q1Q\n---\n\nText.\n", in: [.briefing, .article, .handout, .html])
  }

  // MARK: Slides

  private static let longContents = [
    "table": "| a | b |\n|--|--|\n" + (1...40).map { "| Q\($0)Q | y |\n" }.joined(),
    "list": (1...40).map { "- Q\($0)Q\n" }.joined(),
    "text": (1...40).map { "Q\($0)Q " + (1...12).map { _ in "word" }.joined(separator: " ") + " " }
      .joined(),
    "code": "```\n" + (1...40).map { "Q\($0)Q\n" }.joined() + "```\n",
    "quote": "> " + (1...40).map { "Q\($0)Q\n>\n> " }.joined() + "end\n",
  ]

  @Test(
    "what does not fit a slide goes on over the next one, in columns too",
    arguments: longContents.keys.sorted())
  func longSlides(_ name: String) throws {
    let content = try #require(Self.longContents[name])
    let markers = (1...40).map { "Q\($0)Q" } + ["R1R"]
    let columns =
      "# H\n\n:::: {.columns}\n::: {.column}\n\(content)\n:::\n::: {.column}\nR1R\n:::\n::::\n"
    for body in ["# H\n\n\(content)\n\nR1R\n\n", columns] {
      expectPrinted(markers, "---\nformat: slides\n---\n\n# A\n\nB.\n\n" + body)
    }
  }

  @Test("a table in a column goes on with its head")
  func columnTable() throws {
    let table = try #require(Self.longContents["table"]).replacing("| a |", with: "| Head |")
    let text = "# A\n\nB\n\n# H\n\n:::: {.columns}\n::: {.column}\n\(table)\n:::\n::::\n"
    let report = try #require(outcome("---\nformat: slides\n---\n\n" + text, [.slides]).report)
    let pages = report.pages.dropFirst()
    #expect(pages.count > 2)
    for page in pages { #expect(page.scene.placedTexts.contains { $0.text?.text == "Head" }) }
  }

  @Test("columns that would be too narrow stand in several rows, which is told")
  func manyColumns() {
    let columns = (1...20).map { "::: {.column}\nQ\($0)Q\n:::\n" }.joined()
    let text = "# A\n\nB\n\n# H\n\n:::: {.columns}\n" + columns + "::::\n"
    expectPrinted((1...20).map { "Q\($0)Q" }, "---\nformat: slides\n---\n\n" + text)
    let told = outcome("---\nformat: slides\n---\n\n" + text, [.slides]).messages
    #expect(told == ["a.md:11:1: warning: these 20 columns stand in several rows"])
  }

  @Test("widths of columns that are too much together are shares", arguments: ["80%", "5%"])
  func wideColumns(_ width: String) {
    let columns = (1...4).map { number in
      "::: {.column\(number == 3 ? "" : " width=\(width)")}\nQ\(number)Q words of text\n:::\n"
    }
    let text = "# H\n\n:::: {.columns}\n" + columns.joined() + "::::\n"
    expectPrinted((1...4).map { "Q\($0)Q" }, "---\nformat: slides\n---\n\n# A\n\nB\n\n" + text)
  }

  @Test("headlines, titles and sections of many words stay on slides", arguments: [20, 80, 400])
  func longHeadlines(_ count: Int) {
    let words = (1...count).map { _ in "word" }.joined(separator: " ")
    expectPrinted(
      ["Q1Q", "Q2Q", "Q3Q", "R1R", "R2R", "R3R"],
      "---\nformat: slides\ntitle: R1R \(words) Q1Q\n---\n\n"
        + "# R2R \(words) Q2Q\n\n## R3R \(words) Q3Q^[A note.]\n\nText.\n", in: [.slides, .handout])
  }

  @Test("a title that is longer than a page of two columns is an error")
  func longTitle() {
    let words = (1...900).map { _ in "word" }.joined(separator: " ")
    let told = outcome("---\ntitle: \(words)\n---\n\nText.\n", [.article]).messages
    #expect(told.contains("a.md:2:8: error: this is too long for a page"))
  }

  @Test("notes of a crowded slide stay on it")
  func manyNotes() {
    let text = (1...14).map { "- Item Q\($0)Q^[R\($0)R note.]\n" }.joined()
    expectPrinted(
      (1...14).flatMap { ["Q\($0)Q", "R\($0)R"] },
      "---\nformat: slides\n---\n\n# A\n\nB.\n\n# H\n\n" + text)
  }

  // MARK: Handouts

  @Test("a figure in notes is drawn in the handout, with its caption", arguments: [2, 3, 4, 6])
  func notesFigure(_ count: Int) {
    expectPrinted(
      ["Q1Q", "Q2Q", "R1R"],
      "---\nformat: handout\nslides-per-page: \(count)\n---\n\n# A\n\nB.\n\n# H\n\nx\n\n"
        + "::: notes\nQ1Q\n\n![Q2Q](c.vl.yaml){#fig-a}\n\nR1R @fig-a\n:::\n",
      in: [.handout])
  }

  @Test("a table of notes goes on with its head", arguments: [2, 3, 4, 6])
  func notesTable(_ count: Int) throws {
    let rows = (1...120).map { "| Q\($0)Q | y |\n" }.joined()
    let text =
      "---\nformat: handout\nslides-per-page: \(count)\n---\n\n# A\n\nB.\n\n# H\n\nx\n\n"
      + "::: notes\n| Head | b |\n|--|--|\n" + rows + "\n: Caption\n:::\n"
    expectPrinted((1...120).map { "Q\($0)Q" }, text, in: [.handout])
    let report = try #require(outcome(text, [.handout]).report)
    #expect(report.pages.count > 1)
    for page in report.pages {
      #expect(page.scene.placedTexts.contains { $0.text?.text.hasPrefix("Head") ?? false })
    }
  }

  @Test("the works cited are running text at the end of a handout, and no slides")
  func handoutWorks() throws {
    let text =
      "---\ntitle: T\nformat: handout\nreferences:\n  - {id: smil, type: book, title: Q1Q, author: [{family: F}], issued: 1999, publisher: P, publisher-place: X}\n---\n\n# A\n\nB [@smil].\n"
    let report = try #require(outcome(text, [.handout]).report)
    let names = report.pages.flatMap { $0.scene.placedTexts.flatMap(\.names) }
    #expect(!names.contains("slide-3"))
    expectPrinted(["Q1Q", "References"], text, in: [.handout])
  }

  @Test("every page of a handout has its number")
  func handoutFolios() throws {
    let slides = (1...12).map { _ in "# Slide\n\nText.\n\n" }.joined()
    let text = "---\ntitle: T\ndate: 2026-11-22\nformat: handout\n---\n\n" + slides
    let report = try #require(outcome(text, [.handout]).report)
    for (index, page) in report.pages.enumerated() {
      let foot = page.scene.placedTexts.filter { $0.isArtifact && $0.bounds.y > 780 }
      #expect(foot.contains { $0.text?.text == "\(index + 1)" })
    }
  }

  // MARK: Everything in everything

  private static let blocks = [
    "M1M of plain text", "- M2M\n- [M3M](https://example.org)\n\n  - M4M", "3. M5M\n\n   M6M",
    "```\nM7M\n```", "> M8M\n>\n> - M9M", "*M10M* **M11M** ~~M12M~~ `M13M` x^M14M^ y~M15M~",
    "Text^[M16M] [M17M]{.aside} [M18M]{.smallcaps} [M19M]{lang=de}",
    "| M20M | b |\n|---|---|\n| M21M | **M22M** |\n\n: M23M\n\nSource: M24M",
    "***\n\nM25M\\\nM26M", "::: {lang=fr}\nM27M\n:::", "M28M [M29M](#sec-a)",
  ]

  private static let containers: [(name: String, formats: [ReportFormat])] = [
    ("plain", shapes), ("quote", shapes), ("list", shapes), ("division", shapes),
    ("columns", shapes), ("aside", shapes), ("margin", shapes), ("note", shapes),
    ("landscape", shapes), ("incremental", shapes), ("notes", [.handout]), ("content", shapes),
  ]

  private static func contained(_ block: String, in name: String) -> String {
    let indented = block.replacing("\n", with: "\n    ")
    return switch name {
    case "quote": "> " + block.replacing("\n", with: "\n> ")
    case "list": "-   " + indented
    case "division": ":::: {lang=de}\n\(block)\n::::"
    case "columns":
      "::::: {.columns}\n:::: {.column}\n\(block)\n::::\n:::: {.column}\nx\n::::\n:::::"
    case "aside": ":::: {.aside}\n\(block)\n::::"
    case "margin": ":::: {.column-margin}\n\(block)\n::::"
    case "note": "Text.[^n]\n\n[^n]: " + indented
    case "landscape": ":::: {.landscape}\n\(block)\n::::"
    case "incremental": ":::: {.incremental}\n\(block)\n::::"
    case "notes": ":::: {.notes}\n\(block)\n::::"
    case "content": ":::: {.content-visible when-format=\"pdf\"}\n\(block)\n::::"
    default: block
    }
  }

  @Test("every block is printed in every container", arguments: containers.map(\.name))
  func everything(_ name: String) throws {
    let formats = try #require(Self.containers.first { $0.name == name }).formats
    // A label in the text is found once: each block has a document of its own.
    for block in Self.blocks {
      let words = block.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      let markers = words.filter { $0.hasPrefix("M") && $0.hasSuffix("M") }
      let text =
        "# Part {#sec-a}\n\nBefore.\n\n" + Self.contained(block, in: name) + "\n\n# End\n\nLast.\n"
      expectPrinted(
        markers, text, in: name == "content" ? [.briefing, .slides] : formats,
        orRefused: true)
    }
  }

  @Test(
    "a figure is printed with its caption in every container that may hold one",
    arguments: ["plain", "list", "division", "columns", "aside", "margin", "landscape"])
  func figures(_ name: String) {
    let figure = Self.contained("![M1M](c.vl.yaml){#fig-a}\n\nM2M", in: name)
    let front = "---\nformat: slides\n---\n\n"
    expectPrinted(["M1M", "M2M"], front + "# Part\n\nBefore @fig-a.\n\n" + figure + "\n")
  }

  // MARK: Whole documents

  @Test("no text lies off its page in any shape", arguments: GoldenTests.documents)
  func offPage(_ name: String) throws {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: GoldenTests.folder))
    let source = try #require(files.readInput("\(GoldenTests.folder)/\(name).md", log: &log))
    var request = ReportRequest(source: source, files: files, drawChart: dummyChart)
    request.formats = shapes
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(report?.shapes.count == shapes.count)
    for shape in report?.shapes ?? [] { #expect(shape.textsOffPage == [], "in \(shape.format)") }
  }
}

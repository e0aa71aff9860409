import Canvas
import Diagnostics
import Testing

@testable import Reports

private let style = ReportStyle.playfair(on: .a4)
private let top = style.page.margins.top
private let bottom = style.page.margins.top + style.columnHeight

@Suite struct PageTests {
  /// Paragraphs of all lengths, pushed down the page line by line.
  private static let shifts = Array(0..<14)

  @Test("every line of running text stands on the grid")
  func grid() {
    let text = """
      # One

      \(paragraph(9))
      ![C](c.vl.yaml){#fig-a width=90mm}

      \(paragraph(3))
      ## Two

      \(paragraph(12))
      > \(paragraph(2))

      - item
      - item

      \(paragraph(30))
      """
    for page in pages(text) {
      for line in page.lines {
        let offset = (line.y - top - style.body.baseline) / style.grid
        #expect(abs(offset - offset.rounded()) < 0.001, "\(line)")
      }
    }
  }

  @Test("a heading keeps its distance from its text, also below a figure that left the grid")
  func headingDistance() {
    let text = paragraph(4) + "![C](c.vl.yaml){#fig-a width=101mm}\n\n# Heading\n\n" + paragraph(3)
    let page = pages(text)[0]
    let heading = page.headings.first ?? 0
    let next = page.lines.first { $0.y > heading }?.y ?? 0
    let face = style.heading(1)
    let expected = face.leading - face.baseline + face.below + style.body.baseline
    #expect(abs(next - heading - expected) < 0.01)
  }

  @Test("no line of a paragraph stands alone at the top or the foot of a page", arguments: shifts)
  func widows(_ shift: Int) {
    let text =
      String(repeating: "Line.\n\n", count: 30 + shift) + (2...9).map { paragraph($0) }.joined()
      + (2...9).map { paragraph($0) }.joined() + (2...9).map { paragraph($0) }.joined()
    let found = pages(text)
    #expect(found.count > 1)
    for (page, next) in zip(found, found.dropFirst()) {
      guard let last = page.lines.last, let first = next.lines.first else { continue }
      let lastOnes = page.lines.filter { $0.paragraph == last.paragraph }.count
      let nextOnes = next.lines.filter { $0.paragraph == first.paragraph }.count
      // A paragraph goes on over the page if its last line here is no end of one.
      guard !last.text.hasSuffix("more.") || !first.text.hasPrefix("Sentence 1 ") else { continue }
      #expect(lastOnes >= 2)
      #expect(nextOnes >= 2)
    }
  }

  @Test("no page ends in the middle of a word", arguments: shifts)
  func dividedWords(_ shift: Int) {
    let words = "characteristically administrative misrepresentation congratulated departments "
    let text =
      "---\nlang: en-US\n---\n\n" + String(repeating: "Line.\n\n", count: 20 + shift)
      + String(repeating: words, count: 80) + "\n"
    let found = pages(text)
    #expect(found.contains { $0.lines.contains { $0.text.hasSuffix("-") } })
    for page in found { #expect(!(page.lines.last?.text.hasSuffix("-") ?? false)) }
  }

  @Test("a heading stays with at least two lines of its text", arguments: shifts)
  func headings(_ shift: Int) {
    let text = String(repeating: "Line.\n\n", count: 34 + shift) + "# Heading\n\n" + paragraph(6)
    for page in pages(text) {
      for heading in page.headings {
        #expect(page.lines.count { $0.y > heading } >= 2)
      }
    }
  }

  @Test("a figure stays with its caption, and text fills the page before one that does not fit")
  func floats() {
    let text =
      paragraph(8) + "As @fig-a shows.\n\n![Caption A.](tall.vl.yaml){#fig-a}\n\n"
      + paragraph(30) + paragraph(30) + paragraph(30)
    let found = pages(text)
    #expect(found[0].figures.isEmpty)
    #expect((found[0].lines.last?.y ?? 0) > bottom - 2 * style.grid)
    #expect(found[1].figures.map(\.name) == ["fig-a"])
    #expect(abs((found[1].figures.first?.y ?? 0) - top) < 0.01)
    let caption = found[1].scene.placedTexts.filter { $0.roles.contains(.caption) }
    #expect(caption.contains { $0.text?.text.contains("Caption") ?? false })
    #expect(abs((caption.first?.bounds.y ?? 0) - (top + 600 + style.caption.above)) < 4)
  }

  @Test(
    "a figure that does not fit opens the next page, below a page full of text",
    arguments: shifts, [Paper.a4, .letter])
  func opening(_ shift: Int, _ paper: Paper) {
    let text =
      "---\npapersize: \(paper)\n---\n\n" + String(repeating: "Line.\n\n", count: 22 + shift)
      + "As @fig-a shows. " + paragraph(14) + "![A.](tall.vl.yaml){#fig-a}\n\n"
      + paragraph(20) + paragraph(20)
    let found = pages(text)
    let style = ReportStyle.playfair(on: paper)
    let page = found.firstIndex { !$0.figures.isEmpty } ?? 0
    guard page > 0 else { return }
    let last = found[page - 1].lines.last?.y ?? 0
    #expect(last > style.page.margins.top + style.columnHeight - 2.5 * style.grid)
    #expect(abs((found[page].figures.first?.y ?? 0) - style.page.margins.top) < 0.01)
  }

  @Test("a figure passes no heading if there is room before it", arguments: shifts)
  func beforeHeadings(_ shift: Int) {
    let text =
      String(repeating: "Line.\n\n", count: 16 + 2 * shift) + "# One\n\nAs @fig-a shows. "
      + paragraph(4) + "![A.](c.vl.yaml){#fig-a}\n\n# Two\n\n" + paragraph(3) + "# Three\n\n"
      + paragraph(60)
    let found = pages(text)
    guard let page = found.first(where: { !$0.figures.isEmpty }),
      let figure = page.figures.first?.y
    else {
      Issue.record("no figure")
      return
    }
    // It stands before the next heading, or at the top of a page.
    let call = page.lines.first { $0.text.hasPrefix("As Figure") }?.y
    let between = page.headings.filter { $0 > call ?? 0 && $0 < figure }
    #expect(abs(figure - top) < 0.01 || (call != nil && between.isEmpty))
  }

  @Test("the space around a figure is even and at most twice the least", arguments: 0..<14)
  func evenSpace(_ height: Int) {
    let files = ["c.vl.yaml": "title: t\nheight: \(140 + height)\n"]
    let text = "As @fig-a shows.\n\n![C](c.vl.yaml){#fig-a}\n\n" + paragraph(4)
    let page = pages(text, files: files)[0]
    let figure = page.figures.first?.y ?? 0
    let caption = page.scene.placedTexts.first { $0.roles.contains(.caption) }?.text?.position.y
    let above = figure - (page.lines[0].y + style.body.leading - style.body.baseline)
    let end = (caption ?? 0) + style.caption.leading - style.caption.baseline
    let below = page.lines[1].y - style.body.baseline - end
    #expect(abs(above - below) < 0.02)
    #expect((style.figureSpace - 0.02...2 * style.figureSpace).contains(above))
  }

  @Test("what follows a heading keeps the same distance from it, whatever it is")
  func belowHeading() {
    let text =
      "# A\n\n## B\n\nText.\n\n## C\n\n- Item.\n\n## D\n\n> Quote.\n\n## E\n\n### F\n\nText.\n"
    let marks = pages(text)[0].scene.placedTexts
    func y(_ words: String) -> Double {
      marks.first { $0.text?.text == words }?.text?.position.y ?? 0
    }
    let distance = y("Text.") - y("B")
    #expect(distance > 0)
    #expect(abs(y("Item.") - y("C") - distance) < 0.01)
    #expect(abs(y("Quote.") - y("D") - distance) < 0.01)
    #expect(abs(y("F") - y("E") - distance) < 0.01)
  }

  @Test("figures keep their order and none stands before its first reference")
  func order() {
    var text = paragraph(4)
    for number in 1...6 {
      text += "![C\(number).](c.vl.yaml){#fig-\(number)}\n\n" + paragraph(9)
      text += "See @fig-\(number). " + paragraph(14)
    }
    let found = pages(text)
    #expect(found.flatMap { $0.figures.map(\.name) } == (1...6).map { "fig-\($0)" })
    for number in 1...6 {
      let figure = found.firstIndex { $0.figures.contains { $0.name == "fig-\(number)" } } ?? -1
      let call =
        found.firstIndex {
          $0.lines.contains { $0.text.contains("Figure\u{A0}\(number)") }
        } ?? .max
      #expect(figure >= call)
      if figure == call, let page = found.indices.contains(figure) ? found[figure] : nil {
        let y = page.figures.first { $0.name == "fig-\(number)" }?.y ?? 0
        let line = page.lines.first { $0.text.contains("Figure\u{A0}\(number)") }?.y ?? 0
        let isAtTop = abs(y - top) < 1
        #expect(y > line || isAtTop)
      }
      #expect(figure - call <= 1)
    }
  }

  @Test("a footnote stands at the foot of the page that calls it, above the lower edge")
  func notes() {
    var text = ""
    for number in 1...18 { text += paragraph(5, "call[^n\(number)]") }
    for number in 1...18 { text += "[^n\(number)]: Note number \(number) with its text.\n\n" }
    // Each sentence calls its note again; the number is that of the first call.
    let found = pages(text)
    #expect(found.count > 1)
    var seen: Set<String> = []
    for page in found {
      for number in 1...18 {
        let isCalled = page.scene.text.contains("link #note-\(number)\n")
        let isHere = page.scene.text.contains("destination #note-\(number)\n")
        if isHere {
          #expect(isCalled)
          seen.insert("\(number)")
        }
      }
      #expect((page.notes.map(\.y).max() ?? 0) <= bottom)
      if let note = page.notes.map(\.y).min(), let last = page.lines.last?.y {
        #expect(note > last + 10)
      }
    }
    #expect(seen.count == 18)
  }

  @Test("notes are numbered in the order of their calls")
  func noteOrder() {
    let text = "A.[^b] B.[^a] C.^[Inline *note*.]\n\n[^a]: Second.\n\n[^b]: First.\n"
    let notes = pages(text)[0].notes.map(\.text)
    #expect(notes == ["1", "First.", "2", "Second.", "3", "Inline ", "note", "."])
  }

  @Test("a note that is longer than its page goes on over the page")
  func longNote() {
    let text = paragraph(3) + "Call.[^a]\n\n" + paragraph(10) + "[^a]: " + paragraph(120)
    let found = pages(text)
    #expect(found.count >= 2)
    let all = found.flatMap { $0.notes.map(\.text) }.joined(separator: " ")
    #expect(all.contains("Sentence 120"))
    for page in found { #expect((page.notes.map(\.y).max() ?? 0) <= bottom) }
  }

  @Test("no text touches another or leaves the frame of the page")
  func boxes() {
    let text =
      "---\ntitle: A title\nauthor: B\nabstract: C\ntoc: true\n---\n\n# One\n\n" + paragraph(20)
      + "![C](c.vl.yaml){#fig-a}\n\n" + "# Two\n\n" + paragraph(9, "x[^1]")
      + "| a | b |\n|---|--:|\n| 1 | 2.5 |\n\n: T\n\n[^1]: Note.\n"
    for page in pages(text) {
      let frame = Rect(0, 0, page.scene.size.width, page.scene.size.height).expanded(by: -20)
      let texts = page.scene.placedTexts
      for (index, mark) in texts.enumerated() {
        #expect(frame.contains(mark.bounds))
        #expect((mark.text?.style.size ?? 0) >= 6)
        for other in texts[(index + 1)...] {
          // Boxes of letters include the room for accents: leave that out.
          let a = mark.bounds
          let b = other.bounds
          let inner = Rect(a.x, a.y + a.height * 0.3, a.width, a.height * 0.5)
          let otherInner = Rect(b.x, b.y + b.height * 0.3, b.width, b.height * 0.5)
          #expect(
            !inner.intersects(otherInner, tolerance: 0.5),
            "\(mark.text?.text ?? "") \(other.text?.text ?? "")")
        }
      }
    }
  }

  @Test("running heads and page numbers stand on every page but the first, numbers outside")
  func furniture() {
    let text =
      "---\ntitle: The title of it\nshort-title: Short\n---\n\n# One\n\n" + paragraph(60)
      + "# Two\n\n" + paragraph(60)
    let found = pages(text)
    #expect(found[0].furniture.isEmpty)
    #expect(
      found[1].furniture == ["Short", "One", "2"] || found[1].furniture == ["Short", "Two", "2"])
    let numbers = found.dropFirst().map { page in
      page.scene.placedTexts.first { $0.isArtifact && $0.text?.text.first?.isNumber ?? false }
    }
    for (index, mark) in numbers.enumerated() {
      let isLeft = index % 2 == 0
      #expect(((mark?.bounds.x ?? 0) < 100) == isLeft)
    }
  }

  @Test("a running head names the section in force at the top of its page")
  func runningHeads() {
    let text =
      "---\ntitle: T\n---\n\n# One\n\n" + paragraph(90) + "# Two\n\n" + paragraph(60)
      + "{{< pagebreak >}}\n\n# Three\n\n" + paragraph(9)
    let heads = pages(text).map { $0.furniture.dropFirst().first ?? "" }
    #expect(heads == ["", "One", "Two", "Three"])
  }

  @Test(
    "a heading below a figure on top of the page counts as its first, and so does a page of figures"
  )
  func runningHeadsOfFigures() throws {
    let text =
      "---\ntitle: T\n---\n\n# One\n\nSee @fig-a, @fig-b.\n\n" + paragraph(80)
      + "![A.](whole.vl.yaml){#fig-a}\n\n![B.](whole.vl.yaml){#fig-b}\n\n# Two\n\n"
      + paragraph(120)
    let pages = pages(text, files: ["whole.vl.yaml": "height: 635\n"])
    let bare = pages.filter { $0.lines.isEmpty && !$0.figures.isEmpty }
    try #require(!bare.isEmpty)
    for page in bare { #expect(page.furniture.contains("One")) }
    // Where text stands, its own section counts.
    #expect(pages.last?.furniture.contains("Two") == true)
  }

  @Test("no page but the last is less than 60 % full")
  func fullness() {
    var text = "# One\n\n"
    for number in 1...9 {
      text += "As @fig-\(number) shows. " + paragraph(number + 3)
      text += "![C\(number).](c.vl.yaml){#fig-\(number)}\n\n"
      if number % 3 == 0 { text += "# Section\n\n" + paragraph(2) }
    }
    let found = pages(text)
    for page in found.dropLast() {
      let depth = page.scene.placedTexts.filter { !$0.isArtifact }.map(\.bounds.maxY).max() ?? 0
      #expect(depth - top > 0.6 * style.columnHeight)
    }
  }

  @Test("a document may open with a figure")
  func openingFigure() {
    let found = pages("![C](c.vl.yaml){#fig-a}\n\nText.\n")
    #expect(abs((found[0].figures.first?.y ?? 0) - top) < 0.01)
    #expect(found[0].lines.map(\.text) == ["Text."])
  }

  @Test("a page break starts a page, after the figures that wait")
  func pageBreak() {
    let found = pages("One.\n\n{{< pagebreak >}}\n\nTwo.\n")
    #expect(found.map { $0.lines.map(\.text) } == [["One."], ["Two."]])
  }

  @Test("the list of contents gives the pages of the headings")
  func contents() {
    let text =
      "---\ntitle: T\ntoc: true\n---\n\n# One\n\n" + paragraph(70) + "# Two\n\n" + paragraph(70)
    let outcome = render(text)
    let lines = outcome.pages.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasSuffix("One   1") })
    #expect(lines.contains { $0.hasSuffix("Two   2") || $0.hasSuffix("Two   3") })
  }

  @Test("the file says what it is: title, author, date, outline")
  func options() {
    let text =
      "---\ntitle: \"A *title*\"\nauthor: [B, C]\ndate: 2026-11-22\nkeywords: [x]\n---\n\n# One {#one}\n\nText.\n\n## Two\n\nText.\n"
    let options = render(text).report?.options
    #expect(options?.title == "A title")
    #expect(options?.authors == ["B", "C"])
    #expect(options?.date == "2026-11-22")
    #expect(options?.keywords == ["x"])
    #expect(options?.outline.map(\.title) == ["One", "Two"])
    #expect(options?.outline.map(\.level) == [1, 2])
    #expect(options?.outline.map(\.destination) == ["one", "two"])
  }

  @Test("figures can be written on their own, at the width that they have in the report")
  func figures() {
    let text = "![A *b*.](c.vl.yaml){#fig-a width=89mm fig-alt=\"Words.\"}\n\n![](c.vl.yaml)\n"
    let figures = render(text, files: charts).report?.figures ?? []
    #expect(figures.map(\.id) == ["fig-a", "figure-2"])
    #expect(figures.map(\.alternative) == ["Words.", "A chart."])
    #expect(figures.map(\.caption) == ["A b.", ""])
    #expect(figures.map(\.number) == [1, nil])
    #expect(abs((figures.first?.chart.scene.size.width ?? 0) - 89 * 72 / 25.4) < 0.01)
    #expect(abs((figures.last?.chart.scene.size.width ?? 0) - style.columnWidth) < 0.01)
  }

  @Test("Letter keeps the width of the text")
  func letter() {
    let outcome = render("---\npapersize: letter\n---\nText.\n")
    #expect(outcome.report?.pages.first?.scene.size == Size(612, 792))
    #expect(abs(ReportStyle.playfair(on: .letter).columnWidth - style.columnWidth) < 0.001)
  }

  @Test("the same document gives the same pages")
  func same() {
    let text = "# One\n\n" + paragraph(30) + "![C](c.vl.yaml){#fig-a}\n\n" + paragraph(9)
    let first = render(text, files: charts).report?.pages
    #expect(first == render(text, files: charts).report?.pages)
  }
}

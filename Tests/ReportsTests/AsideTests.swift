import Canvas
import Diagnostics
import Testing

@testable import Reports

private let style = ReportStyle.playfair(on: .a4).withAsides()
private let room = style.room()

/// Where words stand on a page.
private func place(of words: String, on page: PageReading) -> Rect? {
  page.scene.placedTexts.first { $0.text?.text.contains(words) ?? false }?.bounds
}

/// Notes beside the text.
@Suite struct AsideTests {
  @Test("a note stands beside the line that calls it, in the margin")
  func beside() throws {
    let text = paragraph(6) + "A call[Beside it.]{.aside} of a note.\n\n" + paragraph(3)
    let page = try #require(pages(text).first)
    let call = try #require(place(of: "of a note", on: page))
    let note = try #require(place(of: "Beside it", on: page))
    #expect(note.x >= room.margins.left + room.columnWidth + style.page.asideGap - 0.01)
    #expect(note.maxX <= page.scene.size.width - 20)
    #expect(abs(note.y - call.y) < style.body.leading)
  }

  @Test("a long paragraph's note stands at its own line, not at the first")
  func line() throws {
    let text = paragraph(12).trimmed + " A call[Beside it.]{.aside} ends it.\n"
    let page = try #require(pages(text).first)
    let call = try #require(place(of: "call", on: page))
    let note = try #require(place(of: "Beside it", on: page))
    #expect(abs(note.y - call.y) < style.body.leading)
    #expect(page.lines.count > 5 && note.y > page.lines[3].y)
  }

  @Test("notes do not overlap, and none leaves the page")
  func many() throws {
    let long = "A note of many words that takes some lines in its column, and then some more."
    let text = (1...24).map { "Line[\($0) \(long)]{.aside}.\n\n" }.joined() + paragraph(20)
    for page in pages(text) {
      var boxes: [Rect] = []
      page.scene.visit { mark in
        guard mark.text != nil, mark.roles.contains(.note) else { return }
        boxes.append(mark.bounds)
      }
      let tops = Set(boxes.map { ($0.y * 10).rounded() }).sorted()
      for (a, b) in zip(tops, tops.dropFirst()) { #expect(b - a > 80) }
    }
  }

  @Test("a wide figure stands over text and margin, and notes keep clear of it")
  func wide() throws {
    let text =
      "As @fig-a shows.[A note that has some words, so that it takes a few lines, five or six or"
      + " even seven of them, and reaches down to the figure below.]{.aside}\n\n"
      + "![C](c.vl.yaml){#fig-a .column-page height=60mm}\n\n" + paragraph(9)
    let page = try #require(pages(text).first)
    var figure = Rect(0, 0, 0, 0)
    var note: [Rect] = []
    page.scene.visit { mark in
      if mark.roles.contains(.figure), mark.text == nil { figure = mark.bounds }
      if mark.roles.contains(.note) { note.append(mark.bounds) }
    }
    #expect(figure.width > room.columnWidth + style.page.asideGap)
    for box in note { #expect(!box.intersects(figure, tolerance: 0.5)) }
  }

  @Test("a figure in a div of the margin is drawn as wide as the margin")
  func figure() throws {
    let text =
      paragraph(3) + "::: {.column-margin}\n![C](c.vl.yaml){#fig-a}\n:::\n\n" + paragraph(9)
    let page = try #require(pages(text).first)
    var width = 0.0
    page.scene.visit { mark in
      if mark.roles.contains(.figure) { width = max(width, mark.bounds.width) }
    }
    #expect(abs(width - style.page.asideWidth) < 0.5)
  }

  @Test("in two columns such a note is a footnote; in the cell of a table it stays where it is")
  func elsewhere() throws {
    let article = pages("---\nformat: article\n---\n\nA call[Below it.]{.aside}.\n")
    #expect(article.first?.notes.map(\.text) == ["1", "Below it."])
    let table = pages("| A |\n|---|\n| one [beside]{.aside} |\n")
    let words = table.first?.scene.placedTexts.compactMap { $0.text?.text } ?? []
    #expect(words.joined().contains("one beside"))
  }
}

import Canvas
import Diagnostics
import Testing

@testable import Reports

private let style = ReportStyle.playfair(on: .a4, for: .article)
private let room = style.room()

/// The lines of running text in each column of a page, by their baselines.
private func columns(of page: PageReading) -> [[Double]] {
  var found = [[Double]](repeating: [], count: room.columns)
  page.scene.visit { mark in
    guard mark.text != nil, !mark.isArtifact, mark.roles.contains(.paragraph),
      !mark.roles.contains(.note), let text = mark.text
    else { return }
    let column = mark.bounds.x < room.margins.left + room.columnWidth ? 0 : 1
    if !found[column].contains(where: { abs($0 - text.position.y) < 0.01 }) {
      found[column].append(text.position.y)
    }
  }
  return found.map { $0.sorted() }
}

private func article(_ text: String) -> [PageReading] {
  pages("---\nformat: article\ntitle: A title\n---\n\n" + text)
}

/// Pages of two columns.
@Suite struct ColumnTests {
  @Test("the title stands over both columns, and the text below it in both at one height")
  func title() {
    let page = article(paragraph(200))[0]
    let found = columns(of: page)
    #expect(!found[0].isEmpty && !found[1].isEmpty)
    #expect(abs(found[0][0] - found[1][0]) < 0.01)
    #expect(found[0][0] > room.margins.top + style.title.leading)
  }

  @Test("lines of both columns stand on one grid, also below figures")
  func grid() {
    let text =
      paragraph(9) + "# One\n\n" + paragraph(6) + "![C](c.vl.yaml){#fig-a}\n\n" + paragraph(120)
      + "# Two\n\n" + paragraph(60)
    for page in article(text) {
      for y in columns(of: page).joined() {
        let offset = (y - room.margins.top - style.body.baseline) / style.grid
        #expect(abs(offset - offset.rounded()) < 0.001)
      }
    }
  }

  @Test("both columns of a full page end on the same line", arguments: 0..<6)
  func bottoms(_ count: Int) {
    let text = (0..<30).map { paragraph(5 + ($0 + count) % 7) }.joined()
    let found = article(text)
    for page in found.dropLast() {
      let ends = columns(of: page).compactMap(\.last)
      #expect(ends.count == 2 && abs(ends[0] - ends[1]) < style.grid + 0.01)
    }
  }

  @Test("the columns of the last page are equally long, to a line or two", arguments: 0..<6)
  func balance(_ count: Int) {
    let found = article(paragraph(180 + 9 * count))
    let last = found.last.map(columns) ?? []
    let ends = last.compactMap(\.last)
    #expect(ends.count == 2 && abs(ends[0] - ends[1]) < 2 * style.grid + 0.01)
  }

  @Test("a wide figure stands at the top of a page, over both columns, after its reference")
  func wide() {
    let text =
      paragraph(20) + "As @fig-a shows.\n\n![C](c.vl.yaml){#fig-a .column-page}\n\n"
      + paragraph(200)
    let found = article(text)
    let index = found.firstIndex { !$0.figures.isEmpty } ?? 0
    #expect(index == 1)
    #expect(abs((found[index].figures.first?.y ?? 0) - room.margins.top) < 0.01)
    var width = 0.0
    found[index].scene.visit { mark in
      if mark.roles.contains(.figure) { width = max(width, mark.bounds.width) }
    }
    #expect(abs(width - room.wideWidth) < 1)
    let tops = columns(of: found[index]).compactMap(\.first)
    #expect(abs(tops[0] - tops[1]) < 0.01)
  }

  @Test("a wide figure that no text follows has a page of its own")
  func wideAtEnd() {
    let found = article("As @fig-a shows.\n\n![C](c.vl.yaml){#fig-a .column-page}\n")
    #expect(found.map { $0.figures.map(\.name) } == [[], ["fig-a"]])
  }

  @Test("a table whose cells would be broken in a column spans the page by itself")
  func wideTable() {
    let head =
      "| Series | 1957 | 1958 | 1959 | 1960 | 1961 | 1962 |\n|:--|--:|--:|--:|--:|--:|--:|\n"
    let row =
      "| Grain output, revised series, million tonnes | 195.05 | 197.65 | 169.68 | 143.85 |"
      + " 136.50 | 154.41 |\n"
    let text =
      "See @tbl-a.\n\n" + head + row + row + "\n: A caption. {#tbl-a}\n\n" + paragraph(220)
    let found = article(text)
    var span = (least: Double.infinity, most: 0.0)
    for page in found {
      page.scene.visit { mark in
        guard mark.roles.contains(.table), mark.text != nil else { return }
        span = (min(span.least, mark.bounds.x), max(span.most, mark.bounds.maxX))
      }
    }
    #expect(span.most - span.least > room.columnWidth * 1.5)
  }

  @Test("a turned page is as wide as the paper is high, has one column, and starts and ends alone")
  func turned() {
    let text =
      paragraph(9) + "::: {.landscape}\n\n![C](c.vl.yaml){#fig-a}\n\n:::\n\n" + paragraph(9)
    let found = article(text)
    #expect(found.count == 3)
    guard found.count == 3 else { return }
    let sizes = found.map(\.scene.size)
    #expect(sizes[1] == Size(sizes[0].height, sizes[0].width))
    #expect(found[1].figures.map(\.name) == ["fig-a"])
    #expect(found[1].lines.isEmpty && !found[2].lines.isEmpty)
  }
}

/// The search for pages.
@Suite struct PageSearchTests {
  @Test("notes that do not fit go on over the page, at least two lines on either side")
  func splitNotes() {
    let text = paragraph(36) + "A call.[^a]\n\n" + paragraph(40) + "[^a]: " + paragraph(14)
    let found = pages(text)
    #expect(found.count >= 2)
    let first = Set(found[0].notes.map(\.y)).count
    let second = Set(found[1].notes.map(\.y)).count
    #expect(first == 0 || (first >= 2 && (second == 0 || second >= 2)))
    let all = found.flatMap { $0.notes.map(\.text) }.joined(separator: " ")
    let words = all.split(separator: " ").joined(separator: " ")
    for number in 1...14 { #expect(words.contains("Sentence \(number) ")) }
  }

  @Test("pages end on one line: white is shared around figures and above headings")
  func flush() {
    var text = ""
    for number in 1...8 {
      text += "# Part \(number)\n\nAs @fig-\(number) shows. " + paragraph(9 + number)
      text += "![C](c.vl.yaml){#fig-\(number) height=\(50 + 3 * number)mm}\n\n" + paragraph(12)
    }
    let style = ReportStyle.playfair(on: .a4)
    for page in pages(text).dropLast() {
      let depth = page.scene.placedTexts.filter { !$0.isArtifact }.map(\.bounds.maxY).max() ?? 0
      #expect(style.page.margins.top + style.columnHeight - depth < 2.5 * style.grid)
    }
  }

  @Test("a page break starts a page; the figures that wait come before it")
  func breaks() {
    let text =
      paragraph(30)
      + "As @fig-a shows.\n\n![C](tall.vl.yaml){#fig-a}\n\n{{< pagebreak >}}\n\nEnd.\n"
    let found = pages(text)
    #expect(found.last?.lines.map(\.text) == ["End."])
    #expect(found.dropLast().contains { $0.figures.map(\.name) == ["fig-a"] })
  }
}

import Canvas
import Diagnostics
import Testing

@testable import Reports

private let style = ReportStyle.playfair(on: .a4)
private let bottom = style.page.margins.top + style.columnHeight

@Suite struct TableTests {
  /// The texts of a table with their places, by what they say.
  private func cells(_ text: String) -> [String: Rect] {
    let outcome = render(text)
    #expect(outcome.messages == [])
    var found: [String: Rect] = [:]
    for mark in outcome.report?.pages.first?.scene.placedTexts ?? [] {
      if let text = mark.text?.text, mark.roles.contains(.table) { found[text] = mark.bounds }
    }
    return found
  }

  @Test("decimal signs of a column stand one below the other")
  func decimals() {
    let found = cells(
      "| Year | Output (Mt) |\n|---|--:|\n| A | 195.05 |\n| B | 7.5 |\n| C | −12 |\n| D | – |\n")
    let text = TextEngine(fonts: FontLibrary())
    let face = style.table.style(language: "en")
    func sign(_ number: String, _ whole: String) -> Double {
      (found[number]?.x ?? 0) + text.measure(whole, face).width
    }
    let place = sign("195.05", "195")
    #expect(abs(sign("7.5", "7") - place) < 0.05)
    #expect(abs(sign("−12", "−12") - place) < 0.05)
    #expect(abs(sign("–", "–") - place) < 0.05)
    // The head ends where the column ends.
    #expect(abs((found["Output (Mt)"]?.maxX ?? 0) - (found["195.05"]?.maxX ?? 1)) < 0.05)
  }

  @Test("whole numbers of another measure stand at the right edge, the others on their signs")
  func measures() {
    let found = cells(
      "| a | b |\n|---|--:|\n| A | 195.05 |\n| B | 1,195 |\n| C | 874 |\n| D | 18.1 |\n")
    let edge = found["195.05"]?.maxX ?? 0
    #expect(abs((found["1,195"]?.maxX ?? 0) - edge) < 0.05)
    #expect(abs((found["874"]?.maxX ?? 0) - edge) < 0.05)
    let text = TextEngine(fonts: FontLibrary())
    let face = style.table.style(language: "en")
    let sign = (found["195.05"]?.x ?? 0) + text.measure("195", face).width
    #expect(abs((found["18.1"]?.x ?? 0) + text.measure("18", face).width - sign) < 0.05)
  }

  @Test("East Asian cells take the room that others leave, and no other word is divided for them")
  func eastAsianCells() throws {
    let text = """
      | Region | Sources and problems | Years | Reliability | Archive |
      |:--|:--|:--|:--|:--|
      | Lancashire | Returns of the factory inspectors, which were made twice a year | 1850-1861 | good | National Archives, Kew, LAB 15 |
      | Suzhou | 地方志和会馆碑刻资料，数字多为估计，不能与其他地区直接比较 | 1840-1860 | poor | 苏州博物馆 |
      """
    let outcome = render("---\ntitle: T\n---\n\n" + text)
    for word in ["1850-1861", "1840-1860", "Lancashire", "Reliability", "National Archives,"] {
      #expect(outcome.pages.contains(word), "\(word)")
    }
  }

  @Test(
    "a caption that sticks to its table is its caption", arguments: [": Cap", "Table: Cap"])
  func stickingCaption(_ caption: String) {
    let outcome = render("| a | b |\n|---|---|\n| 1 | 2 |\n\(caption) {#tbl-a}\n\nSee @tbl-a.\n")
    #expect(outcome.messages == [])
    #expect(outcome.pages.contains("Cap"))
    #expect(!outcome.pages.contains("Table: Cap"))
  }

  @Test("text stands left, and where the author says")
  func alignment() {
    let found = cells(
      "| Left | Mid | Right |\n|---|:-:|--:|\n| aaaaaaaa | b | c |\n| d | eeeeeee | ffffffff |\n")
    #expect(abs((found["d"]?.x ?? 0) - (found["Left"]?.x ?? 1)) < 0.01)
    #expect(abs((found["b"]?.midX ?? 0) - (found["eeeeeee"]?.midX ?? 1)) < 0.05)
    #expect(abs((found["c"]?.maxX ?? 0) - (found["ffffffff"]?.maxX ?? 1)) < 0.05)
  }

  @Test("figures in tables are tabular and the head is semibold")
  func face() {
    let outcome = render("| H |\n|--:|\n| 11.5 |\n")
    for mark in outcome.report?.pages.first?.scene.placedTexts ?? [] {
      guard let text = mark.text, mark.roles.contains(.table) else { continue }
      #expect(text.style.family == "Inter")
      #expect(text.style.features.contains(.tabularFigures))
      #expect(text.style.weight == (text.text == "H" ? 600 : 400))
    }
  }

  @Test("a long table goes on over the page with its head and the word 'continued'")
  func long() {
    let rows = (1...90).map { "| Row \($0) | \($0).5 |" }.joined(separator: "\n")
    let outcome = render("| Name | Value |\n|---|--:|\n\(rows)\n\n: A long table. {#tbl-a}\n")
    #expect(outcome.messages == [])
    let pages = outcome.report?.pages.map(\.scene) ?? []
    #expect(pages.count == 2)
    let second = pages.last?.placedTexts.compactMap { $0.text?.text.trimmed } ?? []
    #expect(second.contains("Table\u{A0}1"))
    #expect(second.contains(", continued"))
    #expect(second.contains("Name"))
    let all = pages.flatMap { $0.placedTexts.compactMap { $0.text?.text.trimmed } }
    for number in 1...90 { #expect(all.count { $0 == "Row \(number)" } == 1) }
  }

  /// A document with a table of so many rows below so many lines.
  private func page(rows: Int, below lines: Int, intro: String = "Intro.") -> [PageReading] {
    let table = (1...rows).map { "| Row \($0) | \($0).5 |" }.joined(separator: "\n")
    return pages(
      String(repeating: "Line.\n\n", count: lines) + "\(intro)\n\n| Name | Value |\n|---|--:|\n"
        + "\(table)\n\n: T {#tbl-a}\n\n1. One.\n2. Two.\n\n" + paragraph(9))
  }

  private func rows(_ page: PageReading) -> Int {
    page.scene.placedTexts.count { $0.text?.text.hasPrefix("Row ") ?? false }
  }

  @Test("a long table starts where it is written and leaves three rows at least on either side")
  func inPlace() {
    for lines in 14..<34 {
      let found = page(rows: 20, below: lines)
      let counts = found.map(rows).filter { $0 > 0 }
      #expect(counts.reduce(0, +) == 20)
      #expect(counts.allSatisfy { $0 >= 3 }, "\(lines): \(counts)")
      // Nothing that is written after it stands before it.
      let first = found.firstIndex { rows($0) > 0 } ?? 0
      for page in found[..<first] { #expect(!page.lines.contains { $0.text == "One." }) }
    }
  }

  @Test("a short table stays whole, and the text goes on if it does not fit")
  func whole() {
    for lines in 30..<44 {
      let found = page(rows: 6, below: lines)
      #expect(found.map(rows).filter { $0 > 0 } == [6])
    }
  }

  @Test("a table to which the text leads on with a colon stays with it")
  func leadsOn() {
    for lines in 30..<44 {
      let found = page(rows: 6, below: lines, intro: "These are they:")
      let intro = found.firstIndex { $0.lines.contains { $0.text == "These are they:" } }
      #expect(intro == found.firstIndex { rows($0) > 0 })
    }
  }

  @Test("a cell longer than a page is cut between lines and nothing is lost")
  func tall() {
    let words = (1...2400).map { "w\($0)" }.joined(separator: " ")
    let outcome = render("| A | B |\n|---|---|\n| x | \(words) |\n")
    let pages = outcome.report?.pages.map(\.scene) ?? []
    #expect(pages.count > 1)
    let all = pages.flatMap { $0.placedTexts.compactMap { $0.text?.text } }.joined(separator: " ")
    #expect(all.contains("w2400"))
    let frame = bottom
    for page in pages {
      for mark in page.placedTexts where mark.roles.contains(.table) {
        #expect(mark.bounds.maxY <= frame + 3)
      }
    }
  }
}

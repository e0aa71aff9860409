import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Figures of several panels.
@Suite struct PanelTests {
  private let files = ["a.vl.yaml": "title: a\n", "b.vl.yaml": "title: b\nheight: 200\n"]

  private func figures(_ text: String) -> [String: Rect] {
    let outcome = render(text, files: files)
    #expect(outcome.messages == [])
    var found: [String: Rect] = [:]
    for line in outcome.pages.split(separator: "\n") where line.contains("[fig-") {
      let parts = line.split(whereSeparator: { " []".contains($0) }).map(String.init)
      guard parts.count == 6 else { continue }
      found[parts[2]] = Rect(
        Double(parts[0]) ?? 0, Double(parts[1]) ?? 0, Double(parts[3]) ?? 0,
        Double(parts[5]) ?? 0)
    }
    return found
  }

  @Test("panels stand in rows, as wide as their shares, and as high as the highest of their row")
  func rows() {
    let found = figures(
      """
      ::: {#fig-x layout="[[3,1],[1]]"}
      ![A](a.vl.yaml)

      ![B](b.vl.yaml){#fig-own}

      ![C](a.vl.yaml)

      All.
      :::

      """)
    let style = ReportStyle.playfair(on: .a4)
    let room = style.columnWidth - 14
    #expect(abs((found["fig-x-a"]?.width ?? 0) - room * 0.75) < 0.1)
    #expect(abs((found["fig-own"]?.width ?? 0) - room * 0.25) < 0.1)
    #expect(abs((found["fig-x-c"]?.width ?? 0) - style.columnWidth) < 0.1)
    #expect(found["fig-x-a"]?.height == 200 && found["fig-own"]?.height == 200)
    #expect(found["fig-x-a"]?.y == found["fig-own"]?.y)
    #expect((found["fig-x-c"]?.y ?? 0) > (found["fig-x-a"]?.maxY ?? 1000))
    #expect(abs((found["fig-own"]?.maxX ?? 0) - (found["fig-x-c"]?.maxX ?? 1)) < 0.2)
  }

  @Test("a figure has one number; its panels have letters, and are found by both")
  func references() {
    let outcome = render(
      """
      See @fig-x, @fig-x-a, -@fig-own and [@fig-one; @fig-x-c].

      ![One](a.vl.yaml){#fig-one}

      ::: {#fig-x layout-ncol=2}
      ![A](a.vl.yaml)

      ![](a.vl.yaml){#fig-own}

      ![C](a.vl.yaml)

      All.
      :::

      """, files: files)
    #expect(outcome.messages == [])
    let text = outcome.pages.replacing("\u{A0}", with: " ").replacing("\u{2002}", with: " ")
    #expect(text.contains("See Figure 2, Figure 2a, 2b and Figure 1; Figure 2c."))
    #expect(text.contains("(a) A   (b)\n"))
    #expect(text.contains("Figure 2 All."))
    #expect(outcome.report?.figures.map(\.id) == ["fig-one", "fig-x-a", "fig-own", "fig-x-c"])
    #expect(outcome.report?.figures.map(\.letter) == [nil, "a", "b", "c"])
  }

  @Test("rows that are too high for a page together give in")
  func tooHigh() {
    let found = figures(
      """
      ::: {#fig-x}
      ![A](b.vl.yaml)

      ![B](b.vl.yaml)

      ![D](b.vl.yaml)

      ![C](b.vl.yaml)

      All.
      :::

      """)
    let heights = found.values.map(\.height)
    #expect(heights.count == 4)
    let share = (found["fig-x-a"]?.height ?? 0) / 200
    #expect(share > 0.5 && share < 0.75)
    #expect(heights.reduce(0, +) < 560)
  }

  @Test("letters go on after z")
  func letters() {
    #expect([0, 25, 26, 52].map(PanelLetter.text) == ["a", "z", "aa", "ba"])
  }
}

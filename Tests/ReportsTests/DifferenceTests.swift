import Canvas
import Charting
import Diagnostics
import Tables
import TestSupport
import Testing

@testable import Reports

@Suite("What differs in two versions of a report") struct DifferenceTests {
  private static let side = ComparedSide(name: "old", root: "/nowhere", prefix: "old/")

  private static func table(_ text: String) -> Table? {
    var log = DiagnosticLog()
    return CSVReader.read(SourceText(name: "a.csv", text: text), log: &log)
  }

  // MARK: Words

  @Test(
    "a change is told with its size and its share, to the digits that were written",
    arguments: [
      (143.85, 153.85, "143.85 → 153.85 (+10, +7.0 %)"), (1, 0.5, "1 → 0.5 (−0.5, −50.0 %)"),
      (0, 3, "0 → 3 (+3)"), (-2, 1, "-2 → 1 (+3)"), (-2, -1, "-2 → -1 (+1)"),
      (0.1, 0.3, "0.1 → 0.3 (+0.2, +200.0 %)"),
      (
        1e20, 2e20,
        "100000000000000000000 → 200000000000000000000 (+100000000000000000000, +100.0 %)"
      ),
    ])
  func changes(_ old: Double, _ new: Double, _ text: String) {
    #expect(ChangeWords.change(.number(old), .number(new)) == text)
  }

  @Test("values that are no numbers are told as they are, long texts from where they differ")
  func texts() {
    #expect(ChangeWords.change(.null, .number(3)) == "empty → 3")
    #expect(ChangeWords.change(.text("a"), .null) == "'a' → empty")
    #expect(ChangeWords.change(.number(.nan), .number(1)).hasPrefix("NaN → 1"))
    let same = String(repeating: "word ", count: 30)
    let told = ChangeWords.change(.text(same + "one"), .text(same + "two"))
    #expect(told == "'…word word word word one' → '…word word word word two'")
  }

  @Test("numbers of pages are told as ranges")
  func ranges() {
    #expect(PageWords.ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10")
    #expect(PageWords.ranges([4]) == "4")
  }

  // MARK: Labels

  private static func scene(_ labels: [(String, Double, Double)], width: Double = 200) -> Scene {
    let text = TextEngine(fonts: FontLibrary())
    let style = TextStyle(family: "Inter", size: 8)
    let items = labels.map { words, x, y in
      SceneItem.text(
        SceneText(
          words, at: Point(x, y), style: style, color: .black,
          metrics: text.measure(words, style)))
    }
    return Scene(
      size: Size(width, 100), items: [.group(SceneGroup(.part("mark"), name: "text", items: items))]
    )
  }

  private static func changes(
    _ old: [(String, Double, Double)], _ new: [(String, Double, Double)], width: Double = 200
  ) -> [String] {
    LabelChange.changes(from: scene(old), to: scene(new, width: width)).map(LabelWords.text)
  }

  @Test("labels that moved by more than two points are told, and by how much")
  func moved() {
    #expect(
      Self.changes([("a", 10, 10), ("b", 50, 50)], [("a", 11, 11), ("b", 50, 42)])
        == ["'b' moved 8 pt up"])
    #expect(
      Self.changes([("a", 10, 10)], [("a", 7, 14)])
        == ["'a' moved 3 pt to the left and 4 pt down"])
    // Where the picture has another size, all places are others.
    #expect(Self.changes([("a", 10, 10)], [("a", 30, 10)], width: 300).isEmpty)
  }

  @Test("labels that say something else at nearly one place are one label, others come and go")
  func reworded() {
    #expect(
      Self.changes([("137 in 1961", 50, 50)], [("150 in 1961", 55, 44)])
        == ["'137 in 1961' → '150 in 1961'"])
    #expect(Self.changes([("a", 10, 10)], [("b", 150, 90)]) == ["'b' is new", "'a' is gone"])
    // Of two labels that say the same the nearer one is the same.
    #expect(
      Self.changes([("a", 10, 10), ("a", 100, 10)], [("a", 100, 14), ("a", 10, 10)])
        == ["'a' moved 4 pt down"])
  }

  // MARK: Pages

  @Test("the pages of a difference show every sign of names and cells as it is")
  func signs() throws {
    let hostile = #"a|b [x](y) \(z\) $1 @me {#id} <b> *c* _d_ `e` ~f~ ^g^ # &amp; ![h] é 大"#
    let cell = "\"" + hostile.replacing("\"", with: "\"\"") + "\""
    let old = try #require(Self.table("k,v\nx,1\n\(cell),2\n"))
    let new = try #require(Self.table("k,v\nx,\(cell)\n\(cell),3\n"))
    var difference = Difference(Self.side, ComparedSide(name: "a [b] $c$", root: "/n", prefix: ""))
    difference.data = [DataDifference(name: "a.csv", from: old, to: new)].compactMap { $0 }
    difference.files = [.init(name: "b|c.md", kind: .changed)]
    #expect(difference.data.count == 1)
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let drawn = drawDifference(
      difference, files: files, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(log.entries.map { $0.text(.human) } == [])
    let report = try #require(drawn)
    let words = report.text.split(whereSeparator: \.isWhitespace).joined()
    for part in [
      "a|b[x](y)", #"\(z\)$1@me{#id}<b>*c*"#, "_d_`e`", "~f~^g^#&amp;", "b|c.md", "a[b]$c$",
    ] {
      #expect(words.contains(part), "\(part) in \(report.text)")
    }
  }

  @Test("a difference of nothing can be set, too")
  func nothing() throws {
    let difference = Difference(Self.side, Self.side)
    #expect(difference.isEmpty)
    #expect(difference.text() == "old → old\n\nnothing differs\n")
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let report = drawDifference(
      difference, files: files, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(report?.pages.count == 1)
  }
}

@Suite("Where two pictures differ")
struct PixelRegionTests {
  private func boxes(_ changed: [(x: Int, y: Int)], width: Int, height: Int) -> [Rect] {
    let old = [UInt32](repeating: 0, count: width * height)
    var new = old
    for (x, y) in changed { new[y * width + x] = 1 }
    return PixelRegions(old, new, width: width).boxes
  }

  @Test("pixels near each other are one region, those far apart have one each")
  func regions() {
    #expect(boxes([], width: 50, height: 50) == [])
    #expect(boxes([(3, 4), (20, 9)], width: 100, height: 50) == [Rect(3, 4, 18, 6)])
    #expect(
      boxes([(3, 4), (90, 40)], width: 100, height: 50) == [Rect(3, 4, 1, 1), Rect(90, 40, 1, 1)])
  }

  @Test("the ends of lines are no neighbours")
  func edges() {
    let found = boxes([(0, 20), (99, 5)], width: 100, height: 50)
    #expect(found == [Rect(99, 5, 1, 1), Rect(0, 20, 1, 1)])
  }

  @Test("pictures that are not of one size have no regions")
  func sizes() {
    #expect(PixelRegions([0, 0], [0], width: 1).boxes.isEmpty)
    #expect(PixelRegions([], [], width: 0).boxes.isEmpty)
  }
}

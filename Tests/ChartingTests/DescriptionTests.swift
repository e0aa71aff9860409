import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// What charts say of themselves to those who do not see them.
@Suite struct DescriptionTests {
  @Test(
    "the charts of the gallery and of the briefing are described as is kept",
    arguments: ["en", "de", "fr"])
  func gallery(_ language: String) throws {
    var charts = FilePath.entries(of: Project.root + "/Tests/Gallery").map {
      (name: $0, path: "Tests/Gallery/\($0)/spec.vl.yaml")
    }
    let briefing = "Briefings/great-leap-forward/charts"
    charts += FilePath.entries(of: Project.root + "/" + briefing).map {
      (name: $0, path: "\(briefing)/\($0)")
    }
    let engine = TextEngine(fonts: FontLibrary())
    var page = ""
    for chart in charts {
      let text = try #require(drawn(chart.path, language, engine)?.alternative)
      page += "\(chart.name)\n  \(text)\n"
    }
    Golden.expect(page, at: "Tests/Descriptions/\(language).txt")
  }

  @Test("a description is short, whole sentences, and says nothing twice")
  func form() throws {
    let engine = TextEngine(fonts: FontLibrary())
    for name in GalleryTests.names {
      let path = "Tests/Gallery/\(name)/spec.vl.yaml"
      let text = try #require(drawn(path, "en", engine)?.alternative)
      #expect(
        text.count <= DescriptionWords.english.length + 60, "\(name): \(text.count) characters")
      #expect(text.hasSuffix("."), "\(name)")
      #expect(!text.contains("  ") && !text.contains("..") && !text.contains("{"), "\(name)")
      #expect(!text.contains("“”") && !text.contains("()"), "\(name)")
    }
  }

  private func drawn(
    _ path: String, _ language: String, _ engine: TextEngine
  ) throws -> DrawnChart? {
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: Project.root),
      let source = files.readInput(Project.root + "/" + path, log: &log),
      let node = NotationReader.read(source, log: &log)
    else { return nil }
    let request = ChartRequest(spec: node.withoutClaims, files: files, language: language)
    return drawChart(request, text: engine, log: &log)
  }

  // MARK: Single charts

  private func described(_ yaml: String, language: String = "en") throws -> String {
    var log = DiagnosticLog()
    let node = try #require(
      NotationReader.read(SourceText(name: "chart.vl.yaml", text: yaml), log: &log))
    let files = try #require(SourceFiles(root: "."))
    let request = ChartRequest(spec: node, files: files, language: language)
    let chart = drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    for entry in log.entries { Issue.record("\(entry.text(.human))") }
    return try #require(chart).alternative
  }

  @Test("of many lines the extremes and the ends are told")
  func manyLines() throws {
    var rows: [String] = []
    for line in 1...7 {
      for year in 2001...2003 {
        rows.append("{s: L\(line), y: \(year), v: \(line * (year - 2000))}")
      }
    }
    let text = try described(
      """
      data: {values: [\(rows.joined(separator: ", "))]}
      mark: line
      encoding:
        x: {field: y, type: year}
        y: {field: v, type: quantitative}
        color: {field: s, type: nominal}
      """)
    #expect(
      text
        == "Line chart: v by y. The highest value of the 7 lines is 21 (“L7”, 2003), the lowest 1 "
        + "(“L1”, 2001). At the end (2003) they range from 3 (“L1”) to 21 (“L7”).")
  }

  @Test("one bar and one point are one")
  func singular() throws {
    let data = "data: {values: [{k: a, v: 3}]}\n"
    let encoding = "encoding: {x: {field: k, type: nominal}, y: {field: v, type: quantitative}}"
    #expect(
      try described(data + "mark: bar\n" + encoding) == "Bar chart: v by k. The bar shows 3 (a).")
    #expect(
      try described(data + "mark: point\n" + encoding, language: "de")
        == "Punktdiagramm: v nach k. Der Punkt zeigt 3 (a).")
    #expect(
      try described(data + "mark: bar\n" + encoding, language: "fr")
        == "Graphique en barres\u{A0}: v selon k. La barre indique 3 (a).")
  }

  @Test("numbers and dates are those of the language")
  func locales() throws {
    let chart = """
      data: {values: [{d: 2020-01-05, v: 12345.6}, {d: 2020-03-17, v: 0.25}]}
      mark: line
      encoding: {x: {field: d, type: temporal}, y: {field: v, type: quantitative}}
      """
    #expect(
      try described(chart)
        == "Line chart: v by d. The line falls from 12,346 on 5 January 2020 to 0.25 on 17 March "
        + "2020.")
    #expect(
      try described(chart, language: "de")
        == "Liniendiagramm: v nach d. Die Linie fällt von 12.346 (5. Januar 2020) auf 0,25 "
        + "(17. März 2020).")
    #expect(
      try described(chart, language: "fr-FR")
        == "Graphique en courbes\u{A0}: v selon d. La courbe descend de 12\u{A0}346 le 5 janvier "
        + "2020 à 0,25 le 17 mars 2020.")
    // What is not known is described in English, with English numbers.
    #expect(try described(chart, language: "it") == described(chart))
  }

  @Test("a constant line, a missing value and an empty chart are told as they are")
  func degenerate() throws {
    let encoding =
      "encoding: {x: {field: t, type: quantitative}, y: {field: v, type: quantitative}}"
    #expect(
      try described("data: {values: [{t: 1, v: 2}, {t: 5, v: 2}]}\nmark: line\n" + encoding)
        == "Line chart: v by t. The line shows 2 throughout.")
    #expect(
      try described(
        "data: {values: [{t: 1, v: 2}, {t: 2, v: null}, {t: 3, v: 4}]}\nmark: line\n" + encoding)
        == "Line chart: v by t. The line rises from 2 at 1 to 4 at 3.")
  }

  @Test("a zigzag is never told as if it were straight")
  func zigzag() {
    let numbers = [2.0, 4, 1, 3.5, 0.5, 3, 2.5]
    #expect(TurningPoints(numbers, limit: 3).indices == [0, 1, 6])
    #expect(TurningPoints(numbers, limit: 4).indices == [0, 1, 4, 6])
    #expect(TurningPoints([1, 2, 3], limit: 3).indices == [0, 2])
  }

  @Test("points that go together are said to")
  func correlation() throws {
    let rows = (1...10).map { "{x: \($0), y: \($0 * 2 + ($0 % 3))}" }.joined(separator: ", ")
    let text = try described(
      """
      data: {values: [\(rows)]}
      mark: point
      encoding: {x: {field: x, type: quantitative}, y: {field: y, type: quantitative}}
      """)
    #expect(text.hasSuffix("The two tend to rise together (correlation 0.99)."), "\(text)")
  }

  @Test("a long list of bars is told by its ends and what comes next")
  func manyBars() throws {
    let rows = (1...12).map { "{k: B\($0), v: \($0 * $0)}" }.joined(separator: ", ")
    let text = try described(
      """
      data: {values: [\(rows)]}
      mark: bar
      encoding: {y: {field: k, type: nominal}, x: {field: v, type: quantitative}}
      """)
    #expect(
      text
        == "Bar chart: v by k. The 12 bars range from 1 (B1) to 144 (B12). The next highest are 121 "
        + "(B11) and 100 (B10).")
  }
}

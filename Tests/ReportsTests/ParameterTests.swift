import Canvas
import Charting
import Diagnostics
import Testing

@testable import Reports

/// Values that a run gives to a document, and a document to its charts.
@Suite struct ParameterTests {
  private static let front = """
    ---
    title: "Deaths in {{< meta params.province >}}"
    params: {province: Anhui, year: 1960, isShort: false}
    ---

    """

  @Test("values stand in the title, the text, attributes and the names of files")
  func everywhere() {
    let outcome = ParameterTests.render(
      """
      In {{< meta params.province >}}, {{< meta params.year >}}: *{{<meta params.isShort>}}*.

      {{< include {{< meta params.province >}}.md >}}

      ![The rate of {{< meta params.province >}}](c.vl.yaml){#fig-a fig-alt="{{< meta title >}}"}
      """, ["province=Gansu"],
      files: ["Gansu.md": "Below {{< meta params.province >}}.\n", "c.vl.yaml": "title: c\n"])
    #expect(outcome.messages == [])
    for words in ["Deaths in Gansu", "In Gansu, 1960: false", "Below Gansu.", "The rate of Gansu"] {
      #expect(outcome.words.contains(words), "\(words) in: \(outcome.words)")
    }
    #expect(outcome.report?.options.title == "Deaths in Gansu")
  }

  @Test("signs of a value mean nothing to Markdown, also in attributes, and code shows them plain")
  func signs() {
    let outcome = ParameterTests.render(
      """
      A {{< meta params.province >}} b.

      ```
      code {{< meta params.province >}}
      ```

      ![c](c.vl.yaml){#fig-a fig-alt="{{< meta params.province >}}"}
      """, [#"province=*x* [y]{"} @z"#], files: ["c.vl.yaml": "title: c\n"])
    #expect(outcome.messages == [])
    #expect(outcome.words.contains(#"A *x* [y]{"} @z b."#), "\(outcome.words)")
    #expect(outcome.words.contains(#"code *x* [y]{"} @z"#), "\(outcome.words)")
    #expect(outcome.report?.figures.first?.alternative == #"*x* [y]{"} @z"#)
  }

  @Test("a problem behind a value is told where it was written")
  func places() {
    let outcome = ParameterTests.render(
      "In {{< meta params.province >}} see @fig-none.\n", ["province=Inner Mongolia"])
    #expect(outcome.messages.count == 1)
    #expect(outcome.messages.first?.hasPrefix("a.md:5:38: error: ") ?? false)
    let text = outcome.log.entries.first?.text(.human) ?? ""
    #expect(text.contains("In {{< meta params.province >}} see @fig-none."))
  }

  @Test(
    "a value is of the kind of its default",
    arguments: [
      ("year=1961", []), ("province=1961", []), ("isShort=true", []),
      ("year=late", ["a.md:3:33: error: the parameter 'year' is a number, not 'late'"]),
      ("isShort=no", ["a.md:3:48: error: the parameter 'isShort' is true or false, not 'no'"]),
      ("yeer=1961", ["a.md: error: the document has no parameter 'yeer'"]),
    ])
  func kinds(wish: String, messages: [String]) {
    #expect(ParameterTests.render("Text.\n", [wish]).messages == messages)
  }

  @Test("charts see the parameters, and a figure gives its chart values of its own")
  func charts() {
    let spec = """
      params: [{name: rows, value: 2}, {name: part, value: all}]
      title: {text: {expr: "part + ' of ' + province + ': ' + rows"}}
      data: {values: [{a: 1}, {a: 2}, {a: 3}]}
      transform: [{filter: datum.a <= rows}]
      mark: point
      encoding: {x: {field: a, type: quantitative}}
      """
    let outcome = ParameterTests.render(
      """
      ![A](c.vl.yaml){#fig-a}

      ![B](c.vl.yaml){#fig-b params="rows=3, part='some, few'"}
      """, ["province=Henan"], files: ["c.vl.yaml": spec], draw: Charting.drawChart)
    #expect(outcome.messages == [])
    let charts = (outcome.report?.figures ?? []).map(\.chart)
    #expect(charts.map(\.scene.title) == ["all of Henan: 2", "some, few of Henan: 3"])
    #expect(charts.map(\.plotted.rowCount) == [2, 3])
  }

  @Test("filters of tables see the parameters")
  func filters() {
    let outcome = ParameterTests.render(
      """
      ::: {.table filter="datum.place == province"}
      ```csv
      place,rate
      Anhui,68
      Gansu,41
      ```
      :::
      """, ["province=Gansu"])
    #expect(outcome.messages == [])
    #expect(outcome.words.contains("41") && !outcome.words.contains("68"))
  }

  private static func render(
    _ body: String, _ wishes: [String] = [], files: [String: String] = [:],
    draw: @escaping ReportRequest.ChartDrawer = dummyChart
  ) -> Outcome {
    let folder = TestFolder(files)
    let path = folder.path
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: path) else {
      return Outcome(report: nil, log: log, folder: path)
    }
    let source = SourceText(name: "\(path)/a.md", text: front + body)
    var request = ReportRequest(source: source, files: files, drawChart: draw)
    request.parameters = wishes.compactMap { wish in
      wish.firstIndex(of: "=").map {
        ParameterWish(name: String(wish[..<$0]), text: String(wish[$0...].dropFirst()))
      }
    }
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    return Outcome(report: report, log: log, folder: path)
  }
}

extension Outcome {
  /// The words of the pages, without places.
  fileprivate var words: String {
    pages.split(separator: "\n").compactMap { $0.split(separator: "|").last }
      .map { $0.trimmingPrefix(" ") }.joined(separator: "\n")
  }
}

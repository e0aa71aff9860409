import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// Altair's shorthand, wherever a channel may stand.
@Suite struct ShorthandTests {
  /// What a text says, as `aggregate timeUnit field type`, with `-` for what it leaves open.
  private func said(_ text: String) -> String {
    let source = SourceText(name: "test", text: "\"\(text)\"")
    let channel = Shorthand.read(text, at: Place(source: source, range: 0..<1))
    let parts = [
      channel.aggregate?.op.rawValue, channel.unit?.name, channel.field?.name,
      channel.type?.rawValue,
    ]
    return parts.map { $0 ?? "-" }.joined(separator: " ")
  }

  @Test(
    "a name, an aggregate or a time unit with brackets, and a type after a colon",
    arguments: [
      ("output", "- - output -"), ("output:Q", "- - output quantitative"),
      ("series:N", "- - series nominal"), ("rank:O", "- - rank ordinal"),
      ("day:T", "- - day temporal"), ("place:G", "- - place geojson"), ("year:Y", "- - year year"),
      ("output:quantitative", "- - output quantitative"), ("day:temporal", "- - day temporal"),
      ("mean(output)", "mean - output -"), ("mean(output):Q", "mean - output quantitative"),
      ("distinct(series):O", "distinct - series ordinal"),
      ("count()", "count - - quantitative"), ("count():Q", "count - - quantitative"),
      ("count():O", "count - - ordinal"), ("count(output)", "count - output quantitative"),
      ("year(day)", "- year day temporal"), ("year(day):T", "- year day temporal"),
      ("yearmonth(day):O", "- yearmonth day ordinal"),
      ("hoursminutes(day)", "- hoursminutes day temporal"),
      ("utcyearmonth(day):T", "- yearmonth day temporal"),
    ])
  func parts(_ text: String, _ expected: String) { #expect(said(text) == expected) }

  @Test(
    "what is no shorthand is the name of a column",
    arguments: [
      "Population (millions)", "ratio 1:50", "mean output", "average(x", "f(x)", "year()",
      "a b (c)", "day(s", #"price\:Q"#, #"price\:paid"#, "nested.value", "list[0]", "",
    ])
  func names(_ text: String) { #expect(said(text) == "- - \(text.isEmpty ? "" : text) -") }

  @Test("a colon that is escaped belongs to the name, and the type follows another")
  func escapedColon() {
    #expect(said(#"price\:paid:Q"#) == #"- - price\:paid quantitative"#)
    #expect(said(#"sum(price\:paid):Q"#) == #"sum - price\:paid quantitative"#)
    #expect(FieldPath.parts(of: #"price\:paid"#) == ["price:paid"])
  }

  /// The scene of a chart of a few rows; its problems if it cannot be drawn.
  private func scene(_ view: String) -> String {
    let rows = """
      [{"day": "1957-03-01", "output": 195, "series": "grain", "a:b": 4},
       {"day": "1958-04-01", "output": 197, "series": "grain", "a:b": 5},
       {"day": "1958-06-01", "output": 169, "series": "rice", "a:b": 7}]
      """
    return Charts.scene(of: "{\"data\": {\"values\": \(rows)}, \(view)}")
  }

  @Test(
    "a shorthand means what its object means, on every kind of channel",
    arguments: [
      (
        #""mark": "bar", "encoding": {"x": "year(day):O", "y": "mean(output):Q"}"#,
        #"""
        "mark": "bar", "encoding": {
          "x": {"timeUnit": "year", "field": "day", "type": "ordinal"},
          "y": {"aggregate": "mean", "field": "output", "type": "quantitative"}}
        """#
      ),
      (
        #""mark": "bar", "encoding": {"x": "series", "y": "count()"}"#,
        #"""
        "mark": "bar", "encoding": {
          "x": {"field": "series", "type": "nominal"},
          "y": {"aggregate": "count", "type": "quantitative"}}
        """#
      ),
      (
        #""mark": "line", "encoding": {"x": "day:T", "y": "output", "color": "series:N"}"#,
        #"""
        "mark": "line", "encoding": {
          "x": {"field": "day", "type": "temporal"},
          "y": {"field": "output", "type": "quantitative"},
          "color": {"field": "series", "type": "nominal"}}
        """#
      ),
      (
        #"""
        "mark": "line", "encoding": {"x": "yearmonth(day)", "y": "output:Q",
          "detail": ["series"], "order": "output:Q", "tooltip": ["series", "mean(output):Q"]}
        """#,
        #"""
        "mark": "line", "encoding": {
          "x": {"timeUnit": "yearmonth", "field": "day", "type": "temporal"},
          "y": {"field": "output", "type": "quantitative"},
          "detail": {"field": "series"}, "order": {"field": "output", "type": "quantitative"}}
        """#
      ),
      (
        #""mark": "text", "encoding": {"y": "series:N", "text": "max(output):Q"}"#,
        #"""
        "mark": "text", "encoding": {"y": {"field": "series", "type": "nominal"},
          "text": {"aggregate": "max", "field": "output", "type": "quantitative"}}
        """#
      ),
      (
        #""mark": "point", "encoding": {"x": "output:Q", "row": "series", "column": "year(day):O"}"#,
        #"""
        "mark": "point", "encoding": {
          "x": {"field": "output", "type": "quantitative"}, "row": {"field": "series"},
          "column": {"timeUnit": "year", "field": "day", "type": "ordinal"}}
        """#
      ),
      (
        #""facet": "series:N", "spec": {"mark": "point", "encoding": {"x": "output:Q"}}"#,
        #"""
        "facet": {"field": "series", "type": "nominal"}, "spec": {
          "mark": "point", "encoding": {"x": {"field": "output", "type": "quantitative"}}}
        """#
      ),
      (
        #""facet": {"row": "series"}, "spec": {"mark": "point", "encoding": {"x": "output:Q"}}"#,
        #"""
        "facet": {"row": {"field": "series"}}, "spec": {
          "mark": "point", "encoding": {"x": {"field": "output", "type": "quantitative"}}}
        """#
      ),
      (
        #""mark": "point", "encoding": {"x": "a\\:b:Q", "y": {"field": "mean(output):Q"}}"#,
        #"""
        "mark": "point", "encoding": {"x": {"field": "a\\:b", "type": "quantitative"},
          "y": {"aggregate": "mean", "field": "output", "type": "quantitative"}}
        """#
      ),
    ])
  func sameScene(_ short: String, _ long: String) {
    let scene = scene(short)
    #expect(scene.contains("plot"), "\(scene)")
    #expect(scene == self.scene(long))
  }
}

extension Charts {
  /// The scene of a spec that is given as text; its problems if there are any.
  static func scene(of spec: String, named name: String = "test.vl.json") -> String {
    var log = DiagnosticLog()
    let source = SourceText(name: name, text: spec)
    guard let files = SourceFiles(root: Project.root),
      let node = NotationReader.read(source, log: &log)
    else { return log.entries.map { $0.text(.human) }.joined() }
    let drawn = drawChart(
      ChartRequest(spec: node, files: files), text: TextEngine(fonts: FontLibrary()), log: &log)
    return log.entries.map { $0.text(.human) }.joined() + (drawn?.scene.text ?? "")
  }
}

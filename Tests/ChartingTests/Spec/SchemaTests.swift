import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// The schema says what the reader accepts.
@Suite struct SchemaTests {
  private static let schema = SourceText(name: SpecSchema.name, text: SpecSchema.json)
  private let check: SchemaCheck

  init() throws {
    var log = DiagnosticLog()
    check = SchemaCheck(root: try #require(NotationReader.read(Self.schema, log: &log)))
  }

  @Test("the schema and the page that are kept are those that the declarations make")
  func kept() {
    Golden.expect(SpecSchema.json, at: "Documentation/" + SpecSchema.name)
    Golden.expect(SpecSchema.markdown, at: "Documentation/Grammar.md")
  }

  @Test("a chart of the gallery fits the schema", arguments: GalleryTests.names)
  func gallery(_ name: String) throws {
    let node = try #require(Self.node("Tests/Gallery/\(name)/spec.vl.yaml"))
    #expect(check.problems(node) == [])
  }

  static let problems = FilePath.entries(of: Project.root + "/Tests/Problems").flatMap { name in
    ["json", "yaml"].map { "Tests/Problems/\(name)/input.vl.\($0)" }
  }.filter { FilePath.kind(of: Project.root + "/" + $0) == .file }

  @Test("the schema refuses what the reader calls unknown or wrong in kind", arguments: problems)
  func problem(_ path: String) throws {
    guard let node = Self.node(path), let files = SourceFiles(root: Project.root) else { return }
    var log = DiagnosticLog()
    _ = readChart(ChartRequest(spec: node, files: files), log: &log)
    let telling: Set = [
      "unknown-property", "unknown-channel", "unknown-transform", "unknown-scheme", "wrong-kind",
      "unknown-value", "no-mark",
    ]
    let errors = log.entries.filter { $0.severity == .error }
    let found = check.problems(node)
    if errors.contains(where: { telling.contains($0.code) }) { #expect(found != []) }
    // Tests of rows, and the ranges of a configuration, are read with the data.
    let isLater = path.contains("predicate") || path.contains("config-scheme")
    if errors.isEmpty, !isLater { #expect(found == []) }
  }

  @Test("an object has no other properties than those that are named")
  func closed() throws {
    let definitions = try #require(check.root["definitions"]?.members)
    #expect(definitions.count > 60)
    for definition in definitions where definition.value["type"]?.string == "object" {
      #expect(definition.value["additionalProperties"] != nil, "\(definition.key)")
      if definition.value["properties"] != nil {
        #expect(definition.value["additionalProperties"]?.bool == false, "\(definition.key)")
      }
    }
  }

  @Test(
    "a spec that is right or wrong for the reader is so for the schema",
    arguments: [
      (#"{"mark": "bar"}"#, true), (#"{"mark": {"type": "bar", "color": null}}"#, true),
      (#"{"mark": {"color": "red"}}"#, false), (#"{"mark": "bar", "colour": 1}"#, false),
      (#"{"mark": "bar", "layer": []}"#, false), (#"{"layer": []}"#, false),
      (#"{"mark": "bar", "columns": 2}"#, false), (#"{"concat": [{"mark": "bar"}]}"#, true),
      (#"{"concat": [{"mark": "bar"}], "columns": 2}"#, true),
      (#"{"concat": [{"mark": "bar"}], "encoding": {}}"#, false),
      (#"{"facet": "a:N", "mark": "bar"}"#, false),
      (#"{"facet": "a:N", "spec": {"mark": "bar"}}"#, true),
      (#"{"repeat": ["a"], "spec": {"mark": "bar"}}"#, true),
      (#"{"mark": "bar", "width": "89mm"}"#, true), (#"{"mark": "bar", "width": "wide"}"#, false),
      (#"{"mark": "bar", "width": {"step": 12}}"#, true),
      (#"{"mark": "bar", "encoding": {"x": "a:Q", "tooltip": ["a", {"field": "b"}]}}"#, true),
      (#"{"mark": "bar", "encoding": {"x": ["a"]}}"#, false),
      (#"{"mark": "bar", "encoding": {"x": {"field": "a", "timeUnit": "yearmonth"}}}"#, true),
      (#"{"mark": "bar", "encoding": {"x": {"field": "a", "timeUnit": "fortnight"}}}"#, false),
      (#"{"mark": {"type": "bar", "size": {"expr": "a"}}, "params": [{"name": "a"}]}"#, true),
      (#"{"mark": "bar", "title": {"expr": "'a'"}}"#, true),
      (#"{"mark": "bar", "encoding": {"x": {"scale": {"domain": [0, {"expr": "1 + 1"}]}}}}"#, true),
      (#"{"mark": "bar", "encoding": {"color": {"value": "red"}, "size": {"value": 9}}}"#, true),
      (#"{"mark": "bar", "encoding": {"color": {"value": 9}}}"#, false),
      (#"{"mark": "bar", "encoding": {"size": {"value": "red"}}}"#, false),
      (
        #"{"mark": "bar", "encoding": {"x": {"axis": {"tickCount": {"interval": "month"}}}}}"#, true
      ),
      (
        #"{"mark": "bar", "encoding": {"x": {"axis": {"tickCount": {"interval": "moon"}}}}}"#, false
      ),
      (#"{"mark": "bar", "padding": {"lft": 5}}"#, false),
      (#"{"mark": "bar", "width": {"step": 12, "of": 1}}"#, false),
      (#"{"mark": "bar", "resolve": {"scale": {"y": "independent"}}}"#, true),
      (#"{"mark": "bar", "resolve": {"scale": {"Y": "independent"}}}"#, false),
      (#"{"mark": "bar", "config": {"axisX": {"grid": true}, "bar": {"color": "red"}}}"#, true),
      (#"{"mark": "bar", "config": {"axsi": {"grid": true}}}"#, false),
      (#"{"mark": "bar", "transform": [{"filter": {"field": "a", "equal": 1}}]}"#, true),
      (#"{"mark": "bar", "transform": [{"filter": {"field": "a"}}]}"#, false),
      (#"{"mark": "bar", "transform": [{"calculate": "1", "as": "a", "of": 1}]}"#, false),
    ])
  func agreement(_ spec: String, _ isRight: Bool) throws {
    var log = DiagnosticLog()
    let source = SourceText(name: "test.vl.json", text: spec)
    let node = try #require(NotationReader.read(source, log: &log))
    #expect(check.problems(node).isEmpty == isRight, "\(check.problems(node))")
    // Tests of rows are read with the rows.
    guard !spec.contains("\"filter\"") else { return }
    let files = try #require(SourceFiles(root: Project.root))
    _ = readChart(ChartRequest(spec: node, files: files), log: &log)
    #expect(log.hasErrors != isRight, "\(log.entries.map { $0.text(.short) })")
  }

  @Test(
    "a spec may name the schema of Vega-Lite or ours, but not that of Vega",
    arguments: [
      ("https://vega.github.io/schema/vega-lite/v6.json", nil),
      ("https://vega.github.io/schema/vega-lite/v5.json", nil),
      ("https://vega.github.io/schema/vega-lite/v5.20.1.json", nil),
      ("playfair.schema.json", nil), ("../Documentation/playfair.schema.json", nil),
      ("https://vega.github.io/schema/vega/v6.json", "not-vega-lite"),
    ])
  func schemaNames(_ name: String, _ code: String?) throws {
    var log = DiagnosticLog()
    let text = "{\"$schema\": \"\(name)\", \"mark\": \"bar\"}"
    let node = try #require(
      NotationReader.read(SourceText(name: "test.vl.json", text: text), log: &log))
    let files = try #require(SourceFiles(root: Project.root))
    _ = readChart(ChartRequest(spec: node, files: files), log: &log)
    #expect(log.entries.map(\.code) == (code.map { [$0] } ?? []))
  }

  @Test("every object that the reference page links to stands on it")
  func links() {
    let page = SpecSchema.markdown
    let heads = page.split(separator: "\n").filter { $0.hasPrefix("## ") || $0.hasPrefix("### ") }
    let anchors = Set(heads.map { $0.drop { $0 == "#" || $0 == " " }.lowercased() })
    let links = Set(page.matches(of: /\]\(#([a-z]+)\)/).map { String($0.output.1) })
    #expect(links.count > 60)
    #expect(links.subtracting(anchors) == [])
  }

  private static func node(_ path: String) -> Node? {
    var log = DiagnosticLog()
    let files = SourceFiles(root: Project.root)
    guard let source = files?.readInput(Project.root + "/" + path, log: &log) else { return nil }
    return NotationReader.read(source, log: &log)
  }
}

import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// JSON and YAML are two ways to write the same chart.
@Suite struct SpecNotationTests {
  @Test("a chart of the gallery is the same in YAML and in JSON", arguments: GalleryTests.names)
  func sameScene(_ name: String) throws {
    let path = "Tests/Gallery/\(name)/spec.vl.yaml"
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let source = try #require(files.readInput(Project.root + "/" + path, log: &log))
    let node = try #require(NotationReader.read(source, log: &log))
    let json = node.json.text(indented: true)
    // Files are found from the folder of the spec, so that the text keeps its name.
    let written = SourceText(name: source.name.replacing(".yaml", with: ".json"), text: json)
    let again = try #require(NotationReader.read(written, log: &log))
    #expect(again.json == node.json)
    #expect(try Self.scene(again) == (try Self.scene(node)))
  }

  private static func scene(_ node: Node) throws -> String {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let drawn = drawChart(
      ChartRequest(spec: node, files: files), text: TextEngine(fonts: FontLibrary()), log: &log)
    return try #require(drawn).scene.text
  }

  @Test(
    "a scalar of YAML is the value that JSON has",
    arguments: [
      ("1958", "1958"), ("-0.5", "-0.5"), ("1e3", "1000"), ("true", "true"), ("false", "false"),
      ("null", "null"), ("~", "null"), ("", "null"), ("yes", "\"yes\""), ("no", "\"no\""),
      ("on", "\"on\""), ("1958-05-01", "\"1958-05-01\""), ("'1958'", "\"1958\""),
      ("\"a\\tb\"", "\"a\\tb\""), ("12:30", "\"12:30\""), ("[1, a]", "[1,\"a\"]"),
      ("{a: 1}", "{\"a\":1}"), ("mean(x):Q", "\"mean(x):Q\""), ("'#0d3a6a'", "\"#0d3a6a\""),
    ])
  func scalars(_ yaml: String, _ json: String) throws {
    var log = DiagnosticLog()
    let source = SourceText(name: "test.yaml", text: "value: \(yaml)\n")
    let node = try #require(NotationReader.read(source, log: &log)?["value"])
    #expect(node.json.text() == json)
  }
}

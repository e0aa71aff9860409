import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// Each folder of Tests/Gallery is a chart: a spec, and the scene that it becomes, in Vega's look
/// where the name says so.
@Suite struct GalleryTests {
  static let names = FilePath.entries(of: Project.root + "/Tests/Gallery")

  @Test("a chart of the gallery becomes the scene that is kept", arguments: names)
  func scene(_ name: String) throws {
    let folder = "Tests/Gallery/" + name
    let theme = name.hasPrefix("vega-look-") ? "vega" : nil
    let drawn = try #require(try Charts.draw(folder + "/spec.vl.yaml", theme: theme))
    Golden.expect(drawn.scene.text, at: folder + "/scene.txt")
  }
}

/// Draws charts of the project for tests.
enum Charts {
  /// Draws a spec by its path below the root; records its problems.
  static func draw(
    _ path: String, width: Double? = nil, theme: String? = nil, wantsFlatForm: Bool = false
  ) throws -> DrawnChart? {
    var log = DiagnosticLog()
    let drawn = draw(
      path, width: width, theme: theme, wantsFlatForm: wantsFlatForm, log: &log)
    for entry in log.entries { Issue.record("\(entry.text(.human))") }
    return drawn
  }

  /// Draws a spec by its path below the root.
  static func draw(
    _ path: String, width: Double? = nil, theme: String? = nil, wantsFlatForm: Bool = false,
    log: inout DiagnosticLog
  ) -> DrawnChart? {
    guard let files = SourceFiles(root: Project.root),
      let source = files.readInput(Project.root + "/" + path, log: &log),
      let node = NotationReader.read(source, log: &log)
    else { return nil }
    var request = ChartRequest(
      spec: node.withoutClaims, files: files, width: width, theme: theme)
    request.wantsFlatForm = wantsFlatForm
    let text = TextEngine(fonts: FontLibrary())
    let drawn = drawChart(request, text: text, log: &log)
    for problem in text.missing.diagnostics { log.add(problem) }
    return drawn
  }
}

import Canvas
import Diagnostics
import Notation
import Tables
import TestSupport
import Testing

@testable import Charting

@Suite("Rows stand where something is painted of them") struct RowPlacesTests {
  private func rows(_ opacity: Double) throws -> [Int] {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let spec = """
      {data: {url: Datasets/estimates.csv}, mark: {type: rule, opacity: \(opacity)},
      encoding: {x: {field: best, type: quantitative}}}
      """
    let source = SourceText(name: "c.vl.yaml", text: spec)
    let node = try #require(NotationReader.read(source, log: &log))
    var request = ChartRequest(spec: node, files: files)
    request.wantsPlaces = true
    let drawn = drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    let places = try #require(drawn?.places)
    let file = try #require(drawn?.files.first)
    return places.rows(of: file)
  }

  @Test("what cannot be seen is nowhere")
  func invisible() throws {
    #expect(try rows(1).count > 10)
    #expect(try rows(0) == [])
  }
}

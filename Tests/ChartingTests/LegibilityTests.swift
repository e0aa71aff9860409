import Canvas
import Diagnostics
import TestSupport
import Testing

@testable import Charting

/// What LOOK asks of every figure, measured on the figures of the briefing at three widths.
@Suite struct LegibilityTests {
  static let charts = FilePath.entries(
    of: Project.root + "/Briefings/great-leap-forward/charts"
  ).filter { $0.hasSuffix(".vl.yaml") }
  static let widths = [89.0, 140, 254]

  @Test(
    "a figure has no colliding, clipped, tiny or unprotected text", arguments: charts, widths)
  func legible(_ chart: String, _ millimetres: Double) throws {
    let width = millimetres * 72 / 25.4
    let path = "Briefings/great-leap-forward/charts/" + chart
    let scene = try #require(try Charts.draw(path, width: width)).scene
    #expect(abs(scene.size.width - width) < 0.1 * 72 / 25.4)
    for problem in LegibilityCheck(scene).problems {
      Issue.record("\(chart) at \(millimetres) mm: \(problem)")
    }
  }
}

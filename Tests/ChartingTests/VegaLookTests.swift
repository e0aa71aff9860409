import TestSupport
import Testing

@testable import Charting

@Suite("Vega's look") struct VegaLookTests {
  @Test(
    "In Vega's look texts, lines and legends keep the places that Vega gives them",
    arguments: ["mark-text-lines", "mark-strokes", "mark-paints", "scatter-size-color"])
  func places(_ name: String) throws {
    let folder = "Tests/Gallery/" + name
    let drawn = try #require(try Charts.draw(folder + "/spec.vl.yaml", theme: "vega"))
    Golden.expect(drawn.scene.text, at: folder + "/scene.vega.txt")
    #expect(drawn.scene.size.width == drawn.scene.size.width.rounded())
    #expect(drawn.scene.size.height == drawn.scene.size.height.rounded())
  }
}

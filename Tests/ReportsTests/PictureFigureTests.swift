import Canvas
import Diagnostics
import Testing

@testable import Reports

/// Figures that are pictures and no charts.
@Suite struct PictureFigureTests {
  /// A grey picture in PNG.
  private func png(_ width: Double, _ height: Double) -> [UInt8] {
    let frame = Rect(0, 0, width, height)
    let scene = Scene(
      size: Size(width, height),
      items: [.path(ScenePath(.rect(frame), fill: .color(Color(hex: 0xCCCCCC))))])
    return (try? PNGOutput.bytes(of: scene, options: PNGOptions(ppi: 72))) ?? []
  }

  private func figure(_ attributes: String, width: Double, height: Double) -> (String, [String]) {
    let folder = TestFolder()
    writeFile(png(width, height), to: "\(folder.path)/p.png")
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: folder.path) else { return ("", []) }
    let source = SourceText(
      name: "\(folder.path)/a.md", text: "![A picture.](p.png){#fig-p \(attributes)}\n")
    let report = renderReport(
      ReportRequest(source: source, files: files), text: TextEngine(fonts: FontLibrary()),
      log: &log)
    let line = report?.text.split(separator: "\n").first { $0.contains("[fig-p") } ?? ""
    return (String(line.drop { $0 != "[" }), log.entries.map(\.code))
  }

  @Test("a picture is as wide as the text, or as its pixels allow")
  func size() {
    #expect(figure("fig-alt=x", width: 2000, height: 1000) == ("[fig-p 425.2 x 212.6]", []))
    #expect(figure("fig-alt=x", width: 300, height: 150) == ("[fig-p 144.0 x 72.0]", []))
  }

  @Test("one that is coarse, or has no words, gives a warning")
  func warnings() {
    #expect(
      figure("width=72mm", width: 300, height: 150).1 == ["coarse-picture", "missing-alternative"])
    #expect(figure("width=36pt fig-alt=x", width: 300, height: 150).1 == [])
  }
}

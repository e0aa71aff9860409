import Canvas
import Diagnostics
import Notation
import TestSupport
import Testing

@testable import Charting

/// Figures by the rules of journals.
@Suite struct PresetTests {
  private func draw(
    _ path: String, _ preset: FigurePreset, theme: String? = nil, log: inout DiagnosticLog
  ) throws -> Scene {
    let files = try #require(SourceFiles(root: Project.root))
    let source = try #require(files.readInput(Project.root + "/" + path, log: &log))
    let node = try #require(NotationReader.read(source, log: &log))
    var request = ChartRequest(spec: node, files: files, theme: theme)
    request.preset = preset
    let drawn = drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    return try #require(drawn).scene
  }

  @Test(
    "a chart has the width of its preset, and text and lines that it allows",
    arguments: FigurePreset.names)
  func rules(_ name: String) throws {
    let preset = try #require(FigurePreset.named(name))
    for chart in ["line-series", "bar-horizontal-sorted", "facet-grid", "scatter-size-color"] {
      var log = DiagnosticLog()
      let scene = try draw("Tests/Gallery/\(chart)/spec.vl.yaml", preset, log: &log)
      let check = PresetCheck(scene, preset)
      #expect(log.entries.isEmpty, "\(name), \(chart): \(log.entries.map { $0.text(.human) })")
      #expect(abs(check.width - preset.width) < 0.1, "\(name), \(chart)")
      #expect(check.height <= (preset.maxHeight ?? 400) + 0.1, "\(name), \(chart)")
      #expect((check.smallest?.size ?? 0) >= (preset.minText ?? 0) - 0.01, "\(name), \(chart)")
      #expect((check.largest?.size ?? 0) <= (preset.maxText ?? 99) + 0.01, "\(name), \(chart)")
      #expect((check.thinnest ?? 9) >= (preset.minLine ?? 0) - 0.01, "\(name), \(chart)")
    }
  }

  @Test("every preset says where and when it was read")
  func sources() {
    #expect(Set(FigurePreset.names).count == FigurePreset.all.count)
    for preset in FigurePreset.all {
      #expect(preset.width > 20 && preset.width < 300)
      #expect(preset.address.count > 8 && preset.read.wholeMatch(of: /20\d\d-\d\d-\d\d/) != nil)
      #expect((preset.minText ?? 0) <= preset.maxText ?? .infinity)
      #expect((1...2400).contains(preset.ppi))
    }
  }

  @Test("Nature has axis lines and ticks, no grid, and a legend in place of coloured text")
  func nature() throws {
    var log = DiagnosticLog()
    let preset = try #require(FigurePreset.named("nature-1col"))
    let path = "Tests/Gallery/line-series/spec.vl.yaml"
    let scene = try draw(path, preset, log: &log)
    #expect(!scene.text.contains("#e3e6ea"))
    #expect(scene.text.contains("legend"))
    let colours = ["#0d3a6a", "#993222"]
    let texts = scene.text.split(separator: "\n").filter { $0.contains("text \"") }
    #expect(texts.count > 6 && !texts.contains { line in colours.contains { line.contains($0) } })
    #expect(texts.contains { $0.contains("North") } && texts.contains { $0.contains("South") })
  }

  @Test("what the chart itself asks for is kept, and reported where it breaks the rules")
  func asked() throws {
    var log = DiagnosticLog()
    let preset = try #require(FigurePreset.named("plos-1col"))
    let node = try #require(
      NotationReader.read(
        SourceText(
          name: "a.vl.yaml",
          text: """
            data: {values: [{a: 1, b: 2}]}
            mark: point
            config: {axis: {labelFontSize: 5}}
            encoding: {x: {field: a, type: quantitative}, y: {field: b, type: quantitative}}
            """), log: &log))
    let files = try #require(SourceFiles(root: "."))
    var request = ChartRequest(spec: node, files: files)
    request.preset = preset
    let drawn = drawChart(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(PresetCheck(try #require(drawn).scene, preset).smallest?.size == 5)
    #expect(log.entries.map(\.code) == ["preset-text"])
  }

  @Test("a name that is nearly one is found, another is told the widths of its journal")
  func names() {
    #expect(FigurePreset.problem(with: "natur-1col").hint == "did you mean 'nature-1col'?")
    #expect(FigurePreset.problem(with: "lancet").hint == "'playfair presets' lists them")
    #expect(
      FigurePreset.problem(with: "cell-column").hint
        == "there are 'cell-1col', 'cell-1.5col' and 'cell-2col'")
  }
}

import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// The list of sources, and the appendix with the numbers of the figures.
@Suite struct SourceIndexTests {
  private let files = [
    "d.csv": "year,output,source\n1957,195.05,a\n1958,197.65,b\n",
    "e.csv": "year,value\n1957,1\n",
    "g.csv": "year,series,value,unit\n1957,out_a,1.5,Mt\n1958,out_b,2.5,Mt\n",
    "series.csv": "series,label\nout_a,First series\nout_b,Second series\n",
    "g.vl.yaml": """
    data: {url: g.csv}
    mark: line
    encoding: {x: {field: year}, y: {field: value}, color: {field: series}}
    """,
    "f.csv": "year,value\n1957,1\n1958,2\n",
    "sources.csv": "source,citation,url,terms\na,\"Zed, A book\",,All rights\n"
      + "b,An atlas.,https://example.org/b,\n",
    "datapackage.json": """
    {"name": "x", "sources": [{"title": "The office", "path": "https://example.org"}],
     "licenses": [{"name": "CC0-1.0"}],
     "resources": [
      {"name": "d", "path": "d.csv", "schema": {"fields": [
        {"name": "year", "type": "year", "title": "Year"},
        {"name": "output", "type": "number", "title": "Output", "unit": "Mt"},
        {"name": "source", "type": "string"}],
        "foreignKeys": [{"fields": "source",
          "reference": {"resource": "sources", "fields": "source"}}]}},
      {"name": "e", "path": "e.csv", "title": "Second"},
      {"name": "f", "path": "f.csv", "sources": [{"title": "A bureau"}],
        "schema": {"fields": [{"name": "year", "type": "year"}, {"name": "value", "type": "number"}]}},
      {"name": "g", "path": "g.csv", "schema": {"fields": [
        {"name": "year", "type": "year", "title": "Year"},
        {"name": "series", "type": "string", "title": "Series"},
        {"name": "value", "type": "number", "title": "Value", "unitField": "unit"},
        {"name": "unit", "type": "string"}],
        "foreignKeys": [{"fields": "series",
          "reference": {"resource": "series", "fields": "series"}}]}},
      {"name": "series", "path": "series.csv"},
      {"name": "sources", "path": "sources.csv"}]}
    """,
    "f.vl.yaml": """
    data: {url: f.csv}
    mark: point
    encoding: {x: {field: year, type: temporal}, y: {field: value, type: quantitative}}
    """,
    "c.vl.yaml": """
    title: A chart
    data: {url: d.csv}
    mark: line
    encoding: {x: {field: year}, y: {field: output}}
    """,
  ]

  /// The text of the pages with real charts, spaces made plain.
  private func text(_ document: String, warns: Int = 0) -> String {
    let folder = TestFolder(files)
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: folder.path) else { return "" }
    let source = SourceText(name: "\(folder.path)/a.md", text: document)
    let report = renderReport(
      ReportRequest(source: source, files: files), text: TextEngine(fonts: FontLibrary()),
      log: &log)
    #expect(log.entries.map { $0.text(.short) }.count == warns, "\(log.entries.map(\.message))")
    let text = report?.shapes.first?.text ?? ""
    return text.replacing("\u{A0}", with: " ").replacing("\u{2002}", with: " ")
      .replacing("    ", with: "   ")
  }

  @Test("sources of a file go before those of its package, also below figures; its years are dates")
  func sourcesOfFiles() throws {
    let index = text("![A chart.](f.vl.yaml){#fig-f}\n\n# Sources\n\n::: {#sources}\n:::\n")
    #expect(index.contains("A bureau") && !index.contains("The office"))
    let folder = TestFolder(files)
    var log = DiagnosticLog()
    let request = ReportRequest(
      source: SourceText(name: "\(folder.path)/a.md", text: "![A chart.](f.vl.yaml)\n"),
      files: try #require(SourceFiles(root: folder.path)))
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    let figure = try #require(report?.figures.first).chart.scene.text
    #expect(figure.contains("Source: A bureau."))
    #expect(figure.contains("\"1957\"") && figure.contains("\"1958\""))
  }

  @Test("every source is listed once, with its terms, and with the figures and tables that use it")
  func sources() {
    let found = text(
      """
      # Harvests

      ![Output.](c.vl.yaml){#fig-a}

      ::: {#tbl-a .table data="d.csv" columns="year, output" limit=1}
      One.
      :::

      ::: {#tbl-b .table data="e.csv"}
      Two.
      :::

      # Sources

      ::: {#sources}
      :::

      """)
    #expect(found.contains("| An atlas. https://example.org/b. Used in Figure 1.\n"))
    #expect(found.contains("| Zed, A book. Terms: All rights. Used in Figure 1, Table 1.\n"))
    // The terms of the package stand with its only source.
    #expect(
      found.contains("| The office. https://example.org. Terms: CC0-1.0. Used in Table 2.\n"))
  }

  @Test("the numbers of each figure stand in an appendix, as tables with heads and units")
  func dataAppendix() {
    let found = text(
      """
      ---
      data-appendix: true
      toc: true
      ---

      # Harvests

      ![Output. And more.](c.vl.yaml){#fig-a}

      """)
    #expect(found.contains("| Appendix A Data of the figures\n"))
    #expect(found.contains("| Figure 1 Output.\n"))
    #expect(found.contains("| Year   Output\n"))
    #expect(found.contains("| 1957   195.05\n"))
    #expect(found.contains("Appendix A Data of the figures   1\n"))
  }

  @Test("the appendix has the labels that the chart shows, and units in its heads")
  func labelsOfKeys() {
    let found = text("---\ndata-appendix: true\n---\n\n![It grew.](g.vl.yaml){#fig-g}\n")
    #expect(found.contains("| Year   Series   Value\n"))
    #expect(found.contains("| 1957   First series   1.5\n"))
    #expect(found.contains("| 1958   Second series   2.5\n"))
    #expect(found.contains("| Mt\n"))
    #expect(!found.contains("out_a") && !found.contains("Unit"))
  }

  @Test("of very many rows the first are printed, and it is said of how many")
  func manyRows() {
    let rows = (0..<1500).map { "\($0),\($0 % 7)" }.joined(separator: "\\n")
    let found = text(
      """
      ---
      data-appendix: true
      ---

      ```vega-lite
      #| label: fig-many
      #| fig-cap: Many.
      data: {values: "n,m\\n\(rows)", format: {type: csv}}
      mark: point
      encoding: {x: {field: n, type: quantitative}, y: {field: m, type: quantitative}}
      ```

      """)
    #expect(found.contains("The first 200 of 1,500 rows"))
    #expect(found.contains("| 199   3\n"))
    #expect(!found.contains("| 200   4\n"))
  }
}

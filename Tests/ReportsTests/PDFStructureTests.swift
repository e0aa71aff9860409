import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

@Suite("The PDF file of a report") struct PDFStructureTests {
  private static let chart = """
    title: Grain
    data: {values: [{year: 1957, output: 195.05}, {year: 1958, output: 197.65}]}
    mark: line
    encoding: {x: {field: year, type: year}, y: {field: output, type: quantitative}}
    """

  private func report(_ text: String) throws -> (DrawnReport, DiagnosticLog) {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let request = ReportRequest(
      source: SourceText(name: "notes.md", text: text), files: files)
    let engine = TextEngine(fonts: FontLibrary())
    return (try #require(renderReport(request, text: engine, log: &log)), log)
  }

  private func file(_ text: String) throws -> PDFReading {
    let (report, log) = try report(text)
    #expect(log.entries.map { $0.text(.short) } == [])
    let bytes = try PDFOutput.bytes(of: report.pages, options: report.options)
    #expect(try PDFOutput.bytes(of: report.pages, options: report.options) == bytes)
    return try #require(PDFReading(bytes))
  }

  private static let sample = """
    ---
    title: Grain in three years
    subtitle: A sample
    author: [A. Lecturer, B. Writer]
    date: 2026-11-22
    lang: en-GB
    keywords: [grain, 粮食]
    toc: true
    ---

    ### Deep first {#sec-deep}

    Output of [粮食]{lang=zh-Hans} fell, as @fig-grain shows.[^why] See
    [a site](https://example.org) and `code`.

    [^why]: The reason.

    1. one
    2. two

        - deeper

    > A quotation.

    ```text
    code()
    ```

    ```vega-lite
    #| label: fig-grain
    #| fig-cap: Grain (Mt).
    #| fig-alt: A line that rises.
    CHART
    ```

    | Year | Steel |     |
    |:-----|------:|-----|
    | 1957 |  5.35 |     |
    | 1958 |       | x   |

    : Crude steel. {#tbl-steel}

    ::: {lang=de}
    Ein Absatz.
    :::

    ***

    # High {#sec-high}

    @tbl-steel and @sec-deep.
    """.replacing("CHART", with: chart)

  @Test("a sample of everything has the structure that is kept")
  func structure() throws {
    let file = try file(Self.sample)
    #expect(file.structureFaults.isEmpty)
    Golden.expect(file.structure, at: "Tests/Documents/sample.structure.txt")
  }

  @Test("the file says what the document is, in which language, and when it was made")
  func facts() throws {
    let file = try file(Self.sample)
    #expect(file.catalog("Lang") == "en-GB")
    #expect(file.trailer("Info", "CreationDate") == "D:20261122000000Z")
    #expect(file.xmp.contains("<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate>"))
    #expect(file.xmp.contains("<rdf:li>A. Lecturer</rdf:li><rdf:li>B. Writer</rdf:li>"))
    #expect(file.xmp.contains("<rdf:li>粮食</rdf:li>"))
    #expect(file.xmp.contains("<pdfaid:part>3</pdfaid:part>"))
  }

  @Test("the numbers behind a figure are attached to it")
  func attachments() throws {
    let file = try file(Self.sample)
    #expect(file.attachments.map(\.name) == ["fig-grain.csv"])
    #expect(file.attachments.first?.words == "Grain (Mt).")
    #expect(
      file.attachments.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        == "year,output\n1957,195.05\n1958,197.65\n")
  }

  @Test("the front matter says which standards the file keeps")
  func standards() throws {
    func standards(_ words: String) throws -> [PDFStandard] {
      try report("---\ntitle: T\npdf-standard: \(words)\n---\n\nText.\n").0.options.standards
    }
    #expect(try standards("[ua-1, a-2a]") == [.ua1, .a2a])
    #expect(try standards("a-3a") == [.a3a])
    #expect(try standards("none") == [])
    #expect(try report("Text.\n").0.options.standards == [.ua1, .a3a])
  }

  @Test("a figure's SVG and PNG files say what it shows, in the document's language")
  func pictures() throws {
    let figure = try #require(try report(Self.sample).0.figures.first)
    let svg = SVGOutput.text(of: figure.chart.scene)
    for words in [
      "role=\"img\"", "lang=\"en-GB\"", "aria-labelledby=\"chart-title chart-desc\"",
      "<title id=\"chart-title\">Grain</title>",
      "<desc id=\"chart-desc\">A line that rises.</desc>",
    ] {
      #expect(svg.contains(words), "\(words)")
    }
    let png = try PNGOutput.bytes(of: figure.chart.scene)
    let text = String(decoding: png.filter { $0 != 0 }, as: UTF8.self)
    #expect(text.contains("iTXtDescriptionen-GBA line that rises."))
    #expect(text.contains("iTXtTitleen-GBGrain"))
  }

  @Test("numbers beyond a hundred thousand rows are not attached, and that is told")
  func manyRows() throws {
    let text = """
      ```vega-lite
      #| label: fig-many
      data: {sequence: {start: 0, stop: 100001, as: n}}
      mark: point
      encoding: {x: {field: n, type: quantitative}}
      ```
      """
    let (report, log) = try report(text)
    #expect(log.entries.map(\.code) == ["long-table"])
    #expect(report.options.attachments.isEmpty)
  }

  @Test("a paragraph that goes on over the page is one element, its lines parted by spaces")
  func longParagraph() throws {
    let words = (1...900).map { "word\($0)" }.joined(separator: " ")
    let file = try file("# One\n\n\(words)\n")
    #expect(file.structure == "Document\n  H1 on 1\n  P on 1,2\n")
  }
}

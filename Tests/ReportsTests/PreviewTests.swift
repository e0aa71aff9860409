import Canvas
import Charting
import Diagnostics
import Testing

@testable import Reports

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes a document as a PDF file, to be looked at: PREVIEW=in.md PREVIEW_OUT=out.pdf.
@Test func preview() throws {
  guard let input = getenv("PREVIEW").map({ String(cString: $0) }) else { return }
  let output = getenv("PREVIEW_OUT").map { String(cString: $0) } ?? "/tmp/preview.pdf"
  var log = DiagnosticLog()
  let folder = FilePath.folder(of: input)
  let files = try #require(SourceFiles(root: folder + "/../.."))
  let source = try #require(files.readInput(input, log: &log))
  let engine = TextEngine(fonts: FontLibrary())
  let clock = ContinuousClock()
  var report: DrawnReport?
  let chart: ReportRequest.ChartDrawer = { request, text, log in
    guard getenv("PREVIEW_CHARTS") != nil else { return dummyChart(request, text, &log) }
    var own = DiagnosticLog()
    if let drawn = drawChart(request, text: text, log: &own) { return drawn }
    for entry in own.entries { print(entry.text(.short)) }
    return dummyChart(request, text, &log)
  }
  let time = clock.measure {
    report = renderReport(
      ReportRequest(source: source, files: files, drawChart: chart), text: engine, log: &log)
  }
  print("set in \(time)")
  for entry in log.entries { print(entry.text(.human)) }
  guard let report else { return }
  writeFile(Array(report.text.utf8), to: output + ".txt")
  writeFile(
    try PDFOutput.bytes(of: report.pages, options: report.options, text: engine), to: output)
}

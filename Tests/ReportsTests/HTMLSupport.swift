import Canvas
import Charting
import Diagnostics

@testable import Reports

extension DrawnReport {
  /// The web page of the first shape; empty if it has none.
  var web: String {
    if case .web(let html)? = shapes.first?.content { html } else { "" }
  }
}

/// A web page and what was said about it.
struct PageOutcome {
  var html: String
  var log: DiagnosticLog

  var messages: [String] { log.entries.map { $0.text(.short).trimmed } }

  /// What stands between the title and the notes, without the ends of the lines.
  var body: String {
    guard let start = html.range(of: "<article>\n"), let end = html.range(of: "</article>")
    else { return html }
    return String(html[start.upperBound..<end.lowerBound])
  }
}

/// Makes a web page of a document, without writing it anywhere.
func page(
  of source: SourceText, files: SourceFiles,
  drawChart: @escaping ReportRequest.ChartDrawer = dummyChart
) -> PageOutcome {
  var log = DiagnosticLog()
  let request = ReportRequest(
    source: source, files: files, formats: [.html], drawChart: drawChart)
  let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
  return PageOutcome(html: report?.web ?? "", log: log)
}

/// Makes a web page of a text that is named `a.md`, with files beside it.
func page(_ text: String, files: [String: String] = [:]) -> PageOutcome {
  let folder = TestFolder(files)
  guard let root = SourceFiles(root: folder.path) else {
    return PageOutcome(html: "", log: DiagnosticLog())
  }
  return page(of: SourceText(name: "\(folder.path)/a.md", text: text), files: root)
}

import Canvas
import Charting
import Diagnostics
import Notation
import Testing

@testable import Reports

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A chart for tests: a grey box of the width that is asked for.
func dummyChart(
  _ request: ChartRequest, _ text: TextEngine, _ log: inout DiagnosticLog
) -> DrawnChart? {
  let width = request.width ?? 300
  let height = request.height ?? request.spec["height"]?.number ?? (width * 0.62).rounded()
  let frame = Rect(0, 0, width, height)
  let style = TextStyle(family: "Inter", size: 8)
  let name = request.spec["title"]?.string ?? "Chart"
  let items: [SceneItem] = [
    .path(ScenePath(.rect(frame), fill: .color(Color(hex: 0xEEF0F3)))),
    .group(
      SceneGroup(
        .part("title"),
        items: [
          .text(
            SceneText(
              name, at: Point(10, 20), style: style, color: .black,
              metrics: text.measure(name, style)))
        ])),
  ]
  return DrawnChart(
    scene: Scene(size: Size(width, height), items: items),
    alternative: request.alternative ?? "A chart.", sources: [],
    sourceKeys: [])
}

/// A folder of the test's own, with files in it.
struct TestFolder: ~Copyable {
  let path: String

  init(_ files: [String: String] = [:]) {
    var template = Array("/tmp/playfair-reports-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    for (name, text) in files { write(text, to: name) }
  }

  func write(_ text: String, to name: String) {
    writeFile(Array(text.utf8), to: "\(path)/\(name)")
  }

  deinit {
    for name in FilePath.entries(of: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }
}

func writeFile(_ bytes: [UInt8], to path: String) {
  guard let file = fopen(path, "wb") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

/// A report and what was said about it.
struct Outcome {
  var report: DrawnReport?
  var log: DiagnosticLog
  /// The folder of the document.
  var folder: String

  /// The messages in one line each, files named from the document's folder.
  var messages: [String] {
    log.entries.map { $0.text(.short).trimmed.replacing("\(folder)/", with: "") }
  }

  /// The pages as text.
  var pages: String { report?.text ?? "" }
}

/// Sets a document that is named `a.md`, with files beside it.
func render(_ text: String, files: [String: String] = [:]) -> Outcome {
  let folder = TestFolder(files)
  let path = folder.path
  var log = DiagnosticLog()
  guard let files = SourceFiles(root: path) else {
    return Outcome(report: nil, log: log, folder: path)
  }
  let source = SourceText(name: "\(path)/a.md", text: text)
  let request = ReportRequest(source: source, files: files, drawChart: dummyChart)
  let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
  return Outcome(report: report, log: log, folder: path)
}

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

/// Writes a document as a web page, to be looked at: PREVIEW_HTML=in.md PREVIEW_OUT=out.html.
@Test func previewOfPage() throws {
  guard let input = getenv("PREVIEW_HTML").map({ String(cString: $0) }) else { return }
  let output = getenv("PREVIEW_OUT").map { String(cString: $0) } ?? "/tmp/preview.html"
  var log = DiagnosticLog()
  let files = try #require(SourceFiles(root: FilePath.folder(of: input) + "/../.."))
  let source = try #require(files.readInput(input, log: &log))
  let clock = ContinuousClock()
  var outcome: PageOutcome?
  let time = clock.measure {
    outcome = page(of: source, files: files) { request, text, log in
      var own = DiagnosticLog()
      return drawChart(request, text: text, log: &own) ?? dummyChart(request, text, &log)
    }
  }
  print("written in \(time)")
  for message in outcome?.messages ?? [] { print(message) }
  writeFile(Array((outcome?.html ?? "").utf8), to: output)
}

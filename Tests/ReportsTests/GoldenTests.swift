import Canvas
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// Documents in `Tests/Documents`, each beside its pages as text.
@Suite struct GoldenTests {
  static let folder = Project.root + "/Tests/Documents"

  static var documents: [String] {
    FilePath.entries(of: folder).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
  }

  @Test("a document gives the same pages, line by line", arguments: documents)
  func pages(_ name: String) throws {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Self.folder))
    let source = try #require(files.readInput("\(Self.folder)/\(name).md", log: &log))
    let request = ReportRequest(source: source, files: files, drawChart: dummyChart)
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(log.entries.map { $0.text(.short) } == [])
    Golden.expect(report?.text ?? "", at: "Tests/Documents/\(name).pages.txt")
  }
}

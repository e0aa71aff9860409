import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Each folder of Tests/Problems is something that a person got wrong: the input, and every word
/// that they are told.
@Suite struct ProblemTests {
  static let names = FilePath.entries(of: Project.root + "/Tests/Problems").filter {
    FilePath.kind(of: Project.root + "/Tests/Problems/" + $0) == .directory
  }

  @Test("a wrong input is answered with all its problems, and nothing is drawn", arguments: names)
  func problem(_ name: String) throws {
    let folder = "Tests/Problems/" + name
    let outcome = try #require(Problem.render(folder))
    let messages = outcome.log.inReadingOrder.map { $0.text(.human) }
    Golden.expect(messages.joined(), at: folder + "/expected.txt")

    let heads = outcome.log.entries.map { $0.text(.short) }
    #expect(Set(heads).count == heads.count, "a problem is told twice")
    if name.hasPrefix("warn-") {
      #expect(outcome.log.warningCount > 0 && !outcome.log.hasErrors)
      #expect(outcome.isDrawn)
    } else {
      #expect(outcome.log.hasErrors)
      #expect(!outcome.isDrawn)
    }
  }

  @Test("there is something to learn from: at least 100 problems")
  func count() { #expect(Self.names.count >= 100) }
}

/// What becomes of one folder.
struct Problem {
  var log: DiagnosticLog
  var isDrawn: Bool

  /// Renders the input of a folder, which is the root below which files are read.
  static func render(_ folder: String) -> Problem? {
    // Names in messages are relative to the working directory.
    guard chdir(Project.root) == 0, let files = SourceFiles(root: folder),
      let input = FilePath.entries(of: folder).first(where: { $0.hasPrefix("input.") })
    else { return nil }
    var log = DiagnosticLog()
    guard let source = files.readInput(folder + "/" + input, log: &log) else {
      return Problem(log: log, isDrawn: false)
    }
    let text = TextEngine(fonts: FontLibrary())
    if input.hasSuffix(".md") {
      let request = ReportRequest(source: source, files: files)
      let report = renderReport(request, text: text, log: &log)
      return Problem(log: log, isDrawn: report != nil)
    }
    guard let node = NotationReader.read(source, log: &log) else {
      return Problem(log: log, isDrawn: false)
    }
    let request = ChartRequest(spec: node, files: files)
    let chart = drawChart(request, text: text, log: &log)
    return Problem(log: log, isDrawn: chart != nil)
  }
}

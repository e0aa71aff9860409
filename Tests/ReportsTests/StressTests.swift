import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// A long report, checked page by page in its text form.
@Suite struct StressTests {
  private static let briefing = pages(of: "briefing")
  private static let article = pages(of: "article")

  private static func pages(of format: String) -> [PageReading] {
    let document = StressDocument(.full.divided(by: 12), format: format)
    let folder = TestFolder()
    for file in document.files {
      folder.write(file.text, to: String(file.path.split(separator: "/").last ?? ""))
    }
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: folder.path) else { return [] }
    let text = document.files.first?.text.replacing("](charts/", with: "](") ?? ""
    let request = ReportRequest(
      source: SourceText(name: folder.path + "/report.md", text: text), files: files,
      drawChart: dummyChart)
    let report = renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log)
    #expect(log.entries.map { $0.text(.short) } == [])
    return report?.pages.map { PageReading($0.scene) } ?? []
  }

  private func pages(_ format: String) -> [PageReading] {
    format == "article" ? StressTests.article : StressTests.briefing
  }

  @Test("no line is wider than its column", arguments: ["briefing", "article"])
  func overfull(_ format: String) throws {
    let found = pages(format)
    #expect(found.count > 5)
    let room = ReportStyle.playfair(on: .a4, for: format == "article" ? .article : .briefing).room()
    for (number, page) in found.enumerated() {
      for line in page.boxes {
        let x = line.x - room.margins.left
        let column = room.columns > 1 && x > room.columnWidth ? 1 : 0
        let right = room.margins.left + room.left(of: column) + room.columnWidth
        // Signs may hang into the margin by a part of their width.
        #expect(line.maxX < right + 5, "page \(number + 1): \(line)")
      }
    }
  }

  @Test(
    "no figure or table stands before its first reference, or more than a page behind it",
    arguments: ["briefing", "article"])
  func distance(_ format: String) {
    let found = pages(format)
    for (word, prefix, count) in [("Figure", "fig", 25), ("Table", "tbl", 8)] {
      for number in 1...count {
        let name = "\(prefix)-\(number)"
        let told = found.firstIndex { $0.running.contains("\(word)\u{A0}\(number)") } ?? -1
        let drawn = found.firstIndex { $0.names.contains(name) } ?? -9
        #expect((told...told + 1).contains(drawn), "\(name): told \(told), drawn \(drawn)")
      }
    }
  }

  @Test(
    "no page but the last is less than three quarters full", arguments: ["briefing", "article"])
  func fullness(_ format: String) {
    let room = ReportStyle.playfair(on: .a4, for: format == "article" ? .article : .briefing).room()
    for page in pages(format).dropLast() {
      let depth = page.scene.placedTexts.filter { !$0.isArtifact }.map(\.bounds.maxY).max() ?? 0
      #expect(depth - room.margins.top > 0.75 * room.height)
    }
  }

  @Test("every note stands on the page of its call, or begins there")
  func notes() {
    for page in StressTests.briefing {
      for number in 1...33 where page.scene.text.contains("destination #note-\(number)\n") {
        #expect(page.scene.text.contains("link #note-\(number)\n"), "note \(number)")
      }
    }
  }
}

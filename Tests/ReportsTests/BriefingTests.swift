import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

/// The first content of the project, page by page: what a lecturer prints.
@Suite struct BriefingTests {
  private static let path = "Briefings/great-leap-forward/great-leap-forward.md"

  /// The briefing as the command renders it, made once for all tests.
  private static let made = make(on: .a4)

  private static func make(on paper: Paper) -> (report: DrawnReport?, log: DiagnosticLog) {
    var log = DiagnosticLog()
    guard let files = SourceFiles(root: Project.root),
      let source = files.readInput(Project.root + "/" + path, log: &log)
    else { return (nil, log) }
    let text = source.text(0..<source.bytes.count)
      .replacing("papersize: a4", with: "papersize: \(paper.rawValue)")
    let request = ReportRequest(
      source: SourceText(name: source.name, text: text), files: files)
    return (renderReport(request, text: TextEngine(fonts: FontLibrary()), log: &log), log)
  }

  private func report() throws -> DrawnReport { try #require(BriefingTests.made.report) }

  @Test("it renders without a word, on 12 to 18 pages")
  func clean() throws {
    #expect(BriefingTests.made.log.entries.map(\.message) == [])
    #expect((12...18).contains(try report().pages.count))
  }

  @Test("no text collides, is clipped, is smaller than 6 pt, or stands on a mark without a halo")
  func legible() throws {
    for (index, page) in try report().pages.enumerated() {
      for problem in LegibilityCheck(page.scene).problems {
        Issue.record("page \(index + 1): \(problem)")
      }
    }
  }

  @Test("no page but the last is less than 60 % full", arguments: Paper.allCases)
  func full(_ paper: Paper) throws {
    let style = ReportStyle.playfair(on: paper)
    let report = try paper == .a4 ? report() : #require(BriefingTests.make(on: paper).report)
    #expect(report.pages.first?.scene.size == paper.size)
    for (index, page) in report.pages.dropLast().enumerated() {
      var depth = 0.0
      page.scene.visit { mark in
        if !mark.isArtifact { depth = max(depth, mark.bounds.maxY) }
      }
      let share = (depth - style.page.margins.top) / style.columnHeight
      #expect(share >= 0.6, "page \(index + 1) is \(share) full")
    }
  }

  @Test("every figure has a caption, alternative text, and ends with the sources of its rows")
  func figures() throws {
    let figures = try report().figures
    #expect(figures.count >= 8)
    for figure in figures {
      #expect(!figure.caption.isEmpty && figure.alternative.count > 40, "\(figure.id)")
      #expect(figure.chart.scene.description == figure.alternative)
      #expect(!figure.chart.sources.isEmpty, "\(figure.id) has no source")
      var lowest: (y: Double, text: String) = (0, "")
      figure.chart.scene.visit { mark in
        guard let text = mark.text, mark.roles.contains(.part("source")) else { return }
        if lowest.text.isEmpty { lowest = (mark.bounds.maxY, text.text) }
      }
      #expect(lowest.text.hasPrefix("Source"), "\(figure.id): \(lowest.text)")
    }
  }

  @Test("a figure stands at most one page after its first reference, and never before it")
  func near() throws {
    let pages = try report().pages.map { PageWords($0.scene) }
    for figure in try report().figures {
      guard let number = figure.number else { continue }
      let told = pages.firstIndex { $0.running.contains("Figure\u{A0}\(number)") }
      let drawn = try #require(pages.firstIndex { $0.figures.contains(figure.id) })
      let first = try #require(told, "nothing refers to \(figure.id)")
      #expect((first...first + 1).contains(drawn), "\(figure.id): told \(first), drawn \(drawn)")
    }
  }

  @Test("the Chinese words are set as text, in a Chinese font")
  func chinese() throws {
    var found: Set<String> = []
    for page in try report().pages {
      page.scene.visit { mark in
        guard let text = mark.text, text.text.unicodeScalars.contains(where: { $0.value > 0x4E00 })
        else { return }
        found.insert(text.text)
      }
    }
    #expect(found.contains { $0.contains("大跃进") })
  }
}

/// The running text of a page, and the figures that stand on it.
private struct PageWords {
  var running = ""
  var figures: Set<String> = []

  init(_ scene: Scene) { read(scene.items, isRunning: false) }

  private mutating func read(_ items: [SceneItem], isRunning: Bool) {
    for item in items {
      switch item {
      case .group(let group):
        if group.role == .figure { figures.insert(group.name) }
        let runs = group.role == .paragraph || group.role == .note
        read(group.items, isRunning: (isRunning || runs) && group.role != .caption)
      case .text(let text): if isRunning { running += text.text + " " }
      case .path, .image: break
      }
    }
  }
}

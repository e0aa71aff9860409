import Canvas
import Charting
import Diagnostics
import TestSupport
import Testing

@testable import Reports

@Suite("The ledgers of a document's figures") struct FigureLedgerTests {
  private static let path = "Briefings/great-leap-forward/great-leap-forward.md"

  private func ledgers(_ ids: [String]) throws -> FigureLedgers {
    var log = DiagnosticLog()
    let files = try #require(SourceFiles(root: Project.root))
    let source = try #require(files.readInput(Project.root + "/" + Self.path, log: &log))
    return FigureLedgers(
      of: ReportRequest(source: source, files: files), ids: ids,
      text: TextEngine(fonts: FontLibrary()))
  }

  @Test("the rows of each figure of the briefing are accounted for as it is kept")
  func briefing() throws {
    let found = try ledgers([])
    #expect(found.figures.count >= 9)
    #expect(found.log.entries.map(\.message) == [])
    for figure in found.figures {
      Golden.expect(figure.text(listsRows: true), at: "Tests/Ledgers/\(figure.id).txt")
    }
  }

  @Test("figures are found by their ids, and those that there are none of are told")
  func ids() throws {
    let found = try ledgers(["fig-grain", "fig-nothing"])
    #expect(found.figures.map(\.id) == ["fig-grain"])
    #expect(found.unknown(among: ["fig-grain", "fig-nothing"]) == ["fig-nothing"])
    #expect(found.figures.first?.label == "1")
  }

  @Test("every row drawn in the briefing has a source, and the terms of each source are known")
  func sources() throws {
    for figure in try ledgers([]).figures {
      #expect(!figure.ledger.sources.isEmpty, "\(figure.id)")
      for source in figure.ledger.sources {
        #expect(
          source.terms != nil && !source.statuses.isEmpty, "\(figure.id): \(source.attribution)")
      }
    }
  }
}

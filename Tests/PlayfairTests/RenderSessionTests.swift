import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import playfair

/// After each of a series of edits a session that has seen them all must give the bytes of one that
/// has seen nothing.
@Suite struct RenderSessionTests {
  @Test("whatever is edited, the files are those of a clean run")
  func series() throws {
    let report = try EditedReport()
    let session = RenderSession(try report.options(into: "warm"))
    try report.expectSame(session, "first run")
    for (name, edit) in report.edits {
      try edit()
      try report.expectSame(session, name)
    }
  }

  @Test("a run in which nothing has changed writes nothing")
  func nothing() throws {
    let report = try EditedReport()
    let session = RenderSession(try report.options(into: "warm"))
    let first = session.run()
    #expect(first.errorCount == 0)
    #expect(first.unchanged.isEmpty)
    let second = session.run()
    #expect(second.unchanged == Set(first.outputs.map(\.path)))
  }
}

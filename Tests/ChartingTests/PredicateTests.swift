import Diagnostics
import Notation
import Tables
import Testing

@testable import Charting

/// Predicates compare as Vega-Lite's expressions do.
@Suite struct PredicateTests {
  private let table = Table(
    columns: [
      Column("n", values: [.number(-1), .null, .number(2), .number(5)]),
      Column("t", values: [.text("3"), .text(""), .text("x"), .text("10")]),
      Column("d", values: ["1977-12-31", "1978-01-01", "1978-03-15", ""].map { .text($0) }),
    ], rowCount: 4)

  /// The rows that pass.
  private func rows(_ predicate: String) throws -> [Int] {
    var log = DiagnosticLog()
    let node = try #require(
      NotationReader.read(SourceText(name: "predicate.json", text: predicate), log: &log))
    let read = try #require(
      Predicate.read(node, table: table, parameters: Parameters(), log: &log))
    #expect(log.entries.isEmpty)
    return (0..<4).filter(read.test(on: table))
  }

  @Test("what is missing counts as zero where it is compared")
  func missing() throws {
    #expect(try rows(#"{"field": "n", "lt": 1}"#) == [0, 1])
    #expect(try rows(#"{"field": "n", "gte": 0}"#) == [1, 2, 3])
    #expect(try rows(#"{"field": "n", "range": [null, 2]}"#) == [0, 1, 2])
    #expect(try rows(#"{"field": "n", "equal": null}"#) == [1])
  }

  @Test("texts are read as what they are compared with")
  func texts() throws {
    #expect(try rows(#"{"field": "t", "gt": 3}"#) == [3])
    #expect(try rows(#"{"field": "t", "oneOf": [3, 10]}"#) == [0, 3])
    #expect(try rows(#"{"field": "n", "equal": "5"}"#) == [3])
    #expect(try rows(#"{"field": "d", "gte": {"year": 1978}}"#) == [1, 2])
  }

  @Test("only numbers and moments are valid")
  func validity() throws {
    #expect(try rows(#"{"field": "n", "valid": true}"#) == [0, 2, 3])
    #expect(try rows(#"{"field": "t", "valid": false}"#) == [2])
  }

  @Test("the parts of a moment are compared by number and by name")
  func units() throws {
    #expect(try rows(#"{"field": "d", "timeUnit": "month", "equal": "march"}"#) == [2])
    #expect(try rows(#"{"field": "d", "timeUnit": "year", "oneOf": [1977]}"#) == [0])
  }
}

import TestSupport
import Testing

@testable import Tables

@Suite("Grouping") struct GroupingTests {
  private func table(_ columns: [Column]) -> Table {
    Table(columns: columns, rowCount: columns.map(\.count).max() ?? 0)
  }

  private func groups(_ table: Table, by keys: [String]) -> [[Int]] {
    table.grouped(by: keys).groups.map(Array.init)
  }

  @Test("groups come in order of first appearance, their rows in the order of the table")
  func order() {
    let data = table([
      Column("s", values: [.text("b"), .text("a"), .text("b"), .null, .text("a"), .null]),
      Column("n", .numbers([1, 2, 1, 3, 2.5, 3])),
    ])
    #expect(groups(data, by: ["s"]) == [[0, 2], [1, 4], [3, 5]])
    #expect(groups(data, by: ["s", "n"]) == [[0, 2], [1], [3, 5], [4]])
    #expect(data.grouped(by: ["s"]).groupOfRow == [0, 1, 0, 2, 1, 2])
    #expect(data.grouped(by: ["s"]).firstRows == [0, 1, 3])
  }

  @Test("all kinds of column make groups, missing is a value, zeros and NaNs are equal")
  func kinds() {
    #expect(
      groups(table([Column("n", .numbers([0, -0.0, .nan, Column.missing, .nan]))]), by: ["n"])
        == [[0, 1], [2, 4], [3]])
    #expect(groups(table([Column("b", .bools([1, 0, 2, 1]))]), by: ["b"]) == [[0, 3], [1], [2]])
    #expect(groups(table([Column("d", .dates([5, 7, 5]))]), by: ["d"]) == [[0, 2], [1]])
    #expect(
      groups(table([Column("v", .values([.number(1), .text("1"), .null, .number(1)]))]), by: ["v"])
        == [[0, 3], [1], [2]])
    #expect(
      groups(table([Column("t", .texts(codes: [0, 1, -1, 9], pool: ["a", "a"]))]), by: ["t"])
        == [[0, 1], [2, 3]])
  }

  @Test("no keys make one group, no rows make none, an unknown key changes nothing")
  func edges() {
    let data = table([Column("n", .numbers([1, 2]))])
    #expect(groups(data, by: []) == [[0, 1]])
    #expect(groups(data, by: ["none"]) == [[0, 1]])
    #expect(groups(table([Column("n", .numbers([]))]), by: ["n"]) == [])
    #expect(groups(.empty, by: []) == [])
    #expect(data.grouped(by: ["n"])[7].isEmpty && data.grouped(by: ["n"])[-1].isEmpty)
  }

  @Test("a column that is shorter than its table reads as missing")
  func short() {
    let data = Table(columns: [Column("n", .numbers([1]))], rowCount: 3)
    #expect(groups(data, by: ["n"]) == [[0], [1, 2]])
    #expect(data.picking([0, 2, 9, -1])["n"]?[1] == .null)
    #expect(data.sorted(by: [.init("n")]).summary == ["n: numbers – – 1"])
  }

  @Test("many groups of many columns are told apart")
  func many() {
    var random = SeededNumbers(seed: 3)
    let a = (0..<5000).map { _ in Double(Int.random(in: 0..<40, using: &random)) }
    let b = (0..<5000).map { _ in Int32.random(in: -1..<30, using: &random) }
    let data = table([
      Column("a", .numbers(a)), Column("b", .texts(codes: b, pool: (0..<30).map { "t\($0)" })),
    ])
    var expected: [String: [Int]] = [:]
    for row in 0..<5000 { expected["\(a[row]) \(b[row])", default: []].append(row) }
    let found = groups(data, by: ["a", "b"])
    #expect(Set(found) == Set(expected.values))
    #expect(found.map { $0[0] } == found.map { $0[0] }.sorted())
  }
}

@Suite("Order") struct OrderTests {
  @Test("missing comes before NaN, NaN before numbers, numbers before texts")
  func kinds() {
    let values: [Value] = [
      .text("b"), .number(2), .null, .number(.nan), .text("10"), .bool(true), .date(1.5),
      .number(-.infinity), .text("9"), .list([]),
    ]
    let data = Table(columns: [Column("v", .values(values))], rowCount: values.count)
    #expect(
      data.sorted(by: [.init("v")]).summary == [
        "v: values – NaN -Infinity true 1970-01-01T00:00:00.001 2 10 9 b "
      ])
  }

  @Test("equal rows keep their order, ascending and descending")
  func stable() {
    let data = Table(
      columns: [
        Column("n", .numbers([2, 1, Column.missing, 2, 1, .nan])),
        Column("i", .numbers([0, 1, 2, 3, 4, 5])),
      ], rowCount: 6)
    #expect(data.rowsSorted(by: [.init("n")]) == [2, 5, 1, 4, 0, 3])
    #expect(data.rowsSorted(by: [.init("n", isDescending: true)]) == [0, 3, 1, 4, 5, 2])
    #expect(
      data.rowsSorted(by: [.init("n"), .init("i", isDescending: true)]) == [2, 5, 4, 1, 3, 0])
    #expect(data.rowsSorted(by: [.init("none")]) == [0, 1, 2, 3, 4, 5])
    #expect(data.rowsSorted(by: []) == [0, 1, 2, 3, 4, 5])
  }

  @Test("texts are compared by UTF-16 code units, as in JavaScript")
  func texts() {
    let texts = ["b", "a", "", "Z", "é", "大", "\u{FF5E}", "😀", "ab"]
    let sorted = texts.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
    let data = Table(
      columns: [Column("t", values: texts.map { .text($0) })], rowCount: texts.count)
    let result = data.sorted(by: [.init("t")])
    #expect((0..<texts.count).map { result.value("t", row: $0) } == sorted.map { .text($0) })
    for a in texts {
      for b in texts {
        let expected =
          Array(a.utf16) == Array(b.utf16)
          ? 0 : Array(a.utf16).lexicographicallyPrecedes(Array(b.utf16)) ? -1 : 1
        #expect(Value.compare(a, b) == expected)
      }
    }
  }

  @Test("truth values and dates are ordered, missing ones first")
  func others() {
    let data = Table(
      columns: [Column("b", .bools([1, 2, 0])), Column("d", .dates([5, Column.missing, -5]))],
      rowCount: 3)
    #expect(data.rowsSorted(by: [.init("b")]) == [1, 2, 0])
    #expect(data.rowsSorted(by: [.init("d")]) == [1, 2, 0])
  }
}

import Diagnostics
import Testing

@testable import Tables

@Suite("Aggregate") struct AggregateTests {
  private let data = Table(
    columns: [
      Column("g", values: ["a", "a", "b", "a", "b", "a"].map { .text($0) }),
      Column("v", .numbers([1, 4, 10, Column.missing, .nan, 2])),
      Column("t", values: [.text("y"), .text("x"), .null, .text(""), .text("3"), .text("x")]),
      Column("d", .dates([0, 86_400_000, 5, 0, 0, Column.missing])),
    ], rowCount: 6)

  private func value(_ operation: AggregateOperation, of field: String = "v") -> Value {
    Aggregate(operation, of: field).value(of: [0, 1, 3, 4, 5], in: data)
  }

  private static let expected: [(AggregateOperation, Double)] = [
    (.count, 5), (.valid, 3), (.missing, 1), (.distinct, 5), (.sum, 7), (.product, 8),
    (.mean, 2.333333333333), (.average, 2.333333333333), (.median, 2), (.q1, 1.5), (.q3, 3),
    (.min, 1), (.max, 4), (.variance, 2.333333333333), (.variancep, 1.555555555556),
    (.stdev, 1.527525231652), (.stdevp, 1.247219128925), (.stderr, 0.881917103688),
  ]

  @Test(
    "each operation is Vega's; what is missing and NaN is left out", arguments: expected)
  func operations(operation: AggregateOperation, expected: Double) throws {
    let number = try #require(value(operation).number)
    #expect(abs(number - expected) < 1e-9)
  }

  @Test("without values there is nothing, but counts are 0")
  func empty() {
    for operation in AggregateOperation.allCases {
      let value = Aggregate(operation, of: "v").value(of: [3, 4], in: data)
      switch operation {
      case .count, .distinct: #expect(value == .number(2))
      case .valid: #expect(value == .number(0))
      case .missing: #expect(value == .number(1))
      case .values: #expect(value != .null)
      default: #expect(value == .null, "\(operation)")
      }
    }
    #expect(Aggregate(.sum, of: "none").value(of: [0, 1], in: data) == .null)
    #expect(Aggregate(.count).value(of: [], in: data) == .number(0))
  }

  @Test("texts have extremes and are counted; a mean of them is not a number")
  func texts() {
    #expect(value(.min, of: "t") == .text("3"))
    #expect(value(.max, of: "t") == .text("y"))
    #expect(value(.valid, of: "t") == .number(4))
    #expect(value(.missing, of: "t") == .number(1))
    #expect(value(.distinct, of: "t") == .number(4))
    #expect(value(.mean, of: "t").number?.isNaN == true)
    #expect(Aggregate(.sum, of: "t").value(of: [4], in: data) == .number(3))
  }

  @Test("the middle and the extremes of dates are dates")
  func dates() {
    #expect(value(.max, of: "d") == .date(86_400_000))
    #expect(value(.mean, of: "d") == .date(21_600_000))
    #expect(value(.median, of: "d") == .date(0))
    #expect(value(.sum, of: "d") == .number(86_400_000))
  }

  @Test("argmin and argmax are the rows of the extremes, values all rows, as records")
  func records() {
    let row = value(.argmax)
    #expect(row == data.record(row: 1))
    #expect(value(.argmin) == data.record(row: 0))
    guard case .list(let rows) = value(.values) else {
      Issue.record("values is not a list")
      return
    }
    #expect(rows.count == 5)
    #expect(rows.first == data.record(row: 0))
  }

  @Test("quantiles are d3's")
  func quantiles() {
    let numbers: [Double] = [3, 6, 7, 8, 8, 10, 13, 15, 16, 20]
    #expect(Quantiles.quantile(0.25, ofSorted: numbers) == 7.25)
    #expect(Quantiles.quantile(0.5, ofSorted: numbers) == 9)
    #expect(Quantiles.quantile(0.75, ofSorted: numbers) == 14.5)
    #expect(Quantiles.quantile(0, ofSorted: numbers) == 3)
    #expect(Quantiles.quantile(1, ofSorted: numbers) == 20)
    #expect(Quantiles.quantile(-1, ofSorted: numbers) == 3)
    #expect(Quantiles.quantile(.nan, ofSorted: numbers) == nil)
    #expect(Quantiles.quantile(0.5, ofSorted: []) == nil)
    #expect(Quantiles.quantile(0.9, ofSorted: [5]) == 5)
    #expect(Quantiles.sortedNumbers([.number(2), .null, .number(.nan), .text("1")]) == [1, 2])
  }

  @Test("a summary has a row for each group: its keys, then the aggregates")
  func summary() {
    let result = data.summarized(
      by: ["g"],
      [Aggregate(.count), Aggregate(.mean, of: "v"), Aggregate(.max, of: "v", as: "top")]
    )
    #expect(
      result.summary == [
        "g: texts a b", "count: numbers 4 2", "mean_v: numbers 2.3333333333333335 10",
        "top: numbers 4 10",
      ])
    #expect(data.summarized(by: [], [Aggregate(.count)]).summary == ["count: numbers 6"])
    #expect(Table.empty.summarized(by: [], [Aggregate(.count)]).rowCount == 0)
  }

  @Test("sums of large and small numbers keep their accuracy in means and variances")
  func accuracy() {
    let numbers = (0..<1000).map { 1e9 + Double($0 % 2) }
    let table = Table(columns: [Column("v", .numbers(numbers))], rowCount: 1000)
    let variance = Aggregate(.variancep, of: "v").value(of: Array(0..<1000), in: table).number
    #expect(abs((variance ?? 0) - 0.25) < 1e-6)
    let huge = Table(columns: [Column("v", .numbers([1e308, 1.5e308]))], rowCount: 2)
    #expect(Aggregate(.mean, of: "v").value(of: [0, 1], in: huge) == .number(1.25e308))
  }
}

@Suite("Lineage") struct LineageTests {
  private let file = DataFile(
    text: SourceText(name: "a.csv", text: "v\n1\n2\n3\n4\n"), rowStarts: [2, 4, 6, 8],
    columnNames: ["v"])

  private var table: Table {
    Table(columns: [Column("v", .numbers([1, 2, 3, 4]))], rowCount: 4, lineage: .file(file))
  }

  @Test("rows know the rows of the file that they were made from, through every step")
  func steps() {
    let picked = table.sorted(by: [.init("v", isDescending: true)]).filtered { $0 != 1 }
    #expect((0..<3).map { picked.lineage[$0].map(\.row) } == [[3], [1], [0]])
    let grouped = picked.summarized(by: [], [Aggregate(.sum, of: "v")])
    #expect(grouped.lineage[0].map(\.row) == [3, 1, 0])
    let again = grouped.summarized(by: [], [Aggregate(.max, of: "sum_v")])
    #expect(again.lineage[0].map(\.row) == [3, 1, 0])
    #expect(again.picking([0, 0]).lineage[1].map(\.row) == [3, 1, 0])
    #expect(again.place(ofRow: 0, column: "v")?.label == "a.csv:5:1")
  }

  @Test("tables of several files keep both lineages")
  func several() {
    let other = DataFile(
      text: SourceText(name: "b.csv", text: "v\n9\n"), rowStarts: [2], columnNames: ["v"])
    let below = Lineage.file(file).appending(.file(other), count: 4, otherCount: 1)
    #expect(below[4].map(\.file) == [other])
    let joined = Lineage.file(file).joining(.file(other), pairs: [(0, 0), (1, nil)])
    #expect(joined[0].map(\.file) == [file, other])
    #expect(joined[1].map(\.file) == [file])
    #expect(joined.gathering([[0, 1]])[0].count == 3)
    #expect(Lineage.none.appending(.none, count: 2, otherCount: 2)[0].isEmpty)
  }

  @Test("rows that there are not have no lineage")
  func outside() {
    for lineage in [
      Lineage.none, .picked(file, rows: [1]), .gathered(file, rows: [0, 1], starts: [0, 2]),
      .gathered(file, rows: [], starts: []), .rows([]),
    ] {
      #expect(lineage[-1].isEmpty && lineage[5].isEmpty)
      var visits = 0
      lineage.visit(5) { _, _ in visits += 1 }
      #expect(visits == 0)
      _ = lineage.picking([-1, 7, 0])
      _ = lineage.gathering([[-1, 7], [0]])
    }
  }
}

@Suite("Bootstrap")
struct BootstrapTests {
  @Test("the interval holds the mean, shrinks with more values, and is the same each time")
  func interval() throws {
    let few = [1.0, 2, 3, 4, 5]
    let many = (0..<200).map { few[$0 % 5] }
    let wide = try #require(Bootstrap.interval(ofMeanOf: few))
    let narrow = try #require(Bootstrap.interval(ofMeanOf: many))
    #expect(wide.low < 3 && wide.high > 3 && wide.low >= 1 && wide.high <= 5)
    #expect(narrow.high - narrow.low < (wide.high - wide.low) / 3)
    let again = try #require(Bootstrap.interval(ofMeanOf: few))
    #expect(again.low == wide.low && again.high == wide.high)
    #expect(Bootstrap.interval(ofMeanOf: []) == nil)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the values of a group become one value; the words are Vega's.
public enum AggregateOperation: String, Sendable, Hashable, CaseIterable {
  /// How many rows there are.
  case count
  /// How many values are neither missing nor NaN.
  case valid
  /// How many values are missing.
  case missing
  /// How many different values there are; missing is one of them.
  case distinct
  /// The sum.
  case sum
  /// The product.
  case product
  /// The arithmetic mean.
  case mean
  /// The arithmetic mean.
  case average
  /// The median.
  case median
  /// The lower quartile.
  case q1
  /// The upper quartile.
  case q3
  /// The least value; the first text in order.
  case min
  /// The greatest value; the last text in order.
  case max
  /// The sample variance.
  case variance
  /// The population variance.
  case variancep
  /// The sample standard deviation.
  case stdev
  /// The population standard deviation.
  case stdevp
  /// The standard error of the mean.
  case stderr
  /// The lower bound of the bootstrapped 95 per cent confidence interval of the mean.
  case ci0
  /// Its upper bound.
  case ci1
  /// The row with the least value, as a record.
  case argmin
  /// The row with the greatest value, as a record.
  case argmax
  /// The rows, as a list of records.
  case values

  /// Operations of Vega that a spec cannot ask for: how fast values fade would have to be said, for
  /// which Vega-Lite has no word.
  public static let useless = ["exponential", "exponentialb"]

  /// Whether the result is of the kind of the values, so that it keeps their unit and type.
  public var keepsField: Bool {
    switch self {
    case .sum, .mean, .average, .median, .q1, .q3, .min, .max, .stdev, .stdevp, .stderr, .ci0, .ci1:
      true
    default: false
    }
  }
}

/// One aggregate to be made: what, of which column, under which name.
public struct Aggregate: Sendable, Hashable {
  /// How the values become one.
  public var operation: AggregateOperation
  /// The column of the values; nil for a count of rows.
  public var field: String?
  /// The name of the column that is made.
  public var name: String

  /// Creates an aggregate; without a name it is called as in Vega, `mean_price`.
  public init(_ operation: AggregateOperation, of field: String? = nil, as name: String? = nil) {
    self.operation = operation
    self.field = field
    self.name = name ?? field.map { "\(operation.rawValue)_\($0)" } ?? operation.rawValue
  }

  /// Whether rows without a value count for nothing.
  fileprivate var skipsMissing: Bool {
    switch operation {
    case .count, .values, .missing, .distinct: false
    default: true
    }
  }

  /// The value for some rows of a table, as Vega defines it.
  ///
  /// What is missing and NaN is left out; a text that is not a number makes a sum or a mean NaN.
  /// Null where there is nothing to take a value from; less than two values have no spread, which is
  /// no number and makes no number of what is calculated from it.
  public func value(of rows: some Collection<Int>, in table: Table) -> Value {
    if operation == .count { return .number(Double(rows.count)) }
    if operation == .values { return .list(rows.map { table.record(row: $0) }) }
    let column = field.flatMap { table[$0] }
    return AggregateValues(rows.map { column?[$0] ?? .null }, rows: Array(rows), table: table)
      .value(operation)
  }
}

/// The values of one group.
private struct AggregateValues {
  let all: [Value]
  let rows: [Int]
  let table: Table
  private let numbers: [Double]

  init(_ all: [Value], rows: [Int], table: Table) {
    self.all = all
    self.rows = rows
    self.table = table
    numbers = all.filter(\.isValid).compactMap(\.numeric)
  }

  func value(_ operation: AggregateOperation) -> Value {
    switch operation {
    case .count, .values: .number(Double(all.count))
    case .valid: .number(Double(numbers.count))
    case .missing: .number(Double(all.count { $0.isNull || $0 == .text("") }))
    case .distinct: .number(Double(distinct))
    case .sum: number(numbers.isEmpty ? nil : numbers.reduce(0, +))
    case .product: number(numbers.isEmpty ? nil : numbers.reduce(1, *))
    case .mean, .average: moment(mean)
    case .median: moment(quantile(0.5))
    case .q1: moment(quantile(0.25))
    case .q3: moment(quantile(0.75))
    case .ci0: moment(Bootstrap.interval(ofMeanOf: numbers)?.low)
    case .ci1: moment(Bootstrap.interval(ofMeanOf: numbers)?.high)
    case .min: extreme { $0.compared(with: $1) < 0 }.map { all[$0] } ?? .null
    case .max: extreme { $0.compared(with: $1) > 0 }.map { all[$0] } ?? .null
    case .argmin: extreme { $0.compared(with: $1) < 0 }.map { record($0) } ?? .null
    case .argmax: extreme { $0.compared(with: $1) > 0 }.map { record($0) } ?? .null
    default: number(spread(operation))
    }
  }

  private func record(_ index: Int) -> Value { table.record(row: rows[index]) }

  private func number(_ number: Double?) -> Value { number.map { .number($0) } ?? .null }

  /// A place among the values: a date, if they are dates.
  private func moment(_ number: Double?) -> Value {
    guard let number else { return .null }
    let isDate = all.contains { if case .date = $0 { true } else { false } }
    return isDate ? .date(number) : .number(number)
  }

  private var distinct: Int {
    var seen: Set<Value> = []
    var hasNaN = false
    for value in all {
      if case .number(let number) = value, number.isNaN {
        hasNaN = true
      } else {
        seen.insert(value)
      }
    }
    return seen.count + (hasNaN ? 1 : 0)
  }

  /// The mean by updates, as Vega takes it, so that large values do not overflow.
  private var mean: Double? {
    guard !numbers.isEmpty else { return nil }
    var mean = 0.0
    for (index, number) in numbers.enumerated() { mean += (number - mean) / Double(index + 1) }
    return mean
  }

  private func quantile(_ p: Double) -> Double? {
    Quantiles.quantile(p, ofSorted: numbers.filter { !$0.isNaN }.sorted())
  }

  private func extreme(_ precedes: (Value, Value) -> Bool) -> Int? {
    var best: Int?
    for (index, value) in all.enumerated() where value.isValid {
      guard let known = best else {
        best = index
        continue
      }
      if precedes(value, all[known]) { best = index }
    }
    return best
  }

  /// Variances and what follows from them, by Welford's updates.
  private func spread(_ operation: AggregateOperation) -> Double? {
    guard numbers.count > 1 else { return numbers.isEmpty ? nil : .nan }
    var mean = 0.0
    var squares = 0.0
    for (index, number) in numbers.enumerated() {
      let difference = number - mean
      mean += difference / Double(index + 1)
      squares += difference * (number - mean)
    }
    let count = Double(numbers.count)
    switch operation {
    case .variance: return squares / (count - 1)
    case .variancep: return squares / count
    case .stdev: return (squares / (count - 1)).squareRoot()
    case .stdevp: return (squares / count).squareRoot()
    case .stderr: return (squares / (count * (count - 1))).squareRoot()
    default: return nil
    }
  }
}

extension Value {
  /// Whether the value counts in an aggregate: it is there and is not NaN.
  var isValid: Bool {
    switch self {
    case .null, .text(""): false
    case .number(let number), .date(let number): !number.isNaN
    default: true
    }
  }
}

extension Table {
  /// One row as a record, its columns in order.
  public func record(row: Int) -> Value {
    .record(columns.map { .init($0.name, $0[row]) })
  }

  /// One row for each group of rows that agree in some columns: those columns, then the aggregates.
  ///
  /// Groups come in order of first appearance; each row keeps the lineage of the rows of its group
  /// that at least one aggregate takes a value from. A sum, a mean or an extreme keeps the unit of its column.
  ///
  ///     table.summarized(by: ["region"], [Aggregate(.mean, of: "price")])
  public func summarized(by keys: [String], _ aggregates: [Aggregate]) -> Table {
    let grouping = grouped(by: keys)
    let groups = grouping.groups
    let first = grouping.firstRows
    var result = Table(
      columns: [], rowCount: groups.count, lineage: lineage(of: groups, aggregates))
    for key in keys {
      if let column = self[key] { result.set(column.picking(first)) }
    }
    for aggregate in aggregates {
      let values = groups.map { aggregate.value(of: $0, in: self) }
      let field = aggregate.field.flatMap { self[$0]?.field }
      result.set(
        Column(
          aggregate.name, values: values, field: aggregate.operation.keepsField ? field : nil))
    }
    return result
  }

  /// The lineage of groups of which some aggregates are taken: what is missing gives them nothing.
  private func lineage(
    of groups: some Sequence<some Sequence<Int>>, _ aggregates: [Aggregate]
  ) -> Lineage {
    let idle = Set(rows(withoutValueFor: aggregates))
    if idle.isEmpty { return lineage.gathering(groups) }
    return lineage.gathering(groups.map { rows in rows.filter { !idle.contains($0) } })
  }

  /// The rows that none of some aggregates takes a value from.
  public func rows(withoutValueFor aggregates: [Aggregate]) -> [Int] {
    let columns = aggregates.map { $0.skipsMissing ? $0.field.flatMap { self[$0] } : nil }
    let whole = columns.compactMap { $0 }
    guard !whole.isEmpty, whole.count == aggregates.count else { return [] }
    return (0..<rowCount).filter { row in !whole.contains { $0[row].isValid } }
  }
}

/// An aggregate over rows that come one after the other, for windows that grow.
///
///     var sum = RunningAggregate(Aggregate(.sum, of: "x"), table: table)
///     sum.value(of: rows, in: 0..<3)
///
/// Counts, sums, means and extremes go on from the window before, if it only grew; so that a
/// running sum of a million rows takes a million steps. The others are taken anew for each window.
public struct RunningAggregate {
  private let measure: Aggregate
  private let table: Table
  private let column: Column?
  private var seen = 0..<0
  private var last: Value?
  private var valid = 0
  private var missing = 0
  private var sum = 0.0
  private var product = 1.0
  private var mean = 0.0
  private var extreme: Value?

  /// Creates an aggregate that has seen nothing.
  public init(_ measure: Aggregate, table: Table) {
    self.measure = measure
    self.table = table
    column = measure.field.flatMap { table[$0] }
  }

  /// The value for a part of a list of rows; the list is to be the same in all calls.
  public mutating func value(of rows: [Int], in window: Range<Int>) -> Value {
    if window == seen, let last { return last }
    let value = grows ? grown(rows, window) : measure.value(of: rows[window], in: table)
    (seen, last) = (window, value)
    return value
  }

  private var grows: Bool {
    switch measure.operation {
    case .count, .valid, .missing, .sum, .product, .mean, .average, .min, .max: true
    default: false
    }
  }

  private mutating func grown(_ rows: [Int], _ window: Range<Int>) -> Value {
    if window.lowerBound != seen.lowerBound || window.upperBound < seen.upperBound || last == nil {
      (seen, last) = (window.lowerBound..<window.lowerBound, nil)
      (valid, missing, sum, product, mean, extreme) = (0, 0, 0, 1, 0, nil)
    }
    for position in seen.upperBound..<window.upperBound { add(column?[rows[position]] ?? .null) }
    return result(count: window.count)
  }

  private mutating func add(_ value: Value) {
    guard value.isValid else {
      if value.isNull || value == .text("") { missing += 1 }
      return
    }
    guard let number = value.numeric else { return }
    valid += 1
    sum += number
    product *= number
    mean += (number - mean) / Double(valid)
    let order = extreme.map { value.compared(with: $0) }
    if let order {
      if measure.operation == .min ? order < 0 : order > 0 { extreme = value }
    } else {
      extreme = value
    }
  }

  private func result(count: Int) -> Value {
    switch measure.operation {
    case .count: .number(Double(count))
    case .valid: .number(Double(valid))
    case .missing: .number(Double(missing))
    case .sum: valid > 0 ? .number(sum) : .null
    case .product: valid > 0 ? .number(product) : .null
    case .min, .max: extreme ?? .null
    default: valid == 0 ? .null : isDate ? .date(mean) : .number(mean)
    }
  }

  private var isDate: Bool { if case .date = extreme { true } else { false } }
}

import Diagnostics
import Tables

/// What can be worked out from numbers and columns.
enum ClaimFunction: String, CaseIterable {
  case min, max, sum, mean, median, count, change, share, abs, round
  case percentChange = "percent_change"
  case atMin = "at_min"
  case atMax = "at_max"

  /// How it is written.
  var form: String {
    switch self {
    case .min, .max, .sum, .mean, .median: "\(rawValue)(numbers)"
    case .count: "count(rows)"
    case .change, .percentChange:
      "\(rawValue)(before, after) or column.\(rawValue)(year, year)"
    case .share: "share(part, whole)"
    case .abs: "abs(number)"
    case .round: "round(number, decimals)"
    case .atMin, .atMax: "column.\(rawValue)(other column)"
    }
  }
}

// Claims: functions, written in front of what they are of or behind it: `max(a.b)`, `a.b.max`.
extension ClaimEvaluator {
  mutating func call(
    _ name: Written, _ arguments: [ClaimExpression], at place: Place
  ) throws(ClaimProblem) -> ClaimValue {
    guard let function = ClaimFunction(rawValue: name.text) else {
      throw ClaimProblem(.unknownClaimFunction(name))
    }
    switch function {
    case .min, .max, .sum, .mean, .median:
      return .number(
        ClaimStatistics.value(function, try numbers(arguments, function, at: place)),
        isYear: try isYear(function, arguments))
    case .count: return .number(try count(arguments, at: place), isYear: false)
    case .change, .percentChange:
      let (before, after) = try ends(arguments, function, at: place)
      if function == .change { return .number(after - before, isYear: false) }
      guard before != 0 else { throw ClaimProblem(.claimDividesByZero(at: place)) }
      return .number((after - before) / before * 100, isYear: false)
    case .share:
      try check(arguments, 2...2, function, at: place)
      let part = try sum(of: arguments[0])
      let whole = try sum(of: arguments[1])
      guard whole != 0 else { throw ClaimProblem(.claimDividesByZero(at: arguments[1].place)) }
      return .number(part / whole * 100, isYear: false)
    case .abs:
      try check(arguments, 1...1, function, at: place)
      return .number(Swift.abs(try number(arguments[0])), isYear: false)
    case .round:
      try check(arguments, 1...2, function, at: place)
      let decimals = arguments.count > 1 ? try number(arguments[1]) : 0
      return .number(
        ClaimStatistics.rounded(try number(arguments[0]), to: decimals), isYear: false)
    case .atMin, .atMax: return try other(arguments, function, at: place)
    }
  }

  /// Whether the least or the greatest of some years is asked for, which is a year.
  private mutating func isYear(
    _ function: ClaimFunction, _ arguments: [ClaimExpression]
  ) throws(ClaimProblem) -> Bool {
    guard function == .min || function == .max else { return false }
    for argument in arguments {
      guard case .cells(let cells) = try value(argument),
        data.sources[cells.rows.source].table[cells.column]?.field?.kind == .year
      else { return false }
    }
    return true
  }

  private func check(
    _ arguments: [ClaimExpression], _ counts: ClosedRange<Int>, _ function: ClaimFunction,
    at place: Place
  ) throws(ClaimProblem) {
    guard counts.contains(arguments.count) else {
      throw ClaimProblem(.claimArguments(function, at: place))
    }
  }

  /// All numbers of some columns and values.
  private mutating func numbers(
    _ arguments: [ClaimExpression], _ function: ClaimFunction, at place: Place
  ) throws(ClaimProblem) -> [Double] {
    guard !arguments.isEmpty else { throw ClaimProblem(.claimArguments(function, at: place)) }
    var numbers: [Double] = []
    for argument in arguments {
      if case .cells(let cells) = try value(argument) {
        numbers += try self.numbers(of: cells)
      } else {
        numbers.append(try number(argument))
      }
    }
    return numbers
  }

  private mutating func sum(of argument: ClaimExpression) throws(ClaimProblem) -> Double {
    ClaimStatistics.value(.sum, try numbers([argument], .sum, at: argument.place))
  }

  /// How many rows there are; of a column, how many of its cells are not missing.
  private mutating func count(
    _ arguments: [ClaimExpression], at place: Place
  ) throws(ClaimProblem) -> Double {
    try check(arguments, 1...1, .count, at: place)
    switch try value(arguments[0]) {
    case .rows(let rows):
      let table = data.sources[rows.source].table
      let all = rows.rows ?? Array(0..<table.rowCount)
      let first = table.columnNames.first ?? ""
      note(all, of: ClaimCells(rows: rows, column: first, place: place))
      return Double(all.count)
    case .cells(let cells):
      let table = data.sources[cells.rows.source].table
      let rows = (cells.rows.rows ?? Array(0..<table.rowCount)).filter {
        !(table[cells.column]?[$0].isNull ?? true)
      }
      note(rows, of: cells)
      return Double(rows.count)
    case .number, .text: throw ClaimProblem(.claimArguments(.count, at: place))
    }
  }

  /// The two ends of a change: two numbers, or a column and two years.
  private mutating func ends(
    _ arguments: [ClaimExpression], _ function: ClaimFunction, at place: Place
  ) throws(ClaimProblem) -> (Double, Double) {
    try check(arguments, 2...3, function, at: place)
    guard arguments.count == 3 else {
      return (try number(arguments[0]), try number(arguments[1]))
    }
    func value(in year: ClaimExpression) -> ClaimExpression {
      let condition = ClaimCondition(kind: .alone(year), place: year.place)
      return ClaimExpression(kind: .filter(arguments[0], [condition]), place: year.place)
    }
    return (try number(value(in: arguments[1])), try number(value(in: arguments[2])))
  }

  /// The value of another column in the row where a column is least or greatest.
  private mutating func other(
    _ arguments: [ClaimExpression], _ function: ClaimFunction, at place: Place
  ) throws(ClaimProblem) -> ClaimValue {
    try check(arguments, 2...2, function, at: place)
    let name: Written
    switch arguments[1].kind {
    case .name(let text), .text(let text): name = Written(text, at: arguments[1].place)
    default: throw ClaimProblem(.claimArguments(function, at: place))
    }
    guard case .cells(var cells) = try value(arguments[0]) else {
      throw ClaimProblem(.claimArguments(function, at: place))
    }
    let numbers = try self.numbers(of: cells)
    let source = data.sources[cells.rows.source]
    guard source.table[name.text] != nil else {
      throw ClaimProblem(.unknownClaimColumn(name, in: source.table, source.name))
    }
    let end = ClaimStatistics.value(function == .atMin ? .min : .max, numbers)
    let column = source.table[cells.column]
    let rows = (cells.rows.rows ?? Array(0..<source.table.rowCount)).filter {
      column?[$0].number == end
    }
    cells.rows.rows = rows
    return .cells(ClaimCells(rows: cells.rows, column: name.text, place: place))
  }
}

/// Numbers made of numbers.
enum ClaimStatistics {
  /// The least, the greatest, the sum, the mean or the median of some numbers, of which there is one
  /// at least.
  static func value(_ function: ClaimFunction, _ numbers: [Double]) -> Double {
    switch function {
    case .min: return numbers.min() ?? .nan
    case .max: return numbers.max() ?? .nan
    case .mean: return numbers.reduce(0, +) / Double(numbers.count)
    case .median:
      let sorted = numbers.sorted()
      let middle = sorted.count / 2
      guard sorted.indices.contains(middle) else { return .nan }
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    default: return numbers.reduce(0, +)
    }
  }

  /// A number without the digits that arithmetic adds at its end.
  static func shown(_ number: Double) -> Double {
    var decimals = 9.0
    var rest = number.magnitude
    while rest >= 10, decimals > 0 {
      rest /= 10
      decimals -= 1
    }
    return number.magnitude < 1e-3 ? number : rounded(number, to: decimals)
  }

  /// A number with so many decimals; with fewer than none, in tens, hundreds and so on.
  static func rounded(_ number: Double, to decimals: Double) -> Double {
    let places = max(-300, min(15, decimals.isNaN ? 0 : decimals.rounded()))
    var power = 1.0
    for _ in 0..<Int(places.magnitude) { power *= 10 }
    return places < 0
      ? (number / power).rounded() * power : (number * power).rounded() / power
  }
}

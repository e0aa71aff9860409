import Diagnostics
import Tables

// Claims: which rows meet conditions.
extension ClaimEvaluator {
  /// A condition whose values are known.
  private struct Test {
    var column: String
    var sign: ClaimComparison
    var values: [Value]
    var place: Place

    /// Whether one of the values is what is asked for, so that rows can be looked up.
    var isLookup: Bool { sign == .equal }
  }

  mutating func filtered(
    _ expression: ClaimExpression, _ conditions: [ClaimCondition], at place: Place
  ) throws(ClaimProblem) -> ClaimValue {
    switch try value(expression) {
    case .rows(let rows): return .rows(try filtered(rows, conditions, at: place))
    case .cells(var cells):
      cells.rows = try filtered(cells.rows, conditions, at: place)
      cells.place = place
      return .cells(cells)
    case .number, .text: throw ClaimProblem(.conditionsOnValue(at: expression.place))
    }
  }

  private mutating func filtered(
    _ rows: ClaimRows, _ conditions: [ClaimCondition], at place: Place
  ) throws(ClaimProblem) -> ClaimRows {
    var tests: [Test] = []
    for condition in conditions { tests.append(try test(condition, rows.source)) }
    var left = tests
    var kept = rows.rows ?? []
    if rows.rows == nil {
      kept = candidates(rows.source, &left)
    }
    let table = data.sources[rows.source].table
    for test in left {
      guard let column = table[test.column] else { continue }
      kept = kept.filter { passes(column[$0], test) }
    }
    var result = ClaimRows(source: rows.source, rows: kept, place: place)
    if kept.isEmpty {
      result.emptiness = rows.emptiness ?? emptiness(rows, tests, at: place)
    }
    return result
  }

  /// The rows of the look-up that finds fewest, which is taken from the tests; else all rows.
  private mutating func candidates(_ source: Int, _ tests: inout [Test]) -> [Int] {
    var best: (index: Int, rows: [Int])?
    for (index, test) in tests.enumerated() where test.isLookup {
      let found = rows(of: source, test)
      if found.count < best?.rows.count ?? .max { best = (index, found) }
    }
    guard let best else { return Array(0..<data.sources[source].table.rowCount) }
    tests.remove(at: best.index)
    return best.rows
  }

  private mutating func rows(of source: Int, _ test: Test) -> [Int] {
    var rows: [Int] = []
    for value in test.values { rows += data.rows(of: source, where: test.column, is: value) }
    return test.values.count > 1 ? Array(Set(rows)).sorted() : rows
  }

  private func passes(_ cell: Value, _ test: Test) -> Bool {
    if test.isLookup { return test.values.contains(cell) }
    guard let value = test.values.first else { return false }
    switch (cell, value) {
    case (.number(let a), .number(let b)): return !a.isNaN && test.sign.holds(a, b)
    case (.text(let a), .text(let b)): return test.sign.holds(a, b)
    case (.date(let a), .date(let b)): return test.sign.holds(a, b)
    default: return false
    }
  }

  // MARK: Conditions

  private mutating func test(
    _ condition: ClaimCondition, _ source: Int
  ) throws(ClaimProblem) -> Test {
    switch condition.kind {
    case .comparison(let column, let sign, let expression):
      let found = try self.column(column, source)
      let value = try cell(expression, like: found)
      return Test(column: column.text, sign: sign, values: [value], place: condition.place)
    case .membership(let column, let expressions):
      let found = try self.column(column, source)
      var values: [Value] = []
      for expression in expressions { values.append(try cell(expression, like: found)) }
      return Test(column: column.text, sign: .equal, values: values, place: condition.place)
    case .alone(let expression):
      switch try single(expression) {
      case .number(let number, _):
        let name = try yearColumn(source, at: expression.place)
        return Test(
          column: name, sign: .equal, values: [.number(number)], place: condition.place)
      case .text(let text):
        let name = try keyColumn(source, at: expression.place)
        return Test(column: name, sign: .equal, values: [.text(text)], place: condition.place)
      }
    }
  }

  private func column(_ name: Written, _ source: Int) throws(ClaimProblem) -> Column {
    let table = data.sources[source].table
    guard let column = table[name.text] else {
      throw ClaimProblem(.unknownClaimColumn(name, in: table, data.sources[source].name))
    }
    return column
  }

  /// The column of the years, which need not be named.
  func yearColumn(_ source: Int, at place: Place) throws(ClaimProblem) -> String {
    let table = data.sources[source].table
    let years = table.columns.filter { $0.field?.kind == .year }.map(\.name)
    if let only = years.first, years.count == 1 { return only }
    if years.isEmpty, table["year"] != nil { return "year" }
    throw ClaimProblem(.noYearColumn(data.sources[source].name, years, at: place))
  }

  /// The column that alone tells the rows apart.
  private func keyColumn(_ source: Int, at place: Place) throws(ClaimProblem) -> String {
    let table = data.sources[source].table
    let keys = table.lineage.files.first?.resource?.primaryKey ?? []
    if let only = keys.first, keys.count == 1 { return only }
    throw ClaimProblem(.noKeyColumn(data.sources[source].name, keys, at: place))
  }

  /// A value to compare cells of a column with.
  private mutating func cell(
    _ expression: ClaimExpression, like column: Column
  ) throws(ClaimProblem) -> Value {
    let value = try single(expression)
    switch (column.cells, value) {
    case (.numbers, .number(let number, _)): return .number(number)
    case (.texts, .text(let text)): return .text(text)
    case (.values, .number(let number, _)): return .number(number)
    case (.values, .text(let text)): return .text(text)
    case (.bools, .text("true")): return .bool(true)
    case (.bools, .text("false")): return .bool(false)
    case (.dates, .text(let text)):
      // A day is found by its text, as it stands in ISO 8601.
      for row in 0..<column.count where column[row].text == text { return column[row] }
      throw ClaimProblem(.noSuchCell(text, column.name, near: nil, at: expression.place))
    case (.numbers, .text), (.texts, .number), (.bools, _), (.dates, .number):
      throw ClaimProblem(.claimComparesKinds(column, at: expression.place))
    }
  }

  /// Why no row is left: a value that is nowhere, or conditions that do not meet.
  private mutating func emptiness(
    _ rows: ClaimRows, _ tests: [Test], at place: Place
  ) -> Diagnostic {
    let source = data.sources[rows.source]
    for test in tests where test.isLookup && self.rows(of: rows.source, test).isEmpty {
      guard let value = test.values.first, let column = source.table[test.column] else { continue }
      var near: String?
      if case .text(let text) = value, case .texts(_, let pool) = column.cells {
        near = Suggestion.nearest(to: text, in: pool)
      }
      return .noSuchCell(value.text, test.column, near: near, at: test.place)
    }
    return .noRows(source.name, at: place)
  }
}

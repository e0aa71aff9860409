import Diagnostics
import Notation
import Tables

/// A test of rows, as Vega-Lite's predicates have it.
indirect enum Predicate {
  case always
  case never
  case expression(Expression)
  case not(Predicate)
  case all([Predicate])
  case any([Predicate])
  case equal(String, Value)
  case oneOf(String, Set<Value>)
  case compare(String, Comparison, Value)
  case range(String, low: Value, high: Value)
  case valid(String, Bool)

  /// How a value is compared.
  enum Comparison: String, CaseIterable { case lt, lte, gt, gte }

  /// Reads a predicate; nil after an error that is in the log.
  static func read(_ node: Node, table: Table, log: inout DiagnosticLog) -> Predicate? {
    if let text = node.string {
      return readExpression(text, node, table, &log)
    }
    if let inner = node["not"] { return read(inner, table: table, log: &log).map { .not($0) } }
    if let parts = (node["and"] ?? node["or"])?.elements {
      let tests = parts.map { read($0, table: table, log: &log) }
      guard tests.allSatisfy({ $0 != nil }) else { return nil }
      return node["and"] != nil ? .all(tests.compactMap { $0 }) : .any(tests.compactMap { $0 })
    }
    if node["param"] != nil || node["selection"] != nil {
      return node["empty"]?.bool == false ? .never : .always
    }
    return readField(node, table: table, log: &log)
  }

  private static func readExpression(
    _ text: String, _ node: Node, _ table: Table, _ log: inout DiagnosticLog
  ) -> Predicate? {
    guard let expression = Expression.parse(text, place: node.place, log: &log) else { return nil }
    guard !table.columns.isEmpty else { return .expression(expression) }
    for field in expression.fieldsUsed where table[field] == nil {
      log.add(.unknownField(FieldName(name: field, place: node.place), in: table))
    }
    return .expression(expression)
  }

  private static let known = [
    "field", "equal", "lt", "lte", "gt", "gte", "range", "oneOf", "valid", "timeUnit", "and", "or",
    "not", "param", "empty", "selection",
  ]

  private static func readField(
    _ node: Node, table: Table, log: inout DiagnosticLog
  ) -> Predicate? {
    guard let members = node.members else {
      log.add(.wrongKind(node, expected: "a predicate: an expression or {field, equal: …}"))
      return nil
    }
    for member in members where !known.contains(member.key) {
      log.add(.unknownProperty(member, of: "a predicate", known: known))
    }
    guard let field = node["field"], let name = field.string else {
      log.add(.predicateNeedsField(node))
      return nil
    }
    if node["timeUnit"] != nil {
      log.add(.unsupported("'timeUnit'", at: node.place, isLenient: false))
      return nil
    }
    if table[name] == nil, !table.columns.isEmpty {
      log.add(.unknownField(FieldName(name: name, place: field.place), in: table))
      return nil
    }
    return test(of: name, node, &log)
  }

  private static func test(
    of name: String, _ node: Node, _ log: inout DiagnosticLog
  ) -> Predicate? {
    var reader = SpecReader()
    defer { log.add(contentsOf: reader.log) }
    func scalar(_ node: Node) -> Value? { ScalarSpec.read(node, &reader)?.value }
    if let equal = node["equal"] { return scalar(equal).map { .equal(name, $0) } }
    if let values = node["oneOf"] {
      return [ScalarSpec].read(values, &reader).map { .oneOf(name, Set($0.map(\.value))) }
    }
    if let flag = node["valid"]?.bool { return .valid(name, flag) }
    if let range = node["range"]?.elements, range.count == 2, let low = scalar(range[0]),
      let high = scalar(range[1])
    {
      return .range(name, low: low, high: high)
    }
    for comparison in Comparison.allCases {
      if let bound = node[comparison.rawValue] {
        return scalar(bound).map { .compare(name, comparison, $0) }
      }
    }
    reader.log.add(.predicateNeedsTest(node))
    return nil
  }

  /// The test as a function of the rows of a table.
  func test(on table: Table) -> (Int) -> Bool {
    switch self {
    case .always: return { _ in true }
    case .never: return { _ in false }
    case .expression(let expression):
      let values = expression.values(for: table)
      return { row in row < values.count && JS.isTruthy(values[row]) }
    case .not(let inner):
      let test = inner.test(on: table)
      return { !test($0) }
    case .all(let parts):
      let tests = parts.map { $0.test(on: table) }
      return { row in tests.allSatisfy { $0(row) } }
    case .any(let parts):
      let tests = parts.map { $0.test(on: table) }
      return { row in tests.contains { $0(row) } }
    case .equal(let name, let value): return column(name, table) { $0 == value }
    case .oneOf(let name, let values): return column(name, table) { values.contains($0) }
    case .range(let name, let low, let high):
      return column(name, table) { value in
        (low.isNull || value.isAtLeast(low)) && (high.isNull || high.isAtLeast(value))
      }
    case .compare(let name, let comparison, let bound):
      return column(name, table) { $0.satisfies(comparison, bound) }
    case .valid(let name, let flag):
      return column(name, table) { value in
        (!value.isNull && !(value.number?.isNaN ?? false)) == flag
      }
    }
  }

  private func column(
    _ name: String, _ table: Table, _ test: @escaping (Value) -> Bool
  ) -> (Int) -> Bool {
    let column = table[name]
    return { row in test(column?[row] ?? .null) }
  }
}

extension Value {
  fileprivate func isAtLeast(_ other: Value) -> Bool { satisfies(.gte, other) }

  fileprivate func satisfies(_ comparison: Predicate.Comparison, _ bound: Value) -> Bool {
    if let a = number, let b = bound.number {
      switch comparison {
      case .lt: return a < b
      case .lte: return a <= b
      case .gt: return a > b
      case .gte: return a >= b
      }
    }
    guard case .text(let a) = self, case .text(let b) = bound else { return false }
    switch comparison {
    case .lt: return a < b
    case .lte: return a <= b
    case .gt: return a > b
    case .gte: return a >= b
    }
  }
}

extension Diagnostic {
  static func predicateNeedsField(_ node: Node) -> Diagnostic {
    .error(
      "missing-property", "this predicate has no 'field'", at: node.place.head,
      why: "a predicate is an expression, {field, equal: …}, {and: […]}, {or: […]} or {not: …}")
  }

  static func predicateNeedsTest(_ node: Node) -> Diagnostic {
    .error(
      "missing-property", "this predicate tests nothing", at: node.place.head,
      why: "it has one of 'equal', 'lt', 'lte', 'gt', 'gte', 'range', 'oneOf' and 'valid'")
  }
}

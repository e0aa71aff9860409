import Diagnostics
import Notation
import Tables

/// A test of rows, as Vega-Lite's predicates have it.
indirect enum Predicate: SchemaDescribed {
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
  /// A test of the time unit of a field.
  case gathered(TimeUnit, String, Predicate)

  /// How a value is compared.
  enum Comparison: String, CaseIterable { case lt, lte, gt, gte }

  /// An expression, a test of a field, or tests put together.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      let part = Predicate.schema(&definitions)
      let field = fieldSchema(&definitions)
      let others = compositions.map { key, further in
        let value: SchemaNode =
          switch key {
          case "and", "or": .array(part)
          case "not": part
          case "param": .string
          default: .anything
          }
        var object = SchemaObject(required: [key])
        object.properties = [.init(name: key, doc: "", schema: value)]
        object.properties += further.map { .init(name: $0, doc: "", schema: .boolean) }
        return SchemaNode.object(object)
      }
      return .anyOf([.string, field] + others)
    }
  }

  /// The keys of predicates that are no test of a field, with what may stand beside each.
  private static let compositions: KeyValuePairs<String, [String]> = [
    "not": [], "and": [], "or": [], "param": ["empty"], "selection": ["empty"],
  ]

  /// Reports what stands beside such a key and does not belong there.
  private static func checkKeys(of node: Node, _ log: inout DiagnosticLog) {
    guard let (key, further) = compositions.first(where: { node[$0.key] != nil }) else { return }
    var reader = SpecReader()
    reader.checkKeys(of: node, [key] + further, noun: "a predicate with '\(key)'")
    for member in node.members ?? [] where further.contains(member.key) {
      _ = reader.reading(member) { Bool.read($0, &$1) }
    }
    log.add(contentsOf: reader.log)
  }

  /// One test of a field.
  private static func fieldSchema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define("FieldPredicate") { definitions in
      let value = ScalarSpec.schema(&definitions), unit = TimeUnitSpec.schema(&definitions)
      var object = SchemaObject(required: ["field"])
      object.properties = [
        .init(name: "field", doc: "The field.", schema: .string),
        .init(name: "timeUnit", doc: "The part of its moments that counts.", schema: unit),
      ]
      object.properties += tests.map { name, doc in
        let schema: SchemaNode =
          switch name {
          case "oneOf": .array(value)
          case "valid": .boolean
          case "range": .array(value, count: 2...2)
          default: value
          }
        return .init(name: name, doc: doc, schema: schema)
      }
      object.choices = tests.map { [$0.key] }
      return .object(object)
    }
  }

  /// Reads a predicate; nil after an error that is in the log.
  static func read(
    _ node: Node, table: Table, parameters: Parameters, log: inout DiagnosticLog
  ) -> Predicate? {
    if let text = node.string {
      return readExpression(text, node, table, parameters, &log)
    }
    checkKeys(of: node, &log)
    if let inner = node["not"] {
      return read(inner, table: table, parameters: parameters, log: &log).map { .not($0) }
    }
    if let parts = (node["and"] ?? node["or"])?.elements {
      let tests = parts.map { read($0, table: table, parameters: parameters, log: &log) }
      guard tests.allSatisfy({ $0 != nil }) else { return nil }
      return node["and"] != nil ? .all(tests.compactMap { $0 }) : .any(tests.compactMap { $0 })
    }
    if let name = node["param"], let text = name.string {
      return parameters.test(
        text, empty: node["empty"]?.bool ?? true, at: name.place, log: &log)
    }
    if node["selection"] != nil { return node["empty"]?.bool == false ? .never : .always }
    return readField(node, table: table, log: &log)
  }

  private static func readExpression(
    _ text: String, _ node: Node, _ table: Table, _ parameters: Parameters,
    _ log: inout DiagnosticLog
  ) -> Predicate? {
    guard
      let expression = Expression.parse(
        text, place: node.place, parameters: parameters, log: &log)
    else { return nil }
    let unknown = expression.unknownFields(in: table, at: node.place)
    for field in unknown { log.add(.unknownField(field, in: table)) }
    return unknown.isEmpty ? .expression(expression) : nil
  }

  private static let known =
    ["field", "timeUnit"] + tests.map(\.key) + compositions.map(\.key)

  private static func readField(
    _ node: Node, table: Table, log: inout DiagnosticLog
  ) -> Predicate? {
    guard let members = node.members else {
      log.add(.wrongKind(node, expected: "a predicate: an expression or {field, equal: …}"))
      return nil
    }
    let unknown = members.filter { !known.contains($0.key) }
    for member in unknown {
      log.add(.unknownProperty(member, of: "a predicate", known: known))
    }
    guard let field = node["field"], let name = field.string else {
      if unknown.isEmpty { log.add(.predicateNeedsField(node)) }
      return nil
    }
    let isKnown = table.column(atPath: name) != nil || table.columns.isEmpty
    if !isKnown { log.add(.unknownField(FieldName(name: name, place: field.place), in: table)) }
    let found = members.filter { member in tests.contains { $0.key == member.key } }
    guard let member = found.first else {
      if unknown.isEmpty { log.add(.predicateNeedsTest(node)) }
      return nil
    }
    if found.count > 1 { log.add(.severalTests(found[1])) }
    var reader = SpecReader()
    let unit = node.member("timeUnit").flatMap { reader.reading($0) { TimeUnitSpec.read($0, &$1) } }
    let result = reader.reading(member) { test(member.key, of: name, $0, &$1) }
    log.add(contentsOf: reader.log)
    guard isKnown, let result else { return nil }
    guard let unit = unit?.unit else { return result }
    return .gathered(unit, name, result.gathered(by: unit))
  }

  /// The tests of a field and what each asks.
  private static let tests: KeyValuePairs = [
    "equal": "The value that it has.", "oneOf": "The values of which it has one.",
    "valid": "Whether it is neither null nor NaN.", "range": "The bounds, both of them within.",
    "lt": "What it is less than.", "lte": "What it is at most.", "gt": "What it is greater than.",
    "gte": "What it is at least.",
  ]

  private static func test(
    _ key: String, of name: String, _ node: Node, _ reader: inout SpecReader
  ) -> Predicate? {
    switch key {
    case "oneOf":
      return [ScalarSpec].read(node, &reader).map { .oneOf(name, Set($0.map(\.value))) }
    case "valid": return Bool.read(node, &reader).map { .valid(name, $0) }
    case "range":
      guard let range = node.elements, range.count == 2 else {
        reader.mismatch(node, expected: "a list of two values")
        return nil
      }
      guard let low = ScalarSpec.read(range[0], &reader),
        let high = ScalarSpec.read(range[1], &reader)
      else { return nil }
      return .range(name, low: low.value, high: high.value)
    default:
      guard let value = ScalarSpec.read(node, &reader)?.value else { return nil }
      return Comparison(rawValue: key).map { .compare(name, $0, value) } ?? .equal(name, value)
    }
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
    case .equal(let name, let value):
      return column(name, table) { $0.read(like: value) == value }
    case .oneOf(let name, let values):
      let sample = values.first { !$0.isNull } ?? .null
      return column(name, table) { values.contains($0) || values.contains($0.read(like: sample)) }
    case .range(let name, let low, let high):
      let sample = low.isNull ? high : low
      return column(name, table) { value in
        let value = value.read(like: sample)
        return (low.isNull || value.isAtLeast(low)) && (high.isNull || high.isAtLeast(value))
      }
    case .compare(let name, let comparison, let bound):
      return column(name, table) { $0.read(like: bound).satisfies(comparison, bound) }
    case .gathered(let unit, let name, let inner):
      var gathered = table
      if var moments = table.column(atPath: name)?.converted(to: .date(.lenient)).column {
        moments.name = name
        gathered.set(moments)
      }
      gathered.add(unit, of: name, as: (name, "\(unit.name)_\(name)_end"))
      return inner.test(on: gathered)
    case .valid(let name, let flag):
      return column(name, table) { value in
        (!value.isNull && JS.number(value).isFinite) == flag
      }
    }
  }

  private func column(
    _ name: String, _ table: Table, _ test: @escaping (Value) -> Bool
  ) -> (Int) -> Bool {
    let column = table.column(atPath: name)
    return { row in test(column?[row] ?? .null) }
  }
}

extension Predicate {
  /// The test with its values as moments of a time unit: 1958 is a year, 3 is March.
  fileprivate func gathered(by unit: TimeUnit) -> Predicate {
    switch self {
    case .equal(let name, let value): .equal(name, unit.moment(of: value))
    case .oneOf(let name, let values): .oneOf(name, Set(values.map(unit.moment)))
    case .compare(let name, let comparison, let value):
      .compare(name, comparison, unit.moment(of: value))
    case .range(let name, let low, let high):
      .range(name, low: unit.moment(of: low), high: unit.moment(of: high))
    default: self
    }
  }
}

extension Value {
  /// The value as one of the kind that it is compared with: the number or the moment that a text
  /// names, the text of a number.
  fileprivate func read(like other: Value) -> Value {
    switch (self, other) {
    case (.text(let text), .date): DateParsing.lenient(text).map { .date($0) } ?? .null
    case (.text(let text), .number): text.isEmpty ? .null : .number(JSNumber.number(text))
    case (.number, .text): .text(text)
    default: self
    }
  }

  fileprivate func isAtLeast(_ other: Value) -> Bool { satisfies(.gte, other) }

  fileprivate func satisfies(_ comparison: Predicate.Comparison, _ bound: Value) -> Bool {
    // As in JavaScript: what is missing counts as zero, and nothing compares with what is no number.
    switch comparison {
    case .lt: return JS.isLess(self, bound) ?? false
    case .lte: return JS.isLess(bound, self).map { !$0 } ?? false
    case .gt: return JS.isLess(bound, self) ?? false
    case .gte: return JS.isLess(self, bound).map { !$0 } ?? false
    }
  }
}

extension Diagnostic {
  static func severalTests(_ member: Node.Member) -> Diagnostic {
    .error(
      "several-tests", "this predicate has a second test, '\(member.key)'", at: member.keyPlace,
      why: "a predicate is one test", hint: "write {and: [{…}, {…}]}, or 'range' for two bounds")
  }

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

import Diagnostics
import Notation

// Reads the constraints of a field, each of which is for some types alone.
extension DataPackageReader {
  mutating func readConstraints(_ node: Node, into field: inout FieldDescriptor) {
    guard let members = node.members else {
      log.add(.wrongKind("'constraints'", "an object", node))
      return
    }
    for member in members where applies(member, to: field) {
      switch member.key {
      case "required": field.required = flag(member) ?? false
      case "unique": field.unique = flag(member) ?? false
      case "enum": field.enumeration = list("enum", of: node).map(\.constraintText)
      case "minimum": field.minimum = limit(member, of: field)
      case "maximum": field.maximum = limit(member, of: field)
      case "exclusiveMinimum": field.exclusiveMinimum = limit(member, of: field)
      case "exclusiveMaximum": field.exclusiveMaximum = limit(member, of: field)
      case "minLength": field.minLength = length(member)
      case "maxLength": field.maxLength = length(member)
      case "pattern": field.pattern = pattern(member)
      case "jsonSchema": log.add(.unsupported("the constraint 'jsonSchema'", at: member.keyPlace))
      default:
        log.add(
          .unknownConstraint(member.key, among: KnownProperties.constraints, at: member.keyPlace))
      }
    }
    compareLimits(node, of: field)
  }

  /// Whether a constraint is for the type of a field; one that is not is told, and not checked.
  private mutating func applies(_ member: Node.Member, to field: FieldDescriptor) -> Bool {
    let fits =
      switch member.key {
      case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum": field.isOrdered
      case "minLength", "maxLength": [.string, .array, .object, .list, .any].contains(field.kind)
      case "pattern": [.string, .any].contains(field.kind)
      case "jsonSchema": [.array, .object].contains(field.kind)
      default: true
      }
    if !fits { log.add(.constraintOfOtherType(member.key, field.kind, at: member.keyPlace)) }
    return fits && !member.value.isNull
  }

  /// Values that are listed for a field, which restrict it like `enum`.
  mutating func readCategories(of node: Node, into field: inout FieldDescriptor) {
    guard let categories = node.member("categories"), !categories.value.isNull else { return }
    guard field.kind == .string || field.kind == .integer || field.kind == .any else {
      log.add(
        .propertyOfOtherType(
          "categories", [.string, .integer], field.kind, at: categories.keyPlace))
      return
    }
    let values = list("categories", of: node).map { ($0["value"] ?? $0).constraintText }
    for value in field.enumeration ?? [] where !values.contains(value) {
      log.add(.enumOutsideCategories(value, at: categories.keyPlace))
    }
    field.enumeration = field.enumeration ?? values
  }

  private mutating func pattern(_ member: Node.Member) -> TextPattern? {
    guard let text = member.value.string else {
      log.add(.wrongKind("'pattern'", "a string", member.value))
      return nil
    }
    let pattern = TextPattern(text)
    if pattern == nil { log.add(.badPattern(text, at: member.value.place)) }
    return pattern
  }

  private mutating func length(_ member: Node.Member) -> Int? {
    let length = member.value.integer.flatMap { $0 < 0 ? nil : $0 }
    if length == nil {
      log.add(.wrongKind("'\(member.key)'", "a whole number, 0 or more", member.value))
    }
    return length
  }

  private mutating func limit(_ member: Node.Member, of field: FieldDescriptor) -> Value? {
    if field.kind == .time {
      if let text = member.value.string, TextRule.time(nil).accepts(.text(text)) {
        return .text(text)
      }
      log.add(.wrongKind("'\(member.key)'", "a time of day (hh:mm:ss)", member.value))
      return nil
    }
    if let notation = field.yearNotation, let text = member.value.string,
      let span = YearSpan(text, notation)
    {
      return .number(span.year)
    }
    let type = field.yearNotation == nil ? field.columnType ?? .number : .year
    if let number = member.value.number, !type.isDate { return .number(number) }
    if let text = member.value.string, let number = type.number(in: text) {
      return type.isDate ? .date(number) : .number(number)
    }
    // A limit may be written as program code does, however the cells are written.
    if let text = member.value.string, type.isNumber, let number = NumberParsing.double(text) {
      return .number(number)
    }
    log.add(.wrongKind("'\(member.key)'", type.columnPhrase, member.value))
    return nil
  }

  /// Reports limits that leave no value.
  private mutating func compareLimits(_ node: Node, of field: FieldDescriptor) {
    if let low = field.minimum?.number, let high = field.maximum?.number, low > high,
      let member = node.member("maximum")
    {
      log.add(.limitsCross("maximum", "minimum", at: member.keyPlace))
    }
    if let low = field.minLength, let high = field.maxLength, low > high,
      let member = node.member("maxLength")
    {
      log.add(.limitsCross("maxLength", "minLength", at: member.keyPlace))
    }
  }
}

extension ColumnType {
  var isDate: Bool { if case .date = self { true } else { false } }
}

extension Node {
  /// A value of an enumeration as the text of a cell.
  fileprivate var constraintText: String {
    switch value {
    case .string(let text): text
    case .number(let number): NumberText.text(of: number)
    case .bool(let flag): flag ? "true" : "false"
    default: ""
    }
  }
}

extension Diagnostic {
  static func constraintOfOtherType(
    _ name: String, _ kind: FieldDescriptor.Kind, at place: Place
  ) -> Diagnostic {
    .warning(
      "unchecked-property",
      "the constraint '\(name)' is not for the type '\(kind.rawValue)', and not checked", at: place)
  }

  static func enumOutsideCategories(_ value: String, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'\(Tally.shown(value))' is in 'enum', but not among the 'categories'",
      at: place, why: "'enum' may only leave some of the categories out")
  }

  static func limitsCross(_ high: String, _ low: String, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'\(high)' is less than '\(low)', so that no value is allowed", at: place)
  }

  static func unknownConstraint(
    _ name: String, among names: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-constraint", "'\(name)' is not a constraint of Table Schema", at: place,
      why: "the constraints are \(Suggestion.list(names, limit: names.count))",
      hint: Suggestion.hint(for: name, in: names))
  }

  static func badPattern(_ pattern: String, at place: Place) -> Diagnostic {
    .error(
      "bad-pattern", "'\(Tally.shown(pattern))' is not a pattern that can be checked", at: place,
      why: "literals, '.', classes, groups, '|', '?', '*', '+' and '{m,n}' are read")
  }
}

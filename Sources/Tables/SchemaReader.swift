import Diagnostics
import Notation

// Reads Table Schema: the columns of one resource, their types and their constraints.
extension DataPackageReader {
  /// The types of Table Schema that are known, but not read.
  private static let laterTypes = [
    "array", "duration", "geojson", "geopoint", "list", "object", "time", "yearmonth",
  ]
  private static let constraintNames = [
    "required", "unique", "enum", "minimum", "maximum", "pattern",
  ]
  private static let laterConstraints = [
    "minLength", "maxLength", "exclusiveMinimum", "exclusiveMaximum", "jsonSchema",
  ]

  mutating func readSchema(_ node: Node, into resource: inout ResourceDescriptor) {
    guard node.members != nil else {
      log.add(
        node.string == nil
          ? .wrongKind("'schema'", "an object", node)
          : .unsupported("a schema in a file of its own", at: node.place))
      return
    }
    if node["missingValues"] != nil {
      resource.missingValues = strings("missingValues", of: node).map(\.text)
    }
    for element in list("fields", of: node) {
      guard let field = field(element) else { continue }
      if let first = resource.field(field.name)?.place {
        log.add(.duplicateField(field.name, at: field.place ?? element.place, first: first))
      } else {
        resource.fields.append(field)
      }
    }
    resource.primaryKey = strings("primaryKey", of: node).compactMap { name, place in
      known(name, in: resource, at: place) ? name : nil
    }
    for field in list("fields", of: node) {
      if let unitField = string("unitField", of: field), let place = field["unitField"]?.place {
        _ = known(unitField, in: resource, at: place)
      }
    }
  }

  private mutating func known(
    _ name: String, in resource: ResourceDescriptor, at place: Place
  ) -> Bool {
    if resource.field(name) != nil { return true }
    log.add(.unknownField(name, in: resource, at: place))
    return false
  }

  // MARK: Fields

  private mutating func field(_ node: Node) -> FieldDescriptor? {
    guard node.members != nil else {
      log.add(.wrongKind("a field", "an object", node))
      return nil
    }
    guard let name = required("name", of: node, in: "a field") else { return nil }
    var field = FieldDescriptor(name: name)
    field.place = node["name"]?.place
    if let type = string("type", of: node) { field.kind = kind(type, at: node["type"]?.place) }
    field.title = string("title", of: node)
    field.unit = string("unit", of: node)
    field.unitField = string("unitField", of: node)
    if node["trueValues"] != nil {
      field.trueValues = strings("trueValues", of: node).map(\.text)
    }
    if node["falseValues"] != nil {
      field.falseValues = strings("falseValues", of: node).map(\.text)
    }
    readFormat(of: node, into: &field)
    if let constraints = node["constraints"] { readConstraints(constraints, into: &field) }
    return field
  }

  private mutating func kind(_ type: String, at place: Place?) -> FieldDescriptor.Kind {
    if let kind = FieldDescriptor.Kind(rawValue: type) { return kind }
    if Self.laterTypes.contains(type) {
      log.add(.unsupported("the type '\(type)'", at: place))
    } else {
      log.add(.unknownType(type, at: place))
    }
    return .any
  }

  private mutating func readFormat(of node: Node, into field: inout FieldDescriptor) {
    for key in ["decimalChar", "groupChar"] where field.kind == .number || field.kind == .integer {
      if let mark = string(key, of: node), !(key == "decimalChar" && mark == ".") {
        log.add(.unsupported("'\(key)'", at: node[key]?.place))
      }
    }
    guard let format = string("format", of: node), format != "default" else { return }
    switch field.kind {
    case .date, .datetime:
      if format == "any" {
        field.dateFormat = .lenient
      } else if let pattern = TimePattern(format) {
        field.dateFormat = .pattern(pattern)
      } else {
        log.add(.badDatePattern(format, at: node["format"]?.place))
      }
    default: log.add(.uncheckedFormat(format, at: node["format"]?.place))
    }
  }

  private mutating func readConstraints(_ node: Node, into field: inout FieldDescriptor) {
    guard let members = node.members else {
      log.add(.wrongKind("'constraints'", "an object", node))
      return
    }
    for member in members {
      switch member.key {
      case "required": field.required = flag(member) ?? false
      case "unique": field.unique = flag(member) ?? false
      case "enum": field.enumeration = list("enum", of: node).map(\.constraintText)
      case "minimum": field.minimum = limit(member, of: field)
      case "maximum": field.maximum = limit(member, of: field)
      case "pattern": field.pattern = pattern(member)
      case let name where Self.laterConstraints.contains(name):
        log.add(.unsupported("the constraint '\(name)'", at: member.keyPlace))
      default:
        log.add(.unknownConstraint(member.key, among: Self.constraintNames, at: member.keyPlace))
      }
    }
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

  private mutating func limit(_ member: Node.Member, of field: FieldDescriptor) -> Value? {
    let type = field.columnType ?? .number
    if let number = member.value.number, !type.isDate { return .number(number) }
    if let text = member.value.string, let number = type.number(in: text) {
      return type.isDate ? .date(number) : .number(number)
    }
    log.add(.wrongKind("'\(member.key)'", type.columnPhrase, member.value))
    return nil
  }

  // MARK: Foreign keys

  mutating func readForeignKey(_ node: Node, ofResource index: Int) {
    guard package.resources.indices.contains(index) else { return }
    let resource = package.resources[index]
    guard let reference = node["reference"] else {
      log.add(.missingProperty("reference", in: "a foreign key", at: node.place))
      return
    }
    let fields = strings("fields", of: node).filter { known($0.text, in: resource, at: $0.place) }
    let name = string("resource", of: reference) ?? ""
    guard let target = name.isEmpty ? resource : package.resource(named: name) else {
      log.add(
        .unknownResource(
          name, among: package.resources.map(\.name),
          at: reference["resource"]?.place ?? reference.place))
      return
    }
    let targets = strings("fields", of: reference).filter {
      target.fields.isEmpty || known($0.text, in: target, at: $0.place)
    }
    guard fields.count == targets.count, !fields.isEmpty else {
      if fields.count == strings("fields", of: node).count,
        targets.count == strings("fields", of: reference).count
      {
        log.add(.unevenKey(fields.count, targets.count, at: node.place))
      }
      return
    }
    let key = ResourceDescriptor.ForeignKey(
      fields: fields.map(\.text), resource: name, referencedFields: targets.map(\.text),
      place: node.place)
    package.resources[index].foreignKeys.append(key)
    tie(key, to: target, ofResource: index)
  }

  /// Notes a key of one column at that column too.
  private mutating func tie(
    _ key: ResourceDescriptor.ForeignKey, to target: ResourceDescriptor, ofResource index: Int
  ) {
    guard key.fields.count == 1, let name = key.fields.first,
      let there = key.referencedFields.first,
      let position = package.resources[index].fields.firstIndex(where: { $0.name == name }),
      package.resources[index].fields[position].reference == nil
    else { return }
    package.resources[index].fields[position].reference = .init(
      resource: target.name, field: there, file: target.file)
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
  static func unknownType(_ type: String, at place: Place?) -> Diagnostic {
    let known = FieldDescriptor.Kind.allCases.map(\.rawValue)
    return .error(
      "unknown-type", "'\(type)' is not a type of Table Schema", at: place,
      why: "the types that are read are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: type, in: known))
  }

  static func duplicateField(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-field", "the field '\(name)' is described twice", at: place,
      notes: [.init("first described here", at: first)])
  }

  static func unknownField(
    _ name: String, in resource: ResourceDescriptor, at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-field", "'\(resource.name)' has no field '\(name)'", at: place,
      why: "its fields are \(Suggestion.list(resource.fields.map(\.name)))",
      hint: Suggestion.hint(for: name, in: resource.fields.map(\.name)))
  }

  static func unknownResource(
    _ name: String, among names: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-resource", "the package has no resource '\(name)'", at: place,
      why: "its resources are \(Suggestion.list(names))",
      hint: Suggestion.hint(for: name, in: names))
  }

  static func unevenKey(_ here: Int, _ there: Int, at place: Place) -> Diagnostic {
    .error(
      "package-value", "a foreign key ties \(Tally.phrase(here, "field", "fields")) to \(there)",
      at: place, why: "each field is tied to one of the other resource")
  }

  static func unknownConstraint(
    _ name: String, among names: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-constraint", "'\(name)' is not a constraint of Table Schema", at: place,
      why: "the constraints that are read are \(Suggestion.list(names))",
      hint: Suggestion.hint(for: name, in: names))
  }

  static func badPattern(_ pattern: String, at place: Place) -> Diagnostic {
    .error(
      "bad-pattern", "'\(Tally.shown(pattern))' is not a pattern that can be checked", at: place,
      why: "literals, '.', classes, groups, '|', '?', '*', '+' and '{m,n}' are read")
  }

  static func badDatePattern(_ pattern: String, at place: Place?) -> Diagnostic {
    .error(
      "bad-pattern", "'\(Tally.shown(pattern))' is not a pattern of dates", at: place,
      why: "a pattern is made of directives such as '%Y', '%m' and '%d'")
  }

  static func uncheckedFormat(_ format: String, at place: Place?) -> Diagnostic {
    .warning(
      "unchecked-format", "the format '\(Tally.shown(format))' is not checked", at: place)
  }
}

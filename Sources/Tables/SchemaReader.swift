import Diagnostics
import Notation

// Reads Table Schema: the columns of one resource and their types.
extension DataPackageReader {
  mutating func readSchema(_ node: Node, into resource: inout ResourceDescriptor) {
    warnOfUnknown(in: node, known: KnownProperties.schema, what: "a schema")
    if let missing = missingValues(of: node) { resource.missingValues = missing }
    resource.fieldsMatch = fieldsMatch(of: node)
    var places: [String: Place] = [:]
    for element in list("fields", of: node) {
      guard let field = field(element) else { continue }
      if let first = places[field.name] {
        log.add(.duplicateField(field.name, at: field.place ?? element.place, first: first))
      } else {
        resource.fields.append(field)
        places[field.name] = field.place ?? element.place
      }
    }
    if node["fields"] == nil { log.add(.missingProperty("fields", in: "a schema", at: node.place)) }
    readKeys(of: node, into: &resource)
    compareFields(list("fields", of: node), of: resource)
  }

  /// The texts that mean "nothing here": strings, or objects with a `value` and a label.
  private mutating func missingValues(of node: Node) -> [String]? {
    guard let value = node["missingValues"], !value.isNull else { return nil }
    guard let elements = value.elements else {
      log.add(.wrongKind("'missingValues'", "a list", value))
      return nil
    }
    return elements.compactMap { element in
      if let text = element.string ?? element["value"]?.string { return text }
      log.add(
        .wrongKind("'missingValues'", "a list of strings, or of objects with a 'value'", element))
      return nil
    }
  }

  private mutating func fieldsMatch(of node: Node) -> ResourceDescriptor.FieldsMatch? {
    guard let written = node["fieldsMatch"], !written.isNull else { return nil }
    // The profile of version 2.0 asked for a list by mistake.
    let single = written.elements?.count == 1 ? written.elements?.first ?? written : written
    guard let word = single.string else {
      log.add(.wrongKind("'fieldsMatch'", "a string", written))
      return nil
    }
    let match = ResourceDescriptor.FieldsMatch(rawValue: word)
    if match == nil { log.add(.unknownFieldsMatch(word, at: single.place)) }
    return match
  }

  /// Holds fields against each other: columns of units, and columns that stand beside years.
  private mutating func compareFields(_ nodes: [Node], of resource: ResourceDescriptor) {
    for node in nodes {
      guard let unitField = node["unitField"]?.string, let place = node["unitField"]?.place else {
        continue
      }
      _ = known(unitField, in: resource, at: place)
      if let unit = node.member("unit"), !unit.value.isNull {
        log.add(.twoUnits(at: unit.keyPlace))
      }
    }
    for field in resource.fields where field.yearNotation != nil {
      for name in ReadColumn.yearColumns(of: field.name) {
        if let twin = resource.field(name)?.place {
          log.add(.yearColumnTaken(name, of: field.name, at: twin))
        }
      }
    }
  }

  mutating func known(
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
    warnOfProperties(of: node, field.kind)
    field.title = words("title", of: node)
    field.unit = words("unit", of: node)
    field.unitField = string("unitField", of: node)
    field.missingValues = missingValues(of: node)
    if node["trueValues"] != nil {
      field.trueValues = strings("trueValues", of: node).map(\.text)
    }
    if node["falseValues"] != nil {
      field.falseValues = strings("falseValues", of: node).map(\.text)
    }
    readNotation(of: node, into: &field)
    readFormat(of: node, into: &field)
    readYearFormat(of: node, into: &field)
    if let constraints = node["constraints"] { readConstraints(constraints, into: &field) }
    readCategories(of: node, into: &field)
    return field
  }

  private mutating func warnOfProperties(of node: Node, _ kind: FieldDescriptor.Kind) {
    let special = KnownProperties.fieldOfTypes
    warnOfUnknown(
      in: node, known: KnownProperties.field + special.map(\.name), what: "a field")
    for (name, kinds) in special where !kinds.contains(kind) {
      guard let member = node.member(name), !member.value.isNull else { continue }
      log.add(.propertyOfOtherType(name, kinds, kind, at: member.keyPlace))
    }
  }

  private mutating func kind(_ type: String, at place: Place?) -> FieldDescriptor.Kind {
    if let kind = FieldDescriptor.Kind(rawValue: type) { return kind }
    log.add(.unknownType(type, at: place))
    return .any
  }

  /// How numbers are written, if not as usual.
  private mutating func readNotation(of node: Node, into field: inout FieldDescriptor) {
    guard field.kind == .number || field.kind == .integer else { return }
    var notation = field.kind == .integer ? NumberNotation.whole : NumberNotation()
    if field.kind == .number, let decimal = mark("decimalChar", of: node) {
      notation.decimal = decimal
    }
    notation.group = mark("groupChar", of: node)
    if let bare = node.member("bareNumber"), !bare.value.isNull {
      notation.isBare = flag(bare) ?? true
    }
    if field.kind == .number, notation.group == notation.decimal,
      let place = node["groupChar"]?.place
    {
      log.add(.sameMarks(notation.decimal, at: place))
      notation.group = nil
    }
    let usual = field.kind == .integer ? NumberNotation.whole : NumberNotation()
    field.numberNotation = notation == usual ? nil : notation
  }

  private mutating func mark(_ key: String, of node: Node) -> String? {
    guard let mark = string(key, of: node), !mark.isEmpty else { return nil }
    if mark.utf8.contains(where: { 0x30...0x39 ~= $0 }) || mark == "-" || mark == "+" {
      log.add(.markOfNumbers(key, mark, at: node[key]?.place))
      return nil
    }
    return mark
  }

  private mutating func readFormat(of node: Node, into field: inout FieldDescriptor) {
    field.textRule = textRule(of: node, field.kind)
    guard var format = string("format", of: node), format != "default" else { return }
    // Version 0 wrote patterns so.
    if format.hasPrefix("fmt:") { format.removeFirst(4) }
    let place = node["format"]?.place
    switch field.kind {
    case .date, .datetime:
      if format == "any" {
        field.dateFormat = .any
      } else if let pattern = TimePattern(strptime: format) {
        field.dateFormat = .pattern(pattern)
      } else {
        log.add(.badDatePattern(format, at: place))
      }
    case .time:
      if format == "any" {
        field.textRule = .anyTime
      } else if let pattern = TimePattern(strptime: format) {
        field.textRule = .time(pattern)
      } else {
        log.add(.badDatePattern(format, at: place))
      }
    default: if !isKnown(format, of: field) { log.add(.uncheckedFormat(format, at: place)) }
    }
  }

  private func isKnown(_ format: String, of field: FieldDescriptor) -> Bool {
    switch field.kind {
    case .string: field.textRule != nil
    case .geopoint: TextRule.GeopointForm(rawValue: format) != nil
    case .geojson: format == "topojson"
    default: false
    }
  }

  /// What texts of a type have to be.
  private mutating func textRule(of node: Node, _ kind: FieldDescriptor.Kind) -> TextRule? {
    let format = node["format"]?.string
    switch kind {
    case .string:
      let rules: [String: TextRule] = [
        "email": .email, "uri": .uri, "uuid": .uuid, "binary": .binary,
      ]
      return format.flatMap { rules[$0] }
    case .time: return .time(nil)
    case .duration: return .duration
    case .geopoint:
      return .geopoint(format.flatMap { TextRule.GeopointForm(rawValue: $0) } ?? .default)
    case .geojson: return format == "topojson" ? .topojson : .geojson
    case .object: return .object
    case .array: return .array
    case .list:
      var item = TextRule.ListItem.string
      if let name = string("itemType", of: node), let place = node["itemType"]?.place {
        if let read = TextRule.ListItem(rawValue: name) {
          item = read
        } else {
          log.add(.unknownItemType(name, at: place))
        }
      }
      return .list(item, delimiter: string("delimiter", of: node) ?? ",")
    default: return nil
    }
  }

  private mutating func readYearFormat(of node: Node, into field: inout FieldDescriptor) {
    guard let word = string("yearFormat", of: node), let place = node["yearFormat"]?.place else {
      return
    }
    guard [.string, .any, .year].contains(field.kind) else {
      log.add(.yearFormatOfOtherType(field.kind, at: place))
      return
    }
    field.yearNotation = YearNotation(rawValue: word)
    if field.yearNotation == nil { log.add(.unknownYearFormat(word, at: place)) }
  }
}

extension Diagnostic {
  static func unknownFieldsMatch(_ word: String, at place: Place) -> Diagnostic {
    let known = ResourceDescriptor.FieldsMatch.allCases.map(\.rawValue)
    return .error(
      "package-value", "'\(Tally.shown(word))' is no way to match fields", at: place,
      why: "'fieldsMatch' is \(Suggestion.list(known))",
      hint: Suggestion.hint(for: word, in: known))
  }

  static func twoUnits(at place: Place) -> Diagnostic {
    .error(
      "package-value", "a field has a 'unit' and a 'unitField'", at: place,
      why: "either all its values have one unit, or a column holds the unit of each")
  }

  static func yearColumnTaken(_ name: String, of field: String, at place: Place) -> Diagnostic {
    .error(
      "duplicate-field", "the name '\(name)' is taken", at: place,
      why: "the years of '\(field)' are read with a column of that name beside them",
      hint: "give this column another name")
  }

  static func propertyOfOtherType(
    _ name: String, _ kinds: [FieldDescriptor.Kind], _ kind: FieldDescriptor.Kind, at place: Place
  ) -> Diagnostic {
    .warning(
      "unchecked-property", "'\(name)' changes nothing in a field of the type '\(kind.rawValue)'",
      at: place, why: "it is for \(Suggestion.list(kinds.map(\.rawValue)))")
  }

  static func sameMarks(_ mark: String, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'groupChar' and 'decimalChar' are both '\(mark)'", at: place,
      why: "1\(mark)234 could then mean two numbers")
  }

  static func markOfNumbers(_ key: String, _ mark: String, at place: Place?) -> Diagnostic {
    .error(
      "package-value", "'\(key)' cannot be '\(Tally.shown(mark))'", at: place,
      why: "digits and signs are parts of numbers")
  }

  static func unknownItemType(_ name: String, at place: Place) -> Diagnostic {
    let known = TextRule.ListItem.allCases.map(\.rawValue)
    return .error(
      "unknown-type", "'\(Tally.shown(name))' is not a type of values in a list", at: place,
      why: "the types are \(Suggestion.list(known))", hint: Suggestion.hint(for: name, in: known))
  }

  static func yearFormatOfOtherType(_ kind: FieldDescriptor.Kind, at place: Place) -> Diagnostic {
    .error(
      "package-value", "'yearFormat' is not for the type '\(kind.rawValue)'", at: place,
      why: "it says how texts are read as years",
      hint: "write the type as 'string', which other programs understand as well")
  }

  static func unknownYearFormat(_ word: String, at place: Place) -> Diagnostic {
    let known = YearNotation.allCases.map(\.rawValue)
    return .error(
      "package-value", "'\(Tally.shown(word))' is no 'yearFormat'", at: place,
      why: "there are \(Suggestion.list(known))", hint: Suggestion.hint(for: word, in: known))
  }

  static func unknownType(_ type: String, at place: Place?) -> Diagnostic {
    let known = FieldDescriptor.Kind.allCases.map(\.rawValue)
    return .error(
      "unknown-type", "'\(type)' is not a type of Table Schema", at: place,
      why: "the types that are read are \(Suggestion.list(known, limit: known.count))",
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

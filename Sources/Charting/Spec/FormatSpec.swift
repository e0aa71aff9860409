import Diagnostics
import Notation

/// What a format formats.
enum FormatType: String, SpecWord, Hashable {
  case number, time
  static let noun = "a type of format"
}

/// A format of numbers (d3-format) or of dates (d3-time-format).
///
/// Which of the two it is shows when the field is known; one that is neither is reported at once.
struct FormatSpec: SpecValue, Hashable {
  var text: String
  /// Formats of dates for each unit of time, which is chosen by the date.
  var units: [MultiTimeFormat.Grain: String] = [:]
  var place: Place

  static var expectation: String { "a format, written as a string" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let units = MultiTimeFormat.Grain.allCases.map {
      SchemaObject.Property(name: $0.rawValue, doc: "", schema: .string)
    }
    return .any(.string, .object(SchemaObject(properties: units)))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> FormatSpec? {
    guard let text = node.string else {
      guard let members = node.members else {
        reader.mismatch(node, expected: expectation)
        return nil
      }
      var units: [MultiTimeFormat.Grain: String] = [:]
      for member in members {
        guard let grain = MultiTimeFormat.Grain(rawValue: member.key) else {
          let known = MultiTimeFormat.Grain.allCases.map(\.rawValue)
          reader.log.add(.unknownProperty(member, of: "a format by unit of time", known: known))
          continue
        }
        units[grain] = reader.reading(member) { String.read($0, &$1) }
      }
      return FormatSpec(text: "", units: units, place: node.place)
    }
    var asNumber = DiagnosticLog(), asTime = DiagnosticLog()
    let number = NumberSpecifier.parse(text, place: node.place, log: &asNumber)
    _ = TimeFormat.parse(text, place: node.place, log: &asTime)
    if number == nil, !text.contains("%") { reader.log.add(contentsOf: asNumber) }
    if number == nil { reader.log.add(contentsOf: asTime) }
    return FormatSpec(text: text, place: node.place)
  }
}

/// An expression that gives the text of a label from `datum.label` and `datum.value`.
struct LabelExpression: SpecValue {
  var expression: Expression

  static var expectation: String { "an expression, written as a string" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .string
  }
  private static let fields = ["label", "value", "index"]

  static func read(_ node: Node, _ reader: inout SpecReader) -> LabelExpression? {
    guard let text = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard
      let expression = Expression.parse(
        text, place: node.place, parameters: reader.parameters, log: &reader.log)
    else { return nil }
    for (field, range) in zip(expression.fieldsUsed, expression.fieldRanges)
    where !fields.contains(field) {
      reader.log.add(
        .error(
          "unknown-field", "a label has no '\(field)'", at: node.place.part(range, of: text),
          why: "its expression sees 'datum.label', 'datum.value' and 'datum.index'",
          hint: OtherNames.hint(for: field, in: fields)))
    }
    return LabelExpression(expression: expression)
  }
}

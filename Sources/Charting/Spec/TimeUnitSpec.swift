import Diagnostics
import Notation

/// A time unit: `"yearmonth"`, or `{unit: "hours", step: 6}`.
struct TimeUnitSpec: SpecValue {
  var unit: TimeUnit

  static var expectation: String { "a time unit such as 'yearmonth', or {unit, step}" }

  /// A name is made of parts.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let name = definitions.define("TimeUnitName") { _ in
      let parts = TimeUnit.Part.allCases.map(\.rawValue).joined(separator: "|")
      return .text(pattern: "^(binned)?(utc)?(\(parts))+$")
    }
    return .any(name, TimeUnitObject.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> TimeUnitSpec? {
    if node.members != nil {
      guard let object = TimeUnitObject.read(node, &reader) else { return nil }
      guard var spec = object.unit else {
        reader.mismatch(node, expected: "a time unit with a 'unit'")
        return nil
      }
      spec.unit.step = max(1, object.step.flatMap { Int(whole: $0) } ?? 1)
      spec.unit.isBinned = object.binned ?? spec.unit.isBinned
      return spec
    }
    guard let text = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if let unit = TimeUnit(named: text) { return TimeUnitSpec(unit: unit) }
    let known = TimeUnit.Part.allCases.map(\.rawValue)
    reader.log.add(
      .error(
        "unknown-value", "'\(text)' is not a time unit", at: node.place,
        why: "it is made of \(Suggestion.list(known)), such as 'yearmonth'",
        hint: Suggestion.hint(for: text, in: known + ["yearmonth", "yearmonthdate", "monthdate"])))
    return nil
  }
}

/// A time unit as an object.
struct TimeUnitObject: SpecObject {
  var unit: TimeUnitSpec?
  var step: Double?
  var utc: Bool?
  var binned: Bool?

  static let noun = "a time unit"
  // Vega takes `maxbins` only to choose a unit, and Vega-Lite always names one.
  static let required = ["unit"]
  static let properties: [Property<TimeUnitObject>] =
    [
      Property("unit", \.unit, "The parts of the moment: 'yearmonth', 'hours' …"),
      Property("step", \.step, "How many of the smallest part belong together. Default: 1."),
      Property("utc", \.utc, "No effect: moments have no time zone here."),
      Property("binned", \.binned, "Whether the data are gathered already. Default: false."),
    ] + Property.withoutEffect("maxbins")
}

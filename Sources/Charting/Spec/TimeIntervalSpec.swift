import Notation

/// A unit of the calendar: `"month"`.
struct CalendarUnitSpec: SpecValue {
  var unit: CalendarInterval.Unit

  static var expectation: String { "a unit of time such as 'month'" }

  private static let units: KeyValuePairs<String, CalendarInterval.Unit> = [
    "millisecond": .millisecond, "second": .second, "minute": .minute, "hour": .hour, "day": .day,
    "week": .week, "month": .month, "quarter": .quarter, "year": .year,
  ]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in .words(units.map(\.key)) }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> CalendarUnitSpec? {
    if let found = units.first(where: { $0.key == node.string }) {
      return CalendarUnitSpec(unit: found.value)
    }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

/// `{interval: "month", step: 3}`: an interval of the calendar.
struct CalendarIntervalSpec: SpecObject {
  var unit: CalendarUnitSpec?
  var step: Double?

  static let noun = "an interval of time"
  static let required = ["interval"]
  static let properties: [Property<CalendarIntervalSpec>] = [
    Property("interval", \.unit, "The unit of time."),
    Property("step", \.step, "How many of them. Default: 1."),
  ]
}

/// An interval of the calendar: `"month"`, or `{interval: "month", step: 3}`.
enum TimeIntervalSpec {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(CalendarUnitSpec.schema(&definitions), CalendarIntervalSpec.schema(&definitions))
  }

  /// The interval that a node names; nil if it names none, after errors inside of an object.
  static func read(_ node: Node, _ reader: inout SpecReader) -> CalendarInterval? {
    if node["interval"] != nil {
      return CalendarIntervalSpec.read(node, &reader).flatMap { spec in
        spec.unit.map { CalendarInterval($0.unit, step: spec.step ?? 1) }
      }
    }
    // Other kinds of value may stand here too, of which the caller tells.
    var trial = SpecReader(like: reader)
    return CalendarUnitSpec.read(node, &trial).map { CalendarInterval($0.unit, step: 1) }
  }
}

/// About how many ticks an axis or a legend has, or a tick for each interval of the calendar.
enum TickCountSpec: SpecValue, Hashable {
  case count(Double)
  case every(CalendarInterval)

  static var expectation: String {
    "a number that is not negative, a unit of time such as 'month', or {interval, step}"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.number(atLeast: 0, atMost: nil), TimeIntervalSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> TickCountSpec? {
    if let count = node.number, count >= 0 { return .count(count) }
    let errors = reader.log.errorCount
    if let interval = TimeIntervalSpec.read(node, &reader) { return .every(interval) }
    if reader.log.errorCount == errors { reader.mismatch(node, expected: expectation) }
    return nil
  }

  /// The number of ticks; nil where intervals are asked for.
  var count: Double? {
    if case .count(let count) = self { count } else { nil }
  }

  /// The interval; nil where a number is asked for.
  var interval: CalendarInterval? {
    if case .every(let interval) = self { interval } else { nil }
  }
}

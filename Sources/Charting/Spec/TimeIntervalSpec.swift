import Notation

/// An interval of the calendar: `"month"`, or `{interval: "month", step: 3}`.
enum TimeIntervalSpec {
  private static let units: KeyValuePairs<String, CalendarInterval.Unit> = [
    "millisecond": .millisecond, "second": .second, "minute": .minute, "hour": .hour, "day": .day,
    "week": .week, "month": .month, "quarter": .quarter, "year": .year,
  ]

  static var schema: SchemaNode {
    let names = SchemaNode.words(units.map(\.key))
    return .any(
      names, .object(["interval": names, "step": .number], required: ["interval"]))
  }

  /// The interval that a node names; nil if it names none.
  static func read(_ node: Node) -> CalendarInterval? {
    guard let name = (node["interval"] ?? node).string,
      let unit = units.first(where: { $0.key == name })?.value
    else { return nil }
    return CalendarInterval(unit, step: node["step"]?.number ?? 1)
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
    .any(.number(atLeast: 0, atMost: nil), TimeIntervalSpec.schema)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> TickCountSpec? {
    if let count = node.number, count >= 0 { return .count(count) }
    if let interval = TimeIntervalSpec.read(node) { return .every(interval) }
    reader.mismatch(node, expected: expectation)
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

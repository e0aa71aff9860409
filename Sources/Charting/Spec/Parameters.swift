import Diagnostics
import Tables

/// The parameters of a chart with the values that they have at first, and its selections.
///
/// A picture does not move: what a reader could change stands as the spec sets it.
struct Parameters: Sendable {
  /// The value of each parameter; null where the spec gives none.
  var values: [String: Value] = [:]
  /// What is selected at first, by the name of the selection.
  var selections: [String: Selection] = [:]
  /// The names of all parameters, in the order in which they are declared.
  var names: [String] = []

  /// Declares a parameter, or gives it another value.
  mutating func set(_ name: String, _ value: Value) {
    values[name] = value
    if !names.contains(name) { names.append(name) }
  }

  /// The test whether rows are selected, or whether a parameter that is no selection is truthy.
  ///
  /// Nil, after an error, if there is no such parameter.
  func test(_ name: String, empty passes: Bool, at place: Place, log: inout DiagnosticLog)
    -> Predicate?
  {
    if let selection = selections[name] { return selection.predicate(empty: passes) }
    if let value = values[name] { return JS.isTruthy(value) ? .always : .never }
    log.add(.unknownParameter(name, at: place, known: names))
    return nil
  }
}

/// What a reader could select, and what is selected at first.
struct Selection: Sendable {
  /// What is selected at first.
  enum Initial: Sendable {
    /// Nothing: every row passes, unless the test says that an empty selection lets none pass.
    case nothing
    /// Rows with these values in these fields.
    case points([[(field: String, value: Value)]])
    /// Rows whose values lie in these ranges (or lists of discrete values).
    case ranges([(field: String, values: [Value], isDiscrete: Bool)])
  }

  var initial: Initial = .nothing
  /// The fields along which an interval is selected, by the channel that shows each.
  var channels: [(channel: Channel, field: String)] = []

  /// What stands where a domain or an extent is that of a selection.
  static var extentSchema: SchemaNode {
    .object(["param": .string, "encoding": .string, "field": .string], required: ["param"])
  }

  /// The range of a channel or a field that is selected at first.
  func range(channel: Channel?, field: String?) -> [Value]? {
    guard case .ranges(let ranges) = initial else { return nil }
    let wanted = field ?? channels.first { $0.channel == channel }?.field
    guard wanted != nil || ranges.count == 1 else { return nil }
    return ranges.first { wanted == nil || $0.field == wanted }?.values
  }

  /// The test whether a row is selected.
  func predicate(empty passes: Bool) -> Predicate {
    switch initial {
    case .nothing: passes ? .always : .never
    case .points(let tuples):
      .any(tuples.map { tuple in .all(tuple.map { .equal($0.field, $0.value) }) })
    case .ranges(let ranges):
      .all(
        ranges.map { range in
          if range.isDiscrete { return .oneOf(range.field, Set(range.values)) }
          let sorted = range.values.sorted { $0.compared(with: $1) < 0 }
          return .range(range.field, low: sorted.first ?? .null, high: sorted.last ?? .null)
        })
    }
  }
}

import Diagnostics
import Notation
import Tables

/// The values of a chart's parameters, as expressions see them.
enum ParameterValues {
  /// The values by name: as given, or as an expression of the parameters before says.
  ///
  /// Selections have no value in a static picture.
  static func read(_ nodes: [Node], log: inout DiagnosticLog) -> [String: Value] {
    var values: [String: Value] = [:]
    for node in nodes where node["select"] == nil {
      guard let name = node["name"]?.string else { continue }
      if let value = node["value"] {
        values[name] = value.tableValue
      } else if let written = node["expr"], let text = written.string {
        let expression = Expression.parse(
          text, place: written.place, parameters: values.keys.sorted(), log: &log)
        values[name] = expression?.evaluate(.parameters(values)) ?? .null
      }
    }
    return values
  }
}

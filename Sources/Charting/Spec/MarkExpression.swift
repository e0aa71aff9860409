import Diagnostics
import Notation

/// A property of a mark that is computed for each row: `{expr: "datum.change < 0 ? 'right' : 'left'"}`.
///
/// Expressions that do not look at the datum have become values before.
struct MarkExpression {
  /// The name of the property.
  var name: String
  var expression: Expression
  var place: Place

  /// The properties that may differ from row to row.
  private static let supported: Set<String> = [
    "align", "angle", "baseline", "color", "dx", "dy", "fill", "fillOpacity", "fontSize", "opacity",
    "shape", "size", "stroke", "strokeOpacity", "strokeWidth", "text",
  ]

  /// The keys of a mark that are expressions.
  static func keys(in mark: Node) -> Set<String> {
    Set((mark.members ?? []).filter { ParameterReader.expression(in: $0.value) != nil }.map(\.key))
  }

  /// The expressions of a mark.
  static func read(_ mark: Node, _ reader: inout SpecReader) -> [MarkExpression] {
    (mark.members ?? []).compactMap { member in
      guard let node = ParameterReader.expression(in: member.value), let text = node.string else {
        return nil
      }
      guard supported.contains(member.key) else {
        reader.unsupported("'\(member.key)' by an expression of the datum", at: member.keyPlace)
        return nil
      }
      let expression = Expression.parse(
        text, place: node.place, parameters: reader.parameters, log: &reader.log)
      return expression.map {
        MarkExpression(name: member.key, expression: $0, place: node.place)
      }
    }
  }
}

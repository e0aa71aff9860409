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
    "align", "angle", "baseline", "color", "cornerRadius", "cornerRadiusBottomLeft",
    "cornerRadiusBottomRight", "cornerRadiusTopLeft", "cornerRadiusTopRight", "dx", "dy", "fill",
    "fillOpacity", "font", "fontSize", "fontStyle", "fontWeight", "height", "innerRadius", "limit",
    "lineHeight", "opacity", "outerRadius", "padAngle", "radius", "radius2", "radiusOffset",
    "shape",
    "size", "stroke", "strokeDash", "strokeDashOffset", "strokeMiterLimit", "strokeOpacity",
    "strokeWidth", "text", "theta", "theta2", "thetaOffset", "thickness", "url", "width", "x", "x2",
    "x2Offset", "xOffset", "y", "y2", "y2Offset", "yOffset",
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

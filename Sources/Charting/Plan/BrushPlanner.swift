import Canvas
import Tables

/// Plans what a reader would see of an interval that is selected at first: a field of grey below the
/// marks, and a frame above them.
struct BrushPlanner {
  let selection: Selection
  /// What the field and the frame look like, where the spec says.
  let look: SelectionMarkSpec?
  let unit: BoundUnit
  let keys: [Channel: ScaleKey]

  /// The field and the frame around marks; nil if the interval lies along none of their sides.
  func plan(around mark: MarkPlan) -> (below: MarkPlan, above: MarkPlan)? {
    guard span(.x) != nil || span(.y) != nil else { return nil }
    var plan = mark
    (plan.type, plan.table) = (.rect, Table(columns: [], rowCount: 1))
    plan.x = span(.x) ?? .between(edge(0), edge(1))
    plan.y = span(.y) ?? .between(edge(0), edge(1))
    (plan.polar, plan.series, plan.order) = (nil, [], [])
    plan.corners = Array(repeating: .constant(.number(0)), count: 4)
    (plan.isStacked, plan.isClipped) = (false, true)
    (plan.avoid, plan.meaning) = ([], MarkMeaning())
    var below = plan, above = plan
    below.look = paints(
      fill: look?.fill?.visual ?? .paint(.color(Color(hex: 0x333333))), stroke: .none)
    above.look = paints(fill: .none, stroke: look?.stroke?.visual ?? .paint(.color(.white)))
    return (below, above)
  }

  private func edge(_ share: Double) -> PositionPlan { PositionPlan(source: .share(share)) }

  /// How far the interval reaches along a side; nil if it does not lie along it.
  private func span(_ channel: Channel) -> SpanPlan? {
    guard case .ranges(let ranges) = selection.initial, let key = keys[channel],
      let field = unit.field(channel)?.source,
      let range = ranges.first(where: { $0.field == field }), let first = range.values.first,
      let last = range.values.last
    else { return nil }
    return .between(
      PositionPlan(source: .datum(first, key, band: 0)),
      PositionPlan(source: .datum(last, key, band: range.isDiscrete ? 1 : 0)))
  }

  private func paints(fill: Visual, stroke: Visual) -> MarkLookPlan {
    MarkLookPlan(
      fill: .constant(fill), stroke: .constant(stroke), opacity: .constant(.number(1)),
      fillOpacity: .constant(.number(look?.fillOpacity ?? 0.125)),
      strokeOpacity: .constant(.number(look?.strokeOpacity ?? 1)),
      strokeWidth: .constant(.number(look?.strokeWidth ?? 1)),
      strokeDash: .constant(.dash(look?.strokeDash ?? [])), dashOffset: .constant(.number(0)),
      cap: .butt, join: .miter,
      miterLimit: .constant(.number(10)))
  }
}

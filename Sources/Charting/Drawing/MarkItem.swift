import Canvas

/// The items of one mark, in drawing order, in the coordinates of their plot.
struct DrawnMark {
  var type: MarkType
  var isClipped: Bool
  var items: [MarkItem]
  /// How the items mix with what is below; nil covers it.
  var blend: BlendMode?
  /// What labels among the items keep clear of.
  var avoid: Set<AvoidSpec.Thing>
}

/// One item of a mark: what stands where, and how it is painted.
struct MarkItem {
  var shape: MarkShape
  var look: ItemLook
  /// The row of the mark's table from which the item was made; the first one for series.
  var row: Int
  /// Whether the corners of a bar are those of the stack to which it belongs.
  var hasCornersOfStack = false
}

/// The geometry of an item, as Vega's scenegraph has it.
enum MarkShape {
  case rect(Rect, corners: [Double])
  case symbol(center: Point, size: Double, shape: String, angle: Double)
  case rule(Point, Point)
  case text(LabelBox)
  /// Points with gaps.
  case line([Point?], CurvePlan)
  /// Upper and lower points with gaps.
  case area([(Point, Point)?], CurvePlan)
  case arc(ArcShape)
  /// Points with gaps, each as thick as the trail is there.
  case trail([TrailPoint?])
  /// A picture in a frame.
  case image(ImageShape)
  /// A geometry on a map.
  case shape(GeoPath)
}

/// How an item is painted.
struct ItemLook: Hashable {
  var fill: Paint?
  var stroke: Paint?
  var opacity = 1.0
  var fillOpacity = 1.0
  var strokeOpacity = 1.0
  var strokeWidth = 1.0
  var dash: [Double] = []
  var dashOffset = 0.0
  var cap: Stroke.Cap = .butt
  var join: Stroke.Join = .miter
  var miterLimit = 10.0

  /// The paint of the inside with its opacity.
  var filling: Paint? { fill.map { $0.faded(by: fillOpacity) } }

  /// The line with its opacity; nil if nothing would be seen.
  var line: Stroke? {
    guard let stroke, strokeWidth > 0 else { return nil }
    return Stroke(
      stroke.faded(by: strokeOpacity), width: strokeWidth,
      dash: dash.contains { $0 > 0 } ? dash : [],
      dashOffset: dashOffset, cap: cap, join: join, miterLimit: miterLimit)
  }
}

extension Paint {
  /// The paint with its opacity multiplied.
  func faded(by factor: Double) -> Paint {
    guard factor < 1 else { return self }
    switch self {
    case .color(let color): return .color(color.opacity(color.alpha * max(0, factor)))
    case .gradient(var gradient):
      for index in gradient.stops.indices { gradient.stops[index].color.alpha *= max(0, factor) }
      return .gradient(gradient)
    }
  }
}

/// Paints rows by a plan.
struct LookSource {
  private let fill, stroke, dash: (Int) -> Visual
  private let opacity, fillOpacity, strokeOpacity, width: (Int) -> Double
  private let dashOffset, miterLimit: (Int) -> Double
  private let plan: MarkLookPlan

  init(_ plan: MarkLookPlan, _ mark: MarkPlan, _ space: PlotSpace) {
    self.plan = plan
    fill = space.visuals(plan.fill, mark.table)
    stroke = space.visuals(plan.stroke, mark.table)
    dash = space.visuals(plan.strokeDash, mark.table)
    opacity = space.numbers(plan.opacity, mark.table, else: 1)
    fillOpacity = space.numbers(plan.fillOpacity, mark.table, else: 1)
    strokeOpacity = space.numbers(plan.strokeOpacity, mark.table, else: 1)
    width = space.numbers(plan.strokeWidth, mark.table, else: 1)
    dashOffset = space.numbers(plan.dashOffset, mark.table, else: 0)
    miterLimit = space.numbers(plan.miterLimit, mark.table, else: 10)
  }

  /// The look of one row.
  func look(_ row: Int) -> ItemLook {
    ItemLook(
      fill: fill(row).paint, stroke: stroke(row).paint, opacity: opacity(row),
      fillOpacity: fillOpacity(row), strokeOpacity: strokeOpacity(row), strokeWidth: width(row),
      dash: dash(row).dash ?? [], dashOffset: dashOffset(row), cap: plan.cap, join: plan.join,
      miterLimit: miterLimit(row))
  }
}

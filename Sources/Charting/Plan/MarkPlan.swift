import Canvas
import Diagnostics
import Tables

/// A mark with everything decided: where each row's value comes from for each property.
struct MarkPlan {
  var type: MarkType
  var orient: Orientation?
  var table: Table
  var x: SpanPlan
  var y: SpanPlan
  /// The angles and radii of arcs, and of texts around the middle.
  var polar: PolarPlan?
  var look: MarkLookPlan
  var text: TextPlan
  /// How lines run between points.
  var curve: CurvePlan
  /// The columns that split lines and areas into series.
  var series: [String]
  /// The columns by which the points of a series are ordered, and whether each descends.
  var order: [(column: String, descends: Bool)]
  /// Whether a path goes from place to place along its dimension.
  var followsPlaces: Bool
  var shape: ChannelPlan
  var size: ChannelPlan
  var angle: ChannelPlan
  /// The radii of the corners, clockwise from the top left.
  var corners: [ChannelPlan]
  /// Whether its pieces are stacked, so that the stack has the corners.
  var isStacked = false
  var isClipped: Bool
  var blend: BlendMode?
  /// Whether rows without a place break a line (otherwise they are left out).
  var breaksPaths: Bool
  var avoid: Set<AvoidSpec.Thing>
  /// What the marks mean, for alternative text: the fields of x, y and colour.
  @Boxed var meaning: MarkMeaning
  var place: Place
  var thickness: Double
  var images: ImagePlan
  /// Which of the chart's unit views it shows; nil for what is drawn around one.
  var unit: Int?
  /// The scales of its channels.
  var keys: [Channel: ScaleKey] = [:]
  /// The map on which the mark stands, if it does.
  var map: MapPlan?
}

/// What a mark shows, for drafting a description.
struct MarkMeaning {
  var x: FieldBinding?
  var y: FieldBinding?
  var x2: FieldBinding?
  var y2: FieldBinding?
  var color: FieldBinding?
  var size: FieldBinding?
  var theta: FieldBinding?
  var text: FieldBinding?
  var longitude: FieldBinding?
  var stack: StackBinding?
  /// The part of a composite mark that it is.
  var part: MarkPart?
  /// The rows before they were aggregated.
  var raw: Table?
}

/// How far a mark reaches around the middle of the plot, and from it.
struct PolarPlan {
  /// In radians, clockwise from the top.
  var theta: SpanPlan
  /// In points; from the outer radius to the inner one.
  var radius: SpanPlan
  var padAngle: ChannelPlan
  var cornerRadius: ChannelPlan
}

/// Fill, stroke and opacity of a mark.
struct MarkLookPlan {
  var fill: ChannelPlan
  var stroke: ChannelPlan
  var opacity: ChannelPlan
  var fillOpacity: ChannelPlan
  var strokeOpacity: ChannelPlan
  var strokeWidth: ChannelPlan
  var strokeDash: ChannelPlan
  var dashOffset: ChannelPlan
  var cap: Stroke.Cap
  var join: Stroke.Join
  var miterLimit: ChannelPlan
}

/// The pictures of an image mark.
struct ImagePlan {
  /// The pictures by their addresses, which stand in a column of the table.
  var pictures: [String: Picture]
  /// Whether pictures keep their shape in their frames.
  var keepAspect: Bool
  /// Whether pixels are blended where a picture is drawn larger or smaller.
  var areSmooth: Bool
}

/// The text of a text mark.
struct TextPlan {
  var content: TextContent
  var look: TextLook
  /// Whether the distance of lines is asked for, and does not follow the size of the type.
  var hasLineHeight: Bool
  var fontSize: ChannelPlan
  var align: HorizontalAlign
  var baseline: VerticalAlign
  var dx: Double
  var dy: Double
  /// What differs from row to row, by name.
  var perRow: [String: ChannelPlan]
  /// How lines that are too wide are cut.
  var cut: TextCut
  /// The text at which lines are broken, besides the ends of lines.
  var lineBreak: String?
  /// The ground on which colours are made readable as text; nil keeps them.
  var ground: Color?

  /// A text in the lines into which the mark breaks it.
  func broken(_ text: String) -> String {
    guard let lineBreak, !lineBreak.isEmpty else { return text }
    return text.split(separator: lineBreak, omittingEmptySubsequences: false)
      .joined(separator: "\n")
  }

  /// The properties that may differ from row to row, but for the size.
  static let perRowNames = [
    "align", "baseline", "dx", "dy", "font", "fontStyle", "fontWeight", "limit", "lineHeight",
  ]
}

/// How a line runs between its points.
struct CurvePlan: Hashable {
  var interpolation: Interpolation
  var tension: Double?
  var orient: Orientation
}

/// What a channel gives for each row.
indirect enum ChannelPlan {
  case constant(Visual)
  case field(String, ScaleKey?)
  /// A share of the way from one column to another.
  case between(String, String, ScaleKey, share: Double)
  case datum(Value, ScaleKey?)
  case conditional([(Predicate, ChannelPlan)], otherwise: ChannelPlan)
  /// One for each row.
  case rows([Visual])

  /// The constant, if it is one for all rows.
  var constant: Visual? {
    if case .constant(let visual) = self { visual } else { nil }
  }
}

/// One place along a side of the plot.
struct PositionPlan {
  enum Source {
    /// A field at a share of its band.
    case field(String, ScaleKey, band: Double)
    /// A share of the way from one field to another.
    case span(String, String, ScaleKey, share: Double)
    /// A value in the data's terms at a share of its band.
    case datum(Value, ScaleKey, band: Double)
    /// Points from the start of the side.
    case points(Double)
    /// A field whose values are points themselves: a channel without a scale.
    case unscaled(String)
    /// Points from the start of the side, one for each row.
    case rows([Double?])
    /// A share of the side.
    case share(Double)
    /// Where zero stands, or the start of the scale.
    case zero(ScaleKey)
    /// One of several, by tests.
    indirect case conditional([(Predicate, Source)], otherwise: Source)
  }

  var source: Source
  /// Points added.
  var offset = 0.0
  /// Points added that differ from row to row.
  var moves: [ChannelPlan] = []
  /// A second scale inside the band, by `xOffset` or `yOffset`.
  var inner: Inner?

  /// A place inside a band.
  struct Inner {
    var content: ChannelPlan
    var key: ScaleKey
    var band: Double
  }
}

/// How far a mark reaches along one side.
indirect enum SpanPlan {
  /// It stands at one place.
  case at(PositionPlan)
  /// It reaches from one place to another.
  case between(PositionPlan, PositionPlan)
  /// It fills a share of the band that starts at a place.
  case band(PositionPlan, ScaleKey, share: Double, least: Double)
  /// It fills a bin or a unit of time, and is as wide as it must be at least.
  case filling(PositionPlan, PositionPlan, least: Double)
  /// It is centred on a place.
  case centered(PositionPlan, size: ChannelPlan)

  /// A share of it lies before the place where it stands.
  case aligned(SpanPlan, share: Double)

  /// The place where the mark stands or starts.
  var start: PositionPlan {
    switch self {
    case .aligned(let span, _): span.start
    case .at(let position), .between(let position, _), .band(let position, _, _, _),
      .centered(let position, _), .filling(let position, _, _):
      position
    }
  }
}

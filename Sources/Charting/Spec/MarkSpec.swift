import Canvas
import Diagnostics
import Notation

/// A part of a composite mark, such as the box of a box plot.
struct MarkPart: Hashable, Sendable {
  var whole: MarkType
  var name: String
}

/// A mark and its properties; also what a configuration says of marks, and a style.
struct MarkSpec: SpecObject {
  var type: MarkType?
  /// Where the type was written.
  var place: Place?
  /// Properties that differ from row to row.
  var expressions: [MarkExpression] = []
  var filled: Bool?
  var invalid: Nullable<InvalidMode>?
  var clip: Bool?
  var style: Either<String, [String]>?
  var orient: Orientation?
  var aspect: Bool?
  /// The mark whose shape this one follows, if a rewrite laid it over another.
  var liesOn: MarkType?
  /// The part of a composite mark that this one is, if a rewrite made it.
  var part: MarkPart?
  // Paint
  var blend: BlendMode?
  var color: Nullable<PaintSpec>?
  var fill: Nullable<PaintSpec>?
  var stroke: Nullable<PaintSpec>?
  var opacity: Double?
  var fillOpacity: Double?
  var strokeOpacity: Double?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var strokeDashOffset: Double?
  var strokeCap: StrokeCap?
  var strokeJoin: StrokeJoin?
  var strokeMiterLimit: Double?
  // Place and size
  var x: Either<Distance, String>?
  var y: Either<Distance, String>?
  var x2: Either<Distance, String>?
  var y2: Either<Distance, String>?
  var xOffset: Double?
  var yOffset: Double?
  var x2Offset: Double?
  var y2Offset: Double?
  var width: Either<Double, BandSizeSpec>?
  var height: Either<Double, BandSizeSpec>?
  var size: Double?
  var shape: String?
  var angle: Double?
  var radius: Double?
  var radius2: Double?
  var outerRadius: Double?
  var innerRadius: Double?
  var theta: Double?
  var theta2: Double?
  var padAngle: Double?
  var radiusOffset: Double?
  var radius2Offset: Double?
  var thetaOffset: Double?
  var theta2Offset: Double?
  var cornerRadius: Double?
  var cornerRadiusTopLeft: Double?
  var cornerRadiusTopRight: Double?
  var cornerRadiusBottomLeft: Double?
  var cornerRadiusBottomRight: Double?
  var cornerRadiusEnd: Double?
  var binSpacing: Double?
  var continuousBandSize: Double?
  var discreteBandSize: Either<Double, BandSizeSpec>?
  var minBandSize: Double?
  var bandSize: Double?
  var thickness: Double?
  var timeUnitBandSize: Double?
  var timeUnitBandPosition: Double?
  // Lines
  var order: Nullable<Bool>?
  var interpolate: Interpolation?
  var tension: Double?
  var line: Either<Bool, MarkOverlay>?
  var point: PointOverlaySpec?
  // Text
  var text: TextLines?
  var align: HorizontalAlign?
  var baseline: VerticalAlign?
  var dx: Distance?
  var dy: Distance?
  var font: String?
  var fontSize: Double?
  var fontStyle: FontStyle?
  var fontWeight: FontWeight?
  var lineHeight: Double?
  var limit: Double?
  var ellipsis: String?
  var dir: TextDirection?
  var lineBreak: String?
  var lang: String?
  var halo: Nullable<HaloSpec>?
  var avoid: AvoidSpec?
  // Images
  var url: String?
  var smooth: Bool?
  // Composite marks
  var extent: Either<Double, String>?
  var band: Either<Bool, MarkOverlay>?
  var borders: Either<Bool, MarkOverlay>?
  var rule: Either<Bool, MarkOverlay>?
  var ticks: Either<Bool, MarkOverlay>?
  var box: Either<Bool, MarkOverlay>?
  var median: Either<Bool, MarkOverlay>?
  var outliers: Either<Bool, MarkOverlay>?

  static let noun = "a mark"

  static let properties: [Property<MarkSpec>] =
    placing + painting + texts + lines
    + [
      Property("type", \.type, "The kind of mark; 'estimates' is ours."),
      Property(
        "filled", \.filled, "Whether `color` fills. Default: false for lines, rules, points."),
      Property("invalid", \.invalid, "What becomes of nulls and NaN. Default: by mark."),
      Property("clip", \.clip, "Whether nothing is drawn outside the plot. Default: false."),
      Property("style", \.style, "Names of styles in the configuration."),
      Property("orient", \.orient, "The direction of bars, rules, areas. Default: by the data."),
      Property("aspect", \.aspect, "Whether an image keeps its shape. Default: true."),
      Property("url", \.url, "The file of an image."),
      Property("smooth", \.smooth, "Whether the pixels of an image are blended. Default: true."),
      Property("extent", \.extent, "The extent of a composite mark's whiskers or band."),
      Property("band", \.band, "Properties of an error band's area, or false."),
      Property("borders", \.borders, "Properties of an error band's edges, or false."),
      Property("rule", \.rule, "Properties of a composite mark's rule, or false."),
      Property("ticks", \.ticks, "Properties of a composite mark's end ticks, or false."),
      Property("box", \.box, "Properties of a box plot's box, or false."),
      Property("median", \.median, "Properties of a box plot's median, or false."),
      Property("outliers", \.outliers, "Properties of a box plot's outliers, or false."),
    ]
    + Property.withoutEffect(
      "tooltip", "cursor", "href", "aria", "ariaRole", "ariaRoleDescription", "description", "name",
      "strokeOffset")

  private static let placing: [Property<MarkSpec>] = [
    Property("x", \.x, "A fixed place in pixels, or 'width'."),
    Property("y", \.y, "A fixed place in pixels, or 'height'."),
    Property("x2", \.x2, "A fixed second place in pixels, or 'width'."),
    Property("y2", \.y2, "A fixed second place in pixels, or 'height'."),
    Property("xOffset", \.xOffset, "Pixels added to x. Default: 0."),
    Property("yOffset", \.yOffset, "Pixels added to y. Default: 0."),
    Property("x2Offset", \.x2Offset, "Pixels added to x2. Default: 0."),
    Property("y2Offset", \.y2Offset, "Pixels added to y2. Default: 0."),
    Property("width", \.width, "The width in pixels, or {band: share}. Default: by mark."),
    Property("height", \.height, "The height in pixels, or {band: share}. Default: by mark."),
    Property("size", \.size, "The area of a point in square pixels, or a bar's thickness."),
    Property("shape", \.shape, "The shape of a point, or an SVG path."),
    Property("angle", \.angle, "Clockwise rotation in degrees. Default: 0."),
    Property("radius", \.radius, "The outer radius of an arc, or the distance of a text."),
    Property("radius2", \.radius2, "The inner radius of an arc. Default: 0."),
    Property("outerRadius", \.outerRadius, "The outer radius of an arc."),
    Property("innerRadius", \.innerRadius, "The inner radius of an arc. Default: 0."),
    Property("theta", \.theta, "The angle of a text or arc in radians."),
    Property("theta2", \.theta2, "The end angle of an arc in radians."),
    Property("padAngle", \.padAngle, "The gap between arcs in radians. Default: 0."),
    Property("radiusOffset", \.radiusOffset, "Pixels added to radius. Default: 0."),
    Property("radius2Offset", \.radius2Offset, "Pixels added to radius2. Default: 0."),
    Property("thetaOffset", \.thetaOffset, "Radians added to theta. Default: 0."),
    Property("theta2Offset", \.theta2Offset, "Radians added to theta2. Default: 0."),
    Property("cornerRadius", \.cornerRadius, "The radius of all corners. Default: 0."),
    Property("cornerRadiusTopLeft", \.cornerRadiusTopLeft, "The radius of one corner."),
    Property("cornerRadiusTopRight", \.cornerRadiusTopRight, "The radius of one corner."),
    Property("cornerRadiusBottomLeft", \.cornerRadiusBottomLeft, "The radius of one corner."),
    Property("cornerRadiusBottomRight", \.cornerRadiusBottomRight, "The radius of one corner."),
    Property("cornerRadiusEnd", \.cornerRadiusEnd, "The radius of the two corners at a bar's end."),
    Property("binSpacing", \.binSpacing, "Pixels between bars of bins. Default: 1."),
    Property(
      "continuousBandSize", \.continuousBandSize, "A bar's thickness on a continuous scale."),
    Property("discreteBandSize", \.discreteBandSize, "A bar's thickness on a discrete scale."),
    Property("minBandSize", \.minBandSize, "The least thickness of a bar. Default: 0.25."),
    Property("bandSize", \.bandSize, "The length of a tick in pixels."),
    Property("thickness", \.thickness, "The thickness of a tick. Default: 1."),
    Property(
      "timeUnitBandSize", \.timeUnitBandSize, "The share of a time unit's band. Default: 1."),
    Property(
      "timeUnitBandPosition", \.timeUnitBandPosition,
      "The place in a time unit's band. Default: 0.5."),
  ]

  private static let painting: [Property<MarkSpec>] = [
    Property("blend", \.blend, "How the colours mix with those below. Default: they cover them."),
    Property("color", \.color, "The colour of the mark. Default: the first of the palette."),
    Property("fill", \.fill, "The colour of the inside; goes before color."),
    Property("stroke", \.stroke, "The colour of the line; goes before color."),
    Property("opacity", \.opacity, "The opacity of the mark, 0 to 1."),
    Property("fillOpacity", \.fillOpacity, "The opacity of the inside, 0 to 1. Default: 1."),
    Property("strokeOpacity", \.strokeOpacity, "The opacity of the line, 0 to 1. Default: 1."),
    Property("strokeWidth", \.strokeWidth, "The width of the line in pixels."),
    Property("strokeDash", \.strokeDash, "Dashes and gaps in pixels."),
    Property("strokeDashOffset", \.strokeDashOffset, "Where in the dashes a line starts."),
    Property("strokeCap", \.strokeCap, "The ends of lines. Default: butt."),
    Property("strokeJoin", \.strokeJoin, "The joins of lines. Default: miter."),
    Property("strokeMiterLimit", \.strokeMiterLimit, "The longest point of a miter join."),
  ]

  private static let lines: [Property<MarkSpec>] = [
    Property(
      "order", \.order, "Null or false: a line goes through the rows in their own order."),
    Property("interpolate", \.interpolate, "How a line runs between points. Default: linear."),
    Property("tension", \.tension, "The tension of a cardinal curve. Default: 0."),
    Property("line", \.line, "A line along an area. Default: false."),
    Property("point", \.point, "Points on a line or area. Default: by the theme."),
  ]

  private static let texts: [Property<MarkSpec>] = [
    Property("text", \.text, "The text, if it is not encoded."),
    Property("align", \.align, "Which part of the text stands at x. Default: center."),
    Property("baseline", \.baseline, "Which part of the text stands at y. Default: middle."),
    Property("dx", \.dx, "Pixels that the text is moved right. Default: 0."),
    Property("dy", \.dy, "Pixels that the text is moved down. Default: 0."),
    Property("font", \.font, "The font family. Default: the theme's."),
    Property("fontSize", \.fontSize, "The size of the type in pixels. Default: the theme's."),
    Property("fontStyle", \.fontStyle, "Normal or italic. Default: normal."),
    Property("fontWeight", \.fontWeight, "The weight of the type. Default: normal."),
    Property("lineHeight", \.lineHeight, "The distance of lines. Default: 1.2 of the size."),
    Property("limit", \.limit, "The greatest width in pixels. Default: no limit."),
    Property("ellipsis", \.ellipsis, "What stands for the part cut off by limit. Default: …"),
    Property("dir", \.dir, "The direction of writing, which tells the side that is cut."),
    Property("lineBreak", \.lineBreak, "The text at which lines are broken."),
    Property("lang", \.lang, "Ours: the language of the text, which chooses its glyphs."),
    Property(
      "halo", \.halo, "Ours: a rim that keeps text readable over marks. Default: the theme's."),
    Property("avoid", \.avoid, "Ours: labels avoid marks and each other. Default: false."),
  ]
}

extension MarkSpec {
  /// Whether `color` fills: by default lines, rules and points are only stroked.
  var isFilled: Bool { filled ?? !(type == .point || type == .line || type == .rule) }
}

/// `{band: 0.7}`: a share of a band.
struct BandSizeSpec: SpecObject {
  var band: Double?
  static let noun = "a size"
  static let properties = [Property<BandSizeSpec>("band", \.band, "The share of the band, 0 to 1.")]
}

/// `{color: white, width: 2.2}`: a rim around letters.
struct HaloSpec: SpecObject {
  var color: ColorSpec?
  var width: Double?
  static let noun = "a halo"
  static let properties = [
    Property<HaloSpec>("color", \.color, "The colour. Default: white."),
    Property<HaloSpec>("width", \.width, "The width in pixels. Default: 2.2."),
  ]
}

/// A mark inside another mark's definition: the properties as written, read when they are needed.
struct MarkOverlay: SpecValue {
  var node: Node
  static var expectation: String { "mark properties" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    MarkSpec.schema(&definitions)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> MarkOverlay? {
    guard MarkSpec.read(node, &reader) != nil else { return nil }
    return MarkOverlay(node: node)
  }
}

/// `true`, `false`, `"transparent"` or mark properties.
enum PointOverlaySpec: SpecValue {
  case off, on, transparent
  case mark(MarkOverlay)

  static var expectation: String { "true, false, 'transparent' or mark properties" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.boolean, .words(["transparent"]), MarkSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> PointOverlaySpec? {
    if let flag = node.bool { return flag ? .on : .off }
    if node.string == "transparent" { return .transparent }
    if node.members != nil { return MarkOverlay.read(node, &reader).map { .mark($0) } }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

/// What labels keep clear of.
struct AvoidSpec: SpecValue, Hashable {
  /// What a label may keep clear of.
  enum Thing: String, SpecWord, Hashable {
    case marks, labels
    static let noun = "a thing to avoid"
  }

  var things: Set<Thing>

  static var expectation: String { "true, false or a list of 'marks' and 'labels'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.boolean, .array(Thing.schema(&definitions)))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> AvoidSpec? {
    if let flag = node.bool { return AvoidSpec(things: flag ? [.marks, .labels] : []) }
    if node.elements != nil {
      return [Thing].read(node, &reader).map { AvoidSpec(things: Set($0)) }
    }
    reader.mismatch(node, expected: expectation)
    return nil
  }
}

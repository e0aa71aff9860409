/// A legend as asked for; also what a configuration says of it.
struct LegendSpec: SpecObject {
  var title: Nullable<TextLines>?
  var orient: LegendOrient?
  var legendX: Double?
  var legendY: Double?
  var type: LegendType?
  var direction: Orientation?
  var symbolDirection: Orientation?
  var gradientDirection: Orientation?
  var columns: Double?
  var columnPadding: Double?
  var rowPadding: Double?
  var gridAlign: GridAlign?
  var clipHeight: Double?
  var offset: Double?
  var padding: Double?
  var zindex: Double?
  var values: [ScalarSpec]?
  var format: FormatSpec?
  var formatType: FormatType?
  var labelExpr: LabelExpression?
  var tickCount: TickCountSpec?
  var tickMinStep: Double?
  var cornerRadius: Double?
  var fillColor: Nullable<PaintSpec>?
  var strokeColor: Nullable<PaintSpec>?
  var strokeDash: [Double]?
  var strokeWidth: Double?
  var gradientLength: Double?
  var gradientThickness: Double?
  var gradientOpacity: Double?
  var gradientStrokeColor: Nullable<PaintSpec>?
  var gradientStrokeWidth: Double?
  var gradientHorizontalMaxLength: Double?
  var gradientHorizontalMinLength: Double?
  var gradientVerticalMaxLength: Double?
  var gradientVerticalMinLength: Double?
  var gradientLabelLimit: Double?
  var gradientLabelOffset: Double?
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelColor: Nullable<PaintSpec>?
  var labelFont: String?
  var labelFontSize: Double?
  var labelFontStyle: FontStyle?
  var labelFontWeight: FontWeight?
  var labelLimit: Double?
  var labelOffset: Double?
  var labelOpacity: Double?
  var labelOverlap: LabelOverlap?
  var labelSeparation: Double?
  var symbolDash: [Double]?
  var symbolDashOffset: Double?
  var symbolFillColor: Nullable<PaintSpec>?
  var symbolLimit: Double?
  var symbolOffset: Double?
  var symbolOpacity: Double?
  var symbolSize: Double?
  var symbolStrokeColor: Nullable<PaintSpec>?
  var symbolStrokeWidth: Double?
  var symbolType: String?
  var titleAlign: HorizontalAlign?
  var titleAnchor: Nullable<TitleAnchor>?
  var titleBaseline: VerticalAlign?
  var titleColor: Nullable<PaintSpec>?
  var titleFont: String?
  var titleFontSize: Double?
  var titleFontStyle: FontStyle?
  var titleFontWeight: FontWeight?
  var titleLimit: Double?
  var titleLineHeight: Double?
  var titleOpacity: Double?
  var titleOrient: Orient?
  var titlePadding: Double?
  var disable: Bool?
  var layout: LegendLayoutSpec?
  var symbolBaseFillColor: Nullable<PaintSpec>?
  var symbolBaseStrokeColor: Nullable<PaintSpec>?

  static let noun = "a legend"

  static let properties: [Property<LegendSpec>] =
    place + labelTexts + titleTexts + symbols + gradients
    + Property.withoutEffect(
      "unselectedOpacity", "style", "aria", "description", "tickRound", "labelPadding")

  private static let place: [Property<LegendSpec>] = [
    Property("title", \.title, "The title. Default: by the field; null for none."),
    Property(
      "orient", \.orient, "The side of the plot, or ours: 'direct' labels beside the marks."),
    Property("legendX", \.legendX, "Where it stands in the plot, with orient 'none'. Default: 0."),
    Property("legendY", \.legendY, "Where it stands in the plot, with orient 'none'. Default: 0."),
    Property("type", \.type, "'symbol' or 'gradient'. Default: by the scale."),
    Property("direction", \.direction, "How the entries run. Default: by the side."),
    Property("symbolDirection", \.symbolDirection, "The direction of legends of symbols."),
    Property("gradientDirection", \.gradientDirection, "The direction of gradients."),
    Property("columns", \.columns, "How many columns the entries have. Default: by direction."),
    Property("columnPadding", \.columnPadding, "Pixels between columns."),
    Property("rowPadding", \.rowPadding, "Pixels between rows."),
    Property("gridAlign", \.gridAlign, "How rows and columns are aligned. Default: each."),
    Property("clipHeight", \.clipHeight, "The height of an entry, to which its symbol is cut."),
    Property("offset", \.offset, "Pixels from the plot."),
    Property("padding", \.padding, "Pixels around the legend. Default: 0."),
    Property("zindex", \.zindex, "0 draws behind the marks, 1 before them."),
    Property("values", \.values, "The values that get an entry."),
    Property("format", \.format, "How labels are formatted (d3-format)."),
    Property("formatType", \.formatType, "'number' or 'time'."),
    Property("labelExpr", \.labelExpr, "An expression that gives the text of a label."),
    Property("tickCount", \.tickCount, "About how many entries of a continuous scale."),
    Property("tickMinStep", \.tickMinStep, "The least step between entries."),
    Property("cornerRadius", \.cornerRadius, "The radius of the frame's corners."),
    Property("fillColor", \.fillColor, "The colour behind the legend. Default: none."),
    Property("strokeColor", \.strokeColor, "The colour of the frame. Default: none."),
    Property("strokeDash", \.strokeDash, "Dashes of the frame."),
    Property("strokeWidth", \.strokeWidth, "The width of the frame."),
    Property("disable", \.disable, "Whether legends are left out by the configuration."),
    Property("layout", \.layout, "How several legends stand together."),
  ]

  private static let gradients: [Property<LegendSpec>] = [
    Property("gradientLength", \.gradientLength, "The length of a gradient. Default: the plot's."),
    Property("gradientThickness", \.gradientThickness, "The thickness of a gradient."),
    Property("gradientOpacity", \.gradientOpacity, "The opacity of a gradient."),
    Property("gradientStrokeColor", \.gradientStrokeColor, "The colour of its frame."),
    Property("gradientStrokeWidth", \.gradientStrokeWidth, "The width of its frame."),
    Property(
      "gradientHorizontalMaxLength", \.gradientHorizontalMaxLength, "Its greatest length."),
    Property("gradientHorizontalMinLength", \.gradientHorizontalMinLength, "Its least length."),
    Property("gradientVerticalMaxLength", \.gradientVerticalMaxLength, "Its greatest length."),
    Property("gradientVerticalMinLength", \.gradientVerticalMinLength, "Its least length."),
    Property("gradientLabelLimit", \.gradientLabelLimit, "The greatest width of its labels."),
    Property("gradientLabelOffset", \.gradientLabelOffset, "Pixels between gradient and labels."),
  ]

  private static let labelTexts: [Property<LegendSpec>] = [
    Property("labelAlign", \.labelAlign, "The alignment of labels."),
    Property("labelBaseline", \.labelBaseline, "The vertical alignment of labels."),
    Property("labelColor", \.labelColor, "The colour of labels."),
    Property("labelFont", \.labelFont, "The font of labels."),
    Property("labelFontSize", \.labelFontSize, "The size of labels."),
    Property("labelFontStyle", \.labelFontStyle, "Normal or italic."),
    Property("labelFontWeight", \.labelFontWeight, "The weight of labels."),
    Property("labelLimit", \.labelLimit, "The greatest width of a label."),
    Property("labelOffset", \.labelOffset, "Pixels between symbol and label."),
    Property("labelOpacity", \.labelOpacity, "The opacity of labels."),
    Property("labelOverlap", \.labelOverlap, "How overlapping labels of a gradient are dropped."),
    Property("labelSeparation", \.labelSeparation, "The least distance of labels."),
  ]

  private static let symbols: [Property<LegendSpec>] = [
    Property("symbolDash", \.symbolDash, "Dashes of symbols."),
    Property("symbolDashOffset", \.symbolDashOffset, "Where the dashes of symbols begin."),
    Property("symbolFillColor", \.symbolFillColor, "The fill of symbols."),
    Property("symbolLimit", \.symbolLimit, "The greatest number of entries. Default: 30."),
    Property("symbolOffset", \.symbolOffset, "Pixels that symbols are moved right."),
    Property("symbolOpacity", \.symbolOpacity, "The opacity of symbols."),
    Property("symbolSize", \.symbolSize, "The area of symbols."),
    Property("symbolStrokeColor", \.symbolStrokeColor, "The stroke of symbols."),
    Property("symbolStrokeWidth", \.symbolStrokeWidth, "The width of symbols' strokes."),
    Property("symbolType", \.symbolType, "The shape of symbols."),
    Property(
      "symbolBaseFillColor", \.symbolBaseFillColor, "The fill of symbols without a fill scale."),
    Property(
      "symbolBaseStrokeColor", \.symbolBaseStrokeColor,
      "The stroke of symbols without a stroke scale."),
  ]

  private static let titleTexts: [Property<LegendSpec>] = [
    Property("titleAlign", \.titleAlign, "The alignment of the title."),
    Property("titleAnchor", \.titleAnchor, "The place of the title along its side."),
    Property("titleBaseline", \.titleBaseline, "The vertical alignment of the title."),
    Property("titleColor", \.titleColor, "The colour of the title."),
    Property("titleFont", \.titleFont, "The font of the title."),
    Property("titleFontSize", \.titleFontSize, "The size of the title."),
    Property("titleFontStyle", \.titleFontStyle, "Normal or italic."),
    Property("titleFontWeight", \.titleFontWeight, "The weight of the title."),
    Property("titleLimit", \.titleLimit, "The greatest width of the title."),
    Property("titleLineHeight", \.titleLineHeight, "The distance of the title's lines."),
    Property("titleOpacity", \.titleOpacity, "The opacity of the title."),
    Property("titleOrient", \.titleOrient, "The side of the entries. Default: top."),
    Property("titlePadding", \.titlePadding, "Pixels between title and entries."),
  ]
}

/// Where a legend stands.
enum LegendOrient: String, SpecWord, Hashable {
  case none, left, right, top, bottom
  case topLeft = "top-left"
  case topRight = "top-right"
  case bottomLeft = "bottom-left"
  case bottomRight = "bottom-right"
  /// Ours: labels beside the marks in place of a legend.
  case direct
  static let noun = "a place for a legend"
}

/// What a legend shows: single symbols or a run of colours.
enum LegendType: String, SpecWord, Hashable {
  case symbol, gradient
  static let noun = "a type of legend"
}

/// How several legends stand together: for all sides, or for one of them.
struct LegendLayoutSpec: SpecObject {
  var anchor: TitleAnchor?
  var direction: Orientation?
  var margin: Double?
  var offset: Double?
  var center: Bool?
  var sides: [LegendOrient: LegendStackSpec] = [:]

  static let noun = "a layout of legends"
  static let properties: [Property<LegendLayoutSpec>] =
    [
      Property("anchor", \.anchor, "Where along its side the legends stand. Default: start."),
      Property("direction", \.direction, "How several legends run. Default: along the side."),
      Property("margin", \.margin, "Pixels between legends. Default: 8."),
      Property("offset", \.offset, "Pixels from the plot."),
      Property("center", \.center, "Whether legends are centred on each other. Default: false."),
    ] + [side("left", .left), side("right", .right), side("top", .top), side("bottom", .bottom)]
    + [
      side("top-left", .topLeft), side("top-right", .topRight),
      side("bottom-left", .bottomLeft), side("bottom-right", .bottomRight),
    ] + Property.withoutEffect("bounds")

  private static func side(_ name: String, _ orient: LegendOrient) -> Property<LegendLayoutSpec> {
    Property(name, \.sides[orient], "The layout of legends there.")
  }

  /// What is asked for a place.
  func stack(_ orient: LegendOrient) -> LegendStackSpec {
    var all = LegendStackSpec()
    (all.anchor, all.direction, all.margin, all.offset, all.center) =
      (anchor, direction, margin, offset, center)
    return all.merged(with: sides[orient])
  }
}

/// How the legends of one place stand together.
struct LegendStackSpec: SpecObject {
  var anchor: TitleAnchor?
  var direction: Orientation?
  var margin: Double?
  var offset: Double?
  var center: Bool?

  static let noun = "a layout of legends"
  static let properties: [Property<LegendStackSpec>] =
    [
      Property("anchor", \.anchor, "Where along its side the legends stand. Default: start."),
      Property("direction", \.direction, "How several legends run. Default: along the side."),
      Property("margin", \.margin, "Pixels between legends. Default: 8."),
      Property("offset", \.offset, "Pixels from the plot."),
      Property("center", \.center, "Whether legends are centred on each other. Default: false."),
    ] + Property.withoutEffect("bounds")
}

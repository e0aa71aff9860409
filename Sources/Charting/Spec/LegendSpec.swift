/// A legend as asked for; also what a configuration says of it.
struct LegendSpec: SpecObject {
  var title: Nullable<TextLines>?
  var orient: LegendOrient?
  var type: String?
  var direction: Orientation?
  var columns: Double?
  var columnPadding: Double?
  var rowPadding: Double?
  var offset: Double?
  var padding: Double?
  var zindex: Double?
  var style: Either<String, [String]>?
  var values: [ScalarSpec]?
  var format: FormatSpec?
  var formatType: FormatType?
  var labelExpr: LabelExpression?
  var tickCount: TickCountSpec?
  var tickMinStep: Double?
  var cornerRadius: Double?
  var strokeDash: [Double]?
  var strokeWidth: Double?
  var gradientLength: Double?
  var gradientThickness: Double?
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
  var labelPadding: Double?
  var labelSeparation: Double?
  var symbolLimit: Double?
  var symbolSize: Double?
  var symbolStrokeWidth: Double?
  var symbolType: String?
  var titleAlign: HorizontalAlign?
  var titleAnchor: Nullable<TitleAnchor>?
  var titleColor: Nullable<PaintSpec>?
  var titleFont: String?
  var titleFontSize: Double?
  var titleFontStyle: FontStyle?
  var titleFontWeight: FontWeight?
  var titleLimit: Double?
  var titleLineHeight: Double?
  var titleOpacity: Double?
  var titlePadding: Double?
  var disable: Bool?
  var symbolBaseFillColor: Nullable<PaintSpec>?
  var symbolBaseStrokeColor: Nullable<PaintSpec>?

  static let noun = "a legend"

  static let properties: [Property<LegendSpec>] =
    [
      Property("title", \.title, "The title. Default: by the field; null for none."),
      Property(
        "orient", \.orient, "The side of the plot, or ours: 'direct' labels beside the marks."),
      Property("type", \.type, "'symbol' or 'gradient'. Default: by the scale."),
      Property("direction", \.direction, "How the entries run. Default: by the side."),
      Property("columns", \.columns, "How many columns the entries have."),
      Property("columnPadding", \.columnPadding, "Pixels between columns."),
      Property("rowPadding", \.rowPadding, "Pixels between rows."),
      Property("offset", \.offset, "Pixels from the plot."),
      Property("padding", \.padding, "Pixels around the legend. Default: 0."),
      Property("zindex", \.zindex, "0 draws behind the marks, 1 before them."),
      Property("style", \.style, "Names of styles in the configuration."),
      Property("values", \.values, "The values that get an entry."),
      Property("format", \.format, "How labels are formatted (d3-format)."),
      Property("formatType", \.formatType, "'number' or 'time'."),
      Property("labelExpr", \.labelExpr, "An expression that gives the text of a label."),
      Property("tickCount", \.tickCount, "About how many entries of a continuous scale."),
      Property("tickMinStep", \.tickMinStep, "The least step between entries."),
      Property("cornerRadius", \.cornerRadius, "The radius of the frame's corners."),
      Property("strokeDash", \.strokeDash, "Dashes of the frame."),
      Property("strokeWidth", \.strokeWidth, "The width of the frame."),
      Property("gradientLength", \.gradientLength, "The length of a gradient."),
      Property("gradientThickness", \.gradientThickness, "The thickness of a gradient."),
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
      Property("labelOverlap", \.labelOverlap, "How overlapping labels are dropped."),
      Property("labelPadding", \.labelPadding, "Pixels between symbol and label."),
      Property("labelSeparation", \.labelSeparation, "The least distance of labels."),
      Property("symbolLimit", \.symbolLimit, "The greatest number of entries. Default: 30."),
      Property("symbolSize", \.symbolSize, "The area of symbols."),
      Property("symbolStrokeWidth", \.symbolStrokeWidth, "The width of symbols' strokes."),
      Property("symbolType", \.symbolType, "The shape of symbols."),
      Property("titleAlign", \.titleAlign, "The alignment of the title."),
      Property("titleAnchor", \.titleAnchor, "The place of the title."),
      Property("titleColor", \.titleColor, "The colour of the title."),
      Property("titleFont", \.titleFont, "The font of the title."),
      Property("titleFontSize", \.titleFontSize, "The size of the title."),
      Property("titleFontStyle", \.titleFontStyle, "Normal or italic."),
      Property("titleFontWeight", \.titleFontWeight, "The weight of the title."),
      Property("titleLimit", \.titleLimit, "The greatest width of the title."),
      Property("titleLineHeight", \.titleLineHeight, "The distance of the title's lines."),
      Property("titleOpacity", \.titleOpacity, "The opacity of the title."),
      Property("titlePadding", \.titlePadding, "Pixels between title and entries."),
      Property("disable", \.disable, "Whether legends are left out by the configuration."),
      Property(
        "symbolBaseFillColor", \.symbolBaseFillColor, "The fill of symbols without a fill scale."),
      Property(
        "symbolBaseStrokeColor", \.symbolBaseStrokeColor,
        "The stroke of symbols without a stroke scale."),
    ].later(
      "columns", "padding", "cornerRadius", "strokeDash", "strokeWidth", "labelAlign",
      "labelBaseline", "labelOpacity", "labelOverlap", "labelPadding", "labelSeparation",
      "symbolStrokeWidth", "titleAlign", "titleAnchor", "titleLineHeight", "titleOpacity", "zindex",
      "style", "tickCount", "tickMinStep")
    + Property.unsupported(
      "legendX", "legendY", "clipHeight", "fillColor", "strokeColor", "gradientOpacity",
      "gradientStrokeColor", "gradientStrokeWidth", "gridAlign", "symbolDash", "symbolDashOffset",
      "symbolFillColor", "symbolOffset", "symbolOpacity", "symbolStrokeColor", "titleBaseline",
      "titleOrient", "layout", "gradientDirection", "gradientHorizontalMaxLength",
      "gradientHorizontalMinLength", "gradientVerticalMaxLength", "gradientVerticalMinLength",
      "gradientLabelLimit", "gradientLabelOffset", "symbolDirection")
    + Property.withoutEffect("unselectedOpacity", "aria", "description", "tickRound")
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

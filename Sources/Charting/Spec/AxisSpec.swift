import Notation

/// An axis as asked for; also what a configuration says of it.
struct AxisSpec: SpecObject {
  var title: Nullable<TextLines>?
  var orient: Orient?
  var position: Double?
  var offset: Double?
  var zindex: Double?
  var style: Either<String, [String]>?
  var minExtent: Double?
  var bandPosition: Double?
  var values: [ScalarSpec]?
  var format: FormatSpec?
  var formatType: FormatType?
  var labelExpr: LabelExpression?
  var tickCount: TickCountSpec?
  var tickMinStep: Double?
  var ticks: Bool?
  var tickSize: Double?
  var tickWidth: Double?
  var tickColor: Nullable<PaintSpec>?
  var tickDash: [Double]?
  var tickCap: StrokeCap?
  var tickOpacity: Double?
  var grid: Bool?
  var gridColor: Nullable<PaintSpec>?
  var gridWidth: Double?
  var gridDash: [Double]?
  var gridCap: StrokeCap?
  var gridOpacity: Double?
  var domain: Bool?
  var domainColor: Nullable<PaintSpec>?
  var domainWidth: Double?
  var domainDash: [Double]?
  var domainCap: StrokeCap?
  var domainOpacity: Double?
  var labels: Bool?
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelAngle: Double?
  var labelColor: Nullable<PaintSpec>?
  var labelFlush: Either<Bool, Double>?
  var labelFont: String?
  var labelFontSize: Double?
  var labelFontStyle: FontStyle?
  var labelFontWeight: FontWeight?
  var labelLimit: Double?
  var labelLineHeight: Double?
  var labelOffset: Double?
  var labelOpacity: Double?
  var labelOverlap: LabelOverlap?
  var labelPadding: Distance?
  var labelSeparation: Double?
  var titleAlign: HorizontalAlign?
  var titleAnchor: Nullable<TitleAnchor>?
  var titleAngle: Double?
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

  static let noun = "an axis"

  static let properties: [Property<AxisSpec>] =
    [
      Property("title", \.title, "The title. Default: by the field; null for none."),
      Property("orient", \.orient, "The side of the plot. Default: bottom for x, left for y."),
      Property("position", \.position, "Pixels from the side. Default: 0."),
      Property("offset", \.offset, "Pixels that the axis is moved out. Default: 0."),
      Property("zindex", \.zindex, "0 draws behind the marks, 1 before them. Default: 0."),
      Property("style", \.style, "Names of styles in the configuration."),
      Property("minExtent", \.minExtent, "The least room of ticks and labels. Default: 0."),
      Property("bandPosition", \.bandPosition, "Where in a band ticks stand. Default: 0.5."),
      Property("values", \.values, "The values that get ticks and labels."),
      Property("format", \.format, "How labels are formatted (d3-format). Default: by the scale."),
      Property("formatType", \.formatType, "'number' or 'time'."),
      Property("labelExpr", \.labelExpr, "An expression that gives the text of a label."),
      Property("tickCount", \.tickCount, "About how many ticks. Default: by the size."),
      Property("tickMinStep", \.tickMinStep, "The least step between ticks."),
      Property("ticks", \.ticks, "Whether ticks are drawn."),
      Property("tickSize", \.tickSize, "The length of ticks."),
      Property("tickWidth", \.tickWidth, "The width of ticks."),
      Property("tickColor", \.tickColor, "The colour of ticks."),
      Property("tickDash", \.tickDash, "Dashes of ticks."),
      Property("tickCap", \.tickCap, "The ends of ticks."),
      Property("tickOpacity", \.tickOpacity, "The opacity of ticks."),
      Property("grid", \.grid, "Whether grid lines are drawn. Default: by the scale."),
      Property("gridColor", \.gridColor, "The colour of grid lines."),
      Property("gridWidth", \.gridWidth, "The width of grid lines."),
      Property("gridDash", \.gridDash, "Dashes of grid lines."),
      Property("gridCap", \.gridCap, "The ends of grid lines."),
      Property("gridOpacity", \.gridOpacity, "The opacity of grid lines."),
      Property("domain", \.domain, "Whether the line of the axis is drawn."),
      Property("domainColor", \.domainColor, "The colour of the line."),
      Property("domainWidth", \.domainWidth, "The width of the line."),
      Property("domainDash", \.domainDash, "Dashes of the line."),
      Property("domainCap", \.domainCap, "The ends of the line."),
      Property("domainOpacity", \.domainOpacity, "The opacity of the line."),
      Property("labels", \.labels, "Whether labels are drawn. Default: true."),
      Property("labelAlign", \.labelAlign, "Which part of a label stands at its tick."),
      Property("labelBaseline", \.labelBaseline, "Which part of a label stands at its tick."),
      Property("labelAngle", \.labelAngle, "Rotation of labels in degrees."),
      Property("labelColor", \.labelColor, "The colour of labels."),
      Property("labelFlush", \.labelFlush, "Whether the end labels are moved inside the axis."),
      Property("labelFont", \.labelFont, "The font of labels."),
      Property("labelFontSize", \.labelFontSize, "The size of labels."),
      Property("labelFontStyle", \.labelFontStyle, "Normal or italic."),
      Property("labelFontWeight", \.labelFontWeight, "The weight of labels."),
      Property("labelLimit", \.labelLimit, "The greatest width of a label."),
      Property("labelLineHeight", \.labelLineHeight, "The distance of a label's lines."),
      Property("labelOffset", \.labelOffset, "Pixels that labels are moved along the axis."),
      Property("labelOpacity", \.labelOpacity, "The opacity of labels."),
      Property("labelOverlap", \.labelOverlap, "How overlapping labels are dropped."),
      Property("labelPadding", \.labelPadding, "Pixels between ticks and labels."),
      Property("labelSeparation", \.labelSeparation, "The least distance of labels. Default: 0."),
      Property("titleAlign", \.titleAlign, "Which part of the title stands at its place."),
      Property("titleAnchor", \.titleAnchor, "Where along the axis the title stands."),
      Property("titleAngle", \.titleAngle, "Rotation of the title in degrees."),
      Property("titleColor", \.titleColor, "The colour of the title."),
      Property("titleFont", \.titleFont, "The font of the title."),
      Property("titleFontSize", \.titleFontSize, "The size of the title."),
      Property("titleFontStyle", \.titleFontStyle, "Normal or italic."),
      Property("titleFontWeight", \.titleFontWeight, "The weight of the title."),
      Property("titleLimit", \.titleLimit, "The greatest width of the title."),
      Property("titleLineHeight", \.titleLineHeight, "The distance of the title's lines."),
      Property("titleOpacity", \.titleOpacity, "The opacity of the title."),
      Property("titlePadding", \.titlePadding, "Pixels between labels and title."),
      Property("disable", \.disable, "Whether the axis is left out by the configuration."),
    ].later("titleLimit", "titleAlign", "labelLineHeight")
    + Property.unsupported(
      "maxExtent", "tickExtra", "tickBand", "tickDashOffset", "tickOffset", "gridDashOffset",
      "domainDashOffset", "labelBound", "labelFlushOffset", "titleBaseline", "titleX", "titleY")
    + Property.withoutEffect("translate", "tickRound", "aria", "description")
}

/// A header as asked for; also what a configuration says of it.
struct HeaderSpec: SpecObject {
  var title: Nullable<TextLines>?
  var orient: Orient?
  var labelOrient: Orient?
  var titleOrient: Orient?
  var labels: Bool?
  var format: FormatSpec?
  var formatType: FormatType?
  var labelExpr: LabelExpression?
  var labelAlign: HorizontalAlign?
  var labelAnchor: Nullable<TitleAnchor>?
  var labelAngle: Double?
  var labelBaseline: VerticalAlign?
  var labelColor: Nullable<PaintSpec>?
  var labelFont: String?
  var labelFontSize: Double?
  var labelFontStyle: FontStyle?
  var labelFontWeight: FontWeight?
  var labelLimit: Double?
  var labelLineHeight: Double?
  var labelPadding: Double?
  var titleAlign: HorizontalAlign?
  var titleAnchor: Nullable<TitleAnchor>?
  var titleAngle: Double?
  var titleBaseline: VerticalAlign?
  var titleColor: Nullable<PaintSpec>?
  var titleFont: String?
  var titleFontSize: Double?
  var titleFontStyle: FontStyle?
  var titleFontWeight: FontWeight?
  var titleLimit: Double?
  var titleLineHeight: Double?
  var titlePadding: Double?

  static let noun = "a header"

  static let properties: [Property<HeaderSpec>] =
    [
      Property(
        "title", \.title, "The title over all headers. Default: by the field; null for none."),
      Property("orient", \.orient, "The side of the facets, for labels and title."),
      Property("labelOrient", \.labelOrient, "The side of labels. Default: top, or left of rows."),
      Property("titleOrient", \.titleOrient, "The side of the title. Default: that of labels."),
      Property("labels", \.labels, "Whether each facet has its label. Default: true."),
      Property("format", \.format, "How labels are formatted (d3-format)."),
      Property("formatType", \.formatType, "'number' or 'time'."),
      Property("labelExpr", \.labelExpr, "An expression that gives the text of a label."),
      Property("labelAlign", \.labelAlign, "The alignment of labels."),
      Property("labelAnchor", \.labelAnchor, "Where along the facet a label stands."),
      Property("labelAngle", \.labelAngle, "Rotation of labels in degrees."),
      Property("labelBaseline", \.labelBaseline, "The vertical alignment of labels."),
      Property("labelColor", \.labelColor, "The colour of labels."),
      Property("labelFont", \.labelFont, "The font of labels."),
      Property("labelFontSize", \.labelFontSize, "The size of labels."),
      Property("labelFontStyle", \.labelFontStyle, "Normal or italic."),
      Property("labelFontWeight", \.labelFontWeight, "The weight of labels."),
      Property("labelLimit", \.labelLimit, "The greatest width of a label."),
      Property("labelLineHeight", \.labelLineHeight, "The distance of a label's lines."),
      Property("labelPadding", \.labelPadding, "Pixels between label and facet. Default: 10."),
      Property("titleAlign", \.titleAlign, "The alignment of the title."),
      Property("titleAnchor", \.titleAnchor, "Where along the facets the title stands."),
      Property("titleAngle", \.titleAngle, "Rotation of the title in degrees."),
      Property("titleBaseline", \.titleBaseline, "The vertical alignment of the title."),
      Property("titleColor", \.titleColor, "The colour of the title."),
      Property("titleFont", \.titleFont, "The font of the title."),
      Property("titleFontSize", \.titleFontSize, "The size of the title."),
      Property("titleFontStyle", \.titleFontStyle, "Normal or italic."),
      Property("titleFontWeight", \.titleFontWeight, "The weight of the title."),
      Property("titleLimit", \.titleLimit, "The greatest width of the title."),
      Property("titleLineHeight", \.titleLineHeight, "The distance of the title's lines."),
      Property("titlePadding", \.titlePadding, "Pixels between title and labels. Default: 10."),
    ] + Property.withoutEffect("style")
}

/// A title as asked for; also what a configuration says of it.
struct TitleSpec: SpecObject {
  var text: TextLines?
  var subtitle: TextLines?
  var anchor: Nullable<TitleAnchor>?
  var align: HorizontalAlign?
  var angle: Double?
  var baseline: VerticalAlign?
  var frame: TitleFrame?
  var orient: Orient?
  var offset: Double?
  var limit: Double?
  var style: Either<String, [String]>?
  var color: Nullable<PaintSpec>?
  var font: String?
  var fontSize: Double?
  var fontStyle: FontStyle?
  var fontWeight: FontWeight?
  var lineHeight: Double?
  var dx: Double?
  var dy: Double?
  var subtitleColor: Nullable<PaintSpec>?
  var subtitleFont: String?
  var subtitleFontSize: Double?
  var subtitleFontStyle: FontStyle?
  var subtitleFontWeight: FontWeight?
  var subtitleLineHeight: Double?
  var subtitlePadding: Double?
  var zindex: Double?

  static let noun = "a title"
  static var expectation: String { "a string, a list of strings, or an object with 'text'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(TextLines.schema(&definitions), objectSchema(&definitions))
  }

  static let properties: [Property<TitleSpec>] =
    [
      Property("text", \.text, "The lines of the title."),
      Property("subtitle", \.subtitle, "The lines under the title."),
      Property("anchor", \.anchor, "Where along the side the title stands."),
      Property("align", \.align, "The alignment of its lines."),
      Property("angle", \.angle, "Rotation in degrees."),
      Property("baseline", \.baseline, "The vertical alignment."),
      Property(
        "frame", \.frame,
        "Whether the anchor counts from the plot or from all. Default: by the theme."),
      Property("orient", \.orient, "The side of the chart. Default: top."),
      Property("offset", \.offset, "Pixels from the chart."),
      Property("limit", \.limit, "The greatest width."),
      Property("style", \.style, "Names of styles in the configuration."),
      Property("color", \.color, "The colour of the title."),
      Property("font", \.font, "The font of the title."),
      Property("fontSize", \.fontSize, "The size of the title."),
      Property("fontStyle", \.fontStyle, "Normal or italic."),
      Property("fontWeight", \.fontWeight, "The weight of the title."),
      Property("lineHeight", \.lineHeight, "The distance of its lines."),
      Property("dx", \.dx, "Pixels that it is moved right."),
      Property("dy", \.dy, "Pixels that it is moved down."),
      Property("subtitleColor", \.subtitleColor, "The colour of the subtitle."),
      Property("subtitleFont", \.subtitleFont, "The font of the subtitle."),
      Property("subtitleFontSize", \.subtitleFontSize, "The size of the subtitle."),
      Property("subtitleFontStyle", \.subtitleFontStyle, "Normal or italic."),
      Property("subtitleFontWeight", \.subtitleFontWeight, "The weight of the subtitle."),
      Property("subtitleLineHeight", \.subtitleLineHeight, "The distance of its lines."),
      Property("subtitlePadding", \.subtitlePadding, "Pixels between title and subtitle."),
      Property("zindex", \.zindex, "0 draws behind the marks, 1 before them."),
    ]
    + Property.withoutEffect("aria", "name", "fontColor")
}

import Notation

/// An axis as asked for; also what a configuration says of it.
struct AxisSpec: SpecObject {
  var title: Nullable<TextLines>?
  var orient: Orient?
  var position: Double?
  var translate: Double?
  var offset: Double?
  var zindex: Double?
  var style: Either<String, [String]>?
  var minExtent: Double?
  var maxExtent: Double?
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
  var tickBand: TickBand?
  var tickExtra: Bool?
  var tickRound: Bool?
  var tickOffset: Double?
  var tickDash: [Double]?
  var tickDashOffset: Double?
  var tickCap: StrokeCap?
  var tickOpacity: Double?
  var grid: Bool?
  var gridColor: Nullable<PaintSpec>?
  var gridWidth: Double?
  var gridDash: [Double]?
  var gridDashOffset: Double?
  var gridCap: StrokeCap?
  var gridOpacity: Double?
  var domain: Bool?
  var domainColor: Nullable<PaintSpec>?
  var domainWidth: Double?
  var domainDash: [Double]?
  var domainDashOffset: Double?
  var domainCap: StrokeCap?
  var domainOpacity: Double?
  var labels: Bool?
  var labelAlign: HorizontalAlign?
  var labelBaseline: VerticalAlign?
  var labelAngle: Double?
  var labelBound: Either<Bool, Double>?
  var labelColor: Nullable<PaintSpec>?
  var labelFlush: Either<Bool, Double>?
  var labelFlushOffset: Double?
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
  var titleBaseline: VerticalAlign?
  var titleColor: Nullable<PaintSpec>?
  var titleFont: String?
  var titleFontSize: Double?
  var titleFontStyle: FontStyle?
  var titleFontWeight: FontWeight?
  var titleLimit: Double?
  var titleLineHeight: Double?
  var titleOpacity: Double?
  var titlePadding: Double?
  var titleX: Double?
  var titleY: Double?
  var disable: Bool?
  /// What holds for single ticks, by tests of their value, label and index.
  var conditions: [AxisCondition] = []

  static let noun = "an axis"

  static let properties: [Property<AxisSpec>] =
    [
      Property("title", \.title, "The title. Default: by the field; null for none."),
      Property("orient", \.orient, "The side of the plot. Default: bottom for x, left for y."),
      Property("position", \.position, "Pixels that the axis is moved along its side. Default: 0."),
      Property("offset", \.offset, "Pixels that the axis is moved out. Default: 0."),
      Property("zindex", \.zindex, "0 draws behind the marks, 1 before them. Default: 0."),
      Property("style", \.style, "Names of styles in the configuration."),
      Property("minExtent", \.minExtent, "The least room of ticks and labels. Default: 0."),
      Property("maxExtent", \.maxExtent, "The greatest room of ticks and labels."),
      Property("bandPosition", \.bandPosition, "Where in a band ticks stand. Default: 0.5."),
      Property("values", \.values, "The values that get ticks and labels."),
      Property("format", \.format, "How labels are formatted (d3-format). Default: by the scale."),
      Property("formatType", \.formatType, "'number' or 'time'."),
      Property("labelExpr", \.labelExpr, "An expression that gives the text of a label."),
      Property("tickCount", \.tickCount, "About how many ticks. Default: by the size."),
      Property("tickMinStep", \.tickMinStep, "The least step between ticks."),
      Property("ticks", \.ticks, "Whether ticks are drawn."),
      Property(byTick: "tickSize", \.tickSize, "The length of ticks."),
      Property(
        "tickBand", \.tickBand, "Whether ticks stand in the middle or at the ends of bands."),
      Property("tickExtra", \.tickExtra, "Whether a tick stands before the first band."),
      Property(
        "translate", \.translate,
        "Pixels that the axis is moved right and down, so that lines are crisp. Default: by the theme."
      ),
      Property(
        "tickRound", \.tickRound, "Whether ticks stand on whole pixels. Default: by the theme."),
      Property("tickOffset", \.tickOffset, "Pixels that ticks are moved along the axis."),
      Property(byTick: "tickWidth", \.tickWidth, "The width of ticks."),
      Property(byTick: "tickColor", \.tickColor, "The colour of ticks."),
      Property(byTick: "tickDash", \.tickDash, "Dashes of ticks."),
      Property(byTick: "tickDashOffset", \.tickDashOffset, "Where the dashes of ticks begin."),
      Property("tickCap", \.tickCap, "The ends of ticks."),
      Property(byTick: "tickOpacity", \.tickOpacity, "The opacity of ticks."),
      Property("grid", \.grid, "Whether grid lines are drawn. Default: by the scale."),
      Property(byTick: "gridColor", \.gridColor, "The colour of grid lines."),
      Property(byTick: "gridWidth", \.gridWidth, "The width of grid lines."),
      Property(byTick: "gridDash", \.gridDash, "Dashes of grid lines."),
      Property(byTick: "gridDashOffset", \.gridDashOffset, "Where the dashes of grid lines begin."),
      Property("gridCap", \.gridCap, "The ends of grid lines."),
      Property(byTick: "gridOpacity", \.gridOpacity, "The opacity of grid lines."),
      Property("domain", \.domain, "Whether the line of the axis is drawn."),
      Property("domainColor", \.domainColor, "The colour of the line."),
      Property("domainWidth", \.domainWidth, "The width of the line."),
      Property("domainDash", \.domainDash, "Dashes of the line."),
      Property("domainDashOffset", \.domainDashOffset, "Where the dashes of the line begin."),
      Property("domainCap", \.domainCap, "The ends of the line."),
      Property("domainOpacity", \.domainOpacity, "The opacity of the line."),
      Property("labels", \.labels, "Whether labels are drawn. Default: true."),
      Property(byTick: "labelAlign", \.labelAlign, "Which part of a label stands at its tick."),
      Property(
        byTick: "labelBaseline", \.labelBaseline, "Which part of a label stands at its tick."),
      Property("labelAngle", \.labelAngle, "Rotation of labels in degrees."),
      Property("labelBound", \.labelBound, "Whether labels beyond the axis are dropped."),
      Property(byTick: "labelColor", \.labelColor, "The colour of labels."),
      Property("labelFlush", \.labelFlush, "Whether the end labels are moved inside the axis."),
      Property("labelFlushOffset", \.labelFlushOffset, "Pixels that end labels are moved out."),
      Property(byTick: "labelFont", \.labelFont, "The font of labels."),
      Property(byTick: "labelFontSize", \.labelFontSize, "The size of labels."),
      Property(byTick: "labelFontStyle", \.labelFontStyle, "Normal or italic."),
      Property(byTick: "labelFontWeight", \.labelFontWeight, "The weight of labels."),
      Property("labelLimit", \.labelLimit, "The greatest width of a label."),
      Property("labelLineHeight", \.labelLineHeight, "The distance of a label's lines."),
      Property(
        byTick: "labelOffset", \.labelOffset, "Pixels that labels are moved along the axis."),
      Property(byTick: "labelOpacity", \.labelOpacity, "The opacity of labels."),
      Property("labelOverlap", \.labelOverlap, "How overlapping labels are dropped."),
      Property(
        byTick: "labelPadding", \.labelPadding,
        "Pixels between ticks and labels; ours: sizes of the type, as '1.5em'."),
      Property("labelSeparation", \.labelSeparation, "The least distance of labels. Default: 0."),
      Property("titleAlign", \.titleAlign, "Which part of the title stands at its place."),
      Property("titleAnchor", \.titleAnchor, "Where along the axis the title stands."),
      Property("titleAngle", \.titleAngle, "Rotation of the title in degrees."),
      Property("titleBaseline", \.titleBaseline, "Which part of the title stands at its place."),
      Property("titleColor", \.titleColor, "The colour of the title."),
      Property("titleFont", \.titleFont, "The font of the title."),
      Property("titleFontSize", \.titleFontSize, "The size of the title."),
      Property("titleFontStyle", \.titleFontStyle, "Normal or italic."),
      Property("titleFontWeight", \.titleFontWeight, "The weight of the title."),
      Property("titleLimit", \.titleLimit, "The greatest width of the title."),
      Property("titleLineHeight", \.titleLineHeight, "The distance of the title's lines."),
      Property("titleOpacity", \.titleOpacity, "The opacity of the title."),
      Property("titlePadding", \.titlePadding, "Pixels between labels and title."),
      Property("titleX", \.titleX, "Where the title stands, from the axis's start."),
      Property("titleY", \.titleY, "Where the title stands, from the axis's start."),
      Property("disable", \.disable, "Whether the axis is left out by the configuration."),
    ]
    + Property.withoutEffect("aria", "description")
}

/// Where the ticks of a band scale stand.
enum TickBand: String, SpecWord, Hashable {
  case center, extent
  static let noun = "a place in a band"
}

/// A property of an axis for the ticks that pass a test.
struct AxisCondition: Sendable {
  /// The name of the property.
  var name: String
  var test: Node
  /// An axis of which only the property is known.
  var then: AxisSpec
}

extension Property where Root == AxisSpec {
  /// A property that may be told tick by tick: `{condition: {test, value}, value}`.
  init<Member: SpecValue>(
    byTick name: String, _ path: WritableKeyPath<AxisSpec, Member?> & Sendable, _ doc: String
  ) {
    let offset = MemoryLayout<AxisSpec>.offset(of: path)
    self.init(
      name, doc,
      schema: { definitions in
        let value = Member.schema(&definitions)
        let one = SchemaNode.object(
          ["test": Predicate.schema(&definitions), "value": value], required: ["test", "value"])
        return .any(
          value,
          .object(["condition": .any(one, .array(one)), "value": value], required: ["condition"]))
      },
      read: { node, axis, reader in
        guard let conditions = node["condition"] else {
          if let value = Member.read(node, &reader) { axis[keyPath: path] = value }
          return
        }
        reader.checkKeys(of: node, ["condition", "value"], noun: "a property by ticks")
        if let usual = node["value"] { axis[keyPath: path] = Member.read(usual, &reader) }
        for condition in conditions.elements ?? [conditions] {
          reader.checkKeys(of: condition, ["test", "value"], noun: "a condition of ticks")
          guard let test = condition["test"], let value = condition["value"] else {
            reader.mismatch(condition, expected: "a condition {test, value}")
            continue
          }
          var then = AxisSpec()
          then[keyPath: path] = Member.read(value, &reader)
          axis.conditions.append(AxisCondition(name: name, test: test, then: then))
        }
      },
      mergeInPlace: { axis, other in
        let value = Property.member(of: other, path, offset)
        let asked = other.pointee.conditions.filter { $0.name == name }
        guard value != nil || !asked.isEmpty else { return }
        axis.conditions.removeAll { $0.name == name }
        axis.conditions += asked
        if let value { axis[keyPath: path] = value }
      })
  }
}

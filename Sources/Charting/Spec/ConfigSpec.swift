import Canvas
import Diagnostics
import Notation

/// A configuration: defaults for every part of a chart, as a theme is one.
///
/// Its properties are declared in `ConfigSpec+Properties.swift`.
struct ConfigSpec: SpecObject, Sendable {
  /// What holds for marks: `mark`, one key for each kind, and `style` by name.
  @Boxed var mark = MarkSpec()
  var marks: [MarkType: MarkSpec] = [:]
  /// What the spec itself says of marks, without the theme; nil stands for all marks.
  var askedMarks: [MarkType?: MarkSpec] = [:]
  var styles: [String: MarkSpec] = [:]
  /// What styles say of axes.
  var axisStyles: [String: AxisSpec] = [:]
  /// What holds for axes: `axis`, `axisX`, `axisBottom`, `axisQuantitative` and the like.
  var axes: [String: AxisSpec] = [:]
  @Boxed var legend = LegendSpec()
  /// What holds for headers: `header`, `headerRow`, `headerColumn`, `headerFacet`.
  var headers: [String: HeaderSpec] = [:]
  @Boxed var title = TitleSpec()
  @Boxed var view = ViewBackgroundSpec()
  @Boxed var scale = ScaleConfig()
  /// Named ranges: `category`, `ordinal`, `ramp`, `heatmap`, `diverging`, `symbol`.
  var ranges: [String: Node] = [:]
  var background: Nullable<ColorSpec>?
  var padding: PaddingSpec?
  var autosize = AutosizeSpec()
  /// What parts the lines of titles and texts.
  var lineBreak: String?
  var font: String?
  var numberFormat: String?
  var normalizedNumberFormat: String?
  /// How the language of the chart writes numbers and dates.
  var locale: FormatLocale?
  var timeFormat: String?
  var countTitle: String?
  var fieldTitle: String?
  var facet = FacetConfig()
  var concat = FacetConfig()
  @Boxed var figure = FigureConfig()
  @Boxed var projection = ProjectionSpec()
}

/// What a configuration says of scales.
struct ScaleConfig: SpecObject {
  var bandPaddingInner: Double?
  var bandPaddingOuter: Double?
  var barBandPaddingInner: Double?
  var rectBandPaddingInner: Double?
  var tickBandPaddingInner: Double?
  var bandWithNestedOffsetPaddingInner: Double?
  var bandWithNestedOffsetPaddingOuter: Double?
  var offsetBandPaddingInner: Double?
  var offsetBandPaddingOuter: Double?
  var pointPadding: Double?
  var continuousPadding: Double?
  var round: Bool?
  var clamp: Bool?
  var zero: Bool?
  var minSize: Double?
  var maxSize: Double?
  var minBandSize: Double?
  var maxBandSize: Double?
  var minFontSize: Double?
  var maxFontSize: Double?
  var minOpacity: Double?
  var maxOpacity: Double?
  var minStrokeWidth: Double?
  var maxStrokeWidth: Double?
  var quantileCount: Double?
  var quantizeCount: Double?
  var invalid: RawSpec?
  var xReverse: Bool?
  var useUnaggregatedDomain: Bool?

  static let noun = "a scale configuration"
  static let properties: [Property<ScaleConfig>] =
    places + values + Property.withoutEffect("animationDuration", "framesPerSecond")

  private static let places: [Property<ScaleConfig>] =
    [
      Property("bandPaddingInner", \.bandPaddingInner, "The share of a step between bands."),
      Property("bandPaddingOuter", \.bandPaddingOuter, "The share of a step at the ends."),
      Property("barBandPaddingInner", \.barBandPaddingInner, "As bandPaddingInner, for bars."),
      Property("rectBandPaddingInner", \.rectBandPaddingInner, "As bandPaddingInner, for rects."),
      Property("tickBandPaddingInner", \.tickBandPaddingInner, "As bandPaddingInner, for ticks."),
      Property(
        "bandWithNestedOffsetPaddingInner", \.bandWithNestedOffsetPaddingInner,
        "The share of a step between groups."),
      Property(
        "bandWithNestedOffsetPaddingOuter", \.bandWithNestedOffsetPaddingOuter,
        "The share of a step at the ends of groups."),
      Property(
        "offsetBandPaddingInner", \.offsetBandPaddingInner, "The share between grouped bars."),
      Property("offsetBandPaddingOuter", \.offsetBandPaddingOuter, "The share at a group's ends."),
      Property("pointPadding", \.pointPadding, "The share of a step at the ends of point scales."),
      Property(
        "continuousPadding", \.continuousPadding, "Pixels at the ends of continuous scales."),
      Property("round", \.round, "Whether positions are whole numbers."),
    ]

  private static let values: [Property<ScaleConfig>] =
    [
      Property("clamp", \.clamp, "Whether values outside the domain are moved to its ends."),
      Property("zero", \.zero, "Whether domains hold zero."),
      Property("minSize", \.minSize, "The least size of points."),
      Property("maxSize", \.maxSize, "The greatest size of points."),
      Property("minBandSize", \.minBandSize, "The least size of bars."),
      Property("maxBandSize", \.maxBandSize, "The greatest size of bars."),
      Property("minFontSize", \.minFontSize, "The least size of text."),
      Property("maxFontSize", \.maxFontSize, "The greatest size of text."),
      Property("minOpacity", \.minOpacity, "The least opacity."),
      Property("maxOpacity", \.maxOpacity, "The greatest opacity."),
      Property("minStrokeWidth", \.minStrokeWidth, "The least width of lines."),
      Property("maxStrokeWidth", \.maxStrokeWidth, "The greatest width of lines."),
      Property("quantileCount", \.quantileCount, "How many quantiles. Default: 4."),
      Property("quantizeCount", \.quantizeCount, "How many steps. Default: 4."),
      Property("xReverse", \.xReverse, "Whether x runs from right to left. Default: false."),
      Property(
        "useUnaggregatedDomain", \.useUnaggregatedDomain,
        "Whether domains are those of the rows before they are aggregated. Default: false."),
      Property(
        "invalid", \.invalid,
        "What channels give for nulls: {color: {value: …}, size: 'zero-or-min'}.",
        as: InvalidValuesSpec.self),
    ]
}

/// What channels give for values that have no place on their scales.
enum InvalidValuesSpec: SchemaDescribed {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      let value = VisualSpec.schema(&definitions)
      return .map(
        .any(.object(["value": value], required: ["value"]), .words(["zero-or-min"])),
        keys: Channel.schema(&definitions))
    }
  }
}

/// What a configuration says of facets.
struct FacetConfig: SpecObject {
  var spacing: Double?
  var columns: Double?

  static let noun = "a configuration of cells"
  static let properties: [Property<FacetConfig>] = [
    Property("spacing", \.spacing, "Pixels between cells. Default: 20."),
    Property("columns", \.columns, "How many cells stand in a row."),
  ]
}

/// Ours: how a chart fills the room it is given.
struct FigureConfig: SpecObject {
  var width: ExtentSpec?
  var aspect: Double?
  var plotAspect: Double?
  var sourceLabel: String?
  var noteLabel: String?
  var plotGap: Double?
  var rowStep: Double?
  var quietGuides: Bool?

  static let noun = "a figure configuration"
  static let properties: [Property<FigureConfig>] = [
    Property("width", \.width, "The total width where none is asked for; none: plot sizes rule."),
    Property("aspect", \.aspect, "The total height as a share of the total width."),
    Property(
      "plotAspect", \.plotAspect,
      "The least height of a plot as a share of its width, where `aspect` holds. Default: 0.4."),
    Property("sourceLabel", \.sourceLabel, "What stands before a source. Default: 'Source: '."),
    Property("noteLabel", \.noteLabel, "What stands before a note. Default: 'Note: '."),
    Property("plotGap", \.plotGap, "Points between the head and the plot. Default: 14."),
    Property("rowStep", \.rowStep, "The step of horizontal bars. Default: the view's step."),
    Property(
      "quietGuides", \.quietGuides,
      "Whether the axis line stands at zero, and grid lines only across the value axis."),
  ]
}

extension ConfigSpec {
  /// A mark's properties over those of the configuration and of the styles that it names.
  func settings(of spec: MarkSpec) -> MarkSpec {
    var settings = mark.merged(with: spec.type.flatMap { marks[$0] })
    for name in spec.style?.names ?? [] { settings = settings.merged(with: styles[name]) }
    return settings.merged(with: spec)
  }

  /// Whether figures are laid out in our own way, to a total width.
  ///
  /// What has no figure width follows Vega to the half pixel.
  var isOurs: Bool { figure.width != nil }

  /// The distance of lines of a size, where none is asked for.
  func usualLineHeight(_ size: Double) -> Double { isOurs ? size * 1.2 : size + 2 }

  /// The ground on which the chart stands: its own, else white paper.
  var ground: Color {
    guard case .value(let color) = background, color.color.alpha == 1 else { return .white }
    return color.color
  }

  /// Whether guides say no more than a reader needs.
  var hasQuietGuides: Bool { figure.quietGuides ?? false }

  /// A theme with another laid over it.
  ///
  /// A font for all replaces those that the theme has for single styles.
  func laid(under own: ConfigSpec) -> ConfigSpec {
    var theme = self
    if own.font != nil {
      for name in theme.styles.keys { theme.styles[name]?.font = nil }
      for type in theme.marks.keys { theme.marks[type]?.font = nil }
    }
    return theme.merged(with: own)
  }

  /// A theme with what a spec asks for laid over it.
  func asked(for own: ConfigSpec) -> ConfigSpec {
    var result = laid(under: own)
    result.askedMarks[nil] = own.mark
    for (type, mark) in own.marks { result.askedMarks[type] = mark }
    return result
  }
}

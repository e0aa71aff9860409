import Diagnostics
import Notation

/// A whole chart as asked for.
struct ChartSpec {
  var view: ViewSpec
  var schema: SchemaName?
  var config: ConfigSpec?
  /// The colour behind everything; null for none.
  var background: Nullable<ColorSpec>?
  var padding: PaddingSpec?
  var autosize: AutosizeSpec?
  var datasets: DatasetsSpec?
  /// Ours: where the numbers come from; by default the sources of the rows drawn.
  var source: Nullable<TextLines>?
  /// Ours: what a reader has to know of the numbers.
  var note: TextLines?
  /// The language of its texts.
  var lang: String?
  var description: String?
}

/// A view: one plot, or several that are composed.
struct ViewSpec {
  var content: ViewContent
  var name: String?
  var title: TitleSpec?
  var data: Nullable<DataSpec>?
  var transform: [TransformSpec] = []
  var resolve = ResolveSpec()
  var width: ExtentSpec?
  var height: ExtentSpec?
  var view: ViewBackgroundSpec?
  var projection: ProjectionSpec?
  var params: [ParameterSpec]?
  /// Encodings that all layers share.
  var encoding = EncodingSpec()
  var place: Place
  /// Whether data or transforms are missing that could not be read: then no field can be checked.
  var hasUnreadData = false
  /// Columns that the table of a chart tells, though no channel of the view shows them.
  var toldFields: [String] = []
}

/// What a view is made of.
indirect enum ViewContent {
  /// One mark.
  case unit(MarkSpec)
  /// Views drawn over each other in one plot.
  case layer([ViewSpec])
  /// One view for each value of a field.
  case facet(FacetSpec, ViewSpec)
  /// Views beside each other, each with guides of its own.
  case concat(ConcatSpec, [ViewSpec])
}

/// The fields by which a view is repeated.
struct FacetSpec {
  var row: ChannelSpec?
  var column: ChannelSpec?
  /// A facet that wraps after some columns.
  var wrap: ChannelSpec?
  var columns: Double?
  var layout = GridSpec()
}

/// A width or a height: pixels, a length with a unit, a step, or the container's.
enum ExtentSpec: SpecValue, Hashable {
  case points(Double)
  case step(Double)
  /// A step of the position itself, where marks stand beside each other inside it.
  case positionStep(Double)
  case container

  static var expectation: String {
    "a number, a length such as '89mm', 'container', or {step: number}"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .any(
        .number(atLeast: 0, atMost: 100_000), .words(["container"]),
        .text(pattern: Length.pattern),
        StepSpec.schema(&definitions))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ExtentSpec? {
    if let number = node.number {
      guard number >= 0, number <= 100_000 else {
        reader.mismatch(node, expected: "a size from 0 to 100,000")
        return nil
      }
      return .points(number)
    }
    if node.string == "container" { return .container }
    if let text = node.string, let points = Length.points(text) { return .points(points) }
    let errors = reader.log.errorCount
    if node["step"] != nil, let spec = StepSpec.read(node, &reader), let step = spec.step, step > 0
    {
      return spec.owner == .position ? .positionStep(step) : .step(step)
    }
    if reader.log.errorCount == errors { reader.mismatch(node, expected: expectation) }
    return nil
  }
}

/// `{step: 20}`: a size by the steps of a discrete scale.
struct StepSpec: SpecObject {
  var step: Double?
  var owner: Owner?

  /// Whose steps count where marks stand beside each other inside a position.
  enum Owner: String, SpecWord {
    case position, offset
    static let noun = "a scale with steps"
  }

  static let noun = "a step"
  static let required = ["step"]
  static let properties: [Property<StepSpec>] = [
    Property("step", \.step, "Pixels for each value."),
    Property("for", \.owner, "The scale whose steps count. Default: offset, if there is one."),
  ]
}

/// The frame of a plot.
struct ViewBackgroundSpec: SpecObject {
  var fill: Nullable<PaintSpec>?
  var stroke: Nullable<PaintSpec>?
  var strokeWidth: Double?
  var strokeDash: [Double]?
  var opacity: Double?
  var fillOpacity: Double?
  var strokeOpacity: Double?
  var cornerRadius: Double?
  var style: Either<String, [String]>?
  var continuousWidth: Double?
  var continuousHeight: Double?
  var discreteWidth: Either<Double, RawSpec>?
  var discreteHeight: Either<Double, RawSpec>?
  var step: Double?
  var clip: Bool?

  static let noun = "a view background"
  static let properties: [Property<ViewBackgroundSpec>] =
    [
      Property("fill", \.fill, "The colour behind the plot. Default: none."),
      Property("stroke", \.stroke, "The colour of the frame. Default: by the theme."),
      Property("strokeWidth", \.strokeWidth, "The width of the frame."),
      Property("strokeDash", \.strokeDash, "Dashes of the frame."),
      Property("opacity", \.opacity, "The opacity of frame and background."),
      Property("fillOpacity", \.fillOpacity, "The opacity of the background."),
      Property("strokeOpacity", \.strokeOpacity, "The opacity of the frame."),
      Property("cornerRadius", \.cornerRadius, "The radius of the corners."),
      Property("style", \.style, "Names of styles in the configuration. Default: cell."),
      Property("continuousWidth", \.continuousWidth, "The width of a plot with a continuous x."),
      Property("continuousHeight", \.continuousHeight, "The height with a continuous y."),
      Property(
        "discreteWidth", \.discreteWidth, "The width of a plot with a discrete x.",
        as: ExtentSpec.self),
      Property(
        "discreteHeight", \.discreteHeight, "The height with a discrete y.", as: ExtentSpec.self),
      Property("step", \.step, "The step of discrete scales."),
      Property("clip", \.clip, "Whether marks are clipped to the plot."),
    ] + Property.withoutEffect("cursor")
}

extension ViewBackgroundSpec {
  /// The step of discrete scales along a side: the usual one where the side has a fixed size.
  func discreteStep(isWidth: Bool) -> Double {
    switch isWidth ? discreteWidth : discreteHeight {
    case .a: return 20
    case .b(let size): return size.node["step"]?.number ?? step ?? 20
    case nil: return step ?? 20
    }
  }
}

/// Which scales, axes and legends are shared by the parts of a view.
struct ResolveSpec: SpecObject {
  var scale = ResolveModes()
  var axis = ResolveModes()
  var legend = ResolveModes()

  static let noun = "'resolve'"
  static var expectation: String { "an object such as {scale: {y: independent}}" }
  static let properties: [Property<ResolveSpec>] = [
    Property("scale", \.scale, "Whether parts share scales, by channel."),
    Property("axis", \.axis, "Whether parts share axes, by channel."),
    Property("legend", \.legend, "Whether parts share legends, by channel."),
  ]
}

/// What is shared, by channel.
struct ResolveModes: SpecValue {
  private var modes: [Channel: ResolveMode] = [:]

  subscript(channel: Channel) -> ResolveMode? { modes[channel] }

  static var expectation: String { "an object such as {y: independent}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .map(ResolveMode.schema(&definitions), keys: Channel.schema(&definitions))
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ResolveModes? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    var result = ResolveModes()
    for member in members {
      guard let channel = Channel(rawValue: member.key) else {
        reader.log.add(.unknownChannel(member))
        continue
      }
      result.modes[channel] = reader.reading(member) { ResolveMode.read($0, &$1) }
    }
    return result
  }
}

/// The padding around a chart: one number, or one for each side.
enum PaddingSpec: SpecValue, Hashable {
  case all(Double)
  case sides(top: Double, right: Double, bottom: Double, left: Double)

  static var expectation: String { "a number or {left, right, top, bottom}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.number, PaddingSides.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> PaddingSpec? {
    if let number = node.number { return .all(number) }
    guard node.members != nil else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return PaddingSides.read(node, &reader).map { sides in
      .sides(
        top: sides.top ?? 0, right: sides.right ?? 0, bottom: sides.bottom ?? 0,
        left: sides.left ?? 0)
    }
  }
}

/// `{left: 5, top: 10}`: a padding for each side.
struct PaddingSides: SpecObject {
  var left: Double?
  var right: Double?
  var top: Double?
  var bottom: Double?

  static let noun = "a padding"
  static let properties: [Property<PaddingSides>] = [
    Property("left", \.left, "Pixels on the left. Default: 0."),
    Property("right", \.right, "Pixels on the right. Default: 0."),
    Property("top", \.top, "Pixels above. Default: 0."),
    Property("bottom", \.bottom, "Pixels below. Default: 0."),
  ]
}

/// The channels of a view, in the order written.
struct EncodingSpec: Sendable {
  /// One channel and what it shows; some channels take several.
  struct Entry: Sendable {
    var channel: Channel
    var specs: [ChannelSpec]
    var place: Place
  }

  var entries: [Entry] = []

  /// The first spec of a channel.
  subscript(channel: Channel) -> ChannelSpec? {
    entries.first { $0.channel == channel }?.specs.first
  }

  /// All specs of a channel.
  func all(_ channel: Channel) -> [ChannelSpec] {
    entries.first { $0.channel == channel }?.specs ?? []
  }

  /// Sets or replaces a channel.
  mutating func set(_ channel: Channel, _ spec: ChannelSpec, at place: Place) {
    remove(channel)
    entries.append(Entry(channel: channel, specs: [spec], place: spec.place ?? place))
  }

  /// Takes a channel out.
  mutating func remove(_ channel: Channel) { entries.removeAll { $0.channel == channel } }

  /// This encoding with the channels of an outer one where it has none.
  ///
  /// What shows a field or a datum takes over from the outer channel whatever it does not say
  /// itself.
  func inheriting(_ outer: EncodingSpec) -> EncodingSpec {
    var result = self
    for entry in outer.entries {
      guard let index = entries.firstIndex(where: { $0.channel == entry.channel }) else {
        result.entries.append(entry)
        continue
      }
      guard let shared = entry.specs.first, entry.specs.count == 1, entries[index].specs.count == 1
      else { continue }
      result.entries[index].specs = entries[index].specs.map { own in
        guard own.isField || own.datum != nil else { return own }
        var merged = shared.merged(with: own)
        (merged.place, merged.infersType) = (own.place, own.infersType)
        // A datum is not aggregated, and a field has no constant.
        if own.datum != nil { (merged.field, merged.aggregate) = (own.field, own.aggregate) }
        if own.isField { (merged.datum, merged.value) = (own.datum, own.value) }
        return merged
      }
    }
    return result
  }
}

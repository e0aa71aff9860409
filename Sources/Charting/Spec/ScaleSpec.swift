import Canvas
import Diagnostics
import Notation

/// A scale as asked for.
struct ScaleSpec: SpecObject {
  var type: ScaleType?
  var domain: DomainSpec?
  var domainMin: ScalarSpec?
  var domainMax: ScalarSpec?
  var domainMid: Double?
  var domainRaw: [ScalarSpec]?
  var range: RawSpec?
  var rangeMin: RawSpec?
  var rangeMax: RawSpec?
  var bins: ScaleBinsSpec?
  var scheme: SchemeSpec?
  var reverse: Bool?
  var zero: Bool?
  var nice: NiceSpec?
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var align: Double?
  var round: Bool?
  var clamp: Bool?
  var base: Double?
  var exponent: Double?
  var constant: Double?
  var interpolate: InterpolateSpec?

  static let noun = "a scale"

  static let properties: [Property<ScaleSpec>] =
    [
      Property("type", \.type, "The kind of scale. Default: by the field and the channel."),
      Property("domain", \.domain, "The values that are mapped. Default: those of the data."),
      Property("domainMin", \.domainMin, "The least value of the domain."),
      Property("domainMax", \.domainMax, "The greatest value of the domain."),
      Property("domainMid", \.domainMid, "The middle value of a diverging domain."),
      Property("domainRaw", \.domainRaw, "Values that take the place of any other domain."),
      Property(
        "range", \.range, "What the values become. Default: by the channel.", as: RangeSpec.self),
      Property(
        "rangeMin", \.rangeMin, "What the least value becomes.",
        as: Either<Double, ColorSpec>.self),
      Property(
        "rangeMax", \.rangeMax, "What the greatest value becomes.",
        as: Either<Double, ColorSpec>.self),
      Property("bins", \.bins, "The bounds of bins: a list, or {step, start, stop}."),
      Property("scheme", \.scheme, "A named colour scheme."),
      Property("reverse", \.reverse, "Whether the order is reversed. Default: false."),
      Property("zero", \.zero, "Whether the domain holds zero. Default: by mark and channel."),
      Property("nice", \.nice, "Whether the domain ends on round numbers. Default: true for x, y."),
      Property("padding", \.padding, "Padding of a band scale as a share, or in pixels."),
      Property("paddingInner", \.paddingInner, "The share of a step between bands."),
      Property("paddingOuter", \.paddingOuter, "The share of a step at the ends."),
      Property("align", \.align, "Where spare room goes, 0 to 1. Default: 0.5."),
      Property("round", \.round, "Whether positions are whole numbers."),
      Property("clamp", \.clamp, "Whether values outside the domain are moved to its ends."),
      Property("base", \.base, "The base of a log scale. Default: 10."),
      Property("exponent", \.exponent, "The exponent of a pow scale. Default: 1."),
      Property("constant", \.constant, "The constant of a symlog scale. Default: 1."),
      Property("interpolate", \.interpolate, "How colours are interpolated. Default: rgb."),
    ]
}

/// What the values of a scale become: a list, the name of a range, or the values of a field.
enum RangeSpec: SchemaDescribed {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(
      .array(.any(.number, .string, .array(.number))), .string,
      .object(["field": .string], required: ["field"]))
  }
}

/// The bounds of the bins that a scale's values stand in: a list, or `{step, start, stop}`.
enum ScaleBinsSpec: SpecValue {
  case bounds([Double])
  case steps(step: Double, start: Double?, stop: Double?)

  static var expectation: String { "a list of numbers, or {step, start, stop}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.array(.number), BinSteps.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ScaleBinsSpec? {
    if node.elements != nil { return [Double].read(node, &reader).map { .bounds($0) } }
    let errors = reader.log.errorCount
    if node["step"] != nil, let spec = BinSteps.read(node, &reader), let step = spec.step, step > 0
    {
      return .steps(step: step, start: spec.start, stop: spec.stop)
    }
    if reader.log.errorCount == errors { reader.mismatch(node, expected: expectation) }
    return nil
  }

  /// The bounds over a domain.
  func bounds(from low: Double, to high: Double) -> [Double] {
    switch self {
    case .bounds(let bounds): return bounds
    case .steps(let step, let start, let stop):
      let first = start ?? (low / step).rounded(.up) * step
      let last = stop ?? (high / step).rounded(.down) * step
      guard let count = Int(whole: ((last - first) / step).rounded(.down)), count >= 0,
        count < 10_000
      else { return [] }
      return (0...count).map { first + Double($0) * step }
    }
  }
}

/// `{step: 10, start: 0, stop: 100}`: bins of one size.
struct BinSteps: SpecObject {
  var step: Double?
  var start: Double?
  var stop: Double?

  static let noun = "bins of a scale"
  static let required = ["step"]
  static let properties: [Property<BinSteps>] = [
    Property("step", \.step, "The size of a bin."),
    Property("start", \.start, "The start of the first. Default: by the domain."),
    Property("stop", \.stop, "The end of the last. Default: by the domain."),
  ]
}

/// The values that a scale maps: a list, more than the data's with `unionWith`, or those of the rows
/// before they are aggregated.
enum DomainSpec: SpecValue {
  case values([ScalarSpec], Place)
  case union([ScalarSpec])
  case unaggregated

  static var expectation: String { "a list of values, {unionWith: list} or 'unaggregated'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(
      [ScalarSpec].schema(&definitions), .words(["unaggregated"]),
      UnionDomain.schema(&definitions), Selection.extentSchema)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DomainSpec? {
    if node["unionWith"] != nil {
      return UnionDomain.read(node, &reader)?.values.map { .union($0) }
    }
    if node.string == "unaggregated" { return .unaggregated }
    return [ScalarSpec].read(node, &reader).map { .values($0, node.place) }
  }
}

/// `{unionWith: [0, 100]}`: the values of the data, and these.
struct UnionDomain: SpecObject {
  var values: [ScalarSpec]?

  static let noun = "a domain"
  static let required = ["unionWith"]
  static let properties: [Property<UnionDomain>] = [
    Property("unionWith", \.values, "Values that the domain has beside those of the data.")
  ]
}

/// A named colour scheme, with how many of its colours are wanted: `"blues"` or `{name, count}`.
///
/// In a configuration the name stands as `{scheme: name}`.
struct SchemeSpec: SpecValue {
  var scheme: ColorScheme
  var count: Double?
  /// The part of a ramp that is used, as shares.
  var extent: [Double]?

  static var expectation: String {
    "the name of a colour scheme, a list of colours, or {name, count, extent}"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      let names = definitions.define("SchemeName") { _ in .words(Palettes.names) }
      let colors = [ColorSpec].schema(&definitions)
      let whole = SchemaNode.object([
        "name": .any(names, colors), "scheme": .any(names, colors), "count": .number,
        "extent": .array(.number, count: 2...2),
      ])
      return .any(names, colors, whole)
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> SchemeSpec? {
    reader.checkKeys(of: node, ["name", "scheme", "count", "extent"], noun: "a colour scheme")
    let named = node.members == nil ? node : node["name"] ?? node["scheme"] ?? node
    if named.elements != nil {
      // A list of colours is a scheme without a name.
      guard let colors = [ColorSpec].read(named, &reader), !colors.isEmpty else { return nil }
      return SchemeSpec(
        scheme: ColorScheme(name: "", kind: .sequential, colors: colors.map(\.color)),
        count: node["count"]?.number, extent: extent(of: node, &reader))
    }
    guard let name = named.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard let scheme = Palettes.scheme(named: name) else {
      reader.log.add(.unknownScheme(name, at: named.place))
      return nil
    }
    return SchemeSpec(
      scheme: scheme, count: node["count"]?.number, extent: extent(of: node, &reader))
  }

  private static func extent(of node: Node, _ reader: inout SpecReader) -> [Double]? {
    guard let member = node.member("extent") else { return nil }
    let extent = reader.reading(member) { [Double].read($0, &$1) }
    return extent?.count == 2 ? extent : nil
  }

  /// The ramp of the scheme, or the part of it that is asked for.
  var ramp: ColorRamp {
    guard let extent else { return scheme.ramp }
    return scheme.ramp.part(from: extent[0], to: extent[1])
  }
}

extension Diagnostic {
  static func unknownScheme(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "unknown-scheme", "there is no colour scheme '\(name)'", at: place,
      why: "there are \(Suggestion.choice(for: name, among: Palettes.names))",
      hint: Suggestion.hint(for: name, in: Palettes.names))
  }
}

/// Whether a domain ends on round numbers: true, false, about how many ticks they make, or the
/// interval of the calendar at whose bounds a domain of moments ends.
enum NiceSpec: SpecValue {
  case flag(Bool)
  case count(Double)
  case every(CalendarInterval)

  static var expectation: String {
    "true, false, a number of ticks, a unit of time such as 'month', or {interval, step}"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.boolean, .number, TimeIntervalSpec.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> NiceSpec? {
    if let flag = node.bool { return .flag(flag) }
    if let count = node.number { return .count(count) }
    let errors = reader.log.errorCount
    if let interval = TimeIntervalSpec.read(node, &reader) { return .every(interval) }
    if reader.log.errorCount == errors { reader.mismatch(node, expected: expectation) }
    return nil
  }
}

/// The space in which colours are mixed: `"hcl"`, or `{type: "rgb", gamma: 2}`.
struct InterpolateSpec: SpecValue {
  var interpolation: ColorInterpolation

  static var expectation: String {
    "one of 'rgb', 'hsl', 'hsl-long', 'lab', 'hcl', 'hcl-long', 'cubehelix' and 'cubehelix-long'"
  }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let names = definitions.define("ColorSpace") { _ in .words(ColorInterpolation.names) }
    return .any(names, .object(["type": names, "gamma": .number], required: ["type"]))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> InterpolateSpec? {
    reader.checkKeys(of: node, ["type", "gamma"], noun: "an interpolation")
    let name = node.string ?? node["type"]?.string ?? ""
    let found = ColorInterpolation(name: name, gamma: node["gamma"]?.number ?? 1)
    guard let found else {
      reader.mismatch(node["type"] ?? node, expected: expectation)
      return nil
    }
    return InterpolateSpec(interpolation: found)
  }
}

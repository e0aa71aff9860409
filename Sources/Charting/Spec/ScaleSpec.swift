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
  var range: RawSpec?
  var rangeMin: Double?
  var rangeMax: Double?
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
      Property("range", \.range, "What the values become. Default: by the channel."),
      Property("rangeMin", \.rangeMin, "The first number of a continuous range."),
      Property("rangeMax", \.rangeMax, "The last number of a continuous range."),
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
    ] + Property.unsupported("bins", "domainRaw")
}

/// The values that a scale maps: a list, or more than the data's with `unionWith`.
enum DomainSpec: SpecValue {
  case values([ScalarSpec], Place)
  case union([ScalarSpec])

  static var expectation: String { "a list of values, or {unionWith: list}" }

  static func read(_ node: Node, _ reader: inout SpecReader) -> DomainSpec? {
    if let union = node["unionWith"] {
      return [ScalarSpec].read(union, &reader).map { .union($0) }
    }
    return [ScalarSpec].read(node, &reader).map { .values($0, node.place) }
  }
}

/// A named colour scheme, with how many of its colours are wanted: `"blues"` or `{name, count}`.
///
/// In a configuration the name stands as `{scheme: name}`.
struct SchemeSpec: SpecValue {
  var scheme: ColorScheme
  var count: Double?

  static var expectation: String { "the name of a colour scheme, or {name, count}" }

  static func read(_ node: Node, _ reader: inout SpecReader) -> SchemeSpec? {
    let named = node.members == nil ? node : node["name"] ?? node["scheme"] ?? node
    guard let name = named.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if let extent = node.member("extent") {
      reader.unsupported("the extent of a scheme", at: extent.keyPlace)
    }
    guard let scheme = Palettes.scheme(named: name) else {
      reader.log.add(.unknownScheme(name, at: named.place))
      return nil
    }
    return SchemeSpec(scheme: scheme, count: node["count"]?.number)
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

/// Whether a domain ends on round numbers: true, false, or about how many ticks they make.
enum NiceSpec: SpecValue {
  case flag(Bool)
  case count(Double)

  static var expectation: String { "true, false or a number of ticks" }

  static func read(_ node: Node, _ reader: inout SpecReader) -> NiceSpec? {
    if let flag = node.bool { return .flag(flag) }
    if let count = node.number { return .count(count) }
    let units = ["millisecond", "second", "minute", "hour", "day", "week", "month", "year"]
    if node["interval"] != nil || node.string.map(units.contains) ?? false {
      reader.unsupported("a domain that ends on units of time", at: node.place.head)
    } else {
      reader.mismatch(node, expected: expectation)
    }
    return nil
  }
}

/// The space in which colours are mixed: `"hcl"`, or `{type: "rgb", gamma: 2}`.
struct InterpolateSpec: SpecValue {
  var interpolation: ColorInterpolation

  static var expectation: String {
    "one of 'rgb', 'hsl', 'hsl-long', 'lab', 'hcl', 'hcl-long', 'cubehelix' and 'cubehelix-long'"
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> InterpolateSpec? {
    let name = node.string ?? node["type"]?.string ?? ""
    let found = ColorInterpolation(name: name, gamma: node["gamma"]?.number ?? 1)
    guard let found else {
      reader.mismatch(node["type"] ?? node, expected: expectation)
      return nil
    }
    return InterpolateSpec(interpolation: found)
  }
}

import Canvas
import Diagnostics
import Notation

/// A gradient as Vega writes it: `{gradient: linear, x1, y1, x2, y2, stops: [{offset, color}]}`.
struct GradientSpec: SpecObject {
  var kind: Kind?
  var x1: Double?
  var y1: Double?
  var r1: Double?
  var x2: Double?
  var y2: Double?
  var r2: Double?
  var stops: [GradientStop]?

  /// How colours run.
  enum Kind: String, SpecWord {
    case linear, radial
    static let noun = "a kind of gradient"
  }

  static let noun = "a gradient"
  static var expectation: String { "a colour, or a gradient {gradient: linear, stops: …}" }
  static let required = ["gradient", "stops"]
  static let properties: [Property<GradientSpec>] =
    [
      Property("gradient", \.kind, "Whether colours run along a line or from a middle."),
      Property("x1", \.x1, "The start, as a share of the width. Default: 0, radial 0.5."),
      Property("y1", \.y1, "The start, as a share of the height. Default: 0, radial 0.5."),
      Property("r1", \.r1, "The inner radius of a radial gradient, as a share. Default: 0."),
      Property("x2", \.x2, "The end, as a share of the width. Default: 1, radial 0.5."),
      Property("y2", \.y2, "The end, as a share of the height. Default: 0, radial 0.5."),
      Property("r2", \.r2, "The outer radius of a radial gradient, as a share. Default: 0.5."),
      Property("stops", \.stops, "The colours, from the start to the end."),
    ] + Property.withoutEffect("id")

  /// Reads the gradient as paint; nil after an error that is in the log.
  static func paint(_ node: Node, _ reader: inout SpecReader) -> Paint? {
    guard node["gradient"]?.string.flatMap({ Kind(rawValue: $0) }) != nil else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    guard let spec = read(node, &reader) else { return nil }
    let stops = (spec.stops ?? []).compactMap { stop in
      stop.color.map { Gradient.Stop(offset: stop.offset ?? 0, color: $0.color) }
    }
    guard !stops.isEmpty else {
      reader.mismatch(node, expected: "a gradient with 'stops'")
      return nil
    }
    return .gradient(Gradient(shape: spec.shape, stops: stops))
  }

  private var shape: Gradient.Shape {
    guard kind == .radial else {
      return .linear(from: Point(x1 ?? 0, y1 ?? 0), to: Point(x2 ?? 1, y2 ?? 0))
    }
    return .radial(
      from: Point(x1 ?? 0.5, y1 ?? 0.5), innerRadius: r1 ?? 0,
      to: Point(x2 ?? 0.5, y2 ?? 0.5), outerRadius: r2 ?? 0.5)
  }
}

/// `{offset: 0.5, color: white}`: a colour of a gradient.
struct GradientStop: SpecObject {
  var offset: Double?
  var color: ColorSpec?

  static let noun = "a stop of a gradient"
  static let properties: [Property<GradientStop>] = [
    Property("offset", \.offset, "Where it stands, 0 to 1. Default: 0."),
    Property("color", \.color, "The colour there."),
  ]
}

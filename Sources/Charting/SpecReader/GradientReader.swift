import Canvas
import Diagnostics
import Notation

/// Reads Vega's gradients: `{gradient: linear, x1, y1, x2, y2, stops: [{offset, color}]}`.
enum GradientReader {
  static func read(_ node: Node, _ reader: inout SpecReader) -> Paint? {
    guard let kind = node["gradient"]?.string, kind == "linear" || kind == "radial" else {
      reader.mismatch(node, expected: "a colour, or a gradient {gradient: linear, stops: …}")
      return nil
    }
    func number(_ key: String, _ fallback: Double) -> Double { node[key]?.number ?? fallback }
    let stops = (node["stops"]?.elements ?? []).compactMap { stop -> Gradient.Stop? in
      guard let color = stop["color"].flatMap({ ColorSpec.read($0, &reader) }) else { return nil }
      return Gradient.Stop(offset: stop["offset"]?.number ?? 0, color: color.color)
    }
    guard !stops.isEmpty else {
      reader.mismatch(node, expected: "a gradient with 'stops'")
      return nil
    }
    let shape: Gradient.Shape =
      kind == "linear"
      ? .linear(
        from: Point(number("x1", 0), number("y1", 0)), to: Point(number("x2", 1), number("y2", 0)))
      : .radial(
        from: Point(number("x1", 0.5), number("y1", 0.5)), innerRadius: number("r1", 0),
        to: Point(number("x2", 0.5), number("y2", 0.5)), outerRadius: number("r2", 0.5))
    return .gradient(Gradient(shape: shape, stops: stops))
  }
}

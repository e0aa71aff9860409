// Drawing: the shapes of points.

import Canvas
import Diagnostics

/// The shapes of points, as Vega has them, around the origin.
enum Symbols {
  /// The names of the shapes.
  static let names = [
    "circle", "square", "cross", "diamond", "triangle-up", "triangle-down", "triangle-right",
    "triangle-left", "triangle", "stroke", "arrow", "wedge",
  ]

  /// The outline of a shape with an area, in square points, as Vega counts it; a circle fills the
  /// square of that area.
  ///
  /// A name that is none is read as an SVG path in a square from -1 to 1; what is neither is a
  /// circle.
  static func path(_ name: String, size: Double) -> Path {
    let radius = size > 0 && size.isFinite ? size.squareRoot() / 2 : 0
    if let shape = shape(name, radius) { return shape }
    var log = DiagnosticLog()
    guard let custom = SVGPath.parse(name, log: &log) else { return circle(radius) }
    return custom.mapped { $0 * radius }
  }

  /// Checks a shape; an error in the log if it is neither a name nor an SVG path.
  static func check(_ name: String, place: Place? = nil, log: inout DiagnosticLog) -> Bool {
    if names.contains(name) { return true }
    var pathLog = DiagnosticLog()
    if SVGPath.parse(name, place: place, log: &pathLog) != nil { return true }
    // What begins as a path is meant as one, and anything else as a name.
    if SVGPath.looksLikePath(name) {
      log.add(contentsOf: pathLog)
    } else {
      log.add(.unknownShape(name, place: place))
    }
    return false
  }

  /// Half the square root of three: the height of a triangle with equal sides, per side.
  private static let rise = 3.0.squareRoot() / 2

  private static func shape(_ name: String, _ r: Double) -> Path? {
    let h = rise * r
    switch name {
    case "circle": return circle(r)
    case "square": return polygon([(-r, -r), (r, -r), (r, r), (-r, r)])
    case "diamond": return polygon([(-r, 0), (0, -r), (r, 0), (0, r)])
    case "cross": return cross(r)
    case "triangle-up": return polygon([(0, -h), (-r, h), (r, h)])
    case "triangle-down": return polygon([(0, h), (-r, -h), (r, -h)])
    case "triangle-right": return polygon([(h, 0), (-h, -r), (-h, r)])
    case "triangle-left": return polygon([(-h, 0), (h, -r), (h, r)])
    case "triangle": return triangle(half: r, h: h, r)
    case "wedge": return triangle(half: r / 4, h: h, r)
    case "arrow": return arrow(r)
    case "stroke": return .line(from: Point(-r, 0), to: Point(r, 0))
    default: return nil
    }
  }

  private static func circle(_ radius: Double) -> Path { .circle(center: .zero, radius: radius) }

  private static func polygon(_ corners: [(Double, Double)]) -> Path {
    .polyline(corners.map { Point($0.0, $0.1) }, closed: true)
  }

  /// A triangle whose middle, not its box, lies at the origin.
  private static func triangle(half: Double, h: Double, _ r: Double) -> Path {
    let shift = h - r / 3.0.squareRoot()
    return polygon([(0, -h - shift), (-half, h - shift), (half, h - shift)])
  }

  private static func cross(_ r: Double) -> Path {
    let s = r / 2.5
    return polygon([
      (-r, -s), (-r, s), (-s, s), (-s, r), (s, r), (s, s), (r, s), (r, -s), (s, -s), (s, -r),
      (-s, -r), (-s, -s),
    ])
  }

  private static func arrow(_ r: Double) -> Path {
    let (shaft, head, neck) = (r / 7, r / 2.5, r / 8)
    return polygon([
      (-shaft, r), (shaft, r), (shaft, -neck), (head, -neck), (0, -r), (-head, -neck),
      (-shaft, -neck),
    ])
  }
}

extension Diagnostic {
  static func unknownShape(_ name: String, place: Place?) -> Diagnostic {
    .error(
      "unknown-shape", "there is no shape '\(name)'", at: place,
      why: "a shape is an SVG path or \(Suggestion.list(Symbols.names, limit: 12))",
      hint: Suggestion.hint(for: name, in: Symbols.names))
  }
}

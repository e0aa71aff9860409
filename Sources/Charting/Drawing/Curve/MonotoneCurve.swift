// Drawing: cubic splines that keep rise and fall.

import Canvas

/// A cubic spline that rises and falls only where the points do, and so invents no extremes.
///
/// After Steffen, "A simple method for monotonic interpolation in one dimension" (1990), as d3
/// does; it keeps the conditions of Fritsch and Carlson (1980).
enum MonotoneCurve {
  /// Draws the spline along x, or along y.
  static func draw(_ points: [Point], isAlongY: Bool = false, with pen: inout CurvePen) {
    let turn = { (point: Point) in isAlongY ? Point(point.y, point.x) : point }
    let points = distinct(points.map(turn))
    guard let first = points.first, let last = points.last else { return }
    pen.start(at: turn(first))
    if points.count == 2 { pen.line(to: turn(last)) }
    if points.count > 2 {
      let slopes = slopes(points)
      for index in 0..<points.count - 1 {
        let (a, b) = (points[index], points[index + 1])
        let third = (b.x - a.x) / 3
        pen.curve(
          to: turn(b), turn(Point(a.x + third, a.y + third * slopes[index])),
          turn(Point(b.x - third, b.y - third * slopes[index + 1])))
      }
    }
    pen.finish(isPoint: points.count == 1)
  }

  /// The points without repetitions, which have no direction.
  private static func distinct(_ points: [Point]) -> [Point] {
    var result: [Point] = []
    for point in points where point != result.last { result.append(point) }
    return result
  }

  private static func slopes(_ points: [Point]) -> [Double] {
    let inner = (1..<points.count - 1).map { index in
      slope(points[index - 1], points[index], points[index + 1])
    }
    let first = endSlope(points[0], points[1], inner[0])
    let count = points.count
    let last = endSlope(points[count - 2], points[count - 1], inner[count - 3])
    return [first] + inner + [last]
  }

  /// The slope at the second of three points; level at an extreme.
  private static func slope(_ a: Point, _ b: Point, _ c: Point) -> Double {
    let (h0, h1) = (b.x - a.x, c.x - b.x)
    // Where x stands still the slope is infinite, with the sign of the way that x goes.
    let s0 = (b.y - a.y) / (h0 != 0 ? h0 : h1 < 0 ? -0.0 : 0)
    let s1 = (c.y - b.y) / (h1 != 0 ? h1 : h0 < 0 ? -0.0 : 0)
    let mean = (s0 * h1 + s1 * h0) / (h0 + h1)
    let least = lesser(lesser(s0.magnitude, s1.magnitude), 0.5 * mean.magnitude)
    let slope = (sign(s0) + sign(s1)) * least
    return slope.isNaN ? 0 : slope
  }

  /// The lesser of two numbers; NaN if one is.
  private static func lesser(_ a: Double, _ b: Double) -> Double {
    a.isNaN || b.isNaN ? .nan : min(a, b)
  }

  /// The slope at an end, given that of its neighbour.
  private static func endSlope(_ a: Point, _ b: Point, _ neighbour: Double) -> Double {
    let h = b.x - a.x
    return h == 0 ? neighbour : (3 * (b.y - a.y) / h - neighbour) / 2
  }

  private static func sign(_ value: Double) -> Double { value < 0 ? -1 : 1 }
}

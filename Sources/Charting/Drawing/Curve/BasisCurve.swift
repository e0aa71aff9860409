// Drawing: cubic B-splines.

import Canvas

/// Cubic B-splines: smooth to the second derivative, near the points but not through them.
enum BasisCurve {
  /// Draws the spline from the first to the last point.
  static func draw(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first, let last = points.last else { return }
    pen.start(at: first)
    if points.count > 2 {
      pen.line(to: mean(first, 5, points[1], 1))
      for (a, b, c) in triples(points + [last]) { piece(a, b, c, with: &pen) }
    }
    if points.count > 1 { pen.line(to: last) }
    pen.finish(isPoint: points.count == 1)
  }

  /// Draws the spline and back to its start.
  static func drawClosed(_ points: [Point], with pen: inout CurvePen) {
    switch points.count {
    case 0: return
    case 1:
      pen.startAnew(at: points[0])
      pen.close()
    case 2:
      pen.startAnew(at: mean(points[0], 1, points[1], 2))
      pen.line(to: mean(points[0], 2, points[1], 1))
      pen.close()
    default:
      pen.startAnew(at: knot(points[0], points[1], points[2]))
      let around = triples(Array(points.dropFirst()) + points.prefix(3))
      for (a, b, c) in around { piece(a, b, c, with: &pen) }
    }
  }

  /// Draws the spline without its first and its last piece.
  static func drawOpen(_ points: [Point], with pen: inout CurvePen) {
    guard points.count > 2 else { return }
    pen.start(at: knot(points[0], points[1], points[2]))
    for (a, b, c) in triples(Array(points.dropFirst())) { piece(a, b, c, with: &pen) }
    pen.finish(isPoint: points.count == 3)
  }

  /// Draws the spline of points that are moved toward the straight line between the ends.
  static func drawBundle(_ points: [Point], beta: Double, with pen: inout CurvePen) {
    guard let first = points.first, let last = points.last else { return }
    let count = Double(max(points.count - 1, 1))
    let pulled = points.enumerated().map { index, point in
      let straight = first + (last - first) * (Double(index) / count)
      return point * beta + straight * (1 - beta)
    }
    draw(pulled, with: &pen)
  }

  private static func triples(_ points: [Point]) -> [(Point, Point, Point)] {
    guard points.count > 2 else { return [] }
    return (2..<points.count).map { (points[$0 - 2], points[$0 - 1], points[$0]) }
  }

  private static func piece(_ a: Point, _ b: Point, _ c: Point, with pen: inout CurvePen) {
    pen.curve(to: knot(a, b, c), mean(a, 2, b, 1), mean(a, 1, b, 2))
  }

  /// Where the spline is nearest to the second of three points.
  private static func knot(_ a: Point, _ b: Point, _ c: Point) -> Point {
    Point((a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6)
  }

  private static func mean(_ a: Point, _ m: Double, _ b: Point, _ n: Double) -> Point {
    Point((m * a.x + n * b.x) / (m + n), (m * a.y + n * b.y) / (m + n))
  }
}

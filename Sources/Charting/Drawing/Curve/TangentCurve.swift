// Drawing: cubic splines through the points, with tangents from the neighbours.

import Canvas

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Splines through the points whose direction at each is set by its neighbours.
enum TangentCurve {
  /// Tangents along the line between the neighbours, shorter with more tension.
  case cardinal(tension: Double)
  /// Tangents weighted by the distances to the neighbours, to a power: 0 uniform, 0.5 centripetal,
  /// 1 chordal (Yuksel, Schaefer and Keyser 2011).
  case catmullRom(alpha: Double)

  /// Draws the spline from the first to the last point.
  func draw(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first, let last = points.last else { return }
    pen.start(at: first)
    if points.count == 2 { pen.line(to: last) }
    if points.count > 2 {
      for index in 0..<points.count - 1 {
        piece(
          before: index > 0 ? points[index - 1] : nil, points[index], points[index + 1],
          after: index + 2 < points.count ? points[index + 2] : nil, with: &pen)
      }
    }
    pen.finish(isPoint: points.count == 1)
  }

  /// Draws the spline and back to its start, which is the second point, as in d3.
  func drawClosed(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first else { return }
    guard points.count > 2 else {
      pen.startAnew(at: points.count > 1 ? points[1] : first)
      if points.count > 1 { pen.line(to: first) }
      pen.close()
      return
    }
    pen.startAnew(at: points[1])
    let count = points.count
    for index in 1...count {
      piece(
        before: points[index - 1], points[index % count], points[(index + 1) % count],
        after: points[(index + 2) % count], with: &pen)
    }
  }

  /// Draws the spline from the second to the last but one point.
  func drawOpen(_ points: [Point], with pen: inout CurvePen) {
    guard points.count > 2 else { return }
    pen.start(at: points[1])
    for index in 1..<max(points.count - 2, 1) {
      piece(
        before: points[index - 1], points[index], points[index + 1], after: points[index + 2],
        with: &pen)
    }
    pen.finish(isPoint: points.count == 3)
  }

  private func piece(
    before: Point?, _ start: Point, _ end: Point, after: Point?, with pen: inout CurvePen
  ) {
    switch self {
    case .cardinal(let tension):
      let k = (1 - tension) / 6
      let first = before.map { start + (end - $0) * k } ?? start
      let second = after.map { end + (start - $0) * k } ?? end
      pen.curve(to: end, first, second)
    case .catmullRom(let alpha):
      guard alpha != 0 else {
        return TangentCurve.cardinal(tension: 0)
          .piece(before: before, start, end, after: after, with: &pen)
      }
      let first = before.map { control(start, between: $0, and: end, alpha) } ?? start
      let second = after.map { control(end, between: $0, and: start, alpha) } ?? end
      pen.curve(to: end, first, second)
    }
  }

  /// The control point beside a point, on the side of `near`; `far` is the other neighbour.
  private func control(
    _ point: Point, between far: Point, and near: Point, _ alpha: Double
  ) -> Point {
    let f = power(far, point, alpha)
    let n = power(point, near, alpha)
    guard f > 1e-12 else { return point }
    let a = 2 * f * f + 3 * f * n + n * n
    let divisor = 3 * f * (f + n)
    return Point(
      (point.x * a - far.x * n * n + near.x * f * f) / divisor,
      (point.y * a - far.y * n * n + near.y * f * f) / divisor)
  }

  private func power(_ a: Point, _ b: Point, _ alpha: Double) -> Double {
    pow(hypot(b.x - a.x, b.y - a.y), alpha)
  }
}

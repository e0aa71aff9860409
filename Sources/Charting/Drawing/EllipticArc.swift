// Drawing: arcs of ellipses as cubic curves.

import Canvas

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An arc of an ellipse between two points, as SVG gives it, in pieces of at most a quarter turn.
///
/// The centre is found as in SVG 2, appendix B.2.4; each piece is off by 0.03 % of the radius at
/// most.
struct EllipticArc {
  /// Two control points and the end of each piece; empty if the arc is a straight line.
  private(set) var curves: [(Point, Point, Point)] = []

  /// Creates the arc; radii that are too small to reach are enlarged.
  init(
    from start: Point, to end: Point, radii: Point, rotation: Double, isLarge: Bool,
    isClockwise: Bool
  ) {
    let angle = rotation * .pi / 180
    let (cosine, sine) = (cos(angle), sin(angle))
    var (rx, ry) = (abs(radii.x), abs(radii.y))
    guard rx > 0, ry > 0, start != end, cosine.isFinite else { return }
    let half = (start - end) * 0.5
    let x = cosine * half.x + sine * half.y
    let y = cosine * half.y - sine * half.x
    let reach = (x / rx) * (x / rx) + (y / ry) * (y / ry)
    if reach > 1 { (rx, ry) = (rx * reach.squareRoot(), ry * reach.squareRoot()) }

    let (a, b) = (rx * y, ry * x)
    let square = max(0, (rx * ry * rx * ry - a * a - b * b) / (a * a + b * b))
    let factor = square.squareRoot() * (isLarge == isClockwise ? -1 : 1)
    let (cx, cy) = (factor * rx * y / ry, -factor * ry * x / rx)
    let middle = (start + end) * 0.5
    let center = Point(cosine * cx - sine * cy + middle.x, sine * cx + cosine * cy + middle.y)

    let from = atan2((y - cy) / ry, (x - cx) / rx)
    var sweep = atan2((-y - cy) / ry, (-x - cx) / rx) - from
    if isClockwise, sweep < 0 { sweep += 2 * .pi }
    if !isClockwise, sweep > 0 { sweep -= 2 * .pi }
    guard sweep.isFinite else { return }

    let place = { (x: Double, y: Double) in
      center + Point(cosine * rx * x - sine * ry * y, sine * rx * x + cosine * ry * y)
    }
    curves = Self.pieces(from: from, sweep: sweep).map { pair in
      (place(pair[0].x, pair[0].y), place(pair[1].x, pair[1].y), place(pair[2].x, pair[2].y))
    }
    // The end is exactly where it was asked for.
    if let last = curves.popLast() { curves.append((last.0, last.1, end)) }
  }

  /// The pieces of an arc of the unit circle: two control points and the end of each.
  static func pieces(from start: Double, sweep: Double) -> [[Point]] {
    let count = max(1, Int(whole: (abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)) ?? 1)
    let step = sweep / Double(count)
    let k = 4.0 / 3 * tan(step / 4)
    return (0..<count).map { index in
      let (a, b) = (start + Double(index) * step, start + Double(index + 1) * step)
      return [
        Point(cos(a) - k * sin(a), sin(a) + k * cos(a)),
        Point(cos(b) + k * sin(b), sin(b) - k * cos(b)),
        Point(cos(b), sin(b)),
      ]
    }
  }
}

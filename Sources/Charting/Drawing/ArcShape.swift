// Drawing: sectors of circles and rings.

import Canvas

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A sector of a circle or a ring; angles are in radians, clockwise from the top.
struct ArcShape: Hashable {
  var center: Point
  var innerRadius: Double
  var outerRadius: Double
  var startAngle: Double
  var endAngle: Double
  /// The gap to the neighbours, in radians at the mean radius; half of it on either side.
  var padAngle = 0.0
  var cornerRadius = 0.0

  /// The outline.
  var path: Path {
    let inner = max(0, min(innerRadius, outerRadius)), outer = max(innerRadius, outerRadius)
    let start = min(startAngle, endAngle), end = max(startAngle, endAngle)
    guard outer > 1e-9, outer.isFinite, inner.isFinite, start.isFinite, end.isFinite else {
      return Path()
    }
    if end - start >= 2 * .pi - 1e-9 { return ring(inner, outer, from: start) }
    return ArcOutline(
      center: center, inner: inner, outer: outer, start: start, end: end,
      gap: gap(inner, outer), corner: max(0, cornerRadius)
    ).path
  }

  /// The smallest rectangle around the sector, but for its gaps and corners.
  var bounds: Rect? {
    guard !path.isEmpty else { return nil }
    let outer = max(innerRadius, outerRadius), inner = max(0, min(innerRadius, outerRadius))
    let start = min(startAngle, endAngle), end = max(startAngle, endAngle)
    var points = [start, end].flatMap { [center.polar($0, inner), center.polar($0, outer)] }
    let first = (start / (.pi / 2)).rounded(.up)
    for step in 0..<4 {
      let angle = (first + Double(step)) * .pi / 2
      if angle <= end { points.append(center.polar(angle, outer)) }
    }
    return points.dropFirst().reduce(Rect(from: points[0], to: points[0])) {
      $0.union(Rect(from: $1, to: $1))
    }
  }

  /// A whole circle or ring; its hole runs the other way, so that it stays empty.
  private func ring(_ inner: Double, _ outer: Double, from start: Double) -> Path {
    var path = Path()
    path.move(to: center.polar(start, outer))
    path.arc(around: center, radius: outer, from: start, to: start + 2 * .pi)
    path.close()
    guard inner > 1e-9 else { return path }
    path.move(to: center.polar(start, inner))
    path.arc(around: center, radius: inner, from: start + 2 * .pi, to: start)
    path.close()
    return path
  }

  /// How far each side is moved in, so that gaps are as wide inside as they are outside.
  private func gap(_ inner: Double, _ outer: Double) -> Double {
    guard padAngle > 0 else { return 0 }
    let radius = (inner * inner + outer * outer).squareRoot()
    return radius * sin(min(padAngle, .pi) / 2)
  }
}

/// The outline of a sector less than a full turn, whose sides lie beside the lines to the centre.
///
/// A side at a distance `gap` from its line meets a circle of radius r at the angle asin(gap / r)
/// from it. A corner is a circle that touches both the side and the arc: its middle is gap + corner
/// away from the line, and as far from the centre as the arc, less (outside) or more (inside) the
/// corner.
private struct ArcOutline {
  let center: Point
  let inner: Double
  let outer: Double
  let start: Double
  let end: Double
  let gap: Double
  let corner: Double

  private var span: Double { end - start }

  var path: Path {
    var path = Path()
    guard span > 1e-12 else { return path }
    let outside = turn(gap, outer)
    guard 2 * outside < span else { return path }
    addOuter(to: &path)
    addInner(to: &path)
    path.close()
    return path
  }

  private func addOuter(to path: inout Path) {
    let half = sin(min(span, .pi) / 2)
    let radius = min(corner, (outer - inner) / 2, max(0, (half * outer - gap) / (1 + half)))
    guard radius > 1e-9 else {
      let inset = turn(gap, outer)
      path.move(to: center.polar(start + inset, outer))
      path.arc(around: center, radius: outer, from: start + inset, to: end - inset)
      return
    }
    let inset = turn(gap + radius, outer - radius)
    let foot = leg(gap + radius, outer - radius)
    path.move(to: side(start, 1, foot))
    let first = center.polar(start + inset, outer - radius)
    path.arc(around: first, radius: radius, from: start - .pi / 2, to: start + inset)
    path.arc(around: center, radius: outer, from: start + inset, to: end - inset)
    let second = center.polar(end - inset, outer - radius)
    path.arc(around: second, radius: radius, from: end - inset, to: end + .pi / 2)
  }

  private func addInner(to path: inout Path) {
    let inside = inner > gap ? turn(gap, inner) : .pi
    guard inner > 1e-9, 2 * inside < span else {
      // The sides meet before they reach the inner circle.
      let reach = gap == 0 ? 0 : gap / sin(min(span, .pi) / 2)
      path.line(to: center.polar((start + end) / 2, max(reach, span < .pi ? 0 : inner)))
      return
    }
    let half = sin(min(span, .pi) / 2)
    let room = half < 1 ? max(0, (half * inner - gap) / (1 - half)) : .infinity
    let radius = min(corner, (outer - inner) / 2, room)
    guard radius > 1e-9 else {
      path.line(to: center.polar(end - inside, inner))
      path.arc(around: center, radius: inner, from: end - inside, to: start + inside)
      return
    }
    let inset = turn(gap + radius, inner + radius)
    let foot = leg(gap + radius, inner + radius)
    path.line(to: side(end, -1, foot))
    let first = center.polar(end - inset, inner + radius)
    path.arc(around: first, radius: radius, from: end + .pi / 2, to: end - inset + .pi)
    path.arc(around: center, radius: inner, from: end - inset, to: start + inset)
    let second = center.polar(start + inset, inner + radius)
    path.arc(around: second, radius: radius, from: start + inset + .pi, to: start + 1.5 * .pi)
  }

  /// The angle at which a line beside a radius, at a distance, meets a circle.
  private func turn(_ distance: Double, _ radius: Double) -> Double {
    asin(min(1, max(-1, distance / radius)))
  }

  /// How far along the radius that is.
  private func leg(_ distance: Double, _ radius: Double) -> Double {
    max(0, radius * radius - distance * distance).squareRoot()
  }

  /// A point on a side, by its distance along the radius.
  private func side(_ angle: Double, _ sign: Double, _ distance: Double) -> Point {
    center.polar(angle, distance).polar(angle + sign * .pi / 2, gap)
  }
}

extension Point {
  /// The point at an angle, clockwise from the top, and a distance from this one.
  func polar(_ angle: Double, _ distance: Double) -> Point {
    Point(x + distance * sin(angle), y - distance * cos(angle))
  }
}

extension Path {
  /// Adds an arc of a circle from the current end; angles run clockwise from the top.
  mutating func arc(around center: Point, radius: Double, from start: Double, to end: Double) {
    for piece in EllipticArc.pieces(from: start - .pi / 2, sweep: end - start) {
      let points = piece.map { center + $0 * radius }
      curve(to: points[2], points[0], points[1])
    }
  }
}

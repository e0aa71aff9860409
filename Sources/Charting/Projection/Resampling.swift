#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Draws great circles: straight lines on the globe become as many straight lines on the plane as
/// it takes to stay within a precision.
///
/// A line is halved where the projected midpoint of its great circle lies too far from the line, or
/// too far from its middle, or where its ends are far apart on the globe.
struct Resampling {
  /// The square of the greatest distance, in pixels.
  let tolerance: Double
  let project: MapTransform

  private static let depth = 16
  private static let cosineOfFar = cos(30 * Angle.radians)

  /// A place, where it is on the plane, and its direction from the globe's centre.
  private struct Node {
    var lambda: Double
    var x: Double
    var y: Double
    var direction: SphereVector
  }

  /// Projects a line or ring onto a path.
  func draw(_ places: [ClipPoint], ring isRing: Bool, on path: inout GeoPath) {
    guard let first = places.first else { return }
    path.begin(ring: isRing)
    var last = first
    var lastPoint = project.point(first.x, first.y)
    let firstPoint = lastPoint
    path.add(lastPoint.x, lastPoint.y)
    for place in places.dropFirst() {
      let point = project.point(place.x, place.y)
      fill(last, lastPoint, place, point, &path)
      path.add(point.x, point.y)
      (last, lastPoint) = (place, point)
    }
    if isRing { fill(last, lastPoint, first, firstPoint, &path) }
  }

  /// Adds the points between two places.
  @inline(__always)
  private func fill(
    _ a: ClipPoint, _ from: (x: Double, y: Double), _ b: ClipPoint, _ to: (x: Double, y: Double),
    _ path: inout GeoPath
  ) {
    guard tolerance > 0 else { return }
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    guard dx * dx + dy * dy > 4 * tolerance else { return }
    halve(
      Node(lambda: a.x, x: from.x, y: from.y, direction: SphereVector(a)),
      Node(lambda: b.x, x: to.x, y: to.y, direction: SphereVector(b)), Self.depth, &path)
  }

  private func halve(_ a: Node, _ b: Node, _ depth: Int, _ path: inout GeoPath) {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = dx * dx + dy * dy
    guard length > 4 * tolerance, depth > 0 else { return }
    let sum = a.direction + b.direction
    let size = sum.dot(sum).squareRoot()
    let middle = sum * (1 / size)
    let phi = asin(min(1, max(-1, middle.z)))
    // At the poles, and along a meridian, the sum says nothing of the longitude.
    let isUpright = abs(abs(middle.z) - 1) < Angle.tiny || abs(a.lambda - b.lambda) < Angle.tiny
    let lambda = isUpright ? (a.lambda + b.lambda) / 2 : atan2(middle.y, middle.x)
    let point = project.point(lambda, phi)
    let (mx, my) = (point.x - a.x, point.y - a.y)
    let across = dy * mx - dx * my
    let isFar =
      across * across / length > tolerance
      || abs((dx * mx + dy * my) / length - 0.5) > 0.3
      || a.direction.dot(b.direction) < Self.cosineOfFar
    guard isFar else { return }
    let node = Node(lambda: lambda, x: point.x, y: point.y, direction: middle)
    halve(a, node, depth - 1, &path)
    path.add(point.x, point.y)
    halve(node, b, depth - 1, &path)
  }
}

/// From a turned place to pixels: the formula, then size and place on the plot.
struct MapTransform {
  let raw: RawProjection
  let scaleX: Double
  let scaleY: Double
  let x: Double
  let y: Double

  @inline(__always)
  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    let point = raw.point(lambda, phi)
    return (x + scaleX * point.x, y - scaleY * point.y)
  }
}

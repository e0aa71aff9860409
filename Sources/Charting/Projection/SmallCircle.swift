#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The circle on the globe at some distance from the centre of the map, at which lines are cut.
struct SmallCircle {
  private let radius: Double
  private let cosine: Double
  private let sine: Double

  /// Creates a circle from its angle in degrees, 90 for a hemisphere.
  init(degrees: Double) {
    radius = degrees * Angle.radians
    (cosine, sine) = (cos(radius), sin(radius))
  }

  private var isSmall: Bool { cosine > 0 }

  @inline(__always)
  func contains(_ place: ClipPoint) -> Bool { cos(place.x) * cos(place.y) > cosine }

  /// A place on the circle.
  var start: ClipPoint { isSmall ? ClipPoint(0, -radius) : ClipPoint(-.pi, radius - .pi) }

  // MARK: Lines

  func cut(_ line: [ClipPoint]) -> SphereClip.Cut {
    var result = SphereClip.Cut()
    var piece: [ClipPoint] = []
    var last: (point: ClipPoint, isShown: Bool)?
    for point in line {
      let isShown = contains(point)
      if let (before, wasShown) = last {
        if isShown != wasShown {
          // From the shown place, so that the crossing is the one on the way out.
          let edge = crossings(isShown ? point : before, isShown ? before : point)?.out
          result.isCut = true
          if isShown {
            piece = edge.map { [$0] } ?? []
          } else {
            if let edge { piece.append(edge) }
            result.pieces.append(piece)
            piece = []
          }
        } else {
          passes(before, point, isShown, &piece, &result)
        }
      }
      if isShown, piece.last.map({ !$0.isNear(point) }) ?? true { piece.append(point) }
      last = (point, isShown)
    }
    if last?.isShown ?? false { result.pieces.append(piece) }
    result.joinsEnds = (line.first.map(contains) ?? false) && (last?.isShown ?? false)
    return result
  }

  /// Both ends are on one side; a great circle may still pass through the other one.
  private func passes(
    _ before: ClipPoint, _ point: ClipPoint, _ isShown: Bool, _ piece: inout [ClipPoint],
    _ result: inout SphereClip.Cut
  ) {
    guard isSmall != isShown, abs(cosine) > Angle.tiny, mayPass(before, point),
      let (into, out) = passage(before, point, throughShown: !isShown)
    else { return }
    result.isCut = true
    if isShown {
      piece.append(into)
      result.pieces.append(piece)
      piece = [out]
    } else {
      result.pieces.append([into, out])
    }
  }

  /// Whether the way between two places on one side comes near enough to the circle to be looked at.
  ///
  /// On a way of length d the cosine of the distance from the centre is at most that of the ends
  /// over cos(d / 2).
  private func mayPass(_ a: ClipPoint, _ b: ClipPoint) -> Bool {
    let length = abs(a.x - b.x) + abs(a.y - b.y)
    guard length < 0.2 else { return true }
    let (near, far) = (cos(a.x) * cos(a.y), cos(b.x) * cos(b.y))
    return isSmall ? max(near, far) > cosine * 0.99 : min(near, far) < cosine * 0.99
  }

  /// The two places where the way from one place to another meets the circle, if it does.
  private func passage(
    _ a: ClipPoint, _ b: ClipPoint, throughShown: Bool
  ) -> (into: ClipPoint, out: ClipPoint)? {
    let (from, to) = (SphereVector(a), SphereVector(b))
    let normal = from.cross(to)
    guard let ends = crossings(from, to) else { return nil }
    func isBetween(_ place: SphereVector) -> Bool {
      from.cross(place).dot(normal) >= 0 && place.cross(to).dot(normal) >= 0
    }
    guard isBetween(ends.in), isBetween(ends.out) else { return nil }
    func edge(_ vector: SphereVector) -> ClipPoint {
      var place = vector.place
      place.isCrossing = true
      return place
    }
    // Through what is shown the way comes in and goes out; else the other way round.
    return throughShown
      ? (edge(ends.in), edge(ends.out)) : (edge(ends.out), edge(ends.in))
  }

  private func crossings(_ a: ClipPoint, _ b: ClipPoint) -> (in: ClipPoint, out: ClipPoint)? {
    guard let (enter, leave) = crossings(SphereVector(a), SphereVector(b)) else {
      // The ends are one place, but for rounding.
      var edge = b
      edge.isCrossing = true
      return (edge, edge)
    }
    var (first, second) = (enter.place, leave.place)
    (first.isCrossing, second.isCrossing) = (true, true)
    return (first, second)
  }

  /// Where the great circle from one place to another comes into the circle, and leaves it.
  ///
  /// Such a place p has p·c = cos r, for the centre c, and p·n = 0, for the normal n of the great
  /// circle: p = (α c + β n) ± s (c × n), with s so that |p| = 1.
  private func crossings(
    _ a: SphereVector, _ b: SphereVector
  ) -> (in: SphereVector, out: SphereVector)? {
    let center = SphereVector(1, 0, 0)
    let normal = a.cross(b)
    let nn = normal.dot(normal)
    let determinant = nn - normal.x * normal.x
    guard determinant > 1e-20 else { return nil }
    let base =
      center * (cosine * nn / determinant) + normal * (-cosine * normal.x / determinant)
    let along = center.cross(normal)
    let rest = 1 - base.dot(base)
    guard rest >= 0 else { return nil }
    let step = (rest / along.dot(along)).squareRoot()
    // The way runs along n × p; it goes out where that leads away from the centre.
    return (base + along * step, base + along * -step)
  }

  // MARK: The edge

  private static let step = 2 * Angle.radians

  /// The whole circle.
  var ring: [ClipPoint] {
    var ring: [ClipPoint] = []
    addArc(from: radius + Angle.full, to: radius, direction: 1, &ring)
    return ring
  }

  /// The circle between two places on it.
  func arc(from: ClipPoint, to: ClipPoint, direction: Double, _ ring: inout [ClipPoint]) {
    var start = angle(of: from)
    let end = angle(of: to)
    if direction > 0 ? start < end : start > end { start += direction * Angle.full }
    addArc(from: start, to: end, direction: direction, &ring)
  }

  private func addArc(
    from start: Double, to end: Double, direction: Double, _ ring: inout [ClipPoint]
  ) {
    var angle = start
    while direction > 0 ? angle > end : angle < end {
      ring.append(
        SphereVector(cosine, -sine * cos(angle), -sine * sin(angle)).place)
      angle -= direction * Self.step
    }
  }

  /// The angle at which a place lies on the circle, 0 in the west and falling clockwise.
  private func angle(of place: ClipPoint) -> Double {
    let vector = SphereVector(place)
    let offset = SphereVector(vector.x - cosine, vector.y, vector.z).normalized
    let angle = acos(min(1, max(-1, -offset.y)))
    return ((-offset.z < 0 ? -angle : angle) + Angle.full - Angle.tiny)
      .truncatingRemainder(dividingBy: Angle.full)
  }
}

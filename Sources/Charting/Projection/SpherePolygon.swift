#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Polygons on the sphere, whose inside lies to the right of their rings.
enum SpherePolygon {
  /// Whether a polygon holds a place.
  ///
  /// First it is told whether the south pole lies inside: if the rings wind around it, or if they do
  /// not but enclose a negative area. Then the crossings of the rings with the meridian from the
  /// place down to the pole are counted. The area of each edge with the pole is Eriksson's (1990).
  static func contains(_ rings: [[ClipPoint]], _ place: ClipPoint) -> Bool {
    let meridian = longitude(place)
    let sine = sin(place.y)
    let latitude =
      sine == 1 ? Angle.half + Angle.tiny : sine == -1 ? -Angle.half - Angle.tiny : place.y
    let normal = SphereVector(sin(meridian), -cos(meridian), 0)
    var turn = 0.0
    var area = 0.0
    var isOdd = false
    for ring in rings {
      guard var before = ring.last.map({ Corner($0, longitude($0)) }) else { continue }
      for point in ring {
        let corner = Corner(point, longitude(point))
        let edge = Edge(before, corner)
        turn += edge.turn
        area += edge.area
        if edge.crosses(meridian),
          latitude > edge.latitude(onMeridianWith: normal)
        {
          isOdd.toggle()
        }
        before = corner
      }
    }
    // Eastwards the pole lies to the right.
    let holdsPole = turn > Angle.tiny || (turn > -Angle.tiny && area < -1e-12)
    return holdsPole != isOdd
  }

  private static func longitude(_ place: ClipPoint) -> Double {
    guard abs(place.x) > .pi else { return place.x }
    let sign = place.x < 0 ? -1.0 : 1
    return sign
      * ((abs(place.x) + .pi).truncatingRemainder(dividingBy: Angle.full) - .pi)
  }

  /// A corner with what is used of it twice.
  private struct Corner {
    let place: ClipPoint
    let longitude: Double
    let sine: Double
    let cosine: Double

    init(_ place: ClipPoint, _ longitude: Double) {
      self.place = place
      self.longitude = longitude
      let half = place.y / 2 + Angle.quarter
      (sine, cosine) = (sin(half), cos(half))
    }
  }

  /// The edge between two corners.
  private struct Edge {
    let from: Corner
    let to: Corner
    let delta: Double
    /// Whether the shorter way leads over the antimeridian.
    let isBehind: Bool

    init(_ from: Corner, _ to: Corner) {
      (self.from, self.to) = (from, to)
      delta = to.longitude - from.longitude
      isBehind = abs(delta) > .pi
    }

    private var sign: Double { delta >= 0 ? 1 : -1 }

    /// By how much the longitude changes on the shorter way.
    var turn: Double { isBehind ? delta - sign * Angle.full : delta }

    /// The area between the edge and the pole, over 2.
    var area: Double {
      let k = from.sine * to.sine
      let width = abs(delta)
      return atan2(k * sign * sin(width), from.cosine * to.cosine + k * cos(width))
    }

    func crosses(_ meridian: Double) -> Bool {
      isBehind != ((from.longitude >= meridian) != (to.longitude >= meridian))
    }

    /// The latitude at which the edge crosses a meridian.
    func latitude(onMeridianWith normal: SphereVector) -> Double {
      let arc = SphereVector(from.place).cross(SphereVector(to.place)).normalized
      let crossing = normal.cross(arc).normalized
      let isEastward = isBehind != (delta >= 0)
      return (isEastward ? -1 : 1) * asin(min(1, max(-1, crossing.z)))
    }
  }
}

// Projection: from places on the globe to points of a plot.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A point of a line or ring that is being clipped.
///
/// On the sphere x is the longitude and y the latitude, both in radians; on the plane they are
/// pixels.
struct ClipPoint: Hashable {
  var x: Double
  var y: Double
  /// Whether the point lies on the edge at which was clipped.
  var isCrossing = false

  init(_ x: Double, _ y: Double, isCrossing: Bool = false) {
    (self.x, self.y, self.isCrossing) = (x, y, isCrossing)
  }

  /// Whether two points are the same but for rounding.
  func isNear(_ other: ClipPoint) -> Bool {
    abs(x - other.x) < Angle.tiny && abs(y - other.y) < Angle.tiny
  }
}

/// A direction from the centre of the globe, of length 1 for places.
struct SphereVector {
  var x: Double
  var y: Double
  var z: Double

  init(_ x: Double, _ y: Double, _ z: Double) { (self.x, self.y, self.z) = (x, y, z) }

  /// The direction of a place in radians.
  init(_ place: ClipPoint) {
    let cosine = cos(place.y)
    self.init(cosine * cos(place.x), cosine * sin(place.x), sin(place.y))
  }

  /// The place in radians.
  var place: ClipPoint { ClipPoint(atan2(y, x), asin(min(1, max(-1, z)))) }

  func dot(_ other: SphereVector) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: SphereVector) -> SphereVector {
    SphereVector(
      y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  var normalized: SphereVector {
    let length = dot(self).squareRoot()
    return length > 0 ? self * (1 / length) : self
  }

  static func + (a: SphereVector, b: SphereVector) -> SphereVector {
    SphereVector(a.x + b.x, a.y + b.y, a.z + b.z)
  }

  static func * (a: SphereVector, factor: Double) -> SphereVector {
    SphereVector(a.x * factor, a.y * factor, a.z * factor)
  }
}

/// Angles and how finely they are told apart.
enum Angle {
  static let tiny = 1e-6
  static let half = Double.pi / 2
  static let quarter = Double.pi / 4
  static let full = Double.pi * 2
  static let radians = Double.pi / 180

  /// The angle between -π and π that points in the same direction.
  static func wrapped(_ angle: Double) -> Double {
    abs(angle) > .pi ? angle - (angle / full).rounded() * full : angle
  }
}

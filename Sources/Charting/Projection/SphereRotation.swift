#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns the globe: about its axis first, then forward, then about the line of sight.
struct SphereRotation {
  private let lambda: Double
  private let isOblique: Bool
  private let cosPhi, sinPhi, cosGamma, sinGamma: Double

  /// Creates a rotation from angles in degrees.
  init(degrees: [Double] = []) {
    func angle(_ index: Int) -> Double {
      guard index < degrees.count, degrees[index].isFinite else { return 0 }
      return degrees[index].truncatingRemainder(dividingBy: 360) * Angle.radians
    }
    lambda = angle(0)
    let (phi, gamma) = (angle(1), angle(2))
    isOblique = phi != 0 || gamma != 0
    (cosPhi, sinPhi, cosGamma, sinGamma) = (cos(phi), sin(phi), cos(gamma), sin(gamma))
  }

  /// Where a place in radians is turned to.
  @inline(__always)
  func turned(_ place: ClipPoint) -> ClipPoint {
    let longitude = Angle.wrapped(place.x + lambda)
    guard isOblique else { return ClipPoint(longitude, place.y) }
    let cosine = cos(place.y)
    let x = cos(longitude) * cosine, y = sin(longitude) * cosine, z = sin(place.y)
    let k = z * cosPhi + x * sinPhi
    return ClipPoint(
      atan2(y * cosGamma - k * sinGamma, x * cosPhi - z * sinPhi),
      asin(min(1, max(-1, k * cosGamma + y * sinGamma))))
  }
}

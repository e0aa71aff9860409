#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Projections whose meridians are parallel lines (Snyder, chapters 7, 8, 10 and 12).
enum CylindricalProjection {
  case equirectangular, mercator, transverseMercator
  /// Equal areas, true to scale where the cosine of the latitude is given.
  case equalArea(cosine: Double)

  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    switch self {
    case .equirectangular: (lambda, phi)
    case .mercator: (lambda, Self.stretched(phi))
    // The globe is turned by a right angle, so that the axis of the cylinder lies in the equator.
    case .transverseMercator: (Self.stretched(phi), -lambda)
    case .equalArea(let cosine): (lambda * cosine, sin(phi) / cosine)
    }
  }

  private static func stretched(_ phi: Double) -> Double { log(tan((Angle.half + phi) / 2)) }
}

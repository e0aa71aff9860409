#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Projections on a plane that touches the globe at one place (Snyder, chapters 20 to 25).
enum AzimuthalProjection {
  case equalArea, equidistant, gnomonic, orthographic, stereographic

  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    let cosPhi = cos(phi)
    // The cosine of the distance from the centre.
    let cosine = cos(lambda) * cosPhi
    let factor =
      switch self {
      case .orthographic: 1.0
      case .gnomonic: 1 / cosine
      case .stereographic: 1 / (1 + cosine)
      case .equalArea: (2 / (1 + cosine)).squareRoot()
      case .equidistant: Self.equidistantFactor(cosine)
      }
    // The far side of the globe is a circle, of which one point is taken.
    guard factor.isFinite || self == .gnomonic else { return (2, 0) }
    return (factor * cosPhi * sin(lambda), factor * sin(phi))
  }

  private static func equidistantFactor(_ cosine: Double) -> Double {
    let distance = acos(min(1, max(-1, cosine)))
    return distance == 0 ? 1 : distance / sin(distance)
  }
}

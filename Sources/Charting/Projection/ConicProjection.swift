#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Projections on a cone that meets the globe along two parallels (Snyder, chapters 14 to 16).
///
/// The radius of a parallel is `radius(phi)`, and meridians are `n` times as close as on the globe.
struct ConicProjection {
  enum Kind { case conformal, equalArea, equidistant }

  private let kind: Kind
  private let n: Double
  /// A constant of the kind: f of the conformal cone, c of equal areas, g of equal distances.
  private let constant: Double
  /// The radius of the equator.
  private let origin: Double

  private init(_ kind: Kind, n: Double, constant: Double, origin: Double) {
    (self.kind, self.n, self.constant, self.origin) = (kind, n, constant, origin)
  }

  /// The projection with two standard parallels in degrees; a cylinder if they are symmetric.
  static func projection(_ kind: Kind, parallels: (Double, Double)) -> RawProjection {
    let (p0, p1) = (parallels.0 * Angle.radians, parallels.1 * Angle.radians)
    let isOne = p0 == p1
    switch kind {
    case .equalArea:
      let n = (sin(p0) + sin(p1)) / 2
      guard abs(n) >= Angle.tiny else { return .cylindrical(.equalArea(cosine: cos(p0))) }
      let c = 1 + sin(p0) * (2 * n - sin(p0))
      return .conic(.init(kind, n: n, constant: c, origin: c.squareRoot() / n))
    case .conformal:
      let n =
        isOne ? sin(p0) : log(cos(p0) / cos(p1)) / log(halfTangent(p1) / halfTangent(p0))
      guard n != 0, n.isFinite else { return .cylindrical(.mercator) }
      let f = cos(p0) * pow(halfTangent(p0), n) / n
      return .conic(.init(kind, n: n, constant: f, origin: f))
    case .equidistant:
      let n = isOne ? sin(p0) : (cos(p0) - cos(p1)) / (p1 - p0)
      guard abs(n) >= Angle.tiny else { return .cylindrical(.equirectangular) }
      let g = cos(p0) / n + p0
      return .conic(.init(kind, n: n, constant: g, origin: g))
    }
  }

  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    let radius = radius(phi)
    return (radius * sin(n * lambda), origin - radius * cos(n * lambda))
  }

  private func radius(_ phi: Double) -> Double {
    switch kind {
    case .equalArea: return max(0, constant - 2 * n * sin(phi)).squareRoot() / n
    case .equidistant: return constant - phi
    case .conformal:
      // The pole away from the tip is infinitely far; the map ends just before it.
      let limit = Angle.half - Angle.tiny
      let near = constant > 0 ? max(phi, -limit) : min(phi, limit)
      return constant / pow(Self.halfTangent(near), n)
    }
  }

  private static func halfTangent(_ phi: Double) -> Double { tan((Angle.half + phi) / 2) }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Projections with straight parallels and curved meridians.
///
/// Equal Earth after Šavrič, Patterson and Jenny (2018), Natural Earth after Šavrič, Jenny,
/// Patterson, Petrovič and Hurni (2011): polynomials of the latitude.
enum PseudocylindricalProjection {
  case equalEarth, naturalEarth

  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    switch self {
    case .equalEarth: Self.equalEarth(lambda, phi)
    case .naturalEarth: Self.naturalEarth(lambda, phi)
    }
  }

  private static func equalEarth(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    let (a1, a2, a3, a4) = (1.340264, -0.081106, 0.000893, 0.003796)
    let m = 3.0.squareRoot() / 2
    let theta = asin(m * sin(phi))
    let t2 = theta * theta
    let t6 = t2 * t2 * t2
    return (
      lambda * cos(theta) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2))),
      theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    )
  }

  private static func naturalEarth(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    let p2 = phi * phi
    let p4 = p2 * p2
    let length = 0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))
    let distance = 1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))
    return (lambda * length, phi * distance)
  }
}

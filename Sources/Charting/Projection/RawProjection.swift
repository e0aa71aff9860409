#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The formula that maps the unit sphere, already turned, to the plane, y upwards.
///
/// The formulas are those of Snyder, Map Projections: A Working Manual (USGS Professional Paper
/// 1395, 1987), for the sphere, except where a family's file says otherwise.
enum RawProjection {
  case azimuthal(AzimuthalProjection)
  case cylindrical(CylindricalProjection)
  case pseudocylindrical(PseudocylindricalProjection)
  case conic(ConicProjection)

  /// The point of a place in radians; it may be infinitely far.
  @inline(__always)
  func point(_ lambda: Double, _ phi: Double) -> (x: Double, y: Double) {
    switch self {
    case .azimuthal(let projection): projection.point(lambda, phi)
    case .cylindrical(let projection): projection.point(lambda, phi)
    case .pseudocylindrical(let projection): projection.point(lambda, phi)
    case .conic(let projection): projection.point(lambda, phi)
    }
  }
}

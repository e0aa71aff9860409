import Canvas
import Tables

/// The United States on three equal-area cones: the 48 states, and Alaska at 35 % and Hawaii in the
/// lower left corner.
///
/// Other places stand nowhere.
struct AlbersUSA {
  /// One of the three maps, with the part of the plane that it fills.
  private struct Part {
    var projection: GlobeProjection
    var frame: RectClip
  }

  private let parts: [Part]

  init(scale: Double, x: Double, y: Double, precision: Double) {
    /// A map with its frame in shares of the scale: left, top, right, bottom.
    func part(
      rotation: Double, center: (Double, Double), parallels: (Double, Double), size: Double,
      at place: (Double, Double), frame: (Double, Double, Double, Double), inset: Double
    ) -> Part {
      var form = GlobeProjection.Form(
        raw: ConicProjection.projection(.equalArea, parallels: parallels))
      form.rotation = SphereRotation(degrees: [rotation])
      form.center = (center.0 * Angle.radians, center.1 * Angle.radians)
      form.precision = precision
      let edges = (
        x + frame.0 * scale + inset, y + frame.1 * scale + inset, x + frame.2 * scale - inset,
        y + frame.3 * scale - inset
      )
      form.frame = edges
      return Part(
        projection: GlobeProjection(
          form, scale: scale * size, x: x + place.0 * scale, y: y + place.1 * scale),
        frame: RectClip(edges.0, edges.1, edges.2, edges.3))
    }
    parts = [
      part(
        rotation: 96, center: (-0.6, 38.7), parallels: (29.5, 45.5), size: 1, at: (0, 0),
        frame: (-0.455, -0.238, 0.455, 0.238), inset: 0),
      part(
        rotation: 154, center: (-2, 58.5), parallels: (55, 65), size: 0.35, at: (-0.307, 0.201),
        frame: (-0.425, 0.120, -0.214, 0.234), inset: Angle.tiny),
      part(
        rotation: 157, center: (-3, 19.9), parallels: (8, 18), size: 1, at: (-0.205, 0.212),
        frame: (-0.214, 0.166, -0.115, 0.234), inset: Angle.tiny),
    ]
  }

  /// Where a place stands on the first of the maps that shows it; nil if none does.
  func point(_ place: GeoPoint) -> (x: Double, y: Double)? {
    for part in parts {
      if let point = part.projection.point(place), part.frame.contains(point.x, point.y) {
        return point
      }
    }
    return nil
  }

  /// What is seen of a geometry on any of the maps.
  func path(_ geometry: Geometry) -> GeoPath {
    var path = GeoPath()
    for part in parts { path.add(part.projection.path(geometry)) }
    return path
  }
}

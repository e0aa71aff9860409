import Canvas
import Tables

/// A projection at its size: from places on the globe to the plot.
enum Projection {
  case globe(GlobeProjection)
  case usa(AlbersUSA)
  case plane(PlaneProjection)

  /// Where a place stands, even if it lies on the far side; nil if it stands nowhere.
  func point(_ place: GeoPoint) -> Point? {
    let point: (x: Double, y: Double)? =
      switch self {
      case .globe(let projection): projection.point(place)
      case .usa(let projection): projection.point(place)
      case .plane(let projection): projection.point(place)
      }
    return point.map { Point($0.x, $0.y) }
  }

  /// Whether a place can be seen.
  func shows(_ place: GeoPoint) -> Bool {
    switch self {
    case .globe(let projection): projection.shows(place)
    case .usa(let projection): projection.point(place) != nil
    case .plane(let projection):
      projection.point(place).map { projection.frame?.contains($0.x, $0.y) ?? true } ?? false
    }
  }

  /// What is seen of a geometry.
  func path(_ geometry: Geometry) -> GeoPath {
    switch self {
    case .globe(let projection): projection.path(geometry)
    case .usa(let projection): projection.path(geometry)
    case .plane(let projection): projection.path(geometry)
    }
  }
}

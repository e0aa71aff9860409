import Canvas
import Tables

/// Coordinates that are planar already, only scaled and moved; y runs downwards.
struct PlaneProjection {
  let scaleX: Double
  let scaleY: Double
  let x: Double
  let y: Double
  let frame: RectClip?

  func point(_ place: GeoPoint) -> (x: Double, y: Double)? {
    let point = (x: x + scaleX * place.longitude, y: y + scaleY * place.latitude)
    return point.x.isFinite && point.y.isFinite ? point : nil
  }

  func path(_ geometry: Geometry) -> GeoPath {
    var path = GeoPath()
    func add(_ line: ArraySlice<GeoPoint>, ring isRing: Bool) {
      path.begin(ring: isRing)
      for place in line { if let point = point(place) { path.add(point.x, point.y) } }
    }
    for part in geometry.parts {
      switch part {
      case .points(let points):
        for place in points { if let point = point(place) { path.addDot(point.x, point.y) } }
      case .line(let line): add(line[...], ring: false)
      case .polygon(let rings): for ring in rings { add(ring.dropLast(), ring: true) }
      // A plane has no end.
      case .sphere: continue
      }
    }
    return frame?.clipped(path) ?? path
  }
}

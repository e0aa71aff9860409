import Canvas
import Tables

/// A projection of the globe: turn, cut, flatten, scale, and clip to a frame.
struct GlobeProjection {
  /// What is the same at all sizes.
  struct Form {
    var raw: RawProjection
    var rotation = SphereRotation()
    /// The place in radians that stands at the translation.
    var center = (lambda: 0.0, phi: 0.0)
    var clip = SphereClip.antimeridian
    /// Pixels that a line may be off; 0 draws straight lines.
    var precision = 0.5.squareRoot()
    /// Pixels outside of which nothing is drawn: left, top, right, bottom.
    var frame: (Double, Double, Double, Double)?
    var reflectX = false
    var reflectY = false
    /// Whether the plane is cut to a square as high as the globe is wide, as Mercator's has no end.
    var isSquare = false
    var isTransverse = false
  }

  private let form: Form
  private let transform: MapTransform
  private let frame: RectClip?

  init(_ form: Form, scale: Double, x: Double, y: Double) {
    self.form = form
    let (sx, sy) = (form.reflectX ? -scale : scale, form.reflectY ? -scale : scale)
    let center = form.raw.point(form.center.lambda, form.center.phi)
    transform = MapTransform(
      raw: form.raw, scaleX: sx, scaleY: sy, x: x - sx * center.x, y: y + sy * center.y)
    var edges = form.frame
    if form.isSquare {
      let middle = transform.point(0, 0)
      let reach = Double.pi * scale
      let (left, top, right, bottom) =
        edges ?? (-Double.infinity, -Double.infinity, Double.infinity, Double.infinity)
      // An asked frame is narrowed only where the projection has no end.
      let along = edges == nil || !form.isTransverse, across = edges == nil || form.isTransverse
      edges = (
        along ? max(left, middle.x - reach) : left, across ? max(top, middle.y - reach) : top,
        along ? min(right, middle.x + reach) : right,
        across ? min(bottom, middle.y + reach) : bottom
      )
    }
    frame = edges.map { RectClip($0.0, $0.1, $0.2, $0.3) }
  }

  /// Where a place in degrees stands, seen or not; nil if it stands nowhere.
  @inline(__always)
  func point(_ place: GeoPoint) -> (x: Double, y: Double)? {
    let turned = form.rotation.turned(place.radians)
    let point = transform.point(turned.x, turned.y)
    return point.x.isFinite && point.y.isFinite ? point : nil
  }

  /// Whether a place can be seen.
  func shows(_ place: GeoPoint) -> Bool {
    guard form.clip.shows(form.rotation.turned(place.radians)), let point = point(place) else {
      return false
    }
    return frame?.contains(point.x, point.y) ?? true
  }

  /// What is seen of a geometry.
  func path(_ geometry: Geometry) -> GeoPath {
    var path = GeoPath()
    let resampling = Resampling(
      tolerance: form.precision * form.precision, project: transform)
    for part in geometry.parts {
      switch part {
      case .points(let points):
        for place in points where form.clip.shows(form.rotation.turned(place.radians)) {
          if let point = point(place), frame?.contains(point.x, point.y) ?? true {
            path.addDot(point.x, point.y)
          }
        }
      case .line(let line):
        var own = GeoPath()
        for piece in form.clip.lines(turned(line[...])) {
          resampling.draw(piece, ring: false, on: &own)
        }
        path.add(frame?.clipped(own) ?? own)
      case .polygon(let rings):
        // The last point of a ring is its first again.
        add(form.clip.rings(rings.map { turned($0.dropLast()) }), resampling, to: &path)
      case .sphere: add([form.clip.whole], resampling, to: &path)
      }
    }
    return path
  }

  /// Adds the rings of one polygon; each polygon is clipped by itself, as they may overlap.
  private func add(_ rings: [[ClipPoint]], _ resampling: Resampling, to path: inout GeoPath) {
    guard let frame else {
      for ring in rings { resampling.draw(ring, ring: true, on: &path) }
      return
    }
    var own = GeoPath()
    for ring in rings { resampling.draw(ring, ring: true, on: &own) }
    path.add(frame.clipped(own))
  }

  private func turned(_ line: ArraySlice<GeoPoint>) -> [ClipPoint] {
    line.map { form.rotation.turned($0.radians) }
  }
}

extension GeoPoint {
  /// The place in radians.
  @inline(__always)
  var radians: ClipPoint { ClipPoint(longitude * Angle.radians, latitude * Angle.radians) }
}

import Canvas
import Tables

/// A projection with everything decided but the size of the plot.
struct ProjectionPlan {
  /// How large the map becomes, and where it stands.
  enum Placing {
    /// A fixed scale; without a place the centre stands in the middle of the plot.
    case fixed(scale: Double, at: Point?)
    /// As large as fits into a box, the plot by default. The bounds are those at `fitScale`; nil
    /// if there is nothing to be fitted.
    case fitted(Rect?, into: Rect?)
  }

  var form: ProjectionForm
  var placing: Placing
  var pointRadius: Double
  /// Whether places that cannot be seen are drawn all the same, as Vega does: those on the far side
  /// where they would be seen through the globe, and those that stand nowhere in the corner.
  var showsUnseen: Bool

  /// The scale at which the bounds of what is fitted are measured.
  static let fitScale = 150.0

  /// The projection on a plot of a size.
  func projection(in size: Size) -> Projection {
    let plot = Rect(0, 0, size.width, size.height)
    switch placing {
    case .fixed(let scale, let place):
      let center = place ?? Point(plot.midX, plot.midY)
      return form.projection(scale: scale, x: center.x, y: center.y)
    case .fitted(let bounds, let asked):
      let box = asked ?? plot
      guard let bounds else {
        return form.projection(scale: form.usualScale, x: box.midX, y: box.midY)
      }
      let factor = min(
        bounds.width > 0 ? box.width / bounds.width : .infinity,
        bounds.height > 0 ? box.height / bounds.height : .infinity)
      // A single point has no size; it stands in the middle at the usual scale.
      let k = factor.isFinite ? factor : form.usualScale / Self.fitScale
      return form.projection(
        scale: Self.fitScale * k, x: box.midX - k * bounds.midX, y: box.midY - k * bounds.midY)
    }
  }

  /// The height of the map as a share of its width, where it is fitted into the plot.
  var aspect: Double? {
    guard case .fitted(let bounds?, nil) = placing, bounds.width > 0, bounds.height > 0 else {
      return nil
    }
    return bounds.height / bounds.width
  }
}

/// A projection of unknown size.
enum ProjectionForm {
  case globe(GlobeProjection.Form, usualScale: Double)
  case usa(precision: Double)
  case plane(reflectX: Bool, reflectY: Bool, frame: RectClip?)

  /// The scale that d3-geo gives a projection without any.
  var usualScale: Double {
    switch self {
    case .globe(_, let scale): scale
    case .usa: 1070
    case .plane: 1
    }
  }

  func projection(scale: Double, x: Double, y: Double) -> Projection {
    switch self {
    case .globe(let form, _): .globe(GlobeProjection(form, scale: scale, x: x, y: y))
    case .usa(let precision): .usa(AlbersUSA(scale: scale, x: x, y: y, precision: precision))
    case .plane(let reflectX, let reflectY, let frame):
      .plane(
        PlaneProjection(
          scaleX: reflectX ? -scale : scale, scaleY: reflectY ? -scale : scale, x: x, y: y,
          frame: frame))
    }
  }

  /// The form without a frame of pixels, to measure all that there is.
  var unframed: ProjectionForm {
    switch self {
    case .globe(var form, let scale):
      form.frame = nil
      return .globe(form, usualScale: scale)
    case .usa: return self
    case .plane(let reflectX, let reflectY, _):
      return .plane(reflectX: reflectX, reflectY: reflectY, frame: nil)
    }
  }

  /// The smallest box around some geometries at the scale for fitting.
  func bounds(of content: some Sequence<Geometry>) -> Rect? {
    let projection = unframed.projection(scale: ProjectionPlan.fitScale, x: 0, y: 0)
    var result: Rect?
    for geometry in content {
      guard let bounds = projection.path(geometry).bounds, bounds.width.isFinite,
        bounds.height.isFinite
      else { continue }
      result = result?.union(bounds) ?? bounds
    }
    return result
  }
}

/// A mark that stands on a map.
struct MapPlan {
  var projection: ProjectionPlan
  /// Where each row stands, for marks placed by longitude and latitude.
  var place: GeoPlaceSource?
  /// Where each row ends.
  var end: GeoPlaceSource?
}

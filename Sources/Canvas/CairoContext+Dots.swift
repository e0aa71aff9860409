import CPango

extension CairoContext {
  /// Draws a filled circle the short way, if there is one for it; false if there is none.
  ///
  /// In a document a dot is a line of no length with round ends, a third of the bytes of four
  /// curves. In a bitmap a dot of a crowd is stamped, in a fifth of the time; its centre may be
  /// off by a sixteenth of a pixel.
  func drawDot(_ item: ScenePath, isInCrowd: Bool) -> Bool {
    guard item.stroke == nil, case .color(let color) = item.fill, let dot = item.path.circle,
      dot.center.isWithin(1e6)
    else { return false }
    let opacity = item.opacity.limited(0, 1)
    switch medium {
    case .vectors: return drawPoint(dot, color: color, opacity: opacity)
    case .pixels: return isInCrowd && stamp(dot, color: color, opacity: opacity)
    }
  }

  private func drawPoint(_ dot: Circle, color: Color, opacity: Double) -> Bool {
    var stroke = Stroke(color, width: 2 * dot.radius)
    stroke.cap = .round
    guard opacity > 0, dot.radius > 0, set(stroke) else { return true }
    setSource(color, opacity: opacity)
    cairo_new_path(cairo)
    cairo_move_to(cairo, dot.center.x, dot.center.y)
    cairo_line_to(cairo, dot.center.x, dot.center.y)
    cairo_stroke(cairo)
    return true
  }

  private func stamp(_ dot: Circle, color: Color, opacity: Double) -> Bool {
    let t = transform
    let center = t.apply(dot.center)
    // Only a map that keeps circles round.
    guard t.a == t.d, t.b == -t.c, center.isWithin(32_767) else { return false }
    let radius = dot.radius * (t.a * t.a + t.b * t.b).squareRoot()
    let column = (center.x * 8).rounded(.down)
    let row = (center.y * 8).rounded(.down)
    let (x, y) = ((column / 8).rounded(.down), (row / 8).rounded(.down))
    let key = DotStamps.Key(radius: radius, column: Int(column - x * 8), row: Int(row - y * 8))
    guard let stamp = stamps.stamp(key) else { return false }
    setSource(color, opacity: opacity)
    cairo_save(cairo)
    cairo_identity_matrix(cairo)
    cairo_mask_surface(cairo, stamp, x - DotStamps.middle, y - DotStamps.middle)
    cairo_restore(cairo)
    return true
  }
}

/// Small pictures of dots, to be stamped; owns the Cairo surfaces.
final class DotStamps {
  /// A dot of a radius, in pixels, and where in its pixel the centre is, in eighths.
  struct Key: Hashable {
    var radius: Double
    var column: Int
    var row: Int
  }

  /// The pixel of a stamp in which the centre of its dot is.
  static let middle = 16.0

  private var surfaces: [Key: OpaquePointer] = [:]

  deinit { for surface in surfaces.values { cairo_surface_destroy(surface) } }

  /// The picture of a dot; nil if it is too large or there are too many kinds of them.
  func stamp(_ key: Key) -> OpaquePointer? {
    if let surface = surfaces[key] { return surface }
    guard key.radius > 0, key.radius < DotStamps.middle - 2, surfaces.count < 4096 else {
      return nil
    }
    let side = Int32(DotStamps.middle) * 2
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, side, side) else { return nil }
    let context = CairoContext(surface: surface, medium: .pixels)
    let center = Point(
      DotStamps.middle + (Double(key.column) + 0.5) / 8,
      DotStamps.middle + (Double(key.row) + 0.5) / 8)
    context.draw(ScenePath(.circle(center: center, radius: key.radius), fill: .color(.black)))
    cairo_surface_flush(surface)
    surfaces[key] = surface
    return surface
  }
}

/// A circle.
struct Circle: Hashable {
  var center: Point
  var radius: Double
}

extension Path {
  /// The circle that the path is, if it is one as `Path.circle` makes it.
  var circle: Circle? {
    guard elements.count == 6, case .move(let right) = elements[0],
      case .curve(_, _, let left) = elements[2], case .close = elements[5]
    else { return nil }
    let circle = Circle(
      center: Point((left.x + right.x) / 2, right.y), radius: (right.x - left.x) / 2)
    let slack = (circle.radius + abs(circle.center.x) + abs(circle.center.y)) * 1e-12
    guard circle.radius > 0 else { return nil }
    for (element, unit) in zip(elements[1...4], Circle.unit) {
      guard case .curve(let a, let b, let end) = element,
        (a - circle.center - unit.a * circle.radius).isWithin(slack),
        (b - circle.center - unit.b * circle.radius).isWithin(slack),
        (end - circle.center - unit.end * circle.radius).isWithin(slack)
      else { return nil }
    }
    return circle
  }
}

extension Circle {
  /// The quarters of a circle of radius 1 about the origin, as curves.
  fileprivate static let unit: [(a: Point, b: Point, end: Point)] = {
    let k = Path.circleControl
    return [
      (Point(1, k), Point(k, 1), Point(0, 1)), (Point(-k, 1), Point(-1, k), Point(-1, 0)),
      (Point(-1, -k), Point(-k, -1), Point(0, -1)), (Point(k, -1), Point(1, -k), Point(1, 0)),
    ]
  }()
}

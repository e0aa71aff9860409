import CPango

/// Draws paths, texts and images on a Cairo surface; owns the Cairo context.
///
/// Nothing that is given to it puts Cairo into its error state, after which it would draw nothing
/// more: numbers that Cairo cannot take are clipped or left out before.
final class CairoContext {
  /// What the surface is made of.
  enum Medium {
    /// Pixels: text is filled as outlines, for Cairo puts glyphs on whole pixels.
    case pixels
    /// Vectors: text stays text that can be searched and copied.
    case vectors
  }

  /// The context in Cairo's terms.
  let cairo: OpaquePointer
  /// What the surface is made of.
  let medium: Medium
  /// From the coordinates in force to those of the surface.
  private(set) var transform: Transform

  /// Notes the letters that are drawn; nil if nobody wants to know.
  var letters: LetterLog?

  private var saved: [Transform] = []
  /// The dots that were stamped before.
  private(set) lazy var stamps = DotStamps()

  /// Draws on a surface, which the context keeps.
  init(surface: OpaquePointer, medium: Medium, scale: Double = 1) {
    cairo = cairo_create(surface)
    self.medium = medium
    transform = .scale(scale, scale)
    cairo_scale(cairo, scale, scale)
  }

  deinit { cairo_destroy(cairo) }

  /// Throws if Cairo has failed.
  func check() throws(CanvasError) {
    let status = cairo_status(cairo)
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
  }

  // MARK: State

  /// Runs a step and takes back its transforms and clips.
  func isolated<Failure: Error>(_ step: () throws(Failure) -> Void) throws(Failure) {
    save()
    defer { restore() }
    try step()
  }

  /// Mixes what is drawn from now on with what is below.
  func set(_ blend: BlendMode) {
    let operation: cairo_operator_t =
      switch blend {
      case .multiply: CAIRO_OPERATOR_MULTIPLY
      case .screen: CAIRO_OPERATOR_SCREEN
      case .overlay: CAIRO_OPERATOR_OVERLAY
      case .darken: CAIRO_OPERATOR_DARKEN
      case .lighten: CAIRO_OPERATOR_LIGHTEN
      case .difference: CAIRO_OPERATOR_DIFFERENCE
      case .exclusion: CAIRO_OPERATOR_EXCLUSION
      case .hue: CAIRO_OPERATOR_HSL_HUE
      case .saturation: CAIRO_OPERATOR_HSL_SATURATION
      case .color: CAIRO_OPERATOR_HSL_COLOR
      case .luminosity: CAIRO_OPERATOR_HSL_LUMINOSITY
      case .colorDodge: CAIRO_OPERATOR_COLOR_DODGE
      case .colorBurn: CAIRO_OPERATOR_COLOR_BURN
      case .hardLight: CAIRO_OPERATOR_HARD_LIGHT
      case .softLight: CAIRO_OPERATOR_SOFT_LIGHT
      }
    cairo_set_operator(cairo, operation)
  }

  /// Keeps transform, clip and source until `restore`.
  func save() {
    cairo_save(cairo)
    saved.append(transform)
  }

  /// Goes back to what was last kept.
  func restore() {
    cairo_restore(cairo)
    transform = saved.popLast() ?? .identity
  }

  /// Changes the coordinates; false if the map leaves no area or is not made of numbers.
  func concatenate(_ map: Transform) -> Bool {
    let result = transform.after(map)
    guard result.isDrawable else { return false }
    guard map != .identity else { return true }
    transform = result
    var matrix = cairo_matrix_t(
      xx: map.a, yx: map.b, xy: map.c, yy: map.d, x0: map.e, y0: map.f)
    cairo_transform(cairo, &matrix)
    return true
  }

  /// Draws nothing outside a rectangle from now on.
  func clip(to rect: Rect) {
    guard rect.hasNumbers else { return }
    let limit = CairoContext.limit
    let corner = Point(rect.x.limited(-limit, limit), rect.y.limited(-limit, limit))
    let other = Point(rect.maxX.limited(-limit, limit), rect.maxY.limited(-limit, limit))
    add(.rect(Rect(from: corner, to: other)), for: .area)
    cairo_clip(cairo)
    cairo_new_path(cairo)
  }

  /// Draws nothing outside the whole pixels that a rectangle touches: such a clip has no soft edges,
  /// which would cost time.
  private func clipToPixels(around rect: Rect) {
    let box = transform.apply(rect).expanded(by: 1)
    let limit = CairoContext.limit
    let left = box.x.rounded(.down).limited(-limit, limit)
    let top = box.y.rounded(.down).limited(-limit, limit)
    let right = box.maxX.rounded(.up).limited(-limit, limit)
    let bottom = box.maxY.rounded(.up).limited(-limit, limit)
    var matrix = cairo_matrix_t()
    cairo_get_matrix(cairo, &matrix)
    cairo_identity_matrix(cairo)
    cairo_new_path(cairo)
    cairo_rectangle(cairo, left, top, right - left, bottom - top)
    cairo_clip(cairo)
    cairo_set_matrix(cairo, &matrix)
  }

  /// Runs a step that draws on a layer of its own, and lays that down with an opacity.
  ///
  /// A layer is as large as its bounds, if they are known: else it costs as much as a whole page.
  func layered<Failure: Error>(
    opacity: Double, over bounds: Rect?, _ step: () throws(Failure) -> Void
  ) throws(Failure) {
    guard opacity < 1 else { return try step() }
    guard opacity > 0 else { return }
    save()
    if let bounds { clipToPixels(around: bounds) }
    cairo_push_group(cairo)
    defer {
      cairo_pop_group_to_source(cairo)
      cairo_paint_with_alpha(cairo, opacity)
      restore()
    }
    try step()
  }

  /// Fills a rectangle.
  func fill(_ rect: Rect, with color: Color) {
    setSource(color, opacity: 1)
    add(.rect(rect), for: .area)
    cairo_fill(cairo)
  }

  /// Runs a step inside a tag of a document.
  func tagged<Failure: Error>(
    _ name: String, _ attributes: String = "", _ step: () throws(Failure) -> Void
  ) throws(Failure) {
    cairo_tag_begin(cairo, name, attributes)
    defer { cairo_tag_end(cairo, name) }
    try step()
  }

  // MARK: Paths

  /// What a path is added for: it decides how far coordinates are clipped.
  enum PathUse {
    case area
    case line
  }

  /// The farthest coordinate on the surface; Cairo counts up to 2²³.
  static let limit = 4e6

  /// Makes a path the current one.
  func add(_ path: Path, for use: PathUse) {
    cairo_new_path(cairo)
    if path.isWithin(reach) {
      append(path)
    } else {
      // Clipped on the surface, where Cairo's limit is; the current path is kept there too.
      let box = Rect(0, 0, 0, 0).expanded(by: CairoContext.limit)
      let mapped = path.mapped(transform.apply)
      cairo_save(cairo)
      cairo_identity_matrix(cairo)
      append(use == .area ? mapped.clippedArea(to: box) : mapped.clippedLine(to: box))
      cairo_restore(cairo)
    }
  }

  /// How far from the origin a coordinate may be without coming near Cairo's limit.
  private var reach: Double {
    let t = transform
    let factor = max(t.a.magnitude + t.c.magnitude, t.b.magnitude + t.d.magnitude)
    return (CairoContext.limit - max(t.e.magnitude, t.f.magnitude)) / factor
  }

  /// Adds the pieces of a path as they are.
  func append(_ path: Path) {
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .curve(let a, let b, let end):
        cairo_curve_to(cairo, a.x, a.y, b.x, b.y, end.x, end.y)
      case .close: cairo_close_path(cairo)
      }
    }
  }

  // MARK: Paint

  /// Paints with a colour from now on.
  func setSource(_ color: Color, opacity: Double) {
    cairo_set_source_rgba(
      cairo, color.red.limited(0, 1), color.green.limited(0, 1), color.blue.limited(0, 1),
      (color.alpha * opacity).limited(0, 1))
  }

  /// Paints with a colour or a gradient over some bounds from now on.
  func setSource(_ paint: Paint, bounds: Rect, opacity: Double) {
    switch paint {
    case .color(let color): setSource(color, opacity: opacity)
    case .gradient(let gradient): setSource(gradient, bounds: bounds, opacity: opacity)
    }
  }

  private func setSource(_ gradient: Gradient, bounds: Rect, opacity: Double) {
    let limit = CairoContext.limit
    let line = gradient.placed(in: bounds)
    let numbers = [line.from.x, line.from.y, line.to.x, line.to.y, line.inner, line.outer]
    guard numbers.allSatisfy({ $0.magnitude < limit }), let last = gradient.stops.last else {
      return setSource(gradient.stops.last?.color ?? .black.opacity(0), opacity: opacity)
    }
    guard line.from != line.to || line.inner != line.outer else {
      return setSource(last.color, opacity: opacity)
    }
    let pattern =
      line.isRadial
      ? cairo_pattern_create_radial(
        line.from.x, line.from.y, max(0, line.inner), line.to.x, line.to.y, max(0, line.outer))
      : cairo_pattern_create_linear(line.from.x, line.from.y, line.to.x, line.to.y)
    for stop in gradient.stops {
      let color = stop.color
      cairo_pattern_add_color_stop_rgba(
        pattern, stop.offset.limited(0, 1), color.red.limited(0, 1), color.green.limited(0, 1),
        color.blue.limited(0, 1), (color.alpha * opacity).limited(0, 1))
    }
    cairo_set_source(cairo, pattern)
    cairo_pattern_destroy(pattern)
  }
}

extension Gradient {
  /// A gradient's line or circles in the coordinates of the painted item.
  struct Placed: Hashable {
    var from: Point
    var to: Point
    var inner = 0.0
    var outer = 0.0
    var isRadial = false
  }

  /// The line or circles over some bounds; radii are shares of the longer side, as in Vega.
  func placed(in bounds: Rect) -> Placed {
    func place(_ point: Point) -> Point {
      Point(bounds.x + point.x * bounds.width, bounds.y + point.y * bounds.height)
    }
    switch shape {
    case .linear(let from, let to): return Placed(from: place(from), to: place(to))
    case .radial(let from, let inner, let to, let outer):
      let side = max(bounds.width, bounds.height)
      return Placed(
        from: place(from), to: place(to), inner: inner * side, outer: outer * side,
        isRadial: true)
    }
  }
}

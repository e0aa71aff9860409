import CPango

extension CairoContext {
  /// Draws a path's area and line; in a crowd of hundreds of dots speed counts.
  func draw(_ item: ScenePath, isInCrowd: Bool = false) {
    if drawDot(item, isInCrowd: isInCrowd) { return }
    guard !item.path.isEmpty, let bounds = item.path.bounds else { return }
    let opacity = item.opacity.limited(0, 1)
    guard opacity > 0 else { return }
    // Of a path with both, the line must not show through over the area.
    if item.fill != nil, item.stroke != nil, opacity < 1 {
      layered(opacity: opacity, over: item.inkBounds) { draw(item, bounds: bounds, opacity: 1) }
    } else {
      draw(item, bounds: bounds, opacity: opacity)
    }
  }

  private func draw(_ item: ScenePath, bounds: Rect, opacity: Double) {
    if let fill = item.fill {
      setSource(fill, bounds: bounds, opacity: opacity)
      add(item.path, for: .area)
      cairo_fill(cairo)
    }
    guard let stroke = item.stroke, stroke.width > 0, set(stroke) else { return }
    if item.path.elements.count > CairoContext.strokeLength, medium == .pixels {
      drawInParts(item.path, stroke: stroke, bounds: bounds, opacity: opacity)
    } else {
      setSource(stroke.paint, bounds: bounds, opacity: opacity)
      add(item.path, for: .line)
      cairo_stroke(cairo)
    }
  }

  /// Sets everything about a line but its paint; false if it cannot be seen.
  func set(_ stroke: Stroke) -> Bool {
    guard stroke.width.isFinite else { return false }
    cairo_set_line_width(cairo, min(stroke.width, 1e5))
    cairo_set_miter_limit(cairo, stroke.miterLimit.isFinite ? max(1, stroke.miterLimit) : 10)
    switch stroke.cap {
    case .butt: cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE)
    }
    switch stroke.join {
    case .miter: cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER)
    case .round: cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
    case .bevel: cairo_set_line_join(cairo, CAIRO_LINE_JOIN_BEVEL)
    }
    setDash(of: stroke, after: 0)
    return true
  }

  /// Sets the dashes of a line that goes on after some length.
  private func setDash(of stroke: Stroke, after length: Double) {
    let dash = stroke.drawableDash
    // A list of an odd number is run through twice before it starts anew.
    let period = dash.reduce(0, +) * (dash.count % 2 == 0 ? 1 : 2)
    let offset = (stroke.dashOffset.isFinite ? stroke.dashOffset : 0) + length
    cairo_set_dash(
      cairo, dash, Int32(clamping: dash.count),
      period > 0 && offset.isFinite ? offset.truncatingRemainder(dividingBy: period) : 0)
  }

  // MARK: Long lines

  /// The number of points from which a line is drawn in parts: Cairo's time grows with the square.
  private static let strokeLength = 1000
  private static let partLength = 100

  private func drawInParts(_ path: Path, stroke: Stroke, bounds: Rect, opacity: Double) {
    // Parts overlap by a piece, so that they are joined: a clear colour must not show that.
    let alpha = opacity * stroke.paint.uniformAlpha
    layered(opacity: alpha, over: ScenePath(path, stroke: stroke).inkBounds) {
      setSource(stroke.paint.opaque, bounds: bounds, opacity: 1)
      // Where two parts end on one pixel, that would shimmer.
      let pixel = 1 / max(transform.a.magnitude, transform.b.magnitude, 1e-6)
      for part in path.parts(length: CairoContext.partLength, overlap: 2 * pixel) {
        if !stroke.isSolid { setDash(of: stroke, after: part.start) }
        add(part.path, for: .line)
        cairo_stroke(cairo)
      }
    }
  }
}

extension Stroke {
  /// The dashes as outputs take them; none if they could not be told apart.
  var drawableDash: [Double] {
    guard dash.allSatisfy({ $0 >= 0 && $0.isFinite }), dash.reduce(0, +) > 0.05 else { return [] }
    return dash
  }

  fileprivate var isSolid: Bool { drawableDash.isEmpty }
}

extension Paint {
  /// The opacity of the whole, if it has one; 1 for a gradient, whose stops have their own.
  fileprivate var uniformAlpha: Double {
    switch self {
    case .color(let color): color.alpha.limited(0, 1)
    case .gradient: 1
    }
  }

  fileprivate var opaque: Paint {
    switch self {
    case .color(let color): .color(color.opacity(1))
    case .gradient: self
    }
  }
}

import Canvas

// From the items of marks to items of the scene.

extension DrawnMark {
  /// The mark as a group of scene items.
  func group(clip: Rect?) -> SceneItem {
    .group(
      SceneGroup(
        .part("mark"), name: type.rawValue, clip: isClipped ? clip : nil,
        items: items.flatMap { blended($0.sceneItems) }))
  }

  /// Items that mix with what is below, each by itself.
  private func blended(_ items: [SceneItem]) -> [SceneItem] {
    guard let blend else { return items }
    return items.map { item in
      var group = SceneGroup(items: [item])
      group.blend = blend
      return .group(group)
    }
  }

  /// The smallest rectangle around all items; nil if there are none.
  var bounds: Rect? {
    items.compactMap(\.bounds).reduce(nil) { $0?.union($1) ?? $1 }
  }

  /// The room that Vega leaves for all items: lines count with all their width on either side.
  var room: Rect? {
    items.compactMap(\.room).reduce(nil) { $0?.union($1) ?? $1 }
  }
}

extension MarkItem {
  /// The item as it is painted.
  var sceneItems: [SceneItem] {
    if case .text(let box) = shape {
      let color = box.look.color.opacity(box.look.color.alpha * look.opacity * look.fillOpacity)
      guard look.opacity > 0 else { return [] }
      var gradient: Gradient?
      if case .gradient(let own)? = look.filling { gradient = own }
      var outline = look.line
      outline?.paint = look.line?.paint.faded(by: look.opacity) ?? .color(color)
      var items = box.items(color: color).map { line in
        var line = line
        (line.gradient, line.outline) = (gradient, outline)
        return SceneItem.text(line)
      }
      if let (start, end) = box.leader {
        let line = Stroke(.color(color), width: 0.5)
        items.insert(.path(ScenePath(.line(from: start, to: end), stroke: line)), at: 0)
      }
      return items
    }
    guard look.opacity > 0 else { return [] }
    if case .image(let image) = shape { return [image.item(opacity: look.opacity)] }
    return paths
  }

  private var paths: [SceneItem] {
    let fill = isStrokeOnly ? nil : look.filling
    let main = outline
    var items: [SceneItem] = []
    if !main.isEmpty, fill != nil || look.line != nil {
      items.append(
        .path(ScenePath(main, fill: fill, stroke: look.line, opacity: min(1, look.opacity))))
    }
    for dot in isolatedPoints {
      let circle = Path.circle(center: dot, radius: look.strokeWidth)
      items.append(.path(ScenePath(circle, fill: look.line?.paint, opacity: look.opacity)))
    }
    return items
  }

  private var isStrokeOnly: Bool {
    switch shape {
    case .rule: true
    case .symbol(_, _, let shape, _): shape == "stroke"
    default: false
    }
  }

  /// The outline of the item.
  var outline: Path {
    switch shape {
    case .rect(let rect, let corners): return .rect(rect, radii: corners)
    case .symbol(let center, let size, let shape, let angle):
      let place = Transform.translation(center.x, center.y).after(.rotation(angle))
      return Symbols.path(shape, size: size).mapped(place.apply)
    case .rule(let start, let end): return .line(from: start, to: end)
    case .line(let points, let curve): return curve.line(points)
    case .area(let pairs, let curve): return curve.area(pairs)
    case .arc(let arc): return arc.path
    case .trail(let points): return TrailPoint.outline(points)
    case .shape(let path): return path.outline
    case .text, .image: return Path()
    }
  }

  /// Points of a line between two gaps: a line has no length there, so they are drawn as dots.
  private var isolatedPoints: [Point] {
    guard case .line(let points, _) = shape, look.stroke != nil else { return [] }
    return points.indices.compactMap { index in
      let before = index > 0 ? points[index - 1] : nil
      let after = index + 1 < points.count ? points[index + 1] : nil
      return before == nil && after == nil ? points[index] : nil
    }
  }

  /// The room that Vega leaves for the item.
  var room: Rect? {
    if case .text(let box) = shape { return look.opacity > 0 ? box.bounds : nil }
    let isLined = look.stroke != nil && look.opacity > 0 && look.strokeOpacity > 0
    return shapeBounds?.expanded(by: isLined ? max(0, look.strokeWidth) : 0)
  }

  /// The smallest rectangle around the shape, without its line.
  private var shapeBounds: Rect? {
    switch shape {
    case .text(let box): return box.bounds
    case .arc(let arc): return arc.bounds
    case .image(let image): return image.frame
    case .shape(let path):
      return path.bounds?.expanded(by: path.dots.isEmpty ? 0 : path.dotRadius)
    case .trail(let points): return TrailPoint.bounds(points)
    default: return outline.bounds
    }
  }

  /// The smallest rectangle around the item, with half its line.
  var bounds: Rect? {
    if case .text(let box) = shape { return box.bounds }
    if case .image(let image) = shape { return image.place }
    if case .arc(let arc) = shape {
      return arc.bounds?.expanded(by: look.line == nil ? 0 : look.strokeWidth / 2)
    }
    if case .shape(let path) = shape {
      let line = look.line == nil ? 0 : look.strokeWidth / 2
      let reach = max(line, path.dots.isEmpty ? 0 : path.dotRadius)
      return path.bounds?.expanded(by: reach)
    }
    return outline.bounds?.expanded(by: look.line == nil ? 0 : look.strokeWidth / 2)
  }
}

extension CurvePlan {
  /// The path of a line through points with gaps.
  func line(_ points: [Point?]) -> Path {
    Curve.line(points, interpolation, tension: tension, isVertical: orient == .vertical)
  }

  /// The path of an area between upper and lower points with gaps.
  func area(_ pairs: [(Point, Point)?]) -> Path {
    Curve.area(pairs, interpolation, tension: tension, isVertical: orient == .vertical)
  }
}

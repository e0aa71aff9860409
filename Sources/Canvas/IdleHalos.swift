// Charts: rims of texts that cover nothing are left out.

extension Scene {
  /// The same without the halos under which nothing has been drawn.
  ///
  /// A halo in the colour of the ground shows only where it covers something. The outlines of
  /// letters are what takes longest to draw and most room in a file, so one that shows nowhere is
  /// worth finding. Where it is not sure, a halo stays.
  public func withoutIdleHalos(on ground: Color) -> Scene {
    var result = self
    var search = HaloSearch(ground: ground)
    result.items = search.pruned(items, .identity)
    return result
  }
}

/// Walks over a scene in drawing order and knows what has been drawn.
private struct HaloSearch {
  let ground: Color
  private var drawn: [DrawnShape] = []

  init(ground: Color) { self.ground = ground }

  mutating func pruned(_ items: [SceneItem], _ transform: Transform) -> [SceneItem] {
    items.map { item in
      switch item {
      case .group(var group):
        group.items = pruned(group.items, transform.after(group.transform))
        return .group(group)
      case .text(var text):
        if let halo = text.halo, halo.color == ground, isIdle(halo, of: text, transform) {
          text.halo = nil
        }
        add(.text(text), transform)
        return .text(text)
      case .path, .image:
        add(item, transform)
        return item
      }
    }
  }

  private mutating func add(_ item: SceneItem, _ transform: Transform) {
    guard let bounds = item.bounds, !isGround(item) else { return }
    drawn.append(DrawnShape(item: item, transform: transform, bounds: transform.apply(bounds)))
  }

  /// Whether an item is of the ground's colour and nothing else.
  private func isGround(_ item: SceneItem) -> Bool {
    guard case .path(let path) = item, path.stroke == nil else { return false }
    return path.fill == nil || path.fill == .color(ground)
  }

  private func isIdle(_ halo: SceneText.Halo, of text: SceneText, _ transform: Transform) -> Bool {
    // Italic letters and signs reach a little beyond the box of their line.
    let box = transform.apply(text.bounds.expanded(by: halo.width / 2 + text.style.size * 0.15))
    return !drawn.contains { $0.mayReach(box) }
  }
}

/// Something that has been drawn, with its place on the canvas.
private struct DrawnShape {
  var item: SceneItem
  var transform: Transform
  var bounds: Rect

  /// Whether the shape may have painted in a box; a line does so only near its course.
  func mayReach(_ box: Rect) -> Bool {
    guard bounds.intersects(box) else { return false }
    guard case .path(let path) = item, path.fill == nil, let stroke = path.stroke,
      transform.isTranslation
    else { return true }
    // A mitre reaches further than half of the width.
    let near = box.expanded(by: max(0, stroke.width) * 2)
    return path.path.mayCross(near.moved(by: Point(-transform.e, -transform.f)))
  }
}

extension Path {
  /// Whether a line along the path may enter a rectangle; of a curve, its control points' box.
  fileprivate func mayCross(_ box: Rect) -> Bool {
    var (start, point) = (Point(0, 0), Point(0, 0))
    for element in elements {
      switch element {
      case .move(let to): (start, point) = (to, to)
      case .line(let to):
        if box.crosses((point, to)) { return true }
        point = to
      case .curve(let first, let second, let to):
        if Rect.around([point, first, second, to])?.intersects(box) ?? false { return true }
        point = to
      case .close:
        if box.crosses((point, start)) { return true }
        point = start
      }
    }
    return false
  }
}

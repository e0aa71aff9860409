// Checks: what stands where, after all transforms.

/// A leaf of a scene (a path, a text or an image) with its place on the canvas.
public struct SceneMark: Sendable, Hashable {
  /// The path, text or image, in its own coordinates.
  public var item: SceneItem
  /// From its own coordinates to those of the canvas.
  public var transform: Transform
  /// The rectangle around it on the canvas, with half of the stroke's width; not clipped.
  public var bounds: Rect
  /// The part of the canvas that its groups leave visible; nil if none of them clips.
  public var clip: Rect?
  /// The roles of its groups, the outermost first.
  public var roles: [SceneRole]
  /// The names of those groups that have one, the outermost first.
  public var names: [String]

  /// The text, if it is one.
  public var text: SceneText? {
    guard case .text(let text) = item else { return nil }
    return text
  }

  /// The path, if it is one.
  public var path: ScenePath? {
    guard case .path(let path) = item else { return nil }
    return path
  }

  /// The part of it that is seen: its bounds within the clip; nil if there is none.
  public var visibleBounds: Rect? {
    guard let clip else { return bounds }
    return bounds.intersection(clip)
  }

  /// Whether decoration or page furniture holds it.
  public var isArtifact: Bool { roles.contains(.artifact) }
}

extension Scene {
  /// Calls a function with every path, text and image, in drawing order.
  ///
  ///     scene.visit { mark in
  ///       if let text = mark.text, !canvas.contains(mark.bounds) { clipped.append(text) }
  ///     }
  public func visit(_ body: (SceneMark) throws -> Void) rethrows {
    try SceneWalk().visit(items, body)
  }

  /// Every text with its place, in drawing order.
  public var placedTexts: [SceneMark] {
    var result: [SceneMark] = []
    visit { if $0.text != nil { result.append($0) } }
    return result
  }
}

/// Where a walk stands: what all groups around it say.
private struct SceneWalk {
  var transform = Transform.identity
  var clip: Rect?
  var roles: [SceneRole] = []
  var names: [String] = []

  func visit(_ items: [SceneItem], _ body: (SceneMark) throws -> Void) rethrows {
    for item in items {
      if case .group(let group) = item {
        try inside(group).visit(group.items, body)
      } else if let bounds = item.bounds {
        try body(
          SceneMark(
            item: item, transform: transform, bounds: transform.apply(bounds), clip: clip,
            roles: roles, names: names))
      }
    }
  }

  private func inside(_ group: SceneGroup) -> SceneWalk {
    var result = self
    result.transform = transform.after(group.transform)
    if let own = group.clip.map(result.transform.apply) {
      result.clip = clip.map { $0.intersection(own) ?? Rect(own.x, own.y, 0, 0) } ?? own
    }
    result.roles.append(group.role)
    if !group.name.isEmpty { result.names.append(group.name) }
    return result
  }
}

extension SceneItem {
  /// The rectangle around a leaf in its own coordinates, or around all leaves of a group.
  public var bounds: Rect? {
    switch self {
    case .path(let path): path.bounds
    case .text(let text): text.bounds
    case .image(let image): image.frame
    case .group(let group):
      group.items.compactMap(\.bounds).reduce(nil) { $0?.union($1) ?? $1 }
        .map(group.transform.apply)
    }
  }
}

extension ScenePath {
  /// The rectangle around the path with half of the stroke's width; nil if the path is empty.
  public var bounds: Rect? {
    guard let stroke, stroke.width.isFinite else { return path.bounds }
    return path.bounds?.expanded(by: max(0, stroke.width) / 2)
  }
}

extension Rect {
  /// The part that two rectangles share; nil if they do not touch.
  public func intersection(_ other: Rect) -> Rect? {
    let (left, top) = (max(x, other.x), max(y, other.y))
    let (right, bottom) = (min(maxX, other.maxX), min(maxY, other.maxY))
    guard left <= right, top <= bottom else { return nil }
    return Rect(left, top, right - left, bottom - top)
  }
}

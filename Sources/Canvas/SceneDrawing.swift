// Drawing: walks a scene and draws it on a Cairo context.

/// Draws scenes on one Cairo context.
struct SceneDrawing {
  let context: CairoContext
  let text: TextEngine

  /// Draws a whole scene at the origin of the context.
  func draw(_ scene: Scene) throws(CanvasError) {
    if let background = scene.background, background.alpha > 0 { context.paint(background) }
    try draw(scene.items, opacity: 1)
    try context.check()
  }

  private func draw(_ items: [SceneItem], opacity: Double) throws(CanvasError) {
    for item in items {
      switch item {
      case .group(let group): try draw(group, opacity: opacity)
      case .path(var path):
        path.opacity *= opacity
        context.draw(path)
      case .text(let line): context.draw(line, engine: text, opacity: opacity)
      case .image(var image):
        image.opacity *= opacity
        try context.draw(image)
      }
    }
  }

  private func draw(_ group: SceneGroup, opacity outer: Double) throws(CanvasError) {
    let opacity = group.opacity.limited(0, 1) * outer
    guard opacity > 0 else { return }
    try context.isolated { () throws(CanvasError) in
      guard context.concatenate(group.transform) else { return }
      if let clip = group.clip { context.clip(to: clip) }
      if opacity == 1 || group.items.hasNoOverlap {
        try draw(group.items, opacity: opacity)
      } else {
        try context.layered(opacity: opacity) { () throws(CanvasError) in
          try draw(group.items, opacity: 1)
        }
      }
    }
  }
}

extension [SceneItem] {
  /// Whether an opacity can be given to the items one by one: there is only one layer of ink.
  fileprivate var hasNoOverlap: Bool {
    guard count == 1, let item = first else { return isEmpty }
    return switch item {
    case .text(let text): text.halo == nil
    case .path, .image: true
    case .group(let group): group.opacity == 1 && group.items.hasNoOverlap
    }
  }
}

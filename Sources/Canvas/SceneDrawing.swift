// Drawing: walks a scene and draws it on a Cairo context.

/// Draws scenes on one Cairo context.
struct SceneDrawing {
  let context: CairoContext
  let text: TextEngine
  /// What a document knows of the structure; nil where there is none, as in a bitmap.
  var tags: DocumentTags?

  /// Draws a whole scene at the origin of the context.
  mutating func draw(_ scene: Scene) throws(CanvasError) {
    let context = context
    try context.isolated { () throws(CanvasError) in
      // A point more each way covers the pixels that the size is rounded up to.
      let canvas = Rect(0, 0, scene.size.width, scene.size.height)
        .expanded(by: context.medium == .pixels ? 1 : 0)
      // Where nothing clips, an opaque area as large as the page makes a PDF surface forget all
      // that came before it, tags among it, and then fail.
      context.clip(to: canvas)
      if let background = scene.background, background.alpha > 0 {
        context.fill(canvas, with: background)
      }
      try draw(scene.items, opacity: 1)
    }
    try context.check()
  }

  private mutating func draw(_ items: [SceneItem], opacity: Double) throws(CanvasError) {
    let isCrowd = items.count >= 500
    for item in items {
      switch item {
      case .group(let group): try draw(group, opacity: opacity)
      case .path(var path):
        path.opacity *= opacity
        context.draw(path, isInCrowd: isCrowd)
      case .text(let line): draw(line, opacity: opacity)
      case .image(var image):
        image.opacity *= opacity
        try context.draw(image)
      }
    }
  }

  private func draw(_ line: SceneText, opacity: Double) {
    if let tags, tags.areAllowed, tags.hasChildElements {
      context.tagged("Span") { context.draw(line, engine: text, opacity: opacity) }
    } else {
      context.draw(line, engine: text, opacity: opacity)
    }
  }

  private mutating func draw(_ group: SceneGroup, opacity outer: Double) throws(CanvasError) {
    let opacity = group.opacity.limited(0, 1) * outer
    guard opacity > 0 else { return }
    let context = context
    try context.isolated { () throws(CanvasError) in
      guard context.concatenate(group.transform) else { return }
      addDestination(of: group)
      try drawElement(group) { (drawing: inout SceneDrawing) throws(CanvasError) in
        if let clip = group.clip { context.clip(to: clip) }
        if let blend = group.blend { context.set(blend) }
        try drawing.drawItems(of: group, opacity: opacity)
      }
    }
  }

  private mutating func drawItems(
    of group: SceneGroup, opacity: Double
  ) throws(CanvasError) {
    guard opacity < 1, !group.items.hasNoOverlap else {
      return try draw(group.items, opacity: opacity)
    }
    // No tag may stand on the layer: what it would say is said before.
    addLinks(in: group.items)
    let allowed = tags?.areAllowed ?? false
    tags?.areAllowed = false
    defer { tags?.areAllowed = allowed }
    try context.layered(opacity: opacity, over: group.items.inkBounds) {
      () throws(CanvasError) in
      try draw(group.items, opacity: 1)
    }
  }

  // MARK: Structure

  /// Runs a step inside the element that the group is in the document, if it is one.
  private mutating func drawElement(
    _ group: SceneGroup, _ step: (inout SceneDrawing) throws(CanvasError) -> Void
  ) throws(CanvasError) {
    guard let outer = tags, outer.areAllowed else { return try step(&self) }
    let link = group.link.flatMap { outer.attributes(of: $0, over: boxes(of: group)) }
    let element = link == nil ? outer.element(for: group) : "Link"
    guard let element else { return try step(&self) }
    let isInFigure = outer.isInFigure || group.role == .figure
    tags?.isInFigure = isInFigure
    tags?.hasChildElements = outer.hasElements(in: group.items, isInFigure: isInFigure)
    defer {
      tags?.isInFigure = outer.isInFigure
      tags?.hasChildElements = outer.hasChildElements
    }
    try context.tagged(element, link ?? "") { () throws(CanvasError) in try step(&self) }
  }

  private mutating func addDestination(of group: SceneGroup) {
    guard let name = group.destination, tags?.areAllowed == true, tags?.claim(name) == true,
      let tags
    else { return }
    let corner = group.boxes.reduce(nil) { $0?.union($1) ?? $1 }?.origin ?? .zero
    let place = context.transform.apply(corner)
    context.tagged(DocumentTags.destinationTag, tags.attributes(ofDestination: name, at: place)) {}
  }

  /// Adds the links and destinations of items that will be drawn on a layer.
  private mutating func addLinks(in items: [SceneItem]) {
    guard tags?.areAllowed == true else { return }
    for case .group(let group) in items {
      context.isolated {
        guard context.concatenate(group.transform) else { return }
        addDestination(of: group)
        if let link = group.link.flatMap({ tags?.attributes(of: $0, over: boxes(of: group)) }) {
          context.tagged("Link", link) {}
        }
        addLinks(in: group.items)
      }
    }
  }

  /// The boxes of the group on the page.
  private func boxes(of group: SceneGroup) -> [Rect] {
    group.boxes.map(context.transform.apply).filter { $0.origin.isFinite && $0.size.isFinite }
  }
}

extension Size {
  /// Whether both sides are numbers.
  var isFinite: Bool { width.isFinite && height.isFinite }
}

extension [SceneItem] {
  /// A rectangle that holds all ink of the items; nil if that is not known.
  fileprivate var inkBounds: Rect? {
    var result: Rect?
    for item in self {
      guard let box = item.inkBounds, box.origin.isFinite, box.size.isFinite else { return nil }
      result = result?.union(box) ?? box
    }
    return result
  }

  /// Whether an opacity can be given to the items one by one: there is only one layer of ink.
  fileprivate var hasNoOverlap: Bool {
    guard count == 1, let item = first else { return isEmpty }
    return switch item {
    case .text(let text): text.halo == nil && text.outline == nil
    case .path, .image: true
    case .group(let group): group.opacity == 1 && group.items.hasNoOverlap
    }
  }
}

extension ScenePath {
  /// A rectangle that holds all ink of the path, its pointed corners too; nil if that is not known.
  var inkBounds: Rect? {
    guard let stroke else { return path.bounds }
    let reach = stroke.join == .miter ? max(1, stroke.miterLimit) : 1
    let box = path.bounds?.expanded(by: max(0, stroke.width) * reach)
    guard let box, box.origin.isFinite, box.size.isFinite else { return nil }
    return box
  }
}

extension SceneItem {
  /// A rectangle that holds all ink of the item, its pointed corners too; nil if that is not known.
  fileprivate var inkBounds: Rect? {
    switch self {
    case .path(let path): return path.inkBounds
    // The ink of letters may stand out of their box.
    case .text(let text): return text.bounds.expanded(by: text.style.size)
    case .image(let image): return image.frame
    case .group(let group): return group.items.inkBounds.map(group.transform.apply)
    }
  }
}

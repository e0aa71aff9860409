// Drawing: walks a scene and draws it on a Cairo context.

/// Draws scenes on one Cairo context.
struct SceneDrawing {
  let context: CairoContext
  let text: TextEngine
  /// The structure of the document to which the scenes belong; nil where there is none, as in a
  /// bitmap.
  let structure: DocumentStructure?
  /// Whether scenes are only walked over, so that their structure is known, and nothing is drawn.
  var isSilent = false

  init(context: CairoContext, text: TextEngine, structure: DocumentStructure? = nil) {
    self.context = context
    self.text = text
    self.structure = structure
  }

  /// Draws a whole scene at the origin of the context.
  func draw(_ scene: Scene) throws(CanvasError) {
    let context = context
    structure?.startPage()
    try context.isolated { () throws(CanvasError) in
      // A point more each way covers the pixels that the size is rounded up to.
      let canvas = Rect(0, 0, scene.size.width, scene.size.height)
        .expanded(by: context.medium == .pixels ? 1 : 0)
      // Where nothing clips, an opaque area as large as the page makes a PDF surface forget all
      // that came before it, tags among it, and then fail.
      context.clip(to: canvas)
      if let background = scene.background, background.alpha > 0 {
        try content(of: .artifact(.layout)) {
          if !isSilent { context.fill(canvas, with: background) }
        }
      }
      try draw(scene.items, opacity: 1)
    }
    try context.check()
  }

  private func draw(_ items: [SceneItem], opacity: Double) throws(CanvasError) {
    guard let structure, !structure.isOpen else { return try drawContent(items[...], opacity) }
    // What stands side by side and is no more than content is one piece of it.
    var start = items.startIndex
    for index in items.indices where structure.isStructured(items[index]) {
      try drawLoose(items[start..<index], opacity)
      start = index + 1
      switch items[index] {
      case .group(let group): try draw(group, opacity: opacity)
      case .text(let line):
        let position = structure.position
        structure.enter(language: line.style.language)
        try drawLoose(items[index...index], opacity)
        structure.position = position
      case .path, .image: break
      }
    }
    try drawLoose(items[start...], opacity)
  }

  private func drawLoose(
    _ items: ArraySlice<SceneItem>, _ opacity: Double
  ) throws(CanvasError) {
    guard !items.isEmpty,
      let owner = structure?.owner(hasWords: items.contains(where: \.hasWords))
    else { return }
    try content(of: owner) { () throws(CanvasError) in
      try drawContent(items, opacity)
    }
  }

  private func drawContent(
    _ items: ArraySlice<SceneItem>, _ opacity: Double
  ) throws(CanvasError) {
    let isCrowd = items.count >= 500
    for item in items {
      switch item {
      case .group(let group): try draw(group, opacity: opacity)
      case .path where isSilent, .text where isSilent, .image where isSilent: continue
      case .path(var path):
        path.opacity *= opacity
        context.draw(path, isInCrowd: isCrowd)
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
    let context = context
    try context.isolated { () throws(CanvasError) in
      guard context.concatenate(group.transform) else { return }
      addDestination(of: group)
      try drawElement(group) { () throws(CanvasError) in
        if let clip = group.clip { context.clip(to: clip) }
        if let blend = group.blend { context.set(blend) }
        try drawItems(of: group, opacity: opacity)
      }
    }
  }

  private func drawItems(
    of group: SceneGroup, opacity: Double
  ) throws(CanvasError) {
    guard opacity < 1, !group.items.hasNoOverlap else {
      return try draw(group.items, opacity: opacity)
    }
    guard let structure, !structure.isOpen else { return try drawLayer(of: group, opacity) }
    // No piece of content may begin on the layer: it is one as a whole.
    let owner = structure.owner(hasWords: group.items.contains(where: \.hasWords))
    try content(of: owner) { () throws(CanvasError) in
      try drawLayer(of: group, opacity)
    }
  }

  private func drawLayer(
    of group: SceneGroup, _ opacity: Double
  ) throws(CanvasError) {
    guard !isSilent else { return try draw(group.items, opacity: 1) }
    try context.layered(opacity: opacity, over: group.items.inkBounds) {
      () throws(CanvasError) in
      try draw(group.items, opacity: 1)
    }
  }

  // MARK: Structure

  /// Runs a step that draws a piece of content.
  private func content(
    of owner: DocumentStructure.Owner,
    _ step: () throws(CanvasError) -> Void
  ) throws(CanvasError) {
    guard structure != nil else { return try step() }
    structure?.mark(owner)
    structure?.isOpen = true
    defer { structure?.isOpen = false }
    guard !isSilent else { return try step() }
    try context.tagged(ContentMarks.tag(of: owner)) { () throws(CanvasError) in try step() }
  }

  /// Runs a step inside the elements that the group is in the document, if it is any.
  private func drawElement(
    _ group: SceneGroup, _ step: () throws(CanvasError) -> Void
  ) throws(CanvasError) {
    guard let outer = structure else { return try step() }
    let link = group.link.flatMap { outer.leadsSomewhere($0) ? $0 : nil }
    guard !outer.isOpen else {
      // On a layer a link has no words of its own, but it leads where it should.
      let position = outer.position
      if let link, !outer.isInArtifact { enter(link, of: group) }
      structure?.position = position
      return try step()
    }
    if group.role == .artifact, !outer.isInFigure {
      let kind: DocumentStructure.ArtifactKind = group.name == "furniture" ? .pagination : .layout
      return try content(of: .artifact(kind), step)
    }
    let box = group.role == .figure ? boxes(of: group).reduce(nil) { $0?.union($1) ?? $1 } : nil
    let position = outer.position
    defer { outer.position = position }
    outer.enter(group, box: box)
    if let link { enter(link, of: group) }
    try step()
  }

  private func enter(_ link: LinkTarget, of group: SceneGroup) {
    structure?.enter(link, over: boxes(of: group), words: group.spokenWords)
  }

  private func addDestination(of group: SceneGroup) {
    guard structure != nil, let name = group.destination else { return }
    let corner = group.boxes.reduce(nil) { $0?.union($1) ?? $1 }?.origin ?? .zero
    structure?.place(name, at: context.transform.apply(corner))
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

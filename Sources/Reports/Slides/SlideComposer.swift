import Canvas

/// Makes scenes of slides: one for each step.
struct SlideComposer {
  let document: Document
  let style: ReportStyle
  let furniture: PageFurniture

  init(_ document: Document, _ style: ReportStyle, _ text: TextEngine, slideCount: Int) {
    self.document = document
    self.style = style
    furniture = PageFurniture(
      document: document, style: style, text: text, pageCount: slideCount)
  }

  /// The scenes of a slide, step by step.
  func scenes(of page: SlidePage) -> [Scene] {
    (0..<max(1, page.steps)).map { step in
      var items = self.items(of: page) { $0.step == step }
      // What was there before is no new content: who does not see the slide has read it.
      let old = self.items(of: page) { $0.step < step }.map(\.asDecoration)
      if !old.isEmpty {
        items.insert(.group(SceneGroup(.artifact, name: "before", items: old)), at: 0)
      }
      return Scene(
        size: style.page.size, background: style.ground, items: items + lines(on: page),
        title: page.title.isEmpty ? document.metadata.title.plainText : page.title,
        language: document.metadata.language)
    }
  }

  /// The whole slide as a picture on a page of a handout, where links still lead on.
  func picture(of page: SlidePage) -> [SceneItem] {
    items(of: page) { _ in true } + lines(on: page)
  }

  private func items(
    of page: SlidePage, _ isShown: (SlidePage.Placed) -> Bool
  ) -> [SceneItem] {
    // Each slide counts its nodes anew.
    var tree = SceneTree(base: page.number << 24)
    for placed in page.placed where isShown(placed) {
      for part in placed.parts {
        let items = part.items.compactMap { item -> SceneItem? in
          if case .scene(let item) = item { item.shifted(by: placed.origin) } else { nil }
        }
        tree.add(items, at: part.path)
      }
    }
    return tree.items
  }

  private func lines(on page: SlidePage) -> [SceneItem] {
    var facts = PageFurniture.Facts(
      number: page.number, chapter: page.chapter, room: style.room())
    facts.footIndent = page.footIndent
    let items = furniture.items(facts)
    return items.isEmpty ? [] : [.group(SceneGroup(.artifact, name: "furniture", items: items))]
  }
}

extension SceneItem {
  /// The item as decoration: no part of the structure, with no links.
  var asDecoration: SceneItem {
    guard case .group(var group) = self else { return self }
    group.role = .none
    group.name = ""
    group.alternative = ""
    group.link = nil
    group.destination = nil
    group.items = group.items.map(\.asDecoration)
    return .group(group)
  }
}

import Canvas

/// A page of a handout.
struct HandoutPage {
  /// A slide and where it stands.
  struct Framed {
    var slide: SlidePage
    var frame: Rect
  }

  /// What stands on a page, in the order in which it is read.
  enum Entry {
    case slide(Framed)
    case line(SlidePage.Placed)
  }

  var number = 1
  var entries: [Entry] = []
  var rules: [SceneItem] = []

  /// The slide that stands here first, if one does.
  var firstSlide: SlidePage? {
    for case .slide(let framed) in entries { return framed.slide }
    return nil
  }
}

/// Makes scenes of the pages of a handout.
struct HandoutComposer {
  let deck: SlideDeck
  let style: ReportStyle
  let text: TextEngine

  func scenes(of pages: [HandoutPage]) -> [Scene] {
    let slides = SlideComposer(
      deck.document, deck.look.style, text, slideCount: deck.pages.count)
    let furniture = PageFurniture(
      document: deck.document, style: style, text: text, pageCount: pages.count)
    return pages.map { page in
      var items = content(of: page, slides)
      let lines =
        page.rules
        + furniture.items(
          .init(
            number: page.number, chapter: page.firstSlide?.chapter ?? "", room: style.room()))
      if !lines.isEmpty {
        items.append(.group(SceneGroup(.artifact, name: "furniture", items: lines)))
      }
      return Scene(
        size: style.page.size, background: style.ground, items: items,
        title: deck.document.metadata.title.plainText,
        language: deck.document.metadata.language)
    }
  }

  /// Each slide, and after it what is said of it.
  private func content(of page: HandoutPage, _ slides: SlideComposer) -> [SceneItem] {
    var items: [SceneItem] = []
    var tree = SceneTree()
    for entry in page.entries {
      switch entry {
      case .slide(let framed):
        items += tree.items
        tree = SceneTree()
        items.append(picture(framed, slides))
      case .line(let placed):
        for part in placed.parts {
          let shifted = part.items.compactMap { item -> SceneItem? in
            if case .scene(let item) = item { item.shifted(by: placed.origin) } else { nil }
          }
          tree.add(shifted, at: part.path)
        }
      }
    }
    return items + tree.items
  }

  /// A slide in its frame: as lines and letters, made smaller.
  private func picture(_ framed: HandoutPage.Framed, _ slides: SlideComposer) -> SceneItem {
    let size = slides.style.page.size
    let scale = framed.frame.width / size.width
    let whole = Rect(0, 0, size.width, size.height)
    let ground = ScenePath(.rect(whole), fill: slides.style.ground.map { .color($0) })
    let edge = ScenePath(.rect(whole), stroke: Stroke(style.pageHead.color, width: 0.5 / scale))
    let frame = SceneItem.group(
      SceneGroup(.artifact, name: "frame", items: [.path(ground), .path(edge)]))
    let transform = Transform.translation(framed.frame.x, framed.frame.y)
      .after(.scale(scale, scale))
    return .group(
      SceneGroup(
        .section, name: "slide-\(framed.slide.number)", transform: transform,
        clip: whole.expanded(by: 1 / scale),
        items: [frame] + slides.picture(of: framed.slide)))
  }
}

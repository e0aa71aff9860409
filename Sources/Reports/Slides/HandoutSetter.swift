import Canvas

/// Sets a handout: some slides a page, each with what is said beside or below it.
struct HandoutSetter {
  /// How slides stand on a page.
  struct Plan {
    var columns: Int
    var rows: Int
    /// The width of a slide as a share of that of its column.
    var share: Double
    /// Whether what is said stands beside the slide, not below.
    var isBeside: Bool

    /// The plan for so many slides a page.
    init(_ count: Int) {
      switch count {
      case 2: (columns, rows, share, isBeside) = (1, 2, 0.74, false)
      case 4: (columns, rows, share, isBeside) = (2, 2, 1, false)
      case 6: (columns, rows, share, isBeside) = (2, 3, 1, false)
      default: (columns, rows, share, isBeside) = (1, 3, 0.46, true)
      }
    }
  }

  private static let gap = 16.0
  private static let rowGap = 18.0
  /// The distance of ruled lines, and that from a slide down to its notes.
  private static let ruleStep = 20.0
  private static let noteGap = 8.0

  private let deck: SlideDeck
  /// The document with all that is said in it, and how the pages look.
  private let style: ReportStyle
  private let text: TextEngine
  private let hyphenation: Hyphenation
  private let plan: Plan
  private var pages: [HandoutPage] = []
  private var page = HandoutPage()
  private var nodeCount = 0
  private var y = 0.0

  static func pages(
    of deck: SlideDeck, _ count: Int, _ style: ReportStyle, text: TextEngine,
    hyphenation: Hyphenation
  ) -> [HandoutPage] {
    var setter = HandoutSetter(
      deck: deck, style: style, text: text, hyphenation: hyphenation, plan: Plan(count))
    if setter.plan.isBeside { setter.setRows() } else { setter.setCells() }
    setter.finishPage()
    return setter.pages
  }

  private init(
    deck: SlideDeck, style: ReportStyle, text: TextEngine, hyphenation: Hyphenation, plan: Plan
  ) {
    self.deck = deck
    self.style = style
    self.text = text
    self.hyphenation = hyphenation
    self.plan = plan
    y = style.page.margins.top
  }

  private var left: Double { style.page.margins.left }
  private var top: Double { style.page.margins.top }
  private var bottom: Double { style.page.size.height - style.page.margins.bottom }
  private var ratio: Double { deck.look.style.page.size.height / deck.look.style.page.size.width }

  private mutating func finishPage() {
    guard !page.entries.isEmpty else { return }
    page.number = pages.count + 1
    pages.append(page)
    page = HandoutPage()
    y = top
  }

  /// What is said of a slide, in lines of a width.
  private mutating func lines(_ blocks: [Block], width: Double) -> [FlowBox] {
    guard !blocks.isEmpty else { return [] }
    var context = FlowBuilder.Context(
      width: width, face: style.body, language: deck.document.metadata.language)
    context.allowsFloats = false
    var builder = FlowBuilder(
      style: style, document: deck.document, figures: [],
      setter: ParagraphSetter(text: text, hyphenation: hyphenation))
    builder.nodeCount = nodeCount
    builder.flow.rooms = [style.room()]
    builder.add(blocks, context)
    nodeCount = builder.nodeCount
    let called = Set(builder.flow.boxes.flatMap(\.notes)).sorted()
    let notes = builder.notes(called, context).flatMap { $0 }
    nodeCount = builder.nodeCount
    var boxes = builder.flow.boxes
    for (index, line) in notes.enumerated() {
      var line = line
      if index == 0 { line.spaceBefore = style.grid / 2 }
      boxes.append(line)
    }
    return boxes
  }

  // MARK: Slides with their notes beside

  /// Each slide on the left; what is said stands beside it, and goes on below in the full width.
  private mutating func setRows() {
    let width = (style.columnWidth * plan.share).rounded()
    let height = width * ratio
    let least = (bottom - top - Self.rowGap * Double(plan.rows - 1)) / Double(plan.rows)
    for slide in deck.pages {
      if y > top, y + max(height, least) > bottom + 0.5 { finishPage() }
      let start = y
      page.entries.append(.slide(.init(slide: slide, frame: Rect(left, y, width, height))))
      let before = pages.count
      let x = left + width + Self.gap
      let room = style.columnWidth - width - Self.gap
      if slide.notes.isEmpty {
        rule(from: y, to: y + max(height, least - 2), x: x, width: room)
      } else {
        addNotes(slide.notes, beside: Rect(x, y, room, height))
      }
      // What went on over the page leaves no slide above it.
      y = pages.count == before ? max(y, start + max(height, least)) + Self.rowGap : y + Self.rowGap
    }
  }

  /// Paragraphs that begin beside a slide stand there, all others below it.
  private mutating func addNotes(_ blocks: [Block], beside side: Rect) {
    var isBeside = true
    var isFirst = true
    let before = pages.count
    for (index, block) in blocks.enumerated() {
      if isBeside, y > side.maxY - style.grid * 2 || pages.count > before { isBeside = false }
      if !isBeside, pages.count == before { y = max(y, side.maxY + Self.noteGap) }
      let width = isBeside ? side.width : style.columnWidth
      let boxes = lines([block], width: width)
      if index > 0, !isFirst { y += style.grid / 3 }
      for (number, box) in boxes.enumerated() {
        if number > 0 { y += box.spaceBefore }
        if y + box.height > bottom + 0.5 {
          finishPage()
          isFirst = true
        }
        // Lines of a paragraph that began beside a slide keep their width.
        let x = isBeside ? side.x : left
        page.entries.append(.line(.init(origin: Point(x, y), parts: box.parts)))
        y += box.height
        isFirst = false
      }
    }
    if pages.count == before { y = max(y, side.maxY) }
  }

  // MARK: Slides with their notes below

  /// Each slide in a cell of its own; what is said goes on in the next cell if it is too long.
  private mutating func setCells() {
    let columns = Double(plan.columns)
    let size = Size(
      (style.columnWidth - Self.gap * (columns - 1)) / columns,
      (bottom - top - Self.rowGap * Double(plan.rows - 1)) / Double(plan.rows))
    var cell = 0
    for slide in deck.pages {
      let origin = place(of: &cell, size)
      let width = min(size.width * plan.share, (size.height * 0.62) / ratio)
      let height = width * ratio
      page.entries.append(
        .slide(.init(slide: slide, frame: Rect(origin.x, origin.y, width, height))))
      var boxes = lines(slide.notes, width: size.width)[...]
      var y = origin.y + height + Self.noteGap
      var end = origin.y + size.height
      var x = origin.x
      while !boxes.isEmpty {
        y = fill(&boxes, from: Point(x, y), to: end)
        guard !boxes.isEmpty else { break }
        let next = place(of: &cell, size)
        (x, y, end) = (next.x, next.y, next.y + size.height)
      }
    }
  }

  /// The corner of the next cell, on a new page if there is none left.
  private mutating func place(of cell: inout Int, _ size: Size) -> Point {
    if cell == plan.columns * plan.rows {
      finishPage()
      cell = 0
    }
    let (row, column) = (cell / plan.columns, cell % plan.columns)
    cell += 1
    return Point(
      left + Double(column) * (size.width + Self.gap),
      top + Double(row) * (size.height + Self.rowGap))
  }

  /// Places as many lines as fit; gives where the next would stand.
  private mutating func fill(
    _ boxes: inout ArraySlice<FlowBox>, from start: Point, to end: Double
  ) -> Double {
    var y = start.y
    var isFirst = true
    while let box = boxes.first {
      let space = isFirst ? 0 : box.spaceBefore
      // A cell takes at least one line, so that there is an end.
      guard isFirst || y + space + box.height <= end + 0.5 else { return y }
      y += space
      page.entries.append(.line(.init(origin: Point(start.x, y), parts: box.parts)))
      y += box.height
      isFirst = false
      boxes.removeFirst()
    }
    return y
  }

  /// Ruled lines to write on.
  private mutating func rule(from top: Double, to end: Double, x: Double, width: Double) {
    var y = top + Self.ruleStep
    while y <= end {
      let line = Path.line(from: Point(x, y), to: Point(x + width, y))
      page.rules.append(
        .path(ScenePath(line, stroke: Stroke(style.pageHead.color.opacity(0.4), width: 0.5))))
      y += Self.ruleStep
    }
  }
}

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

import Canvas
import Diagnostics

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
  /// What is repeated above the parts of tables that go on.
  private var continuations: [FlowContinuation] = []
  private var log = DiagnosticLog()
  /// Draws the figure of a note at a width; nil after an error.
  private let draw: (FigureBlock, Double) -> DrawnFigure?

  static func pages(
    of deck: SlideDeck, _ count: Int, _ style: ReportStyle, text: TextEngine,
    hyphenation: Hyphenation, log: inout DiagnosticLog,
    draw: @escaping (FigureBlock, Double) -> DrawnFigure?
  ) -> [HandoutPage] {
    var setter = HandoutSetter(
      deck: deck, style: style, text: text, hyphenation: hyphenation, plan: Plan(count),
      draw: draw)
    if setter.plan.isBeside { setter.setRows() } else { setter.setCells() }
    setter.setClosing()
    setter.finishPage()
    log.add(contentsOf: setter.log)
    return setter.pages
  }

  private init(
    deck: SlideDeck, style: ReportStyle, text: TextEngine, hyphenation: Hyphenation, plan: Plan,
    draw: @escaping (FigureBlock, Double) -> DrawnFigure?
  ) {
    self.draw = draw
    self.deck = deck
    var style = style
    // In columns as narrow as these, white tells paragraphs apart on all plans.
    if style.paragraphSpace == 0 { style.paragraphSpace = style.grid / 2 }
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

  /// What is said of a slide, in lines of a width: first the captions, set apart.
  private mutating func lines(of slide: SlidePage, width: Double) -> [FlowBox] {
    let captions = lines(slide.captions, style.caption, width: width)
    var notes = lines(slide.notes, style.body, width: width)
    if !captions.isEmpty, !notes.isEmpty {
      notes[0].spaceBefore = max(notes[0].spaceBefore, style.grid)
    }
    return captions + notes
  }

  /// Blocks in lines of a width.
  private mutating func lines(
    _ blocks: [Block], _ face: ReportStyle.Face, width: Double
  ) -> [FlowBox] {
    guard !blocks.isEmpty else { return [] }
    var context = FlowBuilder.Context(
      width: width, face: face, language: deck.document.metadata.language)
    context.allowsFloats = false
    var builder = FlowBuilder(
      style: style, document: deck.document, figures: figures(in: blocks, width: width),
      setter: ParagraphSetter(text: text, hyphenation: hyphenation))
    builder.nodeCount = nodeCount
    builder.flow.rooms = [style.room()]
    builder.flow.continuations = continuations
    builder.add(blocks, context)
    nodeCount = builder.nodeCount
    continuations = builder.flow.continuations
    log.add(contentsOf: builder.flow.log)
    let called = deck.document.withInnerNotes(
      Set(builder.flow.boxes.flatMap(\.notes)).sorted())
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

  /// The figures that stand in notes, drawn no wider than these.
  private func figures(in blocks: [Block], width: Double) -> [DrawnFigure?] {
    var drawn: [Int: DrawnFigure] = [:]
    blocks.forEachBlock { block in
      guard case .figure(let figure) = block.kind else { return }
      if figure.panels.isEmpty {
        drawn[figure.index] = draw(figure, min(width, figure.width(in: style.room())))
      }
      for row in figure.panels {
        for frame in PanelFrame.frames(of: row, width: min(width, figure.width(in: style.room()))) {
          drawn[frame.figure.index] = draw(frame.figure, frame.width)
        }
      }
    }
    guard !drawn.isEmpty else { return [] }
    return deck.document.figures.indices.map { drawn[$0] }
  }

  // MARK: Lines

  /// Places lines from a height down, and on further pages; tables go on with their heads.
  private mutating func add(_ boxes: [FlowBox], x: Double) {
    for (number, box) in boxes.enumerated() {
      var box = box
      if number > 0 { y += box.spaceBefore }
      if y + boxes.heightKept(from: number, most: (bottom - top) / 3) > bottom + 0.5, y > top {
        let next = boxes.continuation(at: number, continuations)
        if let next { place(next.foot, at: Point(x, y)) }
        finishPage()
        y = top
        if let next {
          place(next.head, at: Point(x, y))
          y += next.height
        }
      }
      if box.height > bottom - y + 0.5 {
        log.add(.shrunkenSlide((bottom - y) / box.height, at: box.place))
        box = box.scaled(by: (bottom - y) / box.height)
      }
      place(box.parts, at: Point(x, y))
      y += box.height
    }
  }

  private mutating func place(_ parts: [FlowPart], at origin: Point) {
    page.entries.append(.line(.init(origin: origin, parts: parts)))
  }

  /// The works cited and the sources of data, as running text behind all slides.
  private mutating func setClosing() {
    guard !deck.closing.isEmpty else { return }
    let boxes = lines(deck.closing, style.body, width: style.columnWidth)
    let height = boxes.reduce(0) { $0 + $1.spaceBefore + $1.height }
    if !plan.isBeside || y + height > bottom { finishPage() }
    add(boxes, x: left)
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
      if slide.captions.isEmpty, slide.notes.isEmpty {
        rule(from: y, to: y + max(height, least - 2), x: x, width: room)
      } else {
        addNotes(of: slide, beside: Rect(x, y, room, height))
      }
      // What went on over the page leaves no slide above it.
      y = pages.count == before ? max(y, start + max(height, least)) + Self.rowGap : y + Self.rowGap
    }
  }

  /// Paragraphs that begin beside a slide stand there, all others below it.
  private mutating func addNotes(of slide: SlidePage, beside side: Rect) {
    let said =
      slide.captions.map { (block: $0, isCaption: true) }
      + slide.notes.map { (block: $0, isCaption: false) }
    var isBeside = true
    var isFirst = true
    let before = pages.count
    for (index, (block, isCaption)) in said.enumerated() {
      if isBeside, y > side.maxY - style.grid * 2 || pages.count > before { isBeside = false }
      if !isBeside, pages.count == before { y = max(y, side.maxY + Self.noteGap) }
      let width = isBeside ? side.width : style.columnWidth
      let boxes = lines([block], isCaption ? style.caption : style.body, width: width)
      let isApart = index > 0 && said[index - 1].isCaption && !isCaption
      if index > 0, !isFirst { y += isApart ? style.grid : style.paragraphSpace }
      let old = pages.count
      // Lines of a paragraph that began beside a slide keep their width.
      add(boxes, x: isBeside ? side.x : left)
      isFirst = boxes.isEmpty && pages.count > old
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
      let boxes = lines(of: slide, width: size.width)
      var start = 0
      var corner = Point(origin.x, origin.y + height + Self.noteGap)
      var end = origin.y + size.height
      var isWhole = false
      while start < boxes.count {
        start = fill(boxes, from: start, at: corner, to: end, isWhole: isWhole)
        guard start < boxes.count else { break }
        corner = place(of: &cell, size)
        end = corner.y + size.height
        isWhole = true
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

  /// Places as many lines as fit in a cell, or in what a slide leaves of it; gives where the rest
  /// starts.
  private mutating func fill(
    _ boxes: [FlowBox], from start: Int, at corner: Point, to end: Double, isWhole: Bool
  ) -> Int {
    var y = corner.y
    if let head = boxes.continuation(at: start, continuations) {
      place(head.head, at: corner)
      y += head.height
    }
    for index in start..<boxes.count {
      var box = boxes[index]
      let space = index == start ? 0 : box.spaceBefore
      let kept = boxes.heightKept(from: index, most: (end - corner.y) / 2)
      let fits = y + space + (isWhole && index == start ? box.height : kept) <= end + 0.5
      // A whole cell takes at least one line, so that there is an end.
      if !fits, !(isWhole && index == start) {
        if let next = boxes.continuation(at: index, continuations), index > start {
          place(next.foot, at: Point(corner.x, y))
        }
        return index
      }
      if !fits, end > y {
        log.add(.shrunkenSlide((end - y) / box.height, at: box.place))
        box = box.scaled(by: (end - y) / box.height)
      }
      y += space
      place(box.parts, at: Point(corner.x, y))
      y += box.height
    }
    return boxes.count
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

extension [FlowBox] {
  /// The height of a box and of those that stay with it, up to a most.
  fileprivate func heightKept(from start: Int, most: Double) -> Double {
    var height = self[start].height
    guard self[start].breakBefore != .forbidden else { return height }
    for box in self[(start + 1)...] {
      guard box.breakBefore == .forbidden else { return height }
      height += box.spaceBefore + box.height
      if height > Swift.max(most, self[start].height) { return self[start].height }
    }
    return height
  }
}

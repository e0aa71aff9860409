import Canvas
import Charting
import Diagnostics

/// Sets slides: the headline above, what is shown below it, notes at the foot.
struct SlideSetter {
  /// How much smaller than usual what does not fit may be set, in steps.
  private static let factors = [1.0, 0.94, 0.88, 0.82]
  /// The most slides that one goes on over: more are a mistake.
  private static let mostParts = 2000

  let document: Document
  let look: ShapeLook
  let rules: SlideRules
  let text: TextEngine
  let hyphenation: Hyphenation
  private let draw: (FigureBlock, Size, ChartEdit) -> DrawnFigure?
  private(set) var pages: [SlidePage] = []
  var log = DiagnosticLog()
  /// Whether what does not fit is told.
  let tells: Bool

  var style: ReportStyle { look.style }

  /// The slides of a document, each set; those that run over go on.
  static func pages(
    of slides: [Slide], _ document: Document, _ look: ShapeLook, _ rules: SlideRules,
    text: TextEngine, hyphenation: Hyphenation, log: inout DiagnosticLog,
    draw: @escaping (FigureBlock, Size, ChartEdit) -> DrawnFigure?
  ) -> [SlidePage] {
    var setter = SlideSetter(
      document: document, look: look, rules: rules, text: text, hyphenation: hyphenation,
      draw: draw, tells: !rules.speaksText)
    for slide in slides { setter.add(slide) }
    log.add(contentsOf: setter.log)
    return setter.pages
  }

  private init(
    document: Document, look: ShapeLook, rules: SlideRules, text: TextEngine,
    hyphenation: Hyphenation, draw: @escaping (FigureBlock, Size, ChartEdit) -> DrawnFigure?,
    tells: Bool
  ) {
    self.document = document
    self.look = look
    self.rules = rules
    self.text = text
    self.hyphenation = hyphenation
    self.draw = draw
    self.tells = tells
  }

  var margins: Insets { style.page.margins }

  var bottom: Double { style.page.size.height - margins.bottom }

  func columnSetter(_ slide: Slide, _ style: ReportStyle) -> SlideColumnSetter {
    let size = look.spec.slide.chartTitleSize
    let edits = slide.edits.mapValues { $0 == .titleSize(0) ? .titleSize(size) : $0 }
    return SlideColumnSetter(
      document, style, edits: edits, usualEdit: .titleSize(size),
      isIncremental: rules.isIncremental, text: text,
      hyphenation: hyphenation, draw: draw)
  }

  private mutating func add(_ slide: Slide) {
    let first = pages.count
    switch slide.kind {
    case .title: addTitle(slide)
    case .section: addSection(slide)
    case .content: addContent(slide)
    }
    guard pages.indices.contains(first) else { return }
    (pages[first].captions, pages[first].notes) = (slide.captions, slide.notes)
  }

  mutating func append(_ page: SlidePage) {
    var page = page
    page.number = pages.count + 1
    placeLabel(on: &page)
    pages.append(page)
  }

  func page(_ slide: Slide) -> SlidePage {
    SlidePage(
      kind: slide.kind, title: slide.headline.plainText, id: slide.id, level: slide.level,
      chapter: slide.chapter, label: slide.label)
  }

  /// The level of a headline in the structure, below the title of the document.
  func level(_ slide: Slide) -> Int {
    slide.level + (document.metadata.title.isEmpty ? 0 : 1)
  }

  // MARK: Content

  private mutating func addContent(_ slide: Slide) {
    var rest = slide.blocks
    var isFirst = true
    repeat {
      rest = addPart(rest, of: slide, isFirst: isFirst)
      isFirst = false
    } while !rest.isEmpty
  }

  /// Sets as many blocks as one slide takes, on several slides if one of them is too long; gives what
  /// is left.
  private mutating func addPart(_ blocks: [Block], of slide: Slide, isFirst: Bool) -> [Block] {
    var head = columnSetter(slide, style)
    let opened = open(slide, isFirst: isFirst, holdsBlocks: !blocks.isEmpty, &head)
    let room = Size(style.columnWidth, bottom - opened.top)
    guard let (column, setter, factor) = fitted(blocks, slide, room, opened.notes, from: head)
    else {
      // A figure that has no room beside the text has a slide of its own.
      let index = blocks.lastIndex { if case .figure = $0.kind { true } else { false } } ?? 0
      let cut = max(1, index)
      if tells { log.add(.longSlide(at: slide.place)) }
      _ = addPart(Array(blocks[..<cut]), of: slide, isFirst: isFirst)
      return Array(blocks[cut...])
    }
    log.add(contentsOf: setter.log)
    if tells, factor < 1 { log.add(.crowdedSlide(at: slide.place)) }
    fill(opened, column, setter, slide)
    return []
  }

  /// The column at the largest size at which it fits, else at its usual size; nil if a figure leaves
  /// no room for the rest.
  private mutating func fitted(
    _ blocks: [Block], _ slide: Slide, _ room: Size, _ called: [Int], from head: SlideColumnSetter
  ) -> (SlideColumn, SlideColumnSetter, Double)? {
    var first: (SlideColumn, SlideColumnSetter, Double)?
    for factor in Self.factors {
      var style = style
      let least = style.leastSize
      style.mapFaces { $0.shrink(factor, least: least) }
      guard factor == 1 || style.body.size < self.style.body.size else { break }
      var setter = columnSetter(slide, style)
      setter.nodeCount = head.nodeCount
      setter.sliceHeight = min(room.height, continuedRoom(slide))
      // Figures take what the notes at the foot leave of the room.
      let foot = noteHeight(called + blocks.calledNotes, style)
      let column = setter.column(blocks, Size(room.width, max(0, room.height - foot)))
      let notes = noteHeight(called + column.boxes.flatMap(\.notes), style)
      if column.height + notes <= room.height + 0.5 { return (column, setter, factor) }
      first = first ?? (column, setter, factor)
      // A table goes on over the next slide; nobody wants it smaller.
      if blocks.contains(where: \.isLongByNature) { break }
    }
    let hasFigure = blocks.contains { if case .figure = $0.kind { true } else { false } }
    if hasFigure, blocks.count > 1 { return nil }
    return first
  }

  /// Places the boxes of a column on a slide, and on further ones as long as there are any.
  private mutating func fill(
    _ first: OpenedSlide, _ column: SlideColumn, _ setter: SlideColumnSetter, _ slide: Slide
  ) {
    var opened = first
    var setter = setter
    var start = 0
    let isExpected = slide.blocks.contains(where: \.isLongByNature)
    let spared = isExpected ? spared(of: column, opened, setter, slide) : 0
    for _ in 0..<Self.mostParts {
      let end = cut(column, from: start, opened, setter, sparing: spared)
      place(column, start..<end, setter, on: &opened)
      append(opened.page)
      start = end
      guard start < column.boxes.count else { return }
      if tells, !isExpected { log.add(.longSlide(at: slide.place)) }
      opened = open(slide, isFirst: false, holdsBlocks: true, &setter)
    }
    log.add(.endlessSlide(at: slide.place))
  }

  /// Where a slide ends that begins with a box: the last place at which it may, that fits.
  private func cut(
    _ column: SlideColumn, from start: Int, _ opened: OpenedSlide, _ setter: SlideColumnSetter,
    sparing spared: Double
  ) -> Int {
    let head = column.continuation(at: start, setter.continuations)?.height ?? 0
    return column.end(from: start, room: bottom - opened.top - spared, head: head) { notes in
      noteHeight(opened.notes + notes, setter.style)
    }
  }

  /// How much of each slide a long list leaves free, so that it is spread over its slides evenly and
  /// the last one does not hold a single entry: as much as asks for no further slide.
  private func spared(
    of column: SlideColumn, _ first: OpenedSlide, _ setter: SlideColumnSetter, _ slide: Slide
  ) -> Double {
    var later = first
    later.top = bottom - continuedRoom(slide)
    later.notes = []
    func parts(sparing spared: Double) -> Int {
      var (count, start) = (0, 0)
      while start < column.boxes.count {
        start = cut(column, from: start, count == 0 ? first : later, setter, sparing: spared)
        count += 1
      }
      return count
    }
    let count = parts(sparing: 0)
    guard count > 1, count < Self.mostParts else { return 0 }
    var (least, most) = (0.0, continuedRoom(slide) * 0.7)
    while most - least > 4 {
      let middle = (least + most) / 2
      if parts(sparing: middle) > count { most = middle } else { least = middle }
    }
    return least
  }

  private mutating func place(
    _ column: SlideColumn, _ range: Range<Int>, _ setter: SlideColumnSetter,
    on opened: inout OpenedSlide
  ) {
    var y = opened.top
    let firstStep = range.isEmpty ? 0 : column.steps[range.lowerBound]
    if let head = column.continuation(at: range.lowerBound, setter.continuations) {
      opened.page.placed.append(.init(origin: Point(margins.left, y), parts: head.head))
      y += head.height
    }
    var steps = Dictionary(opened.notes.map { ($0, 0) }, uniquingKeysWith: min)
    for index in range {
      let step = column.steps[index] - firstStep
      // A note appears with the line that calls it first.
      for note in document.withInnerNotes(column.boxes[index].notes) where steps[note] == nil {
        steps[note] = step
      }
    }
    for index in range {
      var box = column.boxes[index]
      if index > range.lowerBound { y += box.spaceBefore }
      let room = bottom - y - noteHeight(Array(steps.keys), setter.style)
      if range.count == 1, box.height > room + 0.5, room > 0 {
        // What is higher than a slide can only be shown as a smaller picture of itself.
        log.add(.shrunkenSlide(room / box.height, at: box.place ?? slidePlace(column)))
        box = box.scaled(by: room / box.height)
      }
      let step = column.steps[index] - firstStep
      opened.page.placed.append(
        .init(origin: Point(margins.left, y), parts: box.parts, step: step))
      opened.page.steps = max(opened.page.steps, step + 1)
      y += box.height
    }
    if let next = column.continuation(at: range.upperBound, setter.continuations) {
      opened.page.placed.append(.init(origin: Point(margins.left, y), parts: next.foot))
    }
    placeNotes(steps, setter.style, on: &opened.page)
  }

  private func slidePlace(_ column: SlideColumn) -> Place? {
    column.boxes.lazy.compactMap(\.place).first
  }
}

extension ReportStyle.Face {
  /// Sets the face smaller, but for what would be too small to be read from a distance.
  mutating func shrink(_ factor: Double, least: Double) {
    guard factor < 1, size > least else { return }
    let own = max(factor, least / size)
    size *= own
    leading *= own
    above *= own
    below *= own
  }
}

extension [Block] {
  /// The notes that are called anywhere in these blocks.
  fileprivate var calledNotes: [Int] {
    var notes: [Int] = []
    forEachInline { inline in
      if case .note(let index) = inline.kind { notes.append(index) }
    }
    return notes
  }
}

extension Block {
  /// Whether it goes on over slides as a matter of course.
  fileprivate var isLongByNature: Bool {
    switch kind {
    case .references, .sources, .table: true
    case .division(let blocks, _): blocks.contains(where: \.isLongByNature)
    default: false
    }
  }
}

extension Diagnostic {
  static func crowdedSlide(at place: Place?) -> Diagnostic {
    .warning(
      "crowded-slide", "this slide is set in smaller type than the others", at: place,
      why: "at the usual size it holds more than fits", hint: "shorten it, or divide it")
  }

  static func longSlide(at place: Place?) -> Diagnostic {
    .warning(
      "long-slide", "this slide goes on over the next one", at: place,
      why: "it holds more than fits", hint: "shorten it, or divide it with a line '---'")
  }

  static func shrunkenSlide(_ scale: Double, at place: Place?) -> Diagnostic {
    .warning(
      "shrunken-slide", "this is set at \(Int((scale * 100).rounded())) per cent of its size",
      at: place, why: "it is higher than a slide and cannot be divided",
      hint: "shorten it, or divide it")
  }

  static func endlessSlide(at place: Place?) -> Diagnostic {
    .error(
      "endless-slide", "this slide goes on over more than 2000 others", at: place,
      why: "nobody shows so many", hint: "divide it with headings")
  }
}

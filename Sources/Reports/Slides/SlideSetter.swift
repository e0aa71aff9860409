import Canvas
import Charting
import Diagnostics

/// Sets slides: the headline above, what is shown below it, notes at the foot.
struct SlideSetter {
  /// How much smaller than usual what does not fit may be set, in steps.
  private static let factors = [1.0, 0.94, 0.88, 0.82]

  private let document: Document
  private let look: ShapeLook
  private let rules: SlideRules
  private let text: TextEngine
  private let hyphenation: Hyphenation
  private let draw: (FigureBlock, Size, ChartEdit) -> DrawnFigure?
  private var pages: [SlidePage] = []
  private var log = DiagnosticLog()
  /// Whether what does not fit is told.
  private let tells: Bool

  private var style: ReportStyle { look.style }

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

  private var margins: Insets { style.page.margins }

  private var bottom: Double { style.page.size.height - margins.bottom }

  private func columnSetter(_ slide: Slide, _ style: ReportStyle) -> SlideColumnSetter {
    let size = look.spec.slide.chartTitleSize
    let edits = slide.edits.mapValues { $0 == .titleSize(0) ? .titleSize(size) : $0 }
    return SlideColumnSetter(
      document, style, edits: edits, usualEdit: .titleSize(size),
      isIncremental: rules.isIncremental, text: text,
      hyphenation: hyphenation, draw: draw)
  }

  private mutating func add(_ slide: Slide) {
    switch slide.kind {
    case .title: addTitle(slide)
    case .section: addSection(slide)
    case .content: addContent(slide)
    }
    pages[pages.count - 1].notes = slide.notes
  }

  private mutating func append(_ page: SlidePage) {
    var page = page
    page.number = pages.count + 1
    pages.append(page)
  }

  private func page(_ slide: Slide) -> SlidePage {
    SlidePage(
      kind: slide.kind, title: slide.headline.plainText, id: slide.id, level: slide.level,
      chapter: slide.chapter)
  }

  // MARK: Titles

  /// The title, the authors and the date, a little above the middle.
  private mutating func addTitle(_ slide: Slide) {
    var setter = columnSetter(slide, style)
    let metadata = document.metadata
    let width = style.columnWidth
    var groups = [
      setter.lines(metadata.title, style.title, .heading(1), id: "title", width: width),
      setter.lines(metadata.subtitle, style.subtitle, .paragraph, width: width),
    ]
    groups += bylines(at: slide.place).map {
      setter.lines($0, style.byline, .paragraph, width: width)
    }
    let spaces = [0, style.subtitle.above, style.byline.above]
    place(groups, spaces, on: page(slide), share: 0.4)
  }

  private func bylines(at place: Place) -> [[Inline]] {
    let metadata = document.metadata
    var lines = metadata.authors.map { author in
      [author.name, author.affiliation].compactMap { $0 }.joined(separator: ", ")
    }
    if !metadata.authors.contains(where: { $0.affiliation != nil }), !lines.isEmpty {
      lines = [lines.joined(separator: ", ")]
    }
    if let date = metadata.date { lines.append(document.words.date(written: date.text)) }
    return lines.map { [.text($0, at: place)] }
  }

  private mutating func addSection(_ slide: Slide) {
    var setter = columnSetter(slide, style)
    let lines = setter.lines(
      slide.headline, style.sectionTitle, .heading(level(slide)), id: slide.id,
      width: style.columnWidth)
    var page = page(slide)
    page.chapter = ""
    place([lines], [0], on: page, share: 0.42)
  }

  /// Places groups of lines below each other, the first ones around a height of the slide.
  private mutating func place(
    _ groups: [[FlowBox]], _ spaces: [Double], on page: SlidePage, share: Double
  ) {
    var page = page
    let first = groups.first?.reduce(0) { $0 + $1.height } ?? 0
    var y = max(margins.top, style.page.size.height * share - first / 2)
    for (index, group) in groups.enumerated() where !group.isEmpty {
      y += spaces.indices.contains(index) ? spaces[index] : 0
      for box in group {
        page.placed.append(.init(origin: Point(margins.left, y), parts: box.parts))
        y += box.height
      }
    }
    if y > bottom, tells { log.add(.crowdedSlide(at: groups.first?.first?.place)) }
    append(page)
  }

  /// The level of a headline in the structure, below the title of the document.
  private func level(_ slide: Slide) -> Int {
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
    let headline = head.lines(
      isFirst ? slide.headline : continued(slide.headline), style.headline,
      .heading(level(slide)), id: isFirst ? slide.id : "", width: style.columnWidth)
    var page = page(slide)
    if !isFirst { page.title = "" }
    var y = margins.top
    for box in headline {
      page.placed.append(.init(origin: Point(margins.left, y), parts: box.parts))
      y += box.height
    }
    if !headline.isEmpty { y += style.headline.below }
    let room = Size(style.columnWidth, bottom - y)
    guard let (column, setter, factor) = fitted(blocks, slide, room, from: head) else {
      // A figure that has no room beside the text has a slide of its own.
      let index = blocks.lastIndex { if case .figure = $0.kind { true } else { false } } ?? 0
      let cut = max(1, index)
      _ = addPart(Array(blocks[..<cut]), of: slide, isFirst: isFirst)
      return Array(blocks[cut...])
    }
    if tells, factor < 1 { log.add(.crowdedSlide(at: slide.place)) }
    fill(page, column, setter, top: y, slide)
    return []
  }

  /// The column at the largest size at which it fits, else at its usual size; nil if a figure leaves
  /// no room for the rest.
  private mutating func fitted(
    _ blocks: [Block], _ slide: Slide, _ room: Size, from head: SlideColumnSetter
  ) -> (SlideColumn, SlideColumnSetter, Double)? {
    var first: (SlideColumn, SlideColumnSetter, Double)?
    for factor in Self.factors {
      var style = style
      let least = style.leastSize
      style.mapFaces { $0.shrink(factor, least: least) }
      guard factor == 1 || style.body.size < self.style.body.size else { break }
      var setter = columnSetter(slide, style)
      setter.nodeCount = head.nodeCount
      let column = setter.column(blocks, room)
      let notes = noteHeight(column, style)
      if column.height + notes <= room.height + 0.5 { return (column, setter, factor) }
      first = first ?? (column, setter, factor)
      // A table goes on over the next slide; nobody wants it smaller.
      if blocks.contains(where: \.isLongByNature) { break }
    }
    let hasFigure = blocks.contains { if case .figure = $0.kind { true } else { false } }
    if hasFigure, blocks.count > 1 { return nil }
    return first
  }

  private func noteHeight(_ column: SlideColumn, _ style: ReportStyle) -> Double {
    let notes = Set(column.boxes.flatMap(\.notes)).sorted()
    guard !notes.isEmpty else { return 0 }
    return NoteArea.height(noteLines(notes, style, from: 0).flatMap { $0 })
  }

  /// The lines of some footnotes.
  private func noteLines(_ notes: [Int], _ style: ReportStyle, from node: Int) -> [[FlowBox]] {
    var own = document
    own.blocks = []
    var builder = FlowBuilder(
      style: style, document: own, figures: [],
      setter: ParagraphSetter(text: text, hyphenation: hyphenation))
    builder.nodeCount = node
    builder.flow.rooms = [style.room()]
    return builder.notes(
      notes,
      FlowBuilder.Context(
        width: style.columnWidth, face: style.footnote, language: document.metadata.language))
  }

  /// Places the boxes of a column on a slide, and on further ones as long as there are any.
  private mutating func fill(
    _ first: SlidePage, _ column: SlideColumn, _ setter: SlideColumnSetter, top: Double,
    _ slide: Slide
  ) {
    var page = first
    var start = 0
    var y = top
    var setter = setter
    repeat {
      let end = cut(column, from: start, room: bottom - y, setter)
      place(column, start..<end, from: y, setter, on: &page)
      append(page)
      start = end
      guard start < column.boxes.count else { return }
      if pages.count > 2000 { return }
      let isExpected = slide.blocks.contains(where: \.isLongByNature)
      if tells, !isExpected { log.add(.longSlide(at: slide.place)) }
      page = self.page(slide)
      (page.title, page.id) = ("", "")
      y = margins.top
      let lines = setter.lines(
        continued(slide.headline), style.headline, .heading(level(slide)),
        width: style.columnWidth)
      for box in lines {
        page.placed.append(.init(origin: Point(margins.left, y), parts: box.parts))
        y += box.height
      }
      if !lines.isEmpty { y += style.headline.below }
    } while start < column.boxes.count
  }

  /// "Grain (continued)".
  private func continued(_ headline: [Inline]) -> [Inline] {
    let plain = headline.filter { if case .note = $0.kind { false } else { true } }
    guard let place = plain.first?.place else { return [] }
    return plain + [.text(" (\(document.words.continued))", at: place)]
  }

  /// Where a slide ends that begins with a box: the last place at which it may, that fits.
  private func cut(
    _ column: SlideColumn, from start: Int, room: Double, _ setter: SlideColumnSetter
  ) -> Int {
    var y = continuation(column, start, setter)?.height ?? 0
    var best: Int?
    var notes: Set<Int> = []
    for index in start..<column.boxes.count {
      let box = column.boxes[index]
      if index > start {
        if box.breakBefore != .forbidden { best = index }
        y += box.spaceBefore
      }
      y += box.height
      notes.formUnion(box.notes)
      let foot =
        notes.isEmpty
        ? 0 : NoteArea.height(noteLines(notes.sorted(), setter.style, from: 0).flatMap { $0 })
      if y + foot > room + 0.5, index > start { return best ?? index }
    }
    return column.boxes.count
  }

  /// The head of the table in which a slide begins, if it does.
  private func continuation(
    _ column: SlideColumn, _ start: Int, _ setter: SlideColumnSetter
  ) -> FlowContinuation? {
    guard start > 0, let index = column.boxes[start].continuation,
      column.boxes[start - 1].continuation == index, setter.continuations.indices.contains(index)
    else { return nil }
    return setter.continuations[index]
  }

  private func place(
    _ column: SlideColumn, _ range: Range<Int>, from top: Double, _ setter: SlideColumnSetter,
    on page: inout SlidePage
  ) {
    var y = top
    let firstStep = range.isEmpty ? 0 : column.steps[range.lowerBound]
    if let head = continuation(column, range.lowerBound, setter) {
      page.placed.append(.init(origin: Point(margins.left, y), parts: head.head))
      y += head.height
    }
    for index in range {
      let box = column.boxes[index]
      if index > range.lowerBound { y += box.spaceBefore }
      let step = column.steps[index] - firstStep
      page.placed.append(.init(origin: Point(margins.left, y), parts: box.parts, step: step))
      page.steps = max(page.steps, step + 1)
      y += box.height
    }
    if range.upperBound < column.boxes.count,
      let next = continuation(column, range.upperBound, setter)
    {
      page.placed.append(.init(origin: Point(margins.left, y), parts: next.foot))
    }
    placeNotes(column, range, setter, on: &page)
  }

  private func placeNotes(
    _ column: SlideColumn, _ range: Range<Int>, _ setter: SlideColumnSetter,
    on page: inout SlidePage
  ) {
    // A note appears with the line that calls it first.
    var steps: [Int: Int] = [:]
    let firstStep = range.isEmpty ? 0 : column.steps[range.lowerBound]
    for index in range {
      for note in column.boxes[index].notes where steps[note] == nil {
        steps[note] = column.steps[index] - firstStep
      }
    }
    let called = steps.keys.sorted()
    let notes = noteLines(called, setter.style, from: 1_000_000)
    let lines = zip(called, notes).flatMap { note, lines in
      lines.map { (line: $0, step: steps[note] ?? 0) }
    }
    guard !lines.isEmpty else { return }
    var y = bottom - NoteArea.linesHeight(lines.map(\.line))
    let from = Point(margins.left, y - NoteArea.below)
    let rule = ScenePath(
      .line(from: from, to: from + Point(NoteArea.ruleLength, 0)),
      stroke: Stroke(style.ruleColor, width: NoteArea.ruleWidth))
    let artifact = FlowNode(number: 2_000_000, role: .artifact)
    page.placed.append(
      .init(
        origin: .zero, parts: [FlowPart(path: [artifact], items: [.scene(.path(rule))])],
        step: steps.values.min() ?? 0))
    for (index, (line, step)) in lines.enumerated() {
      if index > 0 { y += line.spaceBefore }
      page.placed.append(.init(origin: Point(margins.left, y), parts: line.parts, step: step))
      y += line.height
    }
  }
}

extension ReportStyle.Face {
  /// Sets the face smaller, but for what would be too small to be read from a distance.
  fileprivate mutating func shrink(_ factor: Double, least: Double) {
    guard factor < 1, size > least else { return }
    let own = max(factor, least / size)
    size *= own
    leading *= own
    above *= own
    below *= own
  }
}

extension Block {
  /// Whether it goes on over slides as a matter of course.
  fileprivate var isLongByNature: Bool {
    switch kind {
    case .references, .table: true
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
}

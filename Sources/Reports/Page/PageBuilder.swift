import Canvas

/// Gives everything its place on pages that have been decided.
struct PageBuilder {
  private let flow: Flow
  private let metrics: FlowMetrics
  private let room: PageRoom
  /// Where the stretch starts among the boxes of the flow.
  private let base: Int
  private var page: PageLayout
  /// The section of level 1 in which the next page starts.
  private var section: String
  /// The section that starts at the very top, so that the page belongs to it as a whole.
  private var openingSection: SectionMark?
  /// Whether text stands on the page, and the section of the first thing that moves to it.
  private var hasText = false
  private var floatSection: String?
  /// The notes beside the text of this page, with the heights at which they are called.
  private var asides: [(y: Double, lines: [FlowBox])] = []

  /// Where wide figures stand in the column of these notes.
  private var taken: [ClosedRange<Double>] = []

  /// The pages of some columns; `section` is the one in force, and afterwards the one at the end.
  static func pages(
    of columns: [PlannedColumn], flow: Flow, metrics: FlowMetrics, room: PageRoom,
    stretch: FlowStretch, firstPage: Int, section: inout String, waiting: inout [[FlowBox]]
  ) -> [PageLayout] {
    var pages: [PageLayout] = []
    for start in stride(from: 0, to: columns.count, by: room.columns) {
      var builder = PageBuilder(
        flow, metrics, room, base: stretch.boxes.lowerBound, number: firstPage + pages.count,
        section: section)
      let own = columns[start..<min(start + room.columns, columns.count)]
      if start == 0, let opening = stretch.opening { builder.add(opening: flow.floats[opening]) }
      for (index, column) in own.enumerated() { builder.add(column, index) }
      pages.append(builder.finished(&section, &waiting))
    }
    return pages
  }

  /// Pages of nothing but what still waits to stand beside the text.
  static func pages(
    of waiting: inout [[FlowBox]], flow: Flow, metrics: FlowMetrics, room: PageRoom, firstPage: Int,
    section: inout String
  ) -> [PageLayout] {
    var pages: [PageLayout] = []
    while !waiting.isEmpty {
      var builder = PageBuilder(
        flow, metrics, room, base: 0, number: firstPage + pages.count, section: section)
      pages.append(builder.finished(&section, &waiting))
      // Nothing goes on for ever.
      if pages.last?.asides.isEmpty ?? true { break }
    }
    return pages
  }

  private init(
    _ flow: Flow, _ metrics: FlowMetrics, _ room: PageRoom, base: Int, number: Int, section: String
  ) {
    self.flow = flow
    self.metrics = metrics
    self.room = room
    self.base = base
    self.section = section
    page = PageLayout(number: number, room: room)
  }

  // MARK: Columns

  private mutating func add(opening: FlowFloat) {
    page.body.append(.init(y: 0, height: opening.height, parts: opening.parts))
  }

  private mutating func add(_ column: PlannedColumn, _ number: Int) {
    let top = column.height < room.height ? wideHeight(column, number) : 0
    var walk = ColumnWalk(
      fill: ColumnFill(
        metrics: metrics, room: room, height: column.height, takesWide: room.columns == 1,
        start: column.start),
      column: column)
    let x = room.left(of: number)
    for placed in walk.places() { add(placed, x: x, top: top) }
    addTableEnd(column, walk, x: x, top: top)
    addNotes(column, x: x, bottom: top + column.height)
  }

  /// How much of the page what stands over all columns takes, placing it with the first column.
  private mutating func wideHeight(_ column: PlannedColumn, _ number: Int) -> Double {
    guard number == 0 else { return pageTop }
    pageTop = column.wideHeight
    var y = 0.0
    if let opening = page.body.first { y = opening.y + opening.height }
    for placed in column.wide {
      let float = flow.floats[index(of: placed)]
      floatSection = floatSection ?? float.section
      if y > 0 { y += float.space }
      page.body.append(.init(y: y, height: float.height, parts: float.parts))
      y += float.height + (placed.index == column.wide.last?.index ? 0 : float.space)
    }
    return pageTop
  }

  private var pageTop = 0.0

  private func index(of float: PlacedFloat) -> Int {
    float.isTable ? metrics.tableIndices[float.index] : metrics.figureIndices[float.index]
  }

  private mutating func add(_ placed: ColumnWalk.Place, x: Double, top: Double) {
    let y = top + placed.y
    switch placed.content {
    case .float(let float):
      let float = flow.floats[index(of: float)]
      floatSection = floatSection ?? float.section
      addAsides(float.asides, y: y)
      if float.isWide, room.aside != nil { taken.append(y...(y + float.height)) }
      page.body.append(.init(x: x, y: y, height: float.height, parts: float.parts))
    case .box(let number):
      let box = flow.boxes[base + number]
      if let continuation = placed.continuation {
        let head = flow.continuations[continuation]
        page.body.append(
          .init(x: x, y: y - head.height, height: head.height, parts: head.head))
      }
      if let section = box.section {
        if !hasText { openingSection = section }
        page.sections.append(section)
      }
      addAsides(box.asides, y: y)
      // A box of no height only carries what moves.
      guard box.height > 0 else { return }
      hasText = true
      page.body.append(.init(x: x, y: y, height: box.height, parts: box.parts))
    }
  }

  private mutating func addAsides(_ indices: [Int], y: Double) {
    for index in indices where flow.asides.indices.contains(index) {
      asides.append((y, flow.asides[index]))
    }
  }

  /// The rule below a table that goes on over the page.
  private mutating func addTableEnd(
    _ column: PlannedColumn, _ walk: ColumnWalk, x: Double, top: Double
  ) {
    let next = column.end.box
    guard walk.hasText, metrics.isInsideTable(next) else { return }
    let parts = flow.continuations[metrics.boxes[next].continuation].foot
    page.body.append(.init(x: x, y: top + walk.textEnd, height: 0, parts: parts))
  }

  // MARK: Notes

  private mutating func addNotes(_ column: PlannedColumn, x: Double, bottom: Double) {
    let lines = noteLines(of: column)
    guard !lines.isEmpty else { return }
    var y = bottom - NoteArea.linesHeight(lines)
    page.noteRules.append(Point(x, y - NoteArea.below))
    for (index, line) in lines.enumerated() {
      if index > 0 { y += line.spaceBefore }
      page.notes.append(.init(x: x, y: y, height: line.height, parts: line.parts))
      y += line.height
    }
  }

  /// The lines at the foot: what came over the page and what is called here, less what goes on.
  private func noteLines(of column: PlannedColumn) -> [FlowBox] {
    var parts = column.start.carried
    var floats = column.floats[...]
    func take(_ notes: [Int]) { parts += notes.map { NotePart(note: $0, line: 0) } }
    for box in column.start.box...column.end.box {
      while let float = floats.first, float.box == box {
        take((float.isTable ? metrics.tables : metrics.figures)[float.index].notes)
        floats = floats.dropFirst()
      }
      if box < column.end.box { take(metrics.boxes[box].notes) }
    }
    for float in column.wide {
      take((float.isTable ? metrics.tables : metrics.figures)[float.index].notes)
    }
    var lines: [FlowBox] = []
    for part in parts where flow.notes.indices.contains(part.note) {
      let carried = column.end.carried.first { $0.note == part.note }
      let end = carried?.line ?? flow.notes[part.note].count
      guard part.line < end else { continue }
      lines += flow.notes[part.note][part.line..<end]
    }
    return lines
  }

  // MARK: The end of a page

  private mutating func finished(
    _ section: inout String, _ waiting: inout [[FlowBox]]
  ) -> PageLayout {
    if let opening = openingSection, opening.level == 1 { section = opening.title }
    page.section = section
    // A page without text belongs to what its first figure or table belongs to.
    if !hasText, let floatSection { page.section = floatSection }
    page.hasText = hasText
    if let last = page.sections.last(where: { $0.level == 1 }) { section = last.title }
    placeAsides(&waiting)
    return page
  }

  /// Places what is said beside the text: first what had no room on the page before.
  private mutating func placeAsides(_ waiting: inout [[FlowBox]]) {
    let notes = waiting.map { (y: 0.0, lines: $0) } + asides
    guard let aside = room.aside, !notes.isEmpty else { return }
    let column = AsideColumn(height: room.height, gap: room.grid / 2, taken: taken)
    let fitted = column.fitted(notes)
    waiting = fitted.rest
    let x = room.width + aside.gap
    for (lines, top) in fitted.placed {
      var y = top
      for (index, line) in lines.enumerated() {
        if index > 0 { y += line.spaceBefore }
        page.asides.append(.init(x: x, y: y, height: line.height, parts: line.parts))
        y += line.height
      }
    }
  }
}

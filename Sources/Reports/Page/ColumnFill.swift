/// A part of a note, from a line to its end.
struct NotePart: Hashable, Sendable {
  var note: Int
  var line: Int
}

/// How far the pages have come at the end of a column.
struct PageState {
  /// The next box, and how many figures and tables are placed.
  var box = 0
  var figures = 0
  var tables = 0
  /// The notes that go on over the page.
  var carried: [NotePart] = []
}

/// A figure or a table that has been placed in a column, before one of its boxes.
struct PlacedFloat {
  var isTable: Bool
  /// Its place in the order of its kind.
  var index: Int
  var box: Int
}

/// A column that has been filled in one of the possible ways.
struct FilledColumn {
  var state = PageState()
  var floats: [PlacedFloat] = []
  var y = 0.0
  /// The height of the notes at the foot, with their rule.
  var foot = 0.0
  var cost = 0.0
  /// The space that what stands last keeps below it.
  var spaceBelow = 0.0
  /// How many lines of white can be put in around figures and above headings.
  var stretch = 0
  var endsInFloat = false
  var hasText = false
  /// How high the text since the last figure is; nil if there was none.
  var sinceFloat: Double?

  var isEmpty: Bool { !hasText && floats.isEmpty }
}

/// Fills one column in all ways that are worth a look: each step takes the next box, or places a
/// figure that waits, and of two ways that come to the same place the cheaper one is kept.
struct ColumnFill {
  let metrics: FlowMetrics
  let room: PageRoom
  /// The height of the column, less than the room's below figures over all columns.
  let height: Double
  /// Whether figures of the page's width may stand here.
  let takesWide: Bool
  /// The state in which the column starts.
  let start: PageState

  /// All columns with which a page may go on or end, from a state.
  func columns() -> [FilledColumn] {
    var result: [FilledColumn] = []
    var empty = FilledColumn()
    empty.state = start
    let start = withCarriedNotes(empty)
    var level = [start]
    while !level.isEmpty {
      placeFloats(in: &level)
      for column in level { end(column, &result) }
      level = level.compactMap { taking(box: $0) }
    }
    if result.isEmpty { result = forced(from: start) }
    return result
  }

  // MARK: Floats

  /// Adds to a level the columns in which figures that wait are placed here.
  private func placeFloats(in level: inout [FilledColumn]) {
    var index = 0
    while index < level.count {
      let column = level[index]
      index += 1
      guard isBetweenBlocks(column) else { continue }
      for isTable in [false, true] {
        guard let placed = placing(isTable: isTable, in: column) else { continue }
        insert(placed, &level)
      }
    }
  }

  private func isBetweenBlocks(_ column: FilledColumn) -> Bool {
    let box = column.state.box
    if column.isEmpty || !column.hasText { return true }
    guard box < metrics.boxes.count else { return true }
    return metrics.boxes[box - 1].endsBlock && metrics.boxes[box].breakPenalty.isFinite
  }

  private func insert(_ column: FilledColumn, _ level: inout [FilledColumn]) {
    let same = level.firstIndex {
      $0.state.figures == column.state.figures && $0.state.tables == column.state.tables
        && $0.state.carried == column.state.carried
    }
    guard let same else {
      if level.count < 60 { level.append(column) }
      return
    }
    if column.cost < level[same].cost { level[same] = column }
  }

  /// The next figure or table that waits; nil if there is none that may stand here.
  private func waiting(isTable: Bool, _ state: PageState) -> FlowMetrics.Float? {
    let released = metrics.released(before: state.box)
    let index = isTable ? state.tables : state.figures
    guard index < (isTable ? released.tables : released.figures) else { return nil }
    let float = isTable ? metrics.tables[index] : metrics.figures[index]
    return float.isWide && !takesWide ? nil : float
  }

  /// The column with the next figure or table below all that is there; nil if there is no room.
  func placing(isTable: Bool, in column: FilledColumn) -> FilledColumn? {
    guard let float = waiting(isTable: isTable, column.state) else { return nil }
    var column = column
    let y = top(of: float, in: column)
    let foot = takingNotes(float.notes, in: column)
    guard y + float.height + foot <= height + 0.01 else { return nil }
    column.foot = foot
    if column.hasText { column.cost += PageCost.interrupts }
    if column.hasText, waited(isTable: isTable, in: column) {
      let isLow = column.sinceFloat == nil && column.y < 5 * room.grid - 0.01
      column.cost += isLow ? PageCost.fewLinesAbove : 0
      column.cost += column.y / room.grid * PageCost.lineAboveLate
    }
    if let since = column.sinceFloat, since > 0, since < 3 * room.grid - 0.01 {
      column.cost += PageCost.fewLinesBetween
    }
    if !column.isEmpty { column.stretch += 1 }
    add(float, isTable: isTable, y: y, to: &column)
    return column
  }

  /// Whether the next figure or table was released before this column.
  private func waited(isTable: Bool, in column: FilledColumn) -> Bool {
    let released = metrics.released(before: start.box)
    return isTable
      ? column.state.tables < released.tables : column.state.figures < released.figures
  }

  private func add(
    _ float: FlowMetrics.Float, isTable: Bool, y: Double, to column: inout FilledColumn
  ) {
    let index = isTable ? column.state.tables : column.state.figures
    column.floats.append(PlacedFloat(isTable: isTable, index: index, box: column.state.box))
    if isTable { column.state.tables += 1 } else { column.state.figures += 1 }
    column.y = y + float.height
    column.spaceBelow = float.space
    column.endsInFloat = true
    column.sinceFloat = 0
  }

  /// Where a figure stands below all that is there.
  func top(of float: FlowMetrics.Float, in column: FilledColumn) -> Double {
    guard !column.isEmpty else { return 0 }
    // Two that move keep both their spaces, since no line of text brings white of its own.
    let gap =
      column.endsInFloat
      ? column.spaceBelow + float.space : max(float.space, column.spaceBelow)
    let y = column.y + gap
    guard column.hasText else { return y }
    // What rounding up to the grid leaves over is shared between above and below.
    let end = y + float.height + float.space
    let slack = room.snapped(end) - end
    return slack / 2 <= height - column.foot - y - float.height ? y + slack / 2 : y
  }

  // MARK: Boxes

  /// Where a box stands below all that is there.
  func top(of box: FlowMetrics.Box, in column: FilledColumn) -> Double {
    guard !column.isEmpty else { return 0 }
    let y = column.y + max(box.spaceBefore, column.spaceBelow)
    guard let offset = box.gridOffset else { return y }
    return room.snapped(y + offset) - offset
  }

  /// The height of what is repeated on top of a column that starts inside a table.
  func continuation(above box: Int, in column: FilledColumn) -> Double {
    guard !column.hasText, metrics.isInsideTable(box) else { return 0 }
    let index = metrics.boxes[box].continuation
    return metrics.continuations.indices.contains(index) ? metrics.continuations[index] : 0
  }

  /// The column with its next box; nil if there is none or no room.
  private func taking(box column: FilledColumn) -> FilledColumn? {
    let index = column.state.box
    guard index < metrics.boxes.count else { return nil }
    let box = metrics.boxes[index]
    let y = top(of: box, in: column) + continuation(above: index, in: column)
    guard y + box.height + column.foot <= height + 0.01 else { return nil }
    var column = column
    if !box.notes.isEmpty {
      guard let foot = splittingNotes(box.notes, below: y + box.height, in: &column) else {
        return nil
      }
      column.foot = foot
    }
    if box.isHeading, !column.isEmpty {
      column.stretch += 1
      column.cost += PageCost.overtakenHeading * Double(waitingCount(column.state))
    }
    if column.endsInFloat, box.height > 0 { column.stretch += 1 }
    column.state.box += 1
    guard box.height > 0 else { return column }
    column.y = y + box.height
    column.spaceBelow = box.spaceAfter
    column.endsInFloat = false
    column.hasText = true
    if let since = column.sinceFloat { column.sinceFloat = since + box.height }
    return column
  }

  /// How many figures and tables wait for a place.
  func waitingCount(_ state: PageState) -> Int {
    let released = metrics.released(before: state.box)
    return released.figures - state.figures + released.tables - state.tables
  }

  // MARK: Notes

  /// The height of the foot with some notes more, which are not split.
  private func takingNotes(_ notes: [Int], in column: FilledColumn) -> Double {
    var foot = column.foot
    for note in notes { foot = adding(note, lines: nil, to: foot) }
    return foot
  }

  private func adding(_ note: Int, lines: Range<Int>?, to foot: Double) -> Double {
    guard metrics.notes.indices.contains(note) else { return foot }
    let lines = lines ?? metrics.notes[note].indices
    guard !lines.isEmpty else { return foot }
    let isFirst = foot == 0
    let own = metrics.height(of: note, lines, isFirst: isFirst)
    return foot + own + (isFirst ? NoteArea.above + NoteArea.below : 0)
  }

  /// The height of the foot with some notes more; the last one may go on over the page if it has
  /// to, with at least two lines on either side.
  private func splittingNotes(
    _ notes: [Int], below y: Double, in column: inout FilledColumn
  ) -> Double? {
    // What is carried on comes first on the next page: nothing may overtake it.
    guard column.state.carried.isEmpty else { return nil }
    var foot = column.foot
    for (index, note) in notes.enumerated() {
      let whole = adding(note, lines: nil, to: foot)
      if y + whole <= height + 0.01 {
        foot = whole
        continue
      }
      let count = metrics.notes[note].count
      var kept = count - 2
      while kept >= 2, y + adding(note, lines: 0..<kept, to: foot) > height + 0.01 { kept -= 1 }
      guard kept >= 2 else { return nil }
      foot = adding(note, lines: 0..<kept, to: foot)
      column.state.carried =
        [NotePart(note: note, line: kept)]
        + notes[(index + 1)...].map { NotePart(note: $0, line: 0) }
      column.cost += PageCost.splitNote
      break
    }
    return foot
  }

  /// The column with the notes that were carried on to it.
  private func withCarriedNotes(_ column: FilledColumn) -> FilledColumn {
    guard !column.state.carried.isEmpty else { return column }
    var column = column
    let parts = column.state.carried
    column.state.carried = []
    // Some lines of text stand above even the longest note.
    let limit = height - 6 * room.grid
    for (index, part) in parts.enumerated() {
      let count = metrics.notes[part.note].count
      var end = count
      while end > part.line,
        adding(part.note, lines: part.line..<end, to: column.foot) > limit + 0.01
      {
        end -= 1
      }
      column.foot = adding(part.note, lines: part.line..<end, to: column.foot)
      if end < count {
        column.state.carried =
          [NotePart(note: part.note, line: end)] + parts[(index + 1)...]
        break
      }
    }
    return column
  }

  // MARK: The end of a column

  /// Adds the ways in which a column may end here.
  private func end(_ column: FilledColumn, _ result: inout [FilledColumn]) {
    let box = column.state.box
    let isEnd = box == metrics.boxes.count
    let penalty = isEnd ? 0 : metrics.boxes[box].breakPenalty
    guard penalty.isFinite, !column.isEmpty else { return }
    var column = column
    if metrics.isInsideTable(box) == false || column.hasText == false {
      // A figure may stand at the foot, also between two lines of a paragraph.
      addWithFloatsBelow(column, penalty, &result)
    }
    column.cost += penalty
    finish(&column, &result)
  }

  private func addWithFloatsBelow(
    _ column: FilledColumn, _ penalty: Double, _ result: inout [FilledColumn]
  ) {
    guard !isBetweenBlocks(column) else { return }
    for isTable in [false, true] {
      guard var placed = placing(isTable: isTable, in: column) else { continue }
      placed.cost += penalty - PageCost.interrupts
      finish(&placed, &result)
    }
  }

  private func finish(_ column: inout FilledColumn, _ result: inout [FilledColumn]) {
    let isEnd = column.state.box == metrics.boxes.count && waitingCount(column.state) == 0
    if !isEnd {
      let slack = max(0, height - column.y - column.foot)
      let lines = (slack / room.grid + 0.01).rounded(.down)
      let empty = max(0, lines - Double(column.stretch))
      column.cost += PageCost.emptyLine * empty * empty
      column.cost += PageCost.stretchedLine * min(lines, Double(column.stretch))
      if empty * room.grid > height / 4 { column.cost += PageCost.halfEmpty }
    }
    result.append(column)
  }

  /// What becomes of a column into which nothing fits: on the highest, it is an error that the
  /// layout reports; below figures, the column stays empty.
  private func forced(from start: FilledColumn) -> [FilledColumn] {
    var column = start
    let isWaiting = [false, true].contains { waiting(isTable: $0, start.state) != nil }
    // All the text is set: what is still to come stands over all columns of the next page.
    if column.state.box == metrics.boxes.count, !isWaiting { return [column] }
    if height < room.height - 0.01 || !start.isEmpty {
      // Below what fills the page, nothing is missed.
      column.cost += height < 5 * room.grid ? 0 : PageCost.emptyColumn
      return [column]
    }
    // Where too much is to stay together, it is cut at the foot of the column after all.
    while let next = taking(box: column) { column = next }
    column.cost += PageCost.overflow
    if column.hasText { return [column] }
    for isTable in [false, true] {
      guard let float = waiting(isTable: isTable, column.state) else { continue }
      add(float, isTable: isTable, y: 0, to: &column)
      return [column]
    }
    guard column.state.box < metrics.boxes.count else { return [] }
    let box = metrics.boxes[column.state.box]
    column.y = continuation(above: column.state.box, in: column) + box.height
    column.state.carried += box.notes.map { NotePart(note: $0, line: 0) }
    column.state.box += 1
    column.hasText = true
    return [column]
  }
}

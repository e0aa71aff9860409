import Canvas
import Diagnostics

extension FlowBuilder {
  /// Sets a table: as one that moves if it is short enough, else over as many pages as it takes.
  mutating func addTable(_ table: TableBlock, _ context: Context) {
    var context = context
    var rows = TableSetter(
      table, style, room: context.width, language: context.language, setter: setter)
    let isWide = wantsWidth(table, rows, context)
    if isWide {
      context.width = currentRoom.wideWidth
      rows = TableSetter(
        table, style, room: context.width, language: context.language, setter: setter)
    }
    if rows.columns.isTooNarrow(for: rows.face.size), let place {
      flow.log.add(.tooManyColumns(rows.columns.columns.count, at: place))
    }
    let name = table.id?.text ?? table.number.map { "table-\($0)" } ?? ""
    let tableNode = node(
      .table, name: name, destination: name.isEmpty ? nil : name)
    let path = context.path + [tableNode]
    // Everything is set from the left edge and moved to its place as a whole.
    var own = context
    own.x = 0
    var inside = own
    inside.path = path
    let caption = table.number.map {
      captionBoxes(
        word: document.words.table, number: $0, table.caption, width: context.width, inside)
    }
    let parts = TableParts(
      caption: caption ?? [], head: head(rows, path), body: body(rows, path),
      foot: foot(rows, own), subheads: table.subheads)
    if isWide {
      emitWide(parts, rows, table.number, named: name, context)
      return
    }
    // A longer table is cut where the page ends. So is one to which the text leads on.
    let moves = parts.height(style) <= style.columnHeight / 3 && kept == 0
    if moves, table.number != nil, context.allowsFloats {
      emit(parts.float(named: name, style))
    } else {
      emit(parts, rows, table.number, context)
    }
  }

  /// The head between its two rules.
  private mutating func head(_ rows: TableSetter, _ path: [FlowNode]) -> FlowBox {
    var box = FlowBox(height: 3)
    box.isOnGrid = false
    box.parts = [rule(rows, y: 0, width: 0.75)]
    guard rows.table.head.contains(where: { !$0.isEmpty }) else { return box }
    let row = row(rows.table.head, isHead: true, rows, path)
    for (line, _) in row {
      box.parts += line.parts.map { $0.shifted(by: Point(0, box.height)) }
      box.notes += line.notes
      box.height += line.height
    }
    box.height += 3
    box.parts.append(rule(rows, y: box.height, width: 0.5))
    box.height += 3
    return box
  }

  private mutating func body(
    _ rows: TableSetter, _ path: [FlowNode]
  ) -> [[(box: FlowBox, targets: [String])]] {
    rows.table.rows.enumerated().map { index, cells in
      rows.table.subheads.contains(index)
        ? [subhead(cells.first ?? [], isFirst: index == 0, rows, path)]
        : row(cells, isHead: false, rows, path)
    }
  }

  private mutating func subhead(
    _ words: [Inline], isFirst: Bool, _ rows: TableSetter, _ path: [FlowNode]
  ) -> (box: FlowBox, targets: [String]) {
    var count = nodeCount
    let box = rows.subhead(words, isFirst: isFirst, path: path, setter: &setter) { role in
      count += 1
      return FlowNode(number: count, role: role)
    }
    nodeCount = count
    return box
  }

  private mutating func row(
    _ cells: [[Inline]], isHead: Bool, _ rows: TableSetter, _ path: [FlowNode]
  ) -> [(box: FlowBox, targets: [String])] {
    var count = nodeCount
    let boxes = rows.row(cells, isHead: isHead, path: path, setter: &setter) { role in
      count += 1
      return FlowNode(number: count, role: role)
    }
    nodeCount = count
    return boxes
  }

  /// The rule below the body, and the notes.
  private mutating func foot(_ rows: TableSetter, _ context: Context) -> [FlowBox] {
    var box = FlowBox(height: 3.75)
    box.isOnGrid = false
    box.parts = [rule(rows, y: 3, width: 0.75)]
    var boxes = [box]
    for (index, note) in rows.table.notes.enumerated() {
      var (lines, _) = self.boxes(
        of: note, style.tableNote, path: context.path + [node(.paragraph)], x: context.x,
        width: max(rows.columns.width, context.width * 0.6), isJustified: false, divides: .never,
        language: context.language)
      if index == 0, !lines.isEmpty { lines[0].spaceBefore = style.tableNote.above }
      boxes += lines
    }
    return boxes
  }

  private mutating func rule(_ rows: TableSetter, y: Double, width: Double) -> FlowPart {
    let line = Path.line(from: Point(0, y), to: Point(rows.columns.width, y))
    return artifact([.path(ScenePath(line, stroke: Stroke(style.ruleColor, width: width)))])
  }

  /// Adds a table in its place, row by row.
  private mutating func emit(
    _ parts: TableParts, _ rows: TableSetter, _ number: Int?, _ context: Context
  ) {
    let gap = context.isInNote ? 3 : style.figureSpace
    // What rounding up to the grid leaves over is shared between above and below.
    let slack = context.isInNote ? 0 : gridSlack(parts.height(style))
    keepSpace(gap + slack / 2, belowHeading: gap)
    for (index, line) in parts.caption.enumerated() {
      var line = line.moved(by: context.x)
      if index > 0 { line.breakBefore = .forbidden }
      emit(line)
    }
    if !parts.caption.isEmpty { space = style.caption.below }
    // The caption, the head and the first row stay together.
    kept = max(kept, parts.caption.isEmpty ? 1 : 2)
    emit(parts.head.moved(by: context.x))
    let plain = continuation(of: parts, rows, number, context)
    var continuation = plain
    kept = max(kept, 1)
    let (cuts, grouped) = (parts.cuts(style), parts.grouped(style))
    for (index, row) in parts.body.enumerated() {
      // A page that starts within a group says so, and one that starts with a group does not.
      if parts.subheads.contains(index) {
        continuation = plain
      } else if parts.subheads.contains(index - 1) {
        continuation = self.continuation(
          of: parts, rows, number, table: plain, group: index - 1, context)
      }
      for (line, part) in row.enumerated() {
        var box = part.box.moved(by: context.x)
        box.continuation = continuation
        if line == 0, !cuts.contains(index) { box.breakBefore = .forbidden }
        if grouped.contains(index) { box.breakPenalty = PageCost.partedGroup }
        if line > 0, line == 1 || line == row.count - 1 { box.breakBefore = .forbidden }
        emit(box, targets: part.targets)
      }
    }
    kept = parts.foot.count
    for box in parts.foot { emit(box.moved(by: context.x)) }
    kept = 0
    space = max(space, gap)
  }

  /// "Table 2, continued" and the head again.
  mutating func continuation(
    of parts: TableParts, _ rows: TableSetter, _ number: Int?, table: Int? = nil,
    group: Int? = nil, _ context: Context
  ) -> Int {
    var head: [FlowPart] = []
    var height = 0.0
    if let number, let place = document.blocks.first?.place {
      let text = "\(document.words.table)\u{A0}\(number)"
      let label = Inline(.strong([.text(text, at: place)]), at: place)
      let (boxes, _) = boxes(
        of: [label, .text(", \(document.words.continued)", at: place)], style.caption,
        path: [node(.artifact)], x: 0, width: context.width, isJustified: false,
        divides: .never, language: context.language)
      for box in boxes {
        head += box.parts.map { $0.shifted(by: Point(context.x, height)) }
        height += box.height
      }
      height += style.caption.below
    }
    // The repeated head is no new content: readers of the structure have read it.
    let again = node(.artifact)
    head += parts.head.parts.map { part in
      var part = part.shifted(by: Point(context.x, height))
      part.path = [again]
      return part
    }
    height += parts.head.height
    if let group, let words = rows.table.rows[group].first, let place = words.first?.place {
      let more = Inline(.text(", \(document.words.continued)"), at: place)
      let (box, _) = subhead(words + [more], isFirst: true, rows, [])
      for part in box.parts {
        var part = part.shifted(by: Point(context.x, height))
        part.path = [again]
        head.append(part)
      }
      height += box.height
    }
    let end = rule(rows, y: 3, width: 0.5).shifted(by: Point(context.x, 0))
    flow.continuations.append(
      FlowContinuation(
        table: table ?? flow.continuations.count, height: height, head: head, foot: [end]))
    return flow.continuations.count - 1
  }
}

extension Diagnostic {
  static func tooManyColumns(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "too-many-columns", "a table of \(count) columns does not fit the width of the page",
      at: place, why: "some columns would be narrower than two letters",
      hint: "leave columns out, turn rows and columns, or make two tables of it")
  }
}

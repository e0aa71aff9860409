import Canvas

// Tables that need more than a column: they stand over all columns, at the tops of pages.
extension FlowBuilder {
  /// Whether a table is to stand over all columns: its author says so, or its cells would have to
  /// be broken into so many lines in a column that it takes less of the page at full width.
  func wantsWidth(_ table: TableBlock, _ rows: TableSetter, _ context: Context) -> Bool {
    let room = currentRoom
    guard context.allowsFloats, context.path.isEmpty, room.wideWidth > context.width + 1 else {
      return false
    }
    if table.attributes.isWide { return true }
    guard room.columns > 1, rows.columns.wraps else { return false }
    let wide = TableSetter(
      table, style, room: room.wideWidth, language: context.language, setter: setter)
    return wide.bodyHeight(setter) * Double(room.columns) < rows.bodyHeight(setter) * 1.2
  }

  /// Adds a table as one that moves, or as several, each as high as a page, if it is longer.
  mutating func emitWide(
    _ parts: TableParts, _ rows: TableSetter, _ number: Int?, named name: String,
    _ context: Context
  ) {
    let height = currentRoom.height - 2 * style.figureSpace
    if parts.height(style) <= height {
      var float = parts.float(named: name, style)
      float.isWide = true
      emit(float)
      return
    }
    let continuation = flow.continuations[continuation(of: parts, rows, number, context)]
    for var float in parts.floats(named: name, style, height: height, continuation) {
      float.isWide = true
      emit(float)
    }
  }
}

extension TableSetter {
  /// How high the rows are together.
  func bodyHeight(_ setter: ParagraphSetter) -> Double {
    var setter = setter
    return table.rows.reduce(0) { sum, cells in
      let set = row(cells, isHead: false, path: [], setter: &setter) {
        FlowNode(number: 0, role: $0)
      }
      return sum + set.reduce(0) { $0 + $1.box.height }
    }
  }
}

extension TableParts {
  /// The table in parts of at most a height, each but the first below its head once more.
  func floats(
    named name: String, _ style: ReportStyle, height: Double, _ continuation: FlowContinuation
  ) -> [FlowFloat] {
    let cuts = cuts(style)
    let footHeight = foot.reduce(0) { $0 + $1.spaceBefore + $1.height }
    var floats: [FlowFloat] = []
    var float = opened(named: name, style)
    var index = 0
    while index < body.count {
      // What may not be cut apart goes on together.
      var end = index + 1
      while end < body.count, !cuts.contains(end) { end += 1 }
      let rows = Array(body[index..<end].joined())
      let own = rows.reduce(0) { $0 + $1.box.height }
      let rest = end == body.count ? footHeight : 4
      if index > 0, float.height + own + rest > height {
        float.parts += continuation.foot.map { $0.shifted(by: Point(0, float.height)) }
        float.height += 4
        floats.append(float)
        float = FlowFloat(
          kind: .table, name: name, height: continuation.height, parts: continuation.head,
          space: style.figureSpace)
      }
      for row in rows { float.add(row.box) }
      index = end
    }
    for box in foot {
      float.height += box.spaceBefore
      float.add(box)
    }
    return floats + [float]
  }

  /// The caption and the head.
  private func opened(named name: String, _ style: ReportStyle) -> FlowFloat {
    var float = FlowFloat(
      kind: .table, name: name, height: 0, parts: [], space: style.figureSpace)
    for box in caption { float.add(box) }
    if !caption.isEmpty { float.height += style.caption.below }
    float.add(head)
    return float
  }
}

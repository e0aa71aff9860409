import Canvas

// Entries of legends as Vega places them: in a grid of whole pixels.
extension LegendBody {
  mutating func placeAsVega(_ entries: [LegendPlan.Entry]) {
    let least = plan.labels.look.style.size
    func side(_ symbol: LegendPlan.Symbol) -> Double {
      max((max(0, symbol.size).squareRoot() + symbol.strokeWidth).rounded(.up), least)
    }
    let rows = rows(count: entries.count)
    // The symbols of a column stand over each other.
    let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.compactMap { column < $0.count ? side(entries[$0[column]].symbol) : nil }.max() ?? 0
    }
    var placed: [(cell: VegaGrid.Cell, content: Content)] = []
    for (row, line) in rows.enumerated() {
      for (column, index) in line.enumerated() {
        let content = content(entries[index], widths[column], side(entries[index].symbol))
        placed.append((.init(row: row, column: column, room: content.room), content))
      }
    }
    let align = plan.grid.align
    let grid = VegaGrid(
      cells: placed.map(\.cell),
      columns: .init(spacing: plan.grid.columnPadding, align: align, isCentered: false),
      rows: .init(spacing: plan.grid.rowPadding, align: align, isCentered: true))
    var bounds: Rect?
    for (corner, item) in zip(grid.origins, placed) {
      let shift = Transform.translation(origin.x + corner.x, origin.y + corner.y)
      items.append(
        .group(SceneGroup(.part("entry"), transform: shift, items: item.content.items)))
      let room = item.content.room.moved(by: corner)
      bounds = bounds?.union(room) ?? room
    }
    size = Size(bounds?.maxX ?? 0, bounds?.maxY ?? 0)
  }

  /// A symbol with its label, and the room of both.
  private struct Content {
    var items: [SceneItem]
    var room: Rect
  }

  private func content(
    _ entry: LegendPlan.Entry, _ width: Double, _ height: Double
  ) -> Content {
    let height = plan.grid.clipHeight ?? height
    let center = Point(width / 2 + plan.symbol.offset, height / 2)
    let look = plan.labels.look
    let label = LabelBox(
      engine.limited(entry.label, look, to: look.limit),
      at: Point(width + plan.symbol.offset + plan.labels.offset, center.y), look: look,
      align: plan.labels.align ?? .left, baseline: plan.labels.baseline ?? .middle, text: engine)
    var symbol = entry.symbol.item(at: center)
    var rooms = [entry.symbol.room(at: center), label.room]
    if let clip = plan.grid.clipHeight {
      let room = Rect(0, 0, width + plan.labels.offset + label.width, clip)
      symbol = .group(SceneGroup(.part("symbol"), clip: room, items: [symbol]))
      rooms = [room]
    }
    return Content(
      items: [symbol] + label.items().map { .text($0) },
      room: Rect(uniting: rooms) ?? Rect(0, 0, 0, 0))
  }
}

extension LegendPlan.Symbol {
  /// The room of the symbol in Vega's look.
  fileprivate func room(at center: Point) -> Rect? {
    guard opacity > 0 else { return nil }
    let line = stroke == nil ? 0 : strokeWidth
    let half = size.squareRoot() / 2
    if shape == "stroke" { return Rect(center.x - half, center.y, 2 * half, 0).expanded(by: line) }
    let outline = Symbols.path(shape, size: size).mapped { $0 + center }.bounds
    return outline?.expanded(by: line)
  }
}

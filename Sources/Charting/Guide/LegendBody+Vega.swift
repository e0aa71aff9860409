import Canvas

// Entries of legends in rows and columns as Vega places them: each reaches up and down from its
// corner by its symbol with all its line and by its label, and rows and columns keep whole points.
extension LegendBody {
  /// One entry with the room that it takes.
  private struct VegaCell {
    var entry: LegendPlan.Entry
    var label: String
    /// The distance from the corner down to the middle of symbol and label.
    var middle: Double
    var width: Double
    /// How far it reaches above and below its corner.
    var above: Double
    var below: Double
  }

  /// Places entries as Vega does.
  mutating func placeAsVega(_ entries: [LegendPlan.Entry]) {
    let symbolWidth = entries.map(side).max() ?? 0
    let cells = entries.map { vegaCell($0, symbolWidth) }
    let rows = rows(of: cells.count).map { $0.map { cells[$0] } }
    let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
      rows.compactMap { $0.count > column ? $0[column].width : nil }.max() ?? 0
    }
    let widest = widths.max() ?? 0
    var (y, below) = (0.0, 0.0)
    for (index, row) in rows.enumerated() {
      if index > 0 {
        let above = row.map(\.above).max() ?? 0
        y += below.rounded(.up) + plan.grid.rowPadding + above.rounded(.up)
      }
      below = row.map(\.below).max() ?? 0
      var x = 0.0
      for (column, cell) in row.enumerated() {
        place(cell, at: Point(x, y), symbolWidth)
        size.width = max(size.width, (x + cell.width).rounded(.up))
        let width =
          plan.grid.align == .none ? cell.width : plan.grid.align == .all ? widest : widths[column]
        x += width.rounded(.up) + plan.grid.columnPadding
      }
      size.height = (y + below).rounded(.up)
    }
  }

  /// The side of the square in which an entry's symbol stands.
  private func side(_ entry: LegendPlan.Entry) -> Double {
    let symbol = max(0, entry.symbol.size).squareRoot() + plan.symbol.base.strokeWidth
    return max(symbol.rounded(.up), plan.labels.look.style.size)
  }

  private func vegaCell(_ entry: LegendPlan.Entry, _ symbolWidth: Double) -> VegaCell {
    let look = plan.labels.look
    let text = engine.limited(entry.label, look, to: look.limit)
    let middle = side(entry) / 2
    let label = LabelBox(
      text, at: Point(0, middle), look: look, baseline: plan.labels.baseline ?? .middle,
      text: engine)
    let symbol = entry.symbol
    let line = symbol.stroke == nil ? 0 : symbol.strokeWidth
    let box = Symbols.path(symbol.shape, size: symbol.size).bounds?.expanded(by: line)
      .moved(by: Point(0, middle))
    let boxes = [box, label.bounds].compactMap { $0 }
    let clip = plan.grid.clipHeight
    return VegaCell(
      entry: entry, label: text, middle: clip.map { $0 / 2 } ?? middle,
      width: symbolWidth + plan.labels.offset + label.width,
      above: clip == nil ? max(0, boxes.map { -$0.y }.max() ?? 0) : 0,
      below: clip ?? boxes.map(\.maxY).max() ?? 0)
  }

  private mutating func place(_ cell: VegaCell, at corner: Point, _ symbolWidth: Double) {
    let corner = origin + corner
    let center = Point(corner.x + symbolWidth / 2 + plan.symbol.offset, corner.y + cell.middle)
    let clip = plan.grid.clipHeight.map { Rect(corner.x, corner.y, cell.width, $0) }
    place(
      cell.entry.symbol.item(at: center), cell.label,
      at: Point(corner.x + symbolWidth + plan.labels.offset, center.y), clip: clip)
  }
}

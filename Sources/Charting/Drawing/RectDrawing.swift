import Canvas

/// Bars, rects and ticks: a rectangle for each row that has a place.
func drawRects(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.reach(mark.x, mark.table, length: space.size.width)
  let ys = space.reach(mark.y, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  return (0..<mark.table.rowCount).compactMap { row in
    guard let (x1, x2) = xs(row), let (y1, y2) = ys(row) else { return nil }
    let rect = Rect(from: Point(x1, y1), to: Point(x2, y2))
    return MarkItem(shape: .rect(rect, corners: mark.corners), look: looks.look(row), row: row)
  }
}

import Canvas

/// Points, circles and squares: a symbol for each row that has a place.
func drawPoints(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let sizes = space.numbers(mark.size, mark.table, else: 30)
  let angles = space.numbers(mark.angle, mark.table, else: 0)
  let shapes = space.visuals(mark.shape, mark.table)
  let looks = LookSource(mark.look, mark, space)
  return (0..<mark.table.rowCount).compactMap { row in
    guard let x = xs(row), let y = ys(row) else { return nil }
    let shape = MarkShape.symbol(
      center: Point(x, y), size: max(0, sizes(row)), shape: shapes(row).text ?? "circle",
      angle: angles(row))
    return MarkItem(shape: shape, look: looks.look(row), row: row)
  }
}

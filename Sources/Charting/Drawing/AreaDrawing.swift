import Canvas
import Tables

/// Areas and bands: one for each series, between an upper and a lower line.
func drawAreas(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.reach(mark.x, mark.table, length: space.size.width)
  let ys = space.reach(mark.y, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  let along = mark.orient == .horizontal ? ys : xs
  return mark.seriesRows(along: { along($0)?.0 }).compactMap { rows in
    guard let first = rows.first else { return nil }
    var pairs: [(Point, Point)?] = []
    for row in rows {
      if let (x1, x2) = xs(row), let (y1, y2) = ys(row) {
        pairs.append((Point(x1, y1), Point(x2, y2)))
      } else if mark.breaksPaths {
        pairs.append(nil)
      }
    }
    return MarkItem(shape: .area(pairs, mark.curve), look: looks.look(first), row: first)
  }
}

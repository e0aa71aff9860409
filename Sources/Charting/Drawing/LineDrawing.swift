import Canvas
import Tables

/// Lines: one for each series, its points in the order of the dimension, broken where a row has no
/// place.
func drawLines(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  return mark.seriesRows.compactMap { rows in
    guard let first = rows.first else { return nil }
    var points: [Point?] = []
    for row in rows {
      if let x = xs(row), let y = ys(row) {
        points.append(Point(x, y))
      } else if mark.breaksPaths {
        points.append(nil)
      }
    }
    return MarkItem(shape: .line(points, mark.curve), look: looks.look(first), row: first)
  }
}

extension MarkPlan {
  /// The rows of each series, in the order of its points.
  var seriesRows: [[Int]] {
    let rows = table.sorted(Array(0..<table.rowCount), by: order.map { ($0.column, $0.descends) })
    // Series keep the order in which the data name them; their points follow the dimension.
    let groups = table.grouped(Array(0..<table.rowCount), by: series)
    let sorted = table.grouped(rows, by: series)
    let places = Dictionary(
      uniqueKeysWithValues: sorted.compactMap { group in group.min().map { ($0, group) } })
    return groups.compactMap { group in group.min().flatMap { places[$0] } }
  }
}

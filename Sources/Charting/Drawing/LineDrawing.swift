import Canvas
import Tables

/// Lines: one for each series, its points in the order of the dimension, broken where a row has no
/// place.
func drawLines(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let looks = LookSource(mark.look, mark, space)
  return mark.seriesRows(along: mark.orient == .horizontal ? ys : xs).compactMap { rows in
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
  /// The rows of each series, in the order in which a path goes through them: along the dimension,
  /// those without a place first, unless the channel `order` or the data lead it.
  func seriesRows(along place: (Int) -> Double?) -> [[Int]] {
    guard followsPlaces else { return seriesRows }
    return seriesRows.map { rows in
      let keyed = rows.enumerated().map { ($0.offset, $0.element, place($0.element) ?? -.infinity) }
      return keyed.sorted { $0.2 != $1.2 ? $0.2 < $1.2 : $0.0 < $1.0 }.map(\.1)
    }
  }

  /// The rows of each series, in the order of its points.
  var seriesRows: [[Int]] {
    // Series keep the order in which the data name them; their points follow the dimension.
    let rows = table.rowsSorted(by: order.map { .init($0.column, isDescending: $0.descends) })
    let groups = table.groups(of: rows, by: series)
    return groups.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
  }
}

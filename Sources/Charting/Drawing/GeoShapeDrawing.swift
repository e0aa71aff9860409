import Canvas
import Tables

/// Geoshapes: what is seen of each row's geometry on the map.
func drawGeoShapes(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  guard let plan = mark.map?.projection, let column = mark.table[BoundUnit.geometryColumn] else {
    return []
  }
  let projection = plan.projection(in: space.size)
  let looks = LookSource(mark.look, mark, space)
  return (0..<mark.table.rowCount).compactMap { row in
    guard case .geometry(let geometry) = column[row] else { return nil }
    var path = projection.path(geometry)
    guard !path.isEmpty else { return nil }
    path.dotRadius = plan.pointRadius
    return MarkItem(shape: .shape(path), look: looks.look(row), row: row)
  }
}

extension MarkPlan {
  /// The mark with the places of its rows on a plot of a size, where they are given in degrees.
  func placed(in space: PlotSpace) -> MarkPlan {
    guard let map, let place = map.place else { return self }
    let projection = map.projection.projection(in: space.size)
    var mark = self
    let start = mark.addPlaces(place, projection, "__map")
    (mark.x, mark.y) = (.at(start.x), .at(start.y))
    if let end = map.end {
      let end = mark.addPlaces(end, projection, "__map2")
      (mark.x, mark.y) = (.between(start.x, end.x), .between(start.y, end.y))
    }
    return mark
  }

  private mutating func addPlaces(
    _ source: GeoPlaceSource, _ projection: Projection, _ name: String
  ) -> (x: PositionPlan, y: PositionPlan) {
    let showsUnseen = map?.projection.showsUnseen ?? false
    var xs = [Double](repeating: Column.missing, count: table.rowCount)
    var ys = xs
    for (row, place) in source.places(in: table).enumerated() {
      guard let place, showsUnseen || projection.shows(place) else { continue }
      guard let point = projection.point(place) ?? (showsUnseen ? Point(0, 0) : nil) else {
        continue
      }
      (xs[row], ys[row]) = (point.x, point.y)
    }
    table.set(Column(name + "_x", .numbers(xs)))
    table.set(Column(name + "_y", .numbers(ys)))
    return (
      PositionPlan(source: .unscaled(name + "_x")), PositionPlan(source: .unscaled(name + "_y"))
    )
  }
}

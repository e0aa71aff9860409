import Canvas

/// Arcs: a sector for each row that has a place.
func drawArcs(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  guard let polar = mark.polar else { return [] }
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let angles = space.reach(polar.theta, mark.table, length: 2 * .pi)
  let radii = space.reach(polar.radius, mark.table, length: space.size.radius)
  let padding = space.numbers(polar.padAngle, mark.table, else: 0)
  let corners = space.numbers(polar.cornerRadius, mark.table, else: 0)
  let looks = LookSource(mark.look, mark, space)
  return (0..<mark.table.rowCount).compactMap { row in
    guard let x = xs(row), let y = ys(row), let (start, end) = angles(row),
      let (outer, inner) = radii(row)
    else { return nil }
    let arc = ArcShape(
      center: Point(x, y), innerRadius: inner, outerRadius: outer, startAngle: start,
      endAngle: end, padAngle: padding(row), cornerRadius: corners(row))
    return MarkItem(shape: .arc(arc), look: looks.look(row), row: row)
  }
}

extension Size {
  /// The radius of the greatest circle inside.
  var radius: Double { min(width, height) / 2 }
}

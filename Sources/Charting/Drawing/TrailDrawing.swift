import Canvas

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Trails: one for each series, as thick at each point as its size says.
func drawTrails(_ mark: MarkPlan, in space: PlotSpace) -> [MarkItem] {
  let xs = space.place(mark.x.start, mark.table, length: space.size.width)
  let ys = space.place(mark.y.start, mark.table, length: space.size.height)
  let sizes = space.numbers(mark.size, mark.table, else: 1)
  let looks = LookSource(mark.look, mark, space)
  return mark.seriesRows(along: xs).compactMap { rows in
    guard let first = rows.first else { return nil }
    var points: [TrailPoint?] = []
    for row in rows {
      if let x = xs(row), let y = ys(row) {
        points.append(TrailPoint(place: Point(x, y), size: max(0, sizes(row))))
      } else if mark.breaksPaths {
        points.append(nil)
      }
    }
    return MarkItem(shape: .trail(points), look: looks.look(first), row: first)
  }
}

/// A point of a trail, and how thick the trail is there.
struct TrailPoint: Hashable {
  var place: Point
  var size: Double

  /// The outline of a trail through points with gaps: straight pieces with round ends, which cover
  /// each other.
  static func outline(_ points: [TrailPoint?]) -> Path {
    var path = Path()
    for (index, point) in points.enumerated() {
      guard let point else { continue }
      let next = index + 1 < points.count ? points[index + 1] : nil
      let before = index > 0 ? points[index - 1] : nil
      if let next {
        path.add(piece(from: point, to: next))
      } else if before == nil {
        path.add(.circle(center: point.place, radius: point.size / 2))
      }
    }
    return path
  }

  /// The smallest rectangle around the discs at the points; nil if there are none.
  static func bounds(_ points: [TrailPoint?]) -> Rect? {
    points.compactMap { $0 }.reduce(nil) { box, point in
      let size = point.size
      let disc = Rect(point.place.x - size / 2, point.place.y - size / 2, size, size)
      return box?.union(disc) ?? disc
    }
  }

  private static func piece(from a: TrailPoint, to b: TrailPoint) -> Path {
    let way = b.place - a.place
    guard way.x != 0 || way.y != 0 else {
      return .circle(center: a.place, radius: max(a.size, b.size) / 2)
    }
    // Clockwise from the top, as arcs are measured.
    let angle = atan2(way.x, -way.y)
    var path = Path()
    path.move(to: a.place.polar(angle - .pi / 2, a.size / 2))
    path.line(to: b.place.polar(angle - .pi / 2, b.size / 2))
    path.arc(around: b.place, radius: b.size / 2, from: angle - .pi / 2, to: angle + .pi / 2)
    path.line(to: a.place.polar(angle + .pi / 2, a.size / 2))
    path.arc(around: a.place, radius: a.size / 2, from: angle + .pi / 2, to: angle + 1.5 * .pi)
    path.close()
    return path
  }
}

extension Path {
  fileprivate mutating func add(_ other: Path) { elements += other.elements }
}

import Canvas

/// A geometry on the plot: lines, rings and dots, all points in one run.
struct GeoPath: Hashable {
  /// One line or ring: the points from `start` to the start of the next one.
  struct Piece: Hashable {
    var start: Int
    var isRing: Bool
  }

  private(set) var points: [Point] = []
  private(set) var pieces: [Piece] = []
  /// Places that are single points, drawn as circles.
  private(set) var dots: [Point] = []
  /// The radius of those circles.
  var dotRadius = 4.5

  /// Whether there is nothing to be seen.
  var isEmpty: Bool { points.isEmpty && dots.isEmpty }

  mutating func begin(ring isRing: Bool) {
    pieces.append(Piece(start: points.count, isRing: isRing))
  }

  mutating func add(_ x: Double, _ y: Double) { points.append(Point(x, y)) }

  mutating func addDot(_ x: Double, _ y: Double) { dots.append(Point(x, y)) }

  /// Adds a whole line or ring.
  mutating func add(_ piece: [ClipPoint], ring isRing: Bool) {
    guard !piece.isEmpty else { return }
    begin(ring: isRing)
    for point in piece { add(point.x, point.y) }
  }

  /// Adds all of another path.
  mutating func add(_ other: GeoPath) {
    let count = points.count
    points += other.points
    pieces += other.pieces.map { Piece(start: $0.start + count, isRing: $0.isRing) }
    dots += other.dots
  }

  /// The points of a piece.
  func range(of index: Int) -> Range<Int> {
    let end = index + 1 < pieces.count ? pieces[index + 1].start : points.count
    return pieces[index].start..<max(end, pieces[index].start)
  }

  /// The smallest rectangle around the points, dots as points; nil without any.
  var bounds: Rect? {
    var (x0, y0, x1, y1) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    func include(_ point: Point) {
      if point.x < x0 { x0 = point.x }
      if point.x > x1 { x1 = point.x }
      if point.y < y0 { y0 = point.y }
      if point.y > y1 { y1 = point.y }
    }
    for point in points { include(point) }
    for point in dots { include(point) }
    return x0 <= x1 && y0 <= y1 ? Rect(from: Point(x0, y0), to: Point(x1, y1)) : nil
  }

  /// The outline to be painted, where points that differ by less than can be seen are drawn once.
  var outline: Path {
    var elements: [Path.Element] = []
    elements.reserveCapacity(points.count + 2 * pieces.count)
    for index in pieces.indices {
      let range = range(of: index)
      var last = Point(.nan, .nan)
      for position in range {
        let point = points[position]
        guard point.x.isFinite, point.y.isFinite else { continue }
        if position == range.lowerBound || last.x.isNaN {
          elements.append(.move(point))
        } else if abs(point.x - last.x) + abs(point.y - last.y) < Self.leastStep {
          continue
        } else {
          elements.append(.line(point))
        }
        last = point
      }
      if pieces[index].isRing, !last.x.isNaN { elements.append(.close) }
    }
    for dot in dots { elements += Path.circle(center: dot, radius: dotRadius).elements }
    return Path(elements)
  }

  /// A fortieth of a point: a third of a pixel at 600 dpi is five times as long.
  private static let leastStep = 0.025
}

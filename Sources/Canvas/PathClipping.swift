// Drawing: keeps coordinates within what Cairo can count in.

extension Path {
  /// Whether all coordinates are numbers no farther than `limit` from the origin.
  func isWithin(_ limit: Double) -> Bool {
    elements.allSatisfy { element in
      switch element {
      case .move(let point), .line(let point): point.isWithin(limit)
      case .curve(let a, let b, let end):
        a.isWithin(limit) && b.isWithin(limit) && end.isWithin(limit)
      case .close: true
      }
    }
  }

  /// The path's line where it runs within `box`; points that are no numbers make gaps.
  func clippedLine(to box: Rect) -> Path {
    var result = Path()
    for piece in pieces {
      var points = piece.points[...]
      if piece.isClosed, let first = points.first { points.append(first) }
      var isDown = false
      for (start, end) in zip(points, points.dropFirst()) {
        guard start.isFinite, end.isFinite, let (a, b) = box.segment(from: start, to: end) else {
          isDown = false
          continue
        }
        if !isDown || a != start { result.move(to: a) }
        result.line(to: b)
        isDown = b == end
      }
    }
    return result
  }

  /// The path's area within `box`; points that are no numbers are left out.
  func clippedArea(to box: Rect) -> Path {
    var result = Path()
    for piece in pieces {
      var points = piece.points.filter(\.isFinite)
      points = Path.clip(points, inside: { $0.x >= box.x }, at: { $0.at(x: box.x, $1) })
      points = Path.clip(points, inside: { $0.x <= box.maxX }, at: { $0.at(x: box.maxX, $1) })
      points = Path.clip(points, inside: { $0.y >= box.y }, at: { $0.at(y: box.y, $1) })
      points = Path.clip(points, inside: { $0.y <= box.maxY }, at: { $0.at(y: box.maxY, $1) })
      result.elements += Path.polyline(points, closed: true).elements
    }
    return result
  }

  /// One step of Sutherland and Hodgman's polygon clipping (1974): the part inside one edge.
  private static func clip(
    _ points: [Point], inside: (Point) -> Bool, at edge: (Point, Point) -> Point
  ) -> [Point] {
    guard var previous = points.last else { return [] }
    var result: [Point] = []
    for point in points {
      if inside(point) != inside(previous) { result.append(edge(previous, point)) }
      if inside(point) { result.append(point) }
      previous = point
    }
    return result
  }

  private struct Piece {
    var points: [Point]
    var isClosed = false
  }

  /// The pieces as polylines; curves are cut into 32 straight lines.
  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var current: Piece?
    func flush() { if let current, current.points.count > 1 { pieces.append(current) } }
    for element in elements {
      switch element {
      case .move(let point):
        flush()
        current = Piece(points: [point])
      case .line(let point):
        current = current ?? Piece(points: [])
        current?.points.append(point)
      case .curve(let a, let b, let end):
        let start = current?.points.last ?? a
        current = current ?? Piece(points: [a])
        current?.points += (1...32).map { .onCurve(start, a, b, end, share: Double($0) / 32) }
      case .close:
        current?.isClosed = true
        flush()
        current = current?.points.first.map { Piece(points: [$0]) }
      }
    }
    flush()
    return pieces
  }
}

extension Point {
  /// Whether both coordinates are numbers.
  var isFinite: Bool { x.isFinite && y.isFinite }

  /// Whether both coordinates are numbers no farther than `limit` from 0.
  func isWithin(_ limit: Double) -> Bool { x.magnitude <= limit && y.magnitude <= limit }

  fileprivate func at(x edge: Double, _ other: Point) -> Point {
    Point(edge, y + (other.y - y) * ((edge - x) / (other.x - x)))
  }

  fileprivate func at(y edge: Double, _ other: Point) -> Point {
    Point(x + (other.x - x) * ((edge - y) / (other.y - y)), edge)
  }

  /// The point of a curve at a share of its parameter.
  static func onCurve(
    _ start: Point, _ a: Point, _ b: Point, _ end: Point, share t: Double
  ) -> Point {
    let s = 1 - t
    return start * (s * s * s) + a * (3 * s * s * t) + b * (3 * s * t * t) + end * (t * t * t)
  }
}

extension Rect {
  /// Whether all that it is made of are numbers; they may be infinite.
  var hasNumbers: Bool { !x.isNaN && !y.isNaN && !width.isNaN && !height.isNaN }

  /// The part of a straight line that lies inside, by Liang and Barsky (1984); nil if none does.
  fileprivate func segment(from start: Point, to end: Point) -> (Point, Point)? {
    var (enter, leave) = (0.0, 1.0)
    let delta = end - start
    let edges = [
      (-delta.x, start.x - x), (delta.x, maxX - start.x), (-delta.y, start.y - y),
      (delta.y, maxY - start.y),
    ]
    for (direction, distance) in edges {
      if direction == 0 {
        if distance < 0 { return nil }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    guard enter <= leave else { return nil }
    return (
      enter == 0 ? start : start + delta * enter, leave == 1 ? end : start + delta * leave
    )
  }
}

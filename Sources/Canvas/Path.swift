/// A line of straight and curved pieces, in points.
public struct Path: Sendable, Hashable {
  /// One piece of a path, starting where the one before it ends.
  public enum Element: Sendable, Hashable {
    /// Starts a new piece at a point.
    case move(Point)
    /// A straight line.
    case line(Point)
    /// A cubic Bézier curve: two control points and the end.
    case curve(Point, Point, Point)
    /// A straight line back to the start of the piece.
    case close
  }

  /// The pieces.
  public var elements: [Element]

  /// Creates a path.
  public init(_ elements: [Element] = []) { self.elements = elements }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { elements.isEmpty }

  /// Starts a new piece.
  public mutating func move(to point: Point) { elements.append(.move(point)) }

  /// Adds a straight line.
  public mutating func line(to point: Point) { elements.append(.line(point)) }

  /// Adds a cubic Bézier curve.
  public mutating func curve(to end: Point, _ first: Point, _ second: Point) {
    elements.append(.curve(first, second, end))
  }

  /// Closes the piece.
  public mutating func close() { elements.append(.close) }

  /// A polygon or, if not closed, a polyline.
  public static func polyline(_ points: some Sequence<Point>, closed: Bool = false) -> Path {
    var path = Path()
    for point in points {
      if path.isEmpty { path.move(to: point) } else { path.line(to: point) }
    }
    if closed, !path.isEmpty { path.close() }
    return path
  }

  /// One straight line.
  public static func line(from a: Point, to b: Point) -> Path { Path([.move(a), .line(b)]) }

  /// A rectangle with round corners, radii clockwise from the top left one.
  public static func rect(_ rect: Rect, radii: [Double] = []) -> Path {
    let limit = min(rect.width, rect.height) / 2
    let r = (0..<4).map { $0 < radii.count ? min(max(radii[$0], 0), limit) : 0 }
    guard r.contains(where: { $0 > 0 }) else { return polyline(rect.corners, closed: true) }
    var path = Path()
    path.move(to: Point(rect.x + r[0], rect.y))
    path.line(to: Point(rect.maxX - r[1], rect.y))
    path.corner(Point(rect.maxX, rect.y), to: Point(rect.maxX, rect.y + r[1]))
    path.line(to: Point(rect.maxX, rect.maxY - r[2]))
    path.corner(Point(rect.maxX, rect.maxY), to: Point(rect.maxX - r[2], rect.maxY))
    path.line(to: Point(rect.x + r[3], rect.maxY))
    path.corner(Point(rect.x, rect.maxY), to: Point(rect.x, rect.maxY - r[3]))
    path.line(to: Point(rect.x, rect.y + r[0]))
    path.corner(Point(rect.x, rect.y), to: Point(rect.x + r[0], rect.y))
    path.close()
    return path
  }

  /// A full circle.
  public static func circle(center: Point, radius: Double) -> Path {
    let k = radius * circleControl
    let (x, y) = (center.x, center.y)
    var path = Path()
    path.move(to: Point(x + radius, y))
    path.curve(to: Point(x, y + radius), Point(x + radius, y + k), Point(x + k, y + radius))
    path.curve(to: Point(x - radius, y), Point(x - k, y + radius), Point(x - radius, y + k))
    path.curve(to: Point(x, y - radius), Point(x - radius, y - k), Point(x - k, y - radius))
    path.curve(to: Point(x + radius, y), Point(x + k, y - radius), Point(x + radius, y - k))
    path.close()
    return path
  }

  /// The control distance that makes a cubic curve a quarter of a unit circle (error 0.027 %).
  static let circleControl = 0.5522847498307936

  /// A quarter of an ellipse from the current end to `end`, bending around `corner`.
  private mutating func corner(_ corner: Point, to end: Point) {
    guard let start = self.end, start != end else { return }
    let k = Path.circleControl
    curve(
      to: end, start + (corner - start) * k, end + (corner - end) * k)
  }

  private var end: Point? {
    switch elements.last {
    case .move(let point), .line(let point), .curve(_, _, let point): point
    default: nil
    }
  }

  /// The smallest rectangle around all points and control points; nil if empty.
  public var bounds: Rect? {
    var (low, high) = (Point(.infinity, .infinity), Point(-.infinity, -.infinity))
    func add(_ point: Point) {
      low = Point(min(low.x, point.x), min(low.y, point.y))
      high = Point(max(high.x, point.x), max(high.y, point.y))
    }
    for element in elements {
      switch element {
      case .move(let point), .line(let point): add(point)
      case .curve(let a, let b, let end):
        add(a)
        add(b)
        add(end)
      case .close: break
      }
    }
    return low.x <= high.x && low.y <= high.y ? Rect(from: low, to: high) : nil
  }

  /// The path with every point mapped.
  public func mapped(_ map: (Point) -> Point) -> Path {
    Path(
      elements.map { element in
        switch element {
        case .move(let point): .move(map(point))
        case .line(let point): .line(map(point))
        case .curve(let a, let b, let end): .curve(map(a), map(b), map(end))
        case .close: .close
        }
      })
  }
}

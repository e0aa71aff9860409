#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A place on the canvas, in points; y grows downward.
public struct Point: Sendable, Hashable {
  /// Distance from the left edge, in points.
  public var x: Double
  /// Distance from the top edge, in points.
  public var y: Double

  /// Creates a point.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// The origin.
  public static let zero = Point(0, 0)

  /// The sum of two points as vectors.
  public static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }

  /// The difference of two points as vectors.
  public static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }

  /// A point scaled about the origin.
  public static func * (a: Point, factor: Double) -> Point { Point(a.x * factor, a.y * factor) }
}

/// A width and a height, in points.
public struct Size: Sendable, Hashable {
  /// The width, in points.
  public var width: Double
  /// The height, in points.
  public var height: Double

  /// Creates a size.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }

  /// No size.
  public static let zero = Size(0, 0)
}

/// A rectangle with its sides along the axes, in points.
public struct Rect: Sendable, Hashable {
  /// The left edge.
  public var x: Double
  /// The top edge.
  public var y: Double
  /// The width; never negative for a rectangle made with `init(from:to:)`.
  public var width: Double
  /// The height; never negative for a rectangle made with `init(from:to:)`.
  public var height: Double

  /// Creates a rectangle from its top left corner and its size.
  public init(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Creates the rectangle between two corners, in any order.
  public init(from a: Point, to b: Point) {
    self.init(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
  }

  /// The right edge.
  public var maxX: Double { x + width }
  /// The lower edge.
  public var maxY: Double { y + height }
  /// Half way from left to right.
  public var midX: Double { x + width / 2 }
  /// Half way from top to bottom.
  public var midY: Double { y + height / 2 }
  /// The top left corner.
  public var origin: Point { Point(x, y) }
  /// The width and the height.
  public var size: Size { Size(width, height) }
  /// The corners, clockwise from the top left one.
  public var corners: [Point] {
    [Point(x, y), Point(maxX, y), Point(maxX, maxY), Point(x, maxY)]
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rect) -> Rect {
    Rect(
      from: Point(min(x, other.x), min(y, other.y)),
      to: Point(max(maxX, other.maxX), max(maxY, other.maxY)))
  }

  /// Whether two rectangles share more than an edge; `tolerance` is how much they may overlap.
  public func intersects(_ other: Rect, tolerance: Double = 0) -> Bool {
    x + tolerance < other.maxX && other.x + tolerance < maxX
      && y + tolerance < other.maxY && other.y + tolerance < maxY
  }

  /// Whether another rectangle lies inside; `tolerance` is how far it may stick out.
  public func contains(_ other: Rect, tolerance: Double = 0) -> Bool {
    other.x >= x - tolerance && other.y >= y - tolerance
      && other.maxX <= maxX + tolerance && other.maxY <= maxY + tolerance
  }

  /// Whether a point lies inside or on an edge.
  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }

  /// The rectangle with each side moved out (or in, if negative).
  public func expanded(by distance: Double) -> Rect {
    Rect(x - distance, y - distance, width + 2 * distance, height + 2 * distance)
  }

  /// The rectangle moved.
  public func moved(by offset: Point) -> Rect { Rect(x + offset.x, y + offset.y, width, height) }

  /// The smallest rectangle that holds some points; nil if there are none.
  public static func around(_ points: some Sequence<Point>) -> Rect? {
    var result: Rect?
    for point in points {
      let dot = Rect(point.x, point.y, 0, 0)
      result = result?.union(dot) ?? dot
    }
    return result
  }
}

/// Distances from the four edges of a rectangle, in points.
public struct Insets: Sendable, Hashable {
  /// From the top.
  public var top: Double
  /// From the right.
  public var right: Double
  /// From the bottom.
  public var bottom: Double
  /// From the left.
  public var left: Double

  /// Creates insets.
  public init(top: Double = 0, right: Double = 0, bottom: Double = 0, left: Double = 0) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }
}

/// An affine map: `x' = a x + c y + e`, `y' = b x + d y + f`, as in SVG's `matrix`.
public struct Transform: Sendable, Hashable {
  /// The coefficients in SVG's order.
  public var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

  /// The map that changes nothing.
  public static let identity = Transform()

  /// A move.
  public static func translation(_ x: Double, _ y: Double) -> Transform {
    var result = Transform()
    (result.e, result.f) = (x, y)
    return result
  }

  /// A scaling about the origin.
  public static func scale(_ x: Double, _ y: Double) -> Transform {
    var result = Transform()
    (result.a, result.d) = (x, y)
    return result
  }

  /// The image of a point.
  public func apply(_ point: Point) -> Point {
    Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
  }

  /// The smallest rectangle around the image of a rectangle.
  public func apply(_ rect: Rect) -> Rect {
    Rect.around(rect.corners.map(apply)) ?? rect
  }

  /// The map that applies `inner` first and this one after it.
  public func after(_ inner: Transform) -> Transform {
    var result = Transform()
    result.a = a * inner.a + c * inner.b
    result.b = b * inner.a + d * inner.b
    result.c = a * inner.c + c * inner.d
    result.d = b * inner.c + d * inner.d
    result.e = a * inner.e + c * inner.f + e
    result.f = b * inner.e + d * inner.f + f
    return result
  }

  /// Whether the map only moves.
  public var isTranslation: Bool { a == 1 && b == 0 && c == 0 && d == 1 }
}

extension Transform {
  /// A clockwise rotation about the origin, in degrees.
  public static func rotation(_ degrees: Double) -> Transform {
    let radians = degrees * .pi / 180
    var result = Transform()
    (result.a, result.b) = (cos(radians), sin(radians))
    (result.c, result.d) = (-sin(radians), cos(radians))
    return result
  }
}

extension Rect {
  /// Whether a straight line enters the rectangle (Liang & Barsky 1984).
  public func crosses(_ segment: (Point, Point)) -> Bool {
    let (a, b) = segment
    var enter = 0.0, leave = 1.0
    let delta = b - a
    for (direction, distance) in [
      (-delta.x, a.x - x), (delta.x, maxX - a.x), (-delta.y, a.y - y), (delta.y, maxY - a.y),
    ] {
      if direction == 0 {
        if distance < 0 { return false }
      } else if direction < 0 {
        enter = max(enter, distance / direction)
      } else {
        leave = min(leave, distance / direction)
      }
    }
    return enter <= leave
  }
}

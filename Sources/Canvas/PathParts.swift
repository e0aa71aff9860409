/// A part of a long path that can be drawn on its own.
struct PathPart: Hashable {
  /// The part.
  var path: Path
  /// How far from the start of its line it begins, for dashes to go on.
  var start = 0.0
}

extension Path {
  /// The path in parts of some pieces, each beginning with the last pieces of the one before it.
  ///
  /// At least one piece is repeated, and more of them, up to half a part, until they are as long as
  /// the overlap.
  func parts(length: Int, overlap: Double = 0) -> [PathPart] {
    var parts: [PathPart] = []
    var current = PartInMaking(start: .zero, length: 0)
    var lineStart = Point.zero
    var (place, covered) = (Point.zero, 0.0)
    for element in elements {
      if current.elements.count > length, element != .close {
        parts.append(current.part)
        current = current.next(at: place, covered, overlap: overlap, limit: length / 2)
      }
      switch element {
      case .move(let point):
        current.add(element, from: place, covered)
        (place, lineStart, covered) = (point, point, 0)
        current.hasLineStart = true
      case .close:
        // Where the line began may stand in another part: closing leads there all the same.
        current.add(current.hasLineStart ? .close : .line(lineStart), from: place, covered)
        (place, covered) = (lineStart, 0)
      case .line(let end), .curve(_, _, let end):
        current.add(element, from: place, covered)
        covered += element.length(from: place)
        place = end
      }
    }
    parts.append(current.part)
    return parts
  }

  /// A part, and where each of its elements begins.
  private struct PartInMaking {
    var elements: [Element] = []
    var starts: [(place: Point, covered: Double)] = []
    var start: (place: Point, length: Double)
    /// Whether the line that is being drawn began in this part.
    var hasLineStart = true

    init(start place: Point, length: Double) { start = (place, length) }

    var part: PathPart { PathPart(path: Path(elements), start: start.length) }

    mutating func add(_ element: Element, from place: Point, _ covered: Double) {
      elements.append(element)
      starts.append((place, covered))
    }

    /// The part that follows, with the last pieces of this one.
    func next(
      at place: Point, _ covered: Double, overlap: Double, limit: Int
    ) -> PartInMaking {
      var first = elements.count
      while first > 0, elements[first - 1].isPiece, elements.count - first < max(1, limit) {
        first -= 1
        if covered - starts[first].covered >= overlap { break }
      }
      let from = first < elements.count ? starts[first] : (place: place, covered: covered)
      var next = PartInMaking(start: from.place, length: from.covered)
      next.hasLineStart = false
      next.add(.move(from.place), from: from.place, from.covered)
      for index in first..<elements.count {
        next.add(elements[index], from: starts[index].place, starts[index].covered)
      }
      return next
    }
  }
}

extension Path.Element {
  fileprivate var isPiece: Bool {
    switch self {
    case .line, .curve: true
    case .move, .close: false
    }
  }

  /// The length of a piece that begins at a point.
  fileprivate func length(from start: Point) -> Double {
    switch self {
    case .move, .close: return 0
    case .line(let end): return (end - start).length
    case .curve(let a, let b, let end):
      var (length, last) = (0.0, start)
      for step in 1...16 {
        let point = Point.onCurve(start, a, b, end, share: Double(step) / 16)
        length += (point - last).length
        last = point
      }
      return length
    }
  }
}

extension Point {
  /// The distance from the origin.
  fileprivate var length: Double { (x * x + y * y).squareRoot() }
}

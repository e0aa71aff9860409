import Canvas

/// Rectangles of a plane by where they lie, so that those near a place are found without looking at
/// all: a grid of squares, each with the numbers of the rectangles that touch it.
struct PlaneIndex {
  private static let side = 32.0
  private var squares: [Square: [Int]] = [:]
  /// Those that would touch too many squares are looked at always.
  private var large: Set<Int> = []

  private struct Square: Hashable {
    var column: Int
    var row: Int
  }

  init(_ boxes: [Rect] = []) {
    for (number, box) in boxes.enumerated() { insert(number, box) }
  }

  mutating func insert(_ number: Int, _ box: Rect) {
    guard let range = PlaneIndex.squares(of: box), range.count <= 256 else {
      large.insert(number)
      return
    }
    for square in range { squares[square, default: []].append(number) }
  }

  mutating func remove(_ number: Int, _ box: Rect) {
    guard let range = PlaneIndex.squares(of: box), range.count <= 256 else {
      large.remove(number)
      return
    }
    for square in range { squares[square]?.removeAll { $0 == number } }
  }

  /// The numbers of the rectangles that may touch a place, in ascending order.
  func near(_ box: Rect) -> [Int] {
    guard let range = PlaneIndex.squares(of: box), range.count <= 4096 else {
      return Array(Set(squares.values.joined()).union(large)).sorted()
    }
    var found = large
    for square in range { found.formUnion(squares[square] ?? []) }
    return found.sorted()
  }

  private static func squares(of box: Rect) -> [Square]? {
    guard let left = number(box.x), let right = number(box.maxX), let top = number(box.y),
      let bottom = number(box.maxY), right - left < 64, bottom - top < 64
    else { return nil }
    return (left...max(left, right)).flatMap { column in
      (top...max(top, bottom)).map { Square(column: column, row: $0) }
    }
  }

  private static func number(_ length: Double) -> Int? {
    Int(whole: (length / side).rounded(.down))
  }
}

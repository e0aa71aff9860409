import Canvas

/// Rectangles of a plane by where they lie, so that those near a place are found without looking at
/// all: a grid of squares, each with the numbers of the rectangles that touch it.
struct PlaneIndex {
  private static let side = 32.0
  private var squares: [Square: [Int]] = [:]
  /// Those that would touch too many squares are looked at always.
  private var large: Set<Int> = []

  private struct Square: Hashable {
    var column: Int32
    var row: Int32
  }

  /// The squares that a rectangle touches.
  private struct Squares {
    var columns: ClosedRange<Int32>
    var rows: ClosedRange<Int32>

    var count: Int { columns.count * rows.count }

    func forEach(_ visit: (Square) -> Void) {
      for column in columns {
        for row in rows { visit(Square(column: column, row: row)) }
      }
    }
  }

  init(_ boxes: [Rect] = []) {
    for (number, box) in boxes.enumerated() { insert(number, box) }
  }

  mutating func insert(_ number: Int, _ box: Rect) {
    guard let range = PlaneIndex.squares(of: box), range.count <= 256 else {
      large.insert(number)
      return
    }
    range.forEach { squares[$0, default: []].append(number) }
  }

  mutating func remove(_ number: Int, _ box: Rect) {
    guard let range = PlaneIndex.squares(of: box), range.count <= 256 else {
      large.remove(number)
      return
    }
    range.forEach { squares[$0]?.removeAll { $0 == number } }
  }

  /// The numbers of the rectangles that may touch a place, in ascending order.
  func near(_ box: Rect) -> [Int] {
    guard let range = PlaneIndex.squares(of: box), range.count <= 4096 else {
      return Array(Set(squares.values.joined()).union(large)).sorted()
    }
    var found = Array(large)
    range.forEach { found += squares[$0] ?? [] }
    guard found.count > 1 else { return found }
    found.sort()
    var result: [Int] = []
    for number in found where number != result.last { result.append(number) }
    return result
  }

  private static func squares(of box: Rect) -> Squares? {
    guard let left = number(box.x), let right = number(box.maxX), let top = number(box.y),
      let bottom = number(box.maxY), right - left < 64, bottom - top < 64
    else { return nil }
    return Squares(columns: left...max(left, right), rows: top...max(top, bottom))
  }

  /// The number of a column or row; nil beyond all that is drawn.
  private static func number(_ length: Double) -> Int32? {
    let number = (length / side).rounded(.down)
    return number.magnitude < 1e9 ? Int32(number) : nil
  }
}

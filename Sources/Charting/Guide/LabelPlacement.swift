import Canvas

/// Finds a free place for the labels of text marks that ask for it with `avoid`.
///
/// Each label tries the sides of its point at growing distances, first the side that its own
/// alignment names; the first place that touches no mark, no other text and no edge of the room is
/// taken. If none is free, the one that hides least is, further out; a label is never left out. What
/// was placed first is looked at once more when all stand, since others may have left it room.
enum LabelPlacement {
  /// Distances from the point, in sizes of the type.
  private static let distances = [0.8, 1.3, 2, 3, 4.2, 5.6, 7.2, 9]
  /// Beyond this distance, in sizes of the type, a leader line ties the label to its point.
  private static let leaderFrom = 1.07

  /// More labels than this cannot be kept apart on a page; they stand where they are asked to.
  static let limit = 250

  static func place(_ frame: inout PlotFrame) {
    var labels = labels(of: frame)
    guard !labels.isEmpty, labels.count <= limit else { return }
    var obstacles = Obstacles(frame)
    for _ in 0..<2 {
      for index in labels.indices {
        obstacles.place(index, nil)
        labels[index].label = best(labels[index].asked, obstacles, labels[index].avoid)
        obstacles.place(index, labels[index].label)
      }
    }
    for placed in labels {
      frame.marks[placed.mark].items[placed.item].shape = .text(placed.label)
    }
  }

  /// A label with the mark and the item to which it belongs.
  private struct Placing {
    var mark: Int
    var item: Int
    var asked: LabelBox
    var label: LabelBox
    var avoid: Set<AvoidSpec.Thing>
  }

  private static func labels(of frame: PlotFrame) -> [Placing] {
    frame.marks.enumerated().flatMap { mark, drawn in
      drawn.items.enumerated().compactMap { item, content in
        guard !drawn.avoid.isEmpty, case .text(let label) = content.shape else { return nil }
        return Placing(mark: mark, item: item, asked: label, label: label, avoid: drawn.avoid)
      }
    }
  }

  /// The best place for one label.
  static func best(
    _ label: LabelBox, _ obstacles: Obstacles, _ avoid: Set<AvoidSpec.Thing>
  ) -> LabelBox {
    var best = label
    var least = Double.infinity
    // A place that the author asks for goes first.
    if label.offset != .zero {
      let asked = withLeader(label)
      if let box = asked.bounds {
        least = obstacles.cost(box, avoid, of: asked)
        if least == 0 { return asked }
        best = asked
      }
    }
    for distance in distances {
      for direction in directions(label) {
        let candidate = moved(label, direction, distance * label.look.style.size)
        guard let box = candidate.bounds else { continue }
        let cost = obstacles.cost(box, avoid, of: candidate)
        if cost == 0 { return candidate }
        if cost < least { (best, least) = (candidate, cost) }
      }
    }
    return best
  }

  /// The sides to try, the one that the label's own alignment names first.
  private static func directions(_ label: LabelBox) -> [Point] {
    let right = Point(1, 0), left = Point(-1, 0), up = Point(0, -1), down = Point(0, 1)
    let diagonals = [Point(0.8, -0.6), Point(-0.8, -0.6), Point(0.8, 0.6), Point(-0.8, 0.6)]
    let first: [Point] =
      switch label.align {
      case .left: [right, up, down, left]
      case .right: [left, up, down, right]
      case .center: label.baseline == .top ? [down, right, left, up] : [up, right, left, down]
      }
    return first + diagonals
  }

  private static func moved(_ label: LabelBox, _ direction: Point, _ distance: Double) -> LabelBox {
    var result = label
    result.align = direction.x > 0.3 ? .left : direction.x < -0.3 ? .right : .center
    result.baseline = direction.y < -0.5 ? .bottom : direction.y > 0.5 ? .top : .middle
    result.offset = direction * distance
    return withLeader(result)
  }

  /// The label with a line to its point, if it stands away from it.
  private static func withLeader(_ label: LabelBox) -> LabelBox {
    let distance = (label.offset.x * label.offset.x + label.offset.y * label.offset.y).squareRoot()
    guard distance > leaderFrom * label.look.style.size else { return label }
    var result = label
    let direction = label.offset * (1 / distance)
    result.leader = (label.anchor + direction * 3.5, label.anchor + direction * (distance - 2))
    return result
  }
}

extension Rect {
  /// How far a point lies outside the rectangle.
  func distance(to point: Point) -> Double {
    let dx = max(x - point.x, 0, point.x - maxX), dy = max(y - point.y, 0, point.y - maxY)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The area that two rectangles share.
  func overlap(_ other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(x, other.x)
    let height = min(maxY, other.maxY) - max(y, other.y)
    return width > 0 && height > 0 ? width * height : 0
  }
}

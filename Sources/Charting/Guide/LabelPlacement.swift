import Canvas

/// Finds a free place for the labels of text marks that ask for it with `avoid`.
///
/// Each label tries the sides of its point at growing distances, first the side that its own
/// alignment names; the first place that touches no mark, no other text and no edge of the room is
/// taken. If none is free, the one that hides least is, further out; a label is never left out.
enum LabelPlacement {
  /// Distances from the point, in sizes of the type.
  private static let distances = [0.8, 1.3, 2, 3, 4.2, 5.6, 7.2, 9]
  /// Beyond this distance, in sizes of the type, a leader line ties the label to its point.
  private static let leaderFrom = 1.07

  static func place(_ frame: inout PlotFrame) {
    guard frame.marks.contains(where: { !$0.avoid.isEmpty }) else { return }
    var obstacles = Obstacles(frame)
    for mark in frame.marks.indices where !frame.marks[mark].avoid.isEmpty {
      let avoid = frame.marks[mark].avoid
      for item in frame.marks[mark].items.indices {
        guard case .text(let label) = frame.marks[mark].items[item].shape else { continue }
        let placed = best(label, obstacles, avoid)
        if let box = placed.bounds { obstacles.texts.append(box) }
        frame.marks[mark].items[item].shape = .text(placed)
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
        least = obstacles.cost(box, avoid, leader: asked.leader)
        if least == 0 { return asked }
        best = asked
      }
    }
    for distance in distances {
      for direction in directions(label) {
        let candidate = moved(label, direction, distance * label.look.style.size)
        guard let box = candidate.bounds else { continue }
        let cost = obstacles.cost(box, avoid, leader: candidate.leader)
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

/// What labels of a plot keep clear of.
struct Obstacles {
  var texts: [Rect]
  private var boxes: [Rect]
  private var segments: [(Point, Point)]
  private var room: Rect

  init(_ frame: PlotFrame) {
    texts = frame.direct.compactMap(\.bounds)
    for axis in frame.axes {
      texts += axis.ticks.filter { !$0.isHidden }.compactMap { $0.label?.bounds }
    }
    boxes = []
    segments = []
    // A label may stand a little above the plot, where periods are named, not below or beside it.
    room = frame.area
    room.y -= 12
    room.height += 12
    for mark in frame.marks {
      for item in mark.items { add(item, of: mark, in: frame) }
    }
  }

  private mutating func add(_ item: MarkItem, of mark: DrawnMark, in frame: PlotFrame) {
    switch item.shape {
    case .text(let label): if mark.avoid.isEmpty, let box = label.bounds { texts.append(box) }
    case .symbol(_, _, _, _):
      if item.look.opacity > 0, let box = item.bounds { boxes.append(box) }
    case .rect(let rect, _):
      // A rect that fills the plot from edge to edge is a ground, not a mark.
      if rect.height < frame.area.height - 1, rect.width < frame.area.width - 1 {
        boxes.append(rect)
      }
    case .rule(let a, let b): segments.append((a, b))
    case .line(let points, _):
      for (a, b) in zip(points, points.dropFirst()) {
        if let a, let b { segments.append((a, b)) }
      }
    case .area: break
    }
  }

  /// How much a label at a place would hide or stick out; 0 if it is free.
  func cost(_ box: Rect, _ avoid: Set<AvoidSpec.Thing>, leader: (Point, Point)?) -> Double {
    var cost = 0.0
    let near = box.expanded(by: 1)
    if avoid.contains(.labels) {
      cost += texts.reduce(0) { $0 + 4 * $1.overlap(near) }
      if let leader { cost += texts.reduce(0) { $0 + ($1.crosses(leader) ? 40 : 0) } }
    }
    if avoid.contains(.marks) {
      cost += boxes.reduce(0) { $0 + $1.overlap(near) }
      cost += segments.reduce(0) { $0 + (near.crosses($1) ? 60 : 0) }
    }
    let outside = near.width * near.height - room.overlap(near)
    return cost + (outside > 0.01 ? outside * 2 : 0)
  }
}

extension Rect {
  /// The area that two rectangles share.
  func overlap(_ other: Rect) -> Double {
    let width = min(maxX, other.maxX) - max(x, other.x)
    let height = min(maxY, other.maxY) - max(y, other.y)
    return width > 0 && height > 0 ? width * height : 0
  }
}

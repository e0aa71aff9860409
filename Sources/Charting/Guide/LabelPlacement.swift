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

  static func place(_ frame: inout PlotFrame) {
    guard frame.marks.contains(where: { !$0.avoid.isEmpty }) else { return }
    var obstacles = Obstacles(frame)
    var labels = labels(of: frame)
    for pass in 0..<2 {
      for index in labels.indices {
        let others = pass == 0 ? labels[..<index] : labels[...]
        let standing = others.filter {
          $0.mark != labels[index].mark || $0.item != labels[index].item
        }
        obstacles.placed = standing.compactMap(\.label.bounds)
        obstacles.leaders = standing.compactMap(\.label.leader)
        labels[index].label = best(labels[index].asked, obstacles, labels[index].avoid)
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

/// What labels of a plot keep clear of.
struct Obstacles {
  /// The labels that have found their places.
  var placed: [Rect] = []
  /// The lines that tie those labels to their points.
  var leaders: [(Point, Point)] = []
  private var texts: [Rect]
  private var boxes: [Rect]
  private var segments: [(Point, Point)]
  private var edges: [(Point, Point)] = []
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
    case .area(let pairs, _):
      for (a, b) in zip(pairs, pairs.dropFirst()) {
        guard let a, let b else { continue }
        edges += [(a.0, b.0), (a.1, b.1)]
      }
    }
  }

  /// How much a label at a place would hide or stick out; 0 if it is free.
  func cost(_ box: Rect, _ avoid: Set<AvoidSpec.Thing>, of label: LabelBox) -> Double {
    var cost = 0.0
    let near = box.expanded(by: 1)
    if avoid.contains(.labels) {
      for text in [texts, placed].joined() {
        cost += 4 * text.overlap(near)
        if let leader = label.leader, text.crosses(leader) { cost += 40 }
      }
      for leader in leaders where near.crosses(leader) { cost += 40 }
    }
    if avoid.contains(.marks) {
      for segment in segments where near.crosses(segment) { cost += 60 }
      for edge in edges where near.crosses(edge) { cost += 20 }
      for mark in boxes { cost += self.cost(near, beside: mark, of: label) }
    }
    let outside = near.width * near.height - room.overlap(near)
    return cost + (outside > 0.01 ? outside * 2 : 0)
  }
}

extension Obstacles {
  /// What a mark near a label costs: what is hidden, a leader through it, or a mark that stands
  /// nearer to the label than the point that the label names.
  private func cost(_ box: Rect, beside mark: Rect, of label: LabelBox) -> Double {
    var cost = mark.overlap(box)
    guard !mark.expanded(by: 0.5).contains(label.anchor) else { return cost }
    if let leader = label.leader {
      if mark.crosses(leader) { cost += 40 }
    } else if box.distance(to: Point(mark.midX, mark.midY)) < box.distance(to: label.anchor) {
      cost += 15
    }
    return cost
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

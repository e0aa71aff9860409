import Canvas

/// What labels of a plot keep clear of.
struct Obstacles {
  /// A label that has found its place, with the line that ties it to its point.
  private struct Placed {
    var box: Rect
    var leader: (Point, Point)?
  }

  private var texts: [Rect]
  private var boxes: [Rect] = []
  private var segments: [(Point, Point)] = []
  private var edges: [(Point, Point)] = []
  private var room: Rect
  private let textIndex: PlaneIndex
  private let boxIndex: PlaneIndex
  private let segmentIndex: PlaneIndex
  private let edgeIndex: PlaneIndex
  private var placed: [Int: Placed] = [:]
  private var placedIndex = PlaneIndex()

  init(_ frame: PlotFrame) {
    texts = frame.direct.compactMap(\.bounds)
    for axis in frame.axes {
      texts += axis.ticks.filter { !$0.isHidden }.compactMap { $0.label?.bounds }
    }
    // A label may stand a little above the plot, where periods are named, not below or beside it.
    room = frame.area
    room.y -= 12
    room.height += 12
    var collected = Collected()
    for mark in frame.marks {
      for item in mark.items { collected.add(item, of: mark, in: frame) }
    }
    texts += collected.texts
    (boxes, segments, edges) = (collected.boxes, collected.segments, collected.edges)
    textIndex = PlaneIndex(texts)
    boxIndex = PlaneIndex(boxes)
    segmentIndex = PlaneIndex(segments.map { Rect(from: $0.0, to: $0.1) })
    edgeIndex = PlaneIndex(edges.map { Rect(from: $0.0, to: $0.1) })
  }

  /// Sets a label at its place; nil takes it away.
  mutating func place(_ number: Int, _ label: LabelBox?) {
    if let old = placed.removeValue(forKey: number) { placedIndex.remove(number, reach(of: old)) }
    guard let label, let box = label.bounds else { return }
    let new = Placed(box: box, leader: label.leader)
    placed[number] = new
    placedIndex.insert(number, reach(of: new))
  }

  private func reach(of label: Placed) -> Rect {
    label.leader.map { label.box.union(Rect(from: $0.0, to: $0.1)) } ?? label.box
  }

  /// How much a label at a place would hide or stick out; 0 if it is free.
  func cost(_ box: Rect, _ avoid: Set<AvoidSpec.Thing>, of label: LabelBox) -> Double {
    let near = box.expanded(by: 1)
    let reach = label.leader.map { near.union(Rect(from: $0.0, to: $0.1)) } ?? near
    var cost = 0.0
    if avoid.contains(.labels) { cost += textCost(near, reach, label) }
    if avoid.contains(.marks) { cost += markCost(near, reach, label) }
    let outside = near.width * near.height - room.overlap(near)
    return cost + (outside > 0.01 ? outside * 2 : 0)
  }

  private func textCost(_ near: Rect, _ reach: Rect, _ label: LabelBox) -> Double {
    var cost = 0.0
    func add(_ text: Rect) {
      cost += 4 * text.overlap(near)
      if let leader = label.leader, text.crosses(leader) { cost += 40 }
    }
    for number in textIndex.near(reach) { add(texts[number]) }
    for number in placedIndex.near(reach) {
      guard let other = placed[number] else { continue }
      add(other.box)
      if let leader = other.leader, near.crosses(leader) { cost += 40 }
    }
    return cost
  }

  private func markCost(_ near: Rect, _ reach: Rect, _ label: LabelBox) -> Double {
    var cost = 0.0
    for number in segmentIndex.near(near) where near.crosses(segments[number]) { cost += 60 }
    for number in edgeIndex.near(near) where near.crosses(edges[number]) { cost += 20 }
    // A mark that is nearer to the label than its own point lies within that distance.
    let ambiguous = near.expanded(by: near.distance(to: label.anchor))
    for number in boxIndex.near(label.leader == nil ? ambiguous : reach) {
      cost += self.cost(near, beside: boxes[number], of: label)
    }
    return cost
  }

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

/// The items of marks by what they are to a label.
private struct Collected {
  var texts: [Rect] = []
  var boxes: [Rect] = []
  var segments: [(Point, Point)] = []
  var edges: [(Point, Point)] = []

  mutating func add(_ item: MarkItem, of mark: DrawnMark, in frame: PlotFrame) {
    switch item.shape {
    case .text(let label): if mark.avoid.isEmpty, let box = label.bounds { texts.append(box) }
    case .symbol(_, _, _, _):
      if item.look.opacity > 0, let box = item.bounds { boxes.append(box) }
    case .rect(let rect, _):
      // A rect that fills the plot from edge to edge is a ground, not a mark.
      if rect.height < frame.area.height - 1, rect.width < frame.area.width - 1 {
        boxes.append(rect)
      }
    case .image(let image): boxes.append(image.place)
    // A map is a ground on which labels may stand.
    case .shape: break
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
    case .arc(let arc):
      // A label may stand inside a sector, but not across its sides.
      for angle in [arc.startAngle, arc.endAngle] {
        edges.append(
          (arc.center.polar(angle, arc.innerRadius), arc.center.polar(angle, arc.outerRadius)))
      }
    case .trail(let points):
      for (a, b) in zip(points, points.dropFirst()) {
        if let a, let b { segments.append((a.place, b.place)) }
      }
    }
  }
}

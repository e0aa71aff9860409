import Canvas
import Tables

/// Labels at the ends of lines in place of a legend.
///
/// Each stands right of the last point of its line; labels that would touch are spread as little as
/// possible around their true places (isotonic regression by pooling neighbours), with leader lines
/// where they moved. A line that ends inside the plot gets its label where it hides no mark.
enum DirectLabels {
  /// From the end of a line to its label, in sizes of the type.
  private static let gap = 0.8
  /// The least distance of two labels' middles, in sizes of the type.
  private static let pitch = 1.2

  /// The end of one line with what is written there.
  private struct End {
    var point: Point
    var label: LabelBox
  }

  static func place(_ legends: [LegendPlan], in frame: PlotFrame, text: TextEngine) -> [LabelBox] {
    var placed = frame
    for plan in legends.compactMap(\.direct) {
      let ends = ends(plan, in: frame, text)
      let isOuter = { (end: End) in end.point.x > frame.area.maxX - plan.look.style.size }
      placed.direct += spread(ends.filter(isOuter), plan)
      for end in ends where !isOuter(end) {
        var label = end.label
        label.look.halo = plan.halo
        placed.direct.append(LabelPlacement.best(label, Obstacles(placed), [.marks, .labels]))
      }
    }
    return placed.direct
  }

  private static func ends(
    _ plan: DirectPlan, in frame: PlotFrame, _ text: TextEngine
  ) -> [End] {
    var ends: [End] = []
    for (mark, drawn) in zip(frame.plan.marks, frame.marks) {
      guard mark.type == .line, mark.series.contains(plan.column),
        let column = mark.table[plan.column]
      else { continue }
      for item in drawn.items {
        guard case .line(let points, _) = item.shape, let last = points.last(where: { $0 != nil }),
          let point = last
        else { continue }
        let series = column[item.row]
        guard let name = plan.labels[series] else { continue }
        var look = plan.look
        look.color = plan.colors[series] ?? look.color
        let label = LabelBox(
          name, at: point, look: look, baseline: .middle,
          offset: Point(look.style.size * gap, 0), text: text)
        ends.append(End(point: point, label: label))
      }
    }
    return ends
  }

  private static func spread(_ ends: [End], _ plan: DirectPlan) -> [LabelBox] {
    let sorted = ends.sorted { a, b in
      a.point.y == b.point.y
        ? a.label.lines.joined() < b.label.lines.joined() : a.point.y < b.point.y
    }
    let pitch = plan.look.style.size * pitch
    let heights = sorted.map {
      Double(max(1, $0.label.lines.count) - 1) * plan.look.lineHeight + pitch
    }
    let places = separated(sorted.map(\.point.y), heights: heights)
    let right = sorted.map(\.point.x).max() ?? 0
    let isMoved = zip(sorted, places).contains {
      abs($0.point.y - $1) > plan.look.style.size * 0.35
    }
    let lead = isMoved ? plan.look.style.size * 1.6 : plan.look.style.size * gap
    return zip(sorted, places).map { end, place in
      var label = end.label
      label.anchor = Point(right, place)
      label.offset = Point(lead, 0)
      if isMoved {
        let start = Point(end.point.x + 2.5, end.point.y)
        label.leader = (start, Point(right + lead - 2, place))
      }
      return label
    }
  }

  /// Places no nearer than half the sum of neighbouring heights, as close to the wanted ones as can
  /// be by least squares.
  ///
  /// Pool adjacent violators: Barlow, Bartholomew, Bremner and Brunk 1972.
  static func separated(_ wanted: [Double], heights: [Double]) -> [Double] {
    var offsets: [Double] = []
    for index in wanted.indices {
      let step = index == 0 ? 0 : (heights[index - 1] + heights[index]) / 2
      offsets.append((offsets.last ?? 0) + step)
    }
    var blocks: [(sum: Double, count: Int)] = []
    for (want, offset) in zip(wanted, offsets) {
      blocks.append((want - offset, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1], before = blocks[blocks.count - 2]
        guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((before.sum + last.sum, before.count + last.count))
      }
    }
    let means = blocks.flatMap { block in
      [Double](repeating: block.sum / Double(block.count), count: block.count)
    }
    return zip(means, offsets).map { $0 + $1 }
  }
}

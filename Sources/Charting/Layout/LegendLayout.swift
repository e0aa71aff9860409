import Canvas

/// Places the legends of a chart around its plots, side by side as their layout asks for.
struct LegendLayout {
  /// The legends with their sizes.
  let legends: [LegendGuide]

  /// A legend with its place.
  typealias Placed = (LegendGuide, Point)

  /// The legends of one side with their places, relative to the corner of all of them.
  struct Block {
    var placed: [Placed]
    var size: Size
    var offset: Double
    var anchor: TitleAnchor

    /// The places, moved.
    func moved(to corner: Point) -> [Placed] { placed.map { ($0.0, $0.1 + corner) } }
  }

  /// The legends of a side, stacked; nil if there are none.
  func block(_ orient: LegendOrient) -> Block? {
    let own = legends.filter { $0.plan.orient == orient }
    guard let first = own.first else { return nil }
    let stack = first.plan.stack
    var placed: [Placed] = []
    var size = Size.zero
    let isDown = stack.direction == .vertical
    let breadth = own.map { isDown ? $0.size.width : $0.size.height }.max() ?? 0
    for legend in own {
      let gap = placed.isEmpty ? 0 : stack.margin
      let spare = breadth - (isDown ? legend.size.width : legend.size.height)
      let shift = stack.isCentered ? spare / 2 : 0
      if isDown {
        placed.append((legend, Point(shift, size.height + gap)))
        size = Size(breadth, size.height + gap + legend.size.height)
      } else {
        placed.append((legend, Point(size.width + gap, shift)))
        size = Size(size.width + gap + legend.size.width, breadth)
      }
    }
    return Block(placed: placed, size: size, offset: first.plan.offset, anchor: stack.anchor)
  }

  /// The room that a side takes: its legends and their distance from the plots.
  func room(_ orient: LegendOrient) -> Double {
    guard let block = block(orient) else { return 0 }
    let isBeside = orient == .left || orient == .right
    return block.offset + (isBeside ? block.size.width : block.size.height)
  }

  /// The places of legends in the corners of the plots, or where they are told to stand.
  func inside(_ area: Rect) -> [Placed] {
    var result: [Placed] = []
    for orient in [LegendOrient.topLeft, .topRight, .bottomLeft, .bottomRight] {
      guard let block = block(orient) else { continue }
      let isLeft = orient == .topLeft || orient == .bottomLeft
      let isTop = orient == .topLeft || orient == .topRight
      result += block.moved(
        to: Point(
          isLeft ? area.x + block.offset : area.maxX - block.offset - block.size.width,
          isTop ? area.y + block.offset : area.maxY - block.offset - block.size.height))
    }
    for legend in legends where legend.plan.orient == .none {
      result.append((legend, Point(area.x, area.y) + legend.plan.position))
    }
    return result
  }

  /// Where a block starts along a side of some length.
  static func start(_ block: Block, _ length: Double, along: KeyPath<Size, Double>) -> Double {
    switch block.anchor {
    case .start: 0
    case .middle: (length - block.size[keyPath: along]) / 2
    case .end: length - block.size[keyPath: along]
    }
  }
}

import Canvas

/// What stands in a group, before legends and a title are placed around it.
struct VegaGroup {
  /// The size of the plot; zero for a grid of them.
  var size: Size
  /// The plot with its vertical axes: what legends left and right keep clear of.
  var beside: Rect
  /// The plot with its horizontal axes: what legends above and below keep clear of.
  var over: Rect
  /// The plot with its marks.
  var inside: Rect
  /// The width of the line around the plot.
  var line = 0.0

  /// Everything.
  var all: Rect { inside.union(beside).union(over) }
}

/// A group with its legends and its title.
struct VegaSurroundings {
  var legends: [LegendLayout.Placed] = []
  var title: VegaTitle?
  /// Everything, the title included.
  var bounds: Rect

  /// Places legends around a group, then the title around all of it.
  ///
  /// Where a total size is given, what legends stand out of their side does not count.
  init(_ group: VegaGroup, legends: [LegendGuide], title: VegaTitle?, isFitted: Bool = false) {
    var bounds = group.inside
    self.legends = Self.places(legends, around: group)
    for (legend, corner) in self.legends {
      let line = legend.plan.frame.stroke == nil ? 0 : legend.plan.frame.strokeWidth
      let room = Rect(corner.x, corner.y, legend.size.width, legend.size.height).expanded(by: line)
      bounds = bounds.union(isFitted ? Self.along(legend.plan.orient, room) : room)
    }
    bounds = bounds.union(group.beside).union(group.over)
    self.title = title
    self.title?.place(beside: group.size, bounds)
    if let room = self.title?.room { bounds = bounds.union(room) }
    self.bounds = bounds
  }

  /// What counts of a legend if its side alone makes room for it.
  private static func along(_ orient: LegendOrient, _ room: Rect) -> Rect {
    switch orient {
    case .left, .right: Rect(room.x, 0, room.width, 0)
    case .top, .bottom: Rect(0, room.y, 0, room.height)
    default: room
    }
  }

  private static func places(
    _ legends: [LegendGuide], around group: VegaGroup
  ) -> [LegendLayout.Placed] {
    let layout = LegendLayout(legends: legends)
    var placed: [LegendLayout.Placed] = []
    func place(_ orient: LegendOrient, _ corner: (LegendLayout.Block) -> Point) {
      if let block = layout.block(orient) { placed += block.moved(to: corner(block)) }
    }
    let size = group.size
    func down(_ block: LegendLayout.Block) -> Double {
      LegendLayout.start(block, size.height, along: \.height)
    }
    func right(_ block: LegendLayout.Block) -> Double {
      LegendLayout.start(block, size.width, along: \.width)
    }
    place(.left) {
      Point(group.beside.x.rounded(.down) - $0.offset - $0.size.width, down($0))
    }
    place(.right) { Point(group.beside.maxX.rounded(.up) + $0.offset, down($0)) }
    place(.top) { Point(right($0), group.over.y.rounded(.down) - $0.offset - $0.size.height) }
    place(.bottom) { Point(right($0), group.over.maxY.rounded(.up) + $0.offset) }
    return placed + layout.inside(Rect(0, 0, size.width, size.height))
  }
}

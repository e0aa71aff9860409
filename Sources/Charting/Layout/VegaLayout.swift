import Canvas

// Places around the plots as Vega finds them, the plot's corner on whole points.
extension ChartLayout {
  /// Legends stand beside the plots and the axes of their side, and head and legends take room of
  /// their own only where plots and axes leave none.
  func placeAsVega(_ view: ViewFrame, _ head: HeadBlocks, _ legends: [LegendGuide]) -> ChartFrame {
    let placed = places(of: LegendLayout(legends: legends), around: view)
    var outer = placed.reduce(view.bounds) { $0.union(Rect($1.1.x, $1.1.y, $1.0.size.width, $1.0.size.height)) }
    let frame = plan.head.isFramedByPlot ? view.area : outer
    let headTop = outer.y - plan.head.offset - head.height(plan.head)
    if let reach = reach(of: head, over: frame) {
      outer = outer.union(Rect(from: Point(reach.0, headTop), to: Point(reach.1, outer.y)))
    }
    let padding = plan.sizing.padding
    let before = Point(rounded(-outer.x), rounded(-outer.y))
    let origin = before + Point(padding.left, padding.top)
    let width = origin.x + rounded(outer.maxX) + padding.right
    let foot = FootLayout(plan: plan.foot, text: text)
    let inner = width - padding.left - padding.right
    let bottom = origin.y + rounded(outer.maxY)
    return ChartFrame(
      size: Size(width, bottom + foot.height(width: inner) + padding.bottom), view: view,
      origin: origin, legends: placed.map { ($0.0, $0.1 + origin) },
      head: headItems(head, top: headTop + origin.y, frame: frame.moved(by: origin)),
      foot: foot.items(x: padding.left, top: bottom, width: inner))
  }

  /// Room outwards; the picture as a whole takes whole points.
  private func rounded(_ room: Double) -> Double {
    // What differs by less than arithmetic is no difference.
    plan.sizing.isOnWholePoints ? (room - 1e-6).rounded(.up) : room
  }

  /// The legends with their places, the origin at the plot's corner.
  private func places(
    of layout: LegendLayout, around view: ViewFrame
  ) -> [LegendLayout.Placed] {
    let area = view.area
    let beside = view.room(\.isBeside), above = view.room(\.isAcross)
    var placed: [LegendLayout.Placed] = []
    for orient in [LegendOrient.top, .left, .right, .bottom] {
      guard let block = layout.block(orient) else { continue }
      let across = area.x + LegendLayout.start(block, area.width, along: \.width)
      let down = area.y + LegendLayout.start(block, area.height, along: \.height)
      let corner: Point =
        switch orient {
        case .left: Point(beside.x - block.offset - block.size.width, down)
        case .right: Point(beside.maxX + block.offset, down)
        case .top: Point(across, above.y - block.offset - block.size.height)
        default: Point(across, above.maxY + block.offset)
        }
      placed += block.moved(to: corner)
    }
    return placed + layout.inside(area)
  }

  /// How far the head reaches from left to right over its frame; nil if there is none.
  private func reach(of head: HeadBlocks, over frame: Rect) -> (Double, Double)? {
    let width = max(head.title.width, head.subtitle.width)
    guard width > 0 else { return nil }
    let (x, anchor) = headAnchor(over: frame)
    let start = x + plan.head.dx
    switch anchor {
    case .start: return (start, start + width)
    case .middle: return (start - width / 2, start + width / 2)
    case .end: return (start - width, start)
    }
  }
}

extension ViewFrame {
  /// The plot with the axes of one kind; plots in rows and columns with all that belongs to them.
  fileprivate func room(_ isMeant: (AxisPlan) -> Bool) -> Rect {
    guard case .plot(let plot) = self else { return bounds }
    return plot.axes.filter { isMeant($0.plan) }.compactMap(\.bounds)
      .reduce(plot.area) { $0.union($1) }
  }
}

extension AxisPlan {
  /// Whether the axis stands left or right of the plot.
  fileprivate var isBeside: Bool { !isHorizontal }
  /// Whether the axis stands above or below the plot.
  fileprivate var isAcross: Bool { isHorizontal }
}

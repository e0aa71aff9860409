import Canvas

/// The whole chart with a place for everything.
struct ChartFrame {
  var size: Size
  var view: ViewFrame
  /// Where the (first) plot's corner stands.
  var origin: Point
  var legends: [(LegendGuide, Point)]
  var head: [SceneItem]
  var foot: [SceneItem]
  /// How much wider the chart would have to be for its texts to fit.
  var missingWidth = 0.0
}

/// Places head, legends, plots and foot.
///
/// Where a total size is asked for, the plots get what the rest leaves. No open loop: the plots are
/// measured at a guess, at the size that follows, and, where labels grew out of the plots with them,
/// at most twice more. Where labels beside lines leave the plots too little, a legend takes their
/// place, once.
struct ChartLayout {
  let plan: ChartPlan
  let text: TextEngine
  let spacing: TickSpacing

  func layOut() -> ChartFrame {
    if plan.isVegas, plan.sizing.totalWidth == nil, plan.sizing.totalHeight == nil {
      return VegaLayout(plan: plan, spacing: spacing, text: text).layOut()
    }
    if !hasPlainHead { return layOutWithSideTitle() }
    let frame = layOutOnce()
    guard let inner = plan.sizing.totalWidth, plan.legends.contains(where: { $0.direct != nil })
    else { return frame }
    let plots = Double(columns) * (frame.view.plots.first?.0.space.size.width ?? 0)
    guard frame.missingWidth > 0.5 || plots < 0.4 * inner else { return frame }
    var other = plan
    for index in other.legends.indices where other.legends[index].direct != nil {
      other.legends[index].direct = nil
      other.legends[index].orient = .top
    }
    return ChartLayout(plan: other, text: text, spacing: spacing).layOutOnce()
  }

  private func layOutOnce() -> ChartFrame {
    let padding = plan.sizing.padding
    let inner = plan.sizing.totalWidth.map { max(20, $0 - padding.left - padding.right) }
    let first = guess(inner)
    var head = headBlocks(width: inner)
    if inner == nil { head = headBlocks(width: max(200, first.bounds.width)) }
    let legends = legends(width: inner ?? first.bounds.width, in: first)
    var view = first
    if let inner {
      view = corrected(first, width: inner, head: head, legends: legends)
      var before = first
      for _ in 0..<2 where overflows(view, inner, legends) {
        let slope = slope(before, view)
        before = view
        view = corrected(view, width: inner, head: head, legends: legends, slope: slope)
      }
    }
    var frame = place(view, head, legends, inner: inner)
    if let inner {
      let widest = legends.map(\.size.width).max() ?? 0
      frame.missingWidth = max(0, view.bounds.width + legendWidth(legends) - inner, widest - inner)
    }
    return frame
  }

  /// A view of a known size with head and legends.
  func surrounding(_ view: ViewFrame) -> ChartFrame {
    let width = max(200, view.bounds.width)
    return place(view, headBlocks(width: width), legends(width: width, in: view), inner: nil)
  }

  // MARK: Sizes

  /// Plots at three quarters of the total width, or at the sizes that they ask for.
  private func guess(_ inner: Double?) -> ViewFrame {
    var layout = ViewLayout(plan: plan, spacing: spacing, text: text)
    if let inner {
      layout.plotWidth = inner * 0.75 / Double(columns)
      layout.plotHeight = plotHeight(for: layout.plotWidth ?? 0, beside: nil)
    }
    return layout.frame(plan.root)
  }

  private func corrected(
    _ first: ViewFrame, width: Double, head: HeadBlocks, legends: [LegendGuide], slope: Double = 1
  ) -> ViewFrame {
    var layout = ViewLayout(plan: plan, spacing: spacing, text: text)
    let before = first.plots.first?.0.space.size.width ?? 0
    let missing = width - first.bounds.width - legendWidth(legends)
    let plotWidth = max(20, before + missing / slope / Double(columns))
    layout.plotWidth = plotWidth
    let around =
      first.bounds.height - first.area.height + extraHeight(head, legends, width: width)
      + first.area.height - Double(rows) * (first.plots.first?.0.space.size.height ?? 0)
    layout.plotHeight = plotHeight(for: plotWidth, beside: around)
    return layout.frame(plan.root)
  }

  /// How much wider the whole becomes for each point of the plots: 1, unless labels inside the
  /// plots stand out of them (the secant through two layouts).
  private func slope(_ a: ViewFrame, _ b: ViewFrame) -> Double {
    func plots(_ view: ViewFrame) -> Double {
      Double(columns) * (view.plots.first?.0.space.size.width ?? 0)
    }
    let change = plots(b) - plots(a)
    guard abs(change) > 0.5 else { return 1 }
    return min(max((b.bounds.width - a.bounds.width) / change, 0.2), 2)
  }

  /// The room of legends left or right of the plots.
  private func legendWidth(_ legends: [LegendGuide]) -> Double {
    let layout = LegendLayout(legends: legends)
    return layout.room(.left) + layout.room(.right)
  }

  private func overflows(_ view: ViewFrame, _ inner: Double, _ legends: [LegendGuide]) -> Bool {
    abs(view.bounds.width + legendWidth(legends) - inner) > 0.05
  }

  /// The height of each plot; nil keeps what the plans ask for.
  private func plotHeight(for width: Double, beside: Double?) -> Double? {
    if let total = plan.sizing.totalHeight {
      guard let beside else { return total * 0.6 / Double(rows) }
      let padding = plan.sizing.padding
      let least = plan.sizing.leastAspect.map { $0 * width } ?? 0
      return max(20, least, (total - padding.top - padding.bottom - beside) / Double(rows))
    }
    return plan.sizing.plotAspect.map { width * $0 }
  }

  private var columns: Int {
    if case .grid(let grid) = plan.root { max(1, grid.columnCount) } else { 1 }
  }

  private var rows: Int {
    if case .grid(let grid) = plan.root { max(1, grid.rowCount) } else { 1 }
  }

  // MARK: Head and foot

  /// Title and subtitle as wrapped lines.
  struct HeadBlocks {
    var title: TextBlock
    var subtitle: TextBlock

    /// From the top of the first line to the last baseline.
    func height(_ plan: HeadPlan) -> Double {
      var height = 0.0
      if !title.isEmpty { height = title.look.style.size + title.baselineSpan }
      if !subtitle.isEmpty {
        height +=
          (title.isEmpty ? 0 : plan.subtitlePadding) + subtitle.look.style.size
          + subtitle.baselineSpan
      }
      return height
    }
  }

  private func headBlocks(width: Double?) -> HeadBlocks {
    HeadBlocks(
      title: TextBlock(
        plan.head.title.map {
          text.limited($0, plan.head.titleLook, to: plan.head.titleLook.limit)
        },
        look: plan.head.titleLook, width: width, text: text),
      subtitle: TextBlock(
        plan.head.subtitle, look: plan.head.subtitleLook, width: width, text: text))
  }

  private func extraHeight(_ head: HeadBlocks, _ legends: [LegendGuide], width: Double) -> Double {
    let headHeight = head.height(plan.head)
    let layout = LegendLayout(legends: legends)
    return headHeight + (headHeight > 0 ? plan.head.offset : 0)
      + layout.room(.top) + layout.room(.bottom)
      + FootLayout(plan: plan.foot, text: text).height(width: width)
  }

  // MARK: Legends

  private func legends(width: Double, in frame: ViewFrame) -> [LegendGuide] {
    let scales = frame.plots.first?.0.space.scales ?? [:]
    let plot = frame.plots.first?.0.space.size ?? .zero
    return plan.legends.filter { $0.direct == nil }.map {
      LegendGuide($0, scales: scales, width: width, plot: plot, text: text)
    }
  }

  // MARK: Places

  private func place(
    _ view: ViewFrame, _ head: HeadBlocks, _ legends: [LegendGuide], inner: Double?
  ) -> ChartFrame {
    let padding = plan.sizing.padding
    let bounds = view.bounds
    let layout = LegendLayout(legends: legends)
    let leftWidth = layout.room(.left)
    var top = padding.top
    let headHeight = head.height(plan.head)
    let headTop = top
    if headHeight > 0 { top += headHeight + plan.head.offset }
    var placed: [LegendLayout.Placed] = []
    let left = padding.left + leftWidth
    // In our own look legends are flush with the head; in Vega's with the plots.
    let flush = inner == nil ? left - bounds.x : padding.left
    if let block = layout.block(.top) {
      let shift = LegendLayout.start(block, view.area.width, along: \.width)
      placed += block.moved(to: Point(flush + shift, top))
      top += block.size.height + block.offset
    }
    let origin = Point(left - bounds.x, top - bounds.y)
    let area = view.area.moved(by: origin)
    var bottom = top + bounds.height
    var right = left + bounds.width
    if let block = layout.block(.left) {
      let shift = LegendLayout.start(block, area.height, along: \.height)
      placed += block.moved(to: Point(padding.left, area.y + shift))
      bottom = max(bottom, area.y + shift + block.size.height)
    }
    if let block = layout.block(.right) {
      let shift = LegendLayout.start(block, area.height, along: \.height)
      let corner = Point(right + block.offset, area.y + shift)
      placed += block.moved(to: corner)
      right = corner.x + block.size.width
      bottom = max(bottom, corner.y + block.size.height)
    }
    if let block = layout.block(.bottom) {
      let shift = LegendLayout.start(block, area.width, along: \.width)
      placed += block.moved(
        to: Point((inner == nil ? area.x : left) + shift, bottom + block.offset))
      bottom += block.offset + block.size.height
    }
    placed += layout.inside(area)
    if inner == nil {
      right = max(right, placed.map { $0.1.x + $0.0.size.width }.max() ?? 0)
    }
    let width =
      inner.map { $0 + padding.left + padding.right } ?? max(
        right, padding.left + max(head.title.width, head.subtitle.width)) + padding.right
    let footLayout = FootLayout(plan: plan.foot, text: text)
    let foot = footLayout.items(
      x: padding.left, top: bottom, width: width - padding.left - padding.right)
    bottom += footLayout.height(width: width - padding.left - padding.right) + padding.bottom
    let headItems = headItems(head, top: headTop, width: width, plot: view.area.moved(by: origin))
    return ChartFrame(
      size: Size(width, bottom), view: view, origin: origin, legends: placed, head: headItems,
      foot: foot)
  }

  private func headItems(
    _ head: HeadBlocks, top: Double, width: Double, plot: Rect
  ) -> [SceneItem] {
    let padding = plan.sizing.padding
    let frame =
      plan.head.isFramedByPlot
      ? plot : Rect(padding.left, 0, width - padding.left - padding.right, 0)
    let (x, side): (Double, SceneText.Anchor) =
      switch plan.head.anchor {
      case .start: (frame.x, .start)
      case .middle: (frame.midX, .middle)
      case .end: (frame.maxX, .end)
      }
    let anchor = plan.head.align?.anchor ?? side
    var items: [SceneItem] = []
    var y = top + plan.head.dy
    if !head.title.isEmpty {
      let lines = head.title.items(
        x: x + plan.head.dx, first: y + head.title.look.style.size, anchor: anchor)
      items.append(.group(SceneGroup(.part("title"), items: lines)))
      y += head.title.look.style.size + head.title.baselineSpan + plan.head.subtitlePadding
    }
    if !head.subtitle.isEmpty {
      let lines = head.subtitle.items(
        x: x + plan.head.dx, first: y + head.subtitle.look.style.size, anchor: anchor)
      items.append(.group(SceneGroup(.part("subtitle"), items: lines)))
    }
    return items
  }
}

/// Notes and sources under a chart, flush left.
struct FootLayout {
  let plan: [FootPlan]
  let text: TextEngine
  /// From the lowest guide to the first baseline, in sizes of the type.
  private let lead = 2.3

  /// The room that the foot takes.
  func height(width: Double) -> Double {
    guard let first = plan.first else { return 0 }
    let lines = plan.map {
      TextBlock([$0.text], look: $0.look, width: width, text: text).lines.count
    }
    return first.look.style.size * lead
      + Double(lines.reduce(0, +) - 1) * first.look.lineHeight + 3
  }

  /// The lines as scene items.
  func items(x: Double, top: Double, width: Double) -> [SceneItem] {
    guard let first = plan.first else { return [] }
    var baseline = top + first.look.style.size * lead
    return plan.map { paragraph in
      let block = TextBlock([paragraph.text], look: paragraph.look, width: width, text: text)
      defer { baseline += block.baselineSpan + paragraph.look.lineHeight }
      return .group(
        SceneGroup(
          .part(paragraph.role), items: block.items(x: x, first: baseline, anchor: .start)))
    }
  }
}

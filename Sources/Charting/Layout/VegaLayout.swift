import Canvas

/// Lays a chart out in Vega's look: in whole pixels, groups inside groups, each with its legends
/// and its title around it.
///
/// Where a total size is given, the plot gets what the guides leave that were measured at the size
/// asked for, and is laid out once more.
struct VegaLayout {
  let plan: ChartPlan
  let spacing: TickSpacing
  let text: TextEngine

  /// A group that has been laid out.
  struct Part {
    var frame: ViewFrame
    var group: VegaGroup
    /// Everything, with the line around it: its room as the cell of a grid.
    var room: Rect
    /// The label of the cell, if it has one of its own.
    var label: LabelBox?
  }

  func layOut() -> ChartFrame {
    var plots = ViewLayout(plan: plan, spacing: spacing, text: text)
    var whole = whole(plots)
    let size = size(whole)
    let asked = VegaSizing(plan.sizing, size, around: whole.surroundings.bounds)
    if asked.plot != size {
      if asked.plot.width != size.width { plots.plotWidth = asked.plot.width }
      if asked.plot.height != size.height { plots.plotHeight = asked.plot.height }
      whole = self.whole(plots)
    }
    return frame(whole, asked)
  }

  /// The size of a plot, or that which all plots of a single column or row have in common.
  private func size(_ whole: Whole) -> Size {
    guard case .grid(let grid) = plan.root, grid.sharedAxes.isEmpty else { return whole.group.size }
    let sizes = whole.frame.plots.map(\.0.space.size)
    let isAlike = (Set(sizes.map(\.width)).count == 1, Set(sizes.map(\.height)).count == 1)
    guard let first = sizes.first else { return whole.group.size }
    return Size(
      grid.columnCount == 1 && isAlike.0 ? first.width : 0,
      grid.rowCount == 1 && isAlike.1 ? first.height : 0)
  }

  private typealias Whole = (frame: ViewFrame, group: VegaGroup, surroundings: VegaSurroundings)

  private func whole(_ plots: ViewLayout) -> Whole {
    let part = part(plan.root, plots)
    let surroundings = VegaSurroundings(
      part.group, legends: legends(plan.legends, beside: part), title: title(plan.head),
      isFitted: plan.sizing.autosize.isFitted)
    return (part.frame, part.group, surroundings)
  }

  private func frame(_ whole: Whole, _ size: VegaSizing) -> ChartFrame {
    let padding = plan.sizing.padding
    let origin = Point(padding.left + size.corner.x, padding.top + size.corner.y)
    let width = size.total.width + padding.left + padding.right
    var height = size.total.height + padding.top + padding.bottom
    let foot = FootLayout(plan: plan.foot, text: text)
    let inner = width - padding.left - padding.right
    let items = foot.items(x: padding.left, top: height - padding.bottom, width: inner)
    height += foot.height(width: inner)
    var title = whole.surroundings.title
    title?.move(by: origin)
    return ChartFrame(
      size: Size(width, height), view: whole.frame, origin: origin,
      legends: whole.surroundings.legends.map { ($0.0, $0.1 + origin) }, head: title?.items ?? [],
      foot: items)
  }

  // MARK: Groups

  private func part(_ view: ViewPlan, _ plots: ViewLayout) -> Part {
    switch view {
    case .plot(let plan): return part(plots.plotFrame(plan))
    case .grid(let plan):
      let cells = plan.cells.map { cell in
        var part = part(cell.view, plots)
        if let header = cell.header { part.label(title(header, isFramedByPlot: true)) }
        return part
      }
      return VegaFacets(plan, cells, text: text, spacing: spacing).part
    case .framed(let framed):
      var inner = plots
      inner.plan.legends += framed.legends
      let part = part(framed.view, inner)
      let surroundings = VegaSurroundings(
        part.group, legends: legends(framed.legends, beside: part), title: title(framed.head))
      let frame = FramedFrame(
        view: part.frame, head: framed.head, legends: surroundings.legends,
        title: surroundings.title?.items ?? [], bounds: surroundings.bounds)
      var group = part.group
      group.inside = surroundings.bounds
      return Part(
        frame: .framed(frame), group: group,
        room: surroundings.bounds.expanded(by: part.group.line))
    }
  }

  private func part(_ plot: PlotFrame) -> Part {
    func union(_ boxes: [Rect?]) -> Rect { Rect(uniting: [plot.area] + boxes) ?? plot.area }
    let look = plot.plan.background
    // Series are groups of their own, from which legends keep clear.
    let series = zip(plot.plan.marks, plot.marks).filter { !$0.series.isEmpty && !$1.isClipped }
      .filter { $0.0.type.isSeries }.map(\.1.room)
    let group = VegaGroup(
      size: plot.space.size,
      beside: union(plot.axes.filter { !$0.plan.isHorizontal }.map(\.room) + series),
      over: union(plot.axes.filter(\.plan.isHorizontal).map(\.room) + series),
      inside: union(plot.marks.filter { !$0.isClipped }.map(\.room) + plot.direct.map(\.room)),
      line: look.stroke == nil ? 0 : look.strokeWidth)
    return Part(frame: .plot(plot), group: group, room: group.all.expanded(by: group.line))
  }

  // MARK: What stands around

  private func legends(_ plans: [LegendPlan], beside part: Part) -> [LegendGuide] {
    let first = part.frame.plots.first?.0.space
    return plans.filter { $0.direct == nil }.map {
      LegendGuide(
        $0, scales: first?.scales ?? [:], width: max(200, part.group.all.width),
        plot: first?.size ?? .zero, text: text)
    }
  }

  private func title(_ head: HeadPlan) -> VegaTitle? { VegaTitle(head, text: text) }

  private func title(_ header: HeaderLabel, isFramedByPlot: Bool) -> VegaTitle {
    VegaTitle(header, isFramedByPlot: isFramedByPlot, text: text)
  }
}

extension VegaLayout.Part {
  /// Puts the label of a cell beside it.
  fileprivate mutating func label(_ title: VegaTitle) {
    let surroundings = VegaSurroundings(group, legends: [], title: title)
    group.inside = surroundings.bounds
    room = surroundings.bounds.expanded(by: group.line)
    label = surroundings.title?.title
  }
}

extension VegaTitle {
  /// The title of a chart or of a view; nil if there is none.
  init?(_ head: HeadPlan, text engine: TextEngine) {
    func box(_ lines: [String], _ look: TextLook) -> LabelBox? {
      guard lines.contains(where: { !$0.isEmpty }) else { return nil }
      return LabelBox(
        engine.limited(lines.joined(separator: "\n"), look, to: look.limit), at: .zero, look: look,
        align: head.align ?? head.anchor.align, baseline: head.baseline, angle: head.angle,
        offset: Point(head.dx, head.dy), text: engine)
    }
    let title = box(head.title, head.titleLook), subtitle = box(head.subtitle, head.subtitleLook)
    guard title != nil || subtitle != nil else { return nil }
    self.init(
      orient: head.orient, anchor: head.anchor, isFramedByPlot: head.isFramedByPlot,
      offset: head.offset, padding: head.subtitlePadding, title: title, subtitle: subtitle)
  }

  /// The label of a facet, or the title over all labels.
  init(_ header: HeaderLabel, isFramedByPlot: Bool, text engine: TextEngine) {
    let text = engine.limited(header.text, header.look, to: header.look.limit)
    self.init(
      orient: header.orient, anchor: header.anchor, isFramedByPlot: isFramedByPlot,
      offset: header.padding,
      title: LabelBox(
        text, at: .zero, look: header.look, align: header.align, baseline: header.baseline,
        angle: header.angle, text: engine))
  }

  /// The lines as scene items.
  var items: [SceneItem] {
    func group(_ name: String, _ box: LabelBox?) -> SceneItem? {
      guard let box else { return nil }
      return .group(SceneGroup(.part(name), items: box.items().map { .text($0) }))
    }
    return [group("title", title), group("subtitle", subtitle)].compactMap { $0 }
  }
}

/// How large a chart in Vega's look and its plot become.
struct VegaSizing {
  /// The plot's size.
  var plot: Size
  /// The size of the whole, without padding.
  var total: Size
  /// Where the plot's corner stands in it.
  var corner: Point

  /// From the plot at the size asked for and the room of everything around it.
  init(_ plan: SizingPlan, _ size: Size, around bounds: Rect) {
    let left = max(0, (-bounds.x).rounded(.up)), top = max(0, (-bounds.y).rounded(.up))
    let right = max(0, (bounds.maxX - size.width).rounded(.up))
    let bottom = max(0, (bounds.maxY - size.height).rounded(.up))
    let autosize = plan.autosize, padding = plan.padding
    (plot, corner) = (size, Point(left, top))
    total = Size(left + size.width + right, top + size.height + bottom)
    var asked = size
    if autosize.containsPadding {
      asked.width -= padding.left + padding.right
      asked.height -= padding.top + padding.bottom
    }
    switch autosize.type {
    case .pad: break
    case .none: (plot, total, corner) = (asked, asked, .zero)
    case .fit, .fitX, .fitY:
      if autosize.type != .fitY {
        plot.width = max(0, asked.width - left - right)
        total.width = asked.width
      }
      if autosize.type != .fitX {
        plot.height = max(0, asked.height - top - bottom)
        total.height = asked.height
      }
    }
  }
}

import Canvas

/// A view that has been laid out: a plot, or plots in rows and columns.
indirect enum ViewFrame {
  case plot(PlotFrame)
  case grid(GridFrame)
  case framed(FramedFrame)

  /// The smallest rectangle around everything, the origin at the (first) plot's corner.
  var bounds: Rect {
    switch self {
    case .plot(let plot): plot.bounds
    case .grid(let grid): grid.bounds
    case .framed(let framed): framed.bounds
    }
  }

  /// The rectangle of the plot areas alone.
  var area: Rect {
    switch self {
    case .plot(let plot): plot.area
    case .grid(let grid): grid.area
    case .framed(let framed): framed.view.area
    }
  }

  /// The items, in the view's own coordinates.
  var items: [SceneItem] {
    switch self {
    case .plot(let plot): plot.items
    case .grid(let grid): grid.items
    case .framed(let framed): framed.items
    }
  }

  /// The headers of all grids.
  var headers: [GridFrame.Header] {
    switch self {
    case .plot: []
    case .grid(let grid): grid.headers + grid.cells.flatMap(\.frame.headers)
    case .framed(let framed): framed.view.headers
    }
  }

  /// The shared axes of all grids with the origins of the plots along which they stand.
  var sharedAxes: [(AxisGuide, Point)] {
    switch self {
    case .plot: []
    case .grid(let grid):
      grid.axes
        + grid.cells.flatMap { cell in
          cell.frame.sharedAxes.map { ($0.0, $0.1 + cell.origin) }
        }
    case .framed(let framed): framed.view.sharedAxes
    }
  }

  /// The plot, if the view is a single one.
  var plot: PlotFrame? {
    switch self {
    case .plot(let plot): plot
    case .framed(let framed): framed.view.plot
    case .grid: nil
    }
  }

  /// The views inside that have a title or legends of their own.
  var frames: [FramedFrame] {
    switch self {
    case .plot: []
    case .grid(let grid): grid.cells.flatMap(\.frame.frames)
    case .framed(let framed): [framed] + framed.view.frames
    }
  }

  /// All plots with their origins.
  var plots: [(PlotFrame, Point)] {
    switch self {
    case .plot(let plot): [(plot, .zero)]
    case .grid(let grid):
      grid.cells.flatMap { cell in
        cell.frame.plots.map { ($0.0, $0.1 + cell.origin) }
      }
    case .framed(let framed): framed.view.plots
    }
  }
}

/// A view with a title and legends of its own around it.
struct FramedFrame {
  var view: ViewFrame
  var head: HeadPlan
  /// Legends with their places, the origin at the (first) plot's corner.
  var legends: [(LegendGuide, Point)]
  var title: [SceneItem]
  var bounds: Rect

  /// A view with what stands around it, in its own coordinates.
  init(
    view: ViewFrame, head: HeadPlan, legends: [(LegendGuide, Point)], title: [SceneItem],
    bounds: Rect
  ) {
    (self.view, self.head, self.legends) = (view, head, legends)
    (self.title, self.bounds) = (title, bounds)
  }

  /// The view as a chart of its own has been laid out.
  init(_ frame: ChartFrame, head: HeadPlan) {
    view = frame.view
    self.head = head
    let shift = Point(-frame.origin.x, -frame.origin.y)
    legends = frame.legends.map { ($0.0, $0.1 + shift) }
    title =
      frame.head.isEmpty
      ? []
      : [
        .group(
          SceneGroup(
            .part("head"), transform: .translation(shift.x, shift.y), items: frame.head))
      ]
    bounds = Rect(shift.x, shift.y, frame.size.width, frame.size.height)
  }

  var items: [SceneItem] {
    title
      + legends.map { legend, origin in
        .group(
          SceneGroup(
            .part("legend"), transform: .translation(origin.x, origin.y), items: legend.items))
      } + view.items
  }
}

/// Plots in rows and columns with their headers and shared axes.
struct GridFrame {
  struct Cell {
    var origin: Point
    var frame: ViewFrame
  }

  /// A label of cells, or the title over all of them.
  struct Header {
    var role: String
    /// The text in full.
    var text: String
    var box: LabelBox
  }

  var cells: [Cell]
  var headers: [Header]
  /// Shared axes with the origin of the plot along which they stand.
  var axes: [(AxisGuide, Point)]

  var area: Rect {
    cells.map { $0.frame.area.moved(by: $0.origin) }.reduce(nil) { $0?.union($1) ?? $1 }
      ?? Rect(0, 0, 0, 0)
  }

  var bounds: Rect {
    var result = area
    for cell in cells { result = result.union(cell.frame.bounds.moved(by: cell.origin)) }
    for header in headers { if let box = header.box.bounds { result = result.union(box) } }
    for (axis, origin) in axes {
      if let box = axis.bounds { result = result.union(box.moved(by: origin)) }
    }
    return result
  }

  var items: [SceneItem] {
    var items: [SceneItem] = headers.map { header in
      .group(SceneGroup(.part("header"), items: header.box.items().map { .text($0) }))
    }
    for cell in cells { items.append(group(cell.frame.items, at: cell.origin, "cell")) }
    for (axis, origin) in axes {
      if let item = axis.item { items.append(group([item], at: origin, "axes")) }
    }
    return items
  }

  private func group(_ items: [SceneItem], at origin: Point, _ name: String) -> SceneItem {
    .group(
      SceneGroup(
        .part(name), transform: .translation(origin.x, origin.y), items: items))
  }
}

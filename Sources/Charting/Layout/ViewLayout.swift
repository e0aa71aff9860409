import Canvas

/// Lays views out: plots of asked sizes with their guides, and grids of them.
struct ViewLayout {
  var plan: ChartPlan
  let spacing: TickSpacing
  let text: TextEngine
  /// The size of every flexible plot; nil keeps what the plans ask.
  var plotWidth: Double?
  var plotHeight: Double?

  func frame(_ view: ViewPlan) -> ViewFrame {
    switch view {
    case .plot(let plot): .plot(plotFrame(plot))
    case .grid(let grid): .grid(frame(grid))
    case .framed(let framed): .framed(frame(framed))
    }
  }

  /// A view inside the chart is laid out like a chart of its own.
  private func frame(_ framed: FramedPlan) -> FramedFrame {
    var inner = self
    inner.plan.legends += framed.legends
    let view = inner.frame(framed.view)
    let chart = ChartLayout(plan: plan.part(framed), text: text, spacing: spacing)
    return FramedFrame(chart.surrounding(view), head: framed.head)
  }

  // MARK: Plots

  func plotFrame(_ plot: PlotPlan) -> PlotFrame {
    let size = Size(
      plotWidth ?? extent(plot.width, plot.x), plotHeight ?? extent(plot.height, plot.y))
    let space = PlotSpace(size: size, plans: plan.scales)
    let axes = plot.axes.map { AxisGuide($0, in: space, text: text, spacing: spacing) }
    let marks = plot.marks.map { drawMark($0, in: space, text: text) }
    var frame = PlotFrame(plan: plot, space: space, axes: axes, marks: marks, direct: [])
    frame.direct = DirectLabels.place(plan.legends, in: frame, text: text)
    LabelPlacement.place(&frame)
    return frame
  }

  /// The length of a side that nothing else decides.
  func extent(_ extent: ExtentPlan, _ key: ScaleKey?) -> Double {
    switch extent {
    case .fixed(let points): return points
    case .step(let step):
      guard let key, let scale = plan.scales[key], case .discrete(let values) = scale.domain else {
        return step
      }
      let bands = BandScale.space(
        count: Double(values.count), paddingInner: scale.paddingInner,
        paddingOuter: scale.paddingOuter)
      return step * bands
    }
  }

  // MARK: Grids

  private func frame(_ grid: GridPlan) -> GridFrame {
    let frames = grid.cells.map { frame($0.view) }
    let guides = sharedGuides(grid, frames)
    var columns = tracks(grid, frames, count: grid.columnCount, along: \.column, Track.column)
    var rows = tracks(grid, frames, count: grid.rowCount, along: \.row, Track.row)
    // In Vega's look cells stand as close as their marks allow, whatever labels shared axes have.
    if !grid.isVegas {
      for guide in guides { makeRoom(for: guide, grid, &columns, &rows) }
    }
    let labels = grid.cells.map { cell in
      cell.header.map { label($0, at: .zero, baseline: .bottom) }
    }
    for (cell, label) in zip(grid.cells, labels) {
      guard let label, let header = cell.header else { continue }
      rows[cell.row].before = max(rows[cell.row].before, label.height + header.padding)
    }
    for (index, header) in grid.rowHeaders.enumerated()
    where header.angle == 0 && index < rows.count && !grid.isVegas {
      let height = label(header, at: .zero, baseline: .bottom).height
      rows[index].before = max(rows[index].before, height + header.padding)
    }
    if grid.columnAlign == .all { equalize(&columns) }
    if grid.rowAlign == .all { equalize(&rows) }
    let xs = origins(columns, spacing: grid.columnSpacing)
    let ys = origins(rows, spacing: grid.rowSpacing)
    var result = GridFrame(cells: [], headers: [], axes: [])
    for (cell, frame) in zip(grid.cells, frames) {
      var origin = Point(xs[cell.column], ys[cell.row])
      if grid.isColumnCentered {
        origin.x += (columns[cell.column].size - frame.area.width) / 2
      }
      if grid.isRowCentered { origin.y += (rows[cell.row].size - frame.area.height) / 2 }
      let area = Point(-frame.area.x, -frame.area.y)
      result.cells.append(.init(origin: origin + area, frame: frame))
    }
    if grid.columnAlign == .none { closeUp(grid, &result, isRow: true) }
    if grid.rowAlign == .none { closeUp(grid, &result, isRow: false) }
    addCellHeaders(grid, &result)
    for guide in guides {
      var origin = result.cells[guide.cell].origin
      // The outer cells of a row or column may be missing: its axes stand at the edge all the same.
      if !grid.isWrapped {
        let orient = guide.axis.plan.orient
        if orient == .bottom { origin.y = ys.last ?? origin.y }
        if orient == .top { origin.y = ys.first ?? origin.y }
        if orient == .left { origin.x = xs.first ?? origin.x }
        if orient == .right { origin.x = xs.last ?? origin.x }
      }
      result.axes.append((guide.axis, origin))
    }
    addHeaders(grid, xs, ys, columns, rows, &result)
    return result
  }

  /// The room of one row or column: the plot area, and what stands before and after it.
  private struct Track {
    var size = 0.0
    var before = 0.0
    var after = 0.0

    static func column(_ frame: ViewFrame, isFlush: Bool) -> Track {
      let area = frame.area, bounds = isFlush ? area : frame.bounds
      return Track(size: area.width, before: area.x - bounds.x, after: bounds.maxX - area.maxX)
    }

    static func row(_ frame: ViewFrame, isFlush: Bool) -> Track {
      let area = frame.area, bounds = isFlush ? area : frame.bounds
      return Track(size: area.height, before: area.y - bounds.y, after: bounds.maxY - area.maxY)
    }

    mutating func cover(_ other: Track) {
      size = max(size, other.size)
      before = max(before, other.before)
      after = max(after, other.after)
    }
  }

  private func tracks(
    _ grid: GridPlan, _ frames: [ViewFrame], count: Int, along: KeyPath<GridPlan.Cell, Int>,
    _ measure: (ViewFrame, Bool) -> Track
  ) -> [Track] {
    var tracks = [Track](repeating: Track(), count: count)
    for (cell, frame) in zip(grid.cells, frames) {
      var track = measure(frame, grid.isFlush)
      if grid.isVegas {
        (track.before, track.after) = (track.before.rounded(.up), track.after.rounded(.up))
      }
      tracks[cell[keyPath: along]].cover(track)
    }
    return tracks
  }

  private func equalize(_ tracks: inout [Track]) {
    let largest = tracks.reduce(into: Track()) { $0.cover($1) }
    tracks = tracks.map { _ in largest }
  }

  /// Moves the cells of each row (or column) up to each other.
  private func closeUp(_ grid: GridPlan, _ result: inout GridFrame, isRow: Bool) {
    var ends: [Int: Double] = [:]
    for (index, cell) in grid.cells.enumerated() {
      let line = isRow ? cell.row : cell.column
      let frame = result.cells[index].frame
      let track = (isRow ? Track.column : Track.row)(frame, grid.isFlush)
      let spacing = isRow ? grid.columnSpacing : grid.rowSpacing
      let start = ends[line].map { $0 + spacing + track.before } ?? 0
      if isRow {
        result.cells[index].origin.x = start - frame.area.x
      } else {
        result.cells[index].origin.y = start - frame.area.y
      }
      ends[line] = start + track.size + track.after
    }
  }

  private func origins(_ tracks: [Track], spacing: Double) -> [Double] {
    var origins: [Double] = []
    var end = 0.0
    for (index, track) in tracks.enumerated() {
      let start = index == 0 ? 0 : end + spacing + track.before
      origins.append(start)
      end = start + track.size + track.after
    }
    return origins
  }

  private func label(
    _ header: HeaderLabel, at point: Point, baseline: VerticalAlign
  ) -> LabelBox {
    let align: HorizontalAlign =
      switch header.anchor {
      case .start: .left
      case .middle: .center
      case .end: .right
      }
    return LabelBox(
      header.text, at: point, look: header.look, align: align, baseline: baseline,
      angle: header.angle, text: text)
  }

  private func addCellHeaders(_ grid: GridPlan, _ result: inout GridFrame) {
    for (cell, placed) in zip(grid.cells, result.cells) {
      guard let header = cell.header else { continue }
      if header.orient != .top {
        let around = placed.frame.bounds.moved(by: placed.origin)
        place(
          header, beside: placed.frame.area.size, at: placed.origin, around: around, &result,
          as: "title")
        continue
      }
      let top = placed.frame.bounds.y
      let x = along(header.anchor, placed.frame.area.width)
      let box = label(
        header, at: placed.origin + Point(x, min(0, top) - header.padding), baseline: .bottom)
      result.headers.append(.init(role: "title", text: header.text, box: box))
    }
  }

  private func along(_ anchor: TitleAnchor, _ length: Double) -> Double {
    switch anchor {
    case .start: 0
    case .middle: length / 2
    case .end: length
    }
  }

  /// A shared axis at the cell beside which it stands.
  private struct SharedGuide {
    var axis: AxisGuide
    var cell: Int
  }

  /// Shared axes stand once: under (or over) each column, left (or right) of each row.
  private func sharedGuides(_ grid: GridPlan, _ frames: [ViewFrame]) -> [SharedGuide] {
    var guides: [SharedGuide] = []
    for axis in grid.sharedAxes {
      let isLast = axis.orient == .bottom || axis.orient == .right
      for index in 0..<(axis.isHorizontal ? grid.columnCount : grid.rowCount) {
        let line = grid.cells.indices.filter { cell in
          (axis.isHorizontal ? grid.cells[cell].column : grid.cells[cell].row) == index
        }
        guard let cell = isLast ? line.last : line.first, let plot = frames[cell].plot else {
          continue
        }
        // One title is enough: over the first row, under the last column.
        var own = axis
        let titled = axis.isHorizontal ? grid.columnCount - 1 : 0
        if index != titled, !grid.isVegas { own.title = "" }
        var guide = AxisGuide(own, in: plot.space, text: text, spacing: spacing)
        if !axis.isHorizontal { guide.title?.anchor.y -= headerHeight(grid, cell) }
        guides.append(SharedGuide(axis: guide, cell: cell))
      }
    }
    return guides
  }

  /// The height of an upright header over a cell: the title of an axis stands above it.
  private func headerHeight(_ grid: GridPlan, _ cell: Int) -> Double {
    let row = grid.cells[cell].row
    let ofRow = row < grid.rowHeaders.count ? grid.rowHeaders[row] : nil
    guard let header = grid.cells[cell].header ?? ofRow, header.angle == 0, !grid.isVegas
    else { return 0 }
    return label(header, at: .zero, baseline: .bottom).height + header.padding
  }

  /// Labels of a shared axis that stand out along its plot must not meet those of the next plot.
  private func makeRoom(
    for guide: SharedGuide, _ grid: GridPlan, _ columns: inout [Track], _ rows: inout [Track]
  ) {
    guard let box = guide.axis.bounds else { return }
    let cell = grid.cells[guide.cell]
    func widen(_ track: inout Track, _ start: Double, _ end: Double, _ length: Double) {
      track.before = max(track.before, -start)
      track.after = max(track.after, end - length)
    }
    if guide.axis.plan.isHorizontal {
      widen(&columns[cell.column], box.x, box.maxX, guide.axis.size.width)
      // Where cells are wrapped, an axis may stand in any row.
      if cell.row < rows.count - 1 {
        widen(&rows[cell.row], box.y, box.maxY, guide.axis.size.height)
      }
    } else {
      widen(&rows[cell.row], box.y, box.maxY, guide.axis.size.height)
    }
  }

  private func addHeaders(
    _ grid: GridPlan, _ xs: [Double], _ ys: [Double], _ columns: [Track], _ rows: [Track],
    _ result: inout GridFrame
  ) {
    let beside = result.bounds
    let widest = grid.rowHeaders.map { label($0, at: .zero, baseline: .middle).width }.max() ?? 0
    for (index, header) in grid.rowHeaders.enumerated() where index < ys.count {
      if header.orient == .right {
        let size = Size(result.area.width, rows[index].size)
        place(header, beside: size, at: Point(0, ys[index]), around: beside, &result)
        continue
      }
      let box =
        grid.isVegas && header.angle == 0
        ? uprightHeader(header, ys[index], rows[index].size, beside, widest)
        : rowHeader(header, ys[index], rows[index].size, beside)
      result.headers.append(.init(role: "header", text: header.text, box: box))
    }
    let outer = result.bounds
    for (index, header) in grid.columnHeaders.enumerated() where index < xs.count {
      if header.orient == .bottom {
        let size = Size(columns[index].size, result.area.height)
        place(header, beside: size, at: Point(xs[index], 0), around: outer, &result)
        continue
      }
      let x = xs[index] + along(header.anchor, columns[index].size)
      let box = label(header, at: Point(x, outer.y - header.padding), baseline: .bottom)
      result.headers.append(.init(role: "header", text: header.text, box: box))
    }
    let inner = result.bounds
    for title in [grid.rowTitle, grid.columnTitle].compactMap({ $0 }) where title.isAcross {
      place(title, beside: result.area.size, at: .zero, around: inner, &result, as: "facet-title")
    }
    if let title = grid.columnTitle, !title.isAcross {
      let x = result.area.x + along(title.anchor, result.area.width)
      let box = label(title, at: Point(x, inner.y - title.padding), baseline: .bottom)
      result.headers.append(.init(role: "facet-title", text: title.text, box: box))
    }
    if let title = grid.rowTitle, !title.isAcross {
      let middle = Point(inner.x - title.padding, result.area.midY)
      result.headers.append(
        .init(
          role: "facet-title", text: title.text,
          box: label(title, at: middle, baseline: .bottom)))
    }
  }

  /// Places a label or a title at a side that is asked for.
  private func place(
    _ header: HeaderLabel, beside size: Size, at origin: Point, around bounds: Rect,
    _ result: inout GridFrame, as role: String = "header"
  ) {
    var title = VegaTitle(header, isFramedByPlot: true, text: text)
    title.place(beside: size, bounds.moved(by: Point(-origin.x, -origin.y)))
    title.move(by: origin)
    if let box = title.title {
      result.headers.append(.init(role: role, text: header.text, box: box))
    }
  }

  /// A row's label left of the row: its text ends there, or starts where the widest one starts.
  private func uprightHeader(
    _ header: HeaderLabel, _ top: Double, _ height: Double, _ outer: Rect, _ widest: Double
  ) -> LabelBox {
    let right = outer.x - header.padding
    let x =
      switch header.align {
      case .left: right - widest
      case .center: right - widest / 2
      case .right: right
      }
    var look = header
    look.anchor = .middle
    var box = label(look, at: Point(x, top + height / 2), baseline: .middle)
    box.align = header.align
    return box
  }

  /// A row's label: turned along its left side, or upright over its panel.
  private func rowHeader(
    _ header: HeaderLabel, _ top: Double, _ height: Double, _ outer: Rect
  ) -> LabelBox {
    if header.angle == 0 {
      return label(header, at: Point(0, top - header.padding), baseline: .bottom)
    }
    return label(
      header, at: Point(outer.x - header.padding, top + height / 2), baseline: .bottom)
  }
}

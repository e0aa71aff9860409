import Canvas

/// Cells in rows and columns with their shared axes, their labels and the titles over all of them,
/// as Vega places them.
struct VegaFacets {
  let plan: GridPlan
  let cells: [VegaLayout.Part]
  let text: TextEngine
  let spacing: TickSpacing
  /// Where the plots' corners stand.
  private let origins: [Point]

  init(_ plan: GridPlan, _ cells: [VegaLayout.Part], text: TextEngine, spacing: TickSpacing) {
    (self.plan, self.cells, self.text, self.spacing) = (plan, cells, text, spacing)
    let rooms = cells.map { part in
      plan.isFlush ? Rect(0, 0, part.group.size.width, part.group.size.height) : part.room
    }
    let grid = zip(plan.cells, rooms).map {
      VegaGrid.Cell(row: $0.row, column: $0.column, room: $1)
    }
    let columns = VegaGrid.Rule(
      spacing: plan.columnSpacing, align: plan.columnAlign, isCentered: plan.isColumnCentered)
    let rows = VegaGrid.Rule(
      spacing: plan.rowSpacing, align: plan.rowAlign, isCentered: plan.isRowCentered)
    origins = VegaGrid(cells: grid, columns: columns, rows: rows).origins
  }

  /// The grid as a group.
  var part: VegaLayout.Part {
    var frame = GridFrame(
      cells: zip(origins, cells).map { .init(origin: $0, frame: $1.frame) }, headers: [], axes: [])
    for (index, origin) in origins.enumerated() {
      guard let box = cells[index].label, let header = plan.cells[index].header else { continue }
      frame.headers.append(.init(role: "title", text: header.text, box: box.moved(by: origin)))
    }
    var all = Rect(uniting: zip(origins, cells).map { $1.room.moved(by: $0) }) ?? Rect(0, 0, 0, 0)
    let grid = all
    var edges: [Orient: Double] = [:]
    for side in [Orient.left, .top, .right, .bottom] {
      let placed = place(side, &frame)
      edges[side] = placed.edge
      if let room = placed.room { all = all.union(room) }
    }
    for title in [plan.rowTitle, plan.columnTitle].compactMap({ $0 }) {
      let box = placed(title, grid, edge: edges[title.orient] ?? 0)
      if let room = box.room { all = all.union(room) }
      frame.headers.append(.init(role: "facet-title", text: title.text, box: box))
    }
    all = all.union(Rect(0, 0, 0, 0))
    let group = VegaGroup(size: .zero, beside: all, over: all, inside: all)
    return VegaLayout.Part(frame: .grid(frame), group: group, room: all)
  }

  // MARK: Sides

  /// Labels and shared axes at one side of each row or column, and how far they reach.
  private func place(
    _ side: Orient, _ frame: inout GridFrame
  ) -> (edge: Double, room: Rect?) {
    let start = margin(side)
    let labels = (side == .left || side == .right ? plan.rowHeaders : plan.columnHeaders)
    let axes = plan.sharedAxes.filter { $0.orient == side }
    let count = side == .left || side == .right ? plan.rowCount : plan.columnCount
    var rooms: [Rect] = []
    for line in 0..<count {
      guard let cell = cell(at: side, of: line) else { continue }
      let label = line < labels.count && labels[line].orient == side ? labels[line] : nil
      guard label != nil || !axes.isEmpty else { continue }
      let corner =
        side == .left || side == .right
        ? Point(start, along(cell, \.y, \.height)) : Point(along(cell, \.x, \.width), start)
      rooms.append(place(side, axes, label, cell, corner, &frame))
    }
    guard let room = Rect(uniting: rooms) else { return (start, nil) }
    switch side {
    case .left: return (min(start, room.x.rounded(.down)), room)
    case .top: return (min(start, room.y.rounded(.down)), room)
    case .right: return (max(start, room.maxX.rounded(.up)), room)
    case .bottom: return (max(start, room.maxY.rounded(.up)), room)
    }
  }

  /// How far the outer cells reach out at a side.
  private func margin(_ side: Orient) -> Double {
    var margin = 0.0
    for index in plan.cells.indices {
      let cell = plan.cells[index], part = cells[index], origin = origins[index]
      let size = part.group.size
      let room = (plan.isFlush ? Rect(0, 0, size.width, size.height) : part.room).moved(by: origin)
      switch side {
      case .left where cell.column == 0: margin = min(margin, room.x.rounded(.down))
      case .top where cell.row == 0: margin = min(margin, room.y.rounded(.down))
      case .right where cell.column == plan.columnCount - 1:
        margin = max(margin, room.maxX.rounded(.up))
      case .bottom where cell.row == plan.rowCount - 1:
        margin = max(margin, room.maxY.rounded(.up))
      default: break
      }
    }
    return margin
  }

  /// The cell beside which the guides of a row or column stand: the last one at that side.
  private func cell(at side: Orient, of line: Int) -> Int? {
    let isRow = side == .left || side == .right
    let own = plan.cells.indices.filter {
      (isRow ? plan.cells[$0].row : plan.cells[$0].column) == line
    }
    return side == .left || side == .top ? own.first : own.last
  }

  /// Where the guides of a row or column start along it: at the plot, or at the middle of a cell
  /// that is no plot.
  private func along(
    _ cell: Int, _ axis: KeyPath<Point, Double>, _ length: KeyPath<Size, Double>
  ) -> Double {
    let origin = origins[cell]
    guard cells[cell].frame.plot == nil else { return origin[keyPath: axis] }
    let room = cells[cell].room.moved(by: origin)
    return (room.origin[keyPath: axis] + room.size[keyPath: length] / 2).rounded()
  }

  private func place(
    _ side: Orient, _ axes: [AxisPlan], _ label: HeaderLabel?, _ cell: Int, _ corner: Point,
    _ frame: inout GridFrame
  ) -> Rect {
    let isRow = side == .left || side == .right
    let plot = cells[cell].frame.plot
    let size = plot?.space.size ?? .zero
    let own = isRow ? Size(0, size.height) : Size(size.width, 0)
    // Axes at the far sides count from the plot's end, which is the group's start here.
    let shift = Point(side == .right ? -size.width : 0, side == .bottom ? -size.height : 0)
    var room = Rect(0, 0, own.width, own.height)
    if let plot {
      for axis in axes {
        let guide = AxisGuide(axis, in: plot.space, text: text, spacing: spacing)
        room = room.union(guide.room.moved(by: shift))
        frame.axes.append((guide, corner + shift))
      }
    }
    if let label {
      var title = VegaTitle(label, isFramedByPlot: true, text: text)
      title.place(beside: own, room)
      if let box = title.room { room = room.union(box) }
      title.move(by: corner)
      if let box = title.title {
        frame.headers.append(.init(role: "header", text: label.text, box: box))
      }
    }
    return room.moved(by: corner)
  }

  // MARK: Titles

  /// The title over all labels, beyond them, at its place along the grid.
  private func placed(_ header: HeaderLabel, _ grid: Rect, edge: Double) -> LabelBox {
    var title = VegaTitle(header, isFramedByPlot: false, text: text)
    title.place(beside: .zero, Rect(0, 0, 0, 0))
    // From the labels to the title there are ten pixels more.
    let gap = header.isBesideLabels ? 10.0 : 0
    let share: Double =
      switch header.anchor {
      case .start: 0
      case .middle: 0.5
      case .end: 1
      }
    let corner: Point =
      switch header.orient {
      case .top: Point((grid.x + share * grid.width).rounded(), edge - gap)
      case .bottom: Point((grid.x + share * grid.width).rounded(), edge + gap)
      case .left: Point(edge - gap, (grid.maxY - share * grid.height).rounded())
      case .right: Point(edge + gap, (grid.maxY - share * grid.height).rounded())
      }
    title.move(by: corner)
    return title.title ?? LabelBox("", at: corner, look: header.look, text: text)
  }
}

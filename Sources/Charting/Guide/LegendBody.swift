import Canvas
import Tables

/// What a legend holds below its title: symbols in rows and columns, or a bar of colours.
struct LegendBody {
  let plan: LegendPlan
  let engine: TextEngine
  /// Where its top left corner stands in the legend.
  let origin: Point
  var size = Size.zero
  var items: [SceneItem] = []

  init(plan: LegendPlan, origin: Point, engine: TextEngine) {
    self.plan = plan
    self.origin = origin
    self.engine = engine
  }

  // MARK: Symbols

  /// An entry with its label and the room that it takes.
  struct Cell {
    var entry: LegendPlan.Entry
    var label: String
    var size: Size
  }

  /// Places entries in rows; those that run down in several columns are read column by column.
  mutating func place(_ entries: [LegendPlan.Entry], width: Double) {
    if plan.isVegas { return placeAsVega(entries) }
    let symbolWidth = entries.map { $0.symbol.extent.width }.max() ?? 0
    let cells = entries.map { cell($0, symbolWidth) }
    let rows = rows(of: cells, width)
    let widths = columnWidths(rows, cells)
    let height = cells.map(\.size.height).max() ?? 0
    var y = 0.0
    for row in rows {
      let tallest = row.map { cells[$0].size.height }.max() ?? 0
      let rowHeight = plan.grid.align == .all || isUniform ? height : tallest
      var x = 0.0
      for (column, index) in row.enumerated() {
        place(cells[index], at: Point(x, y), symbolWidth, rowHeight)
        size.width = max(size.width, x + cells[index].size.width)
        x += (widths?[column] ?? cells[index].size.width) + plan.grid.columnPadding
      }
      size.height = y + rowHeight
      y += rowHeight + plan.grid.rowPadding
    }
  }

  /// The entries of each row: a number of columns, or as many as fit into the width.
  func rows(of cells: [Cell], _ width: Double) -> [[Int]] {
    guard plan.grid.wraps, plan.grid.columns == 0 else { return rows(count: cells.count) }
    var rows: [[Int]] = []
    var end = 0.0
    for index in cells.indices {
      let own = cells[index].size.width
      if rows.isEmpty || end + own > width {
        rows.append([index])
        end = 0
      } else {
        rows[rows.count - 1].append(index)
      }
      end += own + plan.grid.columnPadding
    }
    return rows
  }

  /// The entries of each row where the number of columns is known.
  func rows(count: Int) -> [[Int]] {
    let columns = plan.grid.columns == 0 ? max(1, count) : plan.grid.columns
    let rows = (count + columns - 1) / columns
    let isDown = plan.direction == .vertical && columns > 1
    return (0..<rows).map { row in
      (0..<min(columns, count)).map { isDown ? $0 * rows + row : row * columns + $0 }
        .filter { $0 < count }
    }
  }

  /// The width of each column; nil where entries stand one after the other.
  private func columnWidths(_ rows: [[Int]], _ cells: [Cell]) -> [Double]? {
    guard plan.grid.align != .none, !plan.grid.wraps else { return nil }
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.compactMap { $0.count > column ? cells[$0[column]].size.width : nil }.max() ?? 0
    }
    return plan.grid.align == .all ? widths.map { _ in widths.max() ?? 0 } : widths
  }

  /// Whether all rows have one height: where symbols are alike in size.
  private var isUniform: Bool { !plan.keys.contains { $0.channel == .size } }

  private func cell(_ entry: LegendPlan.Entry, _ symbolWidth: Double) -> Cell {
    let look = plan.labels.look
    let text = engine.limited(entry.label, look, to: look.limit)
    let label = LabelBox(text, at: .zero, look: look, text: engine)
    let height =
      plan.grid.clipHeight ?? max(look.style.size * 1.1, label.height, entry.symbol.extent.height)
    return Cell(
      entry: entry, label: text, size: Size(symbolWidth + plan.labels.offset + label.width, height))
  }

  private mutating func place(
    _ cell: Cell, at corner: Point, _ symbolWidth: Double, _ height: Double
  ) {
    let corner = origin + corner
    let center = Point(corner.x + symbolWidth / 2 + plan.symbol.offset, corner.y + height / 2)
    let clip = plan.grid.clipHeight.map { _ in
      Rect(corner.x, corner.y, cell.size.width, height)
    }
    place(
      cell.entry.symbol.item(at: center), cell.label,
      at: Point(corner.x + symbolWidth + plan.labels.offset, center.y), clip: clip)
  }

  /// Places a symbol, cut to a box if there is one, and the label beside it.
  mutating func place(_ symbol: SceneItem, _ text: String, at place: Point, clip: Rect?) {
    if let clip {
      items.append(.group(SceneGroup(.part("symbol"), clip: clip, items: [symbol])))
    } else {
      items.append(symbol)
    }
    var label = LabelBox(
      text, at: place, look: plan.labels.look, align: plan.labels.align ?? .left,
      baseline: plan.labels.baseline ?? .middle, text: engine)
    if label.align != .left, plan.labels.align != nil {
      label.anchor.x += label.align == .center ? label.width / 2 : label.width
    }
    items += label.items().map { .text($0) }
  }

  // MARK: Bars of colour

  /// A run of colours with labels at their shares of the way; gives their places.
  mutating func placeRun(
    _ stops: [Gradient.Stop], _ labels: [(share: Double, text: String)], length: Double
  ) -> [(place: Double, text: String)] {
    let isVertical = plan.direction == .vertical
    let turned =
      isVertical
      ? stops.reversed().map { Gradient.Stop(offset: 1 - $0.offset, color: $0.color) } : stops
    let gradient = Gradient(
      shape: .linear(from: .zero, to: isVertical ? Point(0, 1) : Point(1, 0)), stops: turned)
    addBar(from: 0, to: 1, .gradient(gradient), length)
    return placeLabels(labels.map { ($0.share, $0.text) }, length)
  }

  /// Fields of colour side by side with labels at the bounds between them.
  mutating func placeFields(
    _ fields: [(from: Double, to: Double, paint: Paint?)], _ labels: [(Double, String)],
    length: Double
  ) -> [(place: Double, text: String)] {
    for field in fields {
      guard let paint = field.paint else { continue }
      addBar(from: field.from, to: field.to, paint, length)
    }
    return placeLabels(labels, length)
  }

  private mutating func addBar(from: Double, to: Double, _ paint: Paint, _ length: Double) {
    let bar = plan.gradient
    let rect =
      plan.direction == .vertical
      ? Rect(0, (1 - to) * length, bar.thickness, (to - from) * length)
      : Rect(from * length, 0, (to - from) * length, bar.thickness)
    let stroke = bar.strokeWidth > 0 ? bar.stroke.map { Stroke($0, width: bar.strokeWidth) } : nil
    items.append(
      .path(
        ScenePath(
          .rect(rect.moved(by: origin)), fill: paint, stroke: stroke,
          opacity: min(1, bar.opacity))))
    size = Size(max(size.width, rect.maxX), max(size.height, rect.maxY))
  }

  private mutating func placeLabels(
    _ labels: [(Double, String)], _ length: Double
  ) -> [(place: Double, text: String)] {
    let isVertical = plan.direction == .vertical
    let away = plan.gradient.thickness + plan.gradient.labelOffset
    var boxes: [(place: Double, text: String, box: LabelBox)] = []
    for (share, text) in labels {
      let place = (isVertical ? 1 - share : share) * length
      let limited = engine.limited(text, plan.labels.look, to: plan.gradient.labelLimit)
      // The end labels stay within the bar.
      let isFirst = place <= 1e-6, isLast = place >= length - 1e-6
      var box = LabelBox(
        limited, at: origin + (isVertical ? Point(away, place) : Point(place, away)),
        look: plan.labels.look, baseline: .top, text: engine)
      if isVertical {
        box.align = plan.labels.align ?? .left
        box.baseline = plan.labels.baseline ?? (isFirst ? .top : isLast ? .bottom : .middle)
      } else {
        box.align = plan.labels.align ?? (isFirst ? .left : isLast ? .right : .center)
        box.baseline = plan.labels.baseline ?? .top
      }
      boxes.append((place, text, box))
    }
    let hidden = LabelOverlap.hidden(
      boxes.map { room(of: $0.box) }, plan.labels.overlap, separation: plan.labels.separation)
    let shown = boxes.indices.filter { !hidden.contains($0) }.map { boxes[$0] }
    for label in shown {
      items += label.box.items().map { .text($0) }
      if let bounds = room(of: label.box) {
        size = Size(
          max(size.width, bounds.maxX - origin.x), max(size.height, bounds.maxY - origin.y))
      }
    }
    return shown.map { ($0.place, $0.text) }
  }

  private func room(of box: LabelBox) -> Rect? { plan.isVegas ? box.room : box.bounds }
}

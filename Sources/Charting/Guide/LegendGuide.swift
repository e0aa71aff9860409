import Canvas
import Tables

/// A legend, measured: its items stand relative to its own top left corner.
struct LegendGuide {
  var plan: LegendPlan
  var size: Size
  var items: [SceneItem]
  /// The colours of a gradient, from its low end.
  var stops: [Gradient.Stop] = []
  /// The labels of a gradient with their distances from its top or left.
  var gradientLabels: [(place: Double, text: String)] = []

  /// Measures a legend; horizontal entries wrap at `width`.
  init(_ plan: LegendPlan, scales: [ScaleKey: Scale], width: Double, text engine: TextEngine) {
    self.plan = plan
    size = .zero
    items = []
    var top = 0.0
    if !plan.title.isEmpty {
      let title = LabelBox(
        plan.title, at: .zero, look: plan.titleLook, baseline: .top, text: engine)
      items += title.items().map { .text($0) }
      size.width = title.width
      top = title.height + plan.titlePadding
      size.height = title.height
    }
    switch plan.kind {
    case .symbols(let entries): place(entries, top: top, width: width, engine)
    case .gradient(let key): placeGradient(scales[key], top: top, engine)
    }
  }

  // MARK: Symbols

  private mutating func place(
    _ entries: [LegendPlan.Entry], top: Double, width: Double, _ engine: TextEngine
  ) {
    let symbolWidth = entries.map { $0.symbol.extent.width }.max() ?? 0
    let rowHeight = max(
      plan.labelLook.style.size * 1.1, entries.map { $0.symbol.extent.height }.max() ?? 0)
    var x = 0.0
    var y = top
    for entry in entries {
      let label = LabelBox(
        entry.label,
        at: Point(x + symbolWidth + plan.labelOffset, y + rowHeight / 2), look: plan.labelLook,
        baseline: .middle, text: engine)
      let entryWidth = symbolWidth + plan.labelOffset + label.width
      if plan.direction == .horizontal, x > 0, x + entryWidth > width {
        x = 0
        y += rowHeight + plan.rowPadding
        place(entry, at: Point(x, y), symbolWidth, rowHeight, engine)
      } else {
        place(entry, at: Point(x, y), symbolWidth, rowHeight, engine)
      }
      size.width = max(size.width, x + entryWidth)
      size.height = max(size.height, y + rowHeight)
      if plan.direction == .horizontal {
        x += entryWidth + plan.columnPadding
      } else {
        y += rowHeight + plan.rowPadding
      }
    }
  }

  private mutating func place(
    _ entry: LegendPlan.Entry, at origin: Point, _ symbolWidth: Double, _ rowHeight: Double,
    _ engine: TextEngine
  ) {
    let center = Point(origin.x + symbolWidth / 2, origin.y + rowHeight / 2)
    items.append(entry.symbol.item(at: center))
    let label = LabelBox(
      entry.label, at: Point(origin.x + symbolWidth + plan.labelOffset, center.y),
      look: plan.labelLook, baseline: .middle, text: engine)
    items += label.items().map { .text($0) }
  }

  // MARK: Gradients

  private mutating func placeGradient(_ scale: Scale?, top: Double, _ engine: TextEngine) {
    guard case .ramp(let continuous, let ramp) = scale else { return }
    let isVertical = plan.direction == .vertical
    let length = plan.gradientLength, thickness = plan.gradientThickness
    let bar =
      isVertical
      ? Rect(0, top, thickness, length) : Rect(0, top, length, thickness)
    let stops = (0...16).map { step -> Gradient.Stop in
      let share = Double(step) / 16
      return .init(offset: share, color: ramp.color(at: isVertical ? 1 - share : share))
    }
    self.stops =
      isVertical
      ? stops.reversed().map { .init(offset: 1 - $0.offset, color: $0.color) } : stops
    let gradient = Gradient(
      shape: .linear(from: .zero, to: isVertical ? Point(0, 1) : Point(1, 0)), stops: stops)
    items.append(.path(ScenePath(.rect(bar), fill: .gradient(gradient))))
    size = Size(max(size.width, bar.maxX), bar.maxY)
    let format = continuous.tickFormat(count: 5, nil)
    for tick in continuous.ticks(count: 5) {
      let share = continuous.map(tick)
      guard share >= -0.001, share <= 1.001 else { continue }
      let at =
        isVertical
        ? Point(thickness + plan.labelOffset, top + (1 - share) * length)
        : Point(share * length, top + thickness + plan.labelOffset)
      gradientLabels.append((isVertical ? (1 - share) * length : share * length, format.text(tick)))
      let label = LabelBox(
        format.text(tick), at: at, look: plan.labelLook, align: isVertical ? .left : .center,
        baseline: isVertical ? .middle : .top, text: engine)
      items += label.items().map { .text($0) }
      if let box = label.bounds {
        size = Size(max(size.width, box.maxX), max(size.height, box.maxY))
      }
    }
  }
}

extension LegendPlan.Symbol {
  /// How much room the symbol takes.
  var extent: Size {
    if shape == "stroke" { return Size(16, strokeWidth) }
    let side = size.squareRoot() + (stroke == nil ? 0 : strokeWidth)
    return Size(side, side)
  }

  /// The symbol as a scene item.
  func item(at center: Point) -> SceneItem {
    let line = stroke.map { Stroke($0, width: strokeWidth, dash: dash) }
    let path: Path =
      shape == "stroke"
      ? .line(from: Point(center.x - 8, center.y), to: Point(center.x + 8, center.y))
      : Symbols.path(shape, size: size).mapped { $0 + center }
    return .path(
      ScenePath(path, fill: shape == "stroke" ? nil : fill, stroke: line, opacity: opacity))
  }
}

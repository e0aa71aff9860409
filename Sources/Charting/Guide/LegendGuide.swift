import Canvas
import Tables

/// A legend, measured: its items stand relative to its own top left corner.
struct LegendGuide {
  var plan: LegendPlan
  var size: Size
  var items: [SceneItem]
  /// The entries of a legend of symbols.
  var entries: [LegendPlan.Entry] = []
  /// The colours of a gradient, from its low end.
  var stops: [Gradient.Stop] = []
  /// The fields of colour of classes, from the low end.
  var bands: [Paint?] = []
  /// The length of a gradient or of fields of colour.
  var length = 0.0
  /// The labels of a gradient with their distances from its top or left.
  var gradientLabels: [(place: Double, text: String)] = []

  /// Measures a legend beside a plot; where rows may be continued below they end at `width`.
  init(
    _ plan: LegendPlan, scales: [ScaleKey: Scale], width: Double, plot: Size,
    text engine: TextEngine
  ) {
    self.plan = plan
    size = .zero
    items = []
    let title = title(engine)
    var body = LegendBody(plan: plan, origin: origin(beside: title), engine: engine)
    length = plan.kind == .symbols ? 0 : gradientLength(plot)
    let source = LegendEntries(plan, scales, length: length)
    switch plan.kind {
    case .symbols:
      entries = source.symbols
      body.place(entries, width: width)
      // They are told in the order in which they are read.
      if plan.isVegas { entries = body.rows(count: entries.count).joined().map { entries[$0] } }
    case .gradient:
      guard let key = plan.keys.first, case .ramp(let scale, let ramp)? = scales[key] else { break }
      stops = plan.isVegas ? Self.stopsAtTicks(scale, ramp) : Self.stops(scale, ramp)
      gradientLabels = body.placeRun(stops, source.gradientLabels(scale), length: length)
    case .bands:
      let (fields, labels) = source.bands
      bands = fields.map(\.paint)
      gradientLabels = body.placeFields(fields, labels, length: length)
    }
    assemble(title, body)
  }

  private func gradientLength(_ plot: Size) -> Double {
    switch plan.gradient.length {
    case .fixed(let length): length
    case .plot(let least, let most):
      min(max(plan.direction == .vertical ? plot.height : plot.width, least), most)
    }
  }

  /// Colours evenly spaced on the way, and those where the way bends.
  private static func stops(_ scale: ContinuousScale, _ ramp: ColorRamp) -> [Gradient.Stop] {
    let share = LegendShare(scale)
    var places = (0...16).map { Double($0) / 16 }
    if scale.domain.count > 2 {
      places += scale.domain.dropFirst().dropLast().map(share.of)
      places += (0..<16).map { (Double($0) + 0.5) / 16 }
    }
    return places.filter { $0 >= 0 && $0 <= 1 }.sorted().map { place in
      .init(offset: place, color: ramp.color(at: scale.map(share.number(at: place))))
    }
  }

  /// Colours at the ends and at round numbers, as Vega has them; all colours of a scale that has no
  /// extent.
  private static func stopsAtTicks(_ scale: ContinuousScale, _ ramp: ColorRamp) -> [Gradient.Stop] {
    guard let ends = scale.ends, ends.0 != ends.1 else {
      return (0...20).map { step in
        .init(offset: Double(step) / 20, color: ramp.color(at: Double(step) / 20))
      }
    }
    let share = LegendShare(scale)
    let numbers = [ends.0] + scale.ticks(count: 15) + [ends.1]
    let placed = numbers.map { (place: share.of($0), color: ramp.color(at: scale.map($0))) }
    return placed.filter { $0.place >= 0 && $0.place <= 1 }.sorted { $0.place < $1.place }
      .map { .init(offset: $0.place, color: $0.color) }
  }

  // MARK: Title and frame

  private func title(_ engine: TextEngine) -> LabelBox? {
    guard !plan.title.text.isEmpty else { return nil }
    let look = plan.title.look
    let text = engine.limited(plan.title.text, look, to: look.limit)
    return LabelBox(
      text, at: .zero, look: look, baseline: .top, angle: titleAngle, text: engine)
  }

  /// A title beside a run of colours runs along it.
  private var titleAngle: Double {
    guard plan.isVegas, plan.kind != .symbols, plan.direction == .vertical else { return 0 }
    return plan.title.orient.titleAngle
  }

  /// Where the body starts beside the title.
  private func origin(beside title: LabelBox?) -> Point {
    let pad = plan.padding
    guard let title else { return Point(pad, pad) }
    switch plan.title.orient {
    case .top: return Point(pad, pad + title.height + plan.title.padding)
    case .left:
      let width = titleAngle == 0 ? title.width : title.height
      return Point(pad + width + plan.title.padding, pad)
    case .bottom, .right: return Point(pad, pad)
    }
  }

  /// Puts title and body together and draws the frame around them.
  private mutating func assemble(_ title: LabelBox?, _ body: LegendBody) {
    let pad = plan.padding
    var inner = body.size
    if var title {
      let room = body.size == .zero ? 0 : plan.title.padding
      switch plan.title.orient {
      case .top, .bottom:
        inner = Size(max(inner.width, title.width), inner.height + room + title.height)
        title.align = plan.title.align ?? plan.title.anchor.align
        title.anchor = Point(
          pad + along(plan.title.anchor, inner.width),
          plan.title.orient == .top ? pad : pad + body.size.height + room)
      case .left where titleAngle != 0, .right where titleAngle != 0:
        // Turned, it stands in the middle of the bar.
        title.align = plan.title.align ?? .center
        let end = pad + body.size.width + room + title.height
        title.anchor = Point(plan.title.orient == .left ? pad : end, pad + inner.height / 2)
        inner = Size(inner.width + room + title.height, max(inner.height, title.width))
      case .left, .right:
        title.anchor = Point(
          plan.title.orient == .left ? pad : pad + body.size.width + room,
          pad + along(plan.title.anchor, max(0, inner.height - title.height)))
        inner = Size(inner.width + room + title.width, max(inner.height, title.height))
      }
      items += title.items().map { .text($0) }
    }
    items += body.items
    size = Size(inner.width + 2 * pad, inner.height + 2 * pad)
    if plan.isVegas { size = Size(size.width.rounded(.up), size.height.rounded(.up)) }
    addFrame()
  }

  private mutating func addFrame() {
    let look = plan.frame
    guard look.fill != nil || look.stroke != nil else { return }
    let radii = [Double](repeating: look.cornerRadius, count: 4)
    let stroke = look.stroke.map { Stroke($0, width: look.strokeWidth, dash: look.dash) }
    let path = Path.rect(
      Rect(0, 0, size.width, size.height), radii: look.cornerRadius > 0 ? radii : [])
    items.insert(.path(ScenePath(path, fill: look.fill, stroke: stroke)), at: 0)
  }

  private func along(_ anchor: TitleAnchor, _ length: Double) -> Double {
    switch anchor {
    case .start: 0
    case .middle: length / 2
    case .end: length
    }
  }
}

extension LegendPlan.Symbol {
  /// How much room the symbol takes.
  var extent: Size {
    if shape == "stroke" { return Size(max(16, size.squareRoot()), strokeWidth) }
    let side = size.squareRoot() + (stroke == nil ? 0 : strokeWidth)
    return Size(side, side)
  }

  /// The symbol as a scene item.
  func item(at center: Point) -> SceneItem {
    let line = stroke.map { Stroke($0, width: strokeWidth, dash: dash, dashOffset: dashOffset) }
    let half = extent.width / 2
    let path: Path =
      shape == "stroke"
      ? .line(from: Point(center.x - half, center.y), to: Point(center.x + half, center.y))
      : Symbols.path(shape, size: size).mapped { $0 + center }
    return .path(
      ScenePath(
        path, fill: shape == "stroke" ? nil : fill.map { $0.faded(by: fillOpacity) }, stroke: line,
        opacity: opacity))
  }
}

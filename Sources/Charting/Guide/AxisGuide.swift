import Canvas
import Tables

/// An axis along a plot of a known size: its ticks, its labels and the room that they take.
///
/// Coordinates are those of the plot: the origin is its top left corner.
struct AxisGuide {
  /// One tick with its label.
  struct Tick {
    var value: Value
    /// The distance from the start of the side.
    var place: Double
    var text: String
    var label: LabelBox?
    /// Whether the label is left out because it would overlap another.
    var isHidden: Bool
    /// Where the line of the tick stands; a label may stand in the middle of a band.
    var linePlace: Double
    /// What the tick looks like, where ticks differ.
    var look: TickLook?
  }

  var plan: AxisPlan
  var size: Size
  var ticks: [Tick]
  /// Where grid lines stand.
  var gridPlaces: [Double]
  /// The looks of grid lines, where they differ.
  var gridLooks: [LineLook] = []
  /// Where a tick stands before the first band.
  var extraPlace: Double?
  var title: LabelBox?
  /// The start and end of the axis line along its side.
  var domain: (Double, Double)
  /// Where the axis line stands instead of at its side: at the zero of the scale across it.
  var zero: Double?

  /// The place of the axis line across its side.
  var line: Double {
    switch plan.orient {
    case .bottom: size.height + plan.offset + plan.translation
    case .top, .left: -plan.offset + plan.translation
    case .right: size.width + plan.offset + plan.translation
    }
  }

  /// How far everything but the grid is moved along the side.
  var shift: Double { plan.position + plan.translation }

  /// 1 where the axis grows down or right from its line, -1 where it grows up or left.
  var outward: Double { plan.orient == .bottom || plan.orient == .right ? 1 : -1 }

  /// The rectangle around ticks, labels and title.
  var bounds: Rect? {
    var boxes = ticks.filter { !$0.isHidden }.compactMap { $0.label?.bounds }
    if let title = title?.bounds { boxes.append(title) }
    if plan.ticks != nil, let first = ticks.first, let last = ticks.last {
      let size = ticks.map { $0.look?.tickSize ?? plan.tickSize }.max() ?? plan.tickSize
      // In Vega lines take their whole width on either side, but for the axis line.
      let line = plan.isOwnLook ? 0 : plan.ticks?.width ?? 0
      boxes.append(
        Rect(from: point(first.linePlace, 0), to: point(last.linePlace, size)).expanded(by: line))
    }
    if plan.domain != nil, plan.isOwnLook {
      boxes.append(Rect(from: point(domain.0, 0), to: point(domain.1, 0)))
    }
    return boxes.reduce(nil) { $0?.union($1) ?? $1 }
  }

  /// A point along the axis at a distance outward from its line.
  func point(_ along: Double, _ out: Double) -> Point {
    plan.isHorizontal
      ? Point(along + shift, line + out * outward) : Point(line + out * outward, along + shift)
  }
}

extension AxisGuide {
  /// Measures an axis for a plot.
  init(_ plan: AxisPlan, in space: PlotSpace, text engine: TextEngine, spacing: TickSpacing) {
    self.plan = plan
    size = space.size
    let length = plan.isHorizontal ? space.size.width : space.size.height
    domain = (0, length)
    ticks = []
    gridPlaces = []
    guard let scale = space.scales[plan.key] else { return }
    if case .continuous(let continuous) = scale, let low = continuous.range.min(),
      let high = continuous.range.max()
    {
      domain = (low, high)
    }
    zero = Self.zero(plan, space)
    let values = plan.values ?? Self.values(scale, plan, length: length, spacing: spacing)
    let tickText = Self.tickText(scale, plan, length: length, spacing: spacing)
    let isBand: Bool = if case .band = scale { true } else { false }
    let last = Double(max(1, values.count - 1))
    for (index, value) in values.enumerated() {
      guard let place = scale.number(value, band: 0.5),
        let line = scale.number(value, band: plan.bandPosition),
        place >= -0.01, place <= length + 0.01
      else { continue }
      let text = plan.format.text(value, ticks: tickText, index: Double(index) / last)
      ticks.append(
        Tick(
          value: value, place: place + plan.tickOffset, text: text, label: nil, isHidden: false,
          linePlace: tickPlace(line)))
    }
    if plan.hasExtraTick, isBand, let first = ticks.first {
      extraPlace = scale.number(first.value, band: 0).map(tickPlace)
    }
    if let rule = plan.tickLooks {
      let looks = rule.looks(ticks.map(\.value), ticks.map(\.text))
      for (index, look) in zip(ticks.indices, looks) { ticks[index].look = look }
    }
    placeGrid()
    placeLabels(scale, engine)
    placeTitle(engine)
  }

  /// Where the line of a tick stands for a place on the scale; its label keeps the place itself.
  private func tickPlace(_ place: Double) -> Double {
    let moved = place + plan.tickOffset
    return plan.roundsTicks ? (moved + 0.5).rounded(.down) : moved
  }

  private mutating func placeGrid() {
    let shown = ticks.filter { !$0.text.isEmpty || !plan.hasGridAtLabelsOnly }
    gridPlaces = shown.map { $0.linePlace + plan.translation }
    if plan.tickLooks != nil { gridLooks = shown.compactMap(\.look?.grid) }
    if let extraPlace { gridPlaces.append(extraPlace + plan.translation) }
  }

  private static func zero(_ plan: AxisPlan, _ space: PlotSpace) -> Double? {
    guard let key = plan.zeroOf, let scale = space.scales[key], let zero = scale.number(.number(0))
    else { return nil }
    let across = plan.isHorizontal ? space.size.height : space.size.width
    return zero > 1 && zero < across - 1 ? zero : nil
  }

  private static func values(
    _ scale: Scale, _ plan: AxisPlan, length: Double, spacing: TickSpacing
  ) -> [Value] {
    switch scale {
    case .band(let band): return band.domain
    case .continuous where !plan.bins.isEmpty:
      let count = max(1, spacing.binCount(plan, length))
      return thinned(plan.bins, to: count).map { .number($0) }
    case .continuous(let continuous):
      let interval = continuous.isTemporal ? plan.tickCount?.interval : nil
      let ticks =
        interval.map { continuous.ticks(every: $0) }
        ?? continuous.ticks(count: spacing.count(plan, length, on: continuous))
      let isTime = continuous.kind == .time || continuous.kind == .utc
      return ticks.map { isTime ? .date($0) : .number($0) }
    default: return []
    }
  }

  /// Every second bound until no more are left than are wanted, as Vega has it.
  private static func thinned(_ bounds: [Double], to count: Double) -> [Double] {
    var kept = bounds
    while Double(kept.count) > count, kept.count >= 3 {
      kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    }
    return kept.count < 3 ? [bounds.first, bounds.last].compactMap { $0 } : kept
  }

  private static func tickText(
    _ scale: Scale, _ plan: AxisPlan, length: Double, spacing: TickSpacing
  ) -> (Double) -> String {
    guard case .continuous(let continuous) = scale else { return { JSNumber.text($0) } }
    let count = spacing.count(plan, length, on: continuous)
    return continuous.tickFormat(
      count: count, plan.format.specifier, locale: plan.format.locale
    ).text
  }

  // MARK: Labels

  private mutating func placeLabels(_ scale: Scale?, _ engine: TextEngine) {
    guard let look = plan.labels else { return }
    let distance = (plan.ticks == nil ? 0 : plan.tickSize) + plan.labelPadding
    for index in ticks.indices {
      ticks[index].label = label(ticks[index], at: distance, look, engine)
    }
    if let near = plan.labelFlush { flushEnds(near) }
    if plan.fitsLabels, case .band? = scale, ticks.count > 1 {
      fitLabels(step: abs(ticks[1].place - ticks[0].place), at: distance, look, engine)
    }
    hideOverlaps()
    hideBeyond()
  }

  func label(
    _ tick: Tick, at distance: Double, _ look: TextLook, _ engine: TextEngine
  ) -> LabelBox {
    let own = tick.look
    let style = own?.label ?? look
    let along = tick.place + (own?.labelOffset ?? plan.labelOffset)
    let out = own.map { (plan.ticks == nil ? 0 : $0.tickSize) + $0.labelPadding } ?? distance
    let text = engine.limited(tick.text, style, to: plan.labelLimit)
    let turned = turned
    let align = own?.labelAlign ?? plan.labelAlign ?? turned.align
    let baseline = own?.labelBaseline ?? plan.labelBaseline ?? turned.baseline
    return LabelBox(
      text, at: point(along, out), look: style, align: align, baseline: baseline,
      angle: plan.labelAngle, text: engine)
  }

  /// Which part of a label stands at its tick unless the spec says.
  private var turned: TurnedLabel {
    TurnedLabel(
      angle: plan.labelAngle, orient: plan.labelAngle == 0 ? plan.orient : plan.labelSide)
  }

  /// Labels near the ends of the axis are moved inside it.
  private mutating func flushEnds(_ near: Double) {
    let asked: Bool = plan.isHorizontal ? plan.labelAlign != nil : plan.labelBaseline != nil
    // Turned labels stand at their ticks with an end of their own.
    let isTurned = plan.isVegas && plan.isHorizontal && turned.align != .center
    guard ticks.count > 1, !asked, !isTurned else { return }
    let length = plan.isHorizontal ? size.width : size.height
    for index in ticks.indices {
      let isStart = ticks[index].place < near, isEnd = length - ticks[index].place < near
      guard isStart || isEnd else { continue }
      let shift = isStart ? -plan.labelFlushOffset : plan.labelFlushOffset
      if plan.isHorizontal {
        ticks[index].label?.align = isStart ? .left : .right
        ticks[index].label?.anchor.x += shift
      } else {
        ticks[index].label?.baseline = isStart ? .top : .bottom
        ticks[index].label?.anchor.y += shift
      }
    }
  }

  /// Labels that stand too far out of the axis are dropped.
  private mutating func hideBeyond() {
    guard let tolerance = plan.labelBound else { return }
    let length = plan.isHorizontal ? size.width : size.height
    for index in ticks.indices {
      guard let box = plan.isVegas ? ticks[index].label?.room : ticks[index].label?.bounds
      else { continue }
      let (start, end) = plan.isHorizontal ? (box.x, box.maxX) : (box.y, box.maxY)
      if start < -tolerance || end > length + tolerance { ticks[index].isHidden = true }
    }
  }

  /// Drops labels that overlap: every second one until none does, or greedily one by one.
  private mutating func hideOverlaps() {
    if plan.isVegas {
      let boxes = ticks.map { $0.text.isEmpty ? nil : $0.label?.room }
      let hidden = LabelOverlap.hidden(
        boxes, plan.labelOverlap, separation: plan.labelSeparation)
      for index in hidden { ticks[index].isHidden = true }
      return
    }
    switch plan.labelOverlap {
    case .off: return
    case .parity where plan.type == .year: hideBetweenEnds()
    case .parity:
      var step = 1
      while step < ticks.count, overlaps(step) { step *= 2 }
      for index in ticks.indices where index % step != 0 { ticks[index].isHidden = true }
      if !plan.isOwnLook { preferLast(step) }
    case .greedy:
      var last: Rect?
      for index in ticks.indices {
        guard let box = ticks[index].label?.bounds else { continue }
        if let last, crowds(last, box) { ticks[index].isHidden = true } else { last = box }
      }
    }
  }

  /// Of few labels the last one stays, as in Vega: the one before it gives way.
  private mutating func preferLast(_ step: Int) {
    guard step > 1, let end = ticks.indices.last, ticks[end].isHidden else { return }
    let shown = ticks.indices.filter { !ticks[$0].isHidden }
    guard shown.count < 3 else { return }
    if shown.count > 1, let last = shown.last { ticks[last].isHidden = true }
    ticks[end].isHidden = false
  }

  /// The first and the last label stay; between them those that crowd none that stays.
  private mutating func hideBetweenEnds() {
    guard let end = ticks.indices.last, let last = ticks[end].label?.bounds else { return }
    var before: Rect?
    for index in ticks.indices.dropLast() {
      guard let box = ticks[index].label?.bounds else { continue }
      let isFree = before.map { !crowds($0, box) } ?? true
      if isFree, !crowds(box, last) || index == 0 {
        before = box
      } else {
        ticks[index].isHidden = true
      }
    }
  }

  func overlaps(_ step: Int) -> Bool {
    let boxes = stride(from: 0, to: ticks.count, by: step).compactMap { ticks[$0].label?.bounds }
    return zip(boxes, boxes.dropFirst()).contains { crowds($0, $1) }
  }

  private func crowds(_ a: Rect, _ b: Rect) -> Bool {
    let gap = plan.labelSeparation
    return a.expanded(by: gap / 2).intersects(b.expanded(by: gap / 2))
  }

  // MARK: Title

  private var reachOfLabels: Double {
    let labels = ticks.filter { !$0.isHidden }.compactMap { $0.label?.bounds }
    return labels.map(distance).max() ?? (plan.ticks == nil ? 0 : plan.tickSize)
  }

  private mutating func placeTitle(_ engine: TextEngine) {
    guard !plan.title.isEmpty else { return }
    let reach = plan.isVegas ? self.reach : reachOfLabels
    if plan.isTitleAbove, plan.titleX == nil, plan.titleY == nil {
      placeTitleAbove(reach, engine)
      return
    }
    let baseline = plan.titleBaseline ?? (plan.orient == .bottom ? .top : .bottom)
    // Lines hang from the first one, so that the last one stands nearest to what they are above.
    let lines = plan.title.split(separator: "\n", omittingEmptySubsequences: false).count
    let isAbove = plan.isVegas && baseline == .bottom
    let lead = isAbove ? Double(max(0, lines - 1)) * plan.titleLook.lineHeight : 0
    let length = plan.isHorizontal ? size.width : size.height
    let along: Double =
      switch plan.titleAnchor {
      case .start: plan.isHorizontal ? 0 : length
      case .middle: length / 2
      case .end: plan.isHorizontal ? length : 0
      }
    let out = min(max(plan.minExtent, reach), plan.maxExtent) + plan.titlePadding + lead
    var anchor = point(along, out)
    if let x = plan.titleX { anchor.x = x + (plan.isHorizontal ? 0 : line) }
    if let y = plan.titleY { anchor.y = y + (plan.isHorizontal ? line : 0) }
    title = LabelBox(
      engine.limited(plan.title, plan.titleLook, to: plan.titleLimit), at: anchor,
      look: plan.titleLook, align: plan.titleAlign ?? plan.titleAnchor.align,
      baseline: baseline,
      angle: plan.titleAngle, text: engine)
  }
}

extension AxisGuide {
  /// An upright title of a vertical axis stands above it, flush with its labels.
  private mutating func placeTitleAbove(_ reach: Double, _ engine: TextEngine) {
    title = LabelBox(
      plan.title, at: Point(line + outward * reach, -plan.titlePadding), look: plan.titleLook,
      align: plan.orient == .left ? .left : .right, baseline: .bottom, text: engine)
  }
}

/// About how far apart ticks stand, in points; nil where Vega-Lite's own rule holds.
struct TickSpacing: Hashable {
  var value: Double
  var time: Double
  /// The most ticks that an axis of values gets; nil for as many as come out.
  var limit: Int?

  /// How many bounds of bins get ticks: all, but for a least step; in our own look what has room.
  func binCount(_ plan: AxisPlan, _ length: Double) -> Double {
    let room = (length / plan.binSpacing).rounded(.up)
    guard limit == nil else { return room }
    let count = max(plan.tickCount?.count ?? room, Double(plan.bins.count))
    guard let step = plan.tickMinStep, step > 0, let low = plan.bins.first,
      let high = plan.bins.last
    else { return count }
    return min(count, ((high - low) / step).rounded(.down) + 1)
  }

  /// How many ticks an axis of a length wants, unless the spec says.
  func count(_ plan: AxisPlan, _ length: Double, on scale: ContinuousScale) -> Double {
    if !plan.bins.isEmpty, limit == nil { return binCount(plan, length) }
    let isTime = plan.type == .temporal || plan.type == .year
    let room = max(1, (length / (isTime ? time : value)).rounded(.up))
    // Vega-Lite leaves the ticks of logarithms to d3.
    let usual = limit == nil && scale.isLogarithmic ? 10 : room
    var count = plan.tickCount?.count ?? usual
    if let step = plan.tickMinStep, step > 0, let low = scale.domain.min(),
      let high = scale.domain.max()
    {
      count = min(count, ((high - low) / step).rounded(.down) + 1)
    }
    // Round steps may give many more ticks than were wanted.
    guard let limit, plan.tickCount == nil, !isTime, scale.kind == .linear else { return count }
    while count > 1, scale.ticks(count: count).count > limit { count -= 1 }
    // A scale cannot be read off one number.
    while length > 20, count < Double(limit), scale.ticks(count: count).count < 2 { count += 1 }
    return count
  }
}

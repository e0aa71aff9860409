import Notation
import Tables

// Where a mark stands and how far it reaches, by Vega-Lite's rules for each kind of mark.
extension MarkPlanner {
  /// The reach of the mark along a side.
  mutating func span(_ channel: Channel) -> SpanPlan {
    let second: Channel = channel == .x ? .x2 : .y2
    switch unit.type {
    case .bar, .rect, .image: return aligned(thickSpan(channel, second), channel)
    case .area: return areaSpan(channel, second)
    case .rule: return ruleSpan(channel, second)
    case .tick: return aligned(tickSpan(channel, second), channel)
    default: return .at(position(channel) ?? moved(middle, channel))
    }
  }

  /// Which part of a mark of a known size stands at its place, if the mark says so.
  private func aligned(_ span: SpanPlan, _ channel: Channel) -> SpanPlan {
    let share: Double? =
      switch channel {
      case .x: settings.align.map { $0 == .left ? 0 : $0 == .center ? 0.5 : 1 }
      default: settings.baseline.map { $0 == .top ? 0 : $0 == .middle ? 0.5 : 1 }
      }
    switch span {
    case .band, .centered: return share.map { .aligned(span, share: $0) } ?? span
    default: return span
    }
  }

  /// The size of the type by which distances in em are measured.
  private var em: Double {
    settings.fontSize ?? config.styles["guide-label"]?.fontSize ?? 10
  }

  private var middle: PositionPlan { PositionPlan(source: .share(0.5)) }

  private func edge(_ share: Double) -> PositionPlan { PositionPlan(source: .share(share)) }

  // MARK: Bars and rects

  private mutating func thickSpan(_ channel: Channel, _ second: Channel) -> SpanPlan {
    if let stack = stacked(channel) { return stack }
    let size = thickness(channel)
    if size == nil, let span = unitSpan(channel, second) { return span }
    if let start = position(channel, band: 0.5), hasSecond(second) {
      return .between(start, secondPosition(second, band: 0.5) ?? start)
    }
    guard hasSecond(channel) else {
      // Bars beside each other need no band around them: the whole side is one.
      if size == nil, let inner = inner(channel, band: 0) {
        return .band(
          PositionPlan(source: .share(0.5), inner: inner), inner.key, share: 1, least: minBandSize)
      }
      if let size { return .centered(middle, size: size) }
      // One bar, along the side that nothing measures.
      if unit.type == .bar, unit.orient == (channel == .x ? .vertical : .horizontal) {
        return .centered(middle, size: .constant(.number(discreteSize(channel))))
      }
      // Without a place the mark runs across the whole plot.
      return channel == .x ? .between(edge(0), edge(1)) : .between(edge(1), edge(0))
    }
    if isMeasure(channel), let key = keys[channel], unit.type == .bar || size == nil {
      return .between(position(channel) ?? middle, PositionPlan(source: .zero(key)))
    }
    // A rect without a unit or a bin to fill reaches from zero.
    if unit.type != .bar, size == nil, let key = keys[channel],
      scales[key]?.type.isContinuous ?? false
    {
      return .between(position(channel) ?? middle, PositionPlan(source: .zero(key)))
    }
    return dimensionSpan(channel, size)
  }

  /// A bar that fills a time unit, but for half the space between bars on either side.
  private mutating func unitSpan(_ channel: Channel, _ second: Channel) -> SpanPlan? {
    guard !hasOwnSecond(channel, second), unit[channel == .x ? .xOffset : .yOffset] == nil,
      let field = unit.field(channel), let end = field.end, let key = keys[channel],
      scales[key]?.type.isContinuous ?? false
    else { return nil }
    let (from, to) = field.reach.map { ($0.start, $0.end) } ?? (field.column, end)
    let isReversed = (scales[key]?.reverse ?? false) != (channel == .y)
    let space = (settings.binSpacing ?? 0) / 2 * (isReversed ? -1 : 1)
    // Vega moves bars with axis lines, which stand on half pixels.
    let shift = !config.isOurs ? 0.5 : 0
    let inset = (1 - bandShare(channel)) / 2
    return .filling(
      moved(
        PositionPlan(source: .span(from, to, key, share: inset), offset: shift + space), channel),
      moved(
        PositionPlan(source: .span(from, to, key, share: 1 - inset), offset: shift - space), channel
      ),
      least: minBandSize)
  }

  /// A bar's thickness along its dimension: the band, a share of it, or a fixed size.
  private mutating func dimensionSpan(_ channel: Channel, _ size: ChannelPlan?) -> SpanPlan {
    if let key = keys[channel], isBand(channel), size == nil {
      guard let start = position(channel, band: 0) else { return .at(middle) }
      let share = bandShare(channel)
      let innerKey = start.inner?.key ?? key
      if share < 1 {
        var moved = start
        moved =
          start.inner == nil
          ? position(channel, band: (1 - share) / 2) ?? start : start
        return .band(moved, innerKey, share: share, least: minBandSize)
      }
      return .band(start, innerKey, share: 1, least: minBandSize)
    }
    let center = position(channel, band: 0.5) ?? middle
    if let size { return .centered(center, size: size) }
    if var start = position(channel), let inner = inner(channel, band: 0) {
      start.inner = inner
      return .band(start, inner.key, share: bandShare(channel), least: minBandSize)
    }
    if let key = keys[channel], scales[key]?.type == .point {
      return .centered(center, size: .constant(.number(discreteSize(channel))))
    }
    return .centered(center, size: .constant(.number(settings.continuousBandSize ?? 5)))
  }

  /// The least size of a bar along its dimension, so that it is seen.
  private var minBandSize: Double { settings.minBandSize ?? 0.25 }

  private func discreteSize(_ channel: Channel) -> Double {
    if case .a(let size) = settings.discreteBandSize { return size }
    return max(0.25, (config.view.step ?? 20) * (1 - (config.scale.barBandPaddingInner ?? 0.1)))
  }

  private func bandShare(_ channel: Channel) -> Double {
    let own = channel == .x ? settings.width : settings.height
    if case .b(let size) = own { return size.band ?? 1 }
    if let share = settings.timeUnitBandSize, unit.field(channel)?.timeUnit != nil { return share }
    if case .b(let size) = settings.discreteBandSize { return size.band ?? 1 }
    return 1
  }

  /// A fixed thickness, if one is asked for.
  private mutating func thickness(_ channel: Channel) -> ChannelPlan? {
    let own = channel == .x ? settings.width : settings.height
    if let own = perRow(channel == .x ? "width" : "height") { return own }
    if case .a(let size) = own { return .constant(.number(size)) }
    guard unit.type == .bar || unit.type == .tick else { return nil }
    let isUpright = (unit.orient == .vertical) == (unit.type == .bar)
    guard isUpright == (channel == .x) else { return nil }
    let size = unit.type == .tick ? settings.bandSize ?? settings.size : settings.size
    if unit[.size] != nil { return self.channel(.size, else: .number(size ?? 5)) }
    if let own = perRow("size") { return own }
    return size.map { .constant(.number($0)) }
  }

  // MARK: Areas

  private mutating func areaSpan(_ channel: Channel, _ second: Channel) -> SpanPlan {
    let isMeasure = unit.orient == .horizontal ? channel == .x : channel == .y
    guard isMeasure else { return .at(position(channel) ?? middle) }
    if let stack = stacked(channel) { return stack }
    guard let start = position(channel) else { return .between(edge(0), edge(1)) }
    if let end = secondPosition(second, band: 0.5) { return .between(start, end) }
    guard let key = keys[channel] else { return .at(start) }
    return .between(start, PositionPlan(source: .zero(key)))
  }

  // MARK: Rules and ticks

  private mutating func ruleSpan(_ channel: Channel, _ second: Channel) -> SpanPlan {
    let crosses = unit.orient == (channel == .x ? .horizontal : .vertical)
    let start = position(channel)
    if let start, let end = secondPosition(second, band: 0.5) { return .between(start, end) }
    guard crosses, !hasSecond(channel == .x ? .y2 : .x2) else { return .at(start ?? middle) }
    guard let start else { return .between(edge(0), edge(1)) }
    return .between(
      start, PositionPlan(source: keys[channel].map { .zero($0) } ?? .share(channel == .x ? 0 : 1)))
  }

  /// A tick is as long as its bin, its time unit or its band, or has a length of its own.
  private mutating func tickSpan(_ channel: Channel, _ second: Channel) -> SpanPlan {
    let place = position(channel, band: 0.5) ?? middle
    let isLong = unit.orient == .horizontal ? channel == .x : channel == .y
    guard isLong else { return .centered(place, size: .constant(.number(settings.thickness ?? 1))) }
    if let size = thickness(channel) { return .centered(place, size: size) }
    if let span = unitSpan(channel, second) { return span }
    let key = keys[channel]
    if let key, scales[key]?.type == .band {
      guard let start = position(channel, band: 0) else { return .at(place) }
      return .band(start, start.inner?.key ?? key, share: bandShare(channel), least: 0)
    }
    let isContinuous = key.flatMap { scales[$0] }?.type.isContinuous ?? false
    let size = isContinuous ? settings.continuousBandSize ?? 5 : tickLength
    return .centered(place, size: .constant(.number(size)))
  }

  /// The length of ticks where there is no band: the usual share of a step.
  private var tickLength: Double {
    if case .a(let size) = settings.discreteBandSize { return size }
    return (config.view.step ?? 20) * (1 - (config.scale.tickBandPaddingInner ?? 0.25))
  }

  // MARK: Places

  private mutating func stacked(_ channel: Channel) -> SpanPlan? {
    guard let stack = unit.stack, stack.channel == channel, let key = keys[channel] else {
      return nil
    }
    return .between(
      moved(PositionPlan(source: .field(stack.end, key, band: 0)), channel),
      moved(PositionPlan(source: .field(stack.start, key, band: 0)), channel))
  }

  /// A place with all that moves a mark away from it: what the mark says, and an offset that no
  /// scale places.
  private mutating func moved(_ place: PositionPlan, _ channel: Channel) -> PositionPlan {
    var place = place
    let own = [
      Channel.x: settings.xOffset, .y: settings.yOffset, .x2: settings.x2Offset,
      .y2: settings.y2Offset,
    ]
    place.offset += (own[channel] ?? nil) ?? 0
    if let offset = perRow(channel.rawValue + "Offset") { place.moves.append(offset) }
    if let offset = plainOffset(channel) {
      place.moves.append(self.channel(offset, else: .number(0)))
    }
    return place
  }

  /// The channel of an offset in pixels, if there is one.
  private func plainOffset(_ channel: Channel) -> Channel? {
    let offset: Channel? = channel == .x ? .xOffset : channel == .y ? .yOffset : nil
    return offset.flatMap { unit[$0] != nil && keys[$0] == nil ? $0 : nil }
  }

  /// Where a channel places the mark; nil if neither encoding nor mark says so.
  private mutating func position(_ channel: Channel, band: Double? = nil) -> PositionPlan? {
    // What fills a band stands where the band does.
    let asked = unit.type.isRectBased && isBand(channel) ? nil : unit[channel]?.spec.bandPosition
    let bandPosition = asked ?? band ?? 0.5
    let inner = inner(channel, band: bandPosition)
    guard let source = placeSource(channel, band: bandPosition, isInner: inner != nil) else {
      return nil
    }
    var place = PositionPlan(source: source)
    if let bound = unit[channel], unitPosition(channel, bound) == nil || inner != nil,
      unit.stack?.channel != channel
    {
      place.inner = inner
    }
    return moved(place, channel)
  }

  private mutating func placeSource(
    _ channel: Channel, band: Double, isInner: Bool
  ) -> PositionPlan.Source? {
    guard let bound = unit[channel] else { return fixedPlace(channel) }
    if let inUnit = unitPosition(channel, bound), !isInner { return inUnit }
    if let stack = unit.stack, stack.channel == channel, let key = keys[channel] {
      return bound.spec.bandPosition.map { .span(stack.start, stack.end, key, share: $0) }
        ?? .field(stack.end, key, band: 0)
    }
    let isMoved = isInner || plainOffset(channel) != nil
    guard let source = source(bound.content, keys[channel], channel, band: isMoved ? 0 : band)
    else { return fixedPlace(channel) }
    let branches = bound.conditions.compactMap { condition in
      self.source(condition.content, keys[channel], channel, band: band).map {
        (condition.test, $0)
      }
    }
    return branches.isEmpty ? source : .conditional(branches, otherwise: source)
  }

  /// A place in pixels that the mark itself names.
  private mutating func fixedPlace(_ channel: Channel) -> PositionPlan.Source? {
    if let values = perRowValues(channel.rawValue) {
      return .rows(values.map { value in value.number.flatMap { $0.isFinite ? $0 : nil } })
    }
    return unit.fixed(channel, settings, em: em)
  }

  /// Where in its time unit or bin a mark stands: at the start of a unit and in the middle of a bin,
  /// unless mark or channel say otherwise.
  private func unitPosition(_ channel: Channel, _ bound: BoundChannel) -> PositionPlan.Source? {
    guard let field = bound.field, let end = field.end, let key = keys[channel],
      scales[key]?.type.isContinuous ?? false, !hasOwnSecond(channel, channel == .x ? .x2 : .y2)
    else { return nil }
    let usual = !field.isBinned ? settings.timeUnitBandPosition ?? 0 : 0.5
    let share = bound.spec.bandPosition ?? usual
    return share == 0 ? nil : .span(field.column, end, key, share: share)
  }

  private mutating func secondPosition(_ channel: Channel, band: Double) -> PositionPlan? {
    let own = unit[channel].flatMap {
      source(
        $0.content, keys[channel.primary], channel, band: $0.spec.bandPosition ?? band)
    }
    guard let source = own ?? fixedPlace(channel) else { return nil }
    return moved(PositionPlan(source: source), channel)
  }

  func source(
    _ content: BoundChannel.Content, _ key: ScaleKey?, _ channel: Channel, band: Double
  ) -> PositionPlan.Source? {
    switch content {
    case .field(let field):
      guard let key else { return .unscaled(field.column) }
      let place = PositionPlan.Source.field(field.column, key, band: isBandLike(key) ? band : 0)
      guard showsInvalid(channel), scales[key]?.type.isContinuous ?? false else { return place }
      return .conditional([(.valid(field.column, false), .zero(key))], otherwise: place)
    case .datum(let value, _):
      guard let key else { return nil }
      return .datum(value, key, band: isBandLike(key) ? band : 0)
    case .value(let node): return .fixed(node, em: em)
    case .nothing: return nil
    }
  }

  private mutating func inner(_ channel: Channel, band: Double) -> PositionPlan.Inner? {
    let offset: Channel = channel == .x ? .xOffset : .yOffset
    guard let key = keys[offset], unit[offset] != nil else { return nil }
    return PositionPlan.Inner(content: self.channel(offset, else: .number(0)), key: key, band: band)
  }

  private func isBandLike(_ key: ScaleKey) -> Bool { scales[key]?.type.isBandLike ?? false }

  private func isBand(_ channel: Channel) -> Bool {
    keys[channel].flatMap { scales[$0] }?.type == .band
  }

  private func hasSecond(_ channel: Channel) -> Bool {
    unit[channel] != nil || unit.fixed(channel, settings, em: em) != nil
      || unit.mark.expressions.contains { $0.name == channel.rawValue }
  }

  /// Whether there is a second end that is not just the end of a bin.
  private func hasOwnSecond(_ channel: Channel, _ second: Channel) -> Bool {
    guard hasSecond(second) else { return false }
    return unit.field(channel)?.isBinned != true || unit.field(second) == nil
  }

  /// Whether a bar or rule grows along this channel from zero.
  private func isMeasure(_ channel: Channel) -> Bool {
    guard let key = keys[channel], let scale = scales[key], scale.type.isContinuous else {
      return false
    }
    return channel == .x ? unit.orient == .horizontal : unit.orient == .vertical
  }
}

extension BoundUnit {
  /// A fixed place that the mark itself names.
  func fixed(_ channel: Channel, _ settings: MarkSpec, em: Double) -> PositionPlan.Source? {
    let value: Either<Distance, String>? =
      switch channel {
      case .x: settings.x
      case .y: settings.y
      case .x2: settings.x2
      case .y2: settings.y2
      default: nil
      }
    switch value {
    case .a(let distance): return .points(distance.points(em: em))
    case .b: return .share(1)
    case nil: return nil
    }
  }
}

extension PositionPlan.Source {
  /// A place given as a value: a distance, or the far end of the plot by name.
  fileprivate static func fixed(_ node: Node, em: Double) -> PositionPlan.Source? {
    if let number = node.number { return .points(number) }
    var reader = SpecReader()
    if let distance = Distance.read(node, &reader) { return .points(distance.points(em: em)) }
    if node.string == "width" || node.string == "height" { return .share(1) }
    return nil
  }
}

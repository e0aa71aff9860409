import Notation
import Tables

// Where arcs and texts stand around the middle of the plot, by Vega-Lite's rules for theta and
// radius.
extension MarkPlanner {
  /// The angles and radii of a mark; nil if it has none.
  mutating func polarPlan() -> PolarPlan? {
    switch unit.type {
    case .arc:
      return PolarPlan(
        theta: polarSpan(.theta, .theta2), radius: polarSpan(.radius, .radius2),
        padAngle: number("padAngle", settings.padAngle, else: 0),
        cornerRadius: number("cornerRadius", settings.cornerRadius, else: 0))
    case .text:
      let isPolar =
        unit[.theta] != nil || unit[.radius] != nil || settings.theta != nil
        || settings.radius != nil
        || unit.mark.expressions.contains { $0.name == "theta" || $0.name == "radius" }
      guard isPolar else { return nil }
      let none = ChannelPlan.constant(.number(0))
      return PolarPlan(
        theta: .at(polarPlace(.theta)), radius: .at(polarPlace(.radius)), padAngle: none,
        cornerRadius: none)
    default: return nil
    }
  }

  // MARK: Sectors

  /// From the value to the start: of its stack, its bin or band, its second value, or zero.
  private mutating func polarSpan(_ channel: Channel, _ second: Channel) -> SpanPlan {
    guard let bound = unit[channel], let key = keys[channel] else {
      let value = unit[channel].flatMap(polarValue)
      return .between(
        PositionPlan(source: value ?? fixed(channel), offset: offset(channel)),
        secondPlace(second) ?? PositionPlan(source: fixed(second), offset: offset(second)))
    }
    if let stack = unit.stack, stack.channel == channel {
      return between(channel, .field(stack.end, key, band: 0), .field(stack.start, key, band: 0))
    }
    let end = secondPlace(second)
    if end == nil, let field = bound.field, let other = field.end, !isBand(key) {
      return between(
        channel, .span(field.column, other, key, share: 1),
        .span(field.column, other, key, share: 0))
    }
    guard let start = source(bound.content, key, channel, band: 0) else {
      return between(channel, fixed(channel), fixed(second))
    }
    if end == nil, isBand(key), let far = source(bound.content, key, channel, band: 1) {
      return between(channel, start, far)
    }
    let own = second == .radius2 ? settings.innerRadius ?? settings.radius2 : settings.theta2
    let zero = own.map { PositionPlan.Source.points($0) } ?? .zero(key)
    return .between(
      PositionPlan(source: start, offset: offset(channel)),
      end ?? PositionPlan(source: zero, offset: offset(second)))
  }

  private func between(
    _ channel: Channel, _ start: PositionPlan.Source, _ end: PositionPlan.Source
  ) -> SpanPlan {
    .between(
      PositionPlan(source: start, offset: offset(channel)),
      PositionPlan(source: end, offset: offset(channel)))
  }

  private func secondPlace(_ second: Channel) -> PositionPlan? {
    guard let bound = unit[second] else { return nil }
    let place = keys[second].flatMap { source(bound.content, $0, second, band: 0) }
    return (place ?? polarValue(bound)).map { PositionPlan(source: $0, offset: offset(second)) }
  }

  // MARK: Texts

  /// Texts stand in the middle of their piece of a stack, their bin or their band.
  private mutating func polarPlace(_ channel: Channel) -> PositionPlan {
    let offset = offset(channel)
    guard let bound = unit[channel], let key = keys[channel] else {
      let asked = channel == .theta ? settings.theta : settings.radius ?? settings.outerRadius
      let value = unit[channel].flatMap(polarValue) ?? rows(channel.rawValue)
      return PositionPlan(source: value ?? .points(asked ?? 0), offset: offset)
    }
    let share = bound.spec.bandPosition ?? 0.5
    if let stack = unit.stack, stack.channel == channel {
      return PositionPlan(
        source: .span(stack.start, stack.end, key, share: share), offset: offset)
    }
    if let field = bound.field, let end = field.end, !isBand(key) {
      return PositionPlan(
        source: .span(field.column, end, key, share: share), offset: offset)
    }
    let place = source(bound.content, key, channel, band: share)
    return PositionPlan(source: place ?? .points(0), offset: offset)
  }

  // MARK: Constants

  private func isBand(_ key: ScaleKey) -> Bool { scales[key]?.type.isBandLike ?? false }

  private func polarValue(_ bound: BoundChannel) -> PositionPlan.Source? {
    switch bound.content {
    case .value(let node): node.number.map { .points($0) }
    case .field(let field): .unscaled(field.column)
    case .datum(let value, _): value.number.map { .points($0) }
    case .nothing: nil
    }
  }

  /// Where a sector reaches that no channel speaks of: a full circle as great as the plot.
  private mutating func fixed(_ channel: Channel) -> PositionPlan.Source {
    let names: [Channel: [String]] = [
      .radius: ["outerRadius", "radius"], .radius2: ["innerRadius", "radius2"],
    ]
    for name in names[channel] ?? [channel.rawValue] {
      if let source = rows(name) { return source }
    }
    switch channel {
    case .theta: return .points(settings.theta ?? 0)
    case .theta2: return .points(settings.theta2 ?? 2 * .pi)
    case .radius2: return .points(settings.innerRadius ?? settings.radius2 ?? 0)
    default: return (settings.outerRadius ?? settings.radius).map { .points($0) } ?? .share(1)
    }
  }

  private mutating func rows(_ name: String) -> PositionPlan.Source? {
    perRowValues(name).map { values in .rows(values.map(\.number)) }
  }

  private func offset(_ channel: Channel) -> Double {
    switch channel {
    case .theta: settings.thetaOffset ?? 0
    case .theta2: settings.theta2Offset ?? 0
    case .radius: settings.radiusOffset ?? 0
    default: settings.radius2Offset ?? 0
    }
  }
}

/// The type of a scale: by the channel, the type of the field and the mark, as Vega-Lite has it.
enum ScaleTypeRule {
  static func type(of channel: BoundChannel, in unit: BoundUnit) -> ScaleType {
    guard let type = channel.type else { return .linear }
    let primary = channel.channel.primary
    switch type {
    case .nominal, .ordinal, .geojson:
      if primary == .theta || primary == .radius { return .band }
      guard primary.isPosition || primary == .xOffset || primary == .yOffset else {
        return [.color, .fill, .stroke].contains(primary) || hasDiscreteRange(primary)
          ? .ordinal : .point
      }
      return discretePosition(channel, unit)
    case .temporal: return hasDiscreteRange(primary) ? .ordinal : .time
    case .quantitative, .year:
      if hasDiscreteRange(primary) { return .ordinal }
      let isColor = [.color, .fill, .stroke].contains(primary)
      return isColor && channel.field?.bin != nil ? .binOrdinal : .linear
    }
  }

  /// Bars, rects, rules and ticks fill bands; other marks stand on points.
  private static func discretePosition(_ channel: BoundChannel, _ unit: BoundUnit) -> ScaleType {
    // Marks beside each other need a band to stand in.
    let offset: Channel? =
      channel.channel.primary == .x ? .xOffset : channel.channel.primary == .y ? .yOffset : nil
    if let offset, unit[offset]?.type != nil { return .band }
    switch unit.type {
    case .bar, .rect, .image, .rule, .tick: return .band
    default: break
    }
    let size =
      channel.channel.primary == .x || channel.channel == .xOffset
      ? unit.mark.width : unit.mark.height
    if case .b = size { return .band }
    return .point
  }

  private static func hasDiscreteRange(_ channel: Channel) -> Bool {
    channel == .shape || channel == .strokeDash
  }

  /// Which of two types wins where layers share a scale: bands over points over the rest.
  static func merged(_ types: [ScaleType]) -> ScaleType {
    func rank(_ type: ScaleType) -> Int {
      switch type {
      case .band: 11
      case .point: 10
      case .binOrdinal: 2
      case .log, .pow, .sqrt, .symlog, .identity: 1
      default: 0
      }
    }
    return types.max { rank($0) < rank($1) } ?? .linear
  }
}

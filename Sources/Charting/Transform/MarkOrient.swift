import Tables

/// In which direction a mark stands, by Vega-Lite's rules (its documentation of `orient`).
enum MarkOrient {
  static func orient(of unit: BoundUnit) -> Orientation? {
    switch unit.type {
    case .point, .circle, .square, .text, .image, .geoshape, .arc: return nil
    default: break
    }
    let x = unit[.x], y = unit[.y]
    // The second end of a bin is no measure.
    let hasX2 = (unit[.x2] != nil || unit.mark.x2 != nil) && !(x?.isBinned ?? false)
    let hasY2 = (unit[.y2] != nil || unit.mark.y2 != nil) && !(y?.isBinned ?? false)
    if unit.type == .bar, hasX2 != hasY2 {
      if let orient = unit.mark.orient { return orient }
      return hasX2 ? .horizontal : .vertical
    }
    if unit.type == .rule, let orient = ruleOrient(unit, hasX2: hasX2, hasY2: hasY2) {
      return orient
    }
    if unit.type == .area || unit.type == .rule {
      if hasY2, !hasX2 { return .vertical }
      if hasX2, !hasY2 { return .horizontal }
    }
    if let orient = unit.mark.orient { return orient }
    // One bar for each unit of time has no measure: it runs across the plot.
    if unit.type == .bar, let only = x == nil ? y : y == nil ? x : nil,
      only.field?.timeUnit != nil
    {
      return x == nil ? .horizontal : .vertical
    }
    return byTypes(x, y, isTick: unit.type == .tick)
  }

  /// A rule with one place runs across the plot; one with bounds runs between them.
  private static func ruleOrient(_ unit: BoundUnit, hasX2: Bool, hasY2: Bool) -> Orientation? {
    if hasX2, hasY2 { return nil }
    let hasX = unit[.x] != nil || unit.mark.x != nil
    let hasY = unit[.y] != nil || unit.mark.y != nil
    if !hasX2, !hasY2 {
      if hasX, !hasY { return .vertical }
      if hasY, !hasX { return .horizontal }
    }
    return nil
  }

  private static func byTypes(
    _ x: BoundChannel?, _ y: BoundChannel?, isTick: Bool
  ) -> Orientation? {
    let along: Orientation = isTick ? .horizontal : .vertical
    let across: Orientation = isTick ? .vertical : .horizontal
    func isContinuous(_ channel: BoundChannel?) -> Bool {
      guard let channel, !channel.isBinned else { return false }
      return channel.type?.isContinuous ?? false
    }
    switch (isContinuous(x), isContinuous(y)) {
    case (true, false): return across
    case (false, true): return along
    case (false, false): return nil
    case (true, true):
      let xIsTime = x?.type == .temporal || x?.type == .year
      let yIsTime = y?.type == .temporal || y?.type == .year
      if xIsTime != yIsTime { return xIsTime ? along : across }
      let xHas = x?.field?.aggregate != nil, yHas = y?.field?.aggregate != nil
      if xHas != yHas { return yHas ? along : across }
      return .vertical
    }
  }
}

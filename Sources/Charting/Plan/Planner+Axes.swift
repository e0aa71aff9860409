import Canvas
import OrderedCollections
import Tables

// The axes of plots.
extension Planner {
  /// The axes of a plot: one for each scale, or for each layer that has its own.
  ///
  /// Where several stand along a direction they change sides, and the first alone has grid lines.
  mutating func axes(_ keys: [[Channel: ScaleKey]], of units: Range<Int>) -> [AxisPlan] {
    var seen: OrderedSet<ScaleKey> = []
    for own in keys {
      for channel in [Channel.x, .y] { if let key = own[channel] { seen.append(key) } }
    }
    var axes: [AxisPlan] = []
    for key in seen {
      let uses = (scopes.uses[key] ?? []).filter { units.contains($0.index) }
      let layers = OrderedSet(uses.map { $0.scope.layerAxes[key.channel] ?? 0 })
      for layer in layers {
        let own = uses.filter { ($0.scope.layerAxes[key.channel] ?? 0) == layer }
        let before = axes.filter { $0.key.channel == key.channel }
        if let axis = axis(key, own, beside: before) { axes.append(axis) }
      }
    }
    if config.hasQuietGuides { axes = axes.map { quiet($0, among: seen) } }
    return axes
  }

  /// The axis line at zero; grid lines only across the axis of values, and where there are labels.
  private func quiet(_ axis: AxisPlan, among keys: OrderedSet<ScaleKey>) -> AxisPlan {
    var axis = axis
    axis.zeroOf = keys.first { $0.channel != axis.key.channel && isMeasure($0) }
    axis.hasGridAtLabelsOnly = true
    let uses = scopes.uses[axis.key] ?? []
    axis.fitsLabels =
      axis.isHorizontal
      && !uses.contains { use in
        let asked = use.channel.spec.axis?.wrapped
        return asked?.labelAngle != nil || asked?.labelOverlap != nil
      }
    let isDimension = uses.contains { use in
      guard use.unit.type.isSeries || use.unit.type == .bar else { return false }
      return use.unit.orient == (axis.isHorizontal ? .vertical : .horizontal)
    }
    if isDimension, !uses.contains(where: { $0.channel.spec.axis?.wrapped?.grid == true }) {
      axis.grid = nil
    }
    return axis
  }

  private func isMeasure(_ key: ScaleKey) -> Bool {
    scopes.uses[key]?.contains { $0.channel.type == .quantitative } ?? false
  }

  private mutating func axis(
    _ key: ScaleKey, _ uses: [ScaleUse], beside others: [AxisPlan]
  ) -> AxisPlan? {
    guard let scale = scales[key] else { return nil }
    let field = uses.lazy.compactMap(\.channel.field).first
    var planner = AxisPlanner(
      config: config, language: language,
      labels: labels.labels(of: field?.descriptor, log: &log),
      isNamedAbove: chart.view.title?.subtitle != nil, others: others.map(\.labelSide))
    defer { log.add(contentsOf: planner.log) }
    return planner.plan(uses, scale: scale)
  }
}

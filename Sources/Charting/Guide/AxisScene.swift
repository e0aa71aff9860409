import Canvas

// From axes to items of the scene.
extension AxisGuide {
  /// The grid lines, behind everything.
  var gridItem: SceneItem? {
    guard let look = plan.grid, !gridPlaces.isEmpty else { return nil }
    let lines = gridPlaces.enumerated().compactMap { index, place -> SceneItem? in
      let own = index < gridLooks.count ? gridLooks[index] : look
      guard own.isVisible else { return nil }
      let path: Path =
        plan.isHorizontal
        ? .line(from: Point(place, 0), to: Point(place, size.height))
        : .line(from: Point(0, place), to: Point(size.width, place))
      return .path(ScenePath(path, stroke: own.stroke))
    }
    return group(.part("grid"), lines)
  }

  private func group(_ role: SceneRole, _ items: [SceneItem]) -> SceneItem {
    .group(
      SceneGroup(role, name: plan.key.channel.rawValue, transform: crispness, items: items))
  }

  /// Where grid lines are seen.
  var shownGridPlaces: [Double] {
    gridPlaces.enumerated().filter { index, _ in
      (index < gridLooks.count ? gridLooks[index] : plan.grid)?.isVisible ?? false
    }.map(\.element)
  }

  /// In Vega's look lines stand in the middle of pixels.
  private var crispness: Transform { plan.isVegas ? .translation(0.5, 0.5) : .identity }

  private func zeroPath(_ zero: Double) -> Path {
    plan.isHorizontal
      ? .line(from: Point(domain.0, zero), to: Point(domain.1, zero))
      : .line(from: Point(zero, domain.0), to: Point(zero, domain.1))
  }

  /// The axis line, the ticks, the labels and the title.
  var item: SceneItem? {
    var items: [SceneItem] = []
    if let look = plan.domain {
      let path = zero.map(zeroPath) ?? .line(from: point(domain.0, 0), to: point(domain.1, 0))
      items.append(.path(ScenePath(path, stroke: look.stroke)))
    }
    if let look = plan.ticks {
      for tick in ticks {
        let own = tick.look?.tick ?? look, size = tick.look?.tickSize ?? plan.tickSize
        guard own.isVisible else { continue }
        let path = Path.line(from: point(tick.linePlace, 0), to: point(tick.linePlace, size))
        items.append(.path(ScenePath(path, stroke: own.stroke)))
      }
      if let extraPlace, look.isVisible {
        let path = Path.line(from: point(extraPlace, 0), to: point(extraPlace, plan.tickSize))
        items.append(.path(ScenePath(path, stroke: look.stroke)))
      }
    }
    for tick in ticks where !tick.isHidden && (tick.label?.look.color.alpha ?? 0) > 0 {
      items += (tick.label?.items() ?? []).map { .text($0) }
    }
    items += (title?.items() ?? []).map { .text($0) }
    guard !items.isEmpty else { return nil }
    return group(.part("axis"), items)
  }
}

import Canvas

/// What the place where a chart will stand asks of its size.
struct SizingRequest {
  var width: Double?
  var height: Double?

  /// The total size to fill, if one is asked for or the theme has one.
  func plan(_ chart: ChartSpec, _ root: ViewPlan, _ config: ConfigSpec) -> SizingPlan {
    let asksWidth = asksSize(chart.view, \.width), asksHeight = asksSize(chart.view, \.height)
    let themeWidth: Double? =
      if case .points(let points) = config.figure.width, !asksWidth { points } else { nil }
    let total = width ?? themeWidth
    var plan = SizingPlan(
      totalWidth: total, totalHeight: height, plotAspect: nil, leastAspect: nil,
      padding: padding(chart, config), followsVega: !config.isOurs,
      isOnWholePoints: !config.isOurs)
    guard let total, height == nil else { return plan }
    if !asksHeight, let aspect = root.mapAspect {
      // A map has a shape of its own.
      plan.plotAspect = aspect
      return plan
    }
    if case .plot(let plot) = root, case .fixed(let plotHeight) = plot.height {
      if asksHeight, asksWidth, case .fixed(let plotWidth) = plot.width, plotWidth > 0 {
        plan.plotAspect = plotHeight / plotWidth
      } else if !asksHeight, let aspect = config.figure.aspect {
        plan.totalHeight = total * aspect
        plan.leastAspect = SizingRequest.leastAspect
      }
    } else if case .grid(let grid) = root, !asksHeight, config.figure.aspect != nil,
      grid.cells.allSatisfy({ $0.view.hasFreeHeight })
    {
      plan.plotAspect = grid.columnCount > 1 ? SizingRequest.panelAspect : SizingRequest.leastAspect
    }
    return plan
  }

  /// The least height of a plot as a share of its width.
  private static let leastAspect = 0.4
  /// The height of a panel of small multiples as a share of its width.
  private static let panelAspect = 0.75

  private func asksSize(_ view: ViewSpec, _ side: KeyPath<ViewSpec, ExtentSpec?>) -> Bool {
    if case .points = view[keyPath: side] { return true }
    switch view.content {
    case .unit: return false
    case .layer(let views), .concat(_, let views): return views.contains { asksSize($0, side) }
    case .facet(_, let child): return asksSize(child, side)
    }
  }

  private func padding(_ chart: ChartSpec, _ config: ConfigSpec) -> Insets {
    switch chart.padding ?? config.padding {
    case .all(let all): Insets(top: all, right: all, bottom: all, left: all)
    case .sides(let top, let right, let bottom, let left):
      Insets(top: top, right: right, bottom: bottom, left: left)
    case nil: Insets()
    }
  }
}

extension ViewPlan {
  /// The height of a map that is fitted into the plots as a share of its width.
  fileprivate var mapAspect: Double? {
    let aspects = plots.lazy.flatMap(\.marks).map { $0.map?.projection.aspect }
    return aspects.first.flatMap { $0 }
  }

  /// Whether the height of the plot is not a number of steps.
  fileprivate var hasFreeHeight: Bool {
    if case .plot(let plot) = self, case .fixed = plot.height { true } else { false }
  }
}

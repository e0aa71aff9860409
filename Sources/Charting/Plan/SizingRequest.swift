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
      padding: padding(chart, config))
    plan.autosize = autosize(chart, root, config)
    plan.fit(root, chart, config)
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
        plan.leastAspect = config.figure.plotAspect ?? SizingRequest.leastAspect
      }
    } else if case .grid(let grid) = root, !asksHeight, config.figure.aspect != nil,
      grid.cells.allSatisfy({ $0.view.hasFreeHeight })
    {
      plan.plotAspect =
        grid.columnCount > 1
        ? SizingRequest.panelAspect : config.figure.plotAspect ?? SizingRequest.leastAspect
    }
    return plan
  }

  /// The least height of a plot as a share of its width.
  private static let leastAspect = 0.4
  /// The height of a panel of small multiples as a share of its width.
  private static let panelAspect = 0.75

  /// Single plots may be fitted, along the sides that are not made of steps.
  private func autosize(
    _ chart: ChartSpec, _ root: ViewPlan, _ config: ConfigSpec
  ) -> AutosizePlan {
    guard case .plot(let plot) = root else { return autosizeOfGrid(chart, root, config) }
    var usual = AutosizeSpec()
    let isFilled = (chart.view.width == .container, chart.view.height == .container)
    if isFilled.0 || isFilled.1 {
      usual.type = isFilled.0 ? (isFilled.1 ? .fit : .fitX) : .fitY
      usual.contains = .padding
    }
    let spec = usual.merged(with: config.autosize).merged(with: chart.autosize)
    var plan = AutosizePlan(type: spec.type ?? .pad, containsPadding: spec.contains == .padding)
    guard plan.isFitted else { return plan }
    switch (plot.width, plot.height) {
    case (.fixed, .fixed): break
    case (.step, .fixed): plan.type = .fitY
    case (.fixed, .step): plan.type = .fitX
    case (.step, .step): plan.type = .pad
    }
    return plan
  }

  /// Plots of one column may share a total width, those of one row a total height.
  private func autosizeOfGrid(
    _ chart: ChartSpec, _ root: ViewPlan, _ config: ConfigSpec
  ) -> AutosizePlan {
    let spec = config.autosize.merged(with: chart.autosize)
    guard case .grid(let grid) = root, case .concat = chart.view.content,
      spec.type == .fitX && grid.columnCount == 1 || spec.type == .fitY && grid.rowCount == 1,
      let type = spec.type
    else { return AutosizePlan() }
    return AutosizePlan(type: type, containsPadding: spec.contains == .padding)
  }

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

extension SizingPlan {
  /// In our own look a chart that is fitted into its size has that total size.
  fileprivate mutating func fit(_ root: ViewPlan, _ chart: ChartSpec, _ config: ConfigSpec) {
    guard config.isOurs, autosize.isFitted, totalWidth == nil, case .plot(let plot) = root else {
      return
    }
    let isPadded = !autosize.containsPadding
    if autosize.type != .fitY, case .fixed(let width) = plot.width {
      totalWidth = width + (isPadded ? padding.left + padding.right : 0)
    }
    if autosize.type != .fitX, totalHeight == nil, case .fixed(let height) = plot.height {
      totalHeight = height + (isPadded ? padding.top + padding.bottom : 0)
    }
  }
}

import Canvas
import Diagnostics
import Notation
import OrderedCollections
import Tables

/// Decides everything about a chart: user value, else theme, else inferred from the data.
struct Planner {
  let chart: ChartSpec
  let bound: BoundView
  let config: ConfigSpec
  let sizing: SizingRequest
  let language: String
  let labels: LabelCatalog
  let sources: [String]
  var log = DiagnosticLog()
  private(set) var scopes: ScaleScopes
  private(set) var scales: [ScaleKey: ScalePlan] = [:]
  private var projections: [ProjectionPlan?] = []
  private var nextUnit = 0
  private var nextPlot = 0
  private var samePlaces = SamePlaces()
  /// The errors of single rows; several scales may report the same.
  private var rowErrors = DiagnosticLog()

  init(
    chart: ChartSpec, bound: BoundView, config: ConfigSpec, sizing: SizingRequest,
    language: String, labels: LabelCatalog, sources: [String]
  ) {
    self.chart = chart
    self.bound = bound
    self.config = config
    self.sizing = sizing
    self.language = language
    self.labels = labels
    self.sources = sources
    scopes = ScaleScopes(bound)
  }

  /// The plan; nil after an error that is in the log.
  ///
  /// If `toleratesRowErrors`, errors of single rows do not count, which have no place then.
  mutating func plan(toleratesRowErrors: Bool = false) -> ChartPlan? {
    UnitCheck.report(scopes.uses, log: &log)
    planScales()
    var maps = ProjectionPlanner(config: config)
    projections = maps.plans(bound)
    log.add(contentsOf: maps.log)
    var planned = planLegends()
    let root = view(bound, at: [], &planned)
    samePlaces.report(to: &log)
    // Beside each of several columns the same names would stand again and again.
    if case .grid(let grid) = root, grid.columnCount > 1 {
      for path in planned.keys { planned[path] = planned[path]?.map(\.aboveThePlots) }
    }
    guard log.errorCount == (toleratesRowErrors ? rowErrors.errorCount : 0) else { return nil }
    let head = HeadPlanner(config: config, language: language)
    return ChartPlan(
      root: root, scales: scales, legends: planned[[]] ?? [], head: head.head(bound.spec),
      foot: head.foot(chart, sources: sources), sizing: sizing.plan(chart, root, config),
      background: background, language: language, isVegas: !config.isOurs,
      ground: config.ground)
  }

  private var background: Color? {
    if let asked = chart.background { return asked.wrapped?.color }
    if case .value(let color) = config.background { return color.color }
    return nil
  }

  // MARK: Scales

  private mutating func planScales() {
    for (key, uses) in scopes.uses {
      var planner = ScalePlanner(config: config, hasOffset: hasOffset(key))
      planner.steps = (stepAsked(\.width, uses), stepAsked(\.height, uses))
      scales[key] = planner.plan(key, uses)
      log.add(contentsOf: planner.log)
      rowErrors.add(contentsOf: planner.rowErrors)
    }
  }

  /// The step that the views of a scale ask for along one side, or the usual one.
  private func stepAsked(_ side: KeyPath<ViewSpec, ExtentSpec?>, _ uses: [ScaleUse]) -> Double {
    let asked = (uses.map(\.unit.spec) + [chart.view]).compactMap { $0[keyPath: side] }.first
    switch asked {
    case .step(let step), .positionStep(let step): return step
    default: return config.view.discreteStep(isWidth: side == \.width)
    }
  }

  /// Whether bars stand beside each other inside the steps of a scale.
  private func hasOffset(_ key: ScaleKey) -> Bool {
    let offset: Channel = key.channel == .x ? .xOffset : .yOffset
    guard key.channel.isPosition else { return false }
    return scopes.uses[key]?.contains { $0.unit[offset]?.type != nil } ?? false
  }

  // MARK: Views

  /// The legends of each view that has its own; those of the whole have an empty path.
  private mutating func planLegends() -> [ViewPath: [LegendPlan]] {
    var planner = LegendPlanner(config: config, language: language, scales: scales, labels: labels)
    var legends: [ViewPath: [LegendPlan]] = [:]
    for (path, uses) in scopes.legends { legends[path] = planner.plan(uses) }
    log.add(contentsOf: planner.log)
    return legends
  }

  private mutating func view(
    _ bound: BoundView, at path: ViewPath, _ legends: inout [ViewPath: [LegendPlan]]
  ) -> ViewPlan {
    let view: ViewPlan
    switch bound {
    case .unit(let unit): view = .plot(plot([unit], unit.spec))
    case .layer(let layer): view = .plot(plot(bound.units, layer.spec))
    case .facet(let facet): view = .grid(grid(facet, at: path, &legends))
    case .concat(let concat): view = .grid(grid(concat, at: path, &legends))
    }
    let own = legends[path] ?? []
    guard !path.isEmpty, !own.isEmpty || bound.spec.title != nil else { return view }
    let head = HeadPlanner(config: config, language: language).head(bound.spec)
    return .framed(FramedPlan(view: view, head: head, legends: own))
  }

  private mutating func plot(_ units: [BoundUnit], _ spec: ViewSpec) -> PlotPlan {
    let first = nextUnit
    nextUnit += units.count
    nextPlot += 1
    let keys = units.indices.map { scopes.keys[first + $0] }
    var marks: [MarkPlan] = []
    for (index, (unit, keys)) in zip(units, keys).enumerated() {
      var planner = MarkPlanner(
        unit: unit, keys: keys, scales: scales, config: config, language: language)
      var mark = planner.plan()
      mark.stand(on: projections[first + index], unit, planner.settings)
      samePlaces.add(mark, of: unit)
      let brushes = unit.brushes.compactMap { brush in
        BrushPlanner(selection: brush.selection, look: brush.look, unit: unit, keys: keys)
          .plan(around: mark)
      }
      (mark.unit, mark.keys) = (first + index, keys)
      marks += brushes.map(\.below) + [mark] + brushes.map(\.above)
      log.add(contentsOf: planner.log)
    }
    let x = keys.compactMap { $0[.x] }.first, y = keys.compactMap { $0[.y] }.first
    let specs = [spec] + units.map(\.spec)
    return PlotPlan(
      id: nextPlot, marks: marks, axes: axes(keys, of: first..<nextUnit),
      background: frame(specs.compactMap(\.view).first, hasSides: x != nil || y != nil),
      isClipped: config.view.clip ?? false, isVegas: !config.isOurs, x: x, y: y,
      width: extent(specs.compactMap(\.width).first, x, isWidth: true, units),
      height: extent(specs.compactMap(\.height).first, y, isWidth: false, units))
  }

  /// Whether the chart is one plot.
  private var isSingle: Bool {
    switch bound {
    case .unit, .layer: true
    case .facet, .concat: false
    }
  }

  private func frame(_ spec: ViewBackgroundSpec?, hasSides: Bool) -> LookPlan {
    // What has neither x nor y is no plot with sides, and gets no frame of its own.
    var view = hasSides ? config.view : ViewBackgroundSpec()
    for name in (spec?.style ?? .a("cell")).names {
      guard let style = config.styles[name] else { continue }
      view.fill = style.fill ?? view.fill
      view.stroke = style.stroke ?? view.stroke
      view.strokeWidth = style.strokeWidth ?? view.strokeWidth
      view.strokeDash = style.strokeDash ?? view.strokeDash
      view.opacity = style.opacity ?? view.opacity
      view.cornerRadius = style.cornerRadius ?? view.cornerRadius
    }
    return GuideLook(config: config, language: language).frame(view.merged(with: spec))
  }

  private func extent(
    _ asked: ExtentSpec?, _ key: ScaleKey?, isWidth: Bool, _ units: [BoundUnit]
  ) -> ExtentPlan {
    let isDiscrete = key.flatMap { scales[$0] }?.type.isDiscrete ?? false
    switch asked {
    case .points(let points): return .fixed(points)
    case .step(let step) where isDiscrete: return .step(step * stepsOfOffset(key))
    case .positionStep(let step) where isDiscrete: return .step(step)
    default: break
    }
    let view = config.view
    // What fills its container has the size of a continuous plot where there is none.
    if asked == .container, isSingle, !config.isOurs {
      return .fixed((isWidth ? view.continuousWidth : view.continuousHeight) ?? 300)
    }
    // A circle or a map is as great as a plot with continuous scales.
    let isRound = key == nil && units.contains { $0.type == .arc || $0.isOnMap }
    if !isRound, key == nil || isDiscrete {
      let discrete = isWidth ? view.discreteWidth : view.discreteHeight
      if case .a(let size) = discrete { return .fixed(size) }
      let hasBars = units.contains { $0.type == .bar }
      let rowStep = isWidth || !hasBars ? nil : config.figure.rowStep
      let steps = stepsOfOffset(key)
      // Bars beside each other are slimmer than those that have a row to themselves.
      return .step(
        (rowStep.map { steps > 1 ? $0 * 0.6 : $0 } ?? view.discreteStep(isWidth: isWidth)) * steps)
    }
    return .fixed((isWidth ? view.continuousWidth : view.continuousHeight) ?? 300)
  }

  /// How many steps of its own a step with bars beside each other takes, as Vega-Lite has it.
  private func stepsOfOffset(_ key: ScaleKey?) -> Double {
    guard let key, hasOffset(key), let outer = scales[key] else { return 1 }
    let offset: Channel = key.channel == .x ? .xOffset : .yOffset
    let scope = scopes.uses[key]?.lazy.compactMap { use in
      use.unit[offset]?.type != nil ? use.scope.scale(of: offset) : nil
    }.first
    guard let inner = scales[ScaleKey(channel: offset, scope: scope ?? 0)],
      case .discrete(let values) = inner.domain
    else { return 1 }
    let bands = BandScale.space(
      count: Double(values.count), paddingInner: inner.paddingInner,
      paddingOuter: inner.paddingOuter)
    return bands / (1 - min(outer.paddingInner, 0.9))
  }

  // MARK: Facets

  private mutating func grid(
    _ facet: BoundFacet, at path: ViewPath, _ legends: inout [ViewPath: [LegendPlan]]
  ) -> GridPlan {
    let headers = HeaderPlanner(config: config, language: language, labels: labels)
    var cells: [GridPlan.Cell] = []
    for (index, cell) in facet.cells.enumerated() {
      let label =
        facet.wrap.map {
          headers.label($0, $0.values[index], .wrap, log: &log)
        } ?? nil
      cells.append(
        .init(
          row: cell.row, column: cell.column, view: view(cell.view, at: path + [index], &legends),
          header: label))
    }
    let rows = headers.labels(facet.rows, .row, log: &log)
    let columns = headers.labels(facet.columns, .column, log: &log)
    for index in cells.indices {
      let own = [(rows, cells[index].row), (columns, cells[index].column)].compactMap {
        list, line in
        line < list.count && list[line].isOverCells ? list[line] : nil
      }
      if let label = own.first { cells[index].header = label }
    }
    let resolve = facet.spec.resolve
    let shared = shareAxes(&cells, resolve)
    let spacing = spacing(facet.facet.layout, usual: config.facet.spacing)
    var grid = GridPlan(
      cells: cells, rowHeaders: rows.filter { !$0.isOverCells },
      columnHeaders: columns.filter { !$0.isOverCells },
      rowTitle: headers.title(facet.rows, .row),
      columnTitle: facet.columns == nil
        ? headers.title(facet.wrap, .wrap) : headers.title(facet.columns, .column),
      rowSpacing: spacing.row, columnSpacing: spacing.column, sharedAxes: shared)
    grid.isVegas = !config.isOurs
    grid.isWrapped = facet.wrap != nil
    // In Vega's look cells of independent scales follow each other closely.
    let isLoose =
      facet.rows == nil && resolve.scale[.x] == .independent
      || facet.columns == nil && resolve.scale[.y] == .independent
    return placed(
      grid.mergingTitles, by: facet.facet.layout,
      align: config.isOurs ? .each : isLoose ? .none : .all)
  }

  // MARK: Concatenation

  private mutating func grid(
    _ concat: BoundConcat, at path: ViewPath, _ legends: inout [ViewPath: [LegendPlan]]
  ) -> GridPlan {
    let usual = concat.concat.wraps ? config.concat.columns.flatMap { Int(whole: $0) } : nil
    let columns = max(1, concat.concat.columns ?? usual ?? concat.views.count)
    var cells: [GridPlan.Cell] = []
    for (index, part) in concat.views.enumerated() {
      let plan = view(part, at: path + [index], &legends)
      cells.append(.init(row: index / columns, column: index % columns, view: plan))
    }
    let spacing = spacing(concat.concat.layout, usual: config.concat.spacing)
    var grid = GridPlan(
      cells: cells, rowHeaders: [], columnHeaders: [], rowSpacing: spacing.row,
      columnSpacing: spacing.column, sharedAxes: [])
    grid.isVegas = !config.isOurs
    return placed(grid, by: concat.concat.layout, align: concat.concat.isRepeat ? .all : .each)
  }

  /// A grid with the placing that is asked for.
  private func placed(_ grid: GridPlan, by layout: GridSpec, align: GridAlign) -> GridPlan {
    var grid = grid
    switch layout.align {
    case .a(let both): (grid.rowAlign, grid.columnAlign) = (both, both)
    case .b(let each): (grid.rowAlign, grid.columnAlign) = (each.row ?? align, each.column ?? align)
    case nil: (grid.rowAlign, grid.columnAlign) = (align, align)
    }
    switch layout.center {
    case .a(let both): (grid.isRowCentered, grid.isColumnCentered) = (both, both)
    case .b(let each):
      (grid.isRowCentered, grid.isColumnCentered) = (each.row ?? false, each.column ?? false)
    case nil: break
    }
    grid.isFlush = layout.bounds == .flush
    return grid
  }

  private func spacing(_ layout: GridSpec, usual: Double?) -> (row: Double, column: Double) {
    let usual = usual ?? 20
    switch layout.spacing {
    case .a(let both): return (both, both)
    case .b(let each): return (each.row ?? usual, each.column ?? usual)
    case nil: return (usual, usual)
    }
  }

  /// Takes the axes that all cells share out of the cells, which keep their grid lines.
  private func shareAxes(
    _ cells: inout [GridPlan.Cell], _ resolve: ResolveSpec
  ) -> [AxisPlan] {
    guard let first = cells.first?.view.plot else { return [] }
    let shared = first.axes.filter { axis in
      let channel = axis.key.channel
      guard resolve.scale[channel] != .independent else { return false }
      return resolve.axis[channel] != .independent
    }
    for index in cells.indices {
      guard var plot = cells[index].view.plot else { continue }
      for axis in plot.axes.indices where shared.contains(where: { $0.key == plot.axes[axis].key })
      {
        plot.axes[axis].labels = nil
        plot.axes[axis].ticks = nil
        plot.axes[axis].domain = nil
        (plot.axes[axis].minExtent, plot.axes[axis].maxExtent) = (0, 0)
        plot.axes[axis].title = ""
      }
      cells[index].view.plot = plot
    }
    return shared.map { axis in
      var axis = axis
      axis.grid = nil
      return axis
    }
  }
}

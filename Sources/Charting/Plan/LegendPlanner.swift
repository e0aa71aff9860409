import Canvas
import Diagnostics
import Notation
import OrderedCollections
import Tables

/// Decides the legends: one for each field that colours, shapes, dashes or sizes encode.
struct LegendPlanner {
  let config: ConfigSpec
  let language: String
  let scales: [ScaleKey: ScalePlan]
  let labels: LabelCatalog
  var log = DiagnosticLog()

  /// The legends of a chart, in the order in which their scales are used.
  ///
  /// Scales of one domain share a legend, as in Vega-Lite.
  mutating func plan(_ uses: OrderedDictionary<ScaleKey, [ScaleUse]>) -> [LegendPlan] {
    var groups: [Group] = []
    let keys = uses.keys.filter(\.channel.hasLegend)
    let ranked = keys.enumerated().sorted { a, b in
      let (first, second) = (a.element.channel.legendRank, b.element.channel.legendRank)
      return first != second && a.element.scope == b.element.scope
        ? first < second : a.offset < b.offset
    }
    for (_, key) in ranked {
      let all = uses[key] ?? []
      for layer in OrderedSet(all.map { $0.scope.layerLegends[key.channel] ?? 0 }) {
        let list = all.filter { ($0.scope.layerLegends[key.channel] ?? 0) == layer }
        guard let use = list.first(where: { $0.channel.field != nil || $0.channel.type != nil })
        else { continue }
        let isOff = list.allSatisfy { use in
          if case .null = use.channel.spec.legend { true } else { false }
        }
        guard !isOff else { continue }
        let name = "\(layer)|" + domainName(of: key, use)
        let units = Set(list.filter { $0.channel.type != nil }.map { rows(of: $0, key) })
        if let group = groups.firstIndex(where: { $0.explains(name, units) }) {
          groups[group].uses[key] = list
          groups[group].units.formUnion(units)
        } else {
          groups.append(Group(name: name, units: units, uses: [key: list]))
        }
      }
    }
    return groups.compactMap { legend(Array($0.uses.keys), $0.uses) }
  }

  /// Scales that one legend explains.
  private struct Group {
    var name: String
    /// The rows that the domains come from.
    var units: Set<String>
    var uses: OrderedDictionary<ScaleKey, [ScaleUse]>

    /// Whether another scale belongs to it: of the same field in the same rows.
    func explains(_ other: String, _ rows: Set<String>) -> Bool {
      name == other && !units.isDisjoint(with: rows)
    }
  }

  /// What is alike for views that take a domain from the same rows.
  ///
  /// That are their transforms, what is left of the rows, and whether paths keep those without a
  /// place. Independent scales have a view each.
  private func rows(of use: ScaleUse, _ key: ScaleKey) -> String {
    let unit = use.unit
    let groups = unit.channels.compactMap { $0.field?.aggregate == nil ? $0.field?.column : nil }
    let isAggregate = unit.channels.contains { $0.field?.aggregate != nil }
    let parts: [String] = [
      "\(unit.spec.transform.count)", "\(unit.raw.rowCount)", "\(unit.domainTable.rowCount)",
      "\(unit.type.isSeries)", isAggregate ? groups.sorted().joined(separator: ",") : "",
      key.scope == 0 ? "" : "\(use.scope.path)",
    ]
    return parts.joined(separator: "|")
  }

  /// What is alike for scales that one legend can explain.
  private func domainName(of key: ScaleKey, _ use: ScaleUse) -> String {
    let scale = scales[key]
    var name = use.channel.field?.column ?? ""
    name += "|\(scale?.type.isDiscrete == true)|\(scale?.type == .binOrdinal)"
    if case .values(let values, _) = use.spec?.domain {
      name += "|" + values.map(\.value.plainText).joined(separator: "|")
    }
    return name
  }

  private mutating func legend(
    _ keys: [ScaleKey], _ uses: OrderedDictionary<ScaleKey, [ScaleUse]>
  ) -> LegendPlan? {
    let all = keys.flatMap { uses[$0] ?? [] }
    guard let key = keys.min(by: { $0.channel.valueRank < $1.channel.valueRank }),
      let scale = scales[key], let first = all.first(where: { $0.channel.type != nil })
    else { return nil }
    let asked = LegendSpec.merging(all.reversed().map { $0.channel.spec.legend?.wrapped })
    let spec = config.legend.merged(with: asked)
    guard spec.disable != true else { return nil }
    let look = GuideLook(config: config, language: language)
    let rule = LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: spec.labelExpr,
      timeUnit: first.channel.field?.timeUnit, bin: first.channel.field?.bin,
      standsAlone: true)
    let names = labels.labels(of: first.channel.field?.descriptor, log: &log)
    let format = rule.format(
      for: scale, type: first.channel.type ?? .nominal, labels: names, config: config, log: &log)
    let looks = all.map { SymbolLook($0.unit, config) }
    let kind = kind(keys, scale, first, spec, looks)
    // Of several scales that of sizes or shapes gives the values.
    let ranked = keys.sorted { $0.channel.valueRank < $1.channel.valueRank }
    let orient = spec.orient ?? .right
    let direction = direction(spec, orient, kind)
    let stack = config.legend.layout?.stack(orient) ?? LegendStackSpec()
    var plan = LegendPlan(
      kind: kind, orient: orient, direction: direction,
      title: titlePlan(title(spec, asked, all), spec, look),
      labels: labelPlan(spec, look, kind, scale.type), grid: grid(spec, direction),
      symbol: symbolPlan(keys, looks, spec),
      gradient: gradient(spec, asked, looks, direction, orient, kind),
      stack: LegendPlan.Stack(
        anchor: stack.anchor ?? .start, direction: stack.direction ?? orient.stackDirection,
        margin: stack.margin ?? 8, isCentered: stack.center ?? false),
      offset: asked.offset ?? stack.offset ?? spec.offset ?? 18, padding: spec.padding ?? 0,
      position: Point(spec.legendX ?? 0, spec.legendY ?? 0), frame: frame(spec),
      isInFront: (spec.zindex ?? 0) > 0, isVegas: !config.isOurs,
      values: spec.values?.map { scale.value($0) },
      tickCount: spec.tickCount ?? (config.isOurs ? .count(5) : nil), tickMinStep: spec.tickMinStep,
      format: format,
      bins: scale.type.isContinuous && kind == .symbols && !scale.bins.isEmpty ? scale.bins : nil,
      keys: ranked, direct: nil)
    if orient == .direct {
      plan.direct = direct(all, plan, look)
      // Where line ends cannot be labelled the legend stands above the plot.
      if plan.direct == nil { plan.orient = .top }
    }
    return plan
  }

  // MARK: Kind

  /// A scale of colours alone is a run of colours, or fields of them; any other has symbols.
  private func kind(
    _ keys: [ScaleKey], _ scale: ScalePlan, _ use: ScaleUse, _ spec: LegendSpec,
    _ looks: [SymbolLook]
  ) -> LegendPlan.Kind {
    // In Vega's look marks with fills and marks with strokes are explained by symbols with both.
    let isMixed = !config.isOurs && Set(looks.map(\.isFilled)).count > 1
    let isColor =
      keys.count == 1 && !isMixed && [.color, .fill, .stroke].contains(scale.key.channel)
    let isFilled = isColor || spec.type == .gradient
    if isColor, scale.type.isDiscretizing, !config.isOurs { return .bands }
    if spec.type == .symbol || !isFilled || scale.type.isDiscrete { return .symbols }
    if scale.type.isDiscretizing { return .bands }
    guard case .ramp = scale.range else { return .symbols }
    // Quarters, months and weekdays are few, and each has a name.
    let unit = use.channel.field?.timeUnit.map { "\($0.name)" } ?? ""
    let isNamed = ["quarter", "month", "day"].contains(unit) && spec.type == nil
    return isNamed ? .symbols : .gradient
  }

  private func direction(
    _ spec: LegendSpec, _ orient: LegendOrient, _ kind: LegendPlan.Kind
  ) -> Orientation {
    // In Vega's look the direction of gradients is that of symbols too, as Vega-Lite reads it.
    let usual =
      kind == .symbols && config.isOurs ? spec.symbolDirection : spec.gradientDirection
    if let direction = spec.direction ?? usual { return direction }
    switch orient {
    // Where labels beside marks are not possible the legend stands above.
    case .top, .bottom, .direct: return .horizontal
    case .left, .right, .none: return .vertical
    default: return kind == .symbols ? .vertical : .horizontal
    }
  }

  // MARK: Texts

  /// What the legends say, else what the channels say, else the titles of their fields.
  private func title(_ spec: LegendSpec, _ asked: LegendSpec, _ uses: [ScaleUse]) -> String {
    if let title = asked.title { return title.text }
    var written: OrderedSet<String> = []
    for use in uses {
      guard let title = use.channel.spec.title else { continue }
      guard case .value(let lines) = title else { return "" }
      written.append(lines.lines.joined(separator: "\n"))
    }
    if !written.isEmpty { return written.joined(separator: ", ") }
    guard spec.title == nil else { return "" }
    let titles = OrderedSet(uses.compactMap(\.channel.field?.title).filter { !$0.isEmpty })
    return titles.joined(separator: ", ")
  }

  private func titlePlan(_ text: String, _ spec: LegendSpec, _ look: GuideLook) -> LegendPlan.Title
  {
    let style = look.text(
      styles: ["guide-title"], color: spec.titleColor, font: spec.titleFont,
      size: spec.titleFontSize, fontStyle: spec.titleFontStyle, weight: spec.titleFontWeight,
      lineHeight: spec.titleLineHeight, limit: spec.titleLimit, opacity: spec.titleOpacity)
    return LegendPlan.Title(
      text: text, look: style, orient: spec.titleOrient ?? .top, align: spec.titleAlign,
      anchor: spec.titleAnchor?.wrapped ?? .start, padding: spec.titlePadding ?? 5)
  }

  private func labelPlan(
    _ spec: LegendSpec, _ look: GuideLook, _ kind: LegendPlan.Kind, _ type: ScaleType
  ) -> LegendPlan.LabelPlan {
    let style = look.text(
      styles: ["guide-label"], color: spec.labelColor, font: spec.labelFont,
      size: spec.labelFontSize, fontStyle: spec.labelFontStyle, weight: spec.labelFontWeight,
      limit: spec.labelLimit, opacity: spec.labelOpacity)
    let isUneven = [.quantile, .threshold, .log, .symlog].contains(type)
    return LegendPlan.LabelPlan(
      look: style, align: spec.labelAlign, baseline: spec.labelBaseline,
      offset: spec.labelOffset ?? 4, overlap: spec.labelOverlap ?? (isUneven ? .greedy : .parity),
      separation: spec.labelSeparation ?? 0)
  }

  // MARK: Shapes

  private func grid(_ spec: LegendSpec, _ direction: Orientation) -> LegendPlan.GridPlan {
    let columns = spec.columns.flatMap { Int(whole: $0.rounded(.down)) }.map { max(0, $0) }
    return LegendPlan.GridPlan(
      columns: columns ?? (direction == .vertical ? 1 : 0),
      columnPadding: spec.columnPadding ?? 10, rowPadding: spec.rowPadding ?? 2,
      align: spec.gridAlign ?? .each, clipHeight: spec.clipHeight,
      wraps: columns == nil && config.isOurs)
  }

  private func frame(_ spec: LegendSpec) -> LookPlan {
    LookPlan(
      fill: spec.fillColor?.wrapped?.paint, stroke: spec.strokeColor?.wrapped?.paint,
      strokeWidth: spec.strokeWidth ?? 1, dash: spec.strokeDash ?? [],
      cornerRadius: spec.cornerRadius ?? 0, opacity: 1)
  }

  private func gradient(
    _ spec: LegendSpec, _ asked: LegendSpec, _ looks: [SymbolLook], _ direction: Orientation,
    _ orient: LegendOrient, _ kind: LegendPlan.Kind
  ) -> LegendPlan.GradientPlan {
    LegendPlan.GradientPlan(
      length: gradientLength(spec, direction, orient, kind),
      thickness: spec.gradientThickness ?? 16,
      opacity: asked.gradientOpacity ?? looks.map(\.opacity).min() ?? spec.gradientOpacity ?? 1,
      stroke: spec.gradientStrokeColor?.wrapped?.paint, strokeWidth: spec.gradientStrokeWidth ?? 0,
      labelOffset: asked.gradientLabelOffset ?? asked.labelOffset ?? spec.gradientLabelOffset ?? 2,
      labelLimit: spec.gradientLabelLimit ?? spec.labelLimit ?? 0)
  }

  /// A run of colours is as long as the plot, within bounds.
  private func gradientLength(
    _ spec: LegendSpec, _ direction: Orientation, _ orient: LegendOrient, _ kind: LegendPlan.Kind
  ) -> LegendPlan.Length {
    if let length = spec.gradientLength { return .fixed(length) }
    guard kind == .gradient else { return .fixed(200) }
    if direction == .vertical {
      return .plot(
        least: spec.gradientVerticalMinLength ?? 64, most: spec.gradientVerticalMaxLength ?? 200)
    }
    let least = spec.gradientHorizontalMinLength ?? 100
    guard orient == .top || orient == .bottom || orient == .direct else { return .fixed(least) }
    return .plot(least: least, most: spec.gradientHorizontalMaxLength ?? 200)
  }

  /// Symbols look like the marks, but for what the scales of the legend give.
  private func symbolPlan(
    _ keys: [ScaleKey], _ looks: [SymbolLook], _ spec: LegendSpec
  ) -> LegendPlan.SymbolPlan {
    let limit = max(1, spec.symbolLimit.flatMap { Int(whole: $0) } ?? 30)
    let base = symbol(keys, looks, spec)
    return LegendPlan.SymbolPlan(
      base: base, fills: looks.contains(where: \.isFilled),
      strokes: looks.contains { !$0.isFilled }, limit: limit, offset: spec.symbolOffset ?? 0)
  }

  private func symbol(
    _ keys: [ScaleKey], _ looks: [SymbolLook], _ spec: LegendSpec
  ) -> LegendPlan.Symbol {
    let channels = Set(keys.map(\.channel))
    let first = looks.first { $0.tells(beside: channels) } ?? looks.first
    let told = config.isOurs ? looks : [first].compactMap { $0 }
    let isFilled = looks.contains(where: \.isFilled)
    // What has a scale for its fill has no colour of its own.
    let hasFill = channels.contains(.fill) || channels.contains(.color) && isFilled
    var symbol = LegendPlan.Symbol(
      shape: spec.symbolType ?? SymbolLook.shape(of: looks, isVega: !config.isOurs),
      size: spec.symbolSize ?? 100,
      fill: hasFill ? nil : (spec.symbolFillColor ?? spec.symbolBaseFillColor)?.wrapped?.paint,
      stroke: (spec.symbolStrokeColor ?? (hasFill ? nil : spec.symbolBaseStrokeColor))?.wrapped?
        .paint,
      strokeWidth: looks.lazy.compactMap(\.strokeWidth).first ?? spec.symbolStrokeWidth ?? 1.5,
      dash: spec.symbolDash ?? [],
      dashOffset: spec.symbolDashOffset ?? 0,
      // What is not seen explains nothing.
      opacity: told.map(\.opacity).filter { $0 > 0 }.min() ?? 1)
    // As Vega-Lite has it, symbols that a run of colours explains too look like no mark.
    let color = keys.first { [.color, .fill, .stroke].contains($0.channel) }
    let isRun = color.flatMap { scales[$0] }?.type.isContinuous == true
    let isMixed = keys.count > 1 || Set(looks.map(\.isFilled)).count > 1
    if !config.isOurs, isMixed, isRun {
      symbol.opacity = 1
    } else {
      if let first { paint(&symbol, channels, first, spec) }
    }
    symbol.opacity = spec.symbolOpacity ?? symbol.opacity
    return symbol
  }

  /// Symbols are painted as a mark, but for what the legend itself explains.
  private func paint(
    _ symbol: inout LegendPlan.Symbol, _ channels: Set<Channel>, _ look: SymbolLook,
    _ spec: LegendSpec
  ) {
    if !channels.contains(.fill), !(look.isFilled && channels.contains(.color)) {
      switch look.fill {
      case .nothing: if look.type.isSeeThrough { symbol.fill = nil }
      case .paint(let paint):
        symbol.fill = paint
        // What is filled gets an outline only if one is asked for.
        if look.isFilled, spec.symbolStrokeColor == nil { symbol.stroke = nil }
      case .field where spec.symbolFillColor == nil && spec.symbolBaseFillColor == nil:
        // Colours by another field are left open: black as faint as the marks.
        symbol.fill = .color(.black)
        symbol.fillOpacity = symbol.opacity
        if spec.symbolStrokeColor == nil { symbol.stroke = nil }
      case .field: break
      }
    }
    if !channels.contains(.stroke), look.isFilled || !channels.contains(.color),
      spec.symbolStrokeColor == nil, case .paint(let paint) = look.stroke
    {
      symbol.stroke = paint
    }
  }

  // MARK: Direct labels

  /// Labels at line ends, if the legend explains the series of lines or areas that are not stacked.
  private func direct(
    _ uses: [ScaleUse], _ plan: LegendPlan, _ look: GuideLook
  ) -> DirectPlan? {
    guard plan.kind == .symbols else { return nil }
    let runtime = Dictionary(
      plan.keys.compactMap { key in
        scales[key].map { (key, $0.scale(in: Size(100, 100), others: [:])) }
      }, uniquingKeysWith: { first, _ in first })
    let entries = LegendEntries(plan, runtime).symbols
    let lines = uses.filter { $0.unit.type == .line || $0.unit.type == .trail }
    guard let line = lines.first, let field = line.channel.field, field.aggregate == nil,
      line.unit.orient != .horizontal
    else { return nil }
    let text = look.text(styles: ["guide-label", "direct-label"])
    var labels: [Value: String] = [:], colors: [Value: Color] = [:]
    for entry in entries {
      labels[entry.value] = entry.label
      colors[entry.value] =
        (entry.symbol.stroke ?? entry.symbol.fill)?.color.readable(on: config.ground) ?? text.color
    }
    return DirectPlan(
      column: field.column, labels: labels, look: text, colors: colors,
      halo: SceneText.Halo(config.ground, width: max(2.2, text.style.size * 0.29)))
  }
}

extension LegendOrient {
  /// How several legends of one side follow each other.
  fileprivate var stackDirection: Orientation {
    self == .top || self == .bottom || self == .direct ? .horizontal : .vertical
  }
}

extension Channel {
  /// Which scale of a legend gives its values.
  fileprivate var valueRank: Int {
    let order: [Channel] = [
      .size, .shape, .fill, .stroke, .color, .strokeWidth, .strokeDash, .opacity,
    ]
    return order.firstIndex(of: self) ?? order.count
  }

  /// The order in which Vega-Lite makes legends.
  fileprivate var legendRank: Int {
    let order: [Channel] = [
      .color, .size, .shape, .fill, .stroke, .strokeDash, .strokeWidth, .opacity,
    ]
    return order.firstIndex(of: self) ?? order.count
  }
}

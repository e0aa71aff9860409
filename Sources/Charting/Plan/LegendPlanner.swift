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
  mutating func plan(_ uses: OrderedDictionary<ScaleKey, [ScaleUse]>) -> [LegendPlan] {
    var groups: OrderedDictionary<String, [ScaleKey]> = [:]
    for (key, list) in uses where key.channel.hasLegend {
      guard let use = list.first(where: { $0.channel.field != nil || $0.channel.type != nil })
      else { continue }
      let isOff = list.allSatisfy { use in
        if case .null = use.channel.spec.legend { true } else { false }
      }
      guard !isOff else { continue }
      let name =
        "\(use.channel.field?.column ?? "")|\(key.scope)|\(use.channel.spec.title?.text ?? "")"
      groups[name, default: []].append(key)
    }
    return groups.values.compactMap { keys in legend(keys, uses) }
  }

  private mutating func legend(
    _ keys: [ScaleKey], _ uses: OrderedDictionary<ScaleKey, [ScaleUse]>
  ) -> LegendPlan? {
    let all = keys.flatMap { uses[$0] ?? [] }
    guard let key = keys.first, let scale = scales[key],
      let first = all.first(where: { $0.channel.type != nil })
    else { return nil }
    let asked = LegendSpec.merging(all.reversed().map { $0.channel.spec.legend?.wrapped })
    let spec = config.legend.merged(with: asked)
    guard spec.disable != true, spec.orient != LegendOrient.none else { return nil }
    let look = GuideLook(config: config, language: language)
    let rule = LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: spec.labelExpr,
      timeUnit: first.channel.field?.timeUnit, bin: first.channel.field?.bin)
    let names = labels.labels(of: first.channel.field?.descriptor, log: &log)
    let format = rule.format(
      for: scale, type: first.channel.type ?? .nominal, labels: names, config: config, log: &log)
    let kind = kind(key, keys, scale, all, spec, format)
    let orient = spec.orient ?? .right
    var plan = LegendPlan(
      kind: kind, orient: orient, direction: direction(spec, orient),
      title: title(spec, asked, first), titleLook: titleLook(spec, look),
      labelLook: labelLook(spec, look),
      labelOffset: spec.labelOffset ?? 4, columnPadding: spec.columnPadding ?? 10,
      rowPadding: spec.rowPadding ?? 2, titlePadding: spec.titlePadding ?? 5,
      offset: spec.offset ?? 18, columns: spec.columns.flatMap { Int(whole: $0) } ?? 0,
      gradientLength: spec.gradientLength ?? 200, gradientThickness: spec.gradientThickness ?? 16,
      keys: keys, direct: nil)
    if orient == .direct {
      plan.direct = direct(all, plan, look)
      // Where line ends cannot be labelled the legend stands above the plot.
      if plan.direct == nil { plan.orient = .top }
    }
    return plan
  }

  private func direction(_ spec: LegendSpec, _ orient: LegendOrient) -> Orientation {
    if let direction = spec.direction { return direction }
    // Where labels beside marks are not possible the legend stands above.
    return [.top, .bottom, .direct].contains(orient) ? .horizontal : .vertical
  }

  private func title(_ spec: LegendSpec, _ asked: LegendSpec, _ use: ScaleUse) -> String {
    if let title = asked.title { return title.text }
    if let title = use.channel.spec.title { return title.text }
    return spec.title == nil ? use.channel.field?.title ?? "" : ""
  }

  private func titleLook(_ spec: LegendSpec, _ look: GuideLook) -> TextLook {
    look.text(
      styles: ["guide-title"], color: spec.titleColor, font: spec.titleFont,
      size: spec.titleFontSize, fontStyle: spec.titleFontStyle, weight: spec.titleFontWeight,
      limit: spec.titleLimit)
  }

  private func labelLook(_ spec: LegendSpec, _ look: GuideLook) -> TextLook {
    look.text(
      styles: ["guide-label"], color: spec.labelColor, font: spec.labelFont,
      size: spec.labelFontSize, fontStyle: spec.labelFontStyle, weight: spec.labelFontWeight,
      limit: spec.labelLimit)
  }

  // MARK: Entries

  private func kind(
    _ key: ScaleKey, _ keys: [ScaleKey], _ scale: ScalePlan, _ uses: [ScaleUse], _ spec: LegendSpec,
    _ format: LabelFormat
  ) -> LegendPlan.Kind {
    if case .ramp = scale.range, keys.count == 1 { return .gradient(key) }
    let runtime = keys.compactMap { key in
      scales[key].map { (key.channel, $0.scale(in: .zero, others: [:])) }
    }
    let values = spec.values?.map(\.value) ?? values(of: scale, runtime.first?.1)
    let limit = max(1, spec.symbolLimit.flatMap { Int(whole: $0) } ?? 30)
    return .symbols(
      values.prefix(limit).map { value in
        LegendPlan.Entry(
          value: value, label: format.text(value, ticks: runtime.first?.1.tickText),
          symbol: symbol(value, runtime, uses, spec))
      })
  }

  private func values(of plan: ScalePlan, _ scale: Scale?) -> [Value] {
    if case .discrete(let values) = plan.domain { return values }
    guard case .continuous(let continuous) = scale else { return [] }
    return continuous.ticks(count: 5).map { .number($0) }
  }

  private func symbol(
    _ value: Value, _ scales: [(Channel, Scale)], _ uses: [ScaleUse], _ spec: LegendSpec
  ) -> LegendPlan.Symbol {
    let looks = uses.map { SymbolLook($0.unit, config) }
    var symbol = LegendPlan.Symbol(
      shape: spec.symbolType ?? SymbolLook.shape(of: looks, isVega: !config.isOurs),
      size: spec.symbolSize ?? 100,
      fill: spec.symbolBaseFillColor?.wrapped?.paint,
      stroke: spec.symbolBaseStrokeColor?.wrapped?.paint,
      strokeWidth: spec.symbolStrokeWidth ?? 1.5, dash: [],
      opacity: looks.map(\.opacity).min() ?? 1)
    let isColored = scales.contains { [.color, .fill, .stroke].contains($0.0) }
    // Marks of one colour lend it to their symbols; colours by another field are left open.
    if !isColored, let paint = looks.compactMap(\.paint).first {
      symbol.fill = looks.contains(where: \.isFilled) ? paint : nil
      symbol.stroke = looks.contains { !$0.isFilled } ? paint : nil
    }
    if isColored { (symbol.fill, symbol.stroke) = (nil, nil) }
    for (channel, scale) in scales {
      let visual = scale.visual(value)
      guard channel == .color else {
        symbol.set(channel, visual)
        continue
      }
      if looks.contains(where: \.isFilled) { symbol.fill = visual.paint }
      if looks.contains(where: { !$0.isFilled }) { symbol.stroke = visual.paint }
    }
    return symbol
  }

  // MARK: Direct labels

  /// Labels at line ends, if the legend explains the series of lines or areas that are not stacked.
  private func direct(
    _ uses: [ScaleUse], _ plan: LegendPlan, _ look: GuideLook
  ) -> DirectPlan? {
    guard case .symbols(let entries) = plan.kind else { return nil }
    let lines = uses.filter { $0.unit.type == .line || $0.unit.type == .trail }
    guard let line = lines.first, let field = line.channel.field, field.aggregate == nil,
      line.unit.orient != .horizontal
    else { return nil }
    let text = look.text(styles: ["guide-label", "direct-label"])
    var labels: [Value: String] = [:], colors: [Value: Color] = [:]
    for entry in entries {
      labels[entry.value] = entry.label
      colors[entry.value] = (entry.symbol.stroke ?? entry.symbol.fill)?.color.readable ?? text.color
    }
    return DirectPlan(column: field.column, labels: labels, look: text, colors: colors)
  }
}

extension LegendPlan.Symbol {
  fileprivate mutating func set(_ channel: Channel, _ visual: Visual) {
    switch channel {
    case .fill: fill = visual.paint
    case .stroke: stroke = visual.paint
    case .shape: shape = visual.text ?? shape
    case .size: size = visual.number ?? size
    case .opacity: opacity = visual.number ?? opacity
    case .strokeDash: dash = visual.dash ?? dash
    case .strokeWidth: strokeWidth = visual.number ?? strokeWidth
    default: break
    }
  }
}

extension Color {
  /// The colour, darkened until text in it has a contrast of 4.5 to 1 on white.
  var readable: Color {
    var color = self
    for _ in 0..<40 where color.contrast(with: .white) < 4.5 {
      color = Color(
        red: color.red * 0.94, green: color.green * 0.94, blue: color.blue * 0.94,
        alpha: color.alpha)
    }
    return color
  }
}

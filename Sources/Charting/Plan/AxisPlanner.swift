import Canvas
import Diagnostics
import Notation
import OrderedCollections
import Tables

/// Decides the axis of one scale from the channels that use it.
struct AxisPlanner {
  let config: ConfigSpec
  let language: String
  let labels: KeyCatalog?
  /// Whether a subtitle names measure and unit, so that the axis of values needs no title.
  let isNamedAbove: Bool
  /// The sides at which other axes of the same direction stand already.
  var others: [Orient] = []
  var log = DiagnosticLog()

  /// The axis; nil if every use switches it off.
  mutating func plan(_ uses: [ScaleUse], scale: ScalePlan) -> AxisPlan? {
    let shown = uses.filter { use in
      // The second end of a range has the axis of its first.
      let first = use.unit[use.channel.channel.primary] ?? use.channel
      return if case .null = first.spec.axis { false } else { use.channel.type != nil }
    }
    guard let first = shown.first else { return nil }
    let isX = scale.key.channel == .x
    let asked = AxisSpec.merging(shown.reversed().map { $0.channel.spec.axis?.wrapped })
    let (usual, orient) = sides(asked, scale)
    var spec = cascade(asked, isX: isX, orient: orient, scale: scale)
    // Whatever a configuration says, values are those of one axis.
    spec.values = asked.values
    if !others.isEmpty, !config.isOurs { spec.grid = asked.grid ?? false }
    guard spec.disable != true else { return nil }
    let type = first.channel.type ?? .quantitative
    let look = GuideLook(config: config, language: language)
    let rule = formatRule(spec, shown)
    let bin = shown.lazy.compactMap(\.channel.field?.bin).first
    return AxisPlan(
      key: scale.key, orient: orient, type: type, values: spec.values?.map { scale.value($0) },
      bins: bin?.bounds ?? scale.bins, isOwnLook: config.isOurs,
      binSpacing: bin == nil ? 40 : 10,
      tickCount: spec.tickCount ?? usualCount(rule.timeUnit),
      tickMinStep: spec.tickMinStep
        ?? (spec.format?.text == "d" ? 1 : rule.timeUnit?.leastTickStep),
      format: rule.format(for: scale, type: type, labels: labels, config: config, log: &log),
      grid: grid(spec, look, scale, isBinned: shown.contains(where: \.channel.isBinned)),
      domain: domain(spec, look), ticks: ticks(spec, look),
      tickSize: spec.tickSize ?? 5, labels: labelLook(spec, look),
      labelAngle: spec.labelAngle.map(normalized)
        ?? defaultAngle(isX: isX, type: type, scale: scale, isUnit: rule.timeUnit != nil),
      labelSide: config.isOurs ? orient : usual, labelAlign: spec.labelAlign,
      labelBaseline: spec.labelBaseline,
      labelPadding: spec.labelPadding?.points(em: labelLook(spec, look)?.style.size ?? 10) ?? 2,
      labelOffset: spec.labelOffset ?? 0,
      labelOverlap: spec.labelOverlap ?? defaultOverlap(scale, type, shown),
      labelSeparation: spec.labelSeparation ?? (isX && config.isOurs ? 2 : 0),
      labelFlush: flush(spec, isX: isX, type: type, scale: scale),
      labelFlushOffset: spec.labelFlushOffset ?? 0, labelBound: bound(spec),
      labelLimit: spec.labelLimit ?? 0,
      title: title(spec, asked, shown), titleLook: titleLook(spec, look),
      titlePadding: spec.titlePadding ?? 4, titleAnchor: spec.titleAnchor?.wrapped ?? .middle,
      titleAngle: spec.titleAngle ?? (isX ? 0 : orient == .right ? 90 : -90),
      titleAlign: spec.titleAlign, titleBaseline: spec.titleBaseline,
      titleLimit: spec.titleLimit ?? 0, titleX: spec.titleX, titleY: spec.titleY,
      isTitleAbove: config.isOurs && !isX && spec.titleAngle == 0,
      offset: spec.offset ?? 0, position: spec.position ?? 0,
      translation: config.isOurs ? spec.translate ?? 0 : (spec.translate ?? 0.5) - 0.5,
      bandPosition: bandPosition(spec),
      hasExtraTick: spec.tickBand.map { $0 == .extent } ?? spec.tickExtra ?? false,
      tickOffset: spec.tickBand == .extent ? 0 : spec.tickOffset ?? 0,
      roundsTicks: spec.tickRound ?? !config.isOurs, minExtent: spec.minExtent ?? 0,
      maxExtent: spec.maxExtent ?? .infinity,
      tickLooks: TickLookRule(spec, look, &log), isInFront: (spec.zindex ?? 0) > 0,
      isVegas: !config.isOurs)
  }

  /// The side where an axis of this kind stands, and the one where this one does.
  private func sides(_ asked: AxisSpec, _ scale: ScalePlan) -> (usual: Orient, own: Orient) {
    let isX = scale.key.channel == .x
    let usual =
      asked.orient ?? cascade(asked, isX: isX, orient: nil, scale: scale).orient
      ?? (isX ? .bottom : .left)
    // What stands first keeps the usual side, all others that ask for none stand across.
    let isTaken = others.contains(usual) && !others.contains(usual.across)
    return (usual, isTaken && asked.orient == nil ? usual.across : usual)
  }

  private func formatRule(_ spec: AxisSpec, _ shown: [ScaleUse]) -> LabelFormatRule {
    LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: spec.labelExpr,
      timeUnit: shown.lazy.compactMap(\.channel.field?.timeUnit).first,
      isNormalized: shown.contains { use in
        use.unit.stack?.channel == use.channel.channel && use.unit.stack?.offset == .normalize
      }, bin: shown.lazy.compactMap(\.channel.field?.bin).first)
  }

  /// Vega-Lite leaves the ticks of parts that come again and again to d3.
  private func usualCount(_ unit: TimeUnit?) -> TickCountSpec? {
    guard !config.isOurs, let unit, unit.parts.count == 1, let part = unit.parts.first,
      [.quarter, .month, .day, .hours].contains(part)
    else { return nil }
    return .count(10)
  }

  /// Ticks at the ends of bands stand where the bands end, and before the first one.
  private func bandPosition(_ spec: AxisSpec) -> Double {
    switch spec.tickBand {
    case .extent: 1
    case .center: 0.5
    case nil: spec.bandPosition ?? 0.5
    }
  }

  private func bound(_ spec: AxisSpec) -> Double? {
    switch spec.labelBound {
    case .a(let flag): flag ? 1 : nil
    case .b(let tolerance): tolerance
    case nil: nil
    }
  }

  /// The configuration by side, direction and kind of scale, what is asked over it.
  private func cascade(
    _ asked: AxisSpec, isX: Bool, orient: Orient?, scale: ScalePlan
  ) -> AxisSpec {
    let kinds: [String] =
      switch scale.type {
      case .band: ["Discrete", "Band"]
      case .point, .ordinal: ["Discrete", "Point"]
      case .time, .utc: ["Temporal"]
      default: [scale.isYear ? "Temporal" : "Quantitative"]
      }
    let direction = isX ? "X" : "Y"
    let side = orient.map { "axis" + $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst() }
    // What is said of a kind of scale wins over what is said of a side, as in Vega-Lite.
    let names =
      ["axis", "axis" + direction] + [side].compactMap { $0 } + kinds.map { "axis" + $0 }
      + kinds.map { "axis" + direction + $0 } + kinds.compactMap { kind in side.map { $0 + kind } }
    var result = AxisSpec.merging(names.map { config.axes[$0] })
    for name in (asked.style ?? result.style)?.names ?? [] {
      result = result.merged(with: AxisSpec(style: config.styles[name]))
      result = result.merged(with: config.axisStyles[name])
    }
    return result.merged(with: asked)
  }

  // MARK: Lines

  /// Grid lines stand across continuous scales that are not binned.
  private func grid(
    _ spec: AxisSpec, _ look: GuideLook, _ scale: ScalePlan, isBinned: Bool
  ) -> LineLook? {
    guard spec.grid ?? (scale.type.isContinuous && !isBinned) else { return nil }
    return Self.gridLook(spec, look)
  }

  static func gridLook(_ spec: AxisSpec, _ look: GuideLook) -> LineLook {
    look.line(
      spec.gridColor, width: spec.gridWidth, dash: spec.gridDash, cap: spec.gridCap,
      dashOffset: spec.gridDashOffset, opacity: spec.gridOpacity)
  }

  private func domain(_ spec: AxisSpec, _ look: GuideLook) -> LineLook? {
    guard spec.domain ?? true else { return nil }
    return look.line(
      spec.domainColor, width: spec.domainWidth, dash: spec.domainDash, cap: spec.domainCap,
      dashOffset: spec.domainDashOffset, opacity: spec.domainOpacity)
  }

  private func ticks(_ spec: AxisSpec, _ look: GuideLook) -> LineLook? {
    guard spec.ticks ?? true else { return nil }
    return Self.tickLook(spec, look)
  }

  static func tickLook(_ spec: AxisSpec, _ look: GuideLook) -> LineLook {
    look.line(
      spec.tickColor, width: spec.tickWidth, dash: spec.tickDash, cap: spec.tickCap,
      dashOffset: spec.tickDashOffset, opacity: spec.tickOpacity)
  }

  // MARK: Texts

  private func labelLook(_ spec: AxisSpec, _ look: GuideLook) -> TextLook? {
    guard spec.labels ?? true else { return nil }
    return Self.labelLook(spec, look)
  }

  static func labelLook(_ spec: AxisSpec, _ look: GuideLook) -> TextLook {
    look.text(
      styles: ["guide-label"], color: spec.labelColor, font: spec.labelFont,
      size: spec.labelFontSize, fontStyle: spec.labelFontStyle, weight: spec.labelFontWeight,
      lineHeight: spec.labelLineHeight, limit: spec.labelLimit, opacity: spec.labelOpacity)
  }

  private func titleLook(_ spec: AxisSpec, _ look: GuideLook) -> TextLook {
    look.text(
      styles: ["guide-title"], color: spec.titleColor, font: spec.titleFont,
      size: spec.titleFontSize, fontStyle: spec.titleFontStyle, weight: spec.titleFontWeight,
      lineHeight: spec.titleLineHeight, limit: spec.titleLimit, opacity: spec.titleOpacity)
  }

  /// What the spec says, else what the configuration says, else the titles of the fields.
  private func title(_ spec: AxisSpec, _ asked: AxisSpec, _ uses: [ScaleUse]) -> String {
    if case .null = asked.title { return "" }
    var written: OrderedSet<String> = []
    for use in uses {
      switch use.channel.spec.axis?.wrapped?.title ?? use.channel.spec.title {
      case .null: return ""
      case .value(let lines): written.append(lines.lines.joined(separator: "\n"))
      case nil: continue
      }
    }
    // What is written wins over what would be made from the names of fields.
    if !written.isEmpty || spec.title != nil { return written.joined(separator: ", ") }
    if isNamedAbove, config.hasQuietGuides { return "" }
    return OrderedSet(uses.flatMap(defaultTitles).filter { !$0.isEmpty }).joined(separator: ", ")
  }

  private func defaultTitles(_ use: ScaleUse) -> [String] {
    guard let field = use.channel.field else { return [] }
    let second: Channel = use.channel.channel == .x ? .x2 : .y2
    guard let other = use.unit.field(second), other.title != field.title else {
      return [field.title + unit(of: field, in: use.unit)]
    }
    return [field.title, other.title]
  }

  /// The unit that a Data Package gives to the values, if there is one.
  private func unit(of field: FieldBinding, in unit: BoundUnit) -> String {
    guard let source = field.source, unit.raw[source]?.field != nil,
      let use = unit.raw.units(of: source).first
    else { return "" }
    return " (\(use.unit))"
  }

  /// Names under an axis run upwards in Vega's look; in ours they are turned only if need be.
  private func defaultAngle(
    isX: Bool, type: FieldType, scale: ScalePlan, isUnit: Bool
  ) -> Double {
    guard isX, scale.type.isDiscrete, !config.isOurs else { return 0 }
    return !isUnit && (type == .nominal || type == .ordinal) ? 270 : 0
  }

  private func normalized(_ angle: Double) -> Double {
    let rest = angle.truncatingRemainder(dividingBy: 360)
    return rest < 0 ? rest + 360 : rest
  }

  /// Of names none can be left out, since nobody could tell which; moments and numbers can.
  private func defaultOverlap(
    _ scale: ScalePlan, _ type: FieldType, _ uses: [ScaleUse]
  ) -> LabelOverlap {
    let isUnit = uses.contains { use in
      guard use.channel.field?.timeUnit != nil else { return false }
      return if case .value(let sort) = use.channel.spec.sort { sort.isWord } else { true }
    }
    let isNamed = config.isOurs ? scale.type.isDiscrete : type == .nominal || type == .ordinal
    if isNamed, config.isOurs || !isUnit { return .off }
    return scale.type == .log || scale.type == .symlog ? .greedy : .parity
  }

  private func flush(
    _ spec: AxisSpec, isX: Bool, type: FieldType, scale: ScalePlan
  ) -> Double? {
    switch spec.labelFlush {
    case .a(let flag): return flag ? 1 : nil
    case .b(let distance): return distance
    case nil:
      return isX && (type == .quantitative || type == .temporal) && !config.isOurs ? 1 : nil
    }
  }
}

extension AxisSpec {
  /// What a style, written with a mark's properties, says of an axis.
  fileprivate init(style: MarkSpec?) {
    self.init()
    guard let style else { return }
    (labelColor, labelFont, labelFontSize) = (style.fill, style.font, style.fontSize)
    (labelFontWeight, labelFontStyle) = (style.fontWeight, style.fontStyle)
  }
}

extension Nullable where Wrapped == TextLines {
  /// The text, its lines joined; empty if it is switched off.
  var text: String { wrapped?.lines.joined(separator: "\n") ?? "" }
}

extension Orient {
  /// The side across.
  var across: Orient {
    switch self {
    case .left: .right
    case .right: .left
    case .top: .bottom
    case .bottom: .top
    }
  }
}

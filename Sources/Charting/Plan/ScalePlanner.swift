import Canvas
import Diagnostics
import Notation
import Tables

/// One use of a scale by a channel of a unit view.
struct ScaleUse {
  var unit: BoundUnit
  var channel: BoundChannel
  /// Which of the chart's unit views it is.
  var index: Int
  /// What the view shares with others.
  var scope: ScaleScopes.Scope

  /// What the spec asks of the scale.
  var spec: ScaleSpec? { channel.spec.scale?.wrapped }

  /// Whether the scale holds the ends of the time units or bins of the field: marks fill them, or
  /// stand at a place in them that mark or channel name, be it the start.
  var fillsUnits: Bool {
    guard channel.channel == channel.channel.primary, let field = channel.field else {
      return false
    }
    if field.isBinned { return true }
    guard field.timeUnit != nil else { return false }
    return field.reach != nil || unitShare != nil
  }

  /// Where in its time unit a mark is told to stand; else it stands at the start.
  var unitShare: Double? { channel.spec.bandPosition ?? unit.settings.timeUnitBandPosition }
}

/// Decides everything about one scale from all its uses.
struct ScalePlanner {
  let config: ConfigSpec
  /// Whether this scale's steps have bars beside each other inside.
  let hasOffset: Bool
  /// The steps of discrete scales along the width and the height, which bound the sizes of marks.
  var steps: (x: Double, y: Double) = (20, 20)
  var log = DiagnosticLog()
  /// The errors of single rows among them: the scale is right without these.
  private(set) var rowErrors = DiagnosticLog()

  mutating func plan(_ key: ScaleKey, _ uses: [ScaleUse]) -> ScalePlan {
    let spec = ScaleSpec.merging(uses.reversed().map(\.spec))
    let type =
      spec.type
      ?? ScaleTypeRule.merged(
        uses.map { ScaleTypeRule.type(of: $0.channel, in: $0.unit) })
    checkParameters(spec, type, uses)
    let isYear = uses.allSatisfy { $0.channel.type == .year } && type == .linear
    let paddings = paddings(key.channel, type, spec, uses)
    var domain = DomainPlanner(spec: spec, type: type, uses: uses, config: config)
    let decided = domain.domain()
    log.add(contentsOf: domain.log)
    rowErrors.add(contentsOf: domain.rowErrors)
    var ranges = RangePlanner(
      key: key, type: type, spec: spec, uses: uses, domain: decided, steps: steps, config: config)
    let range = ranges.range()
    log.add(contentsOf: ranges.log)
    return ScalePlan(
      key: key, type: type, isYear: isYear, domain: decided, range: range,
      rangeEnds: (spec.rangeMin?.node.number, spec.rangeMax?.node.number),
      nice: nice(key.channel, type, spec, isYear, uses),
      reverse: spec.reverse ?? isReversed(key.channel, type, uses),
      clamp: spec.clamp ?? config.scale.clamp ?? false,
      round: spec.round ?? config.scale.round ?? false,
      padding: paddings.ends, paddingInner: paddings.inner, paddingOuter: paddings.outer,
      align: spec.align ?? 0.5, base: spec.base ?? 10,
      exponent: type == .sqrt ? 0.5 : spec.exponent ?? 1,
      constant: spec.constant ?? 1, bins: bins(spec, type, decided, uses))
  }

  /// A continuous scale whose field is sorted descending runs the other way.
  private func isReversed(_ channel: Channel, _ type: ScaleType, _ uses: [ScaleUse]) -> Bool {
    let usual = channel == .x && config.scale.xReverse == true
    guard !type.isDiscrete else { return usual }
    let descends = uses.contains { use in
      if case .value(.order(.descending)) = use.channel.spec.sort { true } else { false }
    }
    return descends != usual
  }

  /// The bounds of bins: asked for, or those of the field.
  private func bins(
    _ spec: ScaleSpec, _ type: ScaleType, _ domain: DomainPlan, _ uses: [ScaleUse]
  ) -> [Double] {
    guard !type.isDiscrete else { return [] }
    if let asked = spec.bins {
      return asked.bounds(from: domain.numbers.min() ?? 0, to: domain.numbers.max() ?? 1)
    }
    if let bin = uses.lazy.compactMap({ $0.channel.field?.bin }).first { return bin.bounds }
    guard let step = uses.lazy.compactMap({ $0.channel.field?.binStep }).first, step > 0 else {
      return []
    }
    let numbers = domain.numbers
    return ScaleBinsSpec.steps(step: step, start: numbers.min(), stop: numbers.max())
      .bounds(from: 0, to: 1)
  }

  /// Numbers with which a scale would have no size.
  private mutating func checkParameters(_ spec: ScaleSpec, _ type: ScaleType, _ uses: [ScaleUse]) {
    let place = uses.first { $0.spec != nil }?.channel.place
    if let base = spec.base, base <= 0 || base == 1 {
      log.add(.badScaleNumber("base", base, why: "a logarithm has a base above zero, not 1", place))
    }
    if type == .pow, spec.exponent == 0 {
      log.add(.badScaleNumber("exponent", 0, why: "the power 0 of every number is 1", place))
    }
    let isOpen = type == .threshold && spec.domain == nil && spec.domainRaw == nil
    if isOpen, let place = uses.first?.channel.place { log.add(.thresholdsMissing(at: place)) }
    if type == .symlog, let constant = spec.constant, constant <= 0 {
      log.add(.badScaleNumber("constant", constant, why: "it is a number above zero", place))
    }
  }

  private func nice(
    _ channel: Channel, _ type: ScaleType, _ spec: ScaleSpec, _ isYear: Bool, _ uses: [ScaleUse]
  ) -> ScalePlan.Nice {
    switch spec.nice {
    case .count(let count): return .count(count)
    case .every(let interval): return .every(interval)
    case .flag(let flag): return flag ? .on : .off
    case nil: break
    }
    if spec.domainRaw != nil { return .off }
    let isFree: Bool = if case .values = spec.domain { false } else { true }
    if uses.allSatisfy(\.channel.isBinned) { return .off }
    let hasBounds = spec.domainMin != nil || spec.domainMax != nil
    guard channel.isPosition, isFree, !hasBounds, !type.isTemporal, !isYear, type.isContinuous
    else {
      return .off
    }
    return .on
  }

  // MARK: Padding

  private func paddings(
    _ channel: Channel, _ type: ScaleType, _ spec: ScaleSpec, _ uses: [ScaleUse]
  ) -> (ends: Double, inner: Double, outer: Double) {
    let scale = config.scale
    switch type {
    case .point:
      // Sizes and opacities of single values use the whole range.
      let isOffset = channel == .xOffset || channel == .yOffset
      let usual = channel.isPosition || isOffset ? scale.pointPadding ?? 0.5 : 0
      return (0, 1, spec.paddingOuter ?? spec.padding ?? usual)
    case .band:
      let isOffset = channel == .xOffset || channel == .yOffset
      if channel == .theta || channel == .radius {
        let inner = spec.paddingInner ?? spec.padding ?? 0
        return (0, inner, spec.paddingOuter ?? spec.padding ?? inner / 2)
      }
      let inner = spec.paddingInner ?? spec.padding ?? bandInner(isOffset, uses)
      let outer = spec.paddingOuter ?? spec.padding ?? bandOuter(isOffset, inner)
      return (0, inner, outer)
    default:
      guard channel.isPosition else { return (spec.padding ?? 0, 0, 0) }
      return (spec.padding ?? continuousPadding(channel, type, spec, uses), 0, 0)
    }
  }

  private func bandInner(_ isOffset: Bool, _ uses: [ScaleUse]) -> Double {
    let scale = config.scale
    if isOffset { return scale.offsetBandPaddingInner ?? 0 }
    if hasOffset { return scale.bandWithNestedOffsetPaddingInner ?? 0.2 }
    if let inner = scale.bandPaddingInner { return inner }
    if uses.contains(where: { $0.unit.type == .bar }) { return scale.barBandPaddingInner ?? 0.1 }
    if uses.contains(where: { $0.unit.type == .tick }) { return scale.tickBandPaddingInner ?? 0.25 }
    return scale.rectBandPaddingInner ?? 0
  }

  private func bandOuter(_ isOffset: Bool, _ inner: Double) -> Double {
    let scale = config.scale
    if isOffset { return scale.offsetBandPaddingOuter ?? 0 }
    if hasOffset { return scale.bandWithNestedOffsetPaddingOuter ?? 0.2 }
    return scale.bandPaddingOuter ?? inner / 2
  }

  /// Bars along a continuous dimension must not stick out of the plot.
  private func continuousPadding(
    _ channel: Channel, _ type: ScaleType, _ spec: ScaleSpec, _ uses: [ScaleUse]
  ) -> Double {
    if let padding = config.scale.continuousPadding { return padding }
    let isFree: Bool = if case .values = spec.domain { false } else { true }
    guard isFree, spec.domainMin == nil, spec.domainMax == nil else { return 0 }
    for use in uses where use.unit.type == .bar {
      let isDimension =
        use.unit.orient == .vertical ? channel.primary == .x : channel.primary == .y
      guard isDimension, use.unit[channel.primary == .x ? .x2 : .y2] == nil, !use.fillsUnits
      else { continue }
      return use.unit.settings.continuousBandSize ?? 5
    }
    return 0
  }
}

extension SpecObject {
  /// The first value with each later one laid over it.
  static func merging(_ values: [Self?]) -> Self {
    values.reduce(into: Self()) { $0 = $0.merged(with: $1) }
  }
}

extension Diagnostic {
  static func badScaleNumber(
    _ name: String, _ number: Double, why: String, _ place: Place?
  ) -> Diagnostic {
    .error("bad-scale", "'\(name)' cannot be \(JSNumber.text(number))", at: place, why: why)
  }
}

extension Diagnostic {
  static func thresholdsMissing(at place: Place) -> Diagnostic {
    .error(
      "bad-domain", "a threshold scale has no 'domain'", at: place,
      why: "its domain holds the bounds between the classes", hint: "add domain: [10, 20]")
  }
}

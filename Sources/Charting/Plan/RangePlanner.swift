import Canvas
import Diagnostics
import Notation
import Tables

/// The range of a scale: by the channel, the type of its field, and the configuration.
struct RangePlanner {
  let key: ScaleKey
  let type: ScaleType
  let spec: ScaleSpec
  let uses: [ScaleUse]
  let domain: DomainPlan
  /// The steps of discrete scales along the width and the height.
  let steps: (x: Double, y: Double)
  let config: ConfigSpec
  var log = DiagnosticLog()

  mutating func range() -> RangePlan {
    if let scheme = spec.scheme { return ramp(of: scheme) }
    if let asked = spec.range?.node { return bounded(explicit(asked)) }
    return bounded(byChannel())
  }

  /// A run of colours with the ends that are asked for; those of numbers wait for the plot's size.
  private mutating func bounded(_ range: RangePlan) -> RangePlan {
    guard case .ramp(let ramp) = range, spec.rangeMin != nil || spec.rangeMax != nil else {
      return range
    }
    var colors = [ramp.color(at: 0), ramp.color(at: 1)]
    var reader = SpecReader()
    if let low = spec.rangeMin?.node, let color = ColorSpec.read(low, &reader) {
      colors[0] = color.color
    }
    if let high = spec.rangeMax?.node, let color = ColorSpec.read(high, &reader) {
      colors[1] = color.color
    }
    log.add(contentsOf: reader.log)
    return .ramp(ColorRamp(colors: colors, interpolation: interpolation))
  }

  /// How colours are mixed: by hue, unless the values are names.
  private var interpolation: ColorInterpolation {
    if let asked = spec.interpolate { return asked.interpolation }
    return uses.contains { $0.channel.type == .nominal } ? .rgb(gamma: 1) : .hcl
  }

  /// How many sizes a scale with classes has.
  private var classCount: Int? {
    switch type {
    case .quantile: Int(whole: config.scale.quantileCount ?? 4) ?? 4
    case .quantize: Int(whole: config.scale.quantizeCount ?? 4) ?? 4
    case .threshold: domain.numbers.count + 1
    case .binOrdinal: max(1, domain.numbers.count - 1)
    default: nil
    }
  }

  // MARK: Asked for

  private mutating func explicit(_ node: Node) -> RangePlan {
    if let name = node.string {
      guard let named = config.ranges[name] else {
        log.add(
          .error(
            "unknown-range", "there is no range '\(name)'", at: node.place,
            why: "the configuration has \(Suggestion.list(config.ranges.keys.sorted()))",
            hint: Suggestion.hint(for: name, in: config.ranges.keys.sorted())))
        return byChannel()
      }
      return named.string != nil || named.members != nil ? scheme(named) : explicit(named)
    }
    if let field = node["field"]?.string { return byField(field, at: node) }
    guard let elements = node.elements, !elements.isEmpty else {
      log.add(
        .wrongKind(node, expected: "a list of values, the name of a range, or {field: name}"))
      return byChannel()
    }
    if elements.allSatisfy({ $0.number != nil }) { return .numbers(elements.compactMap(\.number)) }
    return colors(elements)
  }

  private mutating func colors(_ elements: [Node]) -> RangePlan {
    if key.channel == .strokeDash {
      return .visuals(elements.map { .dash(($0.elements ?? []).compactMap(\.number)) })
    }
    if key.channel == .shape { return .visuals(elements.compactMap(\.string).map { .text($0) }) }
    var reader = SpecReader()
    let colors = elements.compactMap { ColorSpec.read($0, &reader)?.color }
    log.add(contentsOf: reader.log)
    guard !colors.isEmpty else { return byChannel() }
    if type.isDiscrete || type.isDiscretizing {
      return .visuals(colors.map { .paint(.color($0)) })
    }
    return .ramp(ColorRamp(colors: colors, interpolation: interpolation))
  }

  /// The values of another field, each in the order of the first value that it stands beside.
  private mutating func byField(_ name: String, at node: Node) -> RangePlan {
    var least: [Value: Value] = [:]
    var found: [Value] = []
    for use in uses {
      guard let field = use.channel.field, let keys = use.unit.table[field.column],
        let values = use.unit.table[name] ?? use.unit.raw[name]
      else { continue }
      for row in 0..<min(keys.count, values.count) where !values[row].isNull {
        if let known = least[values[row]], known.compared(with: keys[row]) <= 0 { continue }
        if least[values[row]] == nil { found.append(values[row]) }
        least[values[row]] = keys[row]
      }
    }
    guard !found.isEmpty else {
      log.add(.unknownRangeField(name, at: node["field"]?.place ?? node.place))
      return byChannel()
    }
    let sorted = found.enumerated().sorted { a, b in
      let order = (least[a.element] ?? .null).compared(with: least[b.element] ?? .null)
      return order != 0 ? order < 0 : a.offset < b.offset
    }
    return .visuals(sorted.map { Visual($0.element) })
  }

  private mutating func scheme(_ node: Node) -> RangePlan {
    var reader = SpecReader()
    defer { log.add(contentsOf: reader.log) }
    guard let spec = SchemeSpec.read(node, &reader) else {
      return .visuals([.paint(.color(.black))])
    }
    return ramp(of: spec)
  }

  /// A scheme as single colours for single values and classes, or as a ramp for numbers.
  ///
  /// Moments, and numbers with more than three stops, are mixed from a colour for each stop.
  private func ramp(of spec: SchemeSpec) -> RangePlan {
    let asked = spec.count.flatMap { Int(whole: $0) }
    if type.isDiscrete { return colors(spec, asked ?? max(1, domain.values.count)) }
    switch type {
    case .quantize, .quantile: return colors(spec, asked ?? 5)
    case .threshold: return colors(spec, domain.numbers.count + 1)
    case .binOrdinal: return colors(spec, max(1, domain.numbers.count - 1))
    default: break
    }
    let stops = domain.numbers.count
    guard type.isTemporal || stops > 3 else { return .ramp(spec.ramp) }
    let colors =
      spec.scheme.kind == .categorical
      ? Array(spec.scheme.colors.prefix(stops)) : spec.ramp.samples(stops)
    return .ramp(ColorRamp(colors: colors, interpolation: interpolation))
  }

  private func colors(_ spec: SchemeSpec, _ count: Int) -> RangePlan {
    var colors =
      spec.extent == nil || spec.scheme.kind == .categorical
      ? spec.scheme.range(count: count) : spec.ramp.samples(spec.scheme.count ?? count)
    if type.isDiscretizing { colors = Array(colors.prefix(count)) }
    return .visuals(colors.map { .paint(.color($0)) })
  }

  // MARK: By the channel

  private func scope(of channel: Channel) -> Int { uses.first?.scope.scale(of: channel) ?? 0 }

  private mutating func byChannel() -> RangePlan {
    switch key.channel {
    case .x: return .width
    case .y: return .height
    case .xOffset: return room(inside: .x)
    case .yOffset: return room(inside: .y)
    case .color, .fill, .stroke: return color()
    case .size: return size()
    case .opacity, .fillOpacity, .strokeOpacity:
      return .numbers([config.scale.minOpacity ?? 0.3, config.scale.maxOpacity ?? 0.8])
    case .strokeWidth:
      return .numbers([config.scale.minStrokeWidth ?? 1, config.scale.maxStrokeWidth ?? 4])
    case .angle: return .numbers([0, 360])
    case .theta: return .numbers([0, 2 * .pi])
    case .radius: return .radius
    case .shape: return shapes()
    case .strokeDash:
      return config.ranges["strokeDash"].map { explicit($0) }
        ?? .visuals(Self.dashes.map { .dash($0) })
    default: return .numbers([0, 1])
    }
  }

  /// The room for marks beside each other: a band, most of a unit of time, or the whole side.
  private func room(inside outer: Channel) -> RangePlan {
    guard let unit = uses.first?.unit, unit[outer] != nil else { return .aroundMiddle }
    let outerKey = ScaleKey(channel: outer, scope: scope(of: outer))
    guard let field = unit.field(outer), field.isContinuous, let timeUnit = field.timeUnit else {
      return .bandwidth(of: outerKey)
    }
    let share = unit[outer]?.spec.bandPosition ?? unit.settings.timeUnitBandPosition ?? 0
    let padding = (config.scale.bandWithNestedOffsetPaddingInner ?? 0.2) / 2
    return .unit(
      timeUnit, of: outerKey, from: padding + share - 0.5, to: 1 - padding + share - 0.5)
  }

  private mutating func color() -> RangePlan {
    let isNominal = uses.contains { $0.channel.type == .nominal }
    let isHeat = uses.contains { $0.unit.type == .rect || $0.unit.type == .geoshape }
    let name =
      type == .ordinal
      ? (isNominal ? "category" : "ordinal")
      : spec.domainMid != nil ? "diverging" : isHeat ? "heatmap" : "ramp"
    guard let node = config.ranges[name] else { return .visuals([.paint(.color(.black))]) }
    let range = node.elements != nil ? explicit(node) : scheme(node)
    if type == .ordinal, case .visuals(let colors) = range, colors.count < domain.values.count,
      let use = uses.first
    {
      log.add(
        .repeatedColors(domain.values.count, colors: colors.count, at: use.channel.place))
    }
    return range
  }

  private func shapes() -> RangePlan {
    let names = (config.ranges["symbol"]?.elements ?? []).compactMap(\.string)
    return .visuals((names.isEmpty ? ["circle"] : names).map { .text($0) })
  }

  private func size() -> RangePlan {
    let scale = config.scale
    func between(_ least: Double, _ most: Double) -> RangePlan {
      .numbers(RoomPlan.sizes(from: least, to: most, count: classCount))
    }
    switch uses.first?.unit.type {
    case .bar, .tick:
      let least = scale.minBandSize ?? 2
      if let most = scale.maxBandSize { return between(least, most) }
      return .room(room(least, .breadth))
    case .line, .trail, .rule:
      return between(scale.minStrokeWidth ?? 1, scale.maxStrokeWidth ?? 4)
    case .text: return between(scale.minFontSize ?? 8, scale.maxFontSize ?? 40)
    default:
      let least = scale.minSize ?? 4
      if let most = scale.maxSize { return between(least, most) }
      return .room(room(least, .area))
    }
  }

  private func room(_ least: Double, _ measure: RoomPlan.Measure) -> RoomPlan {
    func step(_ channel: Channel, _ points: Double) -> RoomPlan.Step {
      let bin = uses.lazy.compactMap { $0.unit.field(channel)?.bin }.first
      return bin.map { .bins(($0.stop - $0.start) / $0.step) } ?? .points(points)
    }
    return RoomPlan(
      least: least, x: step(.x, steps.x), y: step(.y, steps.y), measure: measure,
      count: classCount)
  }

  /// Vega-Lite's dashes for nominal values.
  private static let dashes: [[Double]] = [
    [1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2],
  ]
}

extension Diagnostic {
  static func repeatedColors(_ values: Int, colors: Int, at place: Place) -> Diagnostic {
    .warning(
      "repeated-colors", "\(values) values share \(colors) colours", at: place,
      why: "values of one colour cannot be told apart",
      hint: "colour those that the chart is about and grey the rest, or draw a facet for each")
  }
}

extension Diagnostic {
  static func unknownRangeField(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "unknown-field", "no column '\(name)' to take the range from", at: place,
      why: "the range is the values of a field, one for each value of the domain")
  }
}

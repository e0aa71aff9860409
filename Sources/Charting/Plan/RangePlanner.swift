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
  let config: ConfigSpec
  var log = DiagnosticLog()

  mutating func range() -> RangePlan {
    if let scheme = spec.scheme { return ramp(of: scheme.scheme, count: scheme.count) }
    if let asked = spec.range?.node { return explicit(asked) }
    return byChannel()
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
    guard let elements = node.elements, !elements.isEmpty else {
      log.add(.wrongKind(node, expected: "a list of values, or the name of a range"))
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
    if type.isDiscrete { return .visuals(colors.map { .paint(.color($0)) }) }
    return .ramp(
      ColorRamp(
        colors: colors, interpolation: spec.interpolate?.interpolation ?? .rgb(gamma: 1)))
  }

  private mutating func scheme(_ node: Node) -> RangePlan {
    var reader = SpecReader()
    defer { log.add(contentsOf: reader.log) }
    guard let spec = SchemeSpec.read(node, &reader) else {
      return .visuals([.paint(.color(.black))])
    }
    return ramp(of: spec.scheme, count: spec.count)
  }

  /// A scheme as single colours for a discrete scale, or as a ramp for a continuous one.
  private func ramp(of scheme: ColorScheme, count: Double?) -> RangePlan {
    if type.isDiscrete || type.isDiscretizing {
      let wanted = count.flatMap { Int(whole: $0) } ?? max(1, domain.values.count)
      return .visuals(scheme.range(count: wanted).map { .paint(.color($0)) })
    }
    return .ramp(scheme.ramp)
  }

  // MARK: By the channel

  private func scope(of channel: Channel) -> Int { uses.first?.scope.scale(of: channel) ?? 0 }

  private mutating func byChannel() -> RangePlan {
    switch key.channel {
    case .x: return .width
    case .y: return .height
    case .xOffset: return .bandwidth(of: ScaleKey(channel: .x, scope: scope(of: .x)))
    case .yOffset: return .bandwidth(of: ScaleKey(channel: .y, scope: scope(of: .y)))
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
    switch uses.first?.unit.type {
    case .bar, .tick: return .numbers([scale.minBandSize ?? 2, scale.maxBandSize ?? 18])
    case .line, .trail, .rule:
      return .numbers([scale.minStrokeWidth ?? 1, scale.maxStrokeWidth ?? 4])
    case .text: return .numbers([scale.minFontSize ?? 8, scale.maxFontSize ?? 40])
    default: return .numbers([scale.minSize ?? 9, scale.maxSize ?? 361])
    }
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

import Canvas
import Diagnostics
import Notation
import Tables

/// Decides the properties of one mark.
struct MarkPlanner {
  let unit: BoundUnit
  let keys: [Channel: ScaleKey]
  let scales: [ScaleKey: ScalePlan]
  let config: ConfigSpec
  let language: String
  let settings: MarkSpec
  var log = DiagnosticLog()

  init(
    unit: BoundUnit, keys: [Channel: ScaleKey], scales: [ScaleKey: ScalePlan], config: ConfigSpec,
    language: String
  ) {
    self.unit = unit
    self.keys = keys
    self.scales = scales
    self.config = config
    self.language = language
    var settings = unit.settings
    if unit.isGraticule { settings.filled = settings.filled ?? false }
    self.settings = settings
  }

  mutating func plan() -> MarkPlan {
    let text = textPlan()
    return MarkPlan(
      type: unit.type, orient: unit.orient, table: unit.table, x: span(.x), y: span(.y),
      polar: polarPlan(), look: look(), text: text,
      curve: CurvePlan(
        interpolation: settings.interpolate ?? .linear, tension: settings.tension,
        orient: unit.orient ?? .vertical),
      series: Stacking.seriesColumns(of: unit), order: pathOrder(),
      followsPlaces: followsPlaces, shape: shape(),
      size: channel(.size, else: .number(settings.size ?? (unit.type == .trail ? 2 : 30))),
      angle: channel(.angle, else: .number(settings.angle ?? 0)), corners: corners(),
      isStacked: unit.type == .bar && unit.stack != nil, isClipped: settings.clip ?? false,
      blend: settings.blend, breaksPaths: breaksPaths,
      avoid: settings.avoid?.things ?? [],
      meaning: MarkMeaning(
        x: unit.field(.x), y: unit.field(.y), x2: unit.field(.x2), y2: unit.field(.y2),
        color: unit.field(.color) ?? unit.field(.stroke) ?? unit.field(.fill),
        size: unit.field(.size), theta: unit.field(.theta), text: unit.field(.text),
        longitude: unit.field(.longitude), stack: unit.stack, part: unit.mark.part, raw: unit.raw),
      place: unit.spec.place.head, thickness: settings.thickness ?? 1,
      images: ImagePlan(
        pictures: unit.pictures, keepAspect: settings.aspect ?? true,
        areSmooth: settings.smooth ?? true))
  }

  private var breaksPaths: Bool { InvalidRule(settings.invalid, unit.type).breaksPaths }

  /// Whether values without a place on a channel's scale are shown all the same.
  func showsInvalid(_ channel: Channel) -> Bool {
    InvalidRule(settings.invalid, unit.type).shows
      || config.scale.invalid?.node[channel.rawValue] != nil
  }

  /// What a channel gives for values without a place on its continuous scale, if they are shown: what
  /// the configuration says, else what it gives for zero, or for the least value without zero.
  private mutating func showing(
    _ field: FieldBinding, _ channel: Channel, _ plan: ChannelPlan
  ) -> ChannelPlan {
    guard showsInvalid(channel), let key = keys[channel], let scale = scales[key],
      !scale.type.isDiscrete
    else { return plan }
    let invalid: ChannelPlan
    if let value = config.scale.invalid?.node[channel.rawValue]?["value"] {
      invalid = .constant(visual(value, channel))
    } else {
      let low = scale.domain.numbers.min() ?? 0, high = scale.domain.numbers.max() ?? 0
      invalid = .datum(.number(low <= 0 && high >= 0 ? 0 : low), key)
    }
    return .conditional([(.valid(field.column, false), invalid)], otherwise: plan)
  }

  // MARK: Channels

  /// What a channel gives: its encoding, else a constant.
  mutating func channel(_ channel: Channel, else fallback: Visual) -> ChannelPlan {
    guard let bound = unit[channel] else {
      return perRow(channel.rawValue) ?? .constant(fallback)
    }
    let base = plan(of: bound.content, channel, else: fallback)
    guard !bound.conditions.isEmpty else { return base }
    var branches: [(Predicate, ChannelPlan)] = []
    for condition in bound.conditions {
      branches.append((condition.test, plan(of: condition.content, channel, else: fallback)))
    }
    return .conditional(branches, otherwise: base)
  }

  /// A property that an expression gives for each row.
  mutating func perRow(_ name: String) -> ChannelPlan? {
    perRowValues(name).map { values in .rows(values.map { Visual($0) }) }
  }

  /// What an expression gives for a property in each row.
  mutating func perRowValues(_ name: String) -> [Value]? {
    guard let own = unit.mark.expressions.first(where: { $0.name == name }) else { return nil }
    let unknown = own.expression.unknownFields(in: unit.table, at: own.place)
    for field in unknown { log.add(.unknownField(field, in: unit.table)) }
    return own.expression.values(for: unit.table)
  }

  /// A number that the mark gives, for all rows or for each.
  mutating func number(_ name: String, _ own: Double?, else usual: Double) -> ChannelPlan {
    perRow(name) ?? .constant(.number(own ?? usual))
  }

  private mutating func plan(
    of content: BoundChannel.Content, _ channel: Channel, else fallback: Visual
  ) -> ChannelPlan {
    switch content {
    case .field(let field): showing(field, channel, self.field(field, channel))
    case .datum(let value, _): .datum(value, keys[channel])
    case .value(let node): .constant(visual(node, channel))
    case .nothing: .constant(fallback)
    }
  }

  /// A field, in the middle of its bin or at the place in its time unit where the mark stands.
  private func field(_ field: FieldBinding, _ channel: Channel) -> ChannelPlan {
    guard let key = keys[channel], let end = field.end, scales[key]?.type.isContinuous ?? false,
      channel != .xOffset, channel != .yOffset
    else { return .field(field.column, keys[channel]) }
    let usual = !field.isBinned ? settings.timeUnitBandPosition ?? 0 : 0.5
    let share = unit[channel]?.spec.bandPosition ?? usual
    return share == 0 ? .field(field.column, key) : .between(field.column, end, key, share: share)
  }

  private mutating func visual(_ node: Node, _ channel: Channel) -> Visual {
    switch channel {
    case .color, .fill, .stroke:
      guard !node.isNull else { return .none }
      var reader = SpecReader()
      defer { log.add(contentsOf: reader.log) }
      return PaintSpec.read(node, &reader).map { .paint($0.paint) } ?? .none
    case .strokeDash: return .dash((node.elements ?? []).compactMap(\.number))
    default:
      if let number = node.number { return .number(number) }
      if let text = node.string { return .text(text) }
      if let lines = node.elements {
        return .text(lines.compactMap(\.string).joined(separator: "\n"))
      }
      return .none
    }
  }

  // MARK: Looks

  private var isFilled: Bool {
    settings.isFilled
  }

  private mutating func look() -> MarkLookPlan {
    let paints = paints()
    let opacity = settings.opacity ?? (settings.fillOpacity == nil ? defaultOpacity : 1)
    return MarkLookPlan(
      fill: paints.fill, stroke: paints.stroke, opacity: channel(.opacity, else: .number(opacity)),
      fillOpacity: channel(.fillOpacity, else: .number(settings.fillOpacity ?? 1)),
      strokeOpacity: channel(.strokeOpacity, else: .number(settings.strokeOpacity ?? 1)),
      strokeWidth: lineWidth(),
      strokeDash: channel(.strokeDash, else: .dash(settings.strokeDash ?? [])),
      dashOffset: number("strokeDashOffset", settings.strokeDashOffset, else: 0),
      cap: settings.strokeCap.flatMap { Stroke.Cap(rawValue: $0.rawValue) } ?? .butt,
      join: settings.strokeJoin.flatMap { Stroke.Join(rawValue: $0.rawValue) } ?? .miter,
      miterLimit: number("strokeMiterLimit", settings.strokeMiterLimit, else: 10))
  }

  private mutating func lineWidth() -> ChannelPlan {
    // The size of a line is its width, as in Vega-Lite.
    let isLine = unit.type == .line || unit.type == .rule
    let width = Visual.number((isLine ? settings.size : nil) ?? settings.strokeWidth ?? 1)
    if isLine, unit[.strokeWidth] == nil, unit[.size] != nil { return channel(.size, else: width) }
    return channel(.strokeWidth, else: width)
  }

  /// Dots and ticks that are not aggregates let others shine through, and so do bars over bars.
  private var defaultOpacity: Double { MarkPlanner.defaultOpacity(of: unit) }

  static func defaultOpacity(of unit: BoundUnit) -> Double {
    let isAggregate = unit.channels.contains { $0.field?.aggregate != nil }
    switch unit.type {
    case .point, .circle, .square, .tick: return isAggregate ? 1 : 0.7
    case .bar where unit.stack == nil:
      let isOverlaid: Bool =
        if case .off = unit[.y]?.spec.stack ?? unit[.x]?.spec.stack { true } else { false }
      return isOverlaid && unit[.color] != nil ? 0.7 : 1
    default: return 1
    }
  }

  private mutating func paints() -> (fill: ChannelPlan, stroke: ChannelPlan) {
    let own = settings.color?.visual ?? .paint(.color(.black))
    let asksFill = settings.fill?.visual, asksStroke = settings.stroke?.visual
    let fillDefault = asksFill ?? (isFilled ? own : .none)
    let strokeDefault = asksStroke ?? (isFilled ? .none : own)
    // A paint that the mark itself names wins over the colours of data.
    let hasColor = unit[.color] != nil
    // What the mark itself says of inside and line goes before the channel for both.
    let fill =
      unit[.fill] != nil
      ? channel(.fill, else: fillDefault)
      : hasColor && isFilled && unit.mark.fill == nil
        ? channel(.color, else: fillDefault)
        : perRow("fill") ?? (isFilled ? perRow("color") : nil) ?? .constant(fillDefault)
    let stroke =
      unit[.stroke] != nil
      ? channel(.stroke, else: strokeDefault)
      : hasColor && !isFilled && unit.mark.stroke == nil
        ? channel(.color, else: strokeDefault)
        : perRow("stroke") ?? (isFilled ? nil : perRow("color")) ?? .constant(strokeDefault)
    return (fill, stroke)
  }

  private mutating func shape() -> ChannelPlan {
    let fallback =
      switch unit.type {
      case .square: "square"
      default: settings.shape ?? "circle"
      }
    return channel(.shape, else: .text(fallback))
  }

  private mutating func corners() -> [ChannelPlan] {
    let all = number("cornerRadius", settings.cornerRadius, else: 0)
    let own = [
      ("cornerRadiusTopLeft", settings.cornerRadiusTopLeft),
      ("cornerRadiusTopRight", settings.cornerRadiusTopRight),
      ("cornerRadiusBottomRight", settings.cornerRadiusBottomRight),
      ("cornerRadiusBottomLeft", settings.cornerRadiusBottomLeft),
    ]
    var corners = own.map { name, radius in
      perRow(name) ?? radius.map { .constant(.number($0)) } ?? all
    }
    if unit.type == .bar, let radius = settings.cornerRadiusEnd {
      let end = ChannelPlan.constant(.number(radius))
      if unit.orient == .horizontal {
        (corners[1], corners[2]) = (end, end)
      } else {
        (corners[0], corners[1]) = (end, end)
      }
    }
    return corners
  }

  /// The points of a line follow its dimension, unless `order` says otherwise.
  private func pathOrder() -> [(column: String, descends: Bool)] {
    let orders = unit.channels.filter { $0.channel == .order && $0.field != nil }
    if !orders.isEmpty, unit.stack == nil {
      return orders.compactMap { channel in
        let descends =
          if case .value(.order(.descending)) = channel.spec.sort { true } else { false }
        return channel.field.map { ($0.column, descends) }
      }
    }
    guard followsPlaces, let field = unit.field(dimension) else { return [] }
    return [(field.column, false)]
  }

  /// The channel along which lines and areas run.
  private var dimension: Channel {
    // A trail has no direction: its thickness is all it measures.
    unit.orient == .horizontal && unit.type != .trail ? .y : .x
  }

  /// Whether nothing but the dimension leads a path: neither mark nor channel `order` says otherwise.
  private var followsPlaces: Bool {
    guard unit.field(dimension) != nil else { return false }
    switch unit[.order]?.content {
    case .field: return unit.stack != nil
    case .value(let node) where node.isNull || node.bool == false: return false
    case .value, .datum, .nothing: return true
    case nil: break
    }
    switch settings.order {
    case .null, .value(false): return false
    default: return true
    }
  }
}

extension Nullable where Wrapped == PaintSpec {
  /// The paint as a channel gives it.
  var visual: Visual {
    if case .value(let spec) = self { .paint(spec.paint) } else { .none }
  }
}

extension Either where A == String, B == [String] {
  /// One or several names as a list.
  var names: [String] {
    switch self {
    case .a(let name): [name]
    case .b(let names): names
    }
  }
}

import Canvas
import Tables

/// The entries of a legend whose scales have their size.
struct LegendEntries {
  private let plan: LegendPlan
  private let scales: [ScaleKey: Scale]
  /// The length of a run of colours.
  private let length: Double

  init(_ plan: LegendPlan, _ scales: [ScaleKey: Scale], length: Double = 0) {
    self.plan = plan
    self.length = length
    self.scales = scales
  }

  /// The scale that gives the values.
  private var first: Scale? { plan.keys.first.flatMap { scales[$0] } }

  // MARK: Symbols

  /// One symbol for each value or class; where there are too many, the last tells how many more.
  var symbols: [LegendPlan.Entry] {
    var values = plan.values ?? self.values
    let labels = self.labels(of: values)
    var entries = zip(values, labels).map { value, label in
      LegendPlan.Entry(value: value, label: label, symbol: symbol(value))
    }
    // What has no size would be an entry without a symbol.
    if plan.values == nil, sizes, let first = entries.first, first.symbol.size == 0 {
      entries.removeFirst()
      values.removeFirst()
    }
    guard entries.count > plan.symbol.limit else { return entries }
    let kept = max(0, plan.symbol.limit - 1)
    var rest = entries[kept]
    rest.label = "…\(entries.count - kept) entries"
    if !plan.isVegas { rest.symbol.opacity = 0 }
    return Array(entries.prefix(kept)) + [rest]
  }

  private var sizes: Bool { plan.keys.contains { $0.channel == .size } }

  private func symbol(_ value: Value) -> LegendPlan.Symbol {
    var symbol = plan.symbol.base
    for key in plan.keys {
      guard let visual = scales[key]?.visual(value) else { continue }
      if key.channel == .color {
        if plan.symbol.fills { symbol.fill = visual.paint }
        if plan.symbol.strokes { symbol.stroke = visual.paint }
      } else {
        symbol.set(key.channel, visual, isVegas: plan.isVegas)
      }
    }
    return symbol
  }

  /// The values that get an entry, unless they are asked for.
  private var values: [Value] {
    switch first {
    case .ordinal(let scale): return scale.domain
    case .band(let scale): return scale.domain
    case .classes(let scale, _): return scale.classStarts.starts.map { .number($0) }
    case .continuous(let scale), .ramp(let scale, _):
      if let bins = plan.bins { return bins.dropLast().map { .number($0) } }
      return ticks(of: scale).map { $0.isNaN ? .null : scale.value($0) }
    case nil: return []
    }
  }

  /// Round numbers of a scale; of a logarithmic one those that would get a label.
  func ticks(of scale: ContinuousScale) -> [Double] {
    if let interval = plan.tickCount?.interval, scale.isTemporal {
      return scale.ticks(every: interval)
    }
    let count = count(of: scale)
    let ticks = scale.ticks(count: count)
    // A run of colours with next to no round numbers has its ends labelled.
    if plan.kind == .gradient, plan.isVegas || plan.tickCount == nil, ticks.count < 3,
      let ends = scale.ends
    {
      return [ends.0, ends.1]
    }
    guard case .log = scale.kind else { return ticks }
    let format = scale.tickFormat(count: count, nil)
    return ticks.filter { !format.text($0).isEmpty }
  }

  private func count(of scale: ContinuousScale) -> Double {
    // A run of colours has two labels for each 100 points.
    let usual = plan.kind == .gradient ? max(2, 2 * (length / 100).rounded(.down)) : 5
    return scale.tickCount(plan.tickCount?.count ?? usual, minStep: plan.tickMinStep)
  }

  // MARK: Labels

  /// The texts of values: of classes and bins as ranges.
  func labels(of values: [Value]) -> [String] {
    if case .classes(let scale, _) = first {
      let end = plan.values == nil ? scale.classStarts.end : .infinity
      return ranges(
        values, end: end,
        text: scale.labelFormat(plan.format.specifier, locale: plan.format.locale).text)
    }
    if let bins = plan.bins, case .continuous(let scale) = first {
      let format = scale.tickFormat(
        count: count(of: scale), plan.format.specifier, locale: plan.format.locale)
      let end = plan.values == nil ? bins.last ?? .infinity : .infinity
      return ranges(values, end: end, text: format.text)
    }
    return points(values)
  }

  private func ranges(
    _ values: [Value], end: Double, text: (Double) -> String
  ) -> [String] {
    let numbers = values.map { $0.number ?? .nan } + [end]
    let texts = numbers.map { number in
      number.isFinite ? plan.format.plainLabel(number) ?? text(number) : ""
    }
    return values.indices.map { index in
      let (low, high) = (texts[index], texts[index + 1])
      let label =
        low.isEmpty
        ? (high.isEmpty ? "" : "< " + high) : high.isEmpty ? "≥ " + low : low + " – " + high
      return plan.format.relabelled(values[index], label, index: Double(index))
    }
  }

  private func points(_ values: [Value]) -> [String] {
    let text = tickText
    return values.enumerated().map {
      plan.format.text($0.element, ticks: text, index: Double($0.offset))
    }
  }

  private var tickText: (Double) -> String {
    switch first {
    // A run of colours without extent has one number, which needs no digits of its own.
    case .ramp(let scale, _)
    where plan.format.specifier == nil && scale.ends.map { $0.0 == $0.1 } ?? false:
      return { JSNumber.text($0) }
    case .continuous(let scale), .ramp(let scale, _):
      return scale.tickFormat(
        count: count(of: scale), plan.format.specifier, locale: plan.format.locale
      ).text
    default: return { JSNumber.text($0) }
    }
  }

  // MARK: Runs and fields of colour

  /// The labels of a run of colours, each with its share of the way.
  func gradientLabels(_ scale: ContinuousScale) -> [(share: Double, text: String)] {
    let values = plan.values ?? ticks(of: scale).map { scale.value($0) }
    let share = LegendShare(scale)
    return zip(values, points(values)).compactMap { value, text in
      guard let number = value.number else { return nil }
      let place = share.of(number)
      return place >= -0.001 && place <= 1.001 ? (place, text) : nil
    }
  }

  /// The fields of colour of classes, each from one share of the way to another, and the labels of
  /// the bounds between them.
  var bands: (fields: [(from: Double, to: Double, paint: Paint?)], labels: [(Double, String)]) {
    guard case .classes(let scale, _) = first, let all = first else { return ([], []) }
    let starts = scale.classStarts.starts
    let share = scale.shareOfDomain
    let format = scale.labelFormat(plan.format.specifier, locale: plan.format.locale)
    var labels: [(Double, String)] = []
    let fields = starts.indices.map { index -> (from: Double, to: Double, paint: Paint?) in
      let from = index == 0 ? 0 : share(starts[index])
      let to = index + 1 < starts.count ? share(starts[index + 1]) : 1
      if index > 0 {
        let text = plan.format.plainLabel(starts[index]) ?? format.text(starts[index])
        labels.append(
          (from, plan.format.relabelled(.number(starts[index]), text, index: Double(index))))
      }
      return (from, to, all.visual(.number(starts[index])).paint)
    }
    return (fields, labels)
  }
}

/// Where a number stands on the way of a continuous scale from its first to its last number.
struct LegendShare {
  private let transform: ScaleTransform
  private let start: Double
  private let length: Double

  init(_ scale: ContinuousScale) {
    transform = scale.transform
    let ends = scale.ends ?? (0, 1)
    start = transform.apply(ends.0)
    length = transform.apply(ends.1) - start
  }

  /// The share of a number; a domain without extent is its middle.
  func of(_ number: Double) -> Double {
    length == 0 || !length.isFinite ? 0.5 : (transform.apply(number) - start) / length
  }

  /// The number at a share.
  func number(at share: Double) -> Double { transform.invert(start + share * length) }
}

extension ContinuousScale {
  /// Whether its numbers are moments.
  var isTemporal: Bool { kind == .time || kind == .utc }

  /// A number of the domain as a value.
  fileprivate func value(_ number: Double) -> Value {
    isTemporal ? .date(number) : .number(number)
  }
}

extension DiscretizingScale {
  /// The share of the way through the domain at which a number stands; the open ends of thresholds
  /// are as long as the classes between them on average.
  fileprivate var shareOfDomain: (Double) -> Double {
    var low = domain.first ?? 0, high = domain.last ?? 1
    if kind == .threshold {
      let more = domain.count > 1 ? (high - low) / Double(domain.count - 1) : 0.1
      (low, high) = (low - more, high + more)
    }
    let length = high - low
    return { length == 0 ? 0.5 : ($0 - low) / length }
  }
}

extension LegendPlan.Symbol {
  fileprivate mutating func set(_ channel: Channel, _ visual: Visual, isVegas: Bool) {
    switch channel {
    case .fill: fill = visual.paint
    case .stroke: stroke = visual.paint
    case .shape: shape = visual.text ?? shape
    // In our own look the size of a line is its width.
    case .size where shape == "stroke" && !isVegas: strokeWidth = visual.number ?? strokeWidth
    case .size: size = visual.number ?? size
    case .opacity: opacity = visual.number ?? opacity
    case .strokeDash: dash = visual.dash ?? dash
    case .strokeWidth: strokeWidth = visual.number ?? strokeWidth
    default: break
    }
  }
}

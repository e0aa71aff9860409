import Diagnostics
import Tables

/// The domain of a scale from all its uses.
struct DomainPlanner {
  let spec: ScaleSpec
  let type: ScaleType
  let uses: [ScaleUse]
  let config: ConfigSpec
  var log = DiagnosticLog()
  /// The errors of single rows among them: the domain is right without these.
  private(set) var rowErrors = DiagnosticLog()

  mutating func domain() -> DomainPlan {
    if type.isDiscrete { return .discrete(discrete()) }
    return .continuous(type == .quantile && !hasOwnValues ? numbers() : continuous())
  }

  private var hasOwnValues: Bool {
    if spec.domainRaw != nil { return true }
    if case .values = spec.domain { return true }
    return false
  }

  /// All numbers of the data, of which quantiles are taken.
  private func numbers() -> [Double] {
    uses.flatMap(columns).flatMap { column in
      (0..<column.count).compactMap { column[$0].number }.filter(\.isFinite)
    }
  }

  // MARK: Discrete

  private mutating func discrete() -> [Value] {
    let parts = uses.compactMap(part)
    if let raw = spec.domainRaw { return raw.map(\.value) }
    if case .values(let values, let place) = spec.domain {
      let unit = uses.lazy.compactMap { $0.channel.field?.timeUnit }.first
      let asked = values.map { unit?.moment(of: $0.value) ?? $0.value }
      reportStrangers(to: Set(asked), parts, at: place)
      return asked
    }
    checkSort(parts)
    var wanted: [Value] = []
    if case .union(let more) = spec.domain { wanted = more.map(\.value) }
    var values = DiscreteDomain.values(of: parts, with: wanted)
    for use in uses {
      if case .datum(let value, _) = use.channel.content, !values.contains(value) {
        values.append(value)
      }
    }
    return values
  }

  /// Values of the data that have no place on the scale, which are not drawn.
  private mutating func reportStrangers(
    to domain: Set<Value>, _ parts: [DiscreteDomain.Part], at place: Place
  ) {
    guard !domain.isEmpty else { return }
    var strangers: [Value] = []
    for part in parts {
      for row in 0..<part.column.count {
        let value = part.column[row]
        guard !value.isNull, !domain.contains(value), !strangers.contains(value) else { continue }
        strangers.append(value)
        if strangers.count > 50 { break }
      }
    }
    guard !strangers.isEmpty else { return }
    log.add(.strangers(strangers.map(\.plainText), at: place))
  }

  /// A sort by a channel needs one that shows a field.
  private mutating func checkSort(_ parts: [DiscreteDomain.Part]) {
    for part in parts {
      guard case .value(.channel(let channel, _, let place)) = part.sort,
        !parts.contains(where: { $0.fields[channel] != nil })
      else { continue }
      log.add(.sortWithoutChannel(channel, at: place))
    }
  }

  private func part(_ use: ScaleUse) -> DiscreteDomain.Part? {
    guard let field = use.channel.field, let column = use.unit.domainTable[field.column] else {
      return nil
    }
    var fields: [Channel: FieldBinding] = [:]
    for channel in use.unit.channels {
      if let field = channel.field { fields[channel.channel] = field }
    }
    return DiscreteDomain.Part(
      column: column, raw: use.unit.raw, sort: use.channel.spec.sort, stack: use.unit.stack,
      source: field.bin != nil || field.timeUnit != nil ? field.column : field.source,
      fields: fields, timeUnit: field.timeUnit, field: use.channel.spec.field?.name)
  }

  // MARK: Continuous

  private mutating func continuous() -> [Double] {
    checkLogValues()
    if type == .binOrdinal, !hasOwnValues,
      let bounds = uses.lazy.compactMap({ $0.channel.field?.bin }).first?.bounds
    {
      return bounds
    }
    if let raw = spec.domainRaw, let place = uses.first?.channel.place {
      return explicit(raw, at: place)
    }
    if case .values(let values, let place) = spec.domain { return explicit(values, at: place) }
    var (low, high) = extent()
    if case .union(let more) = spec.domain {
      for number in numbers(more) {
        (low, high) = (min(low, number), max(high, number))
      }
    }
    guard low <= high else { return type == .log ? [1, 10] : [0, 1] }
    if includesZero { (low, high) = (min(low, 0), max(high, 0)) }
    if let bound = spec.domainMin.flatMap({ numbers([$0]).first }) { low = bound }
    if let bound = spec.domainMax.flatMap({ numbers([$0]).first }) { high = bound }
    checkLog(low, high, at: uses.first?.channel.place)
    if !(high - low).isFinite, let place = uses.first?.channel.place {
      log.add(.endlessDomain(low, high, at: place))
      return [0, 1]
    }
    if let place = uses.first?.channel.place, spec.domainMin != nil || spec.domainMax != nil {
      checkOutside(
        spec.domainMin == nil ? -.infinity : low, spec.domainMax == nil ? .infinity : high,
        at: place)
    }
    return withMiddle([low, high])
  }

  /// Values outside a domain that the spec sets are not seen where they belong.
  private mutating func checkOutside(_ low: Double, _ high: Double, at place: Place) {
    // What is moved to the ends of a domain has a place, and only numbers are widened by nice ends.
    guard spec.clamp != true, spec.nice == nil, !type.isDiscrete,
      let outside = OutsideRows(low: min(low, high), high: max(low, high)).rows(of: uses)
    else { return }
    log.add(
      .outside(
        outside.count, outside.example.plainText, of: outside.column, at: place, outside.places))
  }

  /// A domain with the middle of a scale of colours.
  private func withMiddle(_ domain: [Double]) -> [Double] {
    let isColor = uses.contains { [.color, .fill, .stroke].contains($0.channel.channel) }
    guard let middle = spec.domainMid, isColor, domain.count == 2 else { return domain }
    return [domain[0], middle, domain[1]]
  }

  /// The values of a domain as numbers; texts on a scale of moments are dates.
  private func numbers(_ values: [ScalarSpec]) -> [Double] {
    values.compactMap { scalar in
      if type.isTemporal, case .text(let text) = scalar.value {
        return DateParsing.lenient(text)
      }
      return scalar.value.number
    }
  }

  private mutating func explicit(_ values: [ScalarSpec], at place: Place) -> [Double] {
    var numbers = numbers(values).filter(\.isFinite)
    guard numbers.count >= 2 || (type == .threshold && !numbers.isEmpty) else {
      log.add(
        .error(
          "bad-domain", "a continuous domain needs two numbers", at: place,
          why: "it runs from its first value to its last"))
      return [0, 1]
    }
    checkLog(numbers.min() ?? 1, numbers.max() ?? 1, at: place)
    if let low = numbers.min(), let high = numbers.max() { checkOutside(low, high, at: place) }
    if spec.zero == true, canIncludeZero { numbers = numbers.reachingZero }
    return withMiddle(numbers)
  }

  private func extent() -> (Double, Double) {
    var low = Double.infinity, high = -Double.infinity
    for use in uses {
      if case .datum(let value, _) = use.channel.content, let number = value.number {
        (low, high) = (min(low, number), max(high, number))
      }
      if let bin = use.channel.field?.bin {
        (low, high) = (min(low, bin.start), max(high, bin.stop))
        continue
      }
      for column in columns(of: use) {
        for row in 0..<column.count {
          guard let number = column[row].number, number.isFinite else { continue }
          if type == .log, number <= 0 { continue }
          (low, high) = (min(low, number), max(high, number))
        }
      }
    }
    return (low, high)
  }

  private func columns(of use: ScaleUse) -> [Column] {
    if let stack = use.unit.stack, stack.channel == use.channel.channel {
      return [use.unit.domainTable[stack.start], use.unit.domainTable[stack.end]].compactMap { $0 }
    }
    guard let field = use.channel.field, let column = use.unit.domainTable[field.column] else {
      return []
    }
    if isUnaggregated, let op = field.aggregate, op.staysInside, let source = field.source,
      let raw = use.unit.raw[source]
    {
      return [raw]
    }
    if let reach = field.reach {
      return [use.unit.domainTable[reach.start], use.unit.domainTable[reach.end]].compactMap { $0 }
    }
    // Bars that fill a time unit reach to its end.
    let end = field.end.flatMap { use.unit.domainTable[$0] }
    return [column] + [use.fillsUnits ? end : nil].compactMap { $0 }
  }

  /// Whether the domain is that of the rows before they are aggregated.
  private var isUnaggregated: Bool {
    if case .unaggregated = spec.domain { return true }
    return spec.domain == nil && config.scale.useUnaggregatedDomain == true
  }

  /// Whether the domain holds zero: asked for, or by the mark (bars and areas along their measure;
  /// other marks on x and y, but not the dimension of lines; sizes), as Vega-Lite has it.
  private var includesZero: Bool {
    if let zero = spec.zero { return zero && canIncludeZero }
    guard canIncludeZero, type != .quantize else { return false }
    // The first of several layers decides, as in Vega-Lite.
    let deciding = uses.filter { $0.channel.channel == $0.channel.channel.primary }
    return (deciding.isEmpty ? uses : deciding).prefix(1).contains { use in
      guard use.channel.type == .quantitative else { return false }
      switch use.channel.channel.primary {
      case .size: return true
      case _ where use.channel.isBinned: return false
      case .x, .y: return measures(use)
      case .theta, .radius: return true
      default: return false
      }
    }
  }

  /// Whether zero has a meaning on a scale of this type.
  private var canIncludeZero: Bool { [.linear, .pow, .sqrt, .symlog, .quantize].contains(type) }

  private func measures(_ use: ScaleUse) -> Bool {
    let channel = use.channel.channel.primary
    if [.bar, .area, .line, .trail].contains(use.unit.type) {
      if use.unit.orient == .horizontal, channel == .y { return false }
      if use.unit.orient == .vertical, channel == .x { return false }
    }
    let isRanged = use.unit[channel == .x ? .x2 : .y2] != nil
    if use.unit.type == .bar || use.unit.type == .area, !isRanged { return true }
    return config.scale.zero ?? true
  }

  private mutating func checkLog(_ low: Double, _ high: Double, at place: Place?) {
    guard type == .log, low <= 0, high >= 0 else { return }
    log.add(.logOfZero(from: low, to: high, at: place))
  }

  /// Values that have no logarithm would vanish from the picture.
  private mutating func checkLogValues() {
    guard type == .log else { return }
    for use in uses where use.unit.stack?.channel != use.channel.channel {
      guard let field = use.channel.field, let column = use.unit.domainTable[field.column] else {
        continue
      }
      let rows = (0..<column.count).filter { (column[$0].number ?? 1) <= 0 }
      guard let first = rows.first else { continue }
      let cell = field.source.flatMap { use.unit.domainTable.place(ofRow: first, column: $0) }
      let problem = Diagnostic.valuesWithoutLogarithm(
        rows.count, column[first], of: field.source ?? field.column,
        at: cell ?? use.channel.place)
      log.add(problem)
      rowErrors.add(problem)
    }
  }
}

extension [Double] {
  /// The numbers with the end that is nearer to zero moved to it.
  fileprivate var reachingZero: [Double] {
    guard let first, let last, first * last > 0 else { return self }
    var result = self
    result[first.magnitude < last.magnitude ? 0 : count - 1] = 0
    return result
  }
}

extension AggregateOp {
  /// Whether the results lie between the least and the greatest value.
  fileprivate var staysInside: Bool {
    switch self {
    case .mean, .average, .median, .q1, .q3, .min, .max: true
    default: false
    }
  }
}

extension Diagnostic {
  static func logOfZero(from low: Double, to high: Double, at place: Place?) -> Diagnostic {
    .error(
      "log-of-zero", "a log scale cannot hold zero", at: place,
      why: "its domain would run from \(JSNumber.text(low)) to \(JSNumber.text(high))",
      hint: "begin the domain above zero, or use the scale type 'symlog'")
  }

  static func valuesWithoutLogarithm(
    _ count: Int, _ first: Value, of column: String, at place: Place
  ) -> Diagnostic {
    let what =
      count == 1
      ? "'\(first.plainText)' has" : "\(count) values, such as '\(first.plainText)', have"
    return .error(
      "log-of-zero", "\(what) no place on a log scale (column '\(column)')", at: place,
      why: "only numbers above zero have a logarithm",
      hint: "leave the rows out with a filter, or use the scale type 'symlog'")
  }

  static func sortWithoutChannel(_ channel: Channel, at place: Place) -> Diagnostic {
    .error(
      "missing-channel", "there is no channel '\(channel.rawValue)' to sort by", at: place,
      why: "a sort by a channel takes the values of the field that the channel shows",
      hint: "encode '\(channel.rawValue)', or sort by a field: {field: …, op: …}")
  }
}

extension Diagnostic {
  static func strangers(_ values: [String], at place: Place) -> Diagnostic {
    let isOne = values.count == 1
    return .warning(
      "not-in-domain",
      "\(isOne ? "a value of the data is" : "values of the data are") not in this domain: "
        + Suggestion.list(values), at: place,
      why: "what has no place on the scale is not drawn",
      hint: "add \(isOne ? "it" : "them"), or leave the rows out with a filter")
  }

  static func endlessDomain(_ low: Double, _ high: Double, at place: Place) -> Diagnostic {
    .error(
      "endless-domain", "the values are too far apart to be placed on one scale", at: place,
      why: "they run from \(JSNumber.text(low)) to \(JSNumber.text(high))",
      hint: "leave the outermost rows out with a filter")
  }
}

// Scale: numbers to a few classes.

/// Sorts numbers into classes by thresholds (d3-scale's quantize, quantile and threshold, and
/// Vega's bin-ordinal).
struct DiscretizingScale: Sendable, Hashable {
  /// The kinds.
  enum Kind: Sendable, Hashable {
    /// Classes of equal width over a domain.
    case quantize
    /// Classes with about equally many of some numbers.
    case quantile
    /// Classes between given thresholds.
    case threshold
    /// Classes that are bins; numbers outside have none.
    case binOrdinal
  }

  /// The kind.
  let kind: Kind
  /// The ends of the domain, the sorted numbers, the thresholds or the bin boundaries, by kind.
  let domain: [Double]
  /// The boundaries between classes, ascending; one fewer than there are classes.
  let thresholds: [Double]

  /// How many classes there are.
  var count: Int { thresholds.count + 1 }

  /// Creates classes of equal width; fewer than one counts as one.
  static func quantize(domain: [Double], count: Int) -> DiscretizingScale {
    let low = domain.first ?? 0
    let high = domain.last ?? 1
    let count = min(max(count, 1), Int(Ticks.limit))
    let n = Double(count)
    // Weighted, not stepped, so that the last threshold carries no accumulated error.
    let thresholds = stride(from: 1.0, to: n, by: 1).map { ($0 * high - ($0 - n) * low) / n }
    return DiscretizingScale(kind: .quantize, domain: [low, high], thresholds: thresholds)
  }

  /// Creates classes with about equally many of the numbers, by quantiles of type 7 (Hyndman and
  /// Fan 1996); numbers that are not numbers are left out.
  static func quantile(of numbers: [Double], count: Int) -> DiscretizingScale {
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    let count = min(max(count, 1), Int(Ticks.limit))
    let thresholds = stride(from: 1, to: count, by: 1).map { index in
      quantile(sorted, Double(index) / Double(count))
    }
    return DiscretizingScale(kind: .quantile, domain: sorted, thresholds: thresholds)
  }

  /// Creates classes between thresholds, which should ascend.
  static func threshold(_ thresholds: [Double]) -> DiscretizingScale {
    DiscretizingScale(kind: .threshold, domain: thresholds, thresholds: thresholds)
  }

  /// Creates classes that are bins between boundaries, which should ascend.
  static func binOrdinal(_ boundaries: [Double]) -> DiscretizingScale {
    DiscretizingScale(
      kind: .binOrdinal, domain: boundaries, thresholds: Array(boundaries.dropFirst().dropLast()))
  }

  /// The class of a number, from 0; nil for NaN and, for bins, below the first boundary.
  ///
  /// A threshold belongs to the class above it.
  func index(of value: Double) -> Int? {
    guard !value.isNaN else { return nil }
    if kind == .binOrdinal, let first = domain.first, value < first { return nil }
    var (low, high) = (0, thresholds.count)
    while low < high {
      let middle = (low + high) / 2
      if thresholds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The numbers at which the entries of a legend start, and where the last one ends, if they end.
  var classStarts: (starts: [Double], end: Double) {
    guard kind == .binOrdinal else { return ([-Double.infinity] + thresholds, .infinity) }
    return (Array(domain.dropLast()), domain.last ?? .infinity)
  }

  /// The texts of the classes in a legend of symbols, as Vega writes them.
  ///
  ///     DiscretizingScale.threshold([10, 20]).rangeLabels()   // ["< 10", "10 – 20", "≥ 20"]
  func rangeLabels(
    _ specifier: NumberSpecifier? = nil, locale: NumberLocale = .enUS
  ) -> [String] {
    let format = labelFormat(specifier, locale: locale)
    let (starts, end) = classStarts
    let text = { (value: Double) in value.isFinite ? format.text(value) : "" }
    return starts.indices.map { index in
      let low = text(starts[index])
      let high = text(index + 1 < starts.count ? starts[index + 1] : end)
      if low.isEmpty { return high.isEmpty ? "" : "< " + high }
      return high.isEmpty ? "\u{2265} " + low : low + " \u{2013} " + high
    }
  }

  /// The format of the boundaries, by Vega's rules.
  ///
  /// Thresholds are written as they are; bins as the ticks of an axis, at least five; those
  /// of equal width with thirty steps over the domain, quantiles with thirty steps from zero to the
  /// least distance between two, which tells them apart.
  func labelFormat(
    _ specifier: NumberSpecifier? = nil, locale: NumberLocale = .enUS
  ) -> TickFormat.Labels {
    switch kind {
    case .threshold:
      return specifier.map { TickFormat.Labels(NumberFormat($0, locale: locale)) } ?? .unformatted
    case .binOrdinal:
      return TickFormat.labels(
        from: domain.first ?? 0, to: domain.last ?? 1, count: max(Double(domain.count), 5),
        specifier, locale: locale)
    case .quantize:
      let length = (domain.last ?? 1) - (domain.first ?? 0)
      return TickFormat.labels(from: 0, to: length, count: 30, specifier, locale: locale)
    case .quantile:
      let distances = zip(thresholds, thresholds.dropFirst()).map { $1 - $0 }
      let least = distances.min() ?? thresholds.first ?? 1
      return TickFormat.labels(from: 0, to: least, count: 30, specifier, locale: locale)
    }
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    guard let first = sorted.first, let last = sorted.last else { return .nan }
    let place = share * Double(sorted.count - 1)
    guard let index = Int(whole: place), index >= 0 else { return first }
    guard index + 1 < sorted.count else { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }
}

// Scale: ticks of a logarithmic scale.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A logarithm of a base and its inverse, on the positive or on the negative side.
struct Logarithm: Sendable, Hashable {
  /// The base.
  var base: Double
  /// Whether the numbers are negative; then they are reflected.
  var isNegative = false

  /// The logarithm of a number; NaN on the wrong side of zero.
  func log(_ value: Double) -> Double {
    isNegative ? -positiveLog(-value) : positiveLog(value)
  }

  /// The number of a logarithm.
  func pow(_ exponent: Double) -> Double {
    isNegative ? -positivePow(-exponent) : positivePow(exponent)
  }

  private func positiveLog(_ value: Double) -> Double {
    switch base {
    case 10: log10(value)
    case 2: log2(value)
    case M_E: logarithm(value)
    default: logarithm(value) / logarithm(base)
    }
  }

  private func positivePow(_ exponent: Double) -> Double {
    switch base {
    case 10: .powerOfTen(exponent)
    case M_E: exp(exponent)
    default: power(base, exponent)
    }
  }
}

// The methods above hide the functions of the C library, which therefore need names of their own.
private func logarithm(_ value: Double) -> Double { log(value) }
private func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

/// Places ticks of a logarithmic scale, as d3-scale does.
enum LogTicks {
  /// Powers of the base and, where there is room, their multiples.
  ///
  ///     LogTicks.ticks(from: 1, to: 100, logarithm: Logarithm(base: 10))
  ///     // [1, 2, … 9, 10, 20, … 90, 100]
  ///
  /// A domain within less than a power gets the ticks of a linear scale.
  ///
  /// - Returns: descending for a descending domain; empty if the domain holds zero.
  static func ticks(
    from start: Double, to stop: Double, logarithm: Logarithm, count: Double = 10
  ) -> [Double] {
    let (low, high) = (min(start, stop), max(start, stop))
    let (i, j) = (logarithm.log(low), logarithm.log(high))
    guard i.isFinite, j.isFinite, count > 0 else { return [] }
    var values: [Double]
    if logarithm.base.rounded() == logarithm.base, j - i < count, logarithm.base <= Ticks.limit {
      values = multiples(low, high, logarithm, powers: i.rounded(.down)...j.rounded(.up))
      if Double(values.count) * 2 < count {
        values = Ticks.ticks(from: low, to: high, count: count)
      }
    } else {
      values = Ticks.ticks(from: i, to: j, count: min(j - i, count)).map(logarithm.pow)
    }
    return stop < start ? values.reversed() : values
  }

  /// A domain widened to whole powers of the base.
  static func nice(_ start: Double, _ stop: Double, logarithm: Logarithm) -> (Double, Double) {
    if stop < start {
      let (low, high) = nice(stop, start, logarithm: logarithm)
      return (high, low)
    }
    return (
      logarithm.pow(logarithm.log(start).rounded(.down)),
      logarithm.pow(logarithm.log(stop).rounded(.up))
    )
  }

  /// Says which ticks get a label: where there are many, only the small multiples of a power do
  /// (d3-scale's `log.tickFormat`, and Vega's).
  static func isLabelled(_ value: Double, logarithm: Logarithm, count: Double, ticks: Int) -> Bool {
    let most = max(1, logarithm.base * count / Double(max(ticks, 1)))
    var multiple = value / logarithm.pow(logarithm.log(value).roundedHalfUp)
    if multiple * logarithm.base < logarithm.base - 0.5 { multiple *= logarithm.base }
    return multiple <= most
  }

  private static func multiples(
    _ low: Double, _ high: Double, _ logarithm: Logarithm, powers: ClosedRange<Double>
  ) -> [Double] {
    let base = logarithm.base
    var values: [Double] = []
    for power in stride(from: powers.lowerBound, through: powers.upperBound, by: 1) {
      for index in stride(from: 1, to: base, by: 1) {
        let factor = logarithm.isNegative ? base - index : index
        let value = multiple(factor, power, logarithm)
        if value < low { continue }
        if value > high { break }
        values.append(value)
      }
    }
    return values
  }

  /// A multiple of a power of the base; a negative power divides, so that 0.3 is exactly 3/10.
  private static func multiple(_ factor: Double, _ power: Double, _ logarithm: Logarithm) -> Double
  {
    guard logarithm.isNegative else {
      return power < 0 ? factor / logarithm.pow(-power) : factor * logarithm.pow(power)
    }
    return power > 0 ? factor / logarithm.pow(-power) : factor * logarithm.pow(power)
  }
}

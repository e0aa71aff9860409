import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How densely values lie, estimated with normal kernels (Silverman 1986).
struct KernelDensity {
  private let values: [Double]
  /// How many values there are, be they known or not.
  private let count: Double
  /// The standard deviation of each kernel.
  let bandwidth: Double

  /// Creates an estimate; a bandwidth of 0 asks for Scott's rule.
  ///
  /// Values that are missing count as zero, as in Vega.
  init(_ values: [Double], bandwidth: Double = 0, missing: Int = 0) {
    self.values = values + [Double](repeating: 0, count: missing)
    count = Double(self.values.count)
    self.bandwidth = bandwidth > 0 ? bandwidth : Self.scott(values)
  }

  /// Scott's rule for normal distributions: 1.06 σ n^(-1/5), where σ is the smaller of the standard
  /// deviation and the spread that the quartiles tell (Scott 1992).
  static func scott(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard let low = Quantiles.quantile(0.25, ofSorted: sorted),
      let high = Quantiles.quantile(0.75, ofSorted: sorted)
    else { return 1 }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = values.count > 1 ? (squares / (count - 1)).squareRoot() : 0
    // Values that are all the same still need some width.
    let spreads = [min(deviation, (high - low) / 1.34), deviation, low.magnitude, 1]
    return 1.06 * (spreads.first { $0 > 0 } ?? 1) * pow(count, -0.2)
  }

  /// The density at a value.
  func density(at value: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sum = values.reduce(0) { $0 + DistributionFunctions.density((value - $1) / bandwidth) }
    return sum / (bandwidth * count)
  }

  /// The share of values up to a value.
  func share(upTo value: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sum = values.reduce(0) { $0 + DistributionFunctions.cumulative((value - $1) / bandwidth) }
    return sum / count
  }
}

/// Confidence intervals of means by resampling (Efron 1979).
///
/// The samples are drawn by a generator with a fixed seed (SplitMix64, Steele et al. 2014), so that
/// the same values give the same interval.
enum Bootstrap {
  private static let samples = 1000

  /// The interval that holds the mean with a probability of 95 per cent; nil without numbers.
  static func interval(ofMeanOf numbers: [Double]) -> (low: Double, high: Double)? {
    guard !numbers.isEmpty else { return nil }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let count = UInt64(numbers.count)
    var means: [Double] = []
    means.reserveCapacity(samples)
    for _ in 0..<samples {
      var sum = 0.0
      for _ in numbers.indices {
        // The high bits of a product choose without the bias of a remainder (Lemire 2019).
        sum += numbers[Int(next(&state).multipliedFullWidth(by: count).high)]
      }
      means.append(sum / Double(numbers.count))
    }
    means.sort()
    guard let low = Quantiles.quantile(0.025, ofSorted: means),
      let high = Quantiles.quantile(0.975, ofSorted: means)
    else { return nil }
    return (low, high)
  }

  private static func next(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

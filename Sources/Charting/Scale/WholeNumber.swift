// Conversions of numbers that neither trap nor round twice.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Int {
  /// Creates the whole part of a number; nil if it is not finite or does not fit.
  init?(whole number: Double) {
    guard let value = Int(exactly: number.rounded(.towardZero)) else { return nil }
    self = value
  }
}

extension Double {
  /// The power of ten nearest to the true one, which `pow` misses for some exponents.
  static func powerOfTen(_ exponent: Double) -> Double {
    guard let whole = Int(exactly: exponent) else { return pow(10, exponent) }
    guard abs(whole) <= 308 else { return whole < 0 ? pow(10, exponent) : .infinity }
    return powersOfTen[whole + 308]
  }

  private static let powersOfTen: [Double] = (-308...308).map { Double("1e\($0)") ?? .nan }

  /// The nearest whole number, halves upward as JavaScript's `Math.round` has it.
  var roundedHalfUp: Double {
    let floor = rounded(.down)
    return self - floor >= 0.5 ? floor + 1 : floor
  }
}

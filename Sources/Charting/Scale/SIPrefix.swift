// Scale: numbers with SI prefixes.

/// Writes numbers with the prefixes of the SI, in steps of a thousand, as d3-format does.
struct SIPrefix: Sendable, Hashable {
  /// The power of ten, a multiple of three from -24 to 24.
  let exponent: Int

  /// Creates the prefix that leaves one to three digits before the point.
  init(for number: Double) { self.init(exponentOf: SIPrefix.exponent(of: number) ?? 0) }

  private init(exponentOf exponent: Int) {
    let thousands = (Double(exponent) / 3).rounded(.down)
    self.exponent = Int(min(max(thousands, -8), 8)) * 3
  }

  /// The letter; empty for one.
  var symbol: String { SIPrefix.symbols[8 + exponent / 3] }

  /// The number in units of the prefix.
  func scaled(_ number: Double) -> Double { number * .powerOfTen(Double(-exponent)) }

  private static let symbols = [
    "y", "z", "a", "f", "p", "n", "\u{B5}", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
  ]

  /// A magnitude rounded to significant digits, with the prefix that suits it.
  static func text(_ number: Double, precision: Int) -> (digits: String, symbol: String) {
    guard number.isFinite else { return (JSNumber.text(number), "") }
    var decimal = ExactDecimal(number)
    decimal.round(count: precision)
    let prefix = SIPrefix(exponentOf: decimal.exponent)
    let shifted = decimal.exponent - prefix.exponent
    if shifted < 0 {
      // Less than a yocto: only so many places are left after the point.
      decimal = ExactDecimal(number)
      decimal.round(count: max(precision + shifted, 1))
      decimal.exponent -= prefix.exponent
      return (NumberFormat.placed(decimal, count: max(precision + shifted, 0)), prefix.symbol)
    }
    decimal.exponent = shifted
    return (NumberFormat.placed(decimal, count: precision), prefix.symbol)
  }

  /// The power of ten of the first digit; nil for zero and what is not finite.
  static func exponent(of number: Double) -> Int? {
    guard number.isFinite, number != 0 else { return nil }
    return ExactDecimal(shortest: number).exponent
  }
}

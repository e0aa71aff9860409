// Scale: the exact decimal expansion of a binary number.

/// A number that is not negative as decimal digits: `d.ddd… × 10^exponent`.
///
/// A `Double` is a whole number times a power of two, so its expansion ends; rounding that, and
/// not an approximation, is what JavaScript's `toFixed`, `toExponential` and `toPrecision` do.
struct ExactDecimal: Sendable, Hashable {
  /// The digits, each from 0 to 9, the first not 0; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the first digit.
  var exponent: Int

  /// Creates the exact expansion of the magnitude of a number; zero if it is not finite.
  init(_ number: Double) {
    guard number.isFinite, number != 0 else {
      (digits, exponent) = ([], 0)
      return
    }
    var significand = number.significandBitPattern
    var power = Int(number.exponentBitPattern) - 1075
    if number.isNormal { significand |= 1 << 52 } else { power += 1 }
    let zeros = significand.trailingZeroBitCount
    significand >>= UInt64(zeros)
    power += zeros
    // m × 2^-p = m × 5^p × 10^-p: both ways only small factors are multiplied.
    var limbs = Limbs(significand)
    limbs.multiply(by: power < 0 ? 5 : 2, times: abs(power))
    digits = limbs.digits
    exponent = digits.count - 1 + min(power, 0)
    while digits.last == 0 { digits.removeLast() }
  }

  /// Creates the shortest digits that name no other number, as JavaScript prints them.
  init(shortest number: Double) {
    (digits, exponent) = ([], 0)
    guard number.isFinite, number != 0 else { return }
    var afterPoint: Int?
    var power = 0
    let text = number.magnitude.description.utf8
    for (offset, byte) in text.enumerated() {
      if byte == UInt8(ascii: ".") {
        afterPoint = 0
      } else if byte == UInt8(ascii: "e") {
        power = Int(String(decoding: text.dropFirst(offset + 1), as: UTF8.self)) ?? 0
        break
      } else {
        digits.append(byte - 48)
        afterPoint = afterPoint.map { $0 + 1 }
      }
    }
    exponent = digits.count - 1 - (afterPoint ?? 0) + power
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0 { digits.removeLast() }
  }

  /// Keeps some digits after the decimal point, halves rounded up.
  mutating func round(places: Int) { round(count: exponent + 1 + places) }

  /// Keeps some digits, halves rounded up.
  mutating func round(count: Int) {
    guard count < digits.count else { return }
    let roundsUp = count >= 0 && digits[count] >= 5
    digits.removeLast(digits.count - max(count, 0))
    if roundsUp { addOneAtEnd(count: count) }
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  private mutating func addOneAtEnd(count: Int) {
    var index = digits.count - 1
    while index >= 0, digits[index] == 9 {
      digits[index] = 0
      index -= 1
    }
    if index >= 0 {
      digits[index] += 1
    } else {
      // 9.99 has become 10.0, or nothing was kept and the unit of the last place is left.
      digits = [1]
      exponent += 1
    }
  }

  /// The digits as text, with zeros added at the end up to a count.
  func text(count: Int) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
      + String(repeating: "0", count: max(0, count - digits.count))
  }
}

/// A large whole number, by nines of decimal digits from the lowest.
private struct Limbs {
  private var limbs: [UInt64]

  init(_ number: UInt64) {
    limbs = []
    var rest = number
    while rest > 0 {
      limbs.append(rest % 1_000_000_000)
      rest /= 1_000_000_000
    }
  }

  mutating func multiply(by factor: UInt64, times: Int) {
    var left = times
    while left > 0 {
      var chunk: UInt64 = 1
      // 5^13 and 2^30 are the largest powers whose product with a limb surely fits.
      while left > 0, chunk <= 1 << 28 {
        chunk *= factor
        left -= 1
      }
      multiply(by: chunk)
    }
  }

  private mutating func multiply(by factor: UInt64) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = limbs[index] * factor + carry
      limbs[index] = product % 1_000_000_000
      carry = product / 1_000_000_000
    }
    while carry > 0 {
      limbs.append(carry % 1_000_000_000)
      carry /= 1_000_000_000
    }
  }

  var digits: [UInt8] {
    var result: [UInt8] = []
    for limb in limbs.reversed() {
      var divisor: UInt64 = 100_000_000
      while divisor > 0 {
        let digit = UInt8(limb / divisor % 10)
        if digit > 0 || !result.isEmpty { result.append(digit) }
        divisor /= 10
      }
    }
    return result
  }
}

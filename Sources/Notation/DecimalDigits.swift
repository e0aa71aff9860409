/// The digits of a decimal number: ± mantissa × 10^exponent.
package struct DecimalDigits {
  private var isNegative = false
  private var mantissa: UInt64 = 0
  private var significant = 0
  private var exponent = 0
  private var isTruncated = false

  package init() {}

  /// Reads a whole text, spaces and tabs around it left out; false if it is not a number.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var offset = 0
    var end = text.count
    while offset < end, Self.isSpace(text[offset]) { offset += 1 }
    while end > offset, Self.isSpace(text[end - 1]) { end -= 1 }
    guard offset < end else { return false }
    if text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+") {
      isNegative = text[offset] == UInt8(ascii: "-")
      offset += 1
    }
    let start = offset
    readDigits(text, &offset, end, scale: 0)
    var count = offset - start
    if offset < end, text[offset] == UInt8(ascii: ".") {
      offset += 1
      let point = offset
      readDigits(text, &offset, end, scale: -1)
      count += offset - point
    }
    guard count > 0 else { return false }
    if offset < end, text[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      guard readExponent(text, &offset, end) else { return false }
    }
    return offset == end
  }

  private mutating func readDigits(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ end: Int, scale: Int
  ) {
    while offset < end {
      let digit = text[offset] &- 0x30
      guard digit <= 9 else { return }
      offset += 1
      if significant < 19 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        if mantissa != 0 { significant += 1 }
        exponent += scale
      } else {
        isTruncated = isTruncated || digit != 0
        exponent += scale + 1
      }
    }
  }

  private mutating func readExponent(
    _ text: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ end: Int
  ) -> Bool {
    var isDown = false
    if offset < end, text[offset] == UInt8(ascii: "-") || text[offset] == UInt8(ascii: "+") {
      isDown = text[offset] == UInt8(ascii: "-")
      offset += 1
    }
    let start = offset
    var written = 0
    while offset < end, text[offset] &- 0x30 <= 9 {
      written = min(written * 10 + Int(text[offset] - 0x30), 1_000_000)
      offset += 1
    }
    exponent += isDown ? -written : written
    return offset > start
  }

  /// The number, if one multiplication or division gives it exactly rounded (Clinger 1990).
  package var exactValue: Double? {
    guard !isTruncated else { return nil }
    if mantissa == 0 { return isNegative ? -0.0 : 0 }
    guard mantissa <= 1 << 53, (-22...22).contains(exponent) else { return nil }
    let power = Self.powers[abs(exponent)]
    let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    return isNegative ? -magnitude : magnitude
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

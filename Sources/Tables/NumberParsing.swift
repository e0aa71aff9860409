/// Reads decimal numbers exactly and without making strings.
///
/// A number is an optional sign, digits with an optional point, and an optional exponent; spaces
/// around it do not count. Words such as `NaN` and `inf`, hexadecimals, digit groups and numbers
/// too large for a `Double` are not numbers.
public enum NumberParsing {
  /// Reads a text as a number, or nil if it is none.
  ///
  ///     NumberParsing.double("+1.5e3")   // 1500
  public static func double(_ text: String) -> Double? { text.withCell { double($0) } }

  static func double(_ cell: CellBytes) -> Double? {
    var digits = DecimalDigits()
    guard digits.read(cell) else { return nil }
    if let exact = digits.exactValue { return exact }
    // Clinger's fast path does not hold here; the standard library rounds correctly.
    guard let number = Double(cell.trimmed.text), number.isFinite else { return nil }
    return number
  }
}

/// The digits of a decimal number: ± mantissa × 10^exponent.
struct DecimalDigits {
  private(set) var isNegative = false
  private var mantissa: UInt64 = 0
  private var significant = 0
  private var exponent = 0
  private var isTruncated = false

  /// Reads a whole cell; false if it is not a number.
  mutating func read(_ cell: CellBytes) -> Bool {
    var offset = 0
    var end = cell.count
    while offset < end, Self.isSpace(cell[offset]) { offset += 1 }
    while end > offset, Self.isSpace(cell[end - 1]) { end -= 1 }
    guard offset < end else { return false }
    if cell[offset] == UInt8(ascii: "-") || cell[offset] == UInt8(ascii: "+") {
      isNegative = cell[offset] == UInt8(ascii: "-")
      offset += 1
    }
    let start = offset
    readDigits(cell, &offset, end, scale: 0)
    var count = offset - start
    if offset < end, cell[offset] == UInt8(ascii: ".") {
      offset += 1
      let point = offset
      readDigits(cell, &offset, end, scale: -1)
      count += offset - point
    }
    guard count > 0 else { return false }
    if offset < end, cell[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      guard readExponent(cell, &offset, end) else { return false }
    }
    return offset == end
  }

  private mutating func readDigits(
    _ cell: CellBytes, _ offset: inout Int, _ end: Int, scale: Int
  ) {
    while offset < end {
      let digit = cell[offset] &- 0x30
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

  private mutating func readExponent(_ cell: CellBytes, _ offset: inout Int, _ end: Int) -> Bool {
    var isDown = false
    if offset < end, cell[offset] == UInt8(ascii: "-") || cell[offset] == UInt8(ascii: "+") {
      isDown = cell[offset] == UInt8(ascii: "-")
      offset += 1
    }
    let start = offset
    var written = 0
    while offset < end, cell[offset] &- 0x30 <= 9 {
      written = min(written * 10 + Int(cell[offset] - 0x30), 1_000_000)
      offset += 1
    }
    exponent += isDown ? -written : written
    return offset > start
  }

  /// The number, if one multiplication or division gives it exactly rounded (Clinger 1990).
  var exactValue: Double? {
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

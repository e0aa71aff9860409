// Scale: numbers as JavaScript writes and reads them.

import Tables

/// Writes numbers as JavaScript does (ECMA-262, Number.prototype).
enum JSNumber {
  /// The shortest text that names the number and no other (`String(x)`).
  ///
  ///     JSNumber.text(0.1 + 0.2)   // "0.30000000000000004"
  ///     JSNumber.text(1e21)        // "1e+21"
  static func text(_ number: Double) -> String { NumberText.text(of: number) }

  /// The number with some digits after the point (`toFixed`), up to 100.
  ///
  ///     JSNumber.fixed(1.005, places: 2)   // "1.00": the binary value is a little less
  static func fixed(_ number: Double, places: Int) -> String {
    guard number.isFinite, number.magnitude < 1e21 else { return text(number) }
    let places = min(max(places, 0), 100)
    var decimal = ExactDecimal(number)
    decimal.round(places: places)
    let sign = number < 0 && !decimal.digits.isEmpty ? "-" : ""
    guard !decimal.digits.isEmpty else { return "0" + (places > 0 ? "." + zeros(places) : "") }
    let exponent = decimal.exponent
    let digits = zeros(max(0, -exponent)) + decimal.text(count: max(exponent, 0) + 1 + places)
    let wanted = max(exponent, 0) + 1
    return sign + pointed(String(digits.prefix(wanted + places)), at: wanted)
  }

  /// The number with one digit before the point and an exponent (`toExponential`).
  ///
  /// There are `places` digits after the point, up to 100; nil gives as many as needed.
  static func exponential(_ number: Double, places: Int? = nil) -> String {
    if let special = special(number) { return special }
    let sign = number < 0 ? "-" : ""
    guard let places else {
      let decimal = ExactDecimal(shortest: number)
      return sign + scientific(decimal, count: max(decimal.digits.count, 1))
    }
    let count = min(max(places, 0), 100) + 1
    var decimal = ExactDecimal(number)
    decimal.round(count: count)
    return sign + scientific(decimal, count: count)
  }

  /// The number with some significant digits, from 1 to 100 (`toPrecision`).
  static func precise(_ number: Double, digits: Int) -> String {
    if let special = special(number) { return special }
    let count = min(max(digits, 1), 100)
    var decimal = ExactDecimal(number)
    decimal.round(count: count)
    let sign = number < 0 ? "-" : ""
    let exponent = decimal.exponent
    if exponent < -6 || exponent >= count { return sign + scientific(decimal, count: count) }
    if exponent >= 0 { return sign + pointed(decimal.text(count: count), at: exponent + 1) }
    return sign + "0." + zeros(-exponent - 1) + decimal.text(count: count)
  }

  /// The whole part of a number in another base, from 2 to 36, such as "ff".
  static func text(whole number: Double, radix: Int) -> String {
    if let special = special(number) { return special }
    if let whole = Int(whole: number) { return String(whole, radix: min(max(radix, 2), 36)) }
    // Beyond 2^63 only the leading 53 bits are known: the rest are zero bits.
    let shift = Int(number.exponent) - 52
    guard [2, 8, 16].contains(radix), shift > 0 else { return text(number) }
    let bits = radix == 2 ? 1 : radix == 8 ? 3 : 4
    let significand = number.significandBitPattern | 1 << 52
    let leading = significand << UInt64(shift % bits)
    let sign = number < 0 ? "-" : ""
    return sign + String(leading, radix: radix) + zeros(shift / bits)
  }

  /// The number that a text names, as JavaScript's `Number(text)` reads it; NaN if it names none.
  static func number(_ text: String) -> Double {
    let trimmed = text.trimmedAsInJS
    if trimmed.isEmpty { return 0 }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where trimmed.lowercased().hasPrefix(prefix) {
      let digits = trimmed.dropFirst(2)
      guard digits.allSatisfy(\.isHexDigit) else { return .nan }
      return UInt64(digits, radix: radix).map { Double($0) } ?? .nan
    }
    guard let length = decimalPrefix(of: trimmed), length == trimmed.utf8.count else {
      return .nan
    }
    return decimal(trimmed)
  }

  /// The number at the start of a text, as JavaScript's `parseFloat` reads it.
  static func leadingNumber(_ text: String) -> Double {
    let trimmed = text.trimmedAsInJS
    guard let length = decimalPrefix(of: trimmed), length > 0 else { return .nan }
    return decimal(String(decoding: trimmed.utf8.prefix(length), as: UTF8.self))
  }

  private static func decimal(_ text: String) -> Double {
    if text.hasSuffix("Infinity") { return text.hasPrefix("-") ? -.infinity : .infinity }
    // Swift wants digits before a point and none missing after an exponent's sign.
    return Double(text) ?? Double(text + "0") ?? .nan
  }

  /// The length of the decimal number at the start of a text, in bytes; nil if there is none.
  private static func decimalPrefix(of text: String) -> Int? {
    let bytes = Array(text.utf8)
    var index = 0
    let isDigit = { (at: Int) in at < bytes.count && bytes[at] >= 48 && bytes[at] <= 57 }
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      index += 1
    }
    if bytes[index...].starts(with: "Infinity".utf8) { return index + 8 }
    let start = index
    while isDigit(index) { index += 1 }
    var digits = index - start
    if index < bytes.count, bytes[index] == UInt8(ascii: "."), digits > 0 || isDigit(index + 1) {
      index += 1
      while isDigit(index) {
        index += 1
        digits += 1
      }
    }
    guard digits > 0 else { return nil }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      var end = index + 1
      if end < bytes.count, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[end]) {
        end += 1
      }
      guard isDigit(end) else { return index }
      while isDigit(end) { end += 1 }
      index = end
    }
    return index
  }

  private static func special(_ number: Double) -> String? {
    if number.isNaN { return "NaN" }
    return number.isFinite ? nil : number < 0 ? "-Infinity" : "Infinity"
  }

  private static func scientific(_ decimal: ExactDecimal, count: Int) -> String {
    let sign = decimal.exponent < 0 ? "-" : "+"
    return pointed(decimal.text(count: count), at: 1) + "e" + sign
      + String(decimal.exponent.magnitude)
  }

  private static func pointed(_ digits: String, at place: Int) -> String {
    guard place < digits.utf8.count else { return digits }
    return String(digits.prefix(place)) + "." + String(digits.dropFirst(place))
  }

  private static func zeros(_ count: Int) -> String { String(repeating: "0", count: max(0, count)) }
}

extension String {
  /// The text without white space and line ends at both ends, as JavaScript counts them.
  var trimmedAsInJS: String {
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar.properties.isWhitespace && scalar.value != 0x85 || scalar.value == 0xFEFF
    }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

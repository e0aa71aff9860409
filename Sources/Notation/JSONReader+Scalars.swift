import Diagnostics

// The strings and numbers of JSON.
extension JSONReader {
  mutating func number() -> Node? {
    let start = offset
    _ = take("-")
    let whole = digits()
    var isWellFormed = whole > 0 && !(whole > 1 && leadsWithZero(start))
    if take(".") { isWellFormed = digits() > 0 && isWellFormed }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if !take("+") { _ = take("-") }
      isWellFormed = digits() > 0 && isWellFormed
    }
    let here = place(from: start)
    guard isWellFormed, let number = Double(here.text), number.isFinite else {
      log.add(
        .error(
          "json-syntax", "'\(here.text)' is not a JSON number", at: here,
          why: "a number is written like -12.5e3, with a digit before and after the point"))
      return nil
    }
    return Node(.number(number), at: here)
  }

  private mutating func digits() -> Int {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    return offset - start
  }

  private func leadsWithZero(_ start: Int) -> Bool {
    let first = source.bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    return first < end && source.bytes[first] == UInt8(ascii: "0")
  }

  mutating func string() -> String? {
    let start = offset
    offset += 1
    var bytes: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"): escape(into: &bytes)
      case 0x0A, 0x0D:
        offset -= 1
        fail("the string is not closed on its line", at: start, why: "a line end is written \\n")
        return nil
      case 0..<0x20:
        fail(
          "a control character stands in the string", at: offset - 1, why: "it is written \\u00XX")
      default: bytes.append(byte)
      }
    }
    fail("the string is not closed", at: start)
    return nil
  }

  private mutating func escape(into bytes: inout [UInt8]) {
    let start = offset - 1
    guard let byte = peek else { return }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "u"): bytes += Array(unicodeEscape(start).utf8)
    default:
      fail("'\\\(Character(Unicode.Scalar(byte)))' is not an escape", at: start)
    }
  }

  /// The character of `\uXXXX`, or of two of them that make a surrogate pair (RFC 8259, 7).
  private mutating func unicodeEscape(_ start: Int) -> String {
    guard let unit = fourHexDigits() else {
      fail("four hexadecimal digits were expected after '\\u'", at: start)
      return ""
    }
    if UTF16.isLeadSurrogate(unit), peek == UInt8(ascii: "\\"),
      offset + 1 < end, source.bytes[offset + 1] == UInt8(ascii: "u")
    {
      let before = offset
      offset += 2
      if let trail = fourHexDigits(), UTF16.isTrailSurrogate(trail) {
        return String(decoding: [unit, trail], as: UTF16.self)
      }
      offset = before
    }
    return String(decoding: [unit], as: UTF16.self)
  }

  private mutating func fourHexDigits() -> UInt16? {
    guard offset + 4 <= end else { return nil }
    let digits = source.bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    offset += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

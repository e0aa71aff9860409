import Diagnostics

// The strings and numbers of JSON.
extension JSONReader {
  mutating func number() -> Node? {
    let start = offset
    let hasPlus = take(UInt8(ascii: "+"))
    _ = take(UInt8(ascii: "-"))
    let whole = digits()
    var isWellFormed = !hasPlus && whole > 0 && !(whole > 1 && leadsWithZero(start))
    if take(UInt8(ascii: ".")) { isWellFormed = digits() > 0 && isWellFormed }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      offset += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      isWellFormed = digits() > 0 && isWellFormed
    }
    let here = place(from: start)
    guard isWellFormed, let number = double(start..<offset) else {
      if isWellFormed {
        log.add(
          .error(
            "json-syntax", "the number is too large", at: here,
            why: "numbers go up to about 1.8e308"))
        return Node(.null, at: here)
      }
      log.add(
        .error(
          "json-syntax", "'\(here.text)' is not a JSON number", at: here,
          why: "a number is written like -12.5e3, with a digit before and after the point"))
      return Node(.null, at: here)
    }
    return Node(.number(number), at: here)
  }

  private func double(_ range: Range<Int>) -> Double? {
    let exact = bytes.withUnsafeBufferPointer { bytes -> Double? in
      var digits = DecimalDigits()
      guard digits.read(UnsafeBufferPointer(rebasing: bytes[range])) else { return nil }
      return digits.exactValue
    }
    if let exact { return exact }
    guard let number = Double(source.text(range)), number.isFinite else { return nil }
    return number
  }

  private mutating func digits() -> Int {
    let start = offset
    while offset < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) {
      offset += 1
    }
    return offset - start
  }

  private func leadsWithZero(_ start: Int) -> Bool {
    let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    return first < end && bytes[first] == UInt8(ascii: "0")
  }

  /// Reads a string; most hold no escape and are taken as they stand.
  mutating func string() -> String? {
    let start = offset
    offset += 1
    while offset < end {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return source.text(start + 1..<offset - 1)
      }
      if byte == UInt8(ascii: "\\") || byte < 0x20 { break }
      offset += 1
    }
    return escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) -> String? {
    var content = Array(bytes[start + 1..<offset])
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): escape(into: &content)
      case 0x0A, 0x0D:
        offset -= 1
        fail("the string is not closed on its line", at: start, why: "a line end is written \\n")
        return nil
      case 0..<0x20:
        fail(
          "a control character stands in the string", at: offset - 1, why: "it is written \\u00XX")
      default: content.append(byte)
      }
    }
    fail("the string is not closed", at: start)
    return nil
  }

  private mutating func escape(into content: inout [UInt8]) {
    let start = offset - 1
    guard let byte = peek else { return }
    // A line end is left for the string, which is then not closed.
    guard byte >= 0x20 else { return }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"): content += Array(unicodeEscape(start).utf8)
    default:
      while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      let here = place(from: start)
      log.add(
        .error(
          "json-syntax", "'\(here.text)' is not an escape", at: here,
          why: "the escapes are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX",
          hint: "write a backslash as \\\\"))
    }
  }

  /// The character of `\uXXXX`, or of two of them that make a surrogate pair (RFC 8259, 7).
  private mutating func unicodeEscape(_ start: Int) -> String {
    guard let unit = fourHexDigits() else {
      fail("four hexadecimal digits were expected after '\\u'", at: start)
      return ""
    }
    if UTF16.isLeadSurrogate(unit), peek == UInt8(ascii: "\\"),
      offset + 1 < end, bytes[offset + 1] == UInt8(ascii: "u")
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
    let digits = bytes[offset..<offset + 4]
    guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    offset += 4
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

// Expression: texts in base 64, as JavaScript's `btoa` and `atob` write and read them.

/// Characters up to U+00FF as bytes, three of them in four letters (RFC 4648).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The letters for a text; nil if a character is none of the first 256.
  static func text(of text: String) -> String? {
    guard text.unicodeScalars.allSatisfy({ $0.value < 256 }) else { return nil }
    let bytes = text.unicodeScalars.map { Int($0.value) }
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | $1 } << (8 * (3 - part.count))
      for place in 0..<4 {
        let letter = letters[bits >> (18 - 6 * place) & 63]
        result.append(place <= part.count ? letter : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text that letters stand for; nil if they are not base 64.
  static func text(from letters: String) -> String? {
    let signs = letters.utf8.filter { $0 > 0x20 }
    let digits = signs.prefix { $0 != UInt8(ascii: "=") }
    guard signs.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") }),
      digits.count % 4 != 1
    else { return nil }
    var bits = 0, count = 0
    var result = String.UnicodeScalarView()
    for digit in digits {
      guard let value = self.letters.firstIndex(of: digit) else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        result.append(Unicode.Scalar(UInt8(bits >> count & 255)))
      }
    }
    return String(result)
  }
}

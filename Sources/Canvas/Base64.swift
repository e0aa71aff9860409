/// Bytes as text, four letters for three bytes (RFC 4648).
package enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  /// The number of each letter, by its code.
  private static let numbers: [Int?] = (0..<256).map { code in
    letters.firstIndex(of: UInt8(code))
  }

  /// The text of some bytes.
  package static func text(_ bytes: [UInt8]) -> String {
    let letters = letters
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let letter = letters[number >> (18 - 6 * place) & 63]
        result.append(place <= group.count ? letter : 0x3D)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The bytes that a text stands for, spaces and line ends apart; nil if it is not in base 64.
  package static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let numbers = numbers
    let signs = text.utf8.filter { $0 > 0x20 }
    let digits = signs.prefix { $0 != UInt8(ascii: "=") }
    guard signs.dropFirst(digits.count).allSatisfy({ $0 == UInt8(ascii: "=") }),
      digits.count % 4 != 1
    else { return nil }
    var (bits, count) = (0, 0)
    var result: [UInt8] = []
    result.reserveCapacity(digits.count * 3 / 4)
    for digit in digits {
      guard let value = numbers[Int(digit)] else { return nil }
      bits = (bits << 6 | value) & 0xFFFF
      count += 6
      if count >= 8 {
        count -= 8
        result.append(UInt8(bits >> count & 255))
      }
    }
    return result
  }
}

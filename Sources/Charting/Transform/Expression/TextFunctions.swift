// Expression: functions of texts.

import Canvas
import Tables

/// The functions of texts, which JavaScript counts in UTF-16 units.
enum TextFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "upper": .pure(1...1) { .text($0.text(0).uppercased()) },
    "lower": .pure(1...1) { .text($0.text(0).lowercased()) },
    "trim": .pure(1...1) { .text($0.text(0).trimmedAsInJS) },
    "substring": .pure(2...3) { .text(substring($0)) },
    "pad": .pure(2...4) { .text(pad($0)) },
    "truncate": .pure(2...4) { .text(truncate($0)) },
    "parseFloat": .pure(1...1) { .number(JSNumber.leadingNumber($0.text(0))) },
    "parseInt": .pure(1...2) { .number(parseInt($0)) },
    "btoa": .pure(1...1) { base64(of: $0.text(0)).map { .text($0) } },
    "atob": .pure(1...1) { text(ofBase64: $0.text(0)).map { .text($0) } },
  ]

  /// As JavaScript's `btoa`: characters are bytes; nil if one is none of the first 256.
  private static func base64(of text: String) -> String? {
    guard text.unicodeScalars.allSatisfy({ $0.value < 256 }) else { return nil }
    return Base64.text(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) })
  }

  /// As JavaScript's `atob`: bytes are characters; nil if the letters are not base 64.
  private static func text(ofBase64 letters: String) -> String? {
    guard let bytes = Base64.bytes(letters) else { return nil }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.map { Unicode.Scalar($0) })
    return String(scalars)
  }

  private static func substring(_ arguments: ExpressionArguments) -> String {
    let text = arguments.text(0)
    let a = max(0, JS.integer(arguments[1], otherwise: 0))
    let b = max(0, JS.integer(arguments[2], otherwise: .max))
    return text.utf16Slice(min(a, b), max(a, b)) ?? ""
  }

  /// The longest text that is made, so that a slip cannot exhaust memory.
  static let longest = 100_000

  private static func pad(_ arguments: ExpressionArguments) -> String {
    let text = arguments.text(0)
    let length = min(JS.integer(arguments[1], otherwise: 0), longest)
    let missing = length - text.utf16.count
    let filler = arguments.text(2, otherwise: "")
    guard missing > 0 else { return text }
    let fill = { (count: Int) in String(repeating: filler.isEmpty ? " " : filler, count: count) }
    switch arguments.text(3, otherwise: "right") {
    case "left": return fill(missing) + text
    case "center": return fill(missing / 2) + text + fill(missing - missing / 2)
    default: return text + fill(missing)
    }
  }

  private static func truncate(_ arguments: ExpressionArguments) -> String {
    let text = arguments.text(0)
    let length = JS.integer(arguments[1], otherwise: 0)
    let ellipsis = arguments.text(3, otherwise: "\u{2026}")
    let count = text.utf16.count
    guard count > length else { return text }
    let kept = max(0, length - ellipsis.utf16.count)
    let slice = { (from: Int, to: Int) in text.utf16Slice(from, to) ?? "" }
    switch arguments.text(2, otherwise: "right") {
    case "left": return ellipsis + slice(count - kept, count)
    case "center":
      return slice(0, kept - kept / 2) + ellipsis + slice(count - kept / 2, count)
    default: return slice(0, kept) + ellipsis
    }
  }

  /// The whole number at the start of a text, in a base from 2 to 36.
  private static func parseInt(_ arguments: ExpressionArguments) -> Double {
    var text = Substring(arguments.text(0).trimmedAsInJS)
    var radix = JS.integer(arguments[1], otherwise: 0)
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text.removeFirst() }
    if radix == 0 || radix == 16, text.lowercased().hasPrefix("0x") {
      text.removeFirst(2)
      radix = 16
    }
    if radix == 0 { radix = 10 }
    guard (2...36).contains(radix) else { return .nan }
    let digits = text.unicodeScalars.prefix { digit($0).map { $0 < radix } ?? false }
    guard !digits.isEmpty else { return .nan }
    let value = digits.reduce(0.0) { $0 * Double(radix) + Double(digit($1) ?? 0) }
    return isNegative ? -value : value
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 48
    case "a"..."z": Int(scalar.value) - 87
    case "A"..."Z": Int(scalar.value) - 55
    default: nil
    }
  }
}

// Scale: numbers as text.

import Diagnostics

/// Writes numbers in one format and one locale, exactly as d3-format does.
struct NumberFormat: Sendable, Hashable {
  /// The format.
  let specifier: NumberSpecifier
  /// The locale.
  let locale: NumberLocale
  private let kind: NumberSpecifier.Kind
  private let precision: Int
  private let comma: Bool
  private let trim: Bool
  private let fillsWithZeros: Bool

  /// Creates a format.
  init(_ specifier: NumberSpecifier = NumberSpecifier(), locale: NumberLocale = .enUS) {
    self.specifier = specifier
    self.locale = locale
    let isNone = specifier.kind == .none
    kind = isNone || specifier.kind == .grouped ? .general : specifier.kind
    comma = specifier.comma || specifier.kind == .grouped
    trim = specifier.trim || isNone
    fillsWithZeros = specifier.zero || specifier.fill == "0" && specifier.align == .afterSign
    let wished = specifier.precision ?? (isNone ? 12 : 6)
    precision =
      switch kind {
      case .general, .roundedPercent, .rounded, .prefixed: min(max(wished, 1), 21)
      default: min(max(wished, 0), 20)
      }
  }

  /// Reads a format; nil, with an error in the log, if it is none.
  static func parse(
    _ text: String, locale: NumberLocale = .enUS, place: Place? = nil,
    log: inout DiagnosticLog
  ) -> NumberFormat? {
    NumberSpecifier.parse(text, place: place, log: &log).map { NumberFormat($0, locale: locale) }
  }

  /// The number as text.
  ///
  ///     NumberFormat.parse(",.1f", log: &log)?.text(1234.56)   // "1,234.6"
  func text(_ number: Double) -> String {
    if kind == .character { return text(JSNumber.text(number)) }
    var (body, unit) = body(of: number.magnitude)
    if trim { body = NumberFormat.trimmed(body) }
    // What rounds to zero has no sign, unless signs are asked for.
    let isNegative =
      number.sign == .minus && !number.isNaN
      && (specifier.sign == .plus || JSNumber.number(body) != 0)
    unit += suffix + (isNegative && specifier.sign == .brackets ? ")" : "")
    return split(sign(isNegative) + prefix, body, unit)
  }

  /// A text as the type `c` writes it.
  func text(_ text: String) -> String { padded(prefix, "", text + suffix) }

  /// The digits of a magnitude, and its SI prefix.
  private func body(of number: Double) -> (String, String) {
    if number.isNaN { return (locale.nan, "") }
    switch kind {
    case .exponent: return (JSNumber.exponential(number, places: precision), "")
    case .fixed: return (JSNumber.fixed(number, places: precision), "")
    case .percent: return (JSNumber.fixed(number * 100, places: precision), "")
    case .rounded: return (NumberFormat.rounded(number, precision), "")
    case .roundedPercent: return (NumberFormat.rounded(number * 100, precision), "")
    case .prefixed: return SIPrefix.text(number, precision: precision)
    case .binary: return (JSNumber.text(whole: number.roundedHalfUp, radix: 2), "")
    case .octal: return (JSNumber.text(whole: number.roundedHalfUp, radix: 8), "")
    case .hex: return (JSNumber.text(whole: number.roundedHalfUp, radix: 16), "")
    case .upperHex:
      return (JSNumber.text(whole: number.roundedHalfUp, radix: 16).uppercased(), "")
    case .decimal: return (NumberFormat.decimal(number.roundedHalfUp), "")
    case .none, .general, .grouped, .character:
      return (JSNumber.precise(number, digits: precision), "")
    }
  }

  private var prefix: String {
    switch specifier.symbol {
    case "$": locale.currency.prefix
    case "#" where [.binary, .octal, .hex, .upperHex].contains(kind):
      "0" + kind.rawValue.lowercased()
    default: ""
    }
  }

  private var suffix: String {
    if specifier.symbol == "$" { return locale.currency.suffix }
    return kind == .percent || kind == .roundedPercent ? locale.percent : ""
  }

  private func sign(_ isNegative: Bool) -> String {
    if isNegative { return specifier.sign == .brackets ? "(" : locale.minus }
    switch specifier.sign {
    case .plus: return "+"
    case .space: return " "
    case .minus, .brackets: return ""
    }
  }

  /// Parts the leading digits, which may be grouped, from all that follows, then sets the width.
  private func split(_ prefix: String, _ body: String, _ unit: String) -> String {
    switch kind {
    case .binary, .octal, .hex, .upperHex: return padded(prefix, body, unit)
    default: break
    }
    let digits = body.prefix { $0.isASCII && $0.isNumber }
    let rest = body.dropFirst(digits.count)
    let tail = rest.hasPrefix(".") ? locale.decimal + rest.dropFirst() : String(rest)
    return padded(prefix, String(digits), tail + unit)
  }

  private func padded(_ prefix: String, _ digits: String, _ suffix: String) -> String {
    let width = specifier.width ?? 0
    var digits = digits
    if comma, !fillsWithZeros { digits = locale.grouped(digits) }
    let length = prefix.utf16.count + digits.utf16.count + suffix.utf16.count
    let missing = max(0, width - length)
    var padding = String(repeating: fillsWithZeros ? "0" : specifier.fill, count: missing)
    if comma, fillsWithZeros {
      let limit = missing > 0 ? width - suffix.utf16.count : .max
      digits = locale.grouped(padding + digits, width: limit)
      padding = ""
    }
    switch fillsWithZeros ? .afterSign : specifier.align {
    case .left: return locale.numeral(prefix + digits + suffix + padding)
    case .afterSign: return locale.numeral(prefix + padding + digits + suffix)
    case .right: return locale.numeral(padding + prefix + digits + suffix)
    case .center:
      let before = String(padding.prefix(missing / 2))
      let after = String(padding.dropFirst(missing / 2))
      return locale.numeral(before + prefix + digits + suffix + after)
    }
  }

  private static func decimal(_ number: Double) -> String {
    guard number.isFinite, number >= 1e21 else { return JSNumber.text(number) }
    let digits = ExactDecimal(shortest: number)
    return digits.text(count: digits.exponent + 1)
  }

  private static func rounded(_ number: Double, _ precision: Int) -> String {
    guard number.isFinite else { return JSNumber.text(number) }
    var decimal = ExactDecimal(number)
    decimal.round(count: precision)
    return placed(decimal, count: precision)
  }

  /// Digits without an exponent, padded to a count.
  static func placed(_ decimal: ExactDecimal, count: Int) -> String {
    let digits = decimal.text(count: max(count, decimal.exponent + 1))
    let exponent = decimal.exponent
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
    if digits.utf8.count <= exponent + 1 { return digits }
    return String(digits.prefix(exponent + 1)) + "." + String(digits.dropFirst(exponent + 1))
  }

  /// Leaves out the zeros at the end of a fraction, before an exponent if there is one.
  static func trimmed(_ text: String) -> String {
    guard let point = text.firstIndex(of: ".") else { return text }
    let fraction = text[text.index(after: point)...].prefix { $0.isASCII && $0.isNumber }
    let kept = fraction.lastIndex { $0 != "0" }.map { text[...$0] } ?? text[..<point]
    return String(kept) + text[fraction.endIndex...]
  }
}

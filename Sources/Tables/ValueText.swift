extension Value {
  /// The value as JavaScript turns it into a string, dates as ISO 8601 without time zone.
  ///
  ///     Value.number(1e21).text   // "1e+21"
  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): NumberText.text(of: number)
    case .text(let text): text
    case .date(let milliseconds): Value.text(ofDate: milliseconds)
    case .list(let values): values.map { $0.isNull ? "" : $0.text }.joined(separator: ",")
    case .record, .geometry: "[object Object]"
    }
  }

  /// A day as `1958-08-17`, a moment as `1958-08-17T12:30:00.000`.
  private static func text(ofDate milliseconds: Double) -> String {
    guard let moment = CalendarMoment(milliseconds: milliseconds) else { return "Invalid Date" }
    let date = moment.date
    let year =
      (0...9999).contains(date.year)
      ? padded(date.year, 4) : (date.year < 0 ? "-" : "+") + padded(abs(date.year), 6)
    let day = "\(year)-\(padded(date.month, 2))-\(padded(date.day, 2))"
    if moment == CalendarMoment(date) { return day }
    return "\(day)T\(padded(moment.hour, 2)):\(padded(moment.minute, 2)):"
      + "\(padded(moment.second, 2)).\(padded(moment.millisecond, 3))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Numbers as JavaScript writes them: the shortest digits that read back as the same number.
public enum NumberText {
  /// The text of a number.
  ///
  ///     NumberText.text(of: 0.1)   // "0.1"
  public static func text(of number: Double) -> String {
    guard number.isFinite else {
      return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
    let (digits, exponent) = shortest(abs(number))
    return (number < 0 ? "-" : "") + layOut(digits, exponent)
  }

  /// The digits d₁d₂… and the exponent of 0.d₁d₂… × 10^exponent, from Swift's own shortest form.
  private static func shortest(_ number: Double) -> (digits: String, exponent: Int) {
    let zero = UInt8(ascii: "0")
    let bytes = Array(number.description.utf8)
    let end = bytes.firstIndex(of: UInt8(ascii: "e")) ?? bytes.count
    let scale = Int(String(decoding: bytes[end...].dropFirst(), as: UTF8.self)) ?? 0
    let point = bytes[..<end].firstIndex(of: UInt8(ascii: ".")) ?? end
    var digits = bytes[..<end].filter { $0 != UInt8(ascii: ".") }
    let leading = digits.prefix { $0 == zero }.count
    while digits.last == zero { digits.removeLast() }
    return (String(decoding: digits.dropFirst(leading), as: UTF8.self), point + scale - leading)
  }

  /// ECMAScript's Number::toString, steps 6 to 12.
  private static func layOut(_ digits: String, _ exponent: Int) -> String {
    let count = digits.count
    if exponent >= count, exponent <= 21 {
      return digits + String(repeating: "0", count: exponent - count)
    }
    switch exponent {
    case 1...21: return digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    case -5...0: return "0." + String(repeating: "0", count: -exponent) + digits
    default:
      let power = exponent - 1
      let tail = count > 1 ? "." + digits.dropFirst() : ""
      return "\(digits.prefix(1))\(tail)e\(power < 0 ? "-" : "+")\(abs(power))"
    }
  }
}

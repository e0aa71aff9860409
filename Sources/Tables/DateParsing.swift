/// Reads dates and times as milliseconds since 1970-01-01T00:00, without any time zone.
///
/// A text without `Z` or an offset means what it says; one with them is turned into UTC.
public enum DateParsing {
  /// How fine an ISO 8601 text is.
  public enum Precision: Sendable, Hashable, Comparable {
    /// `1958`
    case year
    /// `1958-08`
    case month
    /// `1958-08-17`
    case day
    /// `1958-08-17T12:30`, perhaps with seconds, their decimals, and `Z` or an offset.
    case time
  }

  /// Reads a text as ISO 8601, in the extended form that RFC 3339 and JavaScript share.
  ///
  /// A space may stand for the `T`; years of more than four digits take a sign and six digits.
  ///
  ///     DateParsing.iso("1970-01-02")?.milliseconds   // 86400000
  public static func iso(_ text: String) -> (milliseconds: Double, precision: Precision)? {
    text.withCell { iso($0) }
  }

  /// Reads a text as JavaScript's `Date.parse` does in browsers, but without a local time zone.
  ///
  /// Besides ISO 8601: `Jan 1 2000`, `1 January 2000 21:55`, `2012/01/31`, `1/31/2012 9:00 PM`.
  public static func lenient(_ text: String) -> Double? { text.withCell { lenient($0) } }

  static func lenient(_ cell: CellBytes) -> Double? {
    if let (milliseconds, _) = iso(cell) { return milliseconds }
    var reader = LooseDateReader(cell.trimmed)
    return reader.read()
  }

  /// Reads a cell that leaves no doubt: no time zone, no day that may be a month, no year of two
  /// digits.
  static func unambiguous(_ cell: CellBytes) -> Double? {
    if let (milliseconds, precision) = iso(cell) {
      return hasZone(cell) || precision == .year ? nil : milliseconds
    }
    var reader = LooseDateReader(cell.trimmed)
    let milliseconds = reader.read()
    return reader.isDoubtful ? nil : milliseconds
  }

  /// Whether a time of ISO 8601 ends in `Z` or an offset.
  static func hasZone(_ cell: CellBytes) -> Bool {
    guard let colon = cell.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return cell[colon...].contains { "Zz+-".utf8.contains($0) }
  }

  static func iso(_ cell: CellBytes) -> (milliseconds: Double, precision: Precision)? {
    var cursor = ByteCursor(cell.trimmed)
    guard let year = year(&cursor) else { return nil }
    if cursor.isAtEnd { return result(year, 1, 1, .year) }
    guard cursor.take(UInt8(ascii: "-")), let month = cursor.digits(2, 2) else { return nil }
    if cursor.isAtEnd { return result(year, month, 1, .month) }
    guard cursor.take(UInt8(ascii: "-")), let day = cursor.digits(2, 2),
      let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    let midnight = Double(date.daysSince1970) * 86_400_000
    if cursor.isAtEnd { return (midnight, .day) }
    guard
      cursor.take(UInt8(ascii: "T")) || cursor.take(UInt8(ascii: "t")) || cursor.take(0x20),
      let time = timeOfDay(&cursor)
    else { return nil }
    guard let offset = zone(&cursor), cursor.isAtEnd else { return nil }
    return (midnight + time - offset, .time)
  }

  private static func result(
    _ year: Int, _ month: Int, _ day: Int, _ precision: Precision
  ) -> (milliseconds: Double, precision: Precision)? {
    guard let date = CalendarDate(year: year, month: month, day: day) else { return nil }
    return (Double(date.daysSince1970) * 86_400_000, precision)
  }

  private static func year(_ cursor: inout ByteCursor) -> Int? {
    if cursor.take(UInt8(ascii: "+")) { return cursor.digits(6, 6) }
    if cursor.take(UInt8(ascii: "-")) { return cursor.digits(6, 6).map { -$0 } }
    return cursor.digits(4, 4)
  }

  /// `12:30`, `12:30:15` or `12:30:15.250`; `24:00` is the end of the day.
  private static func timeOfDay(_ cursor: inout ByteCursor) -> Double? {
    guard let hour = cursor.digits(2, 2), cursor.take(UInt8(ascii: ":")),
      let minute = cursor.digits(2, 2), minute < 60
    else { return nil }
    var milliseconds = Double(hour * 60 + minute) * 60_000
    if cursor.take(UInt8(ascii: ":")) {
      guard let second = cursor.digits(2, 2), second < 60 else { return nil }
      milliseconds += Double(second) * 1000
      if cursor.take(UInt8(ascii: ".")) || cursor.take(UInt8(ascii: ",")) {
        guard let part = fraction(&cursor) else { return nil }
        milliseconds += part
      }
    }
    return hour < 24 || (hour == 24 && milliseconds == 86_400_000) ? milliseconds : nil
  }

  /// The decimals of a second in milliseconds; what is finer is dropped.
  private static func fraction(_ cursor: inout ByteCursor) -> Double? {
    var milliseconds = 0
    var scale = 100
    guard cursor.digits(1, 1).map({ milliseconds = $0 * scale }) != nil else { return nil }
    while let digit = cursor.digits(1, 1) {
      scale /= 10
      milliseconds += digit * scale
    }
    return Double(milliseconds)
  }

  /// The offset from UTC in milliseconds, 0 if none is written.
  private static func zone(_ cursor: inout ByteCursor) -> Double? {
    if cursor.isAtEnd { return 0 }
    if cursor.take(UInt8(ascii: "Z")) || cursor.take(UInt8(ascii: "z")) { return 0 }
    return offset(&cursor)
  }

  /// `+08`, `+0800` or `+08:00` in milliseconds.
  static func offset(_ cursor: inout ByteCursor) -> Double? {
    let sign: Double
    if cursor.take(UInt8(ascii: "+")) {
      sign = 1
    } else if cursor.take(UInt8(ascii: "-")) {
      sign = -1
    } else {
      return nil
    }
    guard let hours = cursor.digits(2, 2), hours < 24 else { return nil }
    let hadColon = cursor.take(UInt8(ascii: ":"))
    let minutes = cursor.digits(2, 2)
    guard minutes != nil || !hadColon, minutes ?? 0 < 60 else { return nil }
    return sign * Double(hours * 60 + (minutes ?? 0)) * 60_000
  }
}

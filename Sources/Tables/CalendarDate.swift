/// A day of the proleptic Gregorian calendar; the year 0 is 1 BCE.
///
/// Days and dates are turned into each other with Howard Hinnant's algorithms
/// (chrono-compatible low-level date algorithms), without clock, locale and time zone.
///
///     CalendarDate(year: 1958, month: 8, day: 17)?.weekday   // 0, a Sunday
public struct CalendarDate: Sendable, Hashable {
  /// The years that are read, those of JavaScript's `Date`.
  public static let years = -271_821...275_760

  /// The year.
  public let year: Int
  /// The month, from 1.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// Creates a day; nil if the calendar has no such day, or the year is out of `years`.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, ofYear: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Creates the day that lies so many days after 1970-01-01; cut to the years that are read.
  public init(daysSince1970 days: Int) {
    let shifted = min(max(days, -100_000_000), 100_000_000) + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// How many days the date lies after 1970-01-01.
  public var daysSince1970: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = Self.floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day of the week, from 0 for Sunday.
  public var weekday: Int { Self.remainder(daysSince1970 + 4, 7) }

  /// The day of the year, from 1.
  public var dayOfYear: Int {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    return before + day + (month > 2 && Self.isLeap(year) ? 1 : 0)
  }

  /// Whether a year has a 29th of February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month has; 0 if there is no such month.
  public static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  static func floorDivide(_ a: Int, _ b: Int) -> Int { (a >= 0 ? a : a - b + 1) / b }

  private static func remainder(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
}

/// A day and a time of day, without time zone.
public struct CalendarMoment: Sendable, Hashable {
  /// The day.
  public var date: CalendarDate
  /// The hour, from 0 to 23.
  public var hour: Int
  /// The minute, from 0 to 59.
  public var minute: Int
  /// The second, from 0 to 59.
  public var second: Int
  /// The millisecond, from 0 to 999.
  public var millisecond: Int

  private static let dayLength = 86_400_000
  private static let limit = 8.64e15

  /// Creates the moment that lies so many milliseconds after 1970-01-01T00:00.
  ///
  /// Parts of a millisecond are dropped; nil for a number that is not finite, or more than
  /// 100 million days away, as in JavaScript.
  public init?(milliseconds: Double) {
    guard milliseconds.isFinite, abs(milliseconds) <= Self.limit else { return nil }
    let whole = Int(milliseconds.rounded(.down))
    let days = CalendarDate.floorDivide(whole, Self.dayLength)
    let rest = whole - days * Self.dayLength
    date = CalendarDate(daysSince1970: days)
    hour = rest / 3_600_000
    minute = rest / 60_000 % 60
    second = rest / 1000 % 60
    millisecond = rest % 1000
  }

  /// Creates a moment of a day; nil if a part is out of its range.
  public init?(
    _ date: CalendarDate, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
  ) {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
      (0..<1000).contains(millisecond)
    else { return nil }
    self.date = date
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// How many milliseconds the moment lies after 1970-01-01T00:00.
  public var milliseconds: Double {
    let time = Double(hour) * 3_600_000 + Double(minute) * 60_000 + Double(second) * 1000
    return Double(date.daysSince1970) * Double(Self.dayLength) + time + Double(millisecond)
  }
}

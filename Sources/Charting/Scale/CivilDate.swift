// Scale: the proleptic Gregorian calendar, without time zones.

import Tables

/// A day of the proleptic Gregorian calendar with its time of day, without any time zone.
///
/// Moments are milliseconds since 1970-01-01T00:00, as in JavaScript; all that is beyond the range
/// of JavaScript's dates has no civil date.
struct CivilDate: Sendable, Hashable {
  /// The year; 0 is the year before the year 1, as in ISO 8601.
  var year: Int
  /// The month, from 1.
  var month = 1
  /// The day of the month, from 1.
  var day = 1
  /// Milliseconds since midnight.
  var timeOfDay = 0.0

  /// The length of a day, in milliseconds.
  static let dayLength = 86_400_000.0
  /// The greatest moment of JavaScript, 100 million days from 1970.
  static let limit = 8.64e15

  /// Creates a date; parts beyond their range are carried by `moment`.
  init(year: Int, month: Int = 1, day: Int = 1, timeOfDay: Double = 0) {
    self.year = year
    self.month = month
    self.day = day
    self.timeOfDay = timeOfDay
  }

  /// Creates the date of a moment; nil if it is not finite or out of range.
  init?(moment: Double) {
    guard moment.magnitude <= CivilDate.limit else { return nil }
    let days = (moment / CivilDate.dayLength).rounded(.down)
    guard let dayNumber = Int(whole: days) else { return nil }
    let date = CalendarDate(daysSince1970: dayNumber)
    (year, month, day) = (date.year, date.month, date.day)
    timeOfDay = (moment - days * CivilDate.dayLength).rounded(.down)
  }

  /// The moment; NaN if out of range.
  ///
  /// Months and days beyond their range count on into the next year or month.
  var moment: Double {
    guard let firstDay, day.magnitude < 1 << 40 else { return .nan }
    let moment = Double(firstDay + day - 1) * CivilDate.dayLength + timeOfDay
    return moment.magnitude <= CivilDate.limit ? moment : .nan
  }

  /// The days from 1970-01-01 to the first of the month; nil if the calendar does not reach there.
  private var firstDay: Int? {
    guard year.magnitude < 400_000, month.magnitude < 10_000_000 else { return nil }
    let months = month - 1
    let carried = months >= 0 ? months / 12 : (months - 11) / 12
    return CalendarDate(year: year + carried, month: months - carried * 12 + 1, day: 1)?
      .daysSince1970
  }

  /// The day of the week, from Sunday, 0.
  var weekday: Int { (((firstDay ?? 0) + day + 3) % 7 + 7) % 7 }

  /// The day of the year, from 1.
  var dayOfYear: Int { (firstDay ?? 0) - (CivilDate(year: year).firstDay ?? 0) + day }

  /// The hour, from 0 to 23.
  var hour: Int { part(3_600_000, 24) }
  /// The minute, from 0 to 59.
  var minute: Int { part(60_000, 60) }
  /// The second, from 0 to 59.
  var second: Int { part(1000, 60) }
  /// The millisecond, from 0 to 999.
  var millisecond: Int { part(1, 1000) }

  private func part(_ unit: Double, _ count: Int) -> Int {
    (Int(whole: (timeOfDay / unit).rounded(.down)) ?? 0) % count
  }
}

// Expression: functions of dates. There are no time zones: local time is UTC.

import Tables

/// The parts of dates, and dates from parts, as in Vega.
enum DateFunctions {
  /// The functions by name; the parts also with `utc` before the name.
  static let all: [String: ExpressionFunction] = {
    var functions: [String: ExpressionFunction] = [
      "datetime": .pure(1...7) { arguments in
        .date(arguments.count > 1 ? moment(of: arguments) : moment(arguments[0]))
      },
      "utc": .pure(1...7) { .date(moment(of: $0)) },
      "time": .pure(1...1) { .number(moment($0[0])) },
      "timezoneoffset": .pure(1...1) { _ in .number(0) },
      "timeOffset": .pure(2...3) { offset($0) },
      "utcOffset": .pure(2...3) { offset($0) },
      "timeSequence": .pure(3...4) { sequence($0) },
      "utcSequence": .pure(3...4) { sequence($0) },
      "now": .none(
        "the same input has to give the same picture, so there is no clock",
        hint: "write the date with 'datetime(…)'"),
    ]
    for (name, part) in parts {
      let function = ExpressionFunction.pure(1...1) { arguments in
        .number(CivilDate(moment: moment(arguments[0])).map { Double(part($0)) } ?? .nan)
      }
      functions[name] = function
      functions["utc" + name] = function
    }
    return functions
  }()

  private static let parts: [(String, @Sendable (CivilDate) -> Int)] = [
    ("year", { $0.year }), ("quarter", { ($0.month + 2) / 3 }), ("month", { $0.month - 1 }),
    ("week", { $0.week(from: 0) }), ("date", { $0.day }), ("day", { $0.weekday }),
    ("dayofyear", { $0.dayOfYear }), ("hours", { $0.hour }), ("minutes", { $0.minute }),
    ("seconds", { $0.second }), ("milliseconds", { $0.millisecond }),
  ]

  /// The moment that a value names, as `new Date(value)` reads it; NaN if it names none.
  static func moment(_ value: JSValue) -> Double {
    switch value {
    case .text(let text): DateParsing.lenient(text) ?? .nan
    default: JS.number(value)
    }
  }

  /// The moment of a year, a month from 0, a day from 1 and so on.
  ///
  /// A year from 0 to 99 is one of the twentieth century, as in JavaScript.
  private static func moment(of arguments: ExpressionArguments) -> Double {
    let part = { (index: Int, otherwise: Int) -> Int? in
      arguments[index] == nil ? otherwise : Int(whole: arguments.number(index))
    }
    guard let year = part(0, 0), let month = part(1, 0), let day = part(2, 1),
      let hour = part(3, 0), let minute = part(4, 0), let second = part(5, 0),
      let millisecond = part(6, 0)
    else { return .nan }
    let time = [(hour, 3_600_000.0), (minute, 60_000), (second, 1000), (millisecond, 1)]
      .reduce(0.0) { $0 + Double($1.0) * $1.1 }
    guard month.magnitude < 10_000_000 else { return .nan }
    let century = (0...99).contains(year) ? 1900 : 0
    let date = CivilDate(
      year: year.addingReportingOverflow(century).partialValue, month: month + 1, day: day)
    let moment = date.moment + time
    return moment.magnitude <= CivilDate.limit ? moment : .nan
  }

  private static func offset(_ arguments: ExpressionArguments) -> JSValue {
    guard let interval = interval(arguments.text(0)) else { return nil }
    let count = arguments.number(2, otherwise: 1)
    return .date(interval.offset(moment(arguments[1]), by: count))
  }

  private static func sequence(_ arguments: ExpressionArguments) -> JSValue {
    guard let unit = interval(arguments.text(0)) else { return nil }
    let step = arguments.number(3, otherwise: 1)
    let interval = CalendarInterval(unit.unit, step: step)
    return .list(
      interval.range(moment(arguments[1]), moment(arguments[2])).map { .date($0) })
  }

  /// The interval of one of Vega's time units.
  static func interval(_ unit: String) -> CalendarInterval? {
    switch unit {
    case "year": CalendarInterval(.year)
    case "quarter": CalendarInterval(.quarter)
    case "month": CalendarInterval(.month)
    case "week": CalendarInterval(.week)
    case "date", "day", "dayofyear": CalendarInterval(.day)
    case "hours": CalendarInterval(.hour)
    case "minutes": CalendarInterval(.minute)
    case "seconds": CalendarInterval(.second)
    case "milliseconds": CalendarInterval(.millisecond)
    default: nil
    }
  }
}

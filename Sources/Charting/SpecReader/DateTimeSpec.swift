import Diagnostics
import Notation
import Tables

/// A date-time object of Vega-Lite: `{year: 1958, month: "jan", date: 1}`.
struct DateTimeSpec: SpecObject {
  var year: Double?
  var quarter: Double?
  var month: Either<Double, String>?
  var date: Double?
  var day: Either<Double, String>?
  var hours: Double?
  var minutes: Double?
  var seconds: Double?
  var ms: Double?
  var utc: Bool?

  static let noun = "a date-time"
  static let properties: [Property<DateTimeSpec>] = [
    Property("year", \.year, "The year."),
    Property("quarter", \.quarter, "The quarter, 1 to 4."),
    Property("month", \.month, "The month, 1 to 12 or its name."),
    Property("date", \.date, "The day of the month, 1 to 31."),
    Property("day", \.day, "The day of the week, 1 (Monday) to 7 or its name."),
    Property("hours", \.hours, "The hour, 0 to 23."),
    Property("minutes", \.minutes, "The minute, 0 to 59."),
    Property("seconds", \.seconds, "The second, 0 to 59."),
    Property("milliseconds", \.ms, "The millisecond, 0 to 999."),
    Property("utc", \.utc, "No effect: moments have no time zone here."),
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> DateTimeSpec? {
    guard let spec = read(node, &reader, except: []) else { return nil }
    for member in node.members ?? [] {
      guard let expected = spec.expectation(of: member.key, member.value) else { continue }
      reader.reading(member) { $1.mismatch($0, expected: expected) }
      return nil
    }
    guard node.members?.isEmpty != true else {
      reader.mismatch(node, expected: "a date-time with at least a year")
      return nil
    }
    return spec
  }

  /// What a part should be, if it is not: whole, and within the bounds that a calendar has.
  private func expectation(of key: String, _ node: Node) -> String? {
    let bounds: [String: ClosedRange<Double>] = [
      "year": -271_820...275_759, "quarter": 1...4, "month": 1...12, "date": 1...31, "day": 1...7,
      "hours": 0...24, "minutes": 0...60, "seconds": 0...60, "milliseconds": 0...999,
    ]
    if let number = node.number, let range = bounds[key] {
      let isFine = range.contains(number) && number == number.rounded()
      let low = JSNumber.text(range.lowerBound), high = JSNumber.text(range.upperBound)
      return isFine ? nil : "a whole number from \(low) to \(high)"
    }
    guard let name = node.string?.lowercased() else { return nil }
    let names = key == "month" ? Self.months : key == "day" ? Self.days : []
    let isFine = name.count >= 3 && names.contains { $0.hasPrefix(name) }
    return isFine ? nil : "the name of a \(key)"
  }

  /// The day of the week from Sunday, which the first of January 2012 was.
  private var weekday: Double? {
    switch day {
    case .a(let number): number.truncatingRemainder(dividingBy: 7)
    case .b(let name):
      Self.days.firstIndex { $0.hasPrefix(name.lowercased()) }.map { Double(($0 + 1) % 7) }
    case nil: nil
    }
  }

  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The moment of a month or of a day of the week by its name; nil if it is none of a unit's.
  static func milliseconds(named name: String, of unit: TimeUnit) -> Double? {
    let key = name.lowercased()
    guard key.count >= 3 else { return nil }
    var spec = DateTimeSpec()
    if unit.parts == [.month], months.contains(where: { $0.hasPrefix(key) }) {
      spec.month = .b(name)
    } else if unit.parts == [.day], days.contains(where: { $0.hasPrefix(key) }) {
      spec.day = .b(name)
    } else {
      return nil
    }
    return spec.milliseconds
  }

  /// Milliseconds since 1970 without time zone; what is not given is the start of the year 2012,
  /// as in Vega-Lite.
  var milliseconds: Double {
    let wholeYear = Int(whole: year ?? 2012) ?? 2012
    var monthNumber = 1
    switch month {
    case .a(let number): monthNumber = Int(whole: number) ?? 1
    case .b(let name):
      let index = Self.months.firstIndex { $0.hasPrefix(name.lowercased().prefix(3)) }
      monthNumber = (index ?? 0) + 1
    case nil: if let quarter { monthNumber = ((Int(whole: quarter) ?? 1) - 1) * 3 + 1 }
    }
    let first = CalendarDate(year: wholeYear, month: min(max(monthNumber, 1), 12), day: 1)
    let ofMonth = weekday.map { $0 + 1 } ?? date ?? 1
    let days = (first?.daysSince1970 ?? 0) + (Int(whole: ofMonth) ?? 1) - 1
    let time = (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + (seconds ?? 0) * 1000
    return Double(days) * 86_400_000 + time + (ms ?? 0)
  }
}

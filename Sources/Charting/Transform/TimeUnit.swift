import Tables

/// A part of a moment by which rows are gathered: its year and month, its hour, its weekday.
///
/// The parts that are left out are those of 2012, a leap year that begins on a Sunday, as in Vega
/// (https://vega.github.io/vega/docs/transforms/timeunit/). Moments have no time zone here, so
/// that local time and UTC are the same.
struct TimeUnit: Hashable, Sendable {
  /// One part.
  enum Part: String, CaseIterable, Sendable {
    case year, quarter, month, week, day, dayofyear, date, hours, minutes, seconds, milliseconds
  }

  /// The parts, from large to small.
  var parts: [Part]
  /// How many of the smallest part belong together.
  var step = 1
  /// Whether the data are gathered already: only axes and formats follow the unit.
  var isBinned = false

  /// The name of the unit: `yearmonthdate`.
  var name: String { parts.map(\.rawValue).joined() + (step > 1 ? "_step_\(step)" : "") }

  /// The unit in a title: `year-month-date`.
  var title: String { parts.map(\.rawValue).joined(separator: "-") }

  /// The date format that shows the parts.
  var format: String {
    TimeUnitSpecifier.format(
      of: parts.map(\.rawValue),
      formats: ["year-month": "%b %Y ", "year-month-date": "%b %d, %Y "])
  }

  /// Reads a name such as `yearmonth` or `utchours`; nil if it is none.
  init?(named text: String) {
    var rest = Substring(text)
    for prefix in ["binned", "utc"] where rest.hasPrefix(prefix) {
      if prefix == "binned" { isBinned = true }
      rest = rest.dropFirst(prefix.count)
    }
    parts = []
    while !rest.isEmpty {
      // The longest name that fits: `dayofyear` before `day`.
      let fitting = Part.allCases.filter { rest.hasPrefix($0.rawValue) }
      guard let part = fitting.max(by: { $0.rawValue.count < $1.rawValue.count }),
        !parts.contains(part)
      else { return nil }
      parts.append(part)
      rest = rest.dropFirst(part.rawValue.count)
    }
    guard !parts.isEmpty else { return nil }
    let order = Part.allCases
    parts.sort { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
  }

  /// The year of moments that have none: one that begins on a Sunday.
  static let baseYear = 2012

  /// The start of the unit that holds a moment.
  func start(of moment: Double) -> Double? {
    guard let date = CivilDate(moment: moment) else { return nil }
    let year = has(.year) ? stepped(date.year, .year) : TimeUnit.baseYear
    var result = CivilDate(year: year)
    if has(.month) {
      result.month = stepped(date.month - 1, .month) + 1
    } else if has(.quarter) {
      result.month = stepped((date.month - 1) / 3, .quarter) * 3 + 1
    }
    result.day = day(of: date, year: year)
    result.timeOfDay = timeOfDay(of: date)
    return result.moment
  }

  private func day(of date: CivilDate, year: Int) -> Int {
    if has(.week) {
      let week = stepped(TimeUnit.week(of: date) - 1, .week) + 1
      let weekday = has(.day) ? date.weekday : 0
      // Week 1 begins on the first Sunday of the year.
      return weekday + week * 7 - (CivilDate(year: year).weekday + 6) % 7
    }
    if has(.day) { return 1 + stepped(date.weekday, .day) }
    if has(.date) { return 1 + stepped(date.day - 1, .date) }
    if has(.dayofyear) { return 1 + stepped(date.dayOfYear - 1, .dayofyear) }
    return 1
  }

  private func timeOfDay(of date: CivilDate) -> Double {
    var time = 0.0
    if has(.hours) { time += Double(stepped(date.hour, .hours)) * 3_600_000 }
    if has(.minutes) { time += Double(stepped(date.minute, .minutes)) * 60_000 }
    if has(.seconds) { time += Double(stepped(date.second, .seconds)) * 1000 }
    if has(.milliseconds) { time += Double(stepped(date.millisecond, .milliseconds)) }
    return time
  }

  /// The start of the unit after the one that starts at a moment.
  func end(ofUnitAt start: Double) -> Double? { moment(start, units: step) }

  /// The start of the unit before the one that starts at a moment.
  func start(before start: Double) -> Double? { moment(start, units: -step) }

  private func moment(_ start: Double, units step: Int) -> Double? {
    guard var date = CivilDate(moment: start), let smallest = parts.last else { return nil }
    switch smallest {
    case .year: date.year += step
    case .quarter: date.month += 3 * step
    case .month: date.month += step
    case .week: date.day += 7 * step
    case .day, .dayofyear, .date: date.day += step
    case .hours: date.timeOfDay += 3_600_000 * Double(step)
    case .minutes: date.timeOfDay += 60_000 * Double(step)
    case .seconds: date.timeOfDay += 1000 * Double(step)
    case .milliseconds: date.timeOfDay += Double(step)
    }
    return date.moment
  }

  /// The length of the unit in milliseconds, about.
  var duration: Double {
    let day = 86_400_000.0
    let length: Double =
      switch parts.last {
      case .year: 365 * day
      case .quarter: 90 * day
      case .month: 28 * day
      case .week: 7 * day
      case .day, .dayofyear, .date: day
      case .hours: 3_600_000
      case .minutes: 60_000
      case .seconds: 1000
      case .milliseconds, nil: 1
      }
    return length * Double(step)
  }

  /// How far ticks are apart at least; days of the week may be divided.
  var leastTickStep: Double? { parts.last == .day ? nil : duration }

  private func has(_ part: Part) -> Bool { parts.contains(part) }

  private func stepped(_ number: Int, _ part: Part) -> Int {
    guard step > 1, part == parts.last else { return number }
    let rest = ((number % step) + step) % step
    return number - rest
  }

  /// The week of the year: 0 before the first Sunday.
  private static func week(of date: CivilDate) -> Int {
    (date.dayOfYear + 6 - date.weekday) / 7
  }
}

extension Table {
  /// Adds the starts and the ends of the units of a column of moments.
  mutating func add(_ unit: TimeUnit, of column: String, as names: (start: String, end: String)) {
    guard let moments = self[column] else { return }
    var starts = [Value](repeating: .null, count: rowCount), ends = starts
    var known: [Double: (Value, Value)] = [:]
    for row in 0..<rowCount {
      guard let moment = moments[row].number else { continue }
      if let pair = known[moment] {
        (starts[row], ends[row]) = pair
        continue
      }
      guard moment.isFinite, let start = unit.isBinned ? moment : unit.start(of: moment) else {
        continue
      }
      let pair = (Value.date(start), unit.end(ofUnitAt: start).map { Value.date($0) } ?? .null)
      known[moment] = pair
      (starts[row], ends[row]) = pair
    }
    set(Column(names.start, values: starts))
    set(Column(names.end, values: ends))
  }
}

import Tables

extension TimeUnit {
  /// The moment that a value names in a predicate, a domain or a sort order.
  ///
  /// A number below 10,000 or a name is one of the unit, if the unit has one part: 1958 is a year, 3
  /// or "mar" is March. Other numbers are milliseconds since 1970, other texts are dates.
  func moment(of value: Value) -> Value {
    if case .date(let moment) = value { return start(of: moment).map { .date($0) } ?? .null }
    let date: CivilDate?
    if case .text(let text) = value {
      if let moment = DateParsing.lenient(text) { return .date(moment) }
      date = named(text)
    } else {
      guard let number = value.number else { return value }
      guard number < 10_000, parts.count == 1 else { return .date(number) }
      date = Int(whole: number).flatMap { numbered($0) }
    }
    return date.map { .date($0.moment) } ?? value
  }

  /// One of the unit by its number: months and quarters count from 1, weekdays from Monday, 1.
  private func numbered(_ number: Int) -> CivilDate? {
    var date = CivilDate(year: TimeUnit.baseYear)
    switch parts.last {
    case .year: date.year = number
    case .quarter: date.month = (number - 1) * 3 + 1
    case .month: date.month = number
    case .week: date.day = 1 + number * 7
    case .date, .dayofyear: date.day = number
    case .day: date.day = 1 + (number % 7 + 7) % 7
    case .hours: date.timeOfDay = Double(number) * 3_600_000
    case .minutes: date.timeOfDay = Double(number) * 60_000
    case .seconds: date.timeOfDay = Double(number) * 1000
    case .milliseconds: date.timeOfDay = Double(number)
    case nil: return nil
    }
    return date
  }

  /// A month or a weekday by its name, or the start of it.
  private func named(_ text: String) -> CivilDate? {
    let name = text.lowercased()
    guard name.count >= 3, parts.count == 1 else { return nil }
    switch parts.last {
    case .month:
      return DateTimeSpec.months.firstIndex { $0.hasPrefix(name) }.flatMap { numbered($0 + 1) }
    case .day:
      return DateTimeSpec.days.firstIndex { $0.hasPrefix(name) }.flatMap { numbered($0 + 1) }
    default: return nil
    }
  }
}

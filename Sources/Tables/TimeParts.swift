/// What the directives of a time pattern have read so far.
struct TimeParts {
  private var year = 1900
  private var month: Int?
  private var quarter: Int?
  private var day = 1
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var millisecond = 0
  private var isAfternoon: Bool?
  private var dayOfYear: Int?
  private var weekday: Int?
  private var isoWeek: Int?
  private var sundayWeek: Int?
  private var mondayWeek: Int?
  private var offset = 0.0
  private var epoch: Double?
  private var epochSeconds: Double?

  private static let months = names(
    "january february march april may june july august september october november december")
  private static let weekdays = names("sunday monday tuesday wednesday thursday friday saturday")
  private static let shortMonths = months.map { Array($0.prefix(3)) }
  private static let shortWeekdays = weekdays.map { Array($0.prefix(3)) }
  private static let halves = names("am pm")

  private static func names(_ list: String) -> [[UInt8]] {
    list.split(separator: " ").map { Array($0.utf8) }
  }

  /// Reads what one directive stands for; false if it is not there.
  mutating func read(_ letter: UInt8, from cursor: inout ByteCursor) -> Bool {
    switch Character(Unicode.Scalar(letter)) {
    case "a": return store(cursor.word(of: Self.shortWeekdays)) { $0.weekday = $1 }
    case "A": return store(cursor.word(of: Self.weekdays)) { $0.weekday = $1 }
    case "b": return store(cursor.word(of: Self.shortMonths)) { $0.month = $1 + 1 }
    case "B": return store(cursor.word(of: Self.months)) { $0.month = $1 + 1 }
    case "p": return store(cursor.word(of: Self.halves)) { $0.isAfternoon = $1 == 1 }
    case "Z": return readZone(from: &cursor)
    case "Q": return readEpoch(from: &cursor) { $0.epoch = $1 }
    case "s": return readEpoch(from: &cursor) { $0.epochSeconds = $1 * 1000 }
    default: return readNumber(letter, from: &cursor)
    }
  }

  private mutating func readNumber(_ letter: UInt8, from cursor: inout ByteCursor) -> Bool {
    let number = Self.number(atMost: Self.width(of: letter), from: &cursor)
    switch Character(Unicode.Scalar(letter)) {
    case "d", "e": return store(number) { $0.day = $1 }
    case "f": return store(number) { $0.millisecond = $1 / 1000 }
    case "G", "Y": return store(number) { $0.year = $1 }
    case "g", "y": return store(number) { $0.year = $1 + ($1 > 68 ? 1900 : 2000) }
    case "H", "I": return store(number) { $0.hour = $1 }
    case "j": return store(number) { $0.dayOfYear = $1 }
    case "L": return store(number) { $0.millisecond = $1 }
    case "m": return store(number) { $0.month = $1 }
    case "M": return store(number) { $0.minute = $1 }
    case "q": return store(number) { $0.quarter = $1 }
    case "S": return store(number) { $0.second = $1 }
    case "u": return store(number) { $0.weekday = $1 % 7 }
    case "U": return store(number) { $0.sundayWeek = $1 }
    case "V": return store(number) { $0.isoWeek = $1 }
    case "w": return store(number) { $0.weekday = $1 }
    case "W": return store(number) { $0.mondayWeek = $1 }
    default: return false
    }
  }

  private mutating func store<Part>(_ part: Part?, _ set: (inout TimeParts, Part) -> Void) -> Bool {
    guard let part else { return false }
    set(&self, part)
    return true
  }

  private static func width(of letter: UInt8) -> Int {
    switch Character(Unicode.Scalar(letter)) {
    case "f": 6
    case "G", "Y": 4
    case "j", "L": 3
    case "q", "u", "w": 1
    default: 2
    }
  }

  /// As in d3, spaces before the digits count as a part of the width.
  private static func number(atMost width: Int, from cursor: inout ByteCursor) -> Int? {
    var rest = width
    while rest > 1, cursor.take(0x20) { rest -= 1 }
    return cursor.digits(1, rest)
  }

  private mutating func readZone(from cursor: inout ByteCursor) -> Bool {
    if cursor.take(UInt8(ascii: "Z")) { return true }
    return store(DateParsing.offset(&cursor)) { $0.offset = $1 }
  }

  private mutating func readEpoch(
    from cursor: inout ByteCursor, _ set: (inout TimeParts, Double) -> Void
  ) -> Bool {
    let isNegative = cursor.take(UInt8(ascii: "-"))
    return store(cursor.digits(1, 16).map { isNegative ? -Double($0) : Double($0) }, set)
  }

  /// The moment, or nil if the parts do not make one.
  var milliseconds: Double? {
    if let epoch { return epoch }
    if let epochSeconds { return epochSeconds + Double(millisecond) }
    var hour = hour
    if let isAfternoon { hour = hour % 12 + (isAfternoon ? 12 : 0) }
    guard let day = daysSince1970,
      let time = CalendarMoment(
        CalendarDate(daysSince1970: day), hour: hour, minute: minute, second: second,
        millisecond: millisecond)
    else { return nil }
    return time.milliseconds - offset
  }

  private var daysSince1970: Int? {
    guard let firstDay = CalendarDate(year: year, month: 1, day: 1) else { return nil }
    let first = firstDay.daysSince1970
    if let isoWeek {
      guard (1...53).contains(isoWeek) else { return nil }
      // The first ISO week is the one that holds 4 January.
      let monday = first + 3 - (CalendarDate(daysSince1970: first + 3).weekday + 6) % 7
      return monday + (isoWeek - 1) * 7 + ((weekday ?? 1) + 6) % 7
    }
    if let mondayWeek {
      guard mondayWeek <= 53 else { return nil }
      return first + ((weekday ?? 1) + 6) % 7 + mondayWeek * 7 - (firstDay.weekday + 6) % 7
        - (firstDay.weekday == 1 ? 7 : 0)
    }
    if let sundayWeek {
      guard sundayWeek <= 53 else { return nil }
      return first + (weekday ?? 0) + sundayWeek * 7 - firstDay.weekday
        - (firstDay.weekday == 0 ? 7 : 0)
    }
    if let dayOfYear {
      guard (1...(CalendarDate.isLeap(year) ? 366 : 365)).contains(dayOfYear) else { return nil }
      return first + dayOfYear - 1
    }
    if let quarter, !(1...4).contains(quarter) { return nil }
    let month = month ?? quarter.map { $0 * 3 - 2 } ?? 1
    return CalendarDate(year: year, month: month, day: day)?.daysSince1970
  }
}

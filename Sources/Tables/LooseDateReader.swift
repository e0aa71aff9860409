/// Reads the dates that JavaScript engines read beyond ISO 8601, in the way of V8's fallback
/// parser: numbers and month names in any of the usual orders, a time of day, an offset.
struct LooseDateReader {
  private var cursor: ByteCursor
  private var numbers: [Int] = []
  private var month: Int?
  private var time: [Int] = []
  private var isAfternoon: Bool?
  private var offset: Double?

  private static let months: [[UInt8]] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }
  private static let weekdays: [[UInt8]] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"].map {
    Array($0.utf8)
  }

  init(_ cell: CellBytes) { cursor = ByteCursor(cell) }

  mutating func read() -> Double? {
    while let byte = cursor.peek {
      switch byte {
      case 0x30...0x39: guard number() else { return nil }
      case 0x41...0x5A, 0x61...0x7A: guard word() else { return nil }
      case 0x20, 0x09, UInt8(ascii: ","), UInt8(ascii: "/"): cursor.advance()
      case UInt8(ascii: "-") where time.isEmpty: cursor.advance()
      case UInt8(ascii: "+"), UInt8(ascii: "-"):
        guard offset == nil || offset == 0, let written = DateParsing.offset(&cursor) else {
          return nil
        }
        offset = written
      default: return nil
      }
    }
    return milliseconds
  }

  /// Whether what was read has a time zone, a day that could be the month, or a year of two digits.
  var isDoubtful: Bool {
    if offset != nil { return true }
    let years = numbers.filter { $0 > 31 }
    if years.count != 1 || years[0] < 100 { return true }
    let others = numbers.filter { $0 <= 12 }
    return month == nil && others.count == 2 && others[0] != others[1]
      && numbers.first.map { $0 <= 31 } ?? false
  }

  private mutating func number() -> Bool {
    guard let number = cursor.digits(1, 6) else { return false }
    guard time.isEmpty, cursor.take(UInt8(ascii: ":")) else {
      numbers.append(number)
      return numbers.count <= 3
    }
    guard let minute = cursor.digits(1, 2) else { return false }
    time = [number, minute, 0, 0]
    guard cursor.take(UInt8(ascii: ":")) else { return true }
    guard let second = cursor.digits(1, 2) else { return false }
    time[2] = second
    guard cursor.take(UInt8(ascii: ".")) else { return true }
    let start = cursor.offset
    guard let decimals = cursor.digits(1, 9) else { return false }
    let scale = [100, 10, 1][min(cursor.offset - start, 3) - 1]
    let cut = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][max(0, cursor.offset - start - 3)]
    time[3] = decimals / cut * scale
    return true
  }

  private mutating func word() -> Bool {
    let word = cursor.letters()
    _ = cursor.take(UInt8(ascii: "."))
    switch String(decoding: word, as: UTF8.self) {
    case "am" where !time.isEmpty: isAfternoon = false
    case "pm" where !time.isEmpty: isAfternoon = true
    case "z", "utc", "gmt", "ut":
      guard !time.isEmpty || numbers.count == 3 || month != nil else { return false }
      offset = offset ?? 0
    case "t": return numbers.count == 3
    default:
      let start = Array(word.prefix(3))
      if let index = Self.months.firstIndex(of: start), month == nil {
        month = index + 1
      } else {
        return Self.weekdays.contains(start)
      }
    }
    return true
  }

  private var milliseconds: Double? {
    guard let date = date, let time = timeOfDay else { return nil }
    return Double(date.daysSince1970) * 86_400_000 + time - (offset ?? 0)
  }

  private var date: CalendarDate? {
    guard !numbers.isEmpty, numbers.count + (month == nil ? 0 : 1) >= 2 else { return nil }
    let parts = numbers + [Int](repeating: 1, count: 3 - numbers.count)
    let startsWithDay = (1...31).contains(parts[0])
    if let month {
      // The month may stand anywhere among the numbers.
      let (day, year) = startsWithDay ? (parts[0], parts[1]) : (parts[1], parts[0])
      return CalendarDate(year: Self.fullYear(year), month: month, day: day)
    }
    if startsWithDay {
      guard numbers.count == 3 else { return nil }
      return CalendarDate(year: Self.fullYear(parts[2]), month: parts[0], day: parts[1])
    }
    return CalendarDate(year: Self.fullYear(parts[0]), month: parts[1], day: parts[2])
  }

  private static func fullYear(_ year: Int) -> Int {
    switch year {
    case 0..<50: 2000 + year
    case 50..<100: 1900 + year
    default: year
    }
  }

  private var timeOfDay: Double? {
    guard time.count == 4 else { return 0 }
    var hour = time[0]
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard hour < 24, time[1] < 60, time[2] < 60 else { return nil }
    return Double((hour * 60 + time[1]) * 60 + time[2]) * 1000 + Double(time[3])
  }
}

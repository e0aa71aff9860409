// Scale: moments from text.

/// Reads moments in one format, as d3-time-format's `utcParse` does.
struct TimeParser: Sendable, Hashable {
  private let parts: [TimeFormat.Part]
  private let locale: TimeLocale

  /// Creates a parser for a format.
  init(_ format: String, locale: TimeLocale = .enUS) {
    parts = TimeFormat(format, locale: locale).parts
    self.locale = locale
  }

  /// The moment that a text names; nil if it does not have the format or names no date.
  ///
  ///     TimeParser("%d.%m.%Y").moment("30.03.1958")   // -371001600000
  func moment(_ text: String) -> Double? {
    var reader = Reader(text: Substring(text), locale: locale)
    for part in parts {
      switch part {
      case .text(let text):
        guard reader.text.hasPrefix(text) else { return nil }
        reader.text.removeFirst(text.count)
      case .field(let letter, _): guard reader.read(letter) else { return nil }
      }
    }
    guard reader.text.isEmpty else { return nil }
    return reader.fields.moment
  }

  /// What has been read so far; parts that the text lacks count as in 1900-01-01.
  private struct Fields {
    var year = 1900
    var month: Int?
    var day: Int?
    var hour = 0
    var isAfternoon: Bool?
    var minute = 0
    var second = 0
    var millisecond = 0.0
    var zone = 0
    var moment1970: Double?
    var weekday: Int?
    var week: Int?
    var weekKind: Character?
    var dayOfYear: Int?

    var moment: Double? {
      if let moment1970 { return moment1970 }
      let hour = isAfternoon.map { self.hour % 12 + ($0 ? 12 : 0) } ?? self.hour
      let time = Double((hour * 60 + minute) * 60 + second) * 1000 + millisecond
      // The zone is in hours and minutes, as +0130.
      let shift = Double(zone / 100 * 60 + zone % 100) * 60_000
      let result = day1970.moment + time - shift
      return result.isNaN ? nil : result
    }

    private var day1970: CivilDate {
      if let dayOfYear { return CivilDate(year: year, day: dayOfYear) }
      guard let week, let weekKind else {
        return CivilDate(year: year, month: month ?? 1, day: day ?? 1)
      }
      if weekKind == "V" { return isoDay }
      let firstDay = weekKind == "W" ? 1 : 0
      let weekday = weekday.map { ($0 - firstDay + 7) % 7 } ?? 0
      let start = (CivilDate(year: year).weekday - firstDay + 7) % 7
      return CivilDate(year: year, day: weekday + week * 7 - (start + 6) % 7)
    }

    /// The fourth of January is always in the first week of ISO 8601.
    private var isoDay: CivilDate {
      let fourth = CivilDate(year: year, day: 4)
      let monday = 4 - (fourth.weekday + 6) % 7
      let weekday = weekday.map { ($0 + 6) % 7 } ?? 0
      return CivilDate(year: year, day: monday + ((week ?? 1) - 1) * 7 + weekday)
    }
  }

  private struct Reader {
    var text: Substring
    let locale: TimeLocale
    var fields = Fields()

    mutating func read(_ letter: Character) -> Bool {
      switch letter {
      case "a", "A", "b", "B", "p": return readName(letter)
      case "d", "e": return number(2) { $0.day = $1 }
      case "m": return number(2) { $0.month = $1 }
      case "q": return number(1) { $0.month = $1 * 3 - 2 }
      case "H", "I": return number(2) { $0.hour = $1 }
      case "M": return number(2) { $0.minute = $1 }
      case "S": return number(2) { $0.second = $1 }
      case "L": return number(3) { $0.millisecond = Double($1) }
      case "f": return number(6) { $0.millisecond = (Double($1) / 1000).rounded(.down) }
      case "j": return number(3) { $0.dayOfYear = $1 }
      case "Y", "G": return number(4) { $0.year = $1 }
      case "y", "g": return number(2) { $0.year = $1 + ($1 > 68 ? 1900 : 2000) }
      case "w": return number(1) { $0.weekday = $1 }
      case "u": return number(1) { $0.weekday = $1 % 7 }
      case "U", "V", "W":
        return number(2) {
          $0.week = $1
          $0.weekKind = letter
        }
      case "Q": return number(18) { $0.moment1970 = Double($1) }
      case "s": return number(15) { $0.moment1970 = Double($1) * 1000 }
      case "Z": return readZone()
      default: return false
      }
    }

    /// Up to some digits after any spaces.
    private mutating func number(_ width: Int, _ store: (inout Fields, Int) -> Void) -> Bool {
      while text.first?.isWhitespace == true { text.removeFirst() }
      let digits = text.prefix(width).prefix { $0.isASCII && $0.isNumber }
      guard let value = Int(digits) else { return false }
      text.removeFirst(digits.count)
      store(&fields, value)
      return true
    }

    private mutating func readName(_ letter: Character) -> Bool {
      switch letter {
      case "a", "A":
        guard let index = name(letter == "a" ? locale.shortDays : locale.days) else { return false }
        fields.weekday = index
      case "b", "B":
        guard let index = name(letter == "b" ? locale.shortMonths : locale.months) else {
          return false
        }
        fields.month = index + 1
      default:
        guard let index = name(locale.periods) else { return false }
        fields.isAfternoon = index == 1
      }
      return true
    }

    /// The longest name with which the text begins, in any case.
    private mutating func name(_ names: [String]) -> Int? {
      let start = text.lowercased()
      let found = names.indices
        .filter { !names[$0].isEmpty && start.hasPrefix(names[$0].lowercased()) }
        .max { names[$0].count < names[$1].count }
      if let found { text.removeFirst(min(names[found].count, text.count)) }
      return found
    }

    private mutating func readZone() -> Bool {
      if text.first == "Z" {
        text.removeFirst()
        return true
      }
      guard let sign = text.first, sign == "+" || sign == "-" else { return false }
      text.removeFirst()
      var digits = String(text.prefix(2))
      text.removeFirst(digits.count)
      if text.first == ":" { text.removeFirst() }
      let minutes = text.prefix(2).prefix { $0.isASCII && $0.isNumber }
      text.removeFirst(minutes.count)
      digits += minutes.isEmpty ? "00" : String(minutes)
      guard digits.count == 4, let zone = Int(digits) else { return false }
      fields.zone = sign == "-" ? -zone : zone
      return true
    }
  }
}

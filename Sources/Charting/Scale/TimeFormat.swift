// Scale: moments as text.

import Diagnostics

/// Writes moments in one format and one locale, exactly as d3-time-format does for UTC.
///
/// There are no time zones: `%Z` is `+0000`.
struct TimeFormat: Sendable, Hashable {
  /// A piece of a format.
  enum Part: Sendable, Hashable {
    /// Text as it is.
    case text(String)
    /// A part of the date and what pads it to its width: a zero or a space, or nothing.
    case field(Character, pad: Character?)
  }

  /// The pieces, composed ones such as `%c` spelled out.
  let parts: [Part]
  /// The locale.
  let locale: TimeLocale

  /// The letters that stand for a part of the date.
  static let letters = "aAbBcdefgGHIjLmMpqQsSuUVwWxXyYZ%"

  /// Creates a format; a letter that stands for nothing is written as it is, as d3 does.
  init(_ format: String, locale: TimeLocale = .enUS) {
    parts = TimeFormat.parts(of: format, locale: locale, depth: 0)
    self.locale = locale
  }

  /// Reads a format, with a warning for a letter that stands for nothing.
  static func parse(
    _ format: String, locale: TimeLocale = .enUS, place: Place? = nil, log: inout DiagnosticLog
  ) -> TimeFormat {
    var offset = 0
    var afterPercent = false
    for character in format {
      let width = character.utf8.count
      if afterPercent, "-_0".contains(character) {
        // A pad; the letter follows.
      } else if afterPercent {
        if !letters.contains(character) {
          log.add(.unknownDateLetter(character, in: format, at: offset, place: place))
        }
        afterPercent = false
      } else {
        afterPercent = character == "%"
      }
      offset += width
    }
    return TimeFormat(format, locale: locale)
  }

  /// The moment as text; "Invalid Date" as in JavaScript if it is not a date.
  ///
  ///     TimeFormat("%d %B %Y").text(-371_088_000_000)   // "30 March 1958"
  func text(_ moment: Double) -> String {
    guard let date = CivilDate(moment: moment) else { return "Invalid Date" }
    return parts.map { part in
      switch part {
      case .text(let text): text
      case .field(let letter, let pad): field(letter, pad: pad, of: date)
      }
    }.joined()
  }

  private static func parts(of format: String, locale: TimeLocale, depth: Int) -> [Part] {
    var parts: [Part] = []
    var text = ""
    var rest = Substring(format)
    while let character = rest.popFirst() {
      guard character == "%", var letter = rest.popFirst() else {
        text.append(character)
        continue
      }
      var pad: Character? = letter == "e" ? " " : "0"
      if "-_0".contains(letter), let next = rest.popFirst() {
        pad = letter == "-" ? nil : letter == "_" ? " " : "0"
        letter = next
      }
      guard letters.contains(letter), letter != "%" else {
        text.append(letter)
        continue
      }
      if !text.isEmpty { parts.append(.text(text)) }
      text = ""
      if let composed = composed(letter, locale), depth < 3 {
        parts += TimeFormat.parts(of: composed, locale: locale, depth: depth + 1)
      } else {
        parts.append(.field(letter, pad: pad))
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// What a letter that stands for several others stands for.
  static func composed(_ letter: Character, _ locale: TimeLocale) -> String? {
    switch letter {
    case "c": locale.dateTime
    case "x": locale.date
    case "X": locale.time
    default: nil
    }
  }

  private func field(_ letter: Character, pad: Character?, of date: CivilDate) -> String {
    let number = { (value: Int, width: Int) in TimeFormat.padded(value, pad, width) }
    switch letter {
    case "a", "A", "b", "B", "p": return name(letter, of: date)
    case "d", "e": return number(date.day, 2)
    case "m": return number(date.month, 2)
    case "H": return number(date.hour, 2)
    case "I": return number(date.hour % 12 == 0 ? 12 : date.hour % 12, 2)
    case "M": return number(date.minute, 2)
    case "S": return number(date.second, 2)
    case "L": return number(date.millisecond, 3)
    case "f": return number(date.millisecond, 3) + "000"
    case "j": return number(date.dayOfYear, 3)
    case "q": return String((date.month - 1) / 3 + 1)
    case "u": return String(date.weekday == 0 ? 7 : date.weekday)
    case "w": return String(date.weekday)
    case "Q": return JSNumber.text(date.moment)
    case "s": return JSNumber.text((date.moment / 1000).rounded(.down))
    case "y": return number(date.year % 100, 2)
    case "Y": return number(date.year % 10_000, 4)
    case "Z": return "+0000"
    default: return week(letter, pad: pad, of: date)
    }
  }

  private func name(_ letter: Character, of date: CivilDate) -> String {
    let (names, index) =
      switch letter {
      case "a": (locale.shortDays, date.weekday)
      case "A": (locale.days, date.weekday)
      case "b": (locale.shortMonths, date.month - 1)
      case "B": (locale.months, date.month - 1)
      default: (locale.periods, date.hour >= 12 ? 1 : 0)
      }
    return index < names.count ? names[index] : ""
  }

  private func week(_ letter: Character, pad: Character?, of date: CivilDate) -> String {
    let number =
      switch letter {
      case "U": date.week(from: 0)
      case "W": date.week(from: 1)
      case "V": date.isoWeek.week
      case "g": date.isoWeek.year % 100
      default: date.isoWeek.year % 10_000
      }
    return TimeFormat.padded(number, pad, letter == "G" ? 4 : 2)
  }

  private static func padded(_ value: Int, _ pad: Character?, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let padding = pad.map { String(repeating: $0, count: max(0, width - digits.count)) } ?? ""
    return (value < 0 ? "-" : "") + padding + digits
  }
}

extension CivilDate {
  /// The number of the week in its year when weeks begin on a day, Sunday being 0; days before the
  /// first such day are in week 0.
  func week(from firstDay: Int) -> Int {
    (dayOfYear + 6 - (weekday - firstDay + 7) % 7) / 7
  }

  /// The week of ISO 8601, from Monday, and the year to which it belongs: that of its Thursday.
  var isoWeek: (year: Int, week: Int) {
    var thursday = self
    thursday.day += 4 - (weekday == 0 ? 7 : weekday)
    guard let date = CivilDate(moment: thursday.moment) else { return (year, 1) }
    return (date.year, (date.dayOfYear - 1) / 7 + 1)
  }
}

extension Diagnostic {
  static func unknownDateLetter(
    _ letter: Character, in format: String, at offset: Int, place: Place?
  ) -> Diagnostic {
    .warning(
      "date-format", "'%\(letter)' stands for no part of a date",
      at: place?.part(offset - 1..<offset + letter.utf8.count, of: format),
      why: "the letters are \(TimeFormat.letters); another one is written as it is",
      hint: "write '%%' for a percent sign")
  }
}

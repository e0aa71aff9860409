/// How the years of a column are written, where four digits are not enough.
public enum YearNotation: String, Sendable, Hashable, CaseIterable {
  /// As people write: `c. 1959`, `1958/59`, `before 1960`, `221 BC`, `1950s`.
  case any
  /// The Extended Date/Time Format of ISO 8601-2, levels 0 and 1: `1959~`, `1958/1961`, `195X`.
  case edtf
}

/// The years that a text means: one, or those from a first to a last.
///
/// Years before the common era are negative, and there is no year 0: -221 is 221 BCE, as in XML
/// Schema's `gYear` and on axes of years.
public struct YearSpan: Sendable, Hashable {
  /// The first year; nil if the span has no known start.
  public var start: Int?
  /// The last year; nil if the span has no known end.
  public var end: Int?
  /// Whether the year is near the one named (`c. 1959`, `1959~`).
  public var isApproximate = false
  /// Whether it is doubtful that the year is the one named (`1959?`).
  public var isUncertain = false

  /// Creates a span; nil if it ends before it starts, or has neither start nor end.
  public init?(_ start: Int?, _ end: Int?) {
    guard start != nil || end != nil else { return nil }
    if let start, let end, end < start { return nil }
    self.start = start
    self.end = end
  }

  /// Where the span is drawn: at its year, in the middle between its first and last one, or at the
  /// one that is known.
  public var year: Double {
    switch (start, end) {
    case (let start?, let end?): (Double(start) + Double(end)) / 2
    default: Double(start ?? end ?? 0)
    }
  }

  /// What is to be known of the year besides: "exact", or "range", "open start", "open end",
  /// "approximate" and "uncertain", with commas between them.
  public var status: String {
    var words: [String] = []
    if start == nil { words.append("open start") }
    if end == nil { words.append("open end") }
    if let start, let end, start < end { words.append("range") }
    if isApproximate { words.append("approximate") }
    if isUncertain { words.append("uncertain") }
    return words.isEmpty ? "exact" : words.joined(separator: ", ")
  }

  /// Reads a text; nil if it is no year, or could be read in two ways.
  ///
  ///     YearSpan("1958/59", .any)?.year   // 1958.5
  ///     YearSpan("221 BC", .any)?.year    // -221
  public init?(_ text: String, _ notation: YearNotation) {
    let span: YearSpan?
    switch notation {
    case .any:
      var reader = LooseYearReader(text)
      span = reader.read()
    case .edtf: span = EDTFReader.read(text)
    }
    guard let span else { return nil }
    self = span
  }
}

/// Reads years as people write them, in English, German and French.
private struct LooseYearReader {
  private var text: Substring
  private var isApproximate = false
  private var isUncertain = false

  private static let nearWords = [
    "circa", "approximately", "approx.", "approx", "about", "around", "ca.", "ca", "c.", "c", "~",
    "um", "etwa", "vers", "environ", "env.",
  ]
  /// Words before a year that leave one side open, and how far the span is from the year.
  private static let openWords: [(word: String, start: Int?, end: Int?)] = [
    ("before", nil, -1), ("vor", nil, -1), ("avant", nil, -1), ("after", 1, nil), ("nach", 1, nil),
    ("après", 1, nil), ("until", nil, 0), ("up to", nil, 0), ("bis", nil, 0),
    ("jusqu'en", nil, 0), ("since", 0, nil), ("from", 0, nil), ("seit", 0, nil), ("ab", 0, nil),
    ("depuis", 0, nil),
  ]
  private static let beforeEra = [
    "b.c.e.", "bce", "b.c.", "bc", "v. chr.", "v.chr.", "av. j.-c.",
  ]
  private static let inEra = ["c.e.", "ce", "a.d.", "ad", "n. chr.", "apr. j.-c."]

  init(_ text: String) {
    let plain = text.lowercased().map { $0 == "\u{A0}" || $0 == "\u{202F}" ? " " : $0 }
    self.text = Substring(plain)
  }

  /// A year as written, with what is needed to read the other end of its range.
  private struct Year {
    var first: Int
    var last: Int
    var digits: Int
    var isBefore = false
    var hasEra = false

    /// The first year on the line of years; before the common era they count down.
    var signedFirst: Int { isBefore ? -last : first }
    /// The last year on the line of years.
    var signedLast: Int { isBefore ? -first : last }
  }

  mutating func read() -> YearSpan? {
    takeQualities()
    guard var span = openSpan() ?? closedSpan() else { return nil }
    span.isApproximate = isApproximate
    span.isUncertain = isUncertain
    return span
  }

  /// Takes signs of doubt off both ends.
  private mutating func takeQualities() {
    text = text.trimmed
    while let last = text.last, last == "?" || last == "~" {
      if last == "?" { isUncertain = true } else { isApproximate = true }
      text = text.dropLast().trimmed
    }
    if let word = Self.nearWords.first(where: { starts(with: $0) }) {
      isApproximate = true
      text = text.dropFirst(word.count).trimmed
    }
  }

  /// Whether a word stands at the start, and is no beginning of a longer one.
  private func starts(with word: String) -> Bool {
    guard text.hasPrefix(word) else { return false }
    guard let next = text.dropFirst(word.count).first else { return false }
    return word.last?.isLetter == true ? next == " " || next.isNumber : true
  }

  private mutating func openSpan() -> YearSpan? {
    guard let open = Self.openWords.first(where: { starts(with: $0.word) }) else { return nil }
    text = text.dropFirst(open.word.count)
    takeQualities()
    guard let year = Self.year(text) else { return nil }
    let span = YearSpan(
      open.start.map { Self.moved(year.signedLast, by: $0) },
      open.end.map { Self.moved(year.signedFirst, by: $0) })
    return span
  }

  private mutating func closedSpan() -> YearSpan? {
    guard let (left, mark, right) = parts else {
      return Self.year(text).flatMap { YearSpan($0.signedFirst, $0.signedLast) }
    }
    if left.isEmpty || right.isEmpty {
      guard let year = side(left.isEmpty ? right : left) else { return nil }
      return left.isEmpty ? YearSpan(nil, year.signedLast) : YearSpan(year.signedFirst, nil)
    }
    let whole = side(right)
    // In "221–206 BC" the era is that of both.
    guard var start = side(left, hasEra: whole?.hasEra ?? false),
      let end = whole ?? Self.shortYear(right, after: start, mark)
    else { return nil }
    if end.isBefore, !start.hasEra { start.isBefore = true }
    return YearSpan(start.signedFirst, end.signedLast)
  }

  /// One end of a range, which may have a sign of doubt of its own.
  private mutating func side(_ text: Substring, hasEra: Bool = false) -> Year? {
    var reader = self
    reader.text = text
    reader.takeQualities()
    guard let year = Self.year(reader.text, needsDigits: !hasEra) else { return nil }
    isApproximate = reader.isApproximate
    isUncertain = reader.isUncertain
    return year
  }

  /// The text before and after the sign of a range; a line at the very start is a sign of a number.
  private var parts: (Substring, Character, Substring)? {
    if let range = text.firstRange(of: " to ") {
      return (text[..<range.lowerBound].trimmed, "–", text[range.upperBound...].trimmed)
    }
    let body = text.first == "-" ? text.dropFirst() : text
    guard let place = body.firstIndex(where: { "/–—-".contains($0) }) else { return nil }
    // The line in "av. J.-C." is no range.
    if text[place] == "-", text[text.index(after: place)...].hasPrefix("c.") { return nil }
    return (text[..<place].trimmed, text[place], text[text.index(after: place)...].trimmed)
  }

  /// A year with its era, of four digits if it has none; or a decade, `1950s`.
  private static func year(_ text: Substring, needsDigits: Bool = true) -> Year? {
    var text = text
    var (isBefore, hasEra) = (false, false)
    if let era = beforeEra.first(where: { text.hasSuffix($0) }) {
      (isBefore, hasEra) = (true, true)
      text = text.dropLast(era.count).trimmed
    } else if let era = inEra.first(where: { text.hasSuffix($0) }) {
      hasEra = true
      text = text.dropLast(era.count).trimmed
    } else if let era = inEra.first(where: { text.hasPrefix($0 + " ") }) {
      hasEra = true
      text = text.dropFirst(era.count).trimmed
    }
    let isNegative = text.first == "-" || text.first == "\u{2212}"
    if isNegative { text = text.dropFirst() }
    let isDecade = text.hasSuffix("0s") && text.count == 5
    if isDecade { text = text.dropLast() }
    guard let number = number(text), number > 0, !(isNegative && hasEra),
      hasEra || !needsDigits ? text.count <= 6 : (4...6).contains(text.count)
    else { return nil }
    return Year(
      first: number, last: isDecade ? number + 9 : number, digits: text.count,
      isBefore: isBefore || isNegative, hasEra: hasEra || isNegative)
  }

  /// The end of `1958/59` or `1958–9`.
  ///
  /// After a hyphen 01 to 12 could be a month as well, so that it is neither.
  private static func shortYear(_ text: Substring, after start: Year, _ mark: Character) -> Year? {
    guard let number = number(text), text.count <= 2, start.digits == 4, !start.isBefore,
      start.first == start.last, mark != "-" || text.count == 2 && number > 12
    else { return nil }
    let unit = text.count == 1 ? 10 : 100
    var year = start.first / unit * unit + number
    // 1999/00 goes on into the next century.
    if year < start.first, start.first + 1 == year + unit { year += unit }
    return year > start.first ? Year(first: year, last: year, digits: 4) : nil
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.count <= 6, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return nil
    }
    return Int(text)
  }

  /// A year some years on; there is no year 0.
  private static func moved(_ year: Int, by years: Int) -> Int {
    let moved = year + years
    return moved == 0 || (year < 0) != (moved < 0) ? (years < 0 ? -1 : 1) : moved
  }
}

/// Reads the Extended Date/Time Format, levels 0 and 1 (Library of Congress, 4 February 2019).
///
/// Of a month, a season or a day the year counts. Years are astronomical there: 0000 is 1 BCE.
private enum EDTFReader {
  static func read(_ text: String) -> YearSpan? {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    switch sides.count {
    case 1: return date(sides[0])
    case 2:
      let open = ["", ".."]
      let (start, end) = (date(sides[0]), date(sides[1]))
      guard start != nil || open.contains(String(sides[0])),
        end != nil || open.contains(String(sides[1])),
        var span = YearSpan(start?.start, end?.end)
      else { return nil }
      span.isApproximate = start?.isApproximate ?? false || end?.isApproximate ?? false
      span.isUncertain = start?.isUncertain ?? false || end?.isUncertain ?? false
      return span
    default: return nil
    }
  }

  private static func date(_ text: Substring) -> YearSpan? {
    var text = text
    let mark = text.last.flatMap { "?~%".contains($0) ? $0 : nil }
    if mark != nil { text = text.dropLast() }
    guard var span = longYear(text) ?? calendarDate(text) else { return nil }
    span.isApproximate = mark == "~" || mark == "%"
    span.isUncertain = mark == "?" || mark == "%"
    return span
  }

  /// `Y170000002`, limited to what an axis can show.
  private static func longYear(_ text: Substring) -> YearSpan? {
    guard text.first == "Y" else { return nil }
    let digits = text.dropFirst().first == "-" ? text.dropFirst(2) : text.dropFirst()
    guard (5...12).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let year = Int(text.dropFirst())
    else { return nil }
    return YearSpan(common(year), common(year))
  }

  private static func calendarDate(_ text: Substring) -> YearSpan? {
    let isNegative = text.first == "-"
    var parts = (isNegative ? text.dropFirst() : text)
      .split(separator: "-", omittingEmptySubsequences: false)
    guard let digits = parts.first, let (least, most) = years(digits), parts.count <= 3 else {
      return nil
    }
    parts.removeFirst()
    let isWhole = least == most
    if let month = parts.first {
      let isSeason = parts.count == 1 && (Int(month).map { (21...24).contains($0) } ?? false)
      guard isTwoDigits(month), month == "XX" || isSeason || (1...12).contains(Int(month) ?? 0)
      else { return nil }
    }
    if parts.count == 2 {
      let (month, day) = (parts[0], parts[1])
      guard isTwoDigits(day), month != "XX" || day == "XX" else { return nil }
      if day != "XX" {
        guard isWhole,
          CalendarDate(
            year: isNegative ? -least : least, month: Int(month) ?? 0, day: Int(day) ?? 0) != nil
        else { return nil }
      }
    }
    if isNegative { return YearSpan(common(-most), common(-least)) }
    return YearSpan(common(least), common(most))
  }

  /// The years of four digits, of which the last may be unspecified: `195X`, `19XX`.
  private static func years(_ text: Substring) -> (Int, Int)? {
    let known = text.prefix { $0 != "X" }
    guard text.count == 4, known.count >= 1, text.dropFirst(known.count).allSatisfy({ $0 == "X" }),
      known.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(known)
    else { return nil }
    let unit = [1000, 100, 10, 1][known.count - 1]
    return (number * unit, number * unit + unit - 1)
  }

  private static func isTwoDigits(_ text: Substring) -> Bool {
    text == "XX" || (text.count == 2 && text.allSatisfy { $0.isASCII && $0.isNumber })
  }

  /// An astronomical year as one without a year 0.
  private static func common(_ year: Int) -> Int { year <= 0 ? year - 1 : year }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}

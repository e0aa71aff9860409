import Diagnostics

/// When a work appeared: a year, a month, a day, or the time between two of them.
struct WorkDate: Sendable, Equatable {
  /// A day, a month or a year.
  struct Day: Sendable, Equatable {
    /// Years before the common era are negative: -44 is 44 BCE.
    var year: Int
    var month: Int?
    var day: Int?
    /// From 1, spring, to 4, winter.
    var season: Int?
  }

  var start: Day?
  /// The last day of a time.
  var end: Day?
  /// Whether the time goes on.
  var isOpen = false
  /// Whether the date is not known exactly.
  var isCirca = false
  /// Whether the date is doubtful.
  var isUncertain = false
  /// Words in place of a date: "forthcoming".
  var words = ""

  /// Whether the words in place of a date have figures, and none of them is a year of four: as in
  /// "19x9", but not in "Winter 1990".
  var hasOddFigures: Bool {
    let figures = words.split { !$0.isNumber }
    return !figures.isEmpty && !figures.contains { $0.count == 4 }
  }

  /// Whether nothing is known.
  var isEmpty: Bool { start == nil && words.isEmpty }

  /// A date that knows nothing.
  static let none = WorkDate()
}

extension WorkDate {
  /// Reads the dates of ISO 8601-2 (EDTF, as BibLaTeX and Pandoc have them): `1959`, `1959-09-07`,
  /// `1958/1962`, `1958/`, `1959~`, `1959?`, `-0043`, `1959-21` (a spring); nil if it is none.
  init?(edtf text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
    guard (1...2).contains(parts.count) else { return nil }
    self.init()
    guard let first = part(parts[0]) else { return nil }
    start = first
    guard parts.count == 2 else { return }
    if ["", "..", "open"].contains(parts[1]) {
      isOpen = true
    } else {
      guard let last = part(parts[1]) else { return nil }
      end = last
    }
  }

  private mutating func part(_ text: String) -> Day? {
    var text = text
    while let last = text.last, "~?%".contains(last) {
      if last != "?" { isCirca = true }
      if last != "~" { isUncertain = true }
      text.removeLast()
    }
    // A time of day may follow; no list of works prints it.
    if let time = text.firstIndex(of: "T") { text = String(text[..<time]) }
    let isBefore = text.hasPrefix("-")
    let fields = (isBefore ? text.dropFirst() : text[...]).split(
      separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), (1...6).contains(fields[0].count),
      fields.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) }),
      fields.dropFirst().allSatisfy({ $0.count <= 2 }), let year = Int(fields[0])
    else { return nil }
    let rest = fields.dropFirst().compactMap { Int($0) }
    // Here seasons begin at 21.
    guard rest.first.map({ (0...12).contains($0) || (21...36).contains($0) }) ?? true,
      rest.count < 2 || (0...31).contains(rest[1])
    else { return nil }
    // The year 0 of ISO 8601 is 1 BCE.
    return Day(year: isBefore ? -year - 1 : year == 0 ? -1 : year, rest)
  }

  /// Reads the words that people write in a field for a year: `1959`, `c. 1959`, `[1959?]`,
  /// `1958–62`, `44 BC`, `n.d.`, `forthcoming`.
  init(words text: String) {
    self.init()
    var rest = text.trimmed
    if ["n.d.", "n. d.", "nd", "s.d.", "s. d.", "o. j.", "o.j.", "no date", "undated"]
      .contains(rest.lowercased())
    {
      return
    }
    if let date = WorkDate(edtf: rest.replacing("--", with: "/").replacing("–", with: "/")),
      date.start.map({ $0.year >= 100 }) ?? false, date.end == nil || rest.count >= 9
    {
      self = date
      return
    }
    if rest.hasPrefix("["), rest.hasSuffix("]") { rest = String(rest.dropFirst().dropLast()) }
    for sign in ["circa ", "ca. ", "ca ", "c. ", "um ", "vers ", "c."]
    where rest.lowercased().hasPrefix(sign) {
      isCirca = true
      rest = String(rest.dropFirst(sign.count)).trimmed
      break
    }
    if rest.hasSuffix("?") {
      isUncertain = true
      rest = String(rest.dropLast())
    }
    for sign in [" BCE", " BC", " v. Chr.", " av. J.-C."] where rest.hasSuffix(sign) {
      if let year = Int(rest.dropLast(sign.count)) {
        start = Day(year: -year)
        return
      }
    }
    if let year = Int(rest), (1...999_999).contains(year) {
      start = Day(year: year)
    } else {
      (isCirca, isUncertain) = (false, false)
      words = text.trimmed
    }
  }
}

extension WorkDate.Day {
  /// A day from its numbers, month first; those from 13 to 41 stand for seasons.
  init(year: Int, _ rest: [Int]) {
    self.init(year: year)
    guard let month = rest.first else { return }
    if (1...12).contains(month) { self.month = month }
    // CSL counts the seasons from 13, ISO 8601-2 from 21, with those of the hemispheres apart.
    if (13...16).contains(month) { season = month - 12 }
    if (21...36).contains(month) { season = (month - 21) % 4 + 1 }
    if self.month != nil, rest.count > 1, (1...31).contains(rest[1]) { day = rest[1] }
  }

  /// Reads "13 April 2016" and "April 13, 2016"; nil if a text is anything else.
  init?(_ text: String) {
    let words = text.split { $0.isWhitespace || $0 == "," || $0 == "." }.map(String.init)
    guard words.count == 3, words[2].count == 4, let year = Int(words[2]) else { return nil }
    let names = ReportWords.english.months
    guard let month = words.prefix(2).lazy.compactMap(names.firstIndex).first,
      let day = words.prefix(2).lazy.compactMap({ Int($0) }).first, (1...31).contains(day)
    else { return nil }
    self.init(year: year, month: month + 1, day: day)
  }

  /// Whether this day lies within a year or a month that is known less exactly.
  func refines(_ other: WorkDate.Day) -> Bool {
    year == other.year && other.day == nil && (other.month == nil || other.month == month)
  }

  /// The place in time, for sorting.
  var order: [Int] { [year, month ?? (season.map { $0 * 3 }) ?? 0, day ?? 0] }
}

import Canvas
import Tables

/// What a value belongs to, in words: a year, a name, a place on an axis.
struct DescribedPlace: Hashable {
  var text: String
  var kind = DescribedPlaceKind.name
}

/// Values as a description writes them, in the words and the locale of its language.
struct ValueWords {
  let words: DescriptionWords
  private let locale: NumberLocale
  private let time: TimeLocale

  init(language: String) {
    let tag = DescriptionWords.tag(of: language)
    words = .of(tag)
    locale = NumberLocale.named(tag) ?? .enUS
    time = TimeLocale.named(tag) ?? .enUS
  }

  // MARK: Numbers

  /// A number with as many digits as matter: whole, or with one decimal as it is, else with three
  /// significant digits.
  func number(_ number: Double) -> String {
    guard number.isFinite else { return JSNumber.text(number) }
    var rounded = (number * 10).rounded() / 10
    if rounded != number || abs(number) >= 1e4 {
      var scale = 1.0
      while abs(number) * scale < 100, scale < 1e9, number != 0 { scale *= 10 }
      rounded = (number * scale).rounded() / scale
    }
    return written(JSNumber.text(rounded))
  }

  private func written(_ text: String) -> String {
    guard !text.utf8.contains(UInt8(ascii: "e")) else { return text }
    let digits = text.drop { $0 == "-" }
    let parts = digits.split(separator: ".", maxSplits: 1).map(String.init)
    let whole = parts.first ?? "0"
    // Four digits are read as well without a sign between them.
    let grouped = whole.count > 4 ? locale.grouped(whole) : whole
    let fraction = parts.count > 1 ? locale.decimal + parts[1] : ""
    return (text.hasPrefix("-") && digits != "0" ? locale.minus : "") + grouped + fraction
  }

  /// A share of a whole in hundredths.
  func share(_ share: Double) -> String {
    let rounded = (share * 1000).rounded() / 10
    return DescriptionWords.filled(words.percent, ["n": written(JSNumber.text(rounded))])
  }

  /// From a number to another.
  func range(_ low: Double, _ high: Double, _ text: (Double) -> String) -> String {
    let (first, last) = (text(low), text(high))
    guard first != last else { return first }
    guard low < 0 else { return "\(first)–\(last)" }
    return DescriptionWords.filled(words.range, ["low": first, "high": last])
  }

  // MARK: Places

  /// A value and what it belongs to: "3 in 1958", "3 (Anhui)".
  func value(_ value: String, at place: DescribedPlace) -> String {
    guard !place.text.isEmpty else { return value }
    return DescriptionWords.filled(
      words.at[place.kind] ?? words.atName, ["value": value, "place": place.text])
  }

  /// A value and what it belongs to, after the name of its series: "3 (“North”, 1958)".
  func value(_ value: String, at place: DescribedPlace, of name: String) -> String {
    guard !name.isEmpty else { return self.value(value, at: place) }
    let label = words.quoted(name) + (place.text.isEmpty ? "" : ", " + place.text)
    return DescriptionWords.filled(words.atName, ["value": value, "place": label])
  }

  /// The places of some values of a field, in words that fit each other.
  ///
  /// Moments are told by as much as tells them apart: years, months, days.
  func places(_ values: [Value], of field: FieldBinding, _ label: LabelFormat) -> [DescribedPlace] {
    if field.type == .year {
      return values.map { DescribedPlace(text: label.text($0), kind: .year) }
    }
    if let unit = field.timeUnit { return values.map { place($0, in: unit) } }
    if field.type == .temporal { return moments(values) }
    let isNumber = field.isContinuous && !field.isBinned
    return values.map { value in
      guard isNumber, let number = value.number else {
        return DescribedPlace(text: label.text(value).replacing("\n", with: " "))
      }
      return DescribedPlace(text: self.number(number), kind: .number)
    }
  }

  private func place(_ value: Value, in unit: TimeUnit) -> DescribedPlace {
    let (format, kind) = format(of: unit)
    guard let moment = value.number else { return DescribedPlace(text: value.plainText) }
    let text = TimeFormat(format, locale: time).text(moment)
    return DescribedPlace(text: text.trimmingSpaces, kind: kind)
  }

  private func format(of unit: TimeUnit) -> (String, DescribedPlaceKind) {
    switch unit.parts {
    case [.year]: ("%Y", .year)
    case [.year, .month]: ("%B %Y", .month)
    case [.month]: ("%B", .month)
    case [.year, .month, .date]: (words.dayFormat, .day)
    case [.day]: ("%A", .name)
    case [.year, .quarter]: ("Q%q %Y", .name)
    default: (unit.format, .name)
    }
  }

  private func moments(_ values: [Value]) -> [DescribedPlace] {
    let dates = values.map { $0.number.flatMap { CivilDate(moment: $0) } }
    let known = dates.compactMap { $0 }
    let hasTimes = known.contains { $0.timeOfDay != 0 }
    let hasDays = hasTimes || known.contains { $0.day != 1 }
    let hasMonths = hasDays || known.contains { $0.month != 1 }
    let (format, kind): (String, DescribedPlaceKind) =
      hasTimes
      ? (words.dayFormat + ", %H:%M", .moment)
      : hasDays ? (words.dayFormat, .day) : hasMonths ? ("%B %Y", .month) : ("%Y", .year)
    let pattern = TimeFormat(format, locale: time)
    return values.map { value in
      guard let moment = value.number else { return DescribedPlace(text: value.plainText) }
      return DescribedPlace(text: pattern.text(moment), kind: kind)
    }
  }
}

extension String {
  /// The text without spaces at either end.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  /// The text with a capital first letter.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}

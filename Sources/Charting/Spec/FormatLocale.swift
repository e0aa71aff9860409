import Notation

/// How a chart writes numbers and dates: in the words of d3, `{number: {decimal: ",", …}, time: …}`,
/// or the tag of a language that is known.
struct FormatLocale: SpecValue, Hashable {
  var number = NumberLocale.enUS
  var time = TimeLocale.enUS

  static var expectation: String { "a locale {number, time}" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(LocaleName.schema(&definitions), FormatLocaleObject.schema(&definitions))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> FormatLocale? {
    guard let tag = node.string else {
      guard node.members != nil else {
        reader.mismatch(node, expected: expectation)
        return nil
      }
      return FormatLocaleObject.read(node, &reader)?.locale
    }
    return LocaleName.read(node, &reader).map { _ in
      FormatLocale(
        number: NumberLocale.named(tag) ?? .enUS, time: TimeLocale.named(tag) ?? .enUS)
    }
  }
}

/// The tag of a language that is known.
struct LocaleName: SpecValue {
  var tag: String

  static var expectation: String { "the tag of a language, such as 'de-DE'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { _ in .any(.words(NumberLocale.names), .string) }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> LocaleName? {
    guard let tag = node.string else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    if NumberLocale.named(tag) != nil { return LocaleName(tag: tag) }
    reader.log.add(
      .unknownWord(tag, noun: "a known language", known: NumberLocale.names, at: node.place))
    return nil
  }
}

/// The locales of numbers and of dates, each by its words or by a tag.
struct FormatLocaleObject: SpecObject {
  var number: Either<LocaleName, NumberLocaleSpec>?
  var time: Either<LocaleName, TimeLocaleSpec>?

  static let noun = "a locale"
  static let properties: [Property<FormatLocaleObject>] = [
    Property("number", \.number, "How numbers are written. Default: en-US."),
    Property("time", \.time, "How dates are written. Default: en-US."),
  ]

  var locale: FormatLocale {
    var locale = FormatLocale()
    switch number {
    case .a(let name): locale.number = NumberLocale.named(name.tag) ?? .enUS
    case .b(let spec): locale.number = spec.locale
    case nil: break
    }
    switch time {
    case .a(let name): locale.time = TimeLocale.named(name.tag) ?? .enUS
    case .b(let spec): locale.time = spec.locale
    case nil: break
    }
    return locale
  }
}

/// A locale of numbers, as d3-format has it.
struct NumberLocaleSpec: SpecObject {
  var decimal: String?
  var thousands: String?
  var grouping: [Double]?
  var currency: [String]?
  var numerals: [String]?
  var percent: String?
  var minus: String?
  var nan: String?

  /// How many texts some of the lists hold.
  private static let counts = ["currency": 2, "numerals": 10]

  static let noun = "a locale of numbers"
  static let properties: [Property<NumberLocaleSpec>] = [
    Property("decimal", \.decimal, "The decimal sign."),
    Property("thousands", \.thousands, "What stands between groups of digits."),
    Property("grouping", \.grouping, "The sizes of the groups."),
    Property("currency", \.currency, "What stands before and after an amount of money."),
    Property("numerals", \.numerals, "The ten digits."),
    Property("percent", \.percent, "The sign of percent."),
    Property("minus", \.minus, "The sign of negative numbers."),
    Property("nan", \.nan, "What is written for what is not a number."),
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> NumberLocaleSpec? {
    reader.checkCounts(counts, in: node)
    return read(node, &reader, except: [])
  }

  var locale: NumberLocale {
    var locale = NumberLocale.enUS
    locale.decimal = decimal ?? locale.decimal
    locale.thousands = thousands ?? locale.thousands
    if let grouping { locale.grouping = grouping.compactMap { Int(whole: $0) }.filter { $0 > 0 } }
    if let currency {
      locale.currency = .init(currency.first ?? "", currency.count > 1 ? currency[1] : "")
    }
    if let numerals, numerals.count == 10 { locale.numerals = numerals }
    locale.percent = percent ?? locale.percent
    locale.minus = minus ?? locale.minus
    locale.nan = nan ?? locale.nan
    return locale
  }
}

/// A locale of dates, as d3-time-format has it.
struct TimeLocaleSpec: SpecObject {
  var dateTime: String?
  var date: String?
  var time: String?
  var periods: [String]?
  var days: [String]?
  var shortDays: [String]?
  var months: [String]?
  var shortMonths: [String]?

  /// How many texts the lists hold.
  private static let counts = [
    "periods": 2, "days": 7, "shortDays": 7, "months": 12, "shortMonths": 12,
  ]

  static let noun = "a locale of dates"
  static let properties: [Property<TimeLocaleSpec>] = [
    Property("dateTime", \.dateTime, "The format of %c."),
    Property("date", \.date, "The format of %x."),
    Property("time", \.time, "The format of %X."),
    Property("periods", \.periods, "The names of the halves of the day."),
    Property("days", \.days, "The names of the days, from Sunday."),
    Property("shortDays", \.shortDays, "The short names of the days."),
    Property("months", \.months, "The names of the months."),
    Property("shortMonths", \.shortMonths, "The short names of the months."),
  ]

  static func read(_ node: Node, _ reader: inout SpecReader) -> TimeLocaleSpec? {
    reader.checkCounts(counts, in: node)
    return read(node, &reader, except: [])
  }

  var locale: TimeLocale {
    var locale = TimeLocale.enUS
    locale.dateTime = dateTime ?? locale.dateTime
    locale.date = date ?? locale.date
    locale.time = time ?? locale.time
    if let periods, periods.count == 2 { locale.periods = periods }
    if let days, days.count == 7 { locale.days = days }
    if let shortDays, shortDays.count == 7 { locale.shortDays = shortDays }
    if let months, months.count == 12 { locale.months = months }
    if let shortMonths, shortMonths.count == 12 { locale.shortMonths = shortMonths }
    return locale
  }
}

extension SpecReader {
  /// Reports lists that do not hold as many texts as there are things to be named.
  fileprivate mutating func checkCounts(_ counts: [String: Int], in node: Node) {
    for member in node.members ?? [] {
      guard let count = counts[member.key], let list = member.value.elements, list.count != count
      else { continue }
      log.add(
        .error(
          "wrong-count", "'\(member.key)' must have \(count) texts, not \(list.count)",
          at: member.value.place, why: "each of them names one thing, in its order"))
    }
  }
}

// Scale: how a language writes numbers. The table is data, one row a locale.

/// How a language and region write numbers, as d3-format's locales have it.
struct NumberLocale: Sendable, Hashable {
  /// What stands before and after an amount of money.
  struct Currency: Sendable, Hashable {
    /// Before.
    var prefix: String
    /// After.
    var suffix: String

    /// Creates the signs.
    init(_ prefix: String, _ suffix: String = "") {
      self.prefix = prefix
      self.suffix = suffix
    }
  }

  /// The decimal sign.
  var decimal = "."
  /// What stands between groups of digits.
  var thousands = ","
  /// The sizes of the groups from the right, used again and again; empty for no groups.
  var grouping = [3]
  /// What stands before and after an amount of money.
  var currency = Currency("$")
  /// The ten digits, if they are not the Latin ones.
  var numerals: [String]?
  /// The sign of percent.
  var percent = "%"
  /// The sign of negative numbers, U+2212.
  var minus = "\u{2212}"
  /// What is written for what is not a number.
  var nan = "NaN"

  /// English as in the United States, d3's default.
  static let enUS = NumberLocale()

  /// The locale of a language tag; else that of its language; else nil.
  ///
  ///     NumberLocale.named("de-AT")?.decimal   // ","
  static func named(_ tag: String) -> NumberLocale? {
    let wanted = tag.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    guard let language = wanted.first else { return nil }
    let regions = regions[language] ?? []
    let exact = regions.first { wanted.dropFirst().contains($0.region) }
    return (exact ?? regions.first)?.locale
  }

  /// The known locales by their languages, in the order of the table.
  private static let regions: [String: [(region: String, locale: NumberLocale)]] = {
    var regions: [String: [(region: String, locale: NumberLocale)]] = [:]
    for (tag, locale) in known {
      let parts = tag.lowercased().split(separator: "-", maxSplits: 1).map(String.init)
      guard let language = parts.first, parts.count > 1 else { continue }
      regions[language, default: []].append((parts[1], locale))
    }
    return regions
  }()

  /// The tags of the known locales.
  static var names: [String] { known.map(\.tag) }

  /// The digits in groups, in at most `width` characters with their separators.
  func grouped(_ digits: String, width: Int = .max) -> String {
    guard !grouping.isEmpty else { return digits }
    let characters = Array(digits)
    var groups: [String] = []
    var (end, length, turn) = (characters.count, 0, 0)
    while end > 0 {
      var size = max(grouping[turn % grouping.count], 1)
      if width != .max, length + size + 1 > width { size = max(1, width - length) }
      let start = max(0, end - size)
      groups.append(String(characters[start..<end]))
      end = start
      length += size + 1
      if length > width { break }
      turn += 1
    }
    return groups.reversed().joined(separator: thousands)
  }

  /// A text with its digits replaced by those of the locale.
  func numeral(_ text: String) -> String {
    guard let numerals, numerals.count == 10 else { return text }
    return text.map { character in
      guard character.isASCII, let digit = character.wholeNumberValue else {
        return String(character)
      }
      return numerals[digit]
    }.joined()
  }
}

extension NumberLocale {
  private static let noBreak = "\u{A0}"
  private static let narrow = "\u{202F}"

  private static func row(
    _ tag: String, _ decimal: String, _ thousands: String, _ currency: Currency,
    grouping: [Int] = [3], percent: String = "%"
  ) -> (tag: String, locale: NumberLocale) {
    (
      tag,
      NumberLocale(
        decimal: decimal, thousands: thousands, grouping: grouping, currency: currency,
        percent: percent)
    )
  }

  /// The first row of a language is the one that a tag without a known region gets.
  private static let known: [(tag: String, locale: NumberLocale)] = [
    row("en-US", ".", ",", Currency("$")),
    row("en-GB", ".", ",", Currency("£")),
    row("en-CA", ".", ",", Currency("$")),
    row("en-IE", ".", ",", Currency("€")),
    row("en-IN", ".", ",", Currency("₹"), grouping: [3, 2, 2, 2, 2, 2, 2, 2, 2, 2]),
    row("ca-ES", ",", ".", Currency("", noBreak + "€")),
    row("cs-CZ", ",", noBreak, Currency("", noBreak + "Kč")),
    row("da-DK", ",", ".", Currency("", " kr")),
    row("de-DE", ",", ".", Currency("", noBreak + "€")),
    row("de-CH", ".", "'", Currency("", noBreak + "CHF")),
    row("de-AT", ",", ".", Currency("€" + noBreak)),
    row("es-ES", ",", ".", Currency("", noBreak + "€")),
    row("es-MX", ".", ",", Currency("$")),
    row("es-BO", ",", ".", Currency("Bs" + noBreak)),
    row("fi-FI", ",", noBreak, Currency("", noBreak + "€")),
    row("fr-FR", ",", noBreak, Currency("", noBreak + "€"), percent: narrow + "%"),
    row("fr-CA", ",", noBreak, Currency("", "$")),
    row("fr-CH", ",", narrow, Currency("", noBreak + "CHF")),
    row("he-IL", ".", ",", Currency("₪")),
    row("hu-HU", ",", noBreak, Currency("", noBreak + "Ft")),
    row("it-IT", ",", ".", Currency("€")),
    row("ja-JP", ".", ",", Currency("", "円")),
    row("ko-KR", ".", ",", Currency("₩")),
    row("mk-MK", ",", ".", Currency("", " ден.")),
    row("nb-NO", ",", noBreak, Currency("kr" + noBreak)),
    row("nl-NL", ",", ".", Currency("€" + noBreak)),
    row("pl-PL", ",", ".", Currency("", "zł")),
    row("pt-PT", ",", noBreak, Currency("", noBreak + "€")),
    row("pt-BR", ",", ".", Currency("R$")),
    row("ru-RU", ",", noBreak, Currency("", noBreak + "\u{20BD}")),
    row("sl-SI", ",", ".", Currency("", noBreak + "€")),
    row("sv-SE", ",", noBreak, Currency("", " kr")),
    row("uk-UA", ",", noBreak, Currency("", noBreak + "₴.")),
    row("zh-CN", ".", ",", Currency("¥")),
    row("zh-TW", ".", ",", Currency("NT$")),
    arabic("ar-EG"), arabic("ar-SA"), ("ar-AE", latinArabic), ("ar-MA", latinArabic),
  ]

  private static func arabic(_ tag: String) -> (tag: String, locale: NumberLocale) {
    let digits = ["٠", "١", "٢", "٣", "٤", "٥", "٦", "٧", "٨", "٩"]
    return (
      tag,
      NumberLocale(
        decimal: "\u{066B}", thousands: "\u{066C}", currency: Currency("", ""), numerals: digits)
    )
  }

  private static let latinArabic = NumberLocale(
    decimal: ",", thousands: ".", currency: Currency("", ""))
}

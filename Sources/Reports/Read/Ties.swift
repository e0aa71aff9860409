// Read: spaces at which no line may end, since what stands behind belongs to what stands before.

/// Which spaces tie two words, as in "143.5 Mt", "16 November" or "31 per cent".
enum Ties {
  /// Whether a line may not end between two words.
  ///
  /// `before` is the text up to the space; `after` is the text that follows it.
  static func holds(_ before: Substring, _ after: ArraySlice<Character>) -> Bool {
    let last = lastWord(of: before)
    guard !last.isEmpty, let next = after.first else { return false }
    if next.isNumber { return holdsNumber(last, after) }
    let following = word(after)
    if last == "per", following == "cent", isNumber(wordBeforeLast(of: before)) { return true }
    if titles.contains(last), next.isUppercase { return true }
    // "Table A1": a letter with a number is a number too.
    if labels.contains(last), next.isUppercase, after.dropFirst().first?.isNumber == true {
      return true
    }
    guard isNumber(last) else { return false }
    if following == "per" { return word(after.dropFirst(4)) == "cent" }
    return units.contains(unit(after)) || (isDay(last) && months.contains(following))
  }

  /// Whether a number stays with the word before it.
  private static func holdsNumber(_ last: String, _ after: ArraySlice<Character>) -> Bool {
    if abbreviations.contains(last) || labels.contains(last) || last == "per" { return true }
    let number = String(after.prefix { !$0.isWhitespace }).trimmingEnd { !$0.isNumber }
    return months.contains(last) && isDay(number)
  }

  // MARK: Words

  private static func lastWord(of text: Substring) -> String {
    String(text.reversed().prefix { !$0.isWhitespace && !"([“‘".contains($0) }.reversed())
  }

  private static func wordBeforeLast(of text: Substring) -> String {
    let rest = text.reversed().drop { !$0.isWhitespace }.drop { $0.isWhitespace }
    return String(rest.prefix { !$0.isWhitespace && $0 != "(" }.reversed())
  }

  private static func word(_ text: ArraySlice<Character>) -> String {
    String(text.prefix { $0.isLetter }.prefix(16))
  }

  private static func unit(_ text: ArraySlice<Character>) -> String {
    String(text.prefix { $0.isLetter || $0 == "%" || $0 == "°" || $0 == "²" }.prefix(16))
  }

  private static func isNumber(_ word: String) -> Bool { word.last?.isNumber == true }

  /// Whether a word is the number of a day; German has a full stop behind it.
  private static func isDay(_ word: String) -> Bool {
    let digits = word.hasSuffix(".") ? word.dropLast() : word[...]
    guard digits.count <= 2, let day = Int(digits) else { return false }
    return (1...31).contains(day)
  }

  private static let abbreviations: Set<String> = [
    "p.", "pp.", "c.", "ca.", "n.", "nn.", "no.", "No.", "nos.", "Nos.", "vol.", "vols.", "Vol.",
    "Vols.", "ch.", "chs.", "chap.", "chaps.", "fig.", "Fig.", "figs.", "Figs.", "tab.", "Tab.",
    "sec.", "secs.", "art.", "para.", "paras.", "app.", "bk.", "pt.", "fol.", "col.", "l.", "ll.",
    "S.", "Bd.", "Nr.", "Abb.", "Kap.", "§", "§§",
  ]
  private static let labels: Set<String> = [
    "Figure", "Figures", "Table", "Tables", "figure", "figures", "table", "tables", "page", "pages",
    "chapter", "Chapter", "section", "Section", "note", "notes", "volume", "Volume", "appendix",
    "Appendix", "fig.", "Fig.", "tab.", "Tab.",
  ]
  private static let titles: Set<String> = ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St."]
  private static let units: Set<String> = [
    "Mt", "kt", "Gt", "t", "kg", "g", "mg", "km", "m", "cm", "mm", "ha", "mu", "jin", "kW", "MW",
    "GW", "TW", "kWh", "MWh", "GWh", "TWh", "GJ", "MJ", "kJ", "kcal", "s", "min", "h", "K", "Pa",
    "pt", "ppm", "%", "BC", "BCE", "AD", "CE", "percent", "million", "billion", "trillion",
    "thousand", "tonnes", "tons", "kilograms", "kilometres", "hectares", "yuan", "Prozent",
    "Millionen", "Milliarden", "Tonnen",
  ]
  private static let months = Set(
    ["en", "de", "fr"].flatMap { ReportWords.of($0).months }
      + ["Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."])
}

// Read: spaces at which no line may end, since what stands behind belongs to what stands before.

/// Which spaces tie two words, as in "143.5 Mt", "16 November" or "31 per cent".
enum Ties {
  /// The space between two words: one at which a line may end, or one that ties.
  ///
  /// `before` is the text up to the space; `after` is the text that follows it, and `following` the
  /// character behind that.
  static func space(
    _ before: Substring, _ after: ArraySlice<Character>, language: String = "en",
    following: Character = " "
  ) -> Character {
    let tag = language.prefix(2).lowercased()
    if isPlain(before, after), !singleLetters.contains(tag) { return " " }
    if tag == "de", partsAbbreviation(before, after) { return "\u{202F}" }
    if tag == "fr", partsThousands(before, after, following) { return "\u{202F}" }
    return holds(before, after, language: tag) ? "\u{A0}" : " "
  }

  /// Whether a space stands between two small letters that no tie has there, as most do.
  ///
  /// Behind a word, only "cent", "century" and "siècle" start with a small letter.
  private static func isPlain(_ before: Substring, _ after: ArraySlice<Character>) -> Bool {
    let small = UInt8(ascii: "a")...UInt8(ascii: "z")
    guard let last = before.utf8.last, small.contains(last),
      let next = after.first?.asciiValue, small.contains(next)
    else { return false }
    return next != UInt8(ascii: "c") && next != UInt8(ascii: "s")
  }

  /// Whether a line may not end between two words.
  private static func holds(
    _ before: Substring, _ after: ArraySlice<Character>, language: String
  ) -> Bool {
    let last = lastWord(of: before)
    guard !last.isEmpty, let next = after.first else { return false }
    if next.isNumber { return holdsNumber(last, after) }
    let following = word(after)
    if last == "per", following == "cent", isNumber(wordBeforeLast(of: before)) { return true }
    if next.isUppercase {
      if titles.contains(last) || isInitial(last) { return true }
      // "Table A1": a letter with a number is a number too.
      if labels.contains(last), after.dropFirst().first?.isNumber == true { return true }
      if isOrdinal(following), last.first?.isUppercase == true, last.last?.isLetter == true {
        return true
      }
    }
    if last.count == 1, singleLetters.contains(language), last.first?.isLetter == true {
      return true
    }
    if centuries.contains(following), isCentury(last) { return true }
    if isDay(last), months.contains(following) { return true }
    guard isNumber(last) else { return false }
    if following == "per" { return word(after.dropFirst(4)) == "cent" }
    if following == "pour" { return word(after.dropFirst(5)) == "cent" }
    return isUnit(after)
  }

  /// Whether a number stays with the word before it.
  private static func holdsNumber(_ last: String, _ after: ArraySlice<Character>) -> Bool {
    if abbreviations.contains(last) || labels.contains(last) || last == "per" { return true }
    if signs.contains(last) { return true }
    let number = String(after.prefix { !$0.isWhitespace }).trimmingEnd { !$0.isNumber }
    return months.contains(last) && isDay(number)
  }

  // MARK: Words

  private static func lastWord(of text: Substring) -> String {
    let start = text.startOfLast { character in
      guard let byte = character.asciiValue else {
        return !character.isWhitespace && !"“‘„–—".contains(character)
      }
      switch byte {
      case 0x20, 0x28, 0x5B, 9...13: return false
      default: return true
      }
    }
    return String(text[start...])
  }

  private static func wordBeforeLast(of text: Substring) -> String {
    let rest = text[..<text.startOfLast { !$0.isWhitespace }]
    let before = rest[..<rest.startOfLast(where: \.isWhitespace)]
    return String(before[before.startOfLast { !$0.isWhitespace && $0 != "(" }...])
  }

  private static func word(_ text: ArraySlice<Character>) -> String {
    String(text.prefix { $0.isLetter }.prefix(16))
  }

  /// Whether a text starts with a unit, alone or by another: "Mt", "kg/ha".
  private static func isUnit(_ text: ArraySlice<Character>) -> Bool {
    let unit = text.prefix { $0.isLetter || "%‰°²³€£$¥/×±".contains($0) }.prefix(16)
    if units.contains(String(unit)) { return true }
    return unit.contains("/") && units.contains(String(unit.prefix { $0 != "/" }))
  }

  private static func isNumber(_ word: String) -> Bool { word.last?.isNumber == true }

  /// Whether a word is the number of a day; German has a full stop behind it.
  private static func isDay(_ word: String) -> Bool {
    let digits = word.hasSuffix(".") ? word.dropLast() : word[...]
    guard digits.count <= 2, let day = Int(digits) else { return false }
    return (1...31).contains(day)
  }

  /// Whether a word is one or more initials of a name: "J.", "J.-P.", "J.M.".
  private static func isInitial(_ word: String) -> Bool {
    guard word.hasSuffix("."), word.count >= 2 else { return false }
    let parts = word.split(separator: ".")
    return parts.allSatisfy { part in
      let letters = part.drop { $0 == "-" }
      return letters.count == 1 && letters.first?.isUppercase == true
    }
  }

  /// Whether a word is a Roman number of two figures or more, as kings have.
  private static func isOrdinal(_ word: String) -> Bool {
    word.count >= 2 && word.allSatisfy { "IVXLC".contains($0) }
  }

  /// Whether a word counts centuries: "19th", "19.", "XIXᵉ".
  private static func isCentury(_ word: String) -> Bool {
    word.first?.isASCII == true && word.first?.isNumber == true
      || word.prefix { "IVX".contains($0) }.count >= 1
  }

  /// Whether a space stands within an abbreviation of several letters.
  private static func partsAbbreviation(
    _ before: Substring, _ after: ArraySlice<Character>
  ) -> Bool {
    let last = lastWord(of: before)
    guard last.count == 2, last.hasSuffix("."), last.first?.isLetter == true else { return false }
    let following = word(after)
    if following == "Chr" { return last == "v." || last == "n." }
    return following.count == 1 && after.dropFirst().first == "."
  }

  /// Whether a space parts the thousands of a number, as in "1 195 000".
  private static func partsThousands(
    _ before: Substring, _ after: ArraySlice<Character>, _ following: Character
  ) -> Bool {
    let digits = after.prefix { $0.isASCII && $0.isNumber }
    let behind = after.dropFirst(3).first ?? following
    guard digits.count == 3, !behind.isLetter else { return false }
    let last = lastWord(of: before).reversed().prefix { $0.isNumber }
    return (1...3).contains(last.count) && last.count == lastWord(of: before).count
  }

  // MARK: Lists

  private static let abbreviations: Set<String> = [
    "p.", "pp.", "c.", "ca.", "n.", "nn.", "no.", "No.", "nos.", "Nos.", "vol.", "vols.", "Vol.",
    "Vols.", "ch.", "chs.", "chap.", "chaps.", "fig.", "Fig.", "figs.", "Figs.", "tab.", "Tab.",
    "sec.", "secs.", "art.", "arts.", "para.", "paras.", "app.", "bk.", "pt.", "fol.", "col.", "l.",
    "ll.", "Eq.", "eq.", "S.", "Bd.", "Bde.", "Nr.", "Nrn.", "Abb.", "Kap.", "Abschn.", "Anm.",
    "Art.", "Abs.", "Ziff.", "Jg.", "Taf.", "n°", "nᵒ", "N°", "tabl.", "t.", "§", "§§",
  ]
  private static let labels: Set<String> = [
    "Figure", "Figures", "Table", "Tables", "figure", "figures", "table", "tables", "page", "pages",
    "chapter", "Chapter", "section", "Section", "note", "notes", "volume", "Volume", "appendix",
    "Appendix", "fig.", "Fig.", "tab.", "Tab.", "Abbildung", "Abbildungen", "Tabelle", "Tabellen",
    "Seite", "Seiten", "Kapitel", "Abschnitt", "Band", "Anhang", "tableau", "Tableau", "chapitre",
    "Chapitre", "annexe", "Annexe",
  ]
  private static let titles: Set<String> = [
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "Mr", "Mrs", "Ms", "Dr", "Prof", "MM.", "Mme",
    "Mmes", "Mlle", "Herr", "Herrn", "Frau",
  ]
  /// Signs before a number.
  private static let signs: Set<String> = [
    "×", "±", "≈", "~", "=", "<", ">", "≤", "≥", "−", "+", "$", "€", "£", "¥", "US$", "USD", "EUR",
    "GBP", "RMB", "CHF",
  ]
  private static let units: Set<String> = [
    "Mt", "kt", "Gt", "t", "kg", "g", "mg", "µg", "km", "m", "cm", "mm", "µm", "nm", "ha", "mu",
    "jin", "kW", "MW", "GW", "TW", "W", "kWh", "MWh", "GWh", "TWh", "GJ", "MJ", "kJ", "J", "kcal",
    "s", "ms", "min", "h", "K", "Pa", "hPa", "V", "A", "N", "Hz", "kHz", "MHz", "GHz", "kB", "MB",
    "GB", "TB", "l", "L", "ml", "hl", "pt", "ppm", "%", "‰", "°", "°C", "°F", "m²", "m³", "km²",
    "cm²", "€", "£", "$", "¥", "×", "±", "BC", "BCE", "AD", "CE", "percent", "million", "billion",
    "trillion", "thousand", "bn", "mn", "tonnes", "tons", "kilograms", "kilometres", "hectares",
    "yuan", "Prozent", "Millionen", "Milliarden", "Mio", "Mrd", "Tsd", "Tonnen", "Hektar", "Uhr",
    "millions", "milliards", "milliers", "euros",
  ]
  private static let centuries: Set<String> = [
    "century", "centuries", "Jahrhundert", "Jahrhunderts", "Jahrhunderte", "Jh", "siècle",
    "siècles",
  ]
  /// Languages in which a word of one letter does not end a line.
  private static let singleLetters: Set<String> = ["cs", "sk", "pl"]
  private static let months = Set(
    ["en", "de", "fr"].flatMap { ReportWords.of($0).months }
      + ["Jan.", "Feb.", "Mar.", "Apr.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."])
}

extension Substring {
  /// Where the last characters begin that fit all.
  fileprivate func startOfLast(where fits: (Character) -> Bool) -> Index {
    var start = endIndex
    while start > startIndex {
      let before = index(before: start)
      guard fits(self[before]) else { break }
      start = before
    }
    return start
  }
}

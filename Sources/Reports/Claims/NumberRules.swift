/// Tells numbers that say something of the data from those that name things.
struct NumberRules {
  private let characters: [Character]
  private let months: Set<String>
  private let found: [WrittenNumber]

  init(_ characters: [Character], _ language: String) {
    self.characters = characters
    months = Set(
      (ReportWords.of("en").months + ReportWords.of(language).months).map { $0.lowercased() })
    found = NumberFinder(language: language).digits(in: characters)
  }

  /// The ranges of the numbers that say something.
  var numbers: [Range<Int>] {
    var isNameBefore = false
    var result: [Range<Int>] = []
    for (index, number) in found.enumerated() {
      // What continues a name or a date is part of it: pp. 12–14, 1958–62, tables 3 and 4.
      let continues = index > 0 && isNameBefore && joins(found[index - 1], number)
      isNameBefore = continues || isName(number)
      if !isNameBefore { result.append(number.range) }
    }
    return result
  }

  private func isName(_ number: WrittenNumber) -> Bool {
    isYear(number) || isDay(number) || isLabelled(number) || isBase(number) || isPart(number)
  }

  /// A year, or one of a decade: four digits without a sign.
  private func isYear(_ number: WrittenNumber) -> Bool {
    number.decimals == 0 && !number.isGrouped && number.range.count == 4
      && (1000...2100).contains(number.value)
  }

  /// The day of a month.
  private func isDay(_ number: WrittenNumber) -> Bool {
    guard number.decimals == 0, (1...31).contains(number.value) else { return false }
    return months.contains(word(after: number.range.upperBound))
      || months.contains(word(before: number.range.lowerBound))
  }

  /// The number of a page, a table, a chapter.
  private func isLabelled(_ number: WrittenNumber) -> Bool {
    if let sign = sign(before: number.range.lowerBound), "§#№$".contains(sign) {
      return sign != "$"
    }
    return Self.labels.contains(word(before: number.range.lowerBound))
  }

  /// The number of people or things that a rate is for.
  private func isBase(_ number: WrittenNumber) -> Bool {
    ["per", "pro", "je", "pour"].contains(word(before: number.range.lowerBound))
      && [100, 1000, 10_000, 100_000, 1_000_000].contains(number.value)
  }

  /// Part of a word, of a time of day or of an address.
  private func isPart(_ number: WrittenNumber) -> Bool {
    let end = number.range.upperBound
    if end < characters.count {
      if characters[end] == ":", end + 1 < characters.count, characters[end + 1].isNumber {
        return true
      }
      let suffix = word(directlyAfter: end)
      if ["s", "st", "nd", "rd", "th", "e", "er", "ème"].contains(suffix) { return true }
    }
    let start = number.range.lowerBound
    guard start > 0 else { return false }
    if characters[start - 1] == ":", start > 1, characters[start - 2].isNumber { return true }
    return characters[start - 1] == "_"
      || characters[start - 1] == "/" && start > 1
        && characters[start - 2].isLetter
  }

  /// Whether nothing but a dash, a comma or "and" stands between two numbers.
  private func joins(_ first: WrittenNumber, _ second: WrittenNumber) -> Bool {
    let between = String(characters[first.range.upperBound..<second.range.lowerBound])
    let isTight = ["–", "-", "/", "–\u{2060}"].contains(between)
    if isTight {
      // 1958–62 and 1958/59, but not 1958–1,000.
      return second.decimals == 0 && !second.isGrouped && second.range.count <= first.range.count
    }
    guard !isYear(first) || isYear(second) else { return false }
    return isLabelled(first) && [", ", " and ", " und ", " et ", " to "].contains(between)
      && second.decimals == 0
  }

  // MARK: Words

  private func word(before index: Int) -> String {
    var end = index
    while end > 0, characters[end - 1].isWhitespace || characters[end - 1] == "." { end -= 1 }
    var start = end
    while start > 0, characters[start - 1].isLetter { start -= 1 }
    return String(characters[start..<end]).lowercased()
  }

  private func word(after index: Int) -> String {
    var start = index
    while start < characters.count, characters[start].isWhitespace || characters[start] == "." {
      start += 1
    }
    return word(directlyAfter: start)
  }

  private func word(directlyAfter start: Int) -> String {
    var end = start
    while end < characters.count, characters[end].isLetter { end += 1 }
    return String(characters[start..<end]).lowercased()
  }

  private func sign(before index: Int) -> Character? {
    var end = index
    while end > 0, characters[end - 1].isWhitespace { end -= 1 }
    return end > 0 ? characters[end - 1] : nil
  }

  private static let labels: Set<String> = [
    "table", "tables", "figure", "figures", "fig", "figs", "chapter", "chapters", "ch", "chap",
    "section", "sections", "sec", "appendix", "p", "pp", "page", "pages", "vol", "volume",
    "volumes",
    "no", "nos", "number", "note", "notes", "line", "lines", "part", "panel", "step", "item",
    "edition", "version", "tabelle", "tabellen", "tab", "abbildung", "abbildungen", "abb",
    "kapitel",
    "abschnitt", "seite", "seiten", "s", "band", "bd", "nr", "anmerkung", "teil", "zeile",
    "tableau",
    "tableaux", "chapitre", "chapitres", "tome", "numéro", "partie", "ligne", "lignes",
  ]
}

// Read: typewriter's signs become printer's, as Pandoc's extension `smart` does.

/// The quotation marks of a language.
struct QuotationMarks: Sendable, Equatable {
  var open: String
  var close: String
  var innerOpen: String
  var innerClose: String

  /// The marks of a language; those of English if it is not known.
  static func of(_ language: String) -> QuotationMarks {
    switch language.prefix(2).lowercased() {
    case "de", "cs", "sk", "sl":
      QuotationMarks(open: "„", close: "“", innerOpen: "‚", innerClose: "‘")
    case "fr":
      QuotationMarks(open: "«\u{A0}", close: "\u{A0}»", innerOpen: "“", innerClose: "”")
    case "es", "it", "pt", "ru", "uk", "el", "no", "nb":
      QuotationMarks(open: "«", close: "»", innerOpen: "“", innerClose: "”")
    case "pl", "ro", "hu": QuotationMarks(open: "„", close: "”", innerOpen: "«", innerClose: "»")
    case "sv", "fi": QuotationMarks(open: "”", close: "”", innerOpen: "’", innerClose: "’")
    default: QuotationMarks(open: "“", close: "”", innerOpen: "‘", innerClose: "’")
    }
  }
}

/// Quotation marks, apostrophes, dashes, ellipses, and spaces at which no line may end.
enum Smart {
  /// A sign that a backslash keeps as it is, in the guise in which it passes through `applied`.
  static func kept(_ character: Character) -> String {
    switch character {
    case "\"": "\u{100000}"
    case "'": "\u{100001}"
    case "-": "\u{100002}"
    case ".": "\u{100003}"
    default: String(character)
    }
  }

  private static func released(_ character: Character) -> Character {
    switch character {
    case "\u{100000}": "\""
    case "\u{100001}": "'"
    case "\u{100002}": "-"
    case "\u{100003}": "."
    default: character
    }
  }

  /// The same text with printer's signs.
  static func applied(to inlines: [Inline], _ quotes: QuotationMarks) -> [Inline] {
    var previous: Character = " "
    return convert(inlines, quotes, previous: &previous, following: " ")
  }

  private static func convert(
    _ inlines: [Inline], _ quotes: QuotationMarks, previous: inout Character,
    following: Character
  ) -> [Inline] {
    var result: [Inline] = []
    for (index, inline) in inlines.enumerated() {
      let next = inlines[(index + 1)...].lazy.compactMap(first).first ?? following
      switch inline.kind {
      case .text(let text):
        let changed = convert(text, quotes, previous: &previous, following: next)
        result.append(Inline(.text(changed), at: inline.place))
      case .code, .citation, .note:
        previous = "x"
        result.append(smartAffixes(inline, quotes))
      case .lineBreak:
        previous = " "
        result.append(inline)
      default:
        let children = convert(inline.children, quotes, previous: &previous, following: next)
        result.append(inline.with(children: children))
      }
    }
    return result
  }

  private static func smartAffixes(_ inline: Inline, _ quotes: QuotationMarks) -> Inline {
    guard case .citation(let citation, let affixes) = inline.kind else { return inline }
    let changed = affixes.map { affix in
      CitationAffix(
        prefix: applied(to: affix.prefix, quotes), suffix: applied(to: affix.suffix, quotes))
    }
    return Inline(.citation(citation, affixes: changed), at: inline.place)
  }

  /// The character with which a piece of text starts; nil if it is empty.
  private static func first(_ inline: Inline) -> Character? {
    switch inline.kind {
    case .text(let text): text.first
    case .lineBreak: " "
    case .code, .citation: "x"
    case .note: nil
    default: inline.children.lazy.compactMap(first).first
    }
  }

  private static func convert(
    _ text: String, _ quotes: QuotationMarks, previous: inout Character, following: Character
  ) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      var length = 1
      func next(_ distance: Int) -> Character {
        index + distance < characters.count ? characters[index + distance] : following
      }
      switch character {
      case "\"":
        let opens = isStart(previous) && !next(1).isWhitespace
        result += opens ? quotes.open : quotes.close
      case "'":
        result += apostrophe(previous, next(1), quotes)
      case "-" where next(1) == "-" && index + 1 < characters.count:
        let isLong = index + 2 < characters.count && next(2) == "-"
        result += isLong ? "—" : "–"
        length = isLong ? 3 : 2
      case "." where index + 2 < characters.count && next(1) == "." && next(2) == ".":
        result += "…"
        length = 3
      case " " where keepsTogether(result, next(1), characters, index):
        result += "\u{A0}"
      default: result.append(released(character))
      }
      previous = result.last ?? previous
      index += length
    }
    return result
  }

  private static func apostrophe(
    _ previous: Character, _ next: Character, _ quotes: QuotationMarks
  ) -> String {
    if !isStart(previous) { return previous.isLetter && next.isLetter ? "’" : quotes.innerClose }
    // The '60s: a figure left out is no quotation.
    return next.isNumber || next.isWhitespace ? "’" : quotes.innerOpen
  }

  /// Whether a quotation may open after a character.
  private static func isStart(_ previous: Character) -> Bool {
    previous.isWhitespace || "([{—–-/“‘„‚«".contains(previous)
  }

  /// Whether a line may not end at a space: after "p.", before a unit.
  private static func keepsTogether(
    _ before: String, _ next: Character, _ characters: [Character], _ index: Int
  ) -> Bool {
    let word = before.reversed().prefix { !$0.isWhitespace && $0 != "(" && $0 != "[" }
    let last = String(word.reversed())
    if next.isNumber { return abbreviations.contains(last) }
    guard next.isLetter || next == "%", last.last?.isNumber == true else {
      return titles.contains(last) && next.isUppercase
    }
    let unit = String(
      characters[(index + 1)...].prefix { $0.isLetter || $0 == "%" || $0 == "°" || $0 == "²" })
    return units.contains(unit)
  }

  private static let abbreviations: Set<String> = [
    "p.", "pp.", "c.", "ca.", "no.", "No.", "nos.", "Nos.", "vol.", "Vol.", "ch.", "chap.", "fig.",
    "Fig.", "figs.", "tab.", "Tab.", "sec.", "§", "Figure", "Table", "page", "pages",
  ]
  private static let titles: Set<String> = ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St."]
  private static let units: Set<String> = [
    "Mt", "kt", "Gt", "t", "kg", "g", "mg", "km", "m", "cm", "mm", "ha", "mu", "jin", "kW", "MW",
    "GW", "TW", "kWh", "MWh", "GWh", "TWh", "GJ", "MJ", "kJ", "kcal", "s", "min", "h", "K", "Pa",
    "pt", "ppm", "%", "BC", "BCE", "AD", "CE",
  ]
}

import Diagnostics

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

/// Quotation marks, apostrophes, dashes, ellipses, and the spaces that `Ties` holds.
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
    let inlines = inlines.joiningTexts
    for (index, inline) in inlines.enumerated() {
      let next = inlines[(index + 1)...].lazy.compactMap(first).first ?? following
      switch inline.kind {
      case .text(let text):
        var changed = convert(text, quotes, previous: &previous, following: next)
        // "Wang [-@wang2023]": the year stays with the name before it.
        let follower = inlines.indices.contains(index + 1) ? inlines[index + 1] : nil
        if follower?.isYearOnly ?? false, changed.hasSuffix(" ") {
          changed = changed.dropLast() + "\u{A0}"
        }
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
      case " " where Ties.holds(result[...], characters[(index + 1)...]):
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
}

extension Inline {
  /// Whether it is a citation that gives the year of a work whose author the text has named.
  fileprivate var isYearOnly: Bool {
    guard case .citation(let citation, let affixes) = kind else { return false }
    guard let part = citation.parts.first, part.isAuthorSuppressed else { return false }
    return !Label.isName(part.key.text) && affixes.first?.prefix.isEmpty ?? true
  }
}

extension [Inline] {
  /// Texts next to each other as one, each run of spaces and tabs in them as one space.
  ///
  /// Cmark gives a text in pieces, and keeps the spaces that HTML would have made one of.
  fileprivate var joiningTexts: [Inline] {
    var result: [Inline] = []
    var words = ""
    var place: Place?
    func flush() {
      if let place { result.append(Inline(.text(words.collapsingSpaces), at: place)) }
      (words, place) = ("", nil)
    }
    for inline in self {
      if case .text(let text) = inline.kind {
        words += text
        place = place?.joined(with: inline.place) ?? inline.place
      } else {
        flush()
        result.append(inline)
      }
    }
    flush()
    return result
  }
}

extension String {
  /// The same with one space for each run of spaces and tabs; spaces of a kind of their own stay.
  fileprivate var collapsingSpaces: String {
    guard contains("  ") || contains("\t") else { return self }
    var result = ""
    for character in self {
      let isSpace = character == " " || character == "\t"
      if !isSpace {
        result.append(character)
      } else if result.last != " " {
        result.append(" ")
      }
    }
    return result
  }
}

import Canvas
import Diagnostics

/// Turns the little LaTeX that BibTeX files hold into running text.
struct LaTeXText {
  private let characters: [Character]
  private let place: Place
  private var index = 0
  private var depth = 0
  private var log = DiagnosticLog()

  /// The running text of a field.
  static func inlines(_ written: Written, log: inout DiagnosticLog) -> [Inline] {
    var reader = LaTeXText(characters: Array(written.text), place: written.place)
    let result = reader.group(closesAt: nil)
    log.add(contentsOf: reader.log)
    return result.trimmed
  }

  /// The words of a field.
  static func plain(_ written: Written, log: inout DiagnosticLog) -> String {
    inlines(written, log: &log).plainText.trimmed
  }

  private init(characters: [Character], place: Place) {
    self.characters = characters
    self.place = place
  }

  private var peek: Character? { index < characters.count ? characters[index] : nil }

  private mutating func group(closesAt close: Character?) -> [Inline] {
    var result: [Inline] = []
    var text = ""
    func flush() {
      if !text.isEmpty { result.append(Inline(.text(text), at: place)) }
      text = ""
    }
    while let character = peek {
      if character == close {
        index += 1
        break
      }
      index += 1
      switch character {
      case "\\":
        let part = command()
        if part.count == 1, case .text(let words) = part[0].kind {
          text += words
        } else {
          flush()
          result += part
        }
      case "{":
        // Braces protect letters from changes of case; nothing here changes any.
        guard depth < 40 else { break }
        depth += 1
        let inner = group(closesAt: "}")
        depth -= 1
        if inner.count == 1, case .text(let words) = inner[0].kind {
          text += words
        } else {
          flush()
          result += inner
        }
      case "}": break
      case "~": text += "\u{A0}"
      case "$": break
      case "`", "'":
        let isDouble = peek == character
        if isDouble { index += 1 }
        text += isDouble ? "\"" : (character == "`" ? "‘" : "'")
      case let space where space.isWhitespace:
        if text.last?.isWhitespace != true, !(text.isEmpty && result.isEmpty) { text += " " }
      default: if !character.isControl { text.append(character) }
      }
    }
    flush()
    return result
  }

  // MARK: Commands

  private mutating func command() -> [Inline] {
    guard let first = peek else { return [] }
    if let accent = Self.accents[first], !first.isLetter {
      index += 1
      return [Inline(.text(accented(accent)), at: place)]
    }
    if !first.isLetter {
      index += 1
      return [Inline(.text(first == "-" ? "" : first == "\\" ? " " : String(first)), at: place)]
    }
    var name = ""
    while let letter = peek, letter.isLetter, letter.isASCII {
      name.append(letter)
      index += 1
    }
    if let accent = Self.accents[Character(name.count == 1 ? name : "?")],
      peek == "{" || peek?.isWhitespace == true
    {
      return [Inline(.text(accented(accent)), at: place)]
    }
    if let text = Self.symbols[name] {
      skipSpaceAfterCommand()
      return [Inline(.text(text), at: place)]
    }
    return styled(name)
  }

  private mutating func styled(_ name: String) -> [Inline] {
    let isCommand = peek == "{"
    if Self.declarations.contains(name), !isCommand {
      skipSpaceAfterCommand()
      return []
    }
    guard isCommand else {
      log.add(.unknownCommand(name, at: place))
      return []
    }
    index += 1
    guard depth < 40 else { return [] }
    depth += 1
    defer { depth -= 1 }
    let inner = group(closesAt: "}")
    switch name {
    case "emph", "textit", "textsl", "mkbibemph", "enquote":
      return name == "enquote"
        ? [Inline(.text("\""), at: place)] + inner + [Inline(.text("\""), at: place)]
        : [Inline(.emphasis(inner), at: place)]
    case "textbf", "mkbibbold": return [Inline(.strong(inner), at: place)]
    case "textsuperscript", "mkbibsuperscript": return [Inline(.superscript(inner), at: place)]
    case "textsubscript": return [Inline(.subscript(inner), at: place)]
    case "url", "path": return [Inline(.link(inner, .address(inner.plainText)), at: place)]
    case "textrm", "textsc", "textnormal", "text", "mbox", "textsf", "texttt", "textup",
      "uppercase",
      "noopsort", "ensuremath":
      return name == "noopsort" ? [] : inner
    default:
      log.add(.unknownCommand(name, at: place))
      return inner
    }
  }

  private mutating func skipSpaceAfterCommand() {
    if peek == "{", index + 1 < characters.count, characters[index + 1] == "}" {
      index += 2
    } else {
      while peek?.isWhitespace == true { index += 1 }
    }
  }

  /// The next letter, with or without braces, under an accent.
  private mutating func accented(_ accent: Unicode.Scalar) -> String {
    while peek?.isWhitespace == true { index += 1 }
    var isBraced = false
    if peek == "{" {
      isBraced = true
      index += 1
    }
    var letter: Character = " "
    if peek == "\\" {
      index += 1
      var name = ""
      while let next = peek, next.isLetter, name.count < 2 {
        name.append(next)
        index += 1
      }
      // The dotless letters carry their accent in place of the dot.
      letter = Self.symbols[name]?.first ?? " "
      if letter == "ı" { letter = "i" }
      if letter == "ȷ" { letter = "j" }
    } else if let next = peek, next != "}" {
      letter = next
      index += 1
    }
    var rest = ""
    while isBraced, let next = peek {
      index += 1
      if next == "}" { break }
      rest.append(next)
    }
    return LetterForms.composed(letter, accent) + rest
  }

  private static let accents: [Character: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}",
    ".": "\u{307}", "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}",
    "c": "\u{327}", "k": "\u{328}", "d": "\u{323}", "b": "\u{331}", "t": "\u{361}",
  ]

  private static let symbols: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ",
    "TH": "Þ", "ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "textasciitilde": "~", "textbackslash": "\\", "textbar": "|",
    "textdegree": "°", "textregistered": "®", "texttrademark": "™", "copyright": "©",
    "pounds": "£", "euro": "€", "texteuro": "€", "S": "§", "P": "¶", "dag": "†", "ddag": "‡",
    "times": "×", "textgreater": ">", "textless": "<", "textunderscore": "_", "LaTeX": "LaTeX",
    "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "quad": " ", "qquad": " ",
    "thinspace": "\u{2009}",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "lambda": "λ", "mu": "μ", "pi": "π",
    "sigma": "σ",
  ]

  private static let declarations: Set<String> = [
    "em", "it", "bf", "sc", "rm", "sf", "tt", "sl", "itshape", "bfseries", "scshape", "relax",
    "protect", "noop",
  ]
}

extension Character {
  /// Whether it is a control character, which has no form on a page.
  fileprivate var isControl: Bool { asciiValue.map { $0 < 0x20 } ?? false }
}

extension Diagnostic {
  static func unknownCommand(_ name: String, at place: Place) -> Diagnostic {
    .warning(
      "unknown-command", "the command '\\\(name)' is not known", at: place,
      why: "of LaTeX only accents, signs and changes of face are read",
      hint: "write the character itself: the file is UTF-8")
  }
}

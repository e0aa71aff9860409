import Diagnostics

// Read: typewriter's signs become printer's, as Pandoc's extension `smart` does.

/// The quotation marks of a language.
struct QuotationMarks: Sendable, Equatable {
  var open: String
  var close: String
  var innerOpen: String
  var innerClose: String
  /// The language, which has more habits: spaces before signs, tied words.
  var language = "en"

  /// The marks of a language; those of English if it is not known.
  static func of(_ language: String) -> QuotationMarks {
    var marks = known(language)
    marks.language = language
    return marks
  }

  private static func known(_ language: String) -> QuotationMarks {
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

/// Quotation marks, apostrophes, dashes, ellipses, minus and prime signs, the spaces that `Ties`
/// holds and those that a language has before its signs.
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

  fileprivate static func released(_ character: Character) -> Character {
    switch character {
    case "\u{100000}": "\""
    case "\u{100001}": "'"
    case "\u{100002}": "-"
    case "\u{100003}": "."
    default: character
    }
  }

  /// The same text with printer's signs; those of a memory are not made again.
  static func applied(
    to inlines: [Inline], _ quotes: QuotationMarks, _ memory: SmartMemory? = nil
  ) -> [Inline] {
    var writer = SmartWriter(quotes, memory)
    return writer.convert(inlines, following: " ")
  }

  /// The same blocks with printer's signs; divisions in another language have those of their own.
  static func applied(
    to blocks: [Block], _ quotes: QuotationMarks, _ memory: SmartMemory? = nil
  ) -> [Block] {
    blocks.flatMap { block in
      guard case .division(let inner, let attributes) = block.kind else {
        return [block].mappedInlines { applied(to: $0, quotes, memory) }
      }
      var block = block
      let own = attributes["lang"].map { QuotationMarks.of($0.text) } ?? quotes
      block.kind = .division(applied(to: inner, own, memory), attributes)
      return [block]
    }
  }
}

/// Writes a text anew with printer's signs, and knows what stood before.
private struct SmartWriter {
  private var quotes: QuotationMarks
  private let memory: SmartMemory?
  private var state = SmartMemory.State()

  init(_ quotes: QuotationMarks, _ memory: SmartMemory?) {
    (self.quotes, self.memory) = (quotes, memory)
  }

  private var previous: Character {
    get { state.previous }
    set { state.previous = newValue }
  }

  mutating func convert(_ inlines: [Inline], following: Character) -> [Inline] {
    var result: [Inline] = []
    let inlines = inlines.joiningTexts
    let followers = Self.followers(of: inlines, last: following)
    for (index, inline) in inlines.enumerated() {
      let next = followers[index]
      switch inline.kind {
      case .text(let text):
        var changed = converted(text, following: next)
        // "Wang [-@wang2023]": the year stays with the name before it.
        let follower = inlines.indices.contains(index + 1) ? inlines[index + 1] : nil
        if follower?.isYearOnly ?? false, changed.hasSuffix(" ") {
          changed = changed.dropLast() + "\u{A0}"
        }
        result.append(Inline(.text(changed), at: inline.place))
      case .code, .citation, .note:
        previous = "x"
        result.append(withAffixes(inline))
      case .lineBreak:
        previous = " "
        result.append(inline)
      case .span(_, let attributes) where attributes["lang"] != nil:
        let outer = quotes
        if let language = attributes["lang"]?.text { quotes = QuotationMarks.of(language) }
        let children = convert(inline.children, following: next)
        quotes = outer
        result.append(inline.with(children: children))
      case .link(let parts, .address(let address)) where parts.plainText == address:
        // An address is no prose: not a sign of it changes.
        previous = "x"
        result.append(inline.with(children: parts.releasingKept))
      default:
        result.append(inline.with(children: convert(inline.children, following: next)))
      }
    }
    return result
  }

  private func withAffixes(_ inline: Inline) -> Inline {
    guard case .citation(let citation, let affixes) = inline.kind else { return inline }
    let changed = affixes.map { affix in
      CitationAffix(
        prefix: Smart.applied(to: affix.prefix, quotes, memory),
        suffix: Smart.applied(to: affix.suffix, quotes, memory))
    }
    return Inline(.citation(citation, affixes: changed), at: inline.place)
  }

  /// The character that follows each piece of text: the first of the next one that is not empty.
  private static func followers(of inlines: [Inline], last: Character) -> [Character] {
    var followers: [Character] = []
    var next = last
    for inline in inlines.reversed() {
      followers.append(next)
      next = first(inline) ?? next
    }
    return followers.reversed()
  }

  /// The character with which a piece of text starts; nil if it is empty.
  ///
  /// Each part is asked once, so that what is nested costs no more than its depth.
  private static func first(_ inline: Inline) -> Character? {
    switch inline.kind {
    case .text(let text): return text.first
    case .lineBreak: return " "
    case .code, .citation: return "x"
    case .note: return nil
    default:
      for child in inline.children {
        if let character = first(child) { return character }
      }
      return nil
    }
  }

  private mutating func converted(_ text: String, following: Character) -> String {
    guard let memory else { return convert(text, following: following) }
    let key = SmartMemory.Key(
      text: text, following: following, language: quotes.language, before: state)
    if let known = memory.texts.value(for: key) {
      state = known.after
      return known.text
    }
    let text = convert(text, following: following)
    memory.texts.keep((text, state), for: key)
    return text
  }

  private mutating func convert(_ text: String, following: Character) -> String {
    let characters = Array(text)
    // Where each character is one byte, runs of letters go over as they stand.
    let bytes = text.utf8.count == characters.count ? Array(text.utf8) : []
    let spaces = LanguageSpaces(quotes.language)
    var result = ""
    var index = 0
    while index < characters.count {
      if let end = bytes.endOfPlain(from: index) {
        let start = text.utf8.startIndex
        result +=
          text[text.utf8.index(start, offsetBy: index)..<text.utf8.index(start, offsetBy: end)]
        previous = characters[end - 1]
        index = end
        continue
      }
      let character = characters[index]
      if character.isPlain {
        result.append(character)
        previous = character
        index += 1
        continue
      }
      var length = 1
      func next(_ distance: Int) -> Character {
        index + distance < characters.count ? characters[index + distance] : following
      }
      let rest = characters[(index + 1)...]
      switch character {
      case "\"": result += doubleQuote(next(1))
      case "'": result += singleQuote(next(1), rest)
      case "-" where next(1) == "-" && index + 1 < characters.count:
        let isLong = index + 2 < characters.count && next(2) == "-"
        result += isLong ? "—" : "–"
        length = isLong ? 3 : 2
      case "-" where startsNumber(next(1), next(2)): result += "−"
      case "." where index + 2 < characters.count && next(1) == "." && next(2) == ".":
        result += "…"
        length = 3
      case " ":
        if let space = spaces.space(between: previous, next(1), next(2)) {
          result += space
        } else {
          result.append(
            Ties.space(result[...], rest, language: quotes.language, following: following))
        }
      default:
        result += spaces.added(before: character, previous, next(1))
        let missing = spaces.added(after: character, result[...], rest)
        result.append(Smart.released(character))
        result += missing
      }
      previous = result.last ?? previous
      index += length
    }
    return result
  }

  // MARK: Signs

  private mutating func doubleQuote(_ next: Character) -> String {
    if isStart(previous), !next.isWhitespace {
      state.open += 1
      return quotes.open
    }
    // 10″: no quotation is open that could end after the figure.
    if previous.isASCIIDigit, state.open == 0 { return "″" }
    state.open = max(0, state.open - 1)
    return quotes.close
  }

  private mutating func singleQuote(_ next: Character, _ rest: ArraySlice<Character>) -> String {
    if !isStart(previous) {
      if previous.isLetter && next.isLetter { return "’" }
      if previous.isASCIIDigit, state.innerOpen == 0 { return next.isLetter ? "’" : "′" }
      state.innerOpen = max(0, state.innerOpen - 1)
      return quotes.innerClose
    }
    // The '60s: a figure left out is no quotation.
    if next.isNumber || next.isWhitespace { return "’" }
    let word = String(rest.prefix { $0.isLetter }).lowercased()
    if quotes.language.hasPrefix("en"), Self.clipped.contains(word) { return "’" }
    state.innerOpen += 1
    return quotes.innerOpen
  }

  /// Words that begin with an apostrophe.
  private static let clipped: Set<String> = ["tis", "twas", "twere", "em", "til", "cause", "n"]

  /// Whether a hyphen before these is a minus sign.
  private func startsNumber(_ next: Character, _ second: Character) -> Bool {
    guard previous.isWhitespace || "([{".contains(previous) else { return false }
    return next.isASCIIDigit || (".,".contains(next) && second.isASCIIDigit)
  }

  /// Whether a quotation may open after a character.
  private func isStart(_ previous: Character) -> Bool {
    previous.isWhitespace || "([{—–-/“‘„‚«".contains(previous)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }

  /// Whether it is a letter or figure that no rule changes or puts a space beside.
  fileprivate var isPlain: Bool {
    guard utf8.count == 1, let byte = utf8.first else { return false }
    return byte.isPlain
  }
}

extension UInt8 {
  /// Whether it is the byte of a letter or figure that no rule changes or puts a space beside.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

extension [UInt8] {
  /// Where the run of plain letters and figures ends that starts at an index; nil if there is none.
  fileprivate func endOfPlain(from start: Int) -> Int? {
    var end = start
    while end < count, self[end].isPlain { end += 1 }
    return end > start ? end : nil
  }
}

extension [Inline] {
  /// The same with the signs that backslashes kept, and no others changed.
  fileprivate var releasingKept: [Inline] {
    mapped { inline in
      guard case .text(let text) = inline.kind else { return [inline] }
      return [Inline(.text(String(text.map(Smart.released))), at: inline.place)]
    }
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
    guard includes("  ") || utf8.contains(0x09) else { return self }
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

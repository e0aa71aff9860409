import Diagnostics

/// A part of running text that cmark does not know and that is read from the source.
struct InlineToken: Sendable {
  enum Kind: Sendable {
    /// Attributes of what stands before: an image, a link, code, a heading, a caption.
    case attributes(Attributes)
    /// The start and the end of a part in which something holds.
    case open(Enclosure), close(Enclosure)
    /// `[@a; @b]` or `@a`
    case citation(Citation)
    /// A footnote in the line, `^[text]`: the range of its text.
    case note(Range<Int>)
    /// A character that stands for itself, since a backslash stands before it.
    case literal(Character)
    /// Something that has been reported as an error.
    case nothing
  }

  /// What holds between an opening and a closing token.
  enum Enclosure: Sendable {
    /// `[text]{…}`
    case span(Attributes)
    /// `^text^`
    case superscript
    /// `~text~`
    case `subscript`
  }

  var kind: Kind
  var place: Place
}

/// Works and labelled things that a text refers to in one place.
struct Citation: Sendable {
  /// One work or label.
  struct Part: Sendable {
    var key: Written
    /// The words before the key, such as "see", and after it: ranges of the source.
    var prefix: Range<Int>
    var suffix: Range<Int>
    /// Whether `-` stands before the key: the author is named in the text already.
    var isAuthorSuppressed: Bool
  }

  var parts: [Part]
  /// Whether the citation is part of the sentence: `@key` without brackets.
  var isNarrative: Bool
  var place: Place
}

/// How tokens stand in the text that cmark sees: one private character between brackets that count
/// as punctuation, so that emphasis opens and closes beside them as it does beside what they replace.
enum TokenMark {
  private static let opening: Unicode.Scalar = "\u{2E28}"
  private static let closing: Unicode.Scalar = "\u{2E29}"
  private static let base: UInt32 = 0xF0000
  /// How many tokens one text may have.
  static let limit = 0xFFFD

  /// The text that stands for a token.
  static func text(of index: Int) -> String {
    guard index >= 0, index < limit, let scalar = Unicode.Scalar(base + UInt32(index)) else {
      return ""
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: [opening, scalar, closing])
    return String(text)
  }

  /// A piece of a text: words, or the number of a token.
  enum Piece {
    case words(String)
    case token(Int)
  }

  /// The words and the tokens of a text, in order.
  static func pieces(of text: String, count: Int) -> [Piece] {
    guard count > 0, text.unicodeScalars.contains(opening) else { return [.words(text)] }
    var pieces: [Piece] = []
    var words = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if scalars[index] == opening, index + 2 < scalars.count, scalars[index + 2] == closing,
        scalars[index + 1].value >= base, scalars[index + 1].value - base < UInt32(count)
      {
        if !words.isEmpty { pieces.append(.words(String(words))) }
        words = String.UnicodeScalarView()
        pieces.append(.token(Int(scalars[index + 1].value - base)))
        index += 3
      } else {
        words.append(scalars[index])
        index += 1
      }
    }
    if !words.isEmpty { pieces.append(.words(String(words))) }
    return pieces
  }
}

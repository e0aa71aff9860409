// Scale: the format language of d3-format, read.

import Diagnostics

/// What a number format asks for: `[[fill]align][sign][symbol][0][width][,][.precision][~][type]`.
struct NumberSpecifier: Sendable, Hashable {
  /// Where the number stands in its width.
  enum Align: Character, Sendable {
    /// At the left.
    case left = "<"
    /// At the right.
    case right = ">"
    /// In the middle.
    case center = "^"
    /// At the right, its sign at the left.
    case afterSign = "="
  }

  /// How the sign is written.
  enum Sign: Character, Sendable {
    /// Only below zero.
    case minus = "-"
    /// Also from zero up.
    case plus = "+"
    /// Brackets below zero.
    case brackets = "("
    /// A space from zero up.
    case space = " "
  }

  /// The notations; `none` is like `general` but without zeros at the end.
  enum Kind: String, Sendable, CaseIterable {
    /// Digits as needed, at most 12.
    case none = ""
    /// With an exponent.
    case exponent = "e"
    /// With a fixed number of digits after the point.
    case fixed = "f"
    /// With an exponent where needed.
    case general = "g"
    /// Rounded to significant digits.
    case rounded = "r"
    /// With an SI prefix, rounded to significant digits.
    case prefixed = "s"
    /// In percent.
    case percent = "%"
    /// In percent, rounded to significant digits.
    case roundedPercent = "p"
    /// Binary.
    case binary = "b"
    /// Octal.
    case octal = "o"
    /// A whole number.
    case decimal = "d"
    /// As it is.
    case character = "c"
    /// Hexadecimal in small letters.
    case hex = "x"
    /// Hexadecimal in capitals.
    case upperHex = "X"
    /// General with grouped thousands.
    case grouped = "n"
  }

  /// What fills the width.
  var fill: Character = " "
  /// Where the number stands.
  var align = Align.right
  /// How the sign is written.
  var sign = Sign.minus
  /// `$` for the currency, `#` for the prefix of a base.
  var symbol: Character?
  /// Whether zeros fill the width after the sign.
  var zero = false
  /// The least width, in characters.
  var width: Int?
  /// Whether thousands are grouped.
  var comma = false
  /// Digits after the point, or significant ones, by kind.
  var precision: Int?
  /// Whether zeros at the end are left out.
  var trim = false
  /// The notation.
  var kind = Kind.none

  /// The widest format that is honoured, so that a slip cannot exhaust memory.
  static let widest = 1000

  /// Creates the specifier that asks for nothing.
  init() {}

  /// Creates a specifier of a kind.
  init(_ kind: Kind, comma: Bool = false, precision: Int? = nil) {
    self.kind = kind
    self.comma = comma
    self.precision = precision
  }

  /// Reads a specifier; nil, with an error in the log, if it is none.
  ///
  /// A letter that is no type is taken as none, with a warning, since d3 takes it so.
  static func parse(
    _ text: String, place: Place? = nil, log: inout DiagnosticLog
  ) -> NumberSpecifier? {
    var reader = Reader(Array(text))
    let specifier = reader.read()
    if !reader.isAtEnd {
      log.add(.badNumberFormat(text, from: reader.byteOffset, place: place))
      return nil
    }
    if let letter = reader.unknownKind {
      log.add(.unknownFormatKind(letter, in: text, place: place))
    }
    return specifier
  }

  /// Reads the parts in order, each one optional.
  private struct Reader {
    let characters: [Character]
    var index = 0
    var unknownKind: Character?

    init(_ characters: [Character]) { self.characters = characters }

    var isAtEnd: Bool { index >= characters.count }
    var byteOffset: Int { characters[..<index].reduce(0) { $0 + $1.utf8.count } }

    mutating func read() -> NumberSpecifier {
      var result = NumberSpecifier()
      if let align = align(at: 1) {
        (result.fill, result.align) = (characters[0], align)
        index = 2
      } else if let align = align(at: 0) {
        result.align = align
        index = 1
      }
      if let sign = peek.flatMap(Sign.init(rawValue:)) {
        result.sign = sign
        index += 1
      }
      if take("$") { result.symbol = "$" } else if take("#") { result.symbol = "#" }
      result.zero = take("0")
      result.width = number().map { min($0, widest) }
      result.comma = take(",")
      if peek == ".", digit(at: index + 1) != nil {
        index += 1
        result.precision = number()
      }
      result.trim = take("~")
      readKind(into: &result)
      return result
    }

    private mutating func readKind(into result: inout NumberSpecifier) {
      guard let letter = peek, letter == "%" || letter.isASCII && letter.isLetter else { return }
      index += 1
      if let kind = Kind(rawValue: String(letter)) {
        result.kind = kind
      } else {
        unknownKind = letter
      }
    }

    private var peek: Character? { isAtEnd ? nil : characters[index] }

    private func align(at place: Int) -> Align? {
      place < characters.count ? Align(rawValue: characters[place]) : nil
    }

    private mutating func take(_ character: Character) -> Bool {
      guard peek == character else { return false }
      index += 1
      return true
    }

    private func digit(at place: Int) -> Int? {
      guard place < characters.count, characters[place].isASCII else { return nil }
      return characters[place].wholeNumberValue
    }

    private mutating func number() -> Int? {
      guard digit(at: index) != nil else { return nil }
      var result = 0
      while let digit = digit(at: index) {
        result = min(result * 10 + digit, 1_000_000)
        index += 1
      }
      return result
    }
  }
}

extension Diagnostic {
  static func badNumberFormat(_ text: String, from offset: Int, place: Place?) -> Diagnostic {
    let end = text.utf8.count
    let rest = String(decoding: text.utf8.dropFirst(offset), as: UTF8.self)
    let what = offset == 0 ? "is not one" : "goes wrong at '\(rest)'"
    return .error(
      "number-format", "the number format '\(text)' \(what)",
      at: place?.part(offset..<end, of: text),
      why: "a format is [[fill]align][sign][$#][0][width][,][.precision][~][type]",
      hint: formatHint(for: text))
  }

  static func unknownFormatKind(_ letter: Character, in text: String, place: Place?) -> Diagnostic {
    let end = text.utf8.count
    return .warning(
      "number-format-type", "'\(letter)' is not a type of number format",
      at: place?.part(end - 1..<end, of: text),
      why:
        "the types are \(Suggestion.list(NumberSpecifier.Kind.allCases.map(\.rawValue).filter { !$0.isEmpty }, limit: 20)); another letter is ignored"
    )
  }

  private static func formatHint(for text: String) -> String {
    if let printf = text.wholeMatch(of: /%([+ ]?[.0-9]*[defg])/)?.1 {
      return "write '\(printf)': d3's formats have no percent sign in front"
    }
    if text.contains("%") && text.utf8.count > 1 && !text.hasSuffix("%") {
      return "say 'formatType': 'time' if this is a date format"
    }
    return "write for example ',.1f' for 1,234.5, '.0%' for 12% or '~s' for 1.5k"
  }
}

// Expression: text to tokens.

/// A word, number, text or sign of an expression, and where it stands.
struct ExpressionToken: Sendable, Equatable {
  /// What it is.
  enum Kind: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// A text in quotes, its escapes resolved.
    case text(String)
    /// A regular expression between slashes, with its flags.
    case regex(String, flags: String)
    /// A name or a word such as `true`.
    case name(String)
    /// An operator or bracket.
    case sign(String)
    /// The end of the expression.
    case end
  }

  /// What it is.
  var kind: Kind
  /// The bytes of the expression where it stands.
  var range: Range<Int>
}

/// Why an expression cannot be read, and where.
struct ExpressionProblem: Error, Equatable {
  /// A stable word for the kind of problem.
  var code = "expression"
  /// What is wrong.
  var message: String
  /// The bytes of the expression.
  var range: Range<Int>
  /// The rule that was broken.
  var why: String?
  /// What to do.
  var hint: String?
}

/// Cuts an expression into tokens, as JavaScript does.
struct ExpressionLexer {
  private let bytes: [UInt8]
  private var index = 0

  /// Creates a lexer.
  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next token.
  ///
  /// A slash begins a regular expression where a value may stand, and divides elsewhere; the
  /// parser knows which.
  mutating func next(wantsValue: Bool) throws(ExpressionProblem) -> ExpressionToken {
    while let byte = peek, byte <= 0x20 { index += 1 }
    let start = index
    guard let byte = peek else { return ExpressionToken(kind: .end, range: start..<start) }
    let kind: ExpressionToken.Kind
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): kind = try number()
    case UInt8(ascii: "."):
      kind = isDigit(at: index + 1) ? try number() : sign()
    case UInt8(ascii: "'"), UInt8(ascii: "\""): kind = try text()
    case UInt8(ascii: "/"): kind = wantsValue ? try regex() : sign()
    default:
      if isNameByte(byte) { kind = name() } else { kind = try knownSign() }
    }
    return ExpressionToken(kind: kind, range: start..<index)
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func isDigit(at place: Int) -> Bool {
    place < bytes.count && bytes[place] >= 48 && bytes[place] <= 57
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private mutating func name() -> ExpressionToken.Kind {
    let start = index
    while let byte = peek, isNameByte(byte) { index += 1 }
    return .name(string(start..<index))
  }

  private mutating func number() throws(ExpressionProblem) -> ExpressionToken.Kind {
    let start = index
    while let byte = peek, isNameByte(byte) || byte == UInt8(ascii: ".") || isExponentSign() {
      index += 1
    }
    let value = JSNumber.number(string(start..<index))
    guard !value.isNaN else {
      throw ExpressionProblem(
        message: "'\(string(start..<index))' is not a number", range: start..<index,
        hint: "begin a name with a letter")
    }
    return .number(value)
  }

  /// Whether a plus or minus belongs to the exponent of a number.
  private func isExponentSign() -> Bool {
    guard let byte = peek, byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"), index > 1 else {
      return false
    }
    let before = bytes[index - 1] | 0x20 == UInt8(ascii: "e")
    return before && isDigit(at: index + 1) && !isHex
  }

  private var isHex: Bool {
    var start = index - 1
    while start > 0, isNameByte(bytes[start - 1]) { start -= 1 }
    return start + 1 < bytes.count && bytes[start + 1] | 0x20 == UInt8(ascii: "x")
  }

  /// The signs of two bytes and more, longest first.
  private static let signs = [
    "===", "!==", ">>>", "==", "!=", "<=", ">=", "&&", "||", "<<", ">>", "**", "??", "?.", "=>",
    "++", "--", "+=", "-=", "*=", "/=",
  ]

  private mutating func sign() -> ExpressionToken.Kind {
    for sign in Self.signs where bytes[index...].starts(with: sign.utf8) {
      index += sign.utf8.count
      return .sign(sign)
    }
    index += 1
    return .sign(string(index - 1..<index))
  }

  private mutating func knownSign() throws(ExpressionProblem) -> ExpressionToken.Kind {
    let start = index
    guard let byte = peek, "+-*/%<>=!&|^~?:,.()[]{}".utf8.contains(byte) else {
      index += 1
      throw ExpressionProblem(
        message: "'\(string(start..<index))' has no meaning in an expression",
        range: start..<index)
    }
    return sign()
  }

  private mutating func text() throws(ExpressionProblem) -> ExpressionToken.Kind {
    let start = index
    let quote = bytes[index]
    index += 1
    var units: [UInt16] = []
    var plain = index
    while let byte = peek, byte != quote {
      guard byte != 0x0A, byte != 0x0D else { break }
      index += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      units += string(plain..<index - 1).utf16
      try escape(into: &units)
      plain = index
    }
    guard peek == quote else {
      throw ExpressionProblem(
        message: "the text that begins here has no end", range: start..<start + 1,
        hint: "close it with \(string(start..<start + 1))")
    }
    units += string(plain..<index).utf16
    index += 1
    return .text(String(decoding: units, as: UTF16.self))
  }

  private mutating func escape(into units: inout [UInt16]) throws(ExpressionProblem) {
    let start = index - 1
    guard let byte = peek else { return }
    index += 1
    switch byte {
    case UInt8(ascii: "n"): units.append(0x0A)
    case UInt8(ascii: "t"): units.append(0x09)
    case UInt8(ascii: "r"): units.append(0x0D)
    case UInt8(ascii: "b"): units.append(0x08)
    case UInt8(ascii: "f"): units.append(0x0C)
    case UInt8(ascii: "v"): units.append(0x0B)
    case UInt8(ascii: "0"): units.append(0)
    case 0x0A: break
    case UInt8(ascii: "x"), UInt8(ascii: "u"):
      let count = byte == UInt8(ascii: "x") ? 2 : 4
      let digits = string(index..<min(index + count, bytes.count))
      guard digits.utf8.count == count, let unit = UInt16(digits, radix: 16) else {
        throw ExpressionProblem(
          message: "an escape needs \(count) hexadecimal digits", range: start..<index)
      }
      index += count
      units.append(unit)
    default:
      // The first byte of a longer character: the rest follows as plain text.
      if byte < 0x80 { units.append(UInt16(byte)) } else { index -= 1 }
    }
  }

  private mutating func regex() throws(ExpressionProblem) -> ExpressionToken.Kind {
    let start = index
    index += 1
    var isInClass = false
    while let byte = peek, byte != 0x0A, isInClass || byte != UInt8(ascii: "/") {
      if byte == UInt8(ascii: "\\") { index += 1 }
      if byte == UInt8(ascii: "[") { isInClass = true }
      if byte == UInt8(ascii: "]") { isInClass = false }
      index = min(index + 1, bytes.count)
    }
    guard peek == UInt8(ascii: "/") else {
      throw ExpressionProblem(
        message: "the regular expression that begins here has no end", range: start..<start + 1,
        hint: "close it with '/'")
    }
    let pattern = string(start + 1..<index)
    index += 1
    let flags = index
    while let byte = peek, isNameByte(byte) { index += 1 }
    return .regex(pattern, flags: string(flags..<index))
  }
}

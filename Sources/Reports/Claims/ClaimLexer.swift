import Diagnostics

/// Parts the text of a claim into words and signs.
struct ClaimLexer {
  struct Token {
    enum Kind: Equatable {
      case number(Double)
      case text(String)
      case name(String)
      case sign(String)
      case end
    }

    var kind: Kind
    var place: Place
  }

  private static let doubled: Set<String> = ["!=", "<=", ">="]
  private static let signs = Set("[]().,=<>+-*/")

  private let text: ClaimText
  private var offset = 0

  static func tokens(of written: Written) throws(ClaimProblem) -> [Token] {
    var lexer = ClaimLexer(text: ClaimText(written))
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private init(text: ClaimText) { self.text = text }

  private mutating func next() throws(ClaimProblem) -> Token {
    while let byte, byte.isBlank { offset += 1 }
    guard let byte else { return token(.end, from: offset) }
    if byte.isDigit { return try number() }
    if isLetter(byte) { return name() }
    if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") { return try quoted(byte) }
    return try sign()
  }

  private mutating func sign() throws(ClaimProblem) -> Token {
    let start = offset
    // A true minus counts as one.
    if text.bytes[offset...].starts(with: "\u{2212}".utf8) {
      offset += 3
      return token(.sign("-"), from: start)
    }
    let pair = text.text(offset..<min(offset + 2, text.bytes.count))
    if Self.doubled.contains(pair) {
      offset += 2
      return token(.sign(pair), from: start)
    }
    let one = text.text(offset..<offset + 1)
    offset += 1
    // Who writes '==' means one.
    if one == "=", byte == UInt8(ascii: "=") { offset += 1 }
    guard let sign = one.first, Self.signs.contains(sign) else {
      let shown = text.text(start..<text.bytes.count).first.map(String.init) ?? one
      throw ClaimProblem(
        .claimSyntax(
          "'\(shown)' means nothing in a claim", at: text.place(start..<start + shown.utf8.count)))
    }
    return token(.sign(one), from: start)
  }

  private mutating func number() throws(ClaimProblem) -> Token {
    let start = offset
    skipDigits()
    if byte == UInt8(ascii: "."), byte(after: 1)?.isDigit ?? false {
      offset += 1
      skipDigits()
    }
    if let letter = byte, letter | 0x20 == UInt8(ascii: "e") {
      let isSigned = [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(byte(after: 1) ?? 0)
      if byte(after: isSigned ? 2 : 1)?.isDigit ?? false {
        offset += isSigned ? 2 : 1
        skipDigits()
      }
    }
    if let byte, isLetter(byte) {
      while let byte = self.byte, isLetter(byte) || byte.isDigit { offset += 1 }
      throw ClaimProblem(
        .claimSyntax(
          "'\(text.text(start..<offset))' is neither a number nor a name",
          at: text.place(start..<offset)))
    }
    guard let number = Double(text.text(start..<offset)), number.isFinite else {
      throw ClaimProblem(
        .claimSyntax("this number is too large", at: text.place(start..<offset)))
    }
    return token(.number(number), from: start)
  }

  /// A hyphen belongs to a name if it stands between two of its letters.
  private mutating func name() -> Token {
    let start = offset
    while let byte {
      let isHyphen = byte == UInt8(ascii: "-")
      let next = self.byte(after: 1)
      let isInside = isHyphen && next.map { isLetter($0) || $0.isDigit } ?? false
      guard isLetter(byte) || byte.isDigit || isInside else { break }
      offset += 1
    }
    return token(.name(text.text(start..<offset)), from: start)
  }

  private mutating func quoted(_ quote: UInt8) throws(ClaimProblem) -> Token {
    let start = offset
    offset += 1
    while let byte, byte != quote { offset += 1 }
    guard byte == quote else {
      throw ClaimProblem(
        .claimSyntax(
          "the text that opens here is never closed", at: text.place(start..<text.bytes.count)))
    }
    offset += 1
    return token(.text(text.text(start + 1..<offset - 1)), from: start)
  }

  private mutating func skipDigits() {
    while let byte, byte.isDigit { offset += 1 }
  }

  private var byte: UInt8? { byte(after: 0) }

  private func byte(after count: Int) -> UInt8? {
    offset + count < text.bytes.count ? text.bytes[offset + count] : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    // A true minus is three bytes, and no letter.
    if byte >= 0x80 { return !text.bytes[offset...].starts(with: "\u{2212}".utf8) }
    return byte.isLetter || byte == UInt8(ascii: "_")
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, place: text.place(start..<offset))
  }
}

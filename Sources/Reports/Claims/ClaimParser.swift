import Diagnostics

/// Reads a claim.
///
///     claim      = item { "," item }
///     item       = side [ comparison side ]
///     side       = sum [ "in" ( "thousand" | "million" | … | "percent" ) ]
///     sum        = product { ( "+" | "-" ) product }
///     product    = factor { ( "*" | "/" ) factor }
///     factor     = "-" factor | primary { "[" condition { "," condition } "]" | "." name [ arguments ] }
///     primary    = number | 'text' | name [ arguments ] | "(" sum ")"
///     arguments  = "(" [ sum { "," sum } ] ")"
///     condition  = column ( comparison sum | "in" "(" sum { "," sum } ")" ) | sum
struct ClaimParser {
  typealias Token = ClaimLexer.Token

  /// How deep a claim may nest.
  private static let depthLimit = 40

  private let tokens: [Token]
  private var index = 0
  private var depth = 0

  /// The items of a claim.
  static func items(of written: Written) throws(ClaimProblem) -> [ClaimItem] {
    var parser = ClaimParser(tokens: try ClaimLexer.tokens(of: written))
    guard parser.current.kind != .end else {
      throw ClaimProblem(.emptyClaim(at: written.place))
    }
    var items = [try parser.item()]
    while parser.takes(",") { items.append(try parser.item()) }
    try parser.expectEnd()
    return items
  }

  /// One expression, such as one that the front matter names.
  static func expression(of written: Written) throws(ClaimProblem) -> ClaimExpression {
    var parser = ClaimParser(tokens: try ClaimLexer.tokens(of: written))
    guard parser.current.kind != .end else {
      throw ClaimProblem(.emptyClaim(at: written.place))
    }
    let expression = try parser.sum()
    try parser.expectEnd()
    return expression
  }

  private init(tokens: [Token]) { self.tokens = tokens }

  // MARK: Items and sums

  private mutating func item() throws(ClaimProblem) -> ClaimItem {
    let left = try side()
    guard let sign = takesComparison() else { return ClaimItem(left: left, place: left.place) }
    let right = try side()
    return ClaimItem(
      left: left, comparison: (sign, right), place: left.place.joined(with: right.place))
  }

  private mutating func side() throws(ClaimProblem) -> ClaimExpression {
    let sum = try sum()
    guard case .name("in") = current.kind else { return sum }
    advance()
    guard case .name(let word) = current.kind, let divisor = ClaimScale.divisors[word] else {
      throw ClaimProblem(.unknownScale(current, at: current.place))
    }
    advance()
    return ClaimExpression(
      kind: .scaled(sum, divisor), place: sum.place.joined(with: former.place))
  }

  private mutating func sum() throws(ClaimProblem) -> ClaimExpression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw ClaimProblem(.claimSyntax("this claim is nested too deeply", at: current.place))
    }
    var left = try product()
    while let sign = takes(anyOf: [.plus, .minus]) {
      left = operation(sign, left, try product())
    }
    return left
  }

  private mutating func product() throws(ClaimProblem) -> ClaimExpression {
    var left = try factor()
    while let sign = takes(anyOf: [.times, .over]) {
      left = operation(sign, left, try factor())
    }
    return left
  }

  private func operation(
    _ sign: ClaimOperator, _ left: ClaimExpression, _ right: ClaimExpression
  ) -> ClaimExpression {
    ClaimExpression(
      kind: .operation(sign, left, right), place: left.place.joined(with: right.place))
  }

  private mutating func factor() throws(ClaimProblem) -> ClaimExpression {
    let start = current.place
    var signs = 0
    while takes("-") { signs += 1 }
    var expression = try primary()
    while true {
      if takes("[") {
        expression = try filter(expression)
      } else if takes(".") {
        expression = try member(expression)
      } else {
        break
      }
    }
    guard signs % 2 == 1 else { return expression }
    return ClaimExpression(
      kind: .negative(expression), place: start.joined(with: expression.place))
  }

  private mutating func primary() throws(ClaimProblem) -> ClaimExpression {
    let token = current
    switch token.kind {
    case .number(let number):
      advance()
      return ClaimExpression(kind: .number(number), place: token.place)
    case .text(let text):
      advance()
      let isFile = current.kind == .sign("[") || current.kind == .sign(".")
      return ClaimExpression(kind: isFile ? .file(text) : .text(text), place: token.place)
    case .name(let name):
      advance()
      guard takes("(") else { return ClaimExpression(kind: .name(name), place: token.place) }
      let arguments = try arguments()
      return ClaimExpression(
        kind: .call(Written(name, at: token.place), arguments),
        place: token.place.joined(with: former.place))
    case .sign("("):
      advance()
      var inner = try sum()
      try expect(")")
      inner.place = token.place.joined(with: former.place)
      return inner
    case .sign, .end: throw unexpected("a number, a name or a bracket")
    }
  }

  /// What stands between parentheses, the first of which has been read.
  private mutating func arguments() throws(ClaimProblem) -> [ClaimExpression] {
    var arguments: [ClaimExpression] = []
    if takes(")") { return arguments }
    repeat { arguments.append(try sum()) } while takes(",")
    try expect(")")
    return arguments
  }

  // MARK: Rows and columns

  private mutating func member(_ rows: ClaimExpression) throws(ClaimProblem) -> ClaimExpression {
    let token = current
    let name: String
    switch token.kind {
    case .name(let word), .text(let word): name = word
    default: throw unexpected("the name of a column or of a function")
    }
    advance()
    let written = Written(name, at: token.place)
    if case .name = token.kind, takes("(") {
      let arguments = try arguments()
      return ClaimExpression(
        kind: .call(written, [rows] + arguments), place: rows.place.joined(with: former.place))
    }
    return ClaimExpression(
      kind: .member(rows, written), place: rows.place.joined(with: token.place))
  }

  private mutating func filter(_ rows: ClaimExpression) throws(ClaimProblem) -> ClaimExpression {
    var conditions: [ClaimCondition] = []
    repeat { conditions.append(try condition()) } while takes(",")
    try expect("]")
    return ClaimExpression(
      kind: .filter(rows, conditions), place: rows.place.joined(with: former.place))
  }

  private mutating func condition() throws(ClaimProblem) -> ClaimCondition {
    let start = current
    if let column = column(start) {
      if tokens.indices.contains(index + 1), isComparison(tokens[index + 1]) {
        advance()
        guard let sign = takesComparison() else { throw unexpected("a comparison") }
        let value = try sum()
        return ClaimCondition(
          kind: .comparison(column, sign, value), place: start.place.joined(with: value.place))
      }
      if tokens.indices.contains(index + 1), tokens[index + 1].kind == .name("in") {
        advance()
        advance()
        try expect("(")
        let values = try arguments()
        return ClaimCondition(
          kind: .membership(column, values), place: start.place.joined(with: former.place))
      }
    }
    let value = try sum()
    return ClaimCondition(kind: .alone(value), place: value.place)
  }

  private func column(_ token: Token) -> Written? {
    switch token.kind {
    case .name(let name), .text(let name): Written(name, at: token.place)
    default: nil
    }
  }

  // MARK: Tokens

  private var current: Token { tokens[min(index, tokens.count - 1)] }
  private var former: Token { tokens[max(0, min(index, tokens.count) - 1)] }

  private mutating func advance() { index = min(index + 1, tokens.count - 1) }

  private mutating func takes(_ sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  private mutating func takes(anyOf signs: [ClaimOperator]) -> ClaimOperator? {
    signs.first { takes($0.rawValue) }
  }

  private func isComparison(_ token: Token) -> Bool {
    if case .sign(let sign) = token.kind { return ClaimComparison(rawValue: sign) != nil }
    return false
  }

  private mutating func takesComparison() -> ClaimComparison? {
    guard case .sign(let sign) = current.kind, let comparison = ClaimComparison(rawValue: sign)
    else { return nil }
    advance()
    return comparison
  }

  private mutating func expect(_ sign: String) throws(ClaimProblem) {
    guard takes(sign) else { throw unexpected("'\(sign)'") }
  }

  private func expectEnd() throws(ClaimProblem) {
    guard current.kind == .end else {
      throw unexpected("the end, a comma or a sign between two numbers")
    }
  }

  private func unexpected(_ wanted: String) -> ClaimProblem {
    let message =
      current.kind == .end
      ? "the claim ends where \(wanted) should follow"
      : "\(wanted) should stand here, not '\(shown(current))'"
    return ClaimProblem(.claimSyntax(message, at: current.place))
  }

  private func shown(_ token: Token) -> String {
    switch token.kind {
    case .end: "the end"
    default: token.place.text
    }
  }
}

/// What values may be counted in.
enum ClaimScale {
  static let divisors: [String: Double] = [
    "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "percent": 0.01, "permille": 0.001,
  ]

  static let names = [
    "hundred", "thousand", "million", "billion", "trillion", "percent", "permille",
  ]
}

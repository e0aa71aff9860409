// Expression: tokens to a tree, by precedence climbing.

import Diagnostics
import Tables

/// Reads one expression and resolves its names.
///
/// The first mistake of syntax ends the reading; unknown names and wrong counts of arguments are
/// all reported.
struct ExpressionParser {
  /// What was found to be wrong.
  private(set) var log = DiagnosticLog()
  /// The fields of the datum, in order of first use.
  private(set) var fields: [String] = []
  /// The bytes in which each of them is first named.
  private(set) var fieldRanges: [Range<Int>] = []
  /// The parameters, in order of first use.
  private(set) var parametersUsed: [String] = []
  /// Whether more of the datum is seen than the fields.
  private(set) var usesWholeDatum = false

  private let text: String
  private let place: Place?
  private let parameters: [String]
  private var lexer: ExpressionLexer
  private var token = ExpressionToken(kind: .end, range: 0..<0)
  private var fieldNumbers: [String: Int] = [:]
  private var depth = 0
  private var wantsValue = true

  /// How deep brackets and operators before operands may be nested.
  static let deepest = 100

  /// Creates a parser.
  init(_ text: String, place: Place?, parameters: [String]) {
    self.text = text
    self.place = place
    self.parameters = parameters
    lexer = ExpressionLexer(text)
  }

  /// The tree; nil if there was an error.
  mutating func parse() -> ExpressionNode? {
    do throws(ExpressionProblem) {
      try advance(wantsValue: true)
      let node = try expression()
      guard token.kind == .end else { throw unexpected() }
      return log.hasErrors ? nil : node
    } catch {
      report(error)
      return nil
    }
  }

  // MARK: Operators

  private mutating func expression() throws(ExpressionProblem) -> ExpressionNode {
    try enter()
    defer { depth -= 1 }
    var cases: [(test: ExpressionNode, value: ExpressionNode)] = []
    while true {
      let node = try either()
      guard token.kind == .sign("?") else {
        return cases.isEmpty ? node : .conditions(cases, otherwise: node)
      }
      try advance(wantsValue: true)
      let value = try expression()
      try expect(":", "in the condition")
      cases.append((node, value))
    }
  }

  private mutating func either() throws(ExpressionProblem) -> ExpressionNode {
    var nodes = [try both()]
    while try take("||") { nodes.append(try both()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func both() throws(ExpressionProblem) -> ExpressionNode {
    var nodes = [try operation(rank: 1)]
    while try take("&&") { nodes.append(try operation(rank: 1)) }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func operation(rank: Int) throws(ExpressionProblem) -> ExpressionNode {
    guard rank <= InfixOperator.highestRank else { return try prefixed() }
    let first = try operation(rank: rank + 1)
    var rest: [(InfixOperator, ExpressionNode)] = []
    while let sign = infixOperator, sign.rank == rank {
      try advance(wantsValue: true)
      rest.append((sign, try operation(rank: rank + 1)))
    }
    return rest.isEmpty ? first : .chain(first, rest)
  }

  /// The operator between operands that the token is; one of them is a word.
  private var infixOperator: InfixOperator? {
    switch token.kind {
    case .sign(let text): InfixOperator(rawValue: text)
    case .name("in"): .isIn
    default: nil
    }
  }

  private mutating func prefixed() throws(ExpressionProblem) -> ExpressionNode {
    guard case .sign(let text) = token.kind, let sign = PrefixOperator(rawValue: text) else {
      return try membered()
    }
    try enter()
    defer { depth -= 1 }
    try advance(wantsValue: true)
    let operand = try prefixed()
    if sign == .minus, case .literal(.number(let number)) = operand {
      return .literal(.number(-number))
    }
    return .prefix(sign, operand)
  }

  // MARK: Values

  private mutating func membered() throws(ExpressionProblem) -> ExpressionNode {
    var node = try value()
    var keys: [ExpressionNode] = []
    var firstKey = token.range
    while true {
      if try take(".") {
        if keys.isEmpty { firstKey = token.range }
        guard case .name(let name) = token.kind else { throw unexpected(wanting: "a name") }
        keys.append(.literal(.text(name)))
        try advance(wantsValue: false)
      } else if try take("[") {
        if keys.isEmpty { firstKey = token.range }
        keys.append(try expression())
        try expect("]", "to close the member")
      } else {
        break
      }
    }
    if case .datum = node {
      if case .literal(let key)? = keys.first, key != nil {
        node = field(JS.text(key), firstKey)
        keys.removeFirst()
      } else {
        usesWholeDatum = true
      }
    }
    return keys.isEmpty ? node : .members(node, keys)
  }

  private mutating func field(_ name: String, _ range: Range<Int>) -> ExpressionNode {
    if let number = fieldNumbers[name] { return .field(number) }
    fieldNumbers[name] = fields.count
    fields.append(name)
    fieldRanges.append(range)
    return .field(fields.count - 1)
  }

  private mutating func value() throws(ExpressionProblem) -> ExpressionNode {
    let start = token
    switch start.kind {
    case .number(let number): return try constant(.number(number))
    case .text(let text): return try constant(.text(text))
    case .regex(let pattern, let flags):
      return try constant(PatternFunctions.literal(pattern, flags: flags))
    case .name(let name):
      try advance(wantsValue: false)
      return token.kind == .sign("(") ? try call(name, start.range) : try self.name(name, start)
    case .sign("("):
      try advance(wantsValue: true)
      let node = try expression()
      try expect(")", "to close the brackets")
      return node
    case .sign("["): return .list(try items(until: "]"))
    case .sign("{"): return .record(try members())
    default: throw unexpected(wanting: "a value")
    }
  }

  private mutating func constant(_ value: Value) throws(ExpressionProblem) -> ExpressionNode {
    try advance(wantsValue: false)
    return .literal(value)
  }

  private mutating func items(until end: String) throws(ExpressionProblem) -> [ExpressionNode] {
    try advance(wantsValue: true)
    var nodes: [ExpressionNode] = []
    while token.kind != .sign(end) {
      nodes.append(try expression())
      guard token.kind == .sign(",") else { break }
      try advance(wantsValue: true)
    }
    try expect(end, end == "]" ? "to close the list" : "to close the arguments")
    return nodes
  }

  private mutating func members() throws(ExpressionProblem)
    -> [(name: String, value: ExpressionNode)]
  {
    try advance(wantsValue: true)
    var members: [(name: String, value: ExpressionNode)] = []
    while token.kind != .sign("}") {
      let name: String
      switch token.kind {
      case .name(let word), .text(let word): name = word
      case .number(let number): name = JSNumber.text(number)
      default: throw unexpected(wanting: "a name")
      }
      try advance(wantsValue: false)
      try expect(":", "in the object")
      members.append((name, try expression()))
      guard try take(",") else { break }
    }
    try expect("}", "to close the object")
    return members
  }

  // MARK: Names

  private mutating func name(
    _ name: String, _ token: ExpressionToken
  ) throws(ExpressionProblem) -> ExpressionNode {
    switch name {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    case "undefined": return .literal(nil)
    case "datum": return .datum
    default: break
    }
    // A parameter may have the name of a constant or of the plot's width.
    if parameters.contains(name) {
      if !parametersUsed.contains(name) { parametersUsed.append(name) }
      return .parameter(name)
    }
    if name == "width" || name == "height" { return .extent(isWidth: name == "width") }
    if let constant = ExpressionNames.constants[name] { return .literal(.number(constant)) }
    report(ExpressionNames.unknown(name, at: token.range, parameters: parameters))
    return .literal(nil)
  }

  private mutating func call(
    _ name: String, _ range: Range<Int>
  ) throws(ExpressionProblem) -> ExpressionNode {
    var ranges: [Range<Int>] = []
    let nodes = try arguments(&ranges)
    if name == "if" {
      guard nodes.count == 3 else {
        report(ExpressionNames.wrongCount(name, range, nodes.count, 3...3))
        return .literal(nil)
      }
      return .conditions([(nodes[0], nodes[1])], otherwise: nodes[2])
    }
    guard let function = ExpressionFunction.all[name] else {
      report(ExpressionNames.unknownFunction(name, at: range))
      return .literal(nil)
    }
    guard function.arity.contains(nodes.count) else {
      report(ExpressionNames.wrongCount(name, range, nodes.count, function.arity))
      return .literal(nil)
    }
    let places = ranges.map { self.place?.part($0, of: text) }
    let constants = nodes.map { node -> Value? in
      if case .literal(let value) = node { value } else { nil }
    }
    switch function.action {
    case .numeric(let body): return .numeric(body, nodes[0])
    case .none(let why, let hint):
      report(ExpressionNames.useless(name, at: range, why: why, hint: hint))
      return .literal(nil)
    case .body(let body):
      let call = ExpressionCall(
        name: name, site: range.lowerBound, constants: constants, places: places)
      return .call(function.prepare?(call, &log) ?? body, nodes)
    }
  }

  private mutating func arguments(
    _ ranges: inout [Range<Int>]
  ) throws(ExpressionProblem) -> [ExpressionNode] {
    try advance(wantsValue: true)
    var nodes: [ExpressionNode] = []
    while token.kind != .sign(")") {
      let start = token.range.lowerBound
      let first = token.range
      nodes.append(try expression())
      // An argument of one token is exactly that token; a longer one reaches to what follows.
      let end = first.upperBound
      let isOneToken = text.utf8.dropFirst(end).prefix(max(0, token.range.lowerBound - end))
        .allSatisfy { $0 <= 0x20 }
      ranges.append(isOneToken ? first : start..<token.range.lowerBound)
      guard try take(",") else { break }
    }
    try expect(")", "to close the arguments")
    return nodes
  }

  // MARK: Tokens

  private mutating func advance(wantsValue: Bool) throws(ExpressionProblem) {
    token = try lexer.next(wantsValue: wantsValue)
  }

  /// Goes over a sign if it is the next token; a value may follow it, but a name after a point.
  private mutating func take(_ sign: String) throws(ExpressionProblem) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    try advance(wantsValue: sign != ".")
    return true
  }

  /// Goes over a sign that must be there; only after an opening sign or a colon a value follows.
  private mutating func expect(_ sign: String, _ purpose: String) throws(ExpressionProblem) {
    guard token.kind == .sign(sign) else { throw unexpected(wanting: "a '\(sign)' \(purpose)") }
    try advance(wantsValue: sign == ":")
  }

  private mutating func enter() throws(ExpressionProblem) {
    depth += 1
    guard depth <= Self.deepest else {
      throw ExpressionProblem(
        message: "the expression is nested too deeply", range: token.range,
        why: "brackets may be \(Self.deepest) deep")
    }
  }

  private func unexpected(wanting wanted: String? = nil) -> ExpressionProblem {
    ExpressionNames.unexpected(token, wanting: wanted, in: text)
  }

  private mutating func report(_ problem: ExpressionProblem) {
    log.add(
      .error(
        problem.code, problem.message, at: place?.part(problem.range, of: text), why: problem.why,
        hint: problem.hint))
  }
}

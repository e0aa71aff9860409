// Expression: the text of a regular expression to its parts.

/// Reads the text of a regular expression.
struct JSRegexParser {
  /// How many groups with a number there are.
  private(set) var groupCount = 0
  /// The numbers of the groups with a name.
  private(set) var names: [String: Int] = [:]
  private let units: [UInt16]
  private let dotMatchesAll: Bool
  private var index = 0
  private var depth = 0

  /// Creates a parser.
  init(_ pattern: String, dotMatchesAll: Bool) {
    units = Array(pattern.utf16)
    self.dotMatchesAll = dotMatchesAll
  }

  /// Letters, digits and the underscore.
  static let word = JSCharacterSet(ranges: [48...57, 65...90, 95...95, 97...122])
  /// Digits.
  static let digit = JSCharacterSet(ranges: [48...57])
  /// White space and line ends.
  static let space = JSCharacterSet(ranges: [
    9...13, 32...32, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// Line ends.
  static let lineEnds = JSCharacterSet(ranges: [10...10, 13...13, 0x2028...0x2029])

  /// The parts of the pattern.
  mutating func parse() throws(ExpressionProblem) -> JSRegex.Node {
    let node = try choice()
    guard index == units.count else { throw problem("has a ')' without '('") }
    return node
  }

  private func problem(_ what: String) -> ExpressionProblem {
    ExpressionProblem(
      code: "regular-expression",
      message: "the regular expression '\(String(decoding: units, as: UTF16.self))' \(what)",
      range: 0..<0)
  }

  private var peek: Unicode.Scalar? {
    index < units.count ? Unicode.Scalar(units[index]) ?? "\u{FFFD}" : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private mutating func choice() throws(ExpressionProblem) -> JSRegex.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw problem("is nested too deeply") }
    var nodes = [try sequence()]
    while take("|") { nodes.append(try sequence()) }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() throws(ExpressionProblem) -> JSRegex.Node {
    var nodes: [JSRegex.Node] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      nodes.append(try quantified(try atom()))
    }
    return .sequence(nodes)
  }

  private mutating func atom() throws(ExpressionProblem) -> JSRegex.Node {
    guard let scalar = peek else { throw problem("ends too early") }
    let unit = units[index]
    index += 1
    switch scalar {
    case "^": return .anchor(isStart: true)
    case "$": return .anchor(isStart: false)
    case ".":
      if dotMatchesAll { return .set(JSCharacterSet(ranges: [0...(.max)])) }
      return .set(JSCharacterSet(ranges: Self.lineEnds.ranges, isInverted: true))
    case "[": return .set(try characterClass())
    case "(": return try group()
    case "\\": return try escape()
    case "*", "+", "?": throw problem("repeats nothing with '\(scalar)'")
    default: return .set(JSCharacterSet(ranges: [unit...unit]))
    }
  }

  private mutating func quantified(
    _ node: JSRegex.Node
  ) throws(ExpressionProblem) -> JSRegex.Node {
    let bounds: (Int, Int)
    if take("*") {
      bounds = (0, .max)
    } else if take("+") {
      bounds = (1, .max)
    } else if take("?") {
      bounds = (0, 1)
    } else if let counts = counts() {
      bounds = counts
    } else {
      return node
    }
    guard bounds.0 <= bounds.1 else { throw problem("repeats more often than it may") }
    return .repeated(node, least: bounds.0, most: bounds.1, isGreedy: !take("?"))
  }

  /// `{2}`, `{2,}` or `{2,5}`; anything else in braces is plain text.
  private mutating func counts() -> (Int, Int)? {
    let start = index
    guard take("{"), let least = number() else {
      index = start
      return nil
    }
    var most = least
    if take(",") { most = number() ?? .max }
    guard take("}") else {
      index = start
      return nil
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    let start = index
    var result = 0
    while index < units.count, (48...57).contains(units[index]) {
      result = min(result * 10 + Int(units[index]) - 48, 10_000)
      index += 1
    }
    return index > start ? result : nil
  }

  private mutating func group() throws(ExpressionProblem) -> JSRegex.Node {
    var number: Int?
    var look: Bool?
    if take("?") {
      if take("=") {
        look = true
      } else if take("!") {
        look = false
      } else if take("<") {
        number = try named()
      } else if !take(":") {
        throw problem("has an unknown kind of group")
      }
    } else {
      groupCount += 1
      number = groupCount
    }
    let node = try choice()
    guard take(")") else { throw problem("has a '(' without ')'") }
    if let look { return .look(node, isPositive: look) }
    return number.map { .group($0, node) } ?? node
  }

  private mutating func named() throws(ExpressionProblem) -> Int {
    guard peek != "=", peek != "!" else { throw problem("looks behind, which is not supported") }
    guard let end = units[index...].firstIndex(of: 62) else {
      throw problem("has a group whose name has no end")
    }
    groupCount += 1
    names[String(decoding: units[index..<end], as: UTF16.self)] = groupCount
    index = end + 1
    return groupCount
  }

  private mutating func escape() throws(ExpressionProblem) -> JSRegex.Node {
    guard let scalar = peek else { throw problem("ends with a backslash") }
    switch scalar {
    case "b", "B":
      index += 1
      return .boundary(isEdge: scalar == "b")
    case "1"..."9":
      let reference = number() ?? 0
      return .reference(reference)
    default: return .set(try escapedSet())
    }
  }

  /// The set of an escape, in a class or outside.
  private mutating func escapedSet() throws(ExpressionProblem) -> JSCharacterSet {
    guard let scalar = peek else { throw problem("ends with a backslash") }
    let unit = units[index]
    index += 1
    func inverted(_ set: JSCharacterSet) -> JSCharacterSet {
      JSCharacterSet(ranges: set.ranges, isInverted: true)
    }
    func single(_ unit: UInt16) -> JSCharacterSet { JSCharacterSet(ranges: [unit...unit]) }
    switch scalar {
    case "d": return Self.digit
    case "D": return inverted(Self.digit)
    case "w": return Self.word
    case "W": return inverted(Self.word)
    case "s": return Self.space
    case "S": return inverted(Self.space)
    case "n": return single(10)
    case "r": return single(13)
    case "t": return single(9)
    case "f": return single(12)
    case "v": return single(11)
    case "0": return single(0)
    case "x": return single(hex(2) ?? unit)
    case "u": return single(hex(4) ?? unit)
    default: return single(unit)
    }
  }

  private mutating func hex(_ count: Int) -> UInt16? {
    let digits = String(decoding: units[index..<min(index + count, units.count)], as: UTF16.self)
    guard digits.utf8.count == count, let unit = UInt16(digits, radix: 16) else { return nil }
    index += count
    return unit
  }

  private mutating func characterClass() throws(ExpressionProblem) -> JSCharacterSet {
    var set = JSCharacterSet(ranges: [])
    set.isInverted = take("^")
    while let scalar = peek, scalar != "]" {
      let low = try classItem()
      guard peek == "-", index + 1 < units.count, units[index + 1] != 93,
        let start = low.single
      else {
        set.ranges += low.isInverted ? low.complement : low.ranges
        continue
      }
      index += 1
      let high = try classItem()
      guard let end = high.single else {
        set.ranges += low.ranges + [45...45] + (high.isInverted ? high.complement : high.ranges)
        continue
      }
      guard start <= end else { throw problem("has a class whose range runs backward") }
      set.ranges.append(start...end)
    }
    guard take("]") else { throw problem("has a '[' without ']'") }
    return set
  }

  private mutating func classItem() throws(ExpressionProblem) -> JSCharacterSet {
    let unit = units[index]
    index += 1
    guard unit == 92 else { return JSCharacterSet(ranges: [unit...unit]) }
    if take("b") { return JSCharacterSet(ranges: [8...8]) }
    return try escapedSet()
  }
}

extension JSCharacterSet {
  /// The unit, if there is only one.
  fileprivate var single: UInt16? {
    guard !isInverted, ranges.count == 1, let range = ranges.first, range.count == 1 else {
      return nil
    }
    return range.lowerBound
  }

  /// The ranges of all other units.
  fileprivate var complement: [ClosedRange<UInt16>] {
    var result: [ClosedRange<UInt16>] = []
    var start = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if start < Int(range.lowerBound) {
        result.append(UInt16(start)...(range.lowerBound - 1))
      }
      start = max(start, Int(range.upperBound) + 1)
    }
    if start <= Int(UInt16.max) { result.append(UInt16(start)...(.max)) }
    return result
  }
}

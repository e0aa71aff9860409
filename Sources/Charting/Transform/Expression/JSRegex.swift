// Expression: regular expressions, as JavaScript has them.

/// A regular expression over UTF-16 units, matched by backtracking.
///
/// It knows literals, `.`, classes, `\d \w \s \b`, groups (also named and without number), `|`,
/// greedy and lazy repetition, `^ $`, look-ahead and back references, and the flags `g i m s`. A
/// match that needs too many steps is given up, so that no pattern can hang.
struct JSRegex: Sendable {
  /// The pattern as written.
  let pattern: String
  /// Whether all matches are meant, not only the first.
  let isGlobal: Bool
  private let root: Node
  private let ignoresCase: Bool
  private let isMultiline: Bool
  private let groupCount: Int
  private let names: [String: Int]

  /// A part of a pattern.
  indirect enum Node: Sendable {
    /// One unit out of a set.
    case set(JSCharacterSet)
    /// Nothing, at the start or end of the text or of a line.
    case anchor(isStart: Bool)
    /// Nothing, at the edge of a word or not there.
    case boundary(isEdge: Bool)
    /// Parts one after the other.
    case sequence([Node])
    /// One of several parts.
    case choice([Node])
    /// A part that is remembered.
    case group(Int, Node)
    /// What a group has matched.
    case reference(Int)
    /// Nothing, where a part follows or does not.
    case look(Node, isPositive: Bool)
    /// A part several times.
    case repeated(Node, least: Int, most: Int, isGreedy: Bool)
  }

  /// A match: where it stands and where its groups do.
  struct Match: Sendable, Equatable {
    /// The units that matched, group 0, and those of each group; nil for a group without match.
    var groups: [Range<Int>?]
    /// The units that matched.
    var range: Range<Int> { groups.first.flatMap { $0 } ?? 0..<0 }
  }

  /// Reads a pattern.
  init(_ pattern: String, flags: String = "") throws(ExpressionProblem) {
    var parser = JSRegexParser(pattern, dotMatchesAll: flags.contains("s"))
    root = try parser.parse()
    groupCount = parser.groupCount
    names = parser.names
    for flag in flags where !"gimsuy".contains(flag) {
      throw ExpressionProblem(
        message: "'\(flag)' is not a flag of a regular expression", range: 0..<0,
        why: "the flags are 'g', 'i', 'm' and 's'")
    }
    self.pattern = pattern
    isGlobal = flags.contains("g")
    ignoresCase = flags.contains("i")
    isMultiline = flags.contains("m")
  }

  /// The first match from a place on; nil if there is none.
  func firstMatch(in text: [UInt16], from start: Int = 0) -> Match? {
    var matcher = Matcher(
      text: text, ignoresCase: ignoresCase, isMultiline: isMultiline, groupCount: groupCount)
    var place = start
    while place <= text.count {
      if let match = matcher.match(root, at: place) { return match }
      if matcher.isExhausted { return nil }
      place += 1
    }
    return nil
  }

  /// All matches that do not overlap; only the first if the pattern is not global.
  func matches(in text: [UInt16]) -> [Match] {
    var found: [Match] = []
    var place = 0
    while place <= text.count, let match = firstMatch(in: text, from: place) {
      found.append(match)
      guard isGlobal else { break }
      place = match.range.isEmpty ? match.range.upperBound + 1 : match.range.upperBound
    }
    return found
  }

  /// The text with matches replaced; `$1`, `$&` and `$$` in the replacement are resolved.
  func replacing(_ text: String, with replacement: String) -> String {
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var end = 0
    for match in matches(in: units) {
      result += units[end..<match.range.lowerBound]
      result += JSReplacement.units(replacement, match: match, in: units, names: names)
      end = match.range.upperBound
    }
    return String(decoding: result + units[end...], as: UTF16.self)
  }
}

/// The units of a text that a part of a pattern takes.
struct JSCharacterSet: Sendable {
  /// The ranges of units.
  var ranges: [ClosedRange<UInt16>]
  /// Whether all other units are meant.
  var isInverted = false

  /// Whether the set holds a unit.
  func contains(_ unit: UInt16) -> Bool {
    ranges.contains { $0.contains(unit) } != isInverted
  }
}

/// Resolves `$1`, `$&`, `$<name>` and `$$` in a replacement, as JavaScript does.
enum JSReplacement {
  /// The units of a replacement for a match.
  static func units(
    _ replacement: String, match: JSRegex.Match, in text: [UInt16], names: [String: Int] = [:]
  ) -> [UInt16] {
    let units = Array(replacement.utf16)
    var result: [UInt16] = []
    var index = 0
    let dollar = UInt16(UInt8(ascii: "$"))
    while index < units.count {
      guard units[index] == dollar,
        let (part, length) = part(units[(index + 1)...], match, text, names)
      else {
        result.append(units[index])
        index += 1
        continue
      }
      result += part
      index += 1 + length
    }
    return result
  }

  private static func part(
    _ rest: ArraySlice<UInt16>, _ match: JSRegex.Match, _ text: [UInt16], _ names: [String: Int]
  ) -> (ArraySlice<UInt16>, Int)? {
    guard let first = rest.first, let sign = Unicode.Scalar(first) else { return nil }
    switch sign {
    case "$": return (rest.prefix(1), 1)
    case "&": return (text[match.range], 1)
    case "`": return (text[..<match.range.lowerBound], 1)
    case "'": return (text[match.range.upperBound...], 1)
    case "<":
      guard !names.isEmpty, let end = rest.firstIndex(of: 62) else { return nil }
      let name = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF16.self)
      return (names[name].map { group($0, match, text) } ?? [], end - rest.startIndex + 1)
    case "0"..."9": return numbered(rest, match, text)
    default: return nil
    }
  }

  /// Two digits name a group if there is one of that number, else one digit does.
  private static func numbered(
    _ rest: ArraySlice<UInt16>, _ match: JSRegex.Match, _ text: [UInt16]
  ) -> (ArraySlice<UInt16>, Int)? {
    let digits = rest.prefix(2).prefix { (48...57).contains($0) }.map { Int($0) - 48 }
    for count in stride(from: digits.count, to: 0, by: -1) {
      let number = digits.prefix(count).reduce(0) { $0 * 10 + $1 }
      if number >= 1, number < match.groups.count { return (group(number, match, text), count) }
    }
    return nil
  }

  private static func group(
    _ number: Int, _ match: JSRegex.Match, _ text: [UInt16]
  ) -> ArraySlice<UInt16> {
    guard number < match.groups.count, let range = match.groups[number] else { return [] }
    return text[range]
  }
}

/// Follows a pattern through a text.
private struct Matcher {
  let text: [UInt16]
  let ignoresCase: Bool
  let isMultiline: Bool
  var groups: [Range<Int>?]
  var stepsLeft = 200_000
  var depth = 0

  init(text: [UInt16], ignoresCase: Bool, isMultiline: Bool, groupCount: Int) {
    self.text = text
    self.ignoresCase = ignoresCase
    self.isMultiline = isMultiline
    groups = Array(repeating: nil, count: groupCount + 1)
  }

  /// Whether too many steps were taken.
  var isExhausted: Bool { stepsLeft <= 0 }

  mutating func match(_ node: JSRegex.Node, at start: Int) -> JSRegex.Match? {
    groups = groups.map { _ in nil }
    guard let end = run(node, start, { _, end in end }) else { return nil }
    var found = groups
    found[0] = start..<end
    return JSRegex.Match(groups: found)
  }

  typealias Continuation = (inout Matcher, Int) -> Int?

  /// Matches a part at a place and then what follows; the result is where all of it ends.
  mutating func run(_ node: JSRegex.Node, _ place: Int, _ next: Continuation) -> Int? {
    stepsLeft -= 1
    depth += 1
    defer { depth -= 1 }
    guard stepsLeft > 0, depth < 1500 else { return nil }
    switch node {
    case .set(let set):
      guard place < text.count, contains(set, text[place]) else { return nil }
      return next(&self, place + 1)
    case .anchor(let isStart): return isAnchored(place, isStart) ? next(&self, place) : nil
    case .boundary(let isEdge):
      let edge = isWord(place - 1) != isWord(place)
      return edge == isEdge ? next(&self, place) : nil
    case .sequence(let nodes): return sequence(nodes[...], place, next)
    case .choice(let nodes):
      for node in nodes { if let end = run(node, place, next) { return end } }
      return nil
    case .group(let number, let node): return group(number, node, place, next)
    case .reference(let number): return reference(number, place, next)
    case .look(let node, let isPositive):
      let saved = groups
      let found = run(node, place, { _, end in end }) != nil
      if !found || !isPositive { groups = saved }
      return found == isPositive ? next(&self, place) : nil
    case .repeated(let node, let least, let most, let isGreedy):
      return repeated(node, least, most, isGreedy, place, next)
    }
  }

  private mutating func sequence(
    _ nodes: ArraySlice<JSRegex.Node>, _ place: Int, _ next: Continuation
  ) -> Int? {
    guard let first = nodes.first else { return next(&self, place) }
    return run(first, place) { matcher, end in matcher.sequence(nodes.dropFirst(), end, next) }
  }

  private mutating func group(
    _ number: Int, _ node: JSRegex.Node, _ place: Int, _ next: Continuation
  ) -> Int? {
    let saved = groups[number]
    let end = run(node, place) { matcher, end in
      let before = matcher.groups[number]
      matcher.groups[number] = place..<end
      if let result = next(&matcher, end) { return result }
      matcher.groups[number] = before
      return nil
    }
    if end == nil { groups[number] = saved }
    return end
  }

  private mutating func reference(_ number: Int, _ place: Int, _ next: Continuation) -> Int? {
    guard number < groups.count, let range = groups[number] else { return next(&self, place) }
    let end = place + range.count
    guard end <= text.count,
      zip(range, place..<end).allSatisfy({ fold(text[$0]) == fold(text[$1]) })
    else { return nil }
    return next(&self, end)
  }

  private mutating func repeated(
    _ node: JSRegex.Node, _ least: Int, _ most: Int, _ isGreedy: Bool, _ place: Int,
    _ next: Continuation
  ) -> Int? {
    // A set is repeated in a loop, so that long texts need no deep recursion.
    if case .set(let set) = node { return run(set, least, most, isGreedy, place, next) }
    if least > 0 { return again(node, least, most, isGreedy, place, next) }
    if isGreedy, let end = again(node, 0, most, true, place, next) { return end }
    if let end = next(&self, place) { return end }
    return isGreedy ? nil : again(node, 0, most, false, place, next)
  }

  /// One more round of a repetition.
  private mutating func again(
    _ node: JSRegex.Node, _ least: Int, _ most: Int, _ isGreedy: Bool, _ place: Int,
    _ next: Continuation
  ) -> Int? {
    guard most > 0 else { return nil }
    return run(node, place) { matcher, end in
      // A round that takes nothing would go on forever.
      guard end > place || least > 0 else { return nil }
      return matcher.repeated(
        node, max(least - 1, 0), most == .max ? most : most - 1, isGreedy, end, next)
    }
  }

  private mutating func run(
    _ set: JSCharacterSet, _ least: Int, _ most: Int, _ isGreedy: Bool, _ place: Int,
    _ next: Continuation
  ) -> Int? {
    var end = place
    let limit = most < text.count - place ? place + most : text.count
    while end < limit, contains(set, text[end]) { end += 1 }
    stepsLeft -= end - place
    guard end - place >= least else { return nil }
    let ends = Array(place + least...end)
    for end in isGreedy ? ends.reversed() : ends {
      if let result = next(&self, end) { return result }
      if isExhausted { return nil }
    }
    return nil
  }

  private func isAnchored(_ place: Int, _ isStart: Bool) -> Bool {
    let neighbour = isStart ? place - 1 : place
    guard neighbour >= 0, neighbour < text.count else { return true }
    return isMultiline && JSRegexParser.lineEnds.contains(text[neighbour])
  }

  private func isWord(_ place: Int) -> Bool {
    place >= 0 && place < text.count && JSRegexParser.word.contains(text[place])
  }

  private func contains(_ set: JSCharacterSet, _ unit: UInt16) -> Bool {
    if set.contains(unit) { return true }
    guard ignoresCase, !set.isInverted else { return false }
    return set.contains(fold(unit)) || set.contains(raise(unit))
  }

  private func fold(_ unit: UInt16) -> UInt16 { ignoresCase ? map(unit, \.lowercaseMapping) : unit }
  private func raise(_ unit: UInt16) -> UInt16 { map(unit, \.uppercaseMapping) }

  private func map(
    _ unit: UInt16, _ mapping: KeyPath<Unicode.Scalar.Properties, String>
  ) -> UInt16 {
    guard let scalar = Unicode.Scalar(unit) else { return unit }
    let mapped = scalar.properties[keyPath: mapping].utf16
    return mapped.count == 1 ? mapped.first ?? unit : unit
  }
}

import Diagnostics

/// Reads JSON (RFC 8259) as nodes that keep their places.
///
/// A byte-order mark is skipped. Errors say what was expected; reading goes on where it can, so
/// that more than one is reported.
public struct JSONReader {
  /// How deep lists and objects may be nested.
  public static let depthLimit = 512
  /// After how many problems a text is given up.
  public static let problemLimit = 100

  let source: SourceText
  let bytes: [UInt8]
  let end: Int
  var offset: Int
  var log = DiagnosticLog()

  /// Reads a text, or a part of it, as one JSON value.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, log: inout DiagnosticLog
  ) -> Node? {
    var reader = JSONReader(source, in: range ?? 0..<source.bytes.count)
    let node = reader.document()
    log.add(contentsOf: reader.log)
    return reader.log.hasErrors ? nil : node
  }

  /// Reads the one value that starts at a byte offset, whatever follows it; nil if it is not JSON.
  ///
  /// It finds the place of something in a text that has been read before, so it reports nothing.
  public static func readValue(in source: SourceText, at offset: Int) -> Node? {
    guard offset >= 0, offset < source.bytes.count else { return nil }
    var reader = JSONReader(source, in: offset..<source.bytes.count)
    let node = reader.value(depth: 0)
    return reader.log.hasErrors ? nil : node
  }

  private init(_ source: SourceText, in range: Range<Int>) {
    let range = range.clamped(to: 0..<source.bytes.count)
    self.source = source
    bytes = source.bytes
    end = range.upperBound
    offset = range.lowerBound
  }

  /// Reads a text that is one list element by element, so that the whole need not be held.
  ///
  /// - Returns: false if the text is not a list; then nothing was read or reported. If the list is
  ///   not JSON further on, the log has errors, and the elements are to be dropped.
  public static func readElements(
    _ source: SourceText, log: inout DiagnosticLog, _ body: (Node) -> Void
  ) -> Bool {
    var reader = JSONReader(source, in: 0..<source.bytes.count)
    reader.skipSpace()
    guard reader.peek == UInt8(ascii: "[") else { return false }
    if reader.eachElement(depth: 0, body) { reader.expectEnd() }
    log.add(contentsOf: reader.log)
    return true
  }

  private mutating func document() -> Node? {
    skipSpace()
    guard offset < end else {
      log.add(.error("empty-text", "there is nothing here", at: place(from: offset)))
      return nil
    }
    guard let node = value(depth: 0) else { return nil }
    expectEnd()
    return node
  }

  private mutating func expectEnd() {
    skipSpace()
    if offset < end {
      log.add(
        .error(
          "json-syntax", "there is more text after the end of the value", at: place(from: offset),
          why: "a JSON text is one value"))
    }
  }

  private mutating func value(depth: Int) -> Node? {
    skipSpace()
    let start = offset
    guard depth < Self.depthLimit else {
      fail(
        "lists and objects are nested too deeply", at: start,
        why: "\(Self.depthLimit) levels are read")
      offset = end
      return nil
    }
    guard let byte = peek else { return word() }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map { Node(.string($0), at: place(from: start)) }
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number()
    default: return word()
    }
  }

  // MARK: Lists and objects

  private mutating func object(depth: Int) -> Node? {
    let start = offset
    offset += 1
    var members = JSONMembers()
    skipSpace()
    if take(UInt8(ascii: "}")) { return Node(.object([]), at: place(from: start)) }
    while true {
      skipSpace()
      guard let member = member(depth: depth) else { return nil }
      if let first = members.add(member) {
        log.add(.duplicateKey(member.key, at: member.keyPlace, first: first))
      }
      switch separator(UInt8(ascii: "}"), opened: start, what: "object") {
      case .next: continue
      case .end: return Node(.object(members.list), at: place(from: start))
      case .broken: return nil
      }
    }
  }

  private mutating func member(depth: Int) -> Node.Member? {
    let start = offset
    guard let key = key() else { return nil }
    let keyPlace = place(from: start)
    skipSpace()
    guard take(UInt8(ascii: ":")) else {
      fail("a colon was expected after the key '\(key)'", at: offset)
      return nil
    }
    return value(depth: depth + 1).map { Node.Member(key: key, keyPlace: keyPlace, value: $0) }
  }

  private mutating func key() -> String? {
    if peek == UInt8(ascii: "\"") { return string() }
    let start = offset
    let why = "an object is a list of \"key\": value"
    skipWord()
    guard offset > start else {
      fail(
        offset < end ? "a key in double quotes was expected" : "the object is not closed",
        at: start, why: why)
      return nil
    }
    let here = place(from: start)
    let bare = here.text.filter { $0 != "'" }
    log.add(
      .error(
        "json-syntax", "the key '\(bare)' does not stand in double quotes", at: here, why: why,
        hint: "write \"\(bare)\""))
    return bare
  }

  private mutating func array(depth: Int) -> Node? {
    let start = offset
    var elements: [Node] = []
    guard eachElement(depth: depth, { elements.append($0) }) else { return nil }
    return Node(.array(elements), at: place(from: start))
  }

  /// Reads a list; false if it is broken.
  private mutating func eachElement(depth: Int, _ body: (Node) -> Void) -> Bool {
    let start = offset
    offset += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return true }
    while true {
      guard let element = value(depth: depth + 1) else { return false }
      body(element)
      switch separator(UInt8(ascii: "]"), opened: start, what: "list") {
      case .next: continue
      case .end: return true
      case .broken: return false
      }
    }
  }

  private enum Separator { case next, end, broken }

  /// Takes what stands after an element: a comma, or the bracket that closes.
  ///
  /// A comma before the bracket and one left out before a value are errors, but do not stop.
  private mutating func separator(_ bracket: UInt8, opened: Int, what: String) -> Separator {
    let last = offset
    skipSpace()
    if log.entries.count >= Self.problemLimit { return giveUp() }
    if take(bracket) { return .end }
    if take(UInt8(ascii: ",")) {
      let comma = offset - 1
      skipSpace()
      guard take(bracket) else { return .next }
      log.add(.commaBefore(bracket, at: Place(source: source, range: comma..<comma + 1)))
      return .end
    }
    if offset < end, startsElement(peek, in: bracket) {
      let gap = Place(source: source, range: max(last - 1, opened)..<last)
      log.add(.missingComma(at: gap))
      return .next
    }
    let opener = Place(source: source, range: opened..<opened + 1)
    let sign = Character(Unicode.Scalar(bracket))
    let isCut = offset >= end
    var problem = Diagnostic.error(
      "json-syntax", isCut ? "the \(what) is not closed" : "a comma or '\(sign)' was expected",
      at: isCut ? Place(source: source, range: last..<min(last + 1, end)) : place(from: offset),
      hint: isCut ? "add '\(sign)'" : nil)
    problem.notes = [.init("the \(what) opens here", at: opener)]
    log.add(problem)
    return .broken
  }

  private mutating func giveUp() -> Separator {
    if offset < end {
      let here = place(from: offset)
      offset = end
      log.add(.error("json-syntax", "there are too many problems to go on from here", at: here))
    }
    return .broken
  }

  private func startsElement(_ byte: UInt8?, in bracket: UInt8) -> Bool {
    guard let byte else { return false }
    if byte == UInt8(ascii: "\"") { return true }
    guard bracket == UInt8(ascii: "]") else { return false }
    return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "-")
      || (isWordByte(byte) && byte < 0x80)
  }

  private mutating func word() -> Node? {
    let start = offset
    skipWord()
    let here = place(from: start)
    guard offset > start else {
      fail(
        offset < end ? "a value was expected" : "the text ends where a value was expected",
        at: start)
      // After a comma, a bracket or a brace the rest can still be read.
      let goesOn = peek.map { ",]}".utf8.contains($0) } ?? false
      return goesOn ? Node(.null, at: here) : nil
    }
    switch here.text {
    case "null": return Node(.null, at: here)
    case "true": return Node(.bool(true), at: here)
    case "false": return Node(.bool(false), at: here)
    case let text:
      log.add(.notJSON(text, at: here))
      return Node(.null, at: here)
    }
  }

  // MARK: Bytes

  var peek: UInt8? { offset < end ? bytes[offset] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard offset < end, bytes[offset] == byte else { return false }
    offset += 1
    return true
  }

  mutating func skipSpace() {
    while offset < end {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case UInt8(ascii: "/"): guard skipComment() else { return }
      default: return
      }
    }
  }

  /// A comment is an error, but the rest is read.
  private mutating func skipComment() -> Bool {
    let start = offset
    guard offset + 1 < end else { return false }
    switch bytes[offset + 1] {
    case UInt8(ascii: "/"):
      while offset < end, bytes[offset] != 0x0A { offset += 1 }
    case UInt8(ascii: "*"):
      offset += 2
      while offset < end,
        bytes[offset - 1] != UInt8(ascii: "*") || bytes[offset] != UInt8(ascii: "/")
      { offset += 1 }
      offset = min(offset + 1, end)
    default: return false
    }
    log.add(
      .error(
        "json-syntax", "a comment stands here",
        at: Place(source: source, range: start..<min(start + 2, end)),
        why: "JSON has no comments", hint: "take it out, or write the text as YAML"))
    return true
  }

  private mutating func skipWord() {
    while offset < end, isWordByte(bytes[offset]) { offset += 1 }
  }

  func place(from start: Int) -> Place {
    Place(source: source, range: start..<max(start, min(end, max(offset, start + 1))))
  }

  mutating func fail(_ message: String, at start: Int, why: String? = nil) {
    let range = start..<max(start, min(end, start + 1))
    log.add(.error("json-syntax", message, at: Place(source: source, range: range), why: why))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "'")
      || byte >= 0x80
  }
}

/// The members of an object, none twice.
private struct JSONMembers {
  private(set) var list: [Node.Member] = []
  private var index: [String: Int] = [:]
  /// Up to here it is quicker to look at each key than to hash.
  private static let small = 12

  /// Adds a member; returns the place of the first key instead, if the key is there already.
  mutating func add(_ member: Node.Member) -> Place? {
    if list.count <= Self.small {
      if let first = list.first(where: { $0.key == member.key }) { return first.keyPlace }
    } else {
      if index.isEmpty {
        for (position, known) in list.enumerated() { index[known.key] = position }
      }
      if let position = index[member.key] { return list[position].keyPlace }
      index[member.key] = list.count
    }
    list.append(member)
    return nil
  }
}

extension Diagnostic {
  static func duplicateKey(_ key: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-key", "the key '\(key)' stands twice", at: place,
      why: "only one of the two values could count",
      notes: [.init("first given here", at: first)],
      hints: ["take one of the two out, or give it another name"])
  }

  static func commaBefore(_ bracket: UInt8, at place: Place) -> Diagnostic {
    .error(
      "json-syntax", "a comma stands before '\(Character(Unicode.Scalar(bracket)))'", at: place,
      hint: "take the comma out")
  }

  static func missingComma(at place: Place) -> Diagnostic {
    .error(
      "json-syntax", "a comma is missing after this", at: place,
      why: "what stands in a list or an object is divided by commas")
  }

  static func notJSON(_ word: String, at place: Place) -> Diagnostic {
    .error(
      "json-syntax", "'\(word)' is not a JSON value", at: place,
      why: "words are true, false and null; strings stand in double quotes",
      hint: Suggestion.hint(for: word, in: ["true", "false", "null"]))
  }
}

import Diagnostics

/// Reads JSON (RFC 8259) as nodes that keep their places.
///
/// A byte-order mark is skipped. Errors say what was expected; reading goes on where it can, so
/// that more than one is reported.
public struct JSONReader {
  /// How deep lists and objects may be nested.
  public static let depthLimit = 512

  let source: SourceText
  let end: Int
  var offset: Int
  var log = DiagnosticLog()

  /// Reads a text, or a part of it, as one JSON value.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, log: inout DiagnosticLog
  ) -> Node? {
    let range = range ?? 0..<source.bytes.count
    var reader = JSONReader(source: source, end: range.upperBound, offset: range.lowerBound)
    let node = reader.document()
    log.add(contentsOf: reader.log)
    return reader.log.hasErrors ? nil : node
  }

  /// Reads the one value that starts at a byte offset, whatever follows it; nil if it is not JSON.
  ///
  /// It finds the place of something in a text that has been read before, so it reports nothing.
  public static func readValue(in source: SourceText, at offset: Int) -> Node? {
    guard offset >= 0, offset < source.bytes.count else { return nil }
    var reader = JSONReader(source: source, end: source.bytes.count, offset: offset)
    let node = reader.value(depth: 0)
    return reader.log.hasErrors ? nil : node
  }

  private mutating func document() -> Node? {
    skipSpace()
    guard offset < end else {
      log.add(.error("empty-text", "there is nothing here", at: place(from: offset)))
      return nil
    }
    guard let node = value(depth: 0) else { return nil }
    skipSpace()
    if offset < end {
      log.add(
        .error(
          "json-syntax", "there is more text after the end of the value", at: place(from: offset),
          why: "a JSON text is one value"))
    }
    return node
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
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> Node? {
    let start = offset
    offset += 1
    var members: [Node.Member] = []
    var keys: [String: Int] = [:]
    skipSpace()
    if take("}") { return Node(.object([]), at: place(from: start)) }
    while true {
      skipSpace()
      guard let member = member(depth: depth) else { return nil }
      if let first = keys[member.key] {
        var problem = Diagnostic.error(
          "duplicate-key", "the key '\(member.key)' stands here twice", at: member.keyPlace)
        problem.notes = [.init("first given here", at: members[first].keyPlace)]
        log.add(problem)
      } else {
        keys[member.key] = members.count
        members.append(member)
      }
      skipSpace()
      if take(",") {
        if closesAfterComma("}") { return Node(.object(members), at: place(from: start)) }
        continue
      }
      if take("}") { return Node(.object(members), at: place(from: start)) }
      unclosed("}", opened: start, what: "object")
      return nil
    }
  }

  private mutating func member(depth: Int) -> Node.Member? {
    let start = offset
    guard peek == UInt8(ascii: "\"") else {
      fail(
        offset < end ? "a key in double quotes was expected" : "the object is not closed",
        at: start,
        why: "an object is a list of \"key\": value")
      return nil
    }
    guard let key = string() else { return nil }
    let keyPlace = place(from: start)
    skipSpace()
    guard take(":") else {
      fail("a colon was expected after the key '\(key)'", at: offset)
      return nil
    }
    return value(depth: depth + 1).map { Node.Member(key: key, keyPlace: keyPlace, value: $0) }
  }

  private mutating func array(depth: Int) -> Node? {
    let start = offset
    offset += 1
    var elements: [Node] = []
    skipSpace()
    if take("]") { return Node(.array([]), at: place(from: start)) }
    while true {
      guard let element = value(depth: depth + 1) else { return nil }
      elements.append(element)
      skipSpace()
      if take(",") {
        if closesAfterComma("]") { return Node(.array(elements), at: place(from: start)) }
        continue
      }
      if take("]") { return Node(.array(elements), at: place(from: start)) }
      unclosed("]", opened: start, what: "list")
      return nil
    }
  }

  /// A comma before the closing bracket is an error, but not one that stops reading.
  private mutating func closesAfterComma(_ bracket: Character) -> Bool {
    let comma = offset - 1
    skipSpace()
    guard take(bracket) else { return false }
    log.add(
      .error(
        "json-syntax", "a comma stands before '\(bracket)'",
        at: Place(source: source, range: comma..<comma + 1), hint: "take the comma out"))
    return true
  }

  private mutating func unclosed(_ bracket: Character, opened: Int, what: String) {
    let opener = Place(source: source, range: opened..<opened + 1)
    var problem = Diagnostic.error(
      "json-syntax",
      offset < end ? "a comma or '\(bracket)' was expected" : "the \(what) is not closed",
      at: place(from: offset))
    problem.notes = [.init("the \(what) opens here", at: opener)]
    log.add(problem)
  }

  private mutating func word() -> Node? {
    let start = offset
    while offset < end, isWordByte(source.bytes[offset]) { offset += 1 }
    let here = place(from: start)
    switch here.text {
    case "null": return Node(.null, at: here)
    case "true": return Node(.bool(true), at: here)
    case "false": return Node(.bool(false), at: here)
    case "":
      fail(
        offset < end ? "a value was expected" : "the text ends where a value was expected",
        at: start)
    default:
      log.add(
        .error(
          "json-syntax", "'\(here.text)' is not a JSON value", at: here,
          why: "words are true, false and null; strings stand in double quotes",
          hint: Suggestion.hint(for: here.text, in: ["true", "false", "null"])))
    }
    return nil
  }

  // MARK: Bytes

  var peek: UInt8? { offset < end ? source.bytes[offset] : nil }

  mutating func take(_ character: Character) -> Bool {
    guard peek == character.asciiValue else { return false }
    offset += 1
    return true
  }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  func place(from start: Int) -> Place {
    Place(source: source, range: start..<max(start, min(end, max(offset, start + 1))))
  }

  mutating func fail(_ message: String, at start: Int, why: String? = nil) {
    let range = start..<min(end, start + 1)
    log.add(.error("json-syntax", message, at: Place(source: source, range: range), why: why))
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "'")
      || byte >= 0x80
  }
}

import Diagnostics
import Yams

/// Reads YAML (the core schema of version 1.2) as the same nodes as JSON.
///
/// Plain `true`, `false`, `null`, `~` and numbers are what they look like; everything else, also
/// `yes`, `no` and dates, is a string. A whole JSON text is read with `JSONReader` instead.
public struct YAMLReader {
  /// The most nodes that a text may unfold to, aliases counted each time.
  public static let nodeLimit = 4_000_000
  /// How deep lists and objects may be nested.
  public static let depthLimit = 200

  private let source: SourceText
  private let lines: [Range<Int>]
  private var log = DiagnosticLog()
  private var nodeCount = 0

  /// Reads a text, or the lines of a part of it, as one YAML document.
  ///
  /// Up to `indent` leading spaces of each line do not count, for a text that stands indented in
  /// another.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, indent: Int = 0, log: inout DiagnosticLog
  ) -> Node? {
    let range = range ?? 0..<source.bytes.count
    var reader = YAMLReader(
      source: source, lines: lineRanges(of: source, in: range, indent: indent))
    let node = reader.document(in: range)
    log.add(contentsOf: reader.log)
    return reader.log.hasErrors ? nil : node
  }

  private init(source: SourceText, lines: [Range<Int>]) {
    self.source = source
    self.lines = lines
  }

  private mutating func document(in range: Range<Int>) -> Node? {
    guard nestingIsSane() else { return nil }
    let text = lines.map { source.text($0) }.joined(separator: "\n")
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        log.add(
          .error(
            "empty-text", "there is nothing here",
            at: Place(source: source, range: range.lowerBound..<range.lowerBound)))
        return nil
      }
      return convert(root, depth: 0)
    } catch let error as YamlError {
      log.add(problem(of: error))
    } catch {
      log.add(.error("yaml-syntax", "this is not YAML: \(error)", at: wholePlace))
    }
    return nil
  }

  // MARK: Nodes

  private mutating func convert(_ node: Yams.Node, depth: Int) -> Node? {
    nodeCount += 1
    let start = offset(of: node.mark)
    guard nodeCount <= Self.nodeLimit, depth <= Self.depthLimit else {
      log.add(
        .error(
          "yaml-size", "the text unfolds to too much", at: place(at: start, length: 1),
          why: "\(Self.nodeLimit) values and \(Self.depthLimit) levels are read, aliases unfolded"))
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let place = place(at: start, length: writtenLength(of: scalar, at: start))
      return Node(Self.value(of: scalar), at: place)
    case .sequence(let sequence):
      var elements: [Node] = []
      for element in sequence {
        guard let element = convert(element, depth: depth + 1) else { return nil }
        elements.append(element)
      }
      let end = elements.last?.place.range.upperBound ?? start + 1
      return Node(.array(elements), at: Place(source: source, range: start..<max(start, end)))
    case .mapping(let mapping): return object(mapping, at: start, depth: depth)
    case .alias:
      log.add(.error("yaml-syntax", "an alias leads nowhere", at: place(at: start, length: 1)))
      return nil
    }
  }

  private mutating func object(_ mapping: Yams.Node.Mapping, at start: Int, depth: Int) -> Node? {
    var members: [Node.Member] = []
    for (key, value) in mapping {
      guard let keyNode = convert(key, depth: depth + 1),
        let value = convert(value, depth: depth + 1)
      else { return nil }
      guard case .scalar(let scalar) = key else {
        log.add(
          .error(
            "yaml-syntax", "a key must be a string, not \(keyNode.kind)", at: keyNode.place,
            why: "YAML is read with the meaning of JSON"))
        continue
      }
      if scalar.string == "<<", scalar.style == .plain {
        merge(value, into: &members)
      } else {
        members.removeAll { $0.key == scalar.string }
        members.append(.init(key: scalar.string, keyPlace: keyNode.place, value: value))
      }
    }
    let end = members.map(\.value.place.range.upperBound).max() ?? start + 1
    return Node(.object(members), at: Place(source: source, range: start..<max(start, end)))
  }

  /// The merge key `<<`: members of the named mappings that are not given otherwise.
  private func merge(_ value: Node, into members: inout [Node.Member]) {
    for mapping in value.elements ?? [value] {
      for member in mapping.members ?? [] where !members.contains(where: { $0.key == member.key }) {
        members.append(member)
      }
    }
  }

  private static func value(of scalar: Yams.Node.Scalar) -> Node.Value {
    guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
    switch scalar.string {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(scalar.string).map { .number($0) } ?? .string(scalar.string)
    }
  }

  private static func number(_ text: String) -> Double? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard text.utf8.contains(where: { digits.contains($0) }) else { return nil }
    if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map(Double.init) }
    if text.hasPrefix("0o") { return Int(text.dropFirst(2), radix: 8).map(Double.init) }
    let allowed = Set("0123456789+-.eE".utf8)
    guard text.utf8.allSatisfy(allowed.contains), let number = Double(text), number.isFinite else {
      return nil
    }
    return number
  }

  // MARK: Places

  private var wholePlace: Place {
    let start = lines.first?.lowerBound ?? 0
    return Place(source: source, range: start..<(lines.first?.upperBound ?? start))
  }

  private func place(at start: Int, length: Int) -> Place {
    Place(source: source, range: start..<min(source.bytes.count, start + max(length, 0)))
  }

  private func offset(of mark: Mark?) -> Int {
    guard let mark, !lines.isEmpty else { return lines.first?.lowerBound ?? 0 }
    let line = lines[min(max(mark.line - 1, 0), lines.count - 1)]
    var offset = line.lowerBound
    var column = 1
    while offset < line.upperBound, column < mark.column {
      offset += 1
      while offset < line.upperBound, source.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }

  /// How many bytes a scalar takes in the text: to its closing quote, or to the end of its words.
  private func writtenLength(of scalar: Yams.Node.Scalar, at start: Int) -> Int {
    let line = source.lineRange(at: start)
    guard start < line.upperBound else { return 0 }
    let quote = source.bytes[start]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return min(scalar.string.utf8.count, line.upperBound - start)
    }
    var end = start + 1
    while end < line.upperBound, source.bytes[end] != quote {
      end += source.bytes[end] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
    }
    return min(end + 1, line.upperBound) - start
  }

  private static func lineRanges(
    of source: SourceText, in range: Range<Int>, indent: Int
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      let line = source.lineRange(at: start)
      let end = min(line.upperBound, range.upperBound)
      var first = start
      while first < end, first - start < indent, source.bytes[first] == 0x20 { first += 1 }
      lines.append(first..<max(first, end))
      guard let feed = source.bytes[end..<range.upperBound].firstIndex(of: 0x0A) else { break }
      start = feed + 1
    }
    return lines
  }

  // MARK: Errors

  private func problem(of error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = place(at: offset(of: mark), length: 1)
      return .error(
        "yaml-syntax", problem, at: place, why: context.map { "\($0.text)" },
        hint: problem.contains("tab") || problem.contains("cannot start any token")
          ? "indent with spaces; put a value that holds ': ' or starts with a sign in quotes" : nil)
    case .duplicatedKeysInMapping(let keys, let context):
      return .error(
        "duplicate-key", "the key \(Suggestion.list(keys)) stands twice in one mapping",
        at: place(at: offset(of: context.mark), length: keys.first?.utf8.count ?? 1))
    default:
      return .error("yaml-syntax", "this is not YAML: \(error)", at: wholePlace)
    }
  }

  /// Keeps texts out that would exhaust the stack of a recursive parser.
  private mutating func nestingIsSane() -> Bool {
    var open = 0
    for line in lines {
      let bytes = source.bytes[line]
      let indent = bytes.prefix { $0 == 0x20 }.count
      let dashes = bytes.prefix { $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") }
        .count
      for byte in bytes {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
      }
      guard open <= Self.depthLimit, indent <= 4 * Self.depthLimit, dashes <= 4 * Self.depthLimit
      else {
        log.add(
          .error(
            "yaml-size", "lists and objects are nested too deeply",
            at: Place(source: source, range: line.lowerBound..<line.lowerBound + 1),
            why: "\(Self.depthLimit) levels are read"))
        return false
      }
    }
    return true
  }
}

/// Reads a spec or a descriptor in whichever notation it is written.
public enum NotationReader {
  /// Reads a part of a text as JSON if it starts with a brace or a bracket, else as YAML.
  ///
  /// YAML written in braces starts the same way: what is not JSON but YAML is read as YAML.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, indent: Int = 0, log: inout DiagnosticLog
  ) -> Node? {
    let range = range ?? 0..<source.bytes.count
    let first = source.bytes[range].first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return YAMLReader.read(source, range: range, indent: indent, log: &log)
    }
    return JSONReader.read(source, range: range, log: &log)
  }
}

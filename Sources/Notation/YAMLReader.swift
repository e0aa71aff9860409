import Diagnostics
import Yams

/// Reads YAML (the core schema of version 1.2) as the same nodes as JSON.
///
/// Plain `true`, `false`, `null`, `~` and numbers are what they look like; everything else, also
/// `yes`, `no` and dates, is a string. A whole JSON text is read with `JSONReader` instead.
public struct YAMLReader {
  /// How many values a text may unfold to, aliases counted each time, beyond one for each byte.
  public static let nodeLimit = 200_000
  /// How deep lists and objects may be nested.
  public static let depthLimit = 200

  let source: SourceText
  /// The lines as libyaml counts them.
  let lines: [Range<Int>]
  var log = DiagnosticLog()
  private var nodeCount = 0

  /// Reads a text, or the lines of a part of it, as one YAML document.
  ///
  /// Up to `indent` leading spaces of each line do not count, for a text that stands indented in
  /// another.
  public static func read(
    _ source: SourceText, range: Range<Int>? = nil, indent: Int = 0, log: inout DiagnosticLog
  ) -> Node? {
    let range = (range ?? 0..<source.bytes.count).clamped(to: 0..<source.bytes.count)
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
    guard nestingIsSane(), keysAreSane() else { return nil }
    do {
      let parser = try Parser(
        // What a plain word means is decided here; Yams would try eight patterns on each.
        yaml: text(of: lines.map { source.text($0) }), resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else {
        log.add(
          .error(
            "empty-text", "there is nothing here",
            at: Place(source: source, range: range.lowerBound..<range.lowerBound)))
        return nil
      }
      return convert(root, depth: 0)
    } catch YamlError.duplicatedKeysInMapping {
      reportDuplicates()
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
    guard nodeCount <= Self.nodeLimit + source.bytes.count, depth <= Self.depthLimit else {
      log.add(
        .error(
          "yaml-size", "the text unfolds to too much", at: place(at: start, length: 1),
          why: "\(Self.depthLimit) levels are read, and aliases that stand for a limited amount"))
      return nil
    }
    switch node {
    case .scalar(let scalar):
      let place = place(at: start, length: writtenLength(of: scalar, at: start))
      return Node(value(of: scalar, at: start), at: place)
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
      if log.entries.count >= JSONReader.problemLimit { return nil }
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
        checkComment(after: keyNode, value)
        members.removeAll { $0.key == scalar.string }
        members.append(.init(key: scalar.string, keyPlace: keyNode.place, value: value))
      }
    }
    let end = members.map(\.value.place.range.upperBound).max() ?? start + 1
    return Node(.object(members), at: Place(source: source, range: start..<max(start, end)))
  }

  /// The merge key `<<`: members of the named mappings that are not given otherwise.
  private mutating func merge(_ value: Node, into members: inout [Node.Member]) {
    for mapping in value.elements ?? [value] {
      if mapping.members == nil {
        log.add(
          .error(
            "yaml-syntax", "only mappings can be merged, not \(mapping.kind)", at: mapping.place,
            why: "the key '<<' takes in the members of other mappings"))
      }
      for member in mapping.members ?? [] where !members.contains(where: { $0.key == member.key }) {
        members.append(member)
      }
    }
  }

  private func value(of scalar: Yams.Node.Scalar, at start: Int) -> Node.Value {
    let isPlain = scalar.style == .plain || scalar.style == .any
    guard isPlain, !hasTag(at: start) || scalar.tag.description != Tag.Name.str.rawValue else {
      return .string(scalar.string)
    }
    switch scalar.string {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return Self.number(scalar.string).map { .number($0) } ?? .string(scalar.string)
    }
  }

  /// Whether a tag is written before a value, as in `!!str 5`; an anchor may stand before it.
  private func hasTag(at start: Int) -> Bool {
    var rest = source.bytes[start...]
    if rest.first == UInt8(ascii: "&") {
      rest = rest.drop { !$0.isYAMLSpace }.drop(while: \.isYAMLSpace)
    }
    return rest.first == UInt8(ascii: "!")
  }

  private static let signsOfNumbers = Set("0123456789+-.eE".utf8)

  private static func number(_ text: String) -> Double? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard text.utf8.contains(where: { digits.contains($0) }) else { return nil }
    if text.hasPrefix("0x") { return UInt64(text.dropFirst(2), radix: 16).map { Double($0) } }
    if text.hasPrefix("0o") { return UInt64(text.dropFirst(2), radix: 8).map { Double($0) } }
    guard text.utf8.allSatisfy(signsOfNumbers.contains), let number = Double(text), number.isFinite
    else {
      return nil
    }
    return number
  }

  // MARK: Places

  var wholePlace: Place {
    let start = lines.first?.lowerBound ?? 0
    return Place(source: source, range: start..<(lines.first?.upperBound ?? start))
  }

  func place(at start: Int, length: Int) -> Place {
    Place(source: source, range: start..<min(source.bytes.count, start + max(length, 0)))
  }

  func offset(of mark: Mark?) -> Int {
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
    if scalar.style == .literal || scalar.style == .folded { return blockLength(at: start) }
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

  /// How many bytes a block scalar takes, from its sign to the end of its last line.
  private func blockLength(at start: Int) -> Int {
    guard let first = lines.firstIndex(where: { $0.contains(start) || $0.upperBound == start })
    else { return 1 }
    var end = lines[first].upperBound
    var indent: Int?
    for line in lines[(first + 1)...] {
      let spaces = source.bytes[line].prefix { $0 == 0x20 }.count
      if spaces == line.count { continue }
      guard spaces >= indent ?? 1 else { break }
      indent = indent ?? spaces
      end = line.upperBound
    }
    return end - start
  }
}

extension UInt8 {
  fileprivate var isYAMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

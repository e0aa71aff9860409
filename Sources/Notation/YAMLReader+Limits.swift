import Diagnostics

// What keeps a small text from making the parser run out of stack or time.
extension YAMLReader {
  /// Keeps texts out that would exhaust the stack of a recursive parser.
  mutating func nestingIsSane() -> Bool {
    var open = 0
    for line in lines {
      let bytes = source.bytes[line]
      let indent = bytes.prefix { $0 == 0x20 }.count
      let dashes = bytes.prefix { $0 == 0x20 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") }
        .count
      var tooDeep: Int?
      for (index, byte) in zip(bytes.indices, bytes) {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
          open += 1
          if open > Self.depthLimit { tooDeep = tooDeep ?? index }
        }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
      }
      guard tooDeep == nil, indent <= 4 * Self.depthLimit, dashes <= 4 * Self.depthLimit else {
        let here = place(at: tooDeep ?? line.lowerBound, length: 1)
        log.add(.tooDeep(limit: Self.depthLimit, at: here))
        return false
      }
    }
    return true
  }

  /// Keeps texts out that would take forever to be compared: keys that are made of aliases.
  ///
  /// Only strings can be keys, but that is found out after the parser has looked for duplicates.
  mutating func keysAreSane() -> Bool {
    let bytes = lines.map { source.bytes[$0] }
    let isAlias = { (line: ArraySlice<UInt8>, index: Int) -> Bool in
      line[index] == UInt8(ascii: "*") && index + 1 < line.endIndex && line[index + 1] > 0x20
    }
    let count = bytes.reduce(0) { sum, line in sum + line.indices.count { isAlias(line, $0) } }
    // So few cannot unfold to more than a few thousand values.
    guard count > 20 else { return true }
    for line in bytes {
      let dashes = UInt8(ascii: "-")
      let start = line.firstIndex { $0 != 0x20 && $0 != dashes } ?? line.endIndex
      let isExplicit = start < line.endIndex && line[start] == UInt8(ascii: "?")
      let alias = line.indices.first { isAlias(line, $0) && Self.isKey(line, after: $0) }
      let closing = line.indices.first { index in
        (line[index] == UInt8(ascii: "]") || line[index] == UInt8(ascii: "}"))
          && Self.isColon(line, after: index + 1)
      }
      guard let culprit = alias ?? closing ?? (isExplicit ? start : nil) else { continue }
      log.add(
        .error(
          "yaml-syntax", "a key must be a string", at: place(at: culprit, length: 1),
          why: "YAML is read with the meaning of JSON"))
      return false
    }
    return true
  }

  private static func isKey(_ line: ArraySlice<UInt8>, after star: Int) -> Bool {
    let ends = Set("\t ,[]{}".utf8)
    let end = line[(star + 1)...].firstIndex { ends.contains($0) } ?? line.endIndex
    return isColon(line, after: end)
  }

  private static func isColon(_ line: ArraySlice<UInt8>, after index: Int) -> Bool {
    line[index...].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ":")
  }
}

import Diagnostics

// Lines as libyaml counts them, for which more than LF and CR end a line.
extension YAMLReader {
  static func lineRanges(
    of source: SourceText, in range: Range<Int>, indent: Int
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      let line = source.lineRange(at: start)
      let end = min(line.upperBound, range.upperBound)
      var first = start
      while first < end, first - start < indent, source.bytes[first] == 0x20 { first += 1 }
      lines += split(first..<max(first, end), of: source)
      start = source.nextLine(after: end)
      if start > range.upperBound || start == end { break }
    }
    return lines
  }

  /// The parts of a line between U+0085, U+2028 and U+2029.
  private static func split(_ line: Range<Int>, of source: SourceText) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = line.lowerBound
    var offset = start
    while offset < line.upperBound {
      let length = breakLength(at: offset, of: source)
      if length > 0 {
        parts.append(start..<offset)
        start = offset + length
      }
      offset += max(1, length)
    }
    return parts + [start..<line.upperBound]
  }

  /// How many bytes the line end at an offset takes that only YAML knows; 0 if there is none.
  private static func breakLength(at offset: Int, of source: SourceText) -> Int {
    let bytes = source.bytes
    guard bytes[offset] == 0xC2 || bytes[offset] == 0xE2 else { return 0 }
    let rest = bytes[offset...].dropFirst()
    if bytes[offset] == 0xC2 { return rest.first == 0x85 ? 2 : 0 }
    return rest.starts(with: [0x80, 0xA8]) || rest.starts(with: [0x80, 0xA9]) ? 3 : 0
  }

  /// The text for the parser: the lines with their own line ends, where those mean something.
  func text(of parts: [String]) -> String {
    var text = ""
    for (line, part) in zip(lines, parts) {
      text += part
      guard line.upperBound < source.bytes.count, line != lines.last else { continue }
      let length = Self.breakLength(at: line.upperBound, of: source)
      text += length > 0 ? source.text(line.upperBound..<line.upperBound + length) : "\n"
    }
    return text
  }
}

// Scale: where a part of a text stands in the file that it came from.

import Diagnostics

extension Place {
  /// The place of some bytes of a text that stands here: plain, between quotes with escapes, or
  /// folded over lines.
  ///
  /// Where the two cannot be matched the whole place is given, for a wrong place is worse than a
  /// wide one.
  func part(_ range: Range<Int>, of text: String) -> Place {
    guard let offsets = offsets(of: text) else { return self }
    let inside = range.clamped(to: 0..<offsets.count - 1)
    let start = offsets[inside.lowerBound]
    let end = inside.isEmpty ? start : offsets[inside.upperBound - 1] + 1
    return Place(source: source, range: start..<max(start, min(end, self.range.upperBound)))
  }

  /// Where each byte of the text is written, and its end; nil if they cannot be matched.
  private func offsets(of text: String) -> [Int]? {
    var written = WrittenText(bytes: source.bytes[range.clamped(to: 0..<source.bytes.count)])
    var offsets: [Int] = []
    for byte in text.utf8 {
      guard let offset = written.find(byte) else { return nil }
      offsets.append(offset)
    }
    return written.isAtEnd ? offsets + [written.index] : nil
  }
}

/// Goes through a text as it is written in YAML or JSON, byte by byte as it is read.
private struct WrittenText {
  let bytes: ArraySlice<UInt8>
  private(set) var index: Int
  private var quote: UInt8?

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
    switch bytes.first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quote = bytes.first
      index += 1
    case UInt8(ascii: ">"), UInt8(ascii: "|"):
      // The lines of a block stand below its sign.
      guard let end = bytes.firstIndex(of: 0x0A) else { break }
      index = end + 1
    default: break
    }
  }

  /// Whether only blanks and the closing quote are left.
  var isAtEnd: Bool {
    bytes[min(index, bytes.endIndex)...].allSatisfy { $0 <= 0x20 || $0 == quote }
  }

  /// The offset of the next byte of the text; nil if something else stands there.
  ///
  /// Blanks may be more or fewer where it is written.
  mutating func find(_ byte: UInt8) -> Int? {
    guard byte > 0x20 else { return min(index, bytes.endIndex) }
    while let next = peek(0), next <= 0x20 || isBlankEscape(next) { index += next <= 0x20 ? 1 : 2 }
    guard let next = peek(0) else { return nil }
    let start = index
    if quote == UInt8(ascii: "\""), next == UInt8(ascii: "\\") {
      let isEscape = peek(1).map { "\"\\/".utf8.contains($0) } ?? false
      guard byte == (isEscape ? peek(1) : next) else { return nil }
      index += isEscape ? 2 : 1
    } else if quote == UInt8(ascii: "'"), next == UInt8(ascii: "'") {
      guard byte == next, peek(1) == next else { return nil }
      index += 2
    } else {
      guard next == byte else { return nil }
      index += 1
    }
    return start
  }

  private func isBlankEscape(_ byte: UInt8) -> Bool {
    guard quote == UInt8(ascii: "\""), byte == UInt8(ascii: "\\"), let next = peek(1) else {
      return false
    }
    return "nrt".utf8.contains(next)
  }

  private func peek(_ distance: Int) -> UInt8? {
    index + distance < bytes.endIndex ? bytes[index + distance] : nil
  }
}

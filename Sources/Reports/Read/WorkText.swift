import Diagnostics

// Read: the copy of the document that cmark sees, and the way back from it to what was written.

/// A changed copy of a text that knows where each of its bytes was written.
///
/// What Pandoc adds to Markdown is taken out before cmark parses the rest: it would read `*` inside
/// an attribute as emphasis.
struct WorkText {
  private(set) var bytes: [UInt8] = []
  private var map = OffsetMap()
  private var lineStarts: [Int] = [0]

  /// Adds a part of the source as it is.
  mutating func copy(_ range: Range<Int>, of source: SourceText) {
    let range = range.clamped(to: 0..<source.bytes.count)
    guard !range.isEmpty else { return }
    map.copy(range, at: bytes.count)
    append(source.bytes[range])
  }

  /// Adds a text that stands for a part of the source.
  mutating func put(_ text: String, for range: Range<Int>) {
    map.put(for: range, at: bytes.count)
    append(Array(text.utf8)[...])
  }

  private mutating func append(_ more: ArraySlice<UInt8>) {
    let start = bytes.count - more.startIndex
    // Cmark ends a line at LF, at CR, and at both together once.
    if more.first == 0x0A, bytes.last == 0x0D, lineStarts.last == bytes.count {
      lineStarts.removeLast()
    }
    for index in more.indices {
      let isEnd =
        more[index] == 0x0A
        || (more[index] == 0x0D && (index + 1 >= more.endIndex || more[index + 1] != 0x0A))
      if isEnd { lineStarts.append(start + index + 1) }
    }
    bytes += more
  }

  /// The offset in the work text of a line and column as cmark counts them, from 1.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= lineStarts.count else { return bytes.count }
    let end = line < lineStarts.count ? lineStarts[line] : bytes.count
    return min(lineStarts[line - 1] + max(column - 1, 0), end)
  }

  /// The bytes of a line, without its line end.
  func line(_ number: Int) -> Range<Int> {
    guard number >= 1, number <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[number - 1]
    var end = number < lineStarts.count ? lineStarts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// Where a byte of the work text was written; for a replaced part, where that part starts.
  func sourceOffset(of offset: Int) -> Int { map.offset(of: offset) }

  /// Where a range of the work text was written.
  func sourceRange(of range: Range<Int>) -> Range<Int> { map.range(of: range) }
}

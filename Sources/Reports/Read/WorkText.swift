import Diagnostics

// Read: the copy of the document that cmark sees, and the way back from it to what was written.

/// A changed copy of a text that knows where each of its bytes was written.
///
/// What Pandoc adds to Markdown is taken out before cmark parses the rest: it would read `*` inside
/// an attribute as emphasis. The way back is a list of pieces, copied ones byte by byte, replaced
/// ones as a whole.
struct WorkText {
  private struct Piece {
    var start: Int
    var source: Range<Int>
    var isCopy: Bool
  }

  private(set) var bytes: [UInt8] = []
  private var pieces: [Piece] = []
  private var lineStarts: [Int] = [0]

  /// Adds a part of the source as it is.
  mutating func copy(_ range: Range<Int>, of source: SourceText) {
    let range = range.clamped(to: 0..<source.bytes.count)
    guard !range.isEmpty else { return }
    pieces.append(Piece(start: bytes.count, source: range, isCopy: true))
    append(source.bytes[range])
  }

  /// Adds a text that stands for a part of the source.
  mutating func put(_ text: String, for range: Range<Int>) {
    pieces.append(Piece(start: bytes.count, source: range, isCopy: false))
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
  func sourceOffset(of offset: Int) -> Int { written(offset, atEnd: false) }

  /// Where a range of the work text was written.
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    let start = written(range.lowerBound, atEnd: false)
    let end = range.isEmpty ? start : written(range.upperBound - 1, atEnd: true)
    return start..<max(start, end)
  }

  private func written(_ offset: Int, atEnd: Bool) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return pieces.first?.source.lowerBound ?? 0 }
    let piece = pieces[low - 1]
    guard piece.isCopy else { return atEnd ? piece.source.upperBound : piece.source.lowerBound }
    let inside = offset - piece.start + (atEnd ? 1 : 0)
    return min(piece.source.lowerBound + inside, piece.source.upperBound)
  }
}

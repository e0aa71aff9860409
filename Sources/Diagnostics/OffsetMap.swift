/// The way back from a changed copy of a text to where each of its bytes was written.
///
/// A list of pieces: copied ones lead back byte by byte, replaced ones as a whole.
public struct OffsetMap: Sendable {
  private struct Piece {
    var start: Int
    var source: Range<Int>
    var isCopy: Bool
  }

  private var pieces: [Piece] = []

  /// Creates the map of an empty text.
  public init() {}

  /// Notes that from an offset of the copy on stands a part of the original.
  public mutating func copy(_ range: Range<Int>, at start: Int) {
    pieces.append(Piece(start: start, source: range, isCopy: true))
  }

  /// Notes that from an offset of the copy on stands something else for a part of the original.
  public mutating func put(for range: Range<Int>, at start: Int) {
    pieces.append(Piece(start: start, source: range, isCopy: false))
  }

  /// Where a byte of the copy was written; for a replaced part, where that part starts.
  public func offset(of offset: Int) -> Int { written(offset, atEnd: false) }

  /// Where a range of the copy was written.
  public func range(of range: Range<Int>) -> Range<Int> {
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

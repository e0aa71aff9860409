/// The column of notes beside the text.
///
/// Each note stands at the height of its call, below the one before and clear of wide figures; where
/// that would leave the page, the notes move up.
struct AsideColumn {
  var height: Double
  /// The least space between two notes.
  var gap: Double
  /// Where something else stands.
  var taken: [ClosedRange<Double>]

  /// The notes that have room in the column, with their tops, and what goes on in the next one.
  ///
  /// A note moves on as a whole, unless it is so long that it would leave much of the column empty.
  func fitted(
    _ notes: [(y: Double, lines: [FlowBox])]
  ) -> (placed: [(lines: [FlowBox], top: Double)], rest: [[FlowBox]]) {
    var kept = notes
    var rest: [[FlowBox]] = []
    while let last = kept.last {
      if let tops = clearTops(of: kept) { return (zip(kept, tops).map { ($0.lines, $1) }, rest) }
      kept.removeLast()
      guard NoteArea.linesHeight(last.lines) > height / 2 else {
        rest.insert(last.lines, at: 0)
        continue
      }
      var count = last.lines.count - 1
      while count > 0, clearTops(of: kept + [(last.y, Array(last.lines[..<count]))]) == nil {
        count -= 1
      }
      rest.insert(Array(last.lines[count...]), at: 0)
      if count > 0 { kept.append((last.y, Array(last.lines[..<count]))) }
    }
    return ([], rest)
  }

  /// Where notes start; nil if they have no room in the column.
  private func clearTops(of notes: [(y: Double, lines: [FlowBox])]) -> [Double]? {
    let heights = notes.map { NoteArea.linesHeight($0.lines) }
    let tops = tops(wanted: notes.map(\.y), heights: heights)
    var end = 0.0
    for (top, height) in zip(tops, heights) {
      let isFree = !taken.contains {
        $0.lowerBound < top + height - 0.01 && $0.upperBound > top + 0.01
      }
      guard top >= end - 0.01, top + height <= self.height + 0.01, isFree else { return nil }
      end = top + height
    }
    return tops
  }

  /// Where notes start that want to stand at some heights, in their order.
  func tops(wanted: [Double], heights: [Double]) -> [Double] {
    var tops: [Double] = []
    var end = -gap
    for (y, height) in zip(wanted, heights) {
      let top = free(from: max(y, end + gap), height)
      tops.append(top)
      end = top + height
    }
    var limit = self.height
    for index in tops.indices.reversed() where tops[index] + heights[index] > limit {
      tops[index] = max(0, free(upFrom: limit - heights[index], heights[index]))
      limit = tops[index] - gap
    }
    return tops
  }

  /// The first free place at or below a height.
  private func free(from y: Double, _ height: Double) -> Double {
    var y = y
    while let block = block(y, height) { y = block.upperBound + gap }
    return y
  }

  /// The first free place at or above a height; below the top of the page none is looked for.
  private func free(upFrom y: Double, _ height: Double) -> Double {
    var y = y
    while y > 0, let block = block(y, height) { y = block.lowerBound - gap - height }
    return y
  }

  private func block(_ y: Double, _ height: Double) -> ClosedRange<Double>? {
    taken.first { $0.lowerBound < y + height + gap && y < $0.upperBound + gap - 0.001 }
  }
}

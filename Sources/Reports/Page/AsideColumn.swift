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

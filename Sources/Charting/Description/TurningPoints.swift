/// The ends of a row of numbers, and where it turns.
///
/// A turn counts when the way from it to the next is a fifth of the range or more; where that
/// leaves too many, only the larger turns are told (a zigzag filter).
struct TurningPoints {
  /// The places of the points, in order, ends included.
  let indices: [Int]

  init(_ numbers: [Double], limit: Int) {
    guard let low = numbers.min(), let high = numbers.max() else {
      indices = []
      return
    }
    var share = 0.2
    var found = TurningPoints.zigzag(numbers, threshold: (high - low) * share)
    while found.count > limit, share < 1 {
      share += 0.1
      found = TurningPoints.zigzag(numbers, threshold: (high - low) * share)
    }
    indices = TurningPoints.withExtremes(found, numbers, limit: limit)
  }

  /// What is left of many turns may be the ends alone, as if the way between them were straight: the
  /// peak and the trough that lie beyond both ends are told first.
  private static func withExtremes(_ found: [Int], _ numbers: [Double], limit: Int) -> [Int] {
    guard found.count < limit, let first = numbers.first, let last = numbers.last,
      let high = numbers.indices.max(by: { numbers[$0] < numbers[$1] }),
      let low = numbers.indices.min(by: { numbers[$0] < numbers[$1] })
    else { return found }
    let ends = (low: min(first, last), high: max(first, last))
    let beyond = [(high, numbers[high] - ends.high), (low, ends.low - numbers[low])]
      .filter { $0.1 > 0 && !found.contains($0.0) }.sorted { $0.1 > $1.1 }
    return (found + beyond.prefix(limit - found.count).map(\.0)).sorted()
  }

  private static func zigzag(_ numbers: [Double], threshold: Double) -> [Int] {
    guard numbers.count > 1 else { return Array(numbers.indices) }
    var turns = [0]
    var low = 0
    var high = 0
    var direction = 0
    for index in numbers.indices.dropFirst() {
      if numbers[index] > numbers[high] { high = index }
      if numbers[index] < numbers[low] { low = index }
      if direction >= 0, numbers[high] - numbers[index] >= threshold, threshold > 0 {
        if high != turns.last { turns.append(high) }
        direction = -1
        low = index
        high = index
      } else if direction <= 0, numbers[index] - numbers[low] >= threshold, threshold > 0 {
        if low != turns.last { turns.append(low) }
        direction = 1
        high = index
        low = index
      }
    }
    // The last way leads to its extreme, then to the end.
    let extreme = direction > 0 ? high : direction < 0 ? low : numbers.count - 1
    if extreme != turns.last { turns.append(extreme) }
    if turns.last != numbers.count - 1 { turns.append(numbers.count - 1) }
    return turns
  }
}

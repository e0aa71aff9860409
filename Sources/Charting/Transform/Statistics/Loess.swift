/// A curve that follows points from place to place: at each a line is fitted to the nearest ones,
/// the nearer the more they count, and those far off the curve count less (Cleveland 1979).
enum Loess {
  private static let repetitions = 2

  /// The curve at each different x, in order; `bandwidth` is the share of the points that count.
  static func curve(x: [Double], y: [Double], bandwidth: Double) -> [CurveSampling.Point] {
    let order = x.indices.sorted { x[$0] < x[$1] }
    guard !order.isEmpty else { return [] }
    let (xs, ys) = (order.map { x[$0] }, order.map { y[$0] })
    let wanted = Int(whole: (bandwidth * Double(xs.count)).rounded(.down)) ?? 2
    let count = min(max(2, wanted), xs.count)
    let windows = windows(xs, count)
    var trust = xs.map { _ in 1.0 }
    var heights = xs
    for repetition in 0...repetitions {
      for index in xs.indices { heights[index] = fit(xs, ys, at: index, windows[index], trust) }
      let errors = xs.indices.map { abs(ys[$0] - heights[$0]) }
      guard repetition < repetitions, let typical = median(errors), typical > 1e-12 else { break }
      trust = errors.map { bisquare($0 / (6 * typical)) }
    }
    return averaged(xs, heights)
  }

  /// The points nearest to each point: windows of equal count that move to the right while that
  /// brings them nearer.
  private static func windows(_ xs: [Double], _ count: Int) -> [Range<Int>] {
    var start = 0
    return xs.indices.map { index in
      while start < index, start + count < xs.count,
        xs[start + count] - xs[index] <= xs[index] - xs[start]
      {
        start += 1
      }
      return start..<start + count
    }
  }

  /// The height of the line through the points of a window.
  private static func fit(
    _ xs: [Double], _ ys: [Double], at index: Int, _ window: Range<Int>, _ trust: [Double]
  ) -> Double {
    let x = xs[index]
    let reach = max(x - xs[window.lowerBound], xs[window.upperBound - 1] - x)
    var total = 0.0, sumX = 0.0, sumY = 0.0, crossed = 0.0, squared = 0.0
    for other in window {
      let (dx, dy) = (xs[other] - x, ys[other])
      let weight = tricube(abs(dx) / (reach > 0 ? reach : 1)) * trust[other]
      total += weight
      sumX += weight * dx
      sumY += weight * dy
      crossed += weight * dx * dy
      squared += weight * dx * dx
    }
    guard total > 0 else { return ys[index] }
    let (meanX, meanY) = (sumX / total, sumY / total)
    let spread = squared / total - meanX * meanX
    let slope = abs(spread) < 1e-24 ? 0 : (crossed / total - meanX * meanY) / spread
    return meanY - slope * meanX
  }

  /// Points that stand above each other are one, at their mean height.
  private static func averaged(_ xs: [Double], _ heights: [Double]) -> [CurveSampling.Point] {
    var points: [CurveSampling.Point] = []
    var count = 0.0
    for (x, y) in zip(xs, heights) {
      if let last = points.last, last.x == x {
        count += 1
        points[points.count - 1].y += (y - last.y) / count
      } else {
        count = 1
        points.append(.init(x: x, y: y))
      }
    }
    return points
  }

  private static func tricube(_ share: Double) -> Double {
    let rest = 1 - share * share * share
    return rest > 0 ? rest * rest * rest : 0
  }

  private static func bisquare(_ share: Double) -> Double {
    // Even a point far off counts a trace, so that a window of such points has a line.
    guard share < 1 else { return 1e-12 }
    let rest = 1 - share * share
    return rest * rest
  }

  private static func median(_ values: [Double]) -> Double? {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return nil }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

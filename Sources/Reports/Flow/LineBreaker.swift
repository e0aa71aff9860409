/// Where lines of a paragraph may end, and what each piece between costs.
struct BreakPoint: Sendable {
  /// The offset at which the words of the line end.
  var end: Int
  /// The offset at which the next line starts.
  var next: Int
  /// How unwelcome an end is here; 0 for a space.
  var penalty = 0.0
  /// Whether a hyphen stands at the end of the line.
  var isDivision = false
  /// The width of the hyphen that is added.
  var hyphenWidth = 0.0
  var isForced = false
}

/// Which words may be divided at the ends of lines.
enum WordDivision {
  case never
  /// Words that are wider than a line: narrow columns without justification need no other.
  case wideWords
  case freely
}

/// Chooses the breaks of a paragraph so that it looks best as a whole.
///
/// After Knuth and Plass, "Breaking Paragraphs into Lines" (1981): the natural width, stretch and
/// shrink of every possible line give a badness, badness and penalties give demerits, and the
/// breaks with the least sum of demerits win. Three passes as in TeX: without divided words, with
/// them, and with lines as loose as it takes. Where TeX calls all lines equally bad beyond a limit,
/// here a looser one stays worse, so that the last pass spreads what cannot be avoided.
struct LineBreaker {
  /// The measure of the lines.
  struct Shape {
    var width: Double
    /// How much narrower the first line is.
    var firstIndent = 0.0
    /// Whether word spaces are widened to fill the line; else the right edge is ragged.
    var isJustified = true
    /// The size of the type, from which tolerances follow.
    var size: Double
  }

  private struct Node {
    var point: Int
    var line: Int
    var fitness: Int
    var demerits: Double
    var previous: Int
  }

  /// Where a possible line stands between too wide and too narrow.
  private struct Fit {
    var badness: Double
    var fitness: Int
  }

  private let shape: Shape
  private let points: [BreakPoint]
  /// Sums up to each offset: widths, stretch, shrink.
  private let widths: [Double]
  private let stretches: [Double]
  private let shrinks: [Double]
  private var nodes: [Node] = []
  /// The best way to the current point for each of the four fitness classes.
  private var best: [Node?] = [nil, nil, nil, nil]

  /// The chosen breaks, the last one the end of the paragraph.
  static func breaks(
    _ points: [BreakPoint], shape: Shape, widths: [Double], stretches: [Double],
    shrinks: [Double]
  ) -> [BreakPoint] {
    guard !points.isEmpty else { return [] }
    var breaker = LineBreaker(shape, points, widths, stretches, shrinks)
    let whole = points.filter { ($0.hyphenWidth == 0 || !$0.isDivision) && $0.penalty < 500 }
    for pass in 0..<3 {
      let allowed = pass == 0 && shape.isJustified ? whole : points
      // TeX's first tolerance is 100; at 30 a word space widens by two thirds of what it may at
      // most, and a divided word is better than more.
      let tolerance = [shape.isJustified ? 30.0 : 100.0, 600.0, .infinity][pass]
      guard let found = breaker.chosen(among: allowed, tolerance: tolerance) else { continue }
      guard pass == 0, breaker.endsInRunt(found) else { return found }
      // A last line of one short word is worth looser lines above it, though not any, and no
      // divided word.
      let other = breaker.chosen(among: points, tolerance: shape.isJustified ? 250 : 600)
      guard let other, !breaker.endsInRunt(other),
        !other.dropLast().suffix(1).contains(where: \.isDivision)
      else { return found }
      return other
    }
    return points
  }

  private init(
    _ shape: Shape, _ points: [BreakPoint], _ widths: [Double], _ stretches: [Double],
    _ shrinks: [Double]
  ) {
    self.shape = shape
    self.points = points
    self.widths = widths
    self.stretches = stretches
    self.shrinks = shrinks
  }

  private mutating func chosen(
    among points: [BreakPoint], tolerance: Double
  ) -> [BreakPoint]? {
    nodes = [Node(point: -1, line: 0, fitness: 1, demerits: 0, previous: -1)]
    var active = [0]
    for (index, point) in points.enumerated() {
      for fitness in best.indices { best[fitness] = nil }
      var kept: [Int] = []
      for number in active {
        let node = nodes[number]
        let start = node.point < 0 ? 0 : points[node.point].next
        let isLast = index == points.count - 1
        let found = fit(from: start, to: point, line: node.line, isEnd: isLast)
        if let found, found.badness <= tolerance {
          let demerits = node.demerits + demerits(found, point, node, points, isLast)
          if demerits < best[found.fitness]?.demerits ?? .infinity {
            best[found.fitness] = Node(
              point: index, line: node.line + 1, fitness: found.fitness, demerits: demerits,
              previous: number)
          }
        }
        // A line that cannot be squeezed into its measure only grows from here on.
        if found != nil, !point.isForced { kept.append(number) }
      }
      active = kept
      for case let node? in best {
        nodes.append(node)
        active.append(nodes.count - 1)
      }
      if active.isEmpty { return nil }
    }
    return path(to: active, points)
  }

  private func path(to active: [Int], _ points: [BreakPoint]) -> [BreakPoint]? {
    let ends = active.filter { nodes[$0].point == points.count - 1 }
    guard var number = ends.min(by: { nodes[$0].demerits < nodes[$1].demerits }) else { return nil }
    var result: [BreakPoint] = []
    while nodes[number].point >= 0 {
      result.append(points[nodes[number].point])
      number = nodes[number].previous
    }
    return result.reversed()
  }

  /// How a line fits its measure; nil if it is too long even when squeezed.
  private func fit(
    from start: Int, to point: BreakPoint, line: Int, isEnd: Bool
  ) -> Fit? {
    let end = max(start, point.end)
    let natural = widths[end] - widths[start] + point.hyphenWidth
    let measure = shape.width - (line == 0 ? shape.firstIndent : 0)
    let gap = measure - natural
    if gap < -0.01 {
      let shrink = shape.isJustified ? shrinks[end] - shrinks[start] : 0
      guard shrink > 0, -gap <= shrink else { return nil }
      let ratio = -gap / shrink
      return Fit(badness: 100 * ratio * ratio * ratio, fitness: ratio > 0.5 ? 0 : 1)
    }
    // The last line of a paragraph, and one that ends by force, may be as short as it is.
    if isEnd || point.isForced { return Fit(badness: 0, fitness: 1) }
    let stretch = shape.isJustified ? stretches[end] - stretches[start] : shape.size * 4
    let ratio = stretch > 0 ? gap / stretch : 1000
    let badness = min(1e9, 100 * ratio * ratio * ratio)
    return Fit(badness: badness, fitness: ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3)
  }

  /// Whether the last of several lines holds no more than a short word or two.
  private func endsInRunt(_ breaks: [BreakPoint]) -> Bool {
    guard breaks.count > 1, let last = breaks.last else { return false }
    return isRunt(from: breaks[breaks.count - 2].next, to: last.end)
  }

  /// Shorter than a tenth of the measure, or than four sizes of the type where columns are narrow.
  private func isRunt(from start: Int, to end: Int) -> Bool {
    let length = widths[max(start, end)] - widths[start]
    return length < min(max(shape.width / 10, shape.size * 4), shape.width / 3)
  }

  /// TeX's demerits, and some for a last line too short to stand alone.
  private func demerits(
    _ fit: Fit, _ point: BreakPoint, _ node: Node, _ points: [BreakPoint], _ isLast: Bool
  ) -> Double {
    let badness = 10 + fit.badness
    var sum = badness * badness + point.penalty * point.penalty
    if abs(fit.fitness - node.fitness) > 1 { sum += 10_000 }
    let before = node.point < 0 ? nil : points[node.point]
    if point.isDivision, before?.isDivision ?? false { sum += 10_000 }
    if isLast {
      if before?.isDivision ?? false { sum += 5000 }
      let start = before?.next ?? 0
      if node.line > 0, isRunt(from: start, to: point.end) { sum += 80_000 }
    }
    return sum
  }
}

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
  /// How far the last sign of the line hangs over its right edge.
  var hangsRight = 0.0
  /// How far the first sign of the next line hangs over its left edge.
  var hangsLeft = 0.0
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
/// here a looser one stays worse, so that the last pass spreads what cannot be avoided. Signs that
/// hang over the edges count with the room they leave (Hàn Thế Thành, "Micro-typographic
/// extensions to the TeX typesetting system", 2000).
struct LineBreaker {
  /// The measure of the lines.
  struct Shape: Hashable {
    var width: Double
    /// How much narrower the first line is.
    var firstIndent = 0.0
    /// Whether word spaces are widened to fill the line; else the right edge is ragged.
    var isJustified = true
    /// Whether small signs hang over the edges; only where lines are justified.
    var hangs = true
    /// Whether ragged lines shall be about equally long, as in a title.
    var isBalanced = false
    /// The size of the type, from which tolerances follow.
    var size: Double

    /// How much room there is from the first line's start on.
    func room(inLine line: Int) -> Double { line == 0 ? width - firstIndent : width }
  }

  /// The sums of widths, stretch and shrink up to the start or the end of a line.
  private struct Edge {
    var width: Double
    var stretch: Double
    var shrink: Double
  }

  private struct Node {
    /// The number of the point at which a line ends, from 1; 0 is the start of the paragraph.
    var point: Int
    var line: Int
    var fitness: Int
    var demerits: Double
    var previous: Int
    /// How many lines in a row end in a hyphen.
    var hyphens: Int
  }

  /// Where a possible line stands between too wide and too narrow.
  private struct Fit {
    var badness: Double
    var fitness: Int
  }

  let shape: Shape
  let points: [BreakPoint]
  /// The sums at the end of a line that ends at each point.
  private let ends: [Edge]
  /// The sums at the start of a line after each point; the first one is the paragraph's.
  private let starts: [Edge]
  private var nodes: [Node] = []
  /// Whether any other last line is better than a runt.
  private var avoidsRunts = false
  /// The best way to the current point for each of the four fitness classes.
  private var best: [Node?] = [nil, nil, nil, nil]

  init(_ points: [BreakPoint], shape: Shape, measures: LineMeasures) {
    self.points = points
    self.shape = shape
    ends = points.map { point in
      Edge(
        width: measures.width(toEnd: point.end) + point.hyphenWidth - point.hangsRight,
        stretch: measures.stretch(toEnd: point.end), shrink: measures.shrink(toEnd: point.end))
    }
    func start(_ offset: Int, _ hang: Double) -> Edge {
      Edge(
        width: measures.width(toStart: offset) + hang, stretch: measures.stretches[offset],
        shrink: measures.shrinks[offset])
    }
    starts = [start(0, measures.firstHang)] + points.map { start($0.next, $0.hangsLeft) }
  }

  /// The chosen breaks, the last one the end of the paragraph.
  static func breaks(
    _ points: [BreakPoint], shape: Shape, measures: LineMeasures
  ) -> [BreakPoint] {
    guard !points.isEmpty else { return [] }
    var breaker = LineBreaker(points, shape: shape, measures: measures)
    return breaker.optimum().map { points[$0] }
  }

  /// The best breaks that make so many lines more, or fewer if negative, than the best of all do.
  ///
  /// Nil if there are none, or only such as would look bad: lines looser than TeX's usual
  /// tolerance, or a last line of one short word.
  static func breaks(
    _ points: [BreakPoint], shape: Shape, measures: LineMeasures, looseness: Int
  ) -> [BreakPoint]? {
    guard !points.isEmpty else { return looseness == 0 ? [] : nil }
    var breaker = LineBreaker(points, shape: shape, measures: measures)
    let best = breaker.optimum()
    if looseness == 0 { return best.map { points[$0] } }
    return breaker.chosen(lines: best.count + looseness)?.map { points[$0] }
  }

  // MARK: Passes

  private mutating func optimum() -> [Int] {
    if shape.isBalanced, let balanced = balanced() { return balanced }
    // TeX's first tolerance is 100; at 60 a word space widens by five sixths of what it may at
    // most, and a divided word is better than more.
    let first = shape.isJustified ? 60.0 : 100.0
    if let found = chosen(tolerance: first, dividing: false) {
      guard endsInRunt(found) else { return found }
      // A last line of one short word is worth looser lines above it, though not any, and no
      // divided word.
      avoidsRunts = !shape.isJustified
      defer { avoidsRunts = false }
      let other = chosen(
        tolerance: shape.isJustified ? 250 : 1200, dividing: shape.isJustified)
      guard let other, !endsInRunt(other),
        !other.dropLast().suffix(1).contains(where: { points[$0].isDivision })
      else { return found }
      return other
    }
    return chosen(tolerance: 600, dividing: true)
      ?? chosen(tolerance: .infinity, dividing: true) ?? Array(points.indices)
  }

  /// The breaks into a given number of lines.
  private mutating func chosen(lines: Int) -> [Int]? {
    guard lines > 0 else { return nil }
    search(tolerance: 200, dividing: true, countsLines: true)
    guard let found = path(lines: lines), !endsInRunt(found) else { return nil }
    return found
  }

  /// The breaks in the narrowest measure that needs no more lines: about equally long ones.
  private mutating func balanced() -> [Int]? {
    guard let widest = chosen(tolerance: .infinity, dividing: true), widest.count > 1 else {
      return nil
    }
    var (result, least, most) = (widest, 0.0, shape.width)
    for _ in 0..<12 {
      let middle = (least + most) / 2
      var narrower = self
      narrower = LineBreaker(narrower, width: middle)
      if let found = narrower.chosen(tolerance: .infinity, dividing: true),
        found.count == widest.count
      {
        (result, most) = (found, middle)
      } else {
        least = middle
      }
    }
    return result
  }

  private init(_ other: LineBreaker, width: Double) {
    var shape = other.shape
    shape.width = width
    self.shape = shape
    (points, ends, starts) = (other.points, other.ends, other.starts)
  }

  private mutating func chosen(tolerance: Double, dividing: Bool) -> [Int]? {
    search(tolerance: tolerance, dividing: dividing, countsLines: false)
    return path(lines: nil)
  }

  // MARK: Search

  /// Finds the best way to each point, and to each number of lines if they count.
  private mutating func search(tolerance: Double, dividing: Bool, countsLines: Bool) {
    nodes.removeAll(keepingCapacity: true)
    nodes.append(Node(point: 0, line: 0, fitness: 1, demerits: 0, previous: -1, hyphens: 0))
    var active = [0]
    var kept: [Int] = []
    for index in points.indices {
      let point = points[index]
      if !dividing, (point.hyphenWidth > 0 && point.isDivision) || point.penalty >= 500 { continue }
      kept.removeAll(keepingCapacity: true)
      let before = nodes.count
      var line = nodes[active[0]].line
      for number in active {
        if countsLines, nodes[number].line != line {
          takeBest()
          line = nodes[number].line
        }
        // A line that cannot be squeezed into its measure only grows from here on.
        if weigh(number, index, tolerance), !point.isForced { kept.append(number) }
      }
      takeBest()
      swap(&active, &kept)
      active += before..<nodes.count
      if countsLines, nodes.count > before { active.sort { nodes[$0].line < nodes[$1].line } }
      if active.isEmpty { return }
    }
  }

  /// Weighs a line from a node to a point; false if it is too long even when squeezed.
  private mutating func weigh(_ number: Int, _ index: Int, _ tolerance: Double) -> Bool {
    let node = nodes[number]
    guard let found = fit(from: node.point, to: index, line: node.line) else { return false }
    guard found.badness <= tolerance else { return true }
    let demerits = node.demerits + demerits(found, index, node)
    if demerits < best[found.fitness]?.demerits ?? .infinity {
      best[found.fitness] = Node(
        point: index + 1, line: node.line + 1, fitness: found.fitness, demerits: demerits,
        previous: number, hyphens: points[index].isDivision ? node.hyphens + 1 : 0)
    }
    return true
  }

  private mutating func takeBest() {
    for fitness in best.indices {
      if let node = best[fitness] { nodes.append(node) }
      best[fitness] = nil
    }
  }

  private func path(lines: Int?) -> [Int]? {
    var end: Int?
    for number in nodes.indices.reversed() {
      let node = nodes[number]
      guard node.point == points.count else { break }
      if let lines, node.line != lines { continue }
      if end.map({ node.demerits <= nodes[$0].demerits }) ?? true { end = number }
    }
    guard var number = end, nodes[number].point > 0 else { return nil }
    var result: [Int] = []
    while nodes[number].point > 0 {
      result.append(nodes[number].point - 1)
      number = nodes[number].previous
    }
    return result.reversed()
  }

  // MARK: Weights

  /// How a line fits its measure; nil if it is too long even when squeezed.
  private func fit(from start: Int, to point: Int, line: Int) -> Fit? {
    let (from, to) = (starts[start], ends[point])
    let gap = shape.room(inLine: line) - (to.width - from.width)
    if gap < -0.01 {
      let shrink = shape.isJustified ? to.shrink - from.shrink : 0
      guard shrink > 0, -gap <= shrink else { return nil }
      let ratio = -gap / shrink
      return Fit(badness: 100 * ratio * ratio * ratio, fitness: ratio > 0.5 ? 0 : 1)
    }
    // The last line of a paragraph, and one that ends by force, may be as short as it is.
    if points[point].isForced { return Fit(badness: 0, fitness: 1) }
    let stretch = shape.isJustified ? to.stretch - from.stretch : shape.size * 4
    let ratio = stretch > 0 ? gap / stretch : 1000
    let badness = min(1e9, 100 * ratio * ratio * ratio)
    return Fit(badness: badness, fitness: ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3)
  }

  /// Whether the last of several lines holds no more than a short word or two.
  private func endsInRunt(_ breaks: [Int]) -> Bool {
    guard breaks.count > 1, let last = breaks.last else { return false }
    return isRunt(from: breaks[breaks.count - 2] + 1, to: last)
  }

  /// Shorter than a tenth of the measure, or than four sizes of the type where columns are narrow.
  private func isRunt(from start: Int, to point: Int) -> Bool {
    let length = ends[point].width - starts[start].width
    return length < min(max(shape.width / 10, shape.size * 4), shape.width / 3)
  }

  /// Whether a line has no space.
  private func isWord(from start: Int, to point: Int) -> Bool {
    ends[point].stretch <= starts[start].stretch
  }

  /// TeX's demerits, and some for ladders of hyphens and a last line too short to stand alone.
  private func demerits(_ fit: Fit, _ index: Int, _ node: Node) -> Double {
    let point = points[index]
    let badness = 10 + fit.badness
    var sum = badness * badness + point.penalty * point.penalty
    if abs(fit.fitness - node.fitness) > 1 { sum += 10_000 }
    if point.isDivision, node.hyphens > 0 {
      // Two hyphens below each other may be; a third makes a ladder.
      sum += node.hyphens == 1 ? 10_000 : 60_000
    }
    if index == points.count - 1 {
      // Worst of all is a last line that is nothing but the rest of a word.
      if node.hyphens > 0 { sum += isWord(from: node.point, to: index) ? 250_000 : 5000 }
      if node.line > 0, isRunt(from: node.point, to: index) {
        sum += avoidsRunts ? 1e12 : 80_000
      }
    }
    return sum
  }
}

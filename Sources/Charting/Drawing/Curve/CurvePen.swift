// Drawing: what every curve draws with.

import Canvas

/// Collects a path and knows whether a line or one of the two lines of an area is drawn.
struct CurvePen {
  /// What is drawn.
  enum Stage {
    /// A line.
    case line
    /// The first line of an area.
    case upper
    /// The second line of an area, which goes on where the first one ended.
    case lower
  }

  /// The path so far.
  private(set) var path = Path()
  /// What is drawn.
  var stage = Stage.line

  /// Begins the line at a point.
  mutating func start(at point: Point) {
    if stage == .lower { path.line(to: point) } else { path.move(to: point) }
  }

  /// Begins a piece of its own, which closed curves always do.
  mutating func startAnew(at point: Point) { path.move(to: point) }

  /// Adds a straight piece.
  mutating func line(to point: Point) { path.line(to: point) }

  /// Adds a curved piece.
  mutating func curve(to end: Point, _ first: Point, _ second: Point) {
    path.curve(to: end, first, second)
  }

  /// Closes the piece.
  mutating func close() { path.close() }

  /// Ends the line: an area is closed after its second line, and a line that is only a point too,
  /// so that its caps are drawn.
  mutating func finish(isPoint: Bool) {
    if stage == .lower || stage == .line && isPoint { path.close() }
  }
}

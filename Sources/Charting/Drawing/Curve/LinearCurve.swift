// Drawing: straight pieces.

import Canvas

/// Straight pieces from point to point.
enum LinearCurve {
  /// Draws the line.
  static func draw(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first else { return }
    pen.start(at: first)
    for point in points.dropFirst() { pen.line(to: point) }
    pen.finish(isPoint: points.count == 1)
  }

  /// Draws the line and back to its start.
  static func drawClosed(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first else { return }
    pen.startAnew(at: first)
    for point in points.dropFirst() { pen.line(to: point) }
    pen.close()
  }
}

/// Level pieces with steps between them.
enum StepCurve {
  /// Draws the steps; each comes at a share of the way to the next point.
  static func draw(_ points: [Point], at share: Double, with pen: inout CurvePen) {
    guard var last = points.first else { return }
    pen.start(at: last)
    for point in points.dropFirst() {
      if share <= 0 {
        pen.line(to: Point(last.x, point.y))
        pen.line(to: point)
      } else {
        let x = last.x * (1 - share) + point.x * share
        pen.line(to: Point(x, last.y))
        pen.line(to: Point(x, point.y))
      }
      last = point
    }
    if share > 0, share < 1, points.count > 1 { pen.line(to: last) }
    pen.finish(isPoint: points.count == 1)
  }
}

// Drawing: natural cubic splines.

import Canvas

/// A cubic spline through the points, smooth to the second derivative, without bend at its ends.
enum NaturalCurve {
  /// Draws the spline.
  static func draw(_ points: [Point], with pen: inout CurvePen) {
    guard let first = points.first, let last = points.last else { return }
    pen.start(at: first)
    if points.count == 2 { pen.line(to: last) }
    if points.count > 2 {
      let xs = controls(points.map(\.x))
      let ys = controls(points.map(\.y))
      for index in 0..<points.count - 1 {
        pen.curve(
          to: points[index + 1], Point(xs.first[index], ys.first[index]),
          Point(xs.second[index], ys.second[index]))
      }
    }
    pen.finish(isPoint: points.count == 1)
  }

  /// The control points of each piece, one coordinate: a system with three diagonals, solved by
  /// Thomas's algorithm.
  private static func controls(_ values: [Double]) -> (first: [Double], second: [Double]) {
    let count = values.count - 1
    var diagonal = [Double](repeating: 4, count: count)
    var right = (0..<count).map { (index: Int) -> Double in
      4 * values[index] + 2 * values[index + 1]
    }
    diagonal[0] = 2
    right[0] = values[0] + 2 * values[1]
    diagonal[count - 1] = 7
    right[count - 1] = 8 * values[count - 1] + values[count]
    for index in 1..<count {
      let below = index == count - 1 ? 2.0 : 1
      let factor = below / diagonal[index - 1]
      diagonal[index] -= factor
      right[index] -= factor * right[index - 1]
    }
    var first = right
    first[count - 1] = right[count - 1] / diagonal[count - 1]
    for index in stride(from: count - 2, through: 0, by: -1) {
      first[index] = (right[index] - first[index + 1]) / diagonal[index]
    }
    let second = (0..<count).map { index in
      index == count - 1
        ? (values[count] + first[count - 1]) / 2 : 2 * values[index + 1] - first[index + 1]
    }
    return (first, second)
  }
}

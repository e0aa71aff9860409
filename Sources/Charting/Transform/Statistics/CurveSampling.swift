#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Points of a curve: evenly spaced, and closer where it bends.
enum CurveSampling {
  /// A point.
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// The most steps that are made, so that a slip cannot exhaust memory.
  static let mostSteps = 100_000

  /// Points in as many steps of equal width as are asked for.
  static func even(from low: Double, to high: Double, steps: Int, _ curve: (Double) -> Double)
    -> [Point]
  {
    let steps = max(1, steps)
    return (0...steps).map { step in
      let x = step == steps ? high : low + Double(step) / Double(steps) * (high - low)
      return Point(x: x, y: curve(x))
    }
  }

  /// Points in at least `fewest` steps, halved while the curve turns in them by more than a tenth
  /// of a degree (with both axes of the same length), but not below the width of `most` steps.
  static func adaptive(
    from low: Double, to high: Double, fewest: Int = 25, most: Int = 200,
    _ curve: (Double) -> Double
  ) -> [Point] {
    guard most > fewest else { return even(from: low, to: high, steps: fewest, curve) }
    let coarse = even(from: low, to: high, steps: fewest, curve)
    let narrowest = (high - low) / Double(most)
    guard narrowest > 0, let first = coarse.first else { return coarse }
    let heights = coarse.map(\.y).filter(\.isFinite)
    let tall = (heights.max() ?? 0) - (heights.min() ?? 0)
    let scale = (x: 1 / (high - low), y: tall > 0 ? 1 / tall : 0)
    var points = [first]
    // The points to come, the nearest last.
    var ahead = Array(coarse.dropFirst().reversed())
    while let next = ahead.last, let here = points.last {
      let x = (here.x + next.x) / 2
      if x - here.x >= narrowest {
        let middle = Point(x: x, y: curve(x))
        if bend(here, middle, next, scale) > largestBend {
          ahead.append(middle)
          continue
        }
      }
      points.append(next)
      ahead.removeLast()
    }
    return points
  }

  private static let largestBend = 0.1 * Double.pi / 180

  /// By how much the way to the middle differs from the way to the end.
  private static func bend(
    _ start: Point, _ middle: Point, _ end: Point, _ scale: (x: Double, y: Double)
  ) -> Double {
    func angle(_ point: Point) -> Double {
      atan2(scale.y * (point.y - start.y), scale.x * (point.x - start.x))
    }
    return abs(angle(end) - angle(middle))
  }
}

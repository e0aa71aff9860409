// Scale: round numbers inside a domain.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Places ticks at round numbers inside a domain, exactly where d3-array (version 3) does.
///
/// Steps are 1, 2 or 5 times a power of ten. The wished count is only a wish: the result may have
/// a few more or fewer.
enum Ticks {
  /// The most ticks that are ever made, so that a huge count cannot exhaust memory.
  static let limit = 10_000.0

  /// Round numbers from `start` to `stop`, both included if they are round.
  ///
  ///     Ticks.ticks(from: 0, to: 97, count: 5)   // [0, 20, 40, 60, 80]
  ///
  /// - Returns: descending for a descending domain; empty if `count` is not positive or an end is
  ///   not finite.
  static func ticks(from start: Double, to stop: Double, count: Double = 10) -> [Double] {
    guard count > 0, start.isFinite, stop.isFinite else { return [] }
    if start == stop { return [start] }
    let descends = stop < start
    guard
      let step = Step(from: min(start, stop), to: max(start, stop), count: min(count, limit)),
      step.last - step.first <= 2 * limit, let size = Int(whole: step.last - step.first), size >= 0
    else { return [] }
    let values = (0...size).map { step.value(at: step.first + Double($0)) }
    return descends ? values.reversed() : values
  }

  /// The step between ticks; one below 1 is given as minus its inverse, which is a whole number
  /// and so keeps the ticks exact (d3-array's `tickIncrement`).
  ///
  ///     Ticks.increment(from: 0, to: 1, count: 10)   // -10: ticks at 0/10, 1/10, …
  static func increment(from start: Double, to stop: Double, count: Double) -> Double {
    Step(from: start, to: stop, count: count)?.increment ?? .nan
  }

  /// The distance between ticks, negative for a descending domain (d3-array's `tickStep`).
  static func step(from start: Double, to stop: Double, count: Double) -> Double {
    let increment = increment(from: min(start, stop), to: max(start, stop), count: count)
    let size = increment < 0 ? 1 / -increment : increment
    return stop < start ? -size : size
  }

  /// A domain widened outward to round numbers (d3-scale's `linear.nice`); it may descend.
  ///
  ///     Ticks.nice(0.2, 96.6)   // (0, 100)
  static func nice(_ start: Double, _ stop: Double, count: Double = 10) -> (Double, Double) {
    if stop < start {
      let (low, high) = nice(stop, start, count: count)
      return (high, low)
    }
    var (low, high) = (start, stop)
    var previous: Double?
    // Widening may call for a larger step, which widens again; d3 gives up after ten rounds.
    for _ in 0..<10 {
      let step = increment(from: low, to: high, count: count)
      if step == previous { return (low, high) }
      if step > 0 {
        (low, high) = ((low / step).rounded(.down) * step, (high / step).rounded(.up) * step)
      } else if step < 0 {
        (low, high) = ((low * step).rounded(.up) / step, (high * step).rounded(.down) / step)
      } else {
        break
      }
      previous = step
    }
    return (start, stop)
  }

  /// A step and the numbers, in steps from 0, of the first and the last tick of a domain.
  private struct Step {
    var increment: Double
    var first: Double
    var last: Double

    init?(from start: Double, to stop: Double, count: Double) {
      self.init(dividing: (start, stop), count: count)
      if last < first, count >= 0.5, count < 2 {
        self.init(dividing: (start, stop), count: count * 2)
      }
    }

    private init?(dividing domain: (Double, Double), count: Double) {
      let wanted = (domain.1 - domain.0) / max(0, count)
      guard wanted.isFinite, wanted > 0 else { return nil }
      let power = log10(wanted).rounded(.down)
      // The bounds between 1, 2, 5 and 10 are their geometric means.
      let mantissa = wanted / .powerOfTen(power)
      let factor =
        mantissa >= 50.0.squareRoot()
        ? 10.0 : mantissa >= 10.0.squareRoot() ? 5 : mantissa >= 2.0.squareRoot() ? 2 : 1
      increment = power < 0 ? -(.powerOfTen(-power) / factor) : .powerOfTen(power) * factor
      (first, last) = (0, 0)
      first = index(of: domain.0).roundedHalfUp
      last = index(of: domain.1).roundedHalfUp
      if value(at: first) < domain.0 { first += 1 }
      if value(at: last) > domain.1 { last -= 1 }
    }

    func index(of value: Double) -> Double {
      increment < 0 ? value * -increment : value / increment
    }

    func value(at index: Double) -> Double {
      increment < 0 ? index / -increment : index * increment
    }
  }
}

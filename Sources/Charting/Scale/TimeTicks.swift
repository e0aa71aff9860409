// Scale: ticks at round times.

/// Chooses ticks at round times, as d3-scale does.
///
/// d3's local and UTC scales differ in one thing, kept here by `utc`: every second day counts from
/// the first of the month on a local scale, and from 1970 on a UTC scale.
enum TimeTicks {
  /// Moments from `start` to `stop` at a round interval that gives about `count` of them.
  ///
  ///     TimeTicks.ticks(from: jan1, to: dec31, count: 10)   // the first of each month
  ///
  /// - Returns: descending for a descending domain; empty if `count` is not positive.
  static func ticks(from start: Double, to stop: Double, count: Double = 10, utc: Bool = false)
    -> [Double]
  {
    guard let interval = interval(from: start, to: stop, count: count, utc: utc) else { return [] }
    return ticks(from: start, to: stop, interval: interval)
  }

  /// The boundaries of an interval from `start` to `stop`, both included.
  static func ticks(
    from start: Double, to stop: Double, interval: CalendarInterval
  ) -> [Double] {
    let values = interval.range(min(start, stop), max(start, stop) + 1)
    return stop < start ? values.reversed() : values
  }

  /// A domain widened to boundaries of the interval that its ticks have.
  static func nice(_ start: Double, _ stop: Double, count: Double = 10, utc: Bool = false) -> (
    Double, Double
  ) {
    guard let interval = interval(from: start, to: stop, count: count, utc: utc) else {
      return (start, stop)
    }
    return nice(start, stop, interval: interval)
  }

  /// A domain widened to boundaries of an interval.
  static func nice(
    _ start: Double, _ stop: Double, interval: CalendarInterval
  ) -> (Double, Double) {
    guard start.magnitude <= CivilDate.limit, stop.magnitude <= CivilDate.limit else {
      return (start, stop)
    }
    if stop < start { return (interval.ceil(start), interval.floor(stop)) }
    return (interval.floor(start), interval.ceil(stop))
  }

  /// The round interval that comes nearest to the wanted count, by ratio; nil if `count` is not
  /// positive or an end is not a date.
  static func interval(
    from start: Double, to stop: Double, count: Double, utc: Bool = false
  ) -> CalendarInterval? {
    guard count > 0, start.magnitude <= CivilDate.limit, stop.magnitude <= CivilDate.limit
    else { return nil }
    let target = abs(stop - start) / count
    let length = { (interval: CalendarInterval) in interval.unit.length * interval.step }
    guard let after = roundIntervals.firstIndex(where: { length($0) > target }) else {
      let year = CalendarInterval.Unit.year.length
      let step = Ticks.step(from: start / year, to: stop / year, count: count)
      return CalendarInterval(.year, step: abs(step))
    }
    guard after > 0 else {
      let step = Ticks.step(from: start, to: stop, count: count)
      return CalendarInterval(.millisecond, step: max(abs(step), 1))
    }
    let (shorter, longer) = (roundIntervals[after - 1], roundIntervals[after])
    let nearest = target / length(shorter) < length(longer) / target ? shorter : longer
    return utc && nearest.unit == .day ? CalendarInterval(.epochDay, step: nearest.step) : nearest
  }

  /// The intervals of d3-time's ticks, by length.
  private static let roundIntervals: [CalendarInterval] = [
    .init(.second), .init(.second, step: 5), .init(.second, step: 15), .init(.second, step: 30),
    .init(.minute), .init(.minute, step: 5), .init(.minute, step: 15), .init(.minute, step: 30),
    .init(.hour), .init(.hour, step: 3), .init(.hour, step: 6), .init(.hour, step: 12),
    .init(.day), .init(.day, step: 2), .init(.week),
    .init(.month), .init(.month, step: 3), .init(.year),
  ]
}

// Scale: years that get a label.

/// Chooses the years of an axis that get a label.
///
/// The rule is Playfair's own.
/// The first and the last year are always labelled. A step of up to ten years that divides the
/// span evenly and gives about the wanted count is preferred (1949, 1952, … 1970); else the years
/// between are multiples of 1, 2, 5, 10, 20, 25, 50, 100 …, and those that would crowd an end
/// label are dropped.
enum YearTicks {
  /// The share of a step within which a year crowds the label at an end.
  static let crowding = 0.25

  /// The years to label from `start` to `stop`, as whole numbers.
  ///
  ///     YearTicks.ticks(from: 1949, to: 1970, count: 8)   // [1949, 1952, … 1967, 1970]
  ///
  /// - Returns: descending for a descending domain; empty if no whole year lies in the domain or
  ///   `count` is not positive.
  static func ticks(from start: Double, to stop: Double, count: Double) -> [Double] {
    let first = min(start, stop).rounded(.up)
    let last = max(start, stop).rounded(.down)
    guard count > 0, (last - first).isFinite, first <= last else { return [] }
    if first == last { return [first] }
    let years = years(first, last, count: min(count, Ticks.limit))
    return stop < start ? years.reversed() : years
  }

  private static func years(_ first: Double, _ last: Double, count: Double) -> [Double] {
    let step = roundStep(last - first, count: count)
    let isAligned =
      first.truncatingRemainder(dividingBy: step) == 0
      && last.truncatingRemainder(dividingBy: step) == 0
    if !isAligned, let even = evenStep(last - first, count: count) {
      return Array(stride(from: first, through: last, by: even))
    }
    let inner = stride(from: (first / step).rounded(.up) * step, through: last, by: step)
      .filter { $0 - first >= crowding * step && last - $0 >= crowding * step }
    return [first] + inner + [last]
  }

  /// The step of up to ten years that divides the span and comes nearest to the wanted count, if
  /// one comes within a third of it.
  private static func evenStep(_ span: Double, count: Double) -> Double? {
    let wanted = max(count - 1, 1)
    let distance = { (step: Double) in max(span / step / wanted, wanted / (span / step)) }
    return stride(from: 1.0, through: 10, by: 1)
      .filter { span.truncatingRemainder(dividingBy: $0) == 0 && distance($0) <= 4.0 / 3 }
      .min { distance($0) < distance($1) }
  }

  /// The smallest round step that gives at most a quarter more than the wanted count.
  private static func roundStep(_ span: Double, count: Double) -> Double {
    let least = span / max(count - 1, 1) / 1.25
    for step in [1.0, 2, 5] where step >= least { return step }
    var power = 10.0
    while power.isFinite {
      for factor in [1, 2, 2.5, 5] where factor * power >= least { return factor * power }
      power *= 10
    }
    return span
  }

  /// A year as a reader writes it: "1958", or "44 BCE" for -44 if asked.
  ///
  /// Years before our era are negative: -44 is the year 44 BCE, so there is no year 0 to label. A
  /// half year is rounded down to the year that holds it.
  static func label(_ year: Double, era: Bool = false, minus: String = "\u{2212}") -> String {
    guard let whole = Int(whole: year.rounded(.down)) else { return "" }
    guard whole < 0 else { return String(whole) }
    return era ? "\(whole.magnitude) BCE" : minus + String(whole.magnitude)
  }
}

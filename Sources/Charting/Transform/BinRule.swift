import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bins of one width: where they start, where they stop, how wide each is.
///
/// The rule is that of Vega's bin transform (https://vega.github.io/vega/docs/transforms/bin/): the
/// step is a power of the base, divided by 5 or 2 where that gives no more bins than are wanted, and
/// the ends are multiples of the step.
struct BinRule: Hashable, Sendable {
  var start: Double
  var stop: Double
  var step: Double

  /// What is asked of bins.
  struct Parameters: Hashable, Sendable {
    var maxbins = 10.0
    var base = 10.0
    var step: Double?
    var steps: [Double] = []
    var minstep = 0.0
    var divide = [5.0, 2]
    var extent: [Double]?
    var anchor: Double?
    var nice = true
  }

  /// The bins for values from `low` to `high`.
  init(_ asked: Parameters, from low: Double, to high: Double) {
    var low = asked.extent?.first ?? low, high = asked.extent?.last ?? high
    if !(low <= high) { (low, high) = (0, 0) }
    let span = high - low != 0 ? high - low : low != 0 ? abs(low) : 1
    let width = BinRule.width(asked, span: span)
    if asked.nice {
      let digits = width >= 1 ? 0 : (-BinRule.log(width, asked.base)).rounded(.down) + 1
      let tolerance = BinRule.power(asked.base, -digits - 1)
      let first = (low / width + tolerance).rounded(.down) * width
      start = low < first ? first - width : first
      stop = (high / width).rounded(.up) * width
    } else {
      (start, stop) = (low, high)
    }
    step = width
    if stop == start { stop = start + width }
    if let anchor = asked.anchor {
      let shift = anchor - (start + width * ((anchor - start) / width).rounded(.down))
      start += shift
    }
  }

  private static func width(_ asked: Parameters, span: Double) -> Double {
    if let step = asked.step, step > 0 { return step }
    if !asked.steps.isEmpty {
      let steps = asked.steps.sorted(), least = span / asked.maxbins
      return steps.last { $0 <= least } ?? steps[0]
    }
    let level = log(asked.maxbins, asked.base).rounded(.up)
    var width = max(asked.minstep, power(asked.base, log(span, asked.base).rounded() - level))
    while (span / width).rounded(.up) > asked.maxbins { width *= asked.base }
    for divisor in asked.divide {
      let finer = width / divisor
      if finer >= asked.minstep, span / finer <= asked.maxbins { width = finer }
    }
    return width
  }

  /// The start of the bin that holds a value; endless outside.
  ///
  /// The last bin holds its end too.
  func start(of value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    guard value >= start else { return -.infinity }
    guard value <= stop else { return .infinity }
    let last = ((stop - start) / step - 1e-14).rounded(.up) - 1
    return start + step * min(max(last, 0), (1e-14 + (value - start) / step).rounded(.down))
  }

  /// The bounds of all bins.
  var bounds: [Double] {
    let count = Int(whole: ((stop - start) / step).rounded()) ?? 0
    guard count > 0, count < 10_000 else { return [start, stop] }
    return (0...count).map { start + Double($0) * step }
  }

  private static func log(_ number: Double, _ base: Double) -> Double {
    base == 10 ? log10(number) : logarithm(number) / logarithm(base)
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
}

private func logarithm(_ number: Double) -> Double { log(number) }

extension BinRule.Parameters {
  /// A name that tells bins of one field apart: `bin_maxbins_10`.
  var name: String {
    var parts = ["bin"]
    func add(_ name: String, _ number: Double?) {
      if let number { parts.append("\(name)_\(JSNumber.text(number))") }
    }
    if step == nil { add("maxbins", maxbins) }
    add("step", step)
    if base != 10 { add("base", base) }
    if minstep != 0 { add("minstep", minstep) }
    add("anchor", anchor)
    if !nice { parts.append("nice_false") }
    if !steps.isEmpty { parts.append("steps_" + steps.map(JSNumber.text).joined(separator: "_")) }
    if let extent { parts.append("extent_" + extent.map(JSNumber.text).joined(separator: "_")) }
    return parts.joined(separator: "_")
  }
}

extension Table {
  /// Adds the starts and the ends of the bins of a column.
  mutating func add(_ rule: BinRule, of column: String, as names: (start: String, end: String)) {
    guard let numbers = self[column] else { return }
    var starts = [Double](repeating: Column.missing, count: rowCount), ends = starts
    for row in 0..<rowCount {
      guard let number = numbers[row].number, let start = rule.start(of: number) else { continue }
      (starts[row], ends[row]) = (start, start + rule.step)
    }
    set(Column(names.start, .numbers(starts)))
    set(Column(names.end, .numbers(ends)))
  }

  /// The bins of all values of a column.
  func bins(of column: String, _ asked: BinRule.Parameters) -> BinRule {
    var low = Double.infinity, high = -Double.infinity
    if let values = self[column] {
      for row in 0..<rowCount {
        guard let number = values[row].number, number.isFinite else { continue }
        (low, high) = (min(low, number), max(high, number))
      }
    }
    return BinRule(asked, from: low, to: high)
  }
}

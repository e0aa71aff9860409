// Scale: numbers to numbers.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Maps numbers or moments to numbers: a transform, then straight pieces (d3-scale, Vega).
///
/// Every kind is the same scale with another transform. Domain and range have two or more numbers
/// and may descend; extra numbers of the longer one are ignored.
struct ContinuousScale: Sendable, Hashable {
  /// The kinds.
  enum Kind: Sendable, Hashable {
    /// As it is.
    case linear
    /// By logarithm to a base; a domain below zero is mirrored.
    case log(base: Double)
    /// By power, odd about zero.
    case pow(exponent: Double)
    /// By square root, odd about zero.
    case sqrt
    /// By logarithm, but linear about zero within a constant (Webber 2013).
    case symlog(constant: Double)
    /// Moments, with ticks of the local calendar.
    case time
    /// Moments, with ticks of the calendar of UTC.
    case utc
    /// To itself.
    case identity
    /// Years, with ticks of `YearTicks`.
    case year
  }

  /// The kind.
  let kind: Kind
  /// The numbers that are mapped.
  let domain: [Double]
  /// What they are mapped to.
  let range: [Double]
  /// Whether results stay within the range.
  let clamp: Bool
  /// Whether results are whole numbers.
  let round: Bool
  private let pieces: Pieces

  /// Creates a scale.
  init(
    _ kind: Kind, domain: [Double], range: [Double], clamp: Bool = false, round: Bool = false
  ) {
    self.kind = kind
    self.domain = domain
    self.range = kind == .identity ? domain : range
    self.clamp = clamp
    self.round = round
    pieces = Pieces(
      from: domain.map(ScaleTransform(kind, domain: domain).apply), to: self.range)
  }

  /// The number that a number of the domain is mapped to; NaN if it has none.
  func map(_ value: Double) -> Double {
    if kind == .identity { return value }
    let result = pieces.map(transform.apply(clamp ? clamped(value) : value))
    return round ? result.roundedHalfUp : result
  }

  /// The number of the domain that is mapped to a number; NaN if there is none.
  func invert(_ value: Double) -> Double {
    if kind == .identity { return value }
    let result = transform.invert(pieces.inverse.map(value))
    return clamp ? clamped(result) : result
  }

  /// Round numbers of the domain, about `count` of them.
  func ticks(count: Double = 10) -> [Double] {
    guard let (start, stop) = ends else { return [] }
    switch kind {
    case .linear, .pow, .sqrt, .symlog, .identity:
      return Ticks.ticks(from: start, to: stop, count: count)
    case .log:
      return LogTicks.ticks(from: start, to: stop, logarithm: logarithm, count: count)
    case .time, .utc:
      return TimeTicks.ticks(from: start, to: stop, count: count, utc: kind == .utc)
    case .year: return YearTicks.ticks(from: start, to: stop, count: count)
    }
  }

  /// The boundaries of a calendar interval within the domain, for a scale of moments.
  func ticks(every interval: CalendarInterval) -> [Double] {
    guard let (start, stop) = ends else { return [] }
    return TimeTicks.ticks(from: start, to: stop, interval: interval)
  }

  /// The scale with its domain widened to round numbers; years stay as they are.
  func niced(count: Double = 10) -> ContinuousScale {
    guard let (start, stop) = ends else { return self }
    switch kind {
    case .linear, .pow, .sqrt, .symlog, .identity:
      return withEnds(Ticks.nice(start, stop, count: count))
    case .log:
      let (low, high) = LogTicks.nice(start, stop, logarithm: logarithm)
      return low.isFinite && high.isFinite ? withEnds((low, high)) : self
    case .time, .utc:
      return withEnds(TimeTicks.nice(start, stop, count: count, utc: kind == .utc))
    case .year: return self
    }
  }

  /// The scale with its domain widened to boundaries of a calendar interval.
  func niced(every interval: CalendarInterval) -> ContinuousScale {
    guard let (start, stop) = ends else { return self }
    return withEnds(TimeTicks.nice(start, stop, interval: interval))
  }

  /// The scale with its domain widened so that its ends lie some distance outside, in the units of
  /// the range (Vega's `padding`).
  func padded(by distance: Double) -> ContinuousScale {
    guard let (start, stop) = ends, let from = range.first, let to = range.last,
      distance != 0, (to - from).magnitude > 2 * distance, kind != .identity
    else { return self }
    let (a, b) = (transform.apply(start), transform.apply(stop))
    let share = distance / ((to - from).magnitude - 2 * distance)
    return withEnds(
      (transform.invert(a - (b - a) * share), transform.invert(b + (b - a) * share)))
  }

  /// The same scale over another domain.
  func with(domain: [Double]) -> ContinuousScale {
    ContinuousScale(kind, domain: domain, range: range, clamp: clamp, round: round)
  }

  /// The same scale to another range.
  func with(range: [Double]) -> ContinuousScale {
    ContinuousScale(kind, domain: domain, range: range, clamp: clamp, round: round)
  }

  /// The first and the last number of the domain.
  var ends: (Double, Double)? {
    guard let first = domain.first, let last = domain.last else { return nil }
    return (first, last)
  }

  /// Whether it is a scale of logarithms.
  var isLogarithmic: Bool { if case .log = kind { true } else { false } }

  /// The transform that makes the scale straight.
  var transform: ScaleTransform { ScaleTransform(kind, domain: domain) }

  /// The logarithm of a logarithmic scale; that of ten for the others.
  var logarithm: Logarithm {
    guard case .log(let base) = kind else { return Logarithm(base: 10) }
    return Logarithm(base: base, isNegative: (domain.first ?? 1) < 0)
  }

  private func withEnds(_ ends: (Double, Double)) -> ContinuousScale {
    guard domain.count > 1 else { return self }
    return with(domain: [ends.0] + domain.dropFirst().dropLast() + [ends.1])
  }

  private func clamped(_ value: Double) -> Double {
    let used = domain.prefix(min(domain.count, range.count))
    guard let first = used.first, let last = used.last else { return value }
    return min(max(value, min(first, last)), max(first, last))
  }
}

/// A transform of a scale, increasing where it is defined, and its inverse.
struct ScaleTransform: Sendable, Hashable {
  private let kind: ContinuousScale.Kind
  private let isNegative: Bool

  /// Creates the transform of a kind of scale; logarithms look at the sign of the domain.
  init(_ kind: ContinuousScale.Kind, domain: [Double]) {
    self.kind = kind
    isNegative = (domain.first ?? 1) < 0
  }

  /// The transform of a number.
  func apply(_ value: Double) -> Double {
    switch kind {
    case .linear, .time, .utc, .identity, .year: value
    // Every logarithm makes the same scale, so the fastest will do.
    case .log: isNegative ? -log(-value) : log(value)
    case .pow(let exponent): ScaleTransform.odd(value) { pow($0, exponent) }
    case .sqrt: ScaleTransform.odd(value) { $0.squareRoot() }
    case .symlog(let constant): ScaleTransform.odd(value) { log1p($0 / constant) }
    }
  }

  /// The number of a transform.
  func invert(_ value: Double) -> Double {
    switch kind {
    case .linear, .time, .utc, .identity, .year: value
    case .log: isNegative ? -exp(-value) : exp(value)
    case .pow(let exponent): ScaleTransform.odd(value) { pow($0, 1 / exponent) }
    case .sqrt: value < 0 ? -value * value : value * value
    case .symlog(let constant): ScaleTransform.odd(value) { expm1($0) * constant }
    }
  }

  private static func odd(_ value: Double, _ function: (Double) -> Double) -> Double {
    value < 0 ? -function(-value) : function(value)
  }
}

/// Straight pieces between pairs of numbers (d3-scale's `bimap` and `polymap`).
private struct Pieces: Sendable, Hashable {
  private let from: [Double]
  private let to: [Double]

  init(from: [Double], to: [Double]) {
    let count = min(from.count, to.count)
    let descends = count > 1 && from[count - 1] < from[0]
    self.from = descends ? from.prefix(count).reversed() : Array(from.prefix(count))
    self.to = descends ? to.prefix(count).reversed() : Array(to.prefix(count))
  }

  var inverse: Pieces { Pieces(from: to, to: from) }

  func map(_ value: Double) -> Double {
    guard from.count > 1 else { return .nan }
    var index = 0
    while index < from.count - 2, value >= from[index + 1] { index += 1 }
    let (start, stop) = (from[index], from[index + 1])
    // A domain without extent maps to the middle.
    let share = start == stop ? (value.isNaN ? .nan : 0.5) : (value - start) / (stop - start)
    return to[index] * (1 - share) + to[index + 1] * share
  }
}

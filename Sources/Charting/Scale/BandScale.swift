// Scale: single values to bands or points side by side.

import Tables

/// Shares a range evenly among values, as bands or as points (d3-scale and Vega).
struct BandScale: Sendable, Hashable {
  /// The values, in order; none twice.
  let domain: [Value]
  /// The start and the end of the range; it may descend.
  let range: [Double]
  /// The share of a step that lies between two bands; 1 makes points.
  let paddingInner: Double
  /// The share of a step that lies before the first and after the last band.
  let paddingOuter: Double
  /// How the space that is left is shared: 0 all after, 1 all before the bands.
  let align: Double
  /// Whether positions and widths are whole numbers.
  let round: Bool
  /// The width of a band; 0 for points.
  let bandwidth: Double
  /// The distance from the start of a band to the start of the next.
  let step: Double
  private let start: Double
  private let index: [Value: Int]

  /// Creates a band scale.
  init(
    domain: [Value], range: [Double], paddingInner: Double = 0, paddingOuter: Double = 0,
    align: Double = 0.5, round: Bool = false
  ) {
    let unique = BandScale.unique(domain)
    (self.domain, index) = (unique.values, unique.index)
    self.range = range
    self.paddingInner = min(1, paddingInner)
    self.paddingOuter = paddingOuter
    self.align = min(max(align, 0), 1)
    self.round = round
    let count = Double(unique.values.count)
    let from = range.first ?? 0
    let to = range.last ?? 0
    let space = BandScale.space(
      count: count, paddingInner: self.paddingInner, paddingOuter: paddingOuter)
    let width = abs(to - from)
    var step = width / (space == 0 ? 1 : space)
    if round { step = step.rounded(.down) }
    var start = min(from, to)
    start += (width - step * (count - self.paddingInner)) * self.align
    let bandwidth = step * (1 - self.paddingInner)
    self.step = step
    self.start = round ? start.roundedHalfUp : start
    self.bandwidth = round ? bandwidth.roundedHalfUp : bandwidth
  }

  /// Creates a point scale: bands without width, a step apart.
  static func points(
    domain: [Value], range: [Double], padding: Double = 0, align: Double = 0.5,
    round: Bool = false
  ) -> BandScale {
    BandScale(
      domain: domain, range: range, paddingInner: 1, paddingOuter: padding, align: align,
      round: round)
  }

  /// Where the band of a value starts, towards zero; nil if the domain lacks the value.
  func position(of value: Value) -> Double? {
    index[BandScale.key(value)].map(position(at:))
  }

  /// Where the band at an index of the domain starts.
  func position(at index: Int) -> Double {
    let place = isReversed ? domain.count - 1 - index : index
    return start + step * Double(place)
  }

  /// Whether the range descends.
  var isReversed: Bool { (range.last ?? 0) < (range.first ?? 0) }

  /// The middle of the band of a value; nil if the domain lacks the value.
  func center(of value: Value) -> Double? { position(of: value).map { $0 + bandwidth / 2 } }

  /// The value whose band, or whose step for points, holds a position.
  func value(at position: Double) -> Value? {
    let extent = bandwidth > 0 ? bandwidth : step
    let shift = bandwidth > 0 ? 0 : step / 2
    return domain.indices.first { index in
      let start = self.position(at: index) - shift
      return position >= start && position <= start + extent
    }.map { domain[$0] }
  }

  /// How many steps a number of bands takes with its padding: the range of a step size is the step
  /// times this (Vega's `bandspace`).
  static func space(count: Double, paddingInner: Double, paddingOuter: Double) -> Double {
    let space = count - paddingInner + paddingOuter * 2
    return count > 0 ? (space > 0 ? space : 1) : 0
  }

  /// The key under which a value is looked up: a moment is its number, as in JavaScript.
  static func key(_ value: Value) -> Value {
    if case .date(let moment) = value { return .number(moment) }
    return value
  }

  /// The values without repetitions, and where each stands.
  static func unique(_ values: [Value]) -> (values: [Value], index: [Value: Int]) {
    var index: [Value: Int] = [:]
    var unique: [Value] = []
    for value in values where index[key(value)] == nil {
      index[key(value)] = unique.count
      unique.append(value)
    }
    return (unique, index)
  }
}

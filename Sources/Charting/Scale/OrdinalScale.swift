// Scale: single values to anything.

import Tables

/// Maps the values of a domain to outputs by their order, round and round (d3-scale).
struct OrdinalScale<Output: Sendable>: Sendable {
  /// The values, in order; none twice.
  let domain: [Value]
  /// The outputs; the first follows the last.
  let range: [Output]
  /// What values that the domain lacks are mapped to.
  let unknown: Output?
  private let index: [Value: Int]

  /// Creates an ordinal scale.
  init(domain: [Value], range: [Output], unknown: Output? = nil) {
    (self.domain, index) = BandScale.unique(domain)
    self.range = range
    self.unknown = unknown
  }

  /// The output of a value; `unknown` if the domain lacks it or there are no outputs.
  func map(_ value: Value) -> Output? {
    guard let place = index[BandScale.key(value)], !range.isEmpty else { return unknown }
    return range[place % range.count]
  }
}

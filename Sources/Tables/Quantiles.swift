/// Quantiles as d3 and Vega take them.
public enum Quantiles {
  /// The quantile at `p` (0 to 1) of numbers in ascending order; nil if there are none.
  ///
  /// Between two numbers it is interpolated: R's type 7, which is d3's.
  ///
  ///     Quantiles.quantile(0.5, ofSorted: [1, 2, 4, 8])   // 3
  public static func quantile(_ p: Double, ofSorted numbers: [Double]) -> Double? {
    guard let first = numbers.first, let last = numbers.last, !p.isNaN else { return nil }
    if p <= 0 || numbers.count < 2 { return first }
    if p >= 1 { return last }
    let position = Double(numbers.count - 1) * p
    let below = min(Int(position), numbers.count - 2)
    let (low, high) = (numbers[below], numbers[below + 1])
    return low + (high - low) * (position - Double(below))
  }

  /// The numbers of some values in ascending order: what is missing, NaN, or no number is left out.
  public static func sortedNumbers(_ values: some Sequence<Value>) -> [Double] {
    values.compactMap { value in
      guard let number = value.numeric, !number.isNaN else { return nil }
      return number
    }.sorted()
  }
}

extension Value {
  /// The value as JavaScript turns it into a number, nil for what is missing.
  ///
  /// Texts that are not numbers, lists and records are NaN; empty texts count as missing.
  public var numeric: Double? {
    switch self {
    case .null, .text(""): nil
    case .bool(let flag): flag ? 1 : 0
    case .number(let number), .date(let number): number
    case .text(let text): NumberParsing.double(text) ?? .nan
    case .list, .record, .geometry: .nan
    }
  }
}

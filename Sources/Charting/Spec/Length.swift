import Notation

/// Lengths with units: `89mm`, `3.5in`, `252pt`, `400px`, `12cm`.
public enum Length {
  /// The form of a length, as a regular expression.
  static let pattern = "^ *[-+.0-9eE]+ *(mm|cm|in|pt|px|pc)?$"

  /// The length in points (1/72 in), of which a pixel of Vega-Lite is one; nil if it is no length.
  ///
  /// A number without a unit is in points.
  public static func points(_ text: String) -> Double? {
    let units: [(String, Double)] = [
      ("mm", 72 / 25.4), ("cm", 72 / 2.54), ("in", 72), ("pt", 1), ("px", 1), ("pc", 12),
    ]
    var number = Substring(text).drop { $0 == " " }
    var factor = 1.0
    for (unit, size) in units where number.hasSuffix(unit) {
      number = number.dropLast(unit.count)
      factor = size
      break
    }
    while number.last == " " { number = number.dropLast() }
    let allowed = Set("0123456789.+-eE")
    guard !number.isEmpty, number.allSatisfy(allowed.contains), let value = Double(String(number)),
      value.isFinite, value >= 0
    else { return nil }
    return value * factor
  }
}

/// A distance in a spec: a number of pixels, or ours, a text such as `1.5em` in sizes of the type.
enum Distance: SpecValue, Hashable {
  case points(Double)
  case em(Double)

  static var expectation: String { "a number of pixels, or a text such as '1.5em'" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.number, .text(pattern: "^[-+.0-9eE]+em$"))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Distance? {
    if let number = node.number { return .points(number) }
    if let text = node.string, text.hasSuffix("em"), let number = Double(text.dropLast(2)),
      number.isFinite
    {
      return .em(number)
    }
    reader.mismatch(node, expected: expectation)
    return nil
  }

  /// The distance in points, for a size of type.
  func points(em size: Double) -> Double {
    switch self {
    case .points(let points): points
    case .em(let count): count * size
    }
  }
}

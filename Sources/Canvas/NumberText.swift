/// Numbers as the scene text, SVG and PDF attributes write them.
package enum NumberText {
  /// A number with at most some decimals, no trailing zeros and never "-0".
  ///
  ///     NumberText.decimal(-0.001, places: 2)   // 0
  ///     NumberText.decimal(12.50, places: 2)    // 12.5
  package static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    let scaled = (number.magnitude * factor).rounded()
    // Beyond this there are no decimals left to write.
    guard scaled < 9e15 else { return whole(number) }
    let digits = Int64(scaled)
    guard digits != 0 else { return "0" }
    let unit = Int64(factor)
    var text = (number < 0 ? "-" : "") + String(digits / unit)
    var rest = digits % unit
    guard rest != 0 else { return text }
    var width = places
    while rest % 10 == 0 { (rest, width) = (rest / 10, width - 1) }
    let tail = String(rest)
    text += "." + String(repeating: "0", count: max(0, width - tail.count)) + tail
    return text
  }

  /// A very large number in plain digits.
  private static func whole(_ number: Double) -> String {
    var rest = number.magnitude.rounded()
    guard rest >= 9e15 else { return String(Int64(number.rounded())) }
    var digits: [String] = []
    while rest >= 1 {
      digits.append(String(Int(rest.truncatingRemainder(dividingBy: 10))))
      rest = (rest / 10).rounded(.down)
    }
    return (number < 0 ? "-" : "") + digits.reversed().joined()
  }
}

extension Double {
  /// The number within bounds; the lower one if it is not a number.
  func limited(_ lower: Double, _ upper: Double) -> Double {
    isNaN ? lower : Swift.min(Swift.max(self, lower), upper)
  }
}

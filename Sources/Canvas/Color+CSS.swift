extension Color {
  /// Reads a colour as CSS writes it; nil if it is none.
  ///
  /// Names, `transparent`, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()`, `rgba()`, `hsl()` and
  /// `hsla()`, with commas or with spaces and a slash. Parts beyond their range are limited.
  ///
  ///     Color(css: "steelblue")                 // #4682b4
  ///     Color(css: "rgb(70 130 180 / 50%)")     // rgba(70, 130, 180, 0.5)
  ///     Color(css: "colour")                    // nil
  public init?(css text: String) {
    let words = text.lowercased().trimmed
    if words.hasPrefix("#") {
      self.init(hexDigits: words.dropFirst())
    } else if let hex = Color.cssNames[words] {
      self.init(hex: hex)
    } else if words == "transparent" {
      self = Color.black.opacity(0)
    } else {
      self.init(function: words)
    }
  }

  private init?(hexDigits: Substring) {
    let digits = hexDigits.map { $0.isASCII ? $0.hexDigitValue : nil }
    guard !digits.contains(nil) else { return nil }
    let values = digits.compactMap { $0 }
    let bytes: [Int]
    switch values.count {
    case 3, 4: bytes = values.map { $0 * 17 }
    case 6, 8:
      bytes = stride(from: 0, to: values.count, by: 2).map { values[$0] * 16 + values[$0 + 1] }
    default: return nil
    }
    let parts = bytes.map { Double($0) / 255 }
    self.init(
      red: parts[0], green: parts[1], blue: parts[2], alpha: parts.count > 3 ? parts[3] : 1)
  }

  /// Reads `rgb(…)` and `hsl(…)`.
  private init?(function words: String) {
    guard words.hasSuffix(")"), let open = words.firstIndex(of: "(") else { return nil }
    let inner = words[words.index(after: open)...].dropLast()
    guard let arguments = CSSArguments(inner) else { return nil }
    let alpha = arguments.alpha.flatMap { $0.share(of: 1) } ?? 1
    switch words[..<open] {
    case "rgb", "rgba":
      let parts = arguments.parts.compactMap { $0.share(of: 255) }
      guard parts.count == 3 else { return nil }
      self.init(red: parts[0], green: parts[1], blue: parts[2], alpha: alpha)
    case "hsl", "hsla":
      guard let hue = arguments.parts[0].degrees,
        let saturation = arguments.parts[1].share(of: 100),
        let lightness = arguments.parts[2].share(of: 100)
      else { return nil }
      self.init(hue: hue, saturation: saturation, lightness: lightness, alpha: alpha)
    default: return nil
    }
  }

  /// Creates a colour from a hue in degrees and a saturation and a lightness from 0 to 1.
  public init(hue: Double, saturation: Double, lightness: Double, alpha: Double = 1) {
    let turn = hue.isFinite ? hue.truncatingRemainder(dividingBy: 360) : 0
    let hue = (turn < 0 ? turn + 360 : turn) / 30
    let reach = saturation * min(lightness, 1 - lightness)
    func part(_ offset: Double) -> Double {
      let k = (offset + hue).truncatingRemainder(dividingBy: 12)
      return lightness - reach * max(-1, min(k - 3, 9 - k, 1))
    }
    self.init(red: part(0), green: part(8), blue: part(4), alpha: alpha)
  }
}

/// The arguments of one of CSS's colour functions: three parts and perhaps an opacity.
private struct CSSArguments {
  let parts: [CSSNumber]
  let alpha: CSSNumber?

  init?(_ text: Substring) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let first = halves.first else { return nil }
    let words =
      text.contains(",")
      ? text.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
      : first.split(whereSeparator: \.isWhitespace).map(String.init)
        + halves.dropFirst().map { String($0).trimmed }
    let numbers = words.map(CSSNumber.init)
    guard numbers.count == 3 || numbers.count == 4, !numbers.contains(where: { $0 == nil }),
      halves.count == 1 || (!text.contains(",") && numbers.count == 4)
    else { return nil }
    let all = numbers.compactMap { $0 }
    // Without commas an opacity stands after a slash.
    guard all.count == 3 || text.contains(",") || halves.count == 2 else { return nil }
    parts = Array(all.prefix(3))
    alpha = all.count == 4 ? all[3] : nil
  }
}

/// A number of CSS with its unit.
private struct CSSNumber {
  let value: Double
  let unit: String

  init?(_ text: String) {
    let digits = text.prefix { "0123456789+-.".contains($0) }
    // An exponent belongs to the number only if digits follow it.
    var end = digits.endIndex
    let rest = text[end...]
    if rest.first == "e" {
      let exponent = rest.dropFirst().prefix { "0123456789+-".contains($0) }
      if !exponent.isEmpty { end = exponent.endIndex }
    }
    guard let value = Double(text[..<end]), value.isFinite else { return nil }
    self.value = value
    unit = String(text[end...])
  }

  /// The number as a share of a whole, from 0 to 1; nil if it has a unit other than `%`.
  func share(of whole: Double) -> Double? {
    switch unit {
    case "": (value / whole).limited(0, 1)
    case "%": (value / 100).limited(0, 1)
    default: nil
    }
  }

  /// The number as an angle, in degrees; nil if its unit is none of an angle.
  var degrees: Double? {
    switch unit {
    case "", "deg": value
    case "turn": value * 360
    case "rad": value * 180 / .pi
    case "grad": value * 0.9
    default: nil
    }
  }
}

extension String {
  /// The text without the spaces around it.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(
      start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
  }
}

extension Color {
  /// The names of CSS's colours, sorted, for suggestions.
  public static var names: [String] { cssNames.keys.sorted() }
}

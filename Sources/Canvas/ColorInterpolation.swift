// Canvas: colours between two colours.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A way from one colour to another, as d3-interpolate has them.
public enum ColorInterpolation: Sendable, Hashable {
  /// Along red, green and blue; with a gamma other than 1 along their powers.
  case rgb(gamma: Double)
  /// Along hue, the shorter way round, saturation and lightness.
  case hsl
  /// Along hue, the way that the numbers go, saturation and lightness.
  case hslLong
  /// Along CIE L*a*b*, where equal steps look equal.
  case lab
  /// Along CIE hue, the shorter way round, chroma and lightness.
  case hcl
  /// Along CIE hue, the way that the numbers go, chroma and lightness.
  case hclLong
  /// Along a helix around the greys (Green 2011), the shorter way round.
  case cubehelix(gamma: Double)
  /// Along a helix around the greys, the way that the numbers go.
  case cubehelixLong(gamma: Double)

  /// The interpolation of one of Vega's names; nil if there is none.
  ///
  ///     ColorInterpolation(name: "hcl-long")   // .hclLong
  public init?(name: String, gamma: Double = 1) {
    switch name {
    case "rgb": self = .rgb(gamma: gamma)
    case "hsl": self = .hsl
    case "hsl-long": self = .hslLong
    case "lab": self = .lab
    case "hcl": self = .hcl
    case "hcl-long": self = .hclLong
    case "cubehelix": self = .cubehelix(gamma: gamma)
    case "cubehelix-long": self = .cubehelixLong(gamma: gamma)
    default: return nil
    }
  }

  /// The names.
  public static let names = [
    "rgb", "lab", "hcl", "hcl-long", "hsl", "hsl-long", "cubehelix", "cubehelix-long",
  ]

  /// The colour at a share of the way, from 0 to 1.
  ///
  ///     ColorInterpolation.rgb(gamma: 1).color(from: .black, to: .white, at: 0.5)   // #808080
  public func color(from start: Color, to end: Color, at share: Double) -> Color {
    let alpha = between(start.alpha, end.alpha, share)
    switch self {
    case .rgb(let gamma):
      let part = { (a: Double, b: Double) in powered(a, b, share, gamma) }
      return Color(
        red: part(start.red, end.red), green: part(start.green, end.green),
        blue: part(start.blue, end.blue), alpha: alpha
      ).limited
    case .hsl: return HueColor.hsl(start).mixed(HueColor.hsl(end), share).hslColor(alpha)
    case .hslLong:
      return HueColor.hsl(start).mixed(HueColor.hsl(end), share, isLong: true).hslColor(alpha)
    case .lab:
      let (a, b) = (PrintLab(start), PrintLab(end))
      return PrintLab(
        l: between(a.l, b.l, share), a: between(a.a, b.a, share), b: between(a.b, b.b, share)
      ).color(alpha)
    case .hcl: return HueColor.hcl(start).mixed(HueColor.hcl(end), share).hclColor(alpha)
    case .hclLong:
      return HueColor.hcl(start).mixed(HueColor.hcl(end), share, isLong: true).hclColor(alpha)
    case .cubehelix(let gamma):
      return HueColor.cubehelix(start)
        .mixed(HueColor.cubehelix(end), share, gamma: gamma).cubehelixColor(alpha)
    case .cubehelixLong(let gamma):
      return HueColor.cubehelix(start)
        .mixed(HueColor.cubehelix(end), share, gamma: gamma, isLong: true).cubehelixColor(alpha)
    }
  }
}

/// A part between two parts; where one colour has none, such as the hue of grey, that of the other.
private func between(_ a: Double, _ b: Double, _ share: Double) -> Double {
  let step = b - a
  guard step != 0, !step.isNaN else { return a.isNaN ? b : a }
  return a + share * step
}

private func powered(_ a: Double, _ b: Double, _ share: Double, _ gamma: Double) -> Double {
  guard gamma != 1 else { return between(a, b, share) }
  return pow(pow(a, gamma) + share * (pow(b, gamma) - pow(a, gamma)), 1 / gamma)
}

/// A colour by hue in degrees, strength and lightness, in one of three spaces; NaN for what a
/// colour has not.
struct HueColor: Hashable {
  /// The hue, in degrees.
  var hue: Double
  /// The saturation or chroma.
  var strength: Double
  /// The lightness.
  var lightness: Double

  /// A colour at a share of the way to another.
  func mixed(
    _ other: HueColor, _ share: Double, gamma: Double = 1, isLong: Bool = false
  ) -> HueColor {
    var step = other.hue - hue
    if !isLong, step > 180 || step < -180 { step -= 360 * (step / 360).rounded() }
    let share2 = gamma == 1 ? share : pow(share, gamma)
    return HueColor(
      hue: step.isNaN ? between(hue, other.hue, share) : hue + share * step,
      strength: between(strength, other.strength, share),
      lightness: between(lightness, other.lightness, share2))
  }

  /// Hue, saturation and lightness.
  static func hsl(_ color: Color) -> HueColor {
    let (r, g, b) = (color.red, color.green, color.blue)
    let (low, high) = (min(r, g, b), max(r, g, b))
    let (range, lightness) = (high - low, (high + low) / 2)
    guard range > 0 else {
      return HueColor(
        hue: .nan, strength: lightness > 0 && lightness < 1 ? 0 : .nan, lightness: lightness)
    }
    let sector =
      r == high
      ? (g - b) / range + (g < b ? 6 : 0) : g == high ? (b - r) / range + 2 : (r - g) / range + 4
    let whole = lightness < 0.5 ? high + low : 2 - high - low
    return HueColor(hue: sector * 60, strength: range / whole, lightness: lightness)
  }

  /// The colour of hue, saturation and lightness.
  func hslColor(_ alpha: Double) -> Color {
    Color(
      hue: hue.isNaN ? 0 : hue, saturation: strength.isNaN ? 0 : strength, lightness: lightness,
      alpha: alpha
    ).limited
  }

  /// CIE hue, chroma and lightness.
  static func hcl(_ color: Color) -> HueColor {
    let lab = PrintLab(color)
    guard lab.a != 0 || lab.b != 0 else {
      return HueColor(
        hue: .nan, strength: lab.l > 0 && lab.l < 100 ? 0 : .nan, lightness: lab.l)
    }
    let angle = atan2(lab.b, lab.a) * 180 / .pi
    return HueColor(
      hue: angle < 0 ? angle + 360 : angle, strength: hypot(lab.a, lab.b), lightness: lab.l)
  }

  /// The colour of CIE hue, chroma and lightness.
  func hclColor(_ alpha: Double) -> Color {
    guard !hue.isNaN, !strength.isNaN else {
      return PrintLab(l: lightness, a: 0, b: 0).color(alpha)
    }
    let angle = hue * .pi / 180
    return PrintLab(l: lightness, a: cos(angle) * strength, b: sin(angle) * strength).color(alpha)
  }

  // The coefficients of Green's helix.
  private static let (a, b, c, d, e) = (-0.14861, 1.78277, -0.29227, -0.90649, 1.97294)

  /// The place on the helix around the greys (Green 2011, "A colour scheme for the display of
  /// astronomical intensity images").
  static func cubehelix(_ color: Color) -> HueColor {
    let (ed, eb) = (e * d, e * b)
    let mixed = b * c - d * a
    let lightness =
      (mixed * color.blue + ed * color.red - eb * color.green) / (mixed + ed - eb)
    let blue = color.blue - lightness
    let k = (e * (color.green - lightness) - c * blue) / d
    let strength = hypot(k, blue) / (e * lightness * (1 - lightness))
    guard strength.isFinite, strength > 0 else {
      return HueColor(hue: .nan, strength: strength.isFinite ? 0 : .nan, lightness: lightness)
    }
    let hue = atan2(k, blue) * 180 / .pi - 120
    return HueColor(hue: hue < 0 ? hue + 360 : hue, strength: strength, lightness: lightness)
  }

  /// The colour of a place on the helix.
  func cubehelixColor(_ alpha: Double) -> Color {
    let angle = ((hue.isNaN ? 0 : hue) + 120) * .pi / 180
    let amplitude = strength.isNaN ? 0 : strength * lightness * (1 - lightness)
    let (cosine, sine) = (cos(angle), sin(angle))
    return Color(
      red: lightness + amplitude * (Self.a * cosine + Self.b * sine),
      green: lightness + amplitude * (Self.c * cosine + Self.d * sine),
      blue: lightness + amplitude * (Self.e * cosine), alpha: alpha
    ).limited
  }
}

/// CIE L*a*b* under D50, the light of print, which d3 and CSS interpolate in.
///
/// `LabColor`, for measuring, is under D65. The matrices are those of CSS Color 4: linear sRGB to
/// XYZ, adapted from D65 by Bradford's method.
struct PrintLab: Hashable {
  /// The lightness, from 0 to 100.
  var l: Double
  /// From green to red.
  var a: Double
  /// From blue to yellow.
  var b: Double

  /// Creates a colour.
  init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// Creates a colour from sRGB.
  init(_ color: Color) {
    let (r, g, b) = (light(color.red), light(color.green), light(color.blue))
    let y = curve(0.2225045 * r + 0.7168786 * g + 0.0606169 * b)
    // Grey is exactly grey.
    let isGrey = r == g && g == b
    let x = isGrey ? y : curve((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / 0.96422)
    let z = isGrey ? y : curve((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / 0.82521)
    self.init(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// The colour in sRGB, limited to what it can show.
  func color(_ alpha: Double = 1) -> Color {
    let middle = (l + 16) / 116
    let x = 0.96422 * inverse(middle + a / 500)
    let y = inverse(middle)
    let z = 0.82521 * inverse(middle - b / 200)
    return Color(
      red: part(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
      green: part(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z),
      blue: part(0.0719453 * x - 0.2289914 * y + 1.4052427 * z), alpha: alpha
    ).limited
  }
}

private func light(_ part: Double) -> Double {
  part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
}

private func part(_ light: Double) -> Double {
  light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
}

private func curve(_ t: Double) -> Double {
  t > 216.0 / 24_389 ? cbrt(t) : t * 841 / 108 + 4.0 / 29
}

private func inverse(_ t: Double) -> Double {
  t > 6.0 / 29 ? t * t * t : 108.0 / 841 * (t - 4.0 / 29)
}

extension Color {
  /// The colour of CIE L*a*b* under D50, as CSS's `lab()` has it, limited to what sRGB can show.
  public static func printLab(l: Double, a: Double, b: Double, alpha: Double = 1) -> Color {
    PrintLab(l: l, a: a, b: b).color(alpha)
  }

  /// The colour of CIE hue (in degrees), chroma and lightness under D50, as CSS's `lch()` has it.
  public static func printHCL(
    hue: Double, chroma: Double, lightness: Double, alpha: Double = 1
  ) -> Color {
    HueColor(hue: hue, strength: chroma, lightness: lightness).hclColor(alpha)
  }

  /// The colour with every part from 0 to 1; what is not a number becomes 0.
  fileprivate var limited: Color {
    let limit = { (part: Double) in part.isNaN ? 0 : min(max(part, 0), 1) }
    return Color(red: limit(red), green: limit(green), blue: limit(blue), alpha: limit(alpha))
  }
}

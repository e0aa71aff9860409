// Checks: how different colours look, to whom, and whether they can be read.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A colour in CIE L*a*b* (1976) under D65, where equal distances look about equally different.
public struct LabColor: Sendable, Hashable {
  /// The lightness, from 0 (black) to 100 (white).
  public var l: Double
  /// From green (negative) to red.
  public var a: Double
  /// From blue (negative) to yellow.
  public var b: Double

  /// Creates a colour.
  public init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  /// How different two colours look, by CIEDE2000; 1 is just seen, 10 at a glance.
  ///
  /// After Sharma, Wu and Dalal, "The CIEDE2000 color-difference formula" (2005).
  public func difference(from other: LabColor) -> Double {
    let chroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let g = (1 - (pow(chroma, 7) / (pow(chroma, 7) + 6_103_515_625)).squareRoot()) / 2
    let (first, second) = (Polar(self, stretch: 1 + g), Polar(other, stretch: 1 + g))
    let meanL = (l + other.l) / 2
    let meanC = (first.chroma + second.chroma) / 2
    let (deltaHue, meanHue) = Polar.hues(first, second)
    let deltaH = 2 * (first.chroma * second.chroma).squareRoot() * sine(deltaHue / 2)

    let t =
      1 - 0.17 * cosine(meanHue - 30) + 0.24 * cosine(2 * meanHue)
      + 0.32 * cosine(3 * meanHue + 6) - 0.2 * cosine(4 * meanHue - 63)
    let lightness = (meanL - 50) * (meanL - 50)
    let sl = 1 + 0.015 * lightness / (20 + lightness).squareRoot()
    let (sc, sh) = (1 + 0.045 * meanC, 1 + 0.015 * meanC * t)
    let turn = 30 * exp(-((meanHue - 275) / 25) * ((meanHue - 275) / 25))
    let rc = 2 * (pow(meanC, 7) / (pow(meanC, 7) + 6_103_515_625)).squareRoot()
    let (dl, dc, dh) = ((other.l - l) / sl, (second.chroma - first.chroma) / sc, deltaH / sh)
    return max(0, dl * dl + dc * dc + dh * dh - sine(2 * turn) * rc * dc * dh).squareRoot()
  }

  /// Chroma and hue (in degrees) with the a axis stretched.
  private struct Polar {
    let chroma: Double
    let hue: Double

    init(_ color: LabColor, stretch: Double) {
      let a = color.a * stretch
      chroma = hypot(a, color.b)
      let angle = atan2(color.b, a) * 180 / .pi
      hue = chroma == 0 ? 0 : angle < 0 ? angle + 360 : angle
    }

    /// The difference and the mean of two hues, along the shorter way round.
    static func hues(_ first: Polar, _ second: Polar) -> (delta: Double, mean: Double) {
      let (difference, sum) = (second.hue - first.hue, first.hue + second.hue)
      guard first.chroma * second.chroma != 0 else { return (0, sum) }
      if abs(difference) <= 180 { return (difference, sum / 2) }
      return (
        difference > 180 ? difference - 360 : difference + 360,
        sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
      )
    }
  }
}

/// How a person sees colours.
public enum ColorVision: String, Sendable, Hashable, CaseIterable {
  /// With all three kinds of cones.
  case normal
  /// Without the cones for red.
  case protanopia
  /// Without the cones for green.
  case deuteranopia
  /// Without the cones for blue.
  case tritanopia

  /// The matrix for linear sRGB, row by row: Machado, Oliveira and Fernandes (2009), severity 1.
  fileprivate var matrix: [Double]? {
    switch self {
    case .normal: nil
    case .protanopia:
      [
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998,
      ]
    case .deuteranopia:
      [
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
        0.968881,
      ]
    case .tritanopia:
      [
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900,
      ]
    }
  }
}

extension Color {
  /// How different two colours look, by CIEDE2000; both are taken as opaque.
  public func difference(from other: Color) -> Double { lab.difference(from: other.lab) }

  /// The ratio of luminances by the Web Content Accessibility Guidelines, from 1 to 21.
  ///
  /// Text wants at least 4.5, marks at least 3; both colours are taken as opaque.
  public func contrast(with other: Color) -> Double {
    let (a, b) = (luminance, other.luminance)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The relative luminance, from 0 (black) to 1 (white).
  public var luminance: Double {
    let (r, g, b) = linear
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  /// The lightness L*, from 0 (black) to 100 (white): what is left of a colour in grey print.
  public var lightness: Double { lab.l }

  /// The colour as a person with another vision sees it.
  public func seen(with vision: ColorVision) -> Color {
    guard let m = vision.matrix else { return self }
    let (r, g, b) = linear
    return Color(
      linearRed: m[0] * r + m[1] * g + m[2] * b, green: m[3] * r + m[4] * g + m[5] * b,
      blue: m[6] * r + m[7] * g + m[8] * b, alpha: alpha)
  }

  /// The colour in CIE L*a*b* under D65.
  public var lab: LabColor {
    let (r, g, b) = linear
    let x = labCurve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
    let y = labCurve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
    let z = labCurve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
    return LabColor(l: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
  }

  /// Creates a colour from CIE L*a*b* under D65; what sRGB cannot show is limited to what it can.
  public init(lab: LabColor, alpha: Double = 1) {
    let middle = (lab.l + 16) / 116
    let x = 0.95047 * labCurveInverse(middle + lab.a / 500)
    let y = labCurveInverse(middle)
    let z = 1.08883 * labCurveInverse(middle - lab.b / 200)
    self.init(
      linearRed: 3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
      green: -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
      blue: 0.0556434 * x - 0.2040259 * y + 1.0572252 * z, alpha: alpha)
  }

  private init(linearRed red: Double, green: Double, blue: Double, alpha: Double) {
    self.init(
      red: encoded(red), green: encoded(green), blue: encoded(blue), alpha: alpha)
  }

  private var linear: (Double, Double, Double) { (decoded(red), decoded(green), decoded(blue)) }
}

/// The light that a part of sRGB stands for.
private func decoded(_ part: Double) -> Double {
  let part = part.limited(0, 1)
  return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
}

/// The part of sRGB that stands for a light.
private func encoded(_ light: Double) -> Double {
  let light = light.limited(0, 1)
  return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
}

private func labCurve(_ t: Double) -> Double {
  t > 216.0 / 24_389 ? cbrt(t) : (24_389.0 / 27 * t + 16) / 116
}

private func labCurveInverse(_ t: Double) -> Double {
  let cube = t * t * t
  return cube > 216.0 / 24_389 ? cube : (116 * t - 16) * 27 / 24_389
}

private func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }

private func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

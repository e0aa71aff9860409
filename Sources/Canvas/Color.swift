/// A colour in sRGB, not premultiplied; each part from 0 to 1.
public struct Color: Sendable, Hashable {
  /// Red.
  public var red: Double
  /// Green.
  public var green: Double
  /// Blue.
  public var blue: Double
  /// Opacity.
  public var alpha: Double

  /// Creates a colour from parts from 0 to 1.
  public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  /// Creates a colour from `0xRRGGBB`.
  public init(hex: UInt32) {
    self.init(
      red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255,
      blue: Double(hex & 0xFF) / 255)
  }

  /// Black.
  public static let black = Color(hex: 0x000000)
  /// White.
  public static let white = Color(hex: 0xFFFFFF)

  /// The same colour with another opacity.
  public func opacity(_ alpha: Double) -> Color {
    var result = self
    result.alpha = alpha
    return result
  }

  /// `#rrggbb`, or `rgba(r, g, b, a)` if it is not opaque, as CSS writes it.
  public var css: String {
    let parts = [red, green, blue].map(Color.byte)
    guard alpha < 1 else {
      return "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let share = NumberText.decimal(alpha.limited(0, 1), places: 3)
    return "rgba(\(parts[0]), \(parts[1]), \(parts[2]), \(share))"
  }

  /// A part as a byte; what is not a number is 0.
  static func byte(_ part: Double) -> Int { Int((part.limited(0, 1) * 255).rounded()) }
}

// Expression: colours.

import Canvas
import Tables

/// Colours, which are texts as CSS writes them, as in Vega when they are joined to a text.
enum ColorFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "rgb": making { parts, alpha in
      Color(red: parts[0] / 255, green: parts[1] / 255, blue: parts[2] / 255, alpha: alpha)
    },
    "hsl": making { parts, alpha in
      Color(hue: parts[0], saturation: parts[1], lightness: parts[2], alpha: alpha)
    },
    "lab": making { parts, alpha in
      Color.printLab(l: parts[0], a: parts[1], b: parts[2], alpha: alpha)
    },
    "hcl": making { parts, alpha in
      Color.printHCL(hue: parts[0], chroma: parts[1], lightness: parts[2], alpha: alpha)
    },
    "luminance": .pure(1...1) { arguments in
      .number(Color(css: arguments.text(0))?.luminance ?? .nan)
    },
    "contrast": .pure(2...2) { arguments in
      guard let a = Color(css: arguments.text(0)), let b = Color(css: arguments.text(1)) else {
        return .number(.nan)
      }
      return .number(a.contrast(with: b))
    },
  ]

  /// A colour from its name or from three parts and perhaps an opacity; null if it is none.
  private static func making(
    _ make: @escaping @Sendable (_ parts: [Double], _ alpha: Double) -> Color
  ) -> ExpressionFunction {
    .pure(1...4) { arguments in
      guard arguments.count >= 3 else {
        return Color(css: arguments.text(0)).map { .text(text($0)) } ?? .null
      }
      let parts = (0..<3).map { arguments.number($0) }
      guard parts.allSatisfy(\.isFinite) else { return .null }
      return .text(text(make(parts, arguments.number(3, otherwise: 1))))
    }
  }

  private static func text(_ color: Color) -> String {
    let parts = [color.red, color.green, color.blue]
      .map { part in JSNumber.text((min(max(part, 0), 1) * 255).rounded()) }
      .joined(separator: ", ")
    guard color.alpha < 1 else { return "rgb(\(parts))" }
    return "rgba(\(parts), \(JSNumber.text(max(color.alpha, 0))))"
  }
}

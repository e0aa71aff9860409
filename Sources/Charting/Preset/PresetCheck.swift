import Canvas
import Diagnostics

/// A figure beside the rules of its journal: what was measured on the picture as it is laid out.
public struct PresetCheck: Sendable {
  /// The rules.
  public let preset: FigurePreset
  /// The size of the figure, in millimetres.
  public let width: Double, height: Double
  /// The smallest and the largest text, in points; nil if there is none.
  public private(set) var smallest: (size: Double, text: String)?
  /// The largest text.
  public private(set) var largest: (size: Double, text: String)?
  /// The thinnest line that is seen, in points; nil if there is none.
  public private(set) var thinnest: Double?
  /// The families of the texts, in order of first use.
  public private(set) var families: [String] = []

  /// Measures a picture.
  public init(_ scene: Scene, _ preset: FigurePreset) {
    self.preset = preset
    width = scene.size.width * 25.4 / 72
    height = scene.size.height * 25.4 / 72
    measure(scene.items, scale: 1)
  }

  private mutating func measure(_ items: [SceneItem], scale: Double) {
    for item in items {
      switch item {
      case .group(let group):
        guard group.opacity > 0 else { continue }
        measure(group.items, scale: scale * group.transform.scale)
      case .path(let path):
        guard let stroke = path.stroke, stroke.width > 0, path.opacity > 0, stroke.paint.isSeen
        else {
          continue
        }
        thinnest = min(thinnest ?? .infinity, stroke.width * scale)
      case .text(let text):
        measure(text, scale: scale)
      case .image: break
      }
    }
  }

  private mutating func measure(_ text: SceneText, scale: Double) {
    guard text.text.contains(where: { !$0.isWhitespace }) else { return }
    let size = text.style.size * scale
    if size < smallest?.size ?? .infinity { smallest = (size, text.text) }
    if size > largest?.size ?? 0 { largest = (size, text.text) }
    if !families.contains(text.style.family) { families.append(text.style.family) }
  }

  /// What breaks the rules, as warnings; `asked` is the width that was asked for, in millimetres.
  func problems(asked: Double, at place: Place) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    if let limit = preset.maxHeight, height > limit + 0.1 {
      problems.append(.presetHeight(height, self, limit, at: place))
    }
    if abs(width - asked) > 0.1 { problems.append(.presetWidth(self, asked, at: place)) }
    if let least = preset.minText, let smallest, smallest.size < least - 0.01 {
      problems.append(.presetText(smallest, "smaller", "at least", least, preset, at: place))
    }
    if let most = preset.maxText, let largest, largest.size > most + 0.01 {
      problems.append(.presetText(largest, "larger", "at most", most, preset, at: place))
    }
    if let least = preset.minLine, let thinnest, thinnest < least - 0.01 {
      problems.append(.presetLine(thinnest, least, preset, at: place))
    }
    return problems
  }

  /// The measures in one line: `89 × 66.8 mm, text 6 to 7 pt, lines from 0.5 pt`.
  public var summary: String {
    var parts = ["\(PresetCheck.number(width)) × \(PresetCheck.number(height)) mm"]
    if let smallest, let largest {
      let (low, high) = (PresetCheck.number(smallest.size), PresetCheck.number(largest.size))
      parts.append(low == high ? "text \(low) pt" : "text \(low) to \(high) pt")
    }
    if let thinnest { parts.append("lines from \(PresetCheck.number(thinnest)) pt") }
    if !families.isEmpty { parts.append("in " + families.joined(separator: ", ")) }
    return parts.joined(separator: ", ")
  }

  /// A measure with at most two decimals.
  static func number(_ number: Double) -> String { JSNumber.text((number * 100).rounded() / 100) }
}

extension Transform {
  /// How much larger things become, on the whole.
  fileprivate var scale: Double { abs(a * d - b * c).squareRoot() }
}

extension Paint {
  /// Whether anything of it is seen.
  fileprivate var isSeen: Bool {
    if case .color(let color) = self { color.alpha > 0 } else { true }
  }
}

extension Diagnostic {
  static func presetHeight(
    _ height: Double, _ check: PresetCheck, _ limit: Double, at place: Place
  ) -> Diagnostic {
    .warning(
      "preset-height",
      "the figure is \(PresetCheck.number(height)) mm high, more than the "
        + "\(PresetCheck.number(limit)) mm of '\(check.preset.name)'",
      at: place, why: check.preset.source,
      hint: "draw less in one figure, or make two of it")
  }

  static func presetCapped(
    _ height: Double, _ limit: Double, _ preset: FigurePreset, at place: Place
  ) -> Diagnostic {
    .warning(
      "preset-capped",
      "the chart would be \(PresetCheck.number(height)) mm high; it is drawn "
        + "\(PresetCheck.number(limit)) mm high, the most of '\(preset.name)'",
      at: place, why: preset.source, hint: "ask for a height, or leave it so")
  }

  static func presetWidth(
    _ check: PresetCheck, _ asked: Double, at place: Place
  ) -> Diagnostic {
    .warning(
      "preset-width",
      "the figure is \(PresetCheck.number(check.width)) mm wide, not the "
        + "\(PresetCheck.number(asked)) mm of '\(check.preset.name)'",
      at: place, why: check.preset.source,
      hint: "take 'width', 'autosize' and 'padding' out of the chart")
  }

  static func presetText(
    _ text: (size: Double, text: String), _ word: String, _ bound: String, _ limit: Double,
    _ preset: FigurePreset, at place: Place
  ) -> Diagnostic {
    let shown = text.text.count > 24 ? text.text.prefix(23) + "…" : text.text[...]
    return .warning(
      "preset-text",
      "the text '\(shown)' of \(PresetCheck.number(text.size)) pt is \(word) than '\(preset.name)' "
        + "allows",
      at: place, why: "text has \(bound) \(PresetCheck.number(limit)) pt; \(preset.source)",
      hint: "take the size out of the chart: the theme's sizes are fitted to the preset")
  }

  static func presetLine(
    _ width: Double, _ limit: Double, _ preset: FigurePreset, at place: Place
  ) -> Diagnostic {
    .warning(
      "preset-line",
      "a line of \(PresetCheck.number(width)) pt is thinner than '\(preset.name)' allows",
      at: place,
      why: "lines have at least \(PresetCheck.number(limit)) pt; \(preset.source)",
      hint: "give it a strokeWidth of \(PresetCheck.number(limit)) or more")
  }
}

import Canvas
import Tables

// The text of text marks.
extension MarkPlanner {
  mutating func textPlan() -> TextPlan {
    let fallback: Visual = settings.text.map { .text($0.lines.joined(separator: "\n")) } ?? .none
    let size = settings.fontSize ?? 11
    let look = TextLook(
      style: TextStyle(
        family: settings.font ?? config.font ?? "Inter", size: size,
        weight: settings.fontWeight?.value ?? 400,
        italic: (settings.fontStyle ?? .normal) != .normal, features: [.tabularFigures],
        language: settings.lang ?? language),
      color: .black, lineHeight: settings.lineHeight ?? size * 1.2, limit: settings.limit ?? 0,
      halo: settings.halo?.wrapped.map(SceneText.Halo.init))
    return TextPlan(
      content: textChannel(else: fallback), format: textFormat(), namesNull: namesNull, look: look,
      fontSize: perRow("fontSize") ?? channel(.size, else: .number(size)),
      align: settings.align ?? .center,
      baseline: settings.baseline ?? .middle, dx: settings.dx?.points(em: size) ?? 0,
      dy: settings.dy?.points(em: size) ?? 0, perRow: perRowText(),
      isReadable: config.hasQuietGuides)
  }

  private mutating func perRowText() -> [String: ChannelPlan] {
    var plans: [String: ChannelPlan] = [:]
    for name in ["align", "baseline", "dx", "dy"] { plans[name] = perRow(name) }
    return plans
  }

  private mutating func textChannel(else fallback: Visual) -> ChannelPlan {
    guard unit.type == .text else { return .constant(.none) }
    return channel(.text, else: fallback)
  }

  private var namesNull: Bool {
    guard let bound = unit[.text], bound.spec.format == nil, !config.isOurs else { return false }
    return bound.type == .nominal || bound.type == .ordinal
  }

  private mutating func textFormat() -> LabelFormat {
    guard let bound = unit[.text] else { return .plain }
    let rule = LabelFormatRule(
      format: bound.spec.format, formatType: bound.spec.formatType, expression: nil,
      timeUnit: bound.field?.timeUnit, bin: bound.field?.bin, standsAlone: true)
    return rule.format(
      for: nil, type: bound.type ?? .nominal, labels: nil, config: config, log: &log)
  }
}

import Canvas
import Notation
import Tables

// The text of text marks.
extension MarkPlanner {
  mutating func textPlan() -> TextPlan {
    let size = textSize
    let look = TextLook(
      style: TextStyle(
        family: settings.font ?? config.font ?? "Inter", size: size,
        weight: settings.fontWeight?.value ?? 400,
        italic: (settings.fontStyle ?? .normal) != .normal, features: [.tabularFigures],
        language: settings.lang ?? language),
      color: .black, lineHeight: settings.lineHeight ?? config.usualLineHeight(size),
      limit: settings.limit ?? 0,
      halo: settings.halo?.wrapped.map { SceneText.Halo($0, on: config.ground) },
      isVegas: !config.isOurs)
    return TextPlan(
      content: textContent(), look: look, hasLineHeight: settings.lineHeight != nil,
      fontSize: perRow("fontSize") ?? channel(.size, else: .number(size)),
      align: settings.align ?? .center,
      baseline: settings.baseline ?? .middle, dx: settings.dx?.points(em: size) ?? 0,
      dy: settings.dy?.points(em: size) ?? 0, perRow: perRowText(),
      cut: TextCut(ellipsis: settings.ellipsis ?? "…", isAtStart: settings.dir == .rtl),
      lineBreak: settings.lineBreak, ground: config.hasQuietGuides ? config.ground : nil)
  }

  /// The size of the type; a text's `size` is that of its type, as in Vega-Lite.
  private var textSize: Double {
    unit.mark.fontSize ?? settings.size ?? config.askedMarks[.text]?.fontSize ?? settings.fontSize
      ?? 11
  }

  private mutating func perRowText() -> [String: ChannelPlan] {
    var plans: [String: ChannelPlan] = [:]
    for name in TextPlan.perRowNames { plans[name] = perRow(name) }
    return plans
  }

  // MARK: Words

  private mutating func textContent() -> TextContent {
    guard unit.type == .text else { return .nothing }
    let own = settings.text.map { TextContent.constant($0.lines.joined(separator: "\n")) }
    guard let bound = unit[.text] else {
      return perRowValues("text").map { .rows($0) } ?? own ?? .nothing
    }
    let base = textContent(of: bound.content, bound.spec, else: own)
    guard !bound.conditions.isEmpty else { return base }
    var branches: [(Predicate, TextContent)] = []
    for condition in bound.conditions {
      branches.append(
        (condition.test, textContent(of: condition.content, condition.spec, else: own)))
    }
    return .conditional(branches, otherwise: base)
  }

  private mutating func textContent(
    of content: BoundChannel.Content, _ spec: ChannelSpec, else own: TextContent?
  ) -> TextContent {
    switch content {
    case .field(let field):
      let isRange = field.bin != nil && field.timeUnit == nil
      return .field(
        field.column, end: isRange ? field.end : nil, textFormat(spec, field.type, field.timeUnit),
        namesNull: namesNull(field.type, spec))
    case .datum(let value, let type): return .datum(value, textFormat(spec, type, nil))
    case .value(let node): return .constant(Self.words(node))
    case .nothing: return own ?? .nothing
    }
  }

  /// A text as it is written: a list is written in lines.
  private static func words(_ node: Node) -> String {
    if let text = node.string { return text }
    if let number = node.number { return JSNumber.text(number) }
    if let flag = node.bool { return flag ? "true" : "false" }
    return (node.elements ?? []).map(words).joined(separator: "\n")
  }

  private func namesNull(_ type: FieldType, _ spec: ChannelSpec) -> Bool {
    spec.format == nil && !config.isOurs && (type == .nominal || type == .ordinal)
  }

  private mutating func textFormat(
    _ spec: ChannelSpec, _ type: FieldType, _ unit: TimeUnit?
  ) -> LabelFormat {
    let rule = LabelFormatRule(
      format: spec.format, formatType: spec.formatType, expression: nil, timeUnit: unit,
      standsAlone: true)
    return rule.format(for: nil, type: type, labels: nil, config: config, log: &log)
  }
}

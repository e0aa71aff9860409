import Canvas

/// How one of the marks that a legend explains looks.
struct SymbolLook {
  let type: MarkType
  let isFilled: Bool
  let opacity: Double
  /// The mark's own colour; nil if a field gives it.
  let paint: Paint?
  /// The stroke that a filled mark has besides.
  let rim: Paint?
  /// The width of lines that the spec's own configuration gives to marks of the kind.
  let strokeWidth: Double?
  private let named: String?

  init(_ unit: BoundUnit, _ config: ConfigSpec) {
    type = unit.type
    let mark = MarkSpec.merging(config.mark, config.marks[unit.type], unit.mark)
    let isLine = type == .line || type == .rule || type == .trail
    isFilled = type != .trail && mark.filled ?? !(type == .point || isLine)
    let isFaint = mark.opacity == nil && mark.fillOpacity == nil
    let own = unit.mark.opacity ?? (isFaint ? MarkPlanner.defaultOpacity(of: unit) : 1)
    let faded = type == .area ? mark.fillOpacity ?? 1 : 1
    let constants = [unit[.opacity]?.constants.compactMap(\.number) ?? []].joined()
    opacity = (constants.max() ?? own) * faded
    let channel: Channel = isFilled ? .fill : .stroke
    let painted = [unit[channel], unit[.color]].compactMap { $0 }
    let isByField = painted.contains { $0.field != nil || $0.conditions.contains { $0.hasField } }
    let asked = isFilled ? mark.fill : mark.stroke
    if isByField {
      paint = nil
    } else if let color = painted.first?.constants.first?.string.flatMap(Color.init(css:)) {
      paint = .color(color)
    } else if case .paint(let own)? = (asked ?? mark.color)?.visual {
      paint = own
    } else {
      paint = nil
    }
    strokeWidth = config.askedMarks[unit.type]?.strokeWidth ?? config.askedMarks[nil]?.strokeWidth
    rim = isFilled ? mark.stroke?.wrapped?.paint : nil
    named = unit[.shape]?.constants.first?.string ?? mark.shape
  }

  /// The shape of a legend's symbols: that of points where there are any, a stroke for lines alone.
  ///
  /// In our own look what fills a surface is explained by a square.
  static func shape(of looks: [SymbolLook], isVega: Bool) -> String {
    let filling: Set<MarkType> = [.bar, .area, .rect]
    if !isVega, looks.contains(where: { filling.contains($0.type) }) { return "square" }
    if let point = looks.first(where: { $0.type == .point || $0.type == .circle }) {
      return point.named ?? "circle"
    }
    switch looks.first?.type {
    case .line, .rule, .trail: return "stroke"
    case .bar, .rect, .image, .square: return "square"
    default: return "circle"
    }
  }
}

extension BoundCondition {
  /// Whether it shows a field.
  fileprivate var hasField: Bool {
    if case .field = content { true } else { false }
  }
}

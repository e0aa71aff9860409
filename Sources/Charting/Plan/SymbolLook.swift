import Canvas

/// How one of the marks that a legend explains looks.
struct SymbolLook {
  let type: MarkType
  let isFilled: Bool
  let opacity: Double
  /// The mark's own colour; nil if a field gives it.
  let paint: Paint?
  private let named: String?

  init(_ unit: BoundUnit, _ config: ConfigSpec) {
    type = unit.type
    let mark = MarkSpec.merging(config.mark, config.marks[unit.type], unit.mark)
    let isLine = type == .line || type == .rule || type == .trail
    isFilled = mark.filled ?? !(type == .point || isLine)
    let faded = type == .area ? mark.fillOpacity ?? 1 : 1
    opacity = MarkPlanner.opacity(of: unit, mark) * faded
    let channel: Channel = isFilled ? .fill : .stroke
    let isByField = [unit[.color], unit[channel]].contains { $0?.field != nil }
    let asked = isFilled ? mark.fill : mark.stroke
    if case .paint(let paint)? = (asked ?? mark.color)?.visual, !isByField {
      self.paint = paint
    } else {
      paint = nil
    }
    named = mark.shape
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
    case .bar, .rect, .image, .square, .tick: return "square"
    default: return "circle"
    }
  }
}

import Canvas

/// How one of the marks that a legend explains looks.
struct SymbolLook {
  let type: MarkType
  let isFilled: Bool
  let opacity: Double
  /// What fills the mark, and what draws its outline.
  let fill: Painting
  let stroke: Painting
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
    fill = Painting(unit, .fill, isFilled ? mark.color : nil, mark.fill, isFilled)
    stroke = Painting(unit, .stroke, isFilled ? nil : mark.color, mark.stroke, !isFilled)
    strokeWidth = config.askedMarks[unit.type]?.strokeWidth ?? config.askedMarks[nil]?.strokeWidth
    named = unit[.shape]?.constants.first?.string ?? mark.shape
  }

  /// Whether the mark gives symbols anything beside what a legend of some channels explains.
  func tells(beside channels: Set<Channel>) -> Bool {
    if opacity != 1 { return true }
    if !channels.contains(.fill), !(isFilled && channels.contains(.color)) {
      if case .nothing = fill { if type.isSeeThrough { return true } } else { return true }
    }
    guard !channels.contains(.stroke), isFilled || !channels.contains(.color) else { return false }
    return if case .paint = stroke { true } else { false }
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

/// What paints one part of a mark.
enum Painting {
  case nothing
  /// One paint for all; nil is a mark that is open on purpose.
  case paint(Paint?)
  /// A field.
  case field

  /// What a unit's own channel says, else its colour where that paints the part, else the mark.
  fileprivate init(
    _ unit: BoundUnit, _ channel: Channel, _ color: Nullable<PaintSpec>?,
    _ own: Nullable<PaintSpec>?, _ takesColor: Bool
  ) {
    let asked = own ?? color
    guard let bound = unit[channel] ?? (takesColor ? unit[.color] : nil) else {
      self = asked.map { .paint($0.wrapped?.paint) } ?? .nothing
      return
    }
    let isByField = bound.type != nil || bound.conditions.contains(where: \.hasField)
    let constant = bound.constants.first
    // Of several colours by conditions a constant stands for all.
    if let paint = constant?.string.flatMap(Color.init(css:)) {
      self = .paint(.color(paint))
    } else if isByField {
      self = .field
    } else if case .paint(let paint)? = asked?.visual {
      self = .paint(paint)
    } else {
      self = .nothing
    }
  }
}

extension BoundCondition {
  /// Whether it shows a field.
  fileprivate var hasField: Bool {
    if case .field = content { true } else { false }
  }
}

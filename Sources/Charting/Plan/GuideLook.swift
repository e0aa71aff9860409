import Canvas

/// The looks of guides: texts and lines from what is asked, styles, and the configuration.
struct GuideLook {
  let config: ConfigSpec
  let language: String

  /// A text look: what is asked, over named styles, over plain black text.
  func text(
    styles: [String], color: Nullable<PaintSpec>? = nil, font: String? = nil, size: Double? = nil,
    fontStyle: FontStyle? = nil, weight: FontWeight? = nil, lineHeight: Double? = nil,
    limit: Double? = nil, opacity: Double? = nil
  ) -> TextLook {
    var style = MarkSpec()
    for name in styles { style = style.merged(with: config.styles[name]) }
    let size = size ?? style.fontSize ?? 10
    var paint = color?.wrapped?.paint ?? style.fill?.wrapped?.paint ?? style.color?.wrapped?.paint
    if case .null = color { paint = .color(.clear) }
    return TextLook(
      style: TextStyle(
        family: font ?? style.font ?? config.font ?? "Inter", size: size,
        weight: (weight ?? style.fontWeight)?.value ?? 400,
        italic: (fontStyle ?? style.fontStyle ?? .normal) != .normal,
        features: styles.contains("guide-label") && !styles.contains("direct-label")
          ? [.tabularFigures] : [], language: language),
      color: (paint?.color ?? .black).opacity(opacity ?? paint?.color.alpha ?? 1),
      lineHeight: lineHeight ?? style.lineHeight ?? config.usualLineHeight(size),
      limit: limit ?? style.limit ?? 0,
      halo: style.halo?.wrapped.map { SceneText.Halo($0, on: config.ground) },
      isVegas: !config.isOurs, lineBreak: config.lineBreak)
  }

  /// A line look.
  func line(
    _ color: Nullable<PaintSpec>?, width: Double?, dash: [Double]?, cap: StrokeCap?,
    dashOffset: Double? = nil, opacity: Double?
  ) -> LineLook {
    let isOff: Bool = if case .null = color { true } else { false }
    let color = isOff ? .clear : color?.wrapped?.paint.color ?? .black
    return LineLook(
      color: color.opacity(color.alpha * (opacity ?? 1)), width: width ?? 1, dash: dash ?? [],
      dashOffset: dashOffset ?? 0, cap: cap.flatMap { Stroke.Cap(rawValue: $0.rawValue) } ?? .butt)
  }

  /// A frame.
  func frame(_ spec: ViewBackgroundSpec) -> LookPlan {
    LookPlan(
      fill: spec.fill?.wrapped?.paint, stroke: spec.stroke?.wrapped?.paint,
      strokeWidth: spec.strokeWidth ?? 1, dash: spec.strokeDash ?? [],
      cornerRadius: spec.cornerRadius ?? 0, opacity: spec.opacity ?? 1)
  }
}

extension Color {
  /// No colour at all.
  static let clear = Color(red: 0, green: 0, blue: 0, alpha: 0)
}

extension Paint {
  /// The colour; for a gradient, its first one.
  var color: Color {
    switch self {
    case .color(let color): color
    case .gradient(let gradient): gradient.stops.first?.color ?? .black
    }
  }
}

extension SceneText.Halo {
  init(_ spec: HaloSpec, on ground: Color) {
    self.init(spec.color?.color ?? ground, width: spec.width ?? 2.2)
  }
}

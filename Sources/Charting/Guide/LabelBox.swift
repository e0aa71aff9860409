// Guide: texts and symbols of guides, measured.

import Canvas

/// One or several lines of text that stand at a point.
struct LabelBox {
  /// The lines as they are drawn.
  var lines: [String]
  /// The text before its lines were broken and cut.
  var words: String
  /// The point at which the text stands, before `offset`.
  var anchor: Point
  var offset: Point
  var look: TextLook
  var align: HorizontalAlign
  var baseline: VerticalAlign
  var angle: Double
  var metrics: [TextMetrics]
  /// A line from the text to what it names, if it stands away from it.
  var leader: (Point, Point)?

  init(
    _ text: String, at anchor: Point, look: TextLook, align: HorizontalAlign = .left,
    baseline: VerticalAlign = .alphabetic, angle: Double = 0, offset: Point = .zero,
    cut: TextCut? = nil, text engine: TextEngine
  ) {
    words = text
    lines = Self.lines(of: text, look)
    if let cut { lines = lines.map { engine.limited($0, look, to: look.limit, by: cut) } }
    self.anchor = anchor
    self.offset = offset
    self.look = look
    self.align = align
    self.baseline = baseline
    self.angle = angle
    metrics = lines.map { engine.measure($0, look.style) }
  }

  private static func lines(of text: String, _ look: TextLook) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let part = look.lineBreak, !part.isEmpty else { return lines }
    return lines.flatMap { $0.split(separator: part, omittingEmptySubsequences: false) }
      .map(String.init)
  }

  /// The width of the widest line.
  var width: Double { metrics.map(\.width).max() ?? 0 }

  /// From the top of the first line's letters to the foot of the last one's.
  var height: Double {
    Double(max(0, lines.count - 1)) * look.lineHeight + look.style.size
  }

  /// The distance from the anchor down to the first baseline, as Vega has it.
  var baselineShift: Double {
    let size = look.style.size
    // In Vega the first line stands at the anchor, and the others below it.
    let below = look.isVegas ? 0 : Double(max(0, lines.count - 1)) * look.lineHeight
    let shift = baselineShift(size, below)
    return look.isVegas ? (shift + 0.5).rounded(.down) : shift
  }

  private func baselineShift(_ size: Double, _ below: Double) -> Double {
    switch baseline {
    case .top: return 0.79 * size
    case .middle: return 0.30 * size - below / 2
    case .bottom: return -0.21 * size - below
    case .lineTop: return 0.29 * size + 0.5 * look.lineHeight
    case .lineBottom: return 0.29 * size - 0.5 * look.lineHeight - below
    case .alphabetic: return 0
    }
  }

  /// The lines as scene items.
  func items(color: Color? = nil) -> [SceneText] {
    zip(lines, metrics).enumerated().compactMap { index, line in
      guard !line.0.isEmpty else { return nil }
      let down = baselineShift + Double(index) * look.lineHeight
      let shift = Transform.rotation(angle).apply(Point(offset.x, offset.y + down))
      return SceneText(
        line.0, at: anchor + shift, anchor: align.anchor, style: look.style,
        color: color ?? look.color, metrics: line.1, angle: angle, halo: look.halo)
    }
  }

  /// The rectangle around all lines: from the top of capitals to a little under the baseline.
  var bounds: Rect? {
    if look.isVegas { return room }
    let boxes = items().map { text -> Rect in
      var tight = text
      tight.metrics.ascent = look.style.size * 0.8
      tight.metrics.descent = look.style.size * 0.22
      return tight.bounds
    }
    guard let first = boxes.first else { return nil }
    return boxes.dropFirst().reduce(first) { $0.union($1) }
  }
}

extension HorizontalAlign {
  /// The anchor of a scene's text.
  var anchor: SceneText.Anchor {
    switch self {
    case .left: .start
    case .center: .middle
    case .right: .end
    }
  }
}

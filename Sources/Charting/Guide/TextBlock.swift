import Canvas

/// Lines of one text set to a width: a headline, a subtitle, a note.
struct TextBlock {
  var lines: [String]
  var metrics: [TextMetrics]
  var look: TextLook

  /// Wraps a text; nil as width keeps its lines.
  init(_ text: [String], look: TextLook, width: Double?, text engine: TextEngine) {
    self.look = look
    lines = text.flatMap { line in
      width.map { engine.wrap(line, look.style, width: $0) } ?? [line]
    }
    metrics = lines.map { engine.measure($0, look.style) }
  }

  /// Whether there is nothing to set.
  var isEmpty: Bool { lines.allSatisfy(\.isEmpty) }

  /// The width of the widest line.
  var width: Double { metrics.map(\.width).max() ?? 0 }

  /// The distance from the first baseline to the last.
  var baselineSpan: Double { Double(max(0, lines.count - 1)) * look.lineHeight }

  /// The lines as scene items; `first` is the first baseline.
  func items(x: Double, first: Double, anchor: SceneText.Anchor) -> [SceneItem] {
    zip(lines, metrics).enumerated().compactMap { index, line in
      guard !line.0.isEmpty else { return nil }
      return .text(
        SceneText(
          line.0, at: Point(x, first + Double(index) * look.lineHeight), anchor: anchor,
          style: look.style, color: look.color, metrics: line.1))
    }
  }
}

import Canvas

/// A line of a paragraph: what is drawn where, from its own left edge.
struct SetLine: Sendable {
  var spans: [SetSpan] = []
  /// How far the line runs between its edges: what hangs over them does not count.
  var width = 0.0
  /// Whether it ends in a part of a word.
  var endsInDivision = false
  /// The notes that it calls.
  var notes: [Int] = []
  /// The notes beside the text that it calls.
  var asides: [[Inline]] = []
  /// The names of what its links lead to in the document.
  var targets: [String] = []
}

/// A part of a line in one style.
struct SetSpan: Sendable {
  var text: String
  var piece: TextPiece
  var x: Double
  var metrics: TextMetrics
  var wordSpacing = 0.0
  /// What is added after single letters.
  var gaps: [SceneText.Gap] = []
  /// Where dots of emphasis stand.
  var dots: [Double] = []
}

extension SetLine {
  /// The line as items of a scene, at a place of its left end on its baseline.
  func items(at origin: Point, language: String) -> [FlowItem] {
    var groups: [SceneGroup] = []
    for span in spans {
      let piece = span.piece
      var text = SceneText(
        span.text, at: Point(origin.x + span.x, origin.y - piece.rise), style: piece.style,
        color: piece.color, metrics: span.metrics, wordSpacing: span.wordSpacing)
      text.gaps = span.gaps
      var items = [SceneItem.text(text)]
      items += span.dotItems(from: origin)
      if piece.isStruck { items.append(span.strike(from: origin)) }
      let own = piece.style.language == language ? nil : piece.style.language
      if let last = groups.last, last.role == piece.role, last.link == piece.link,
        last.language == own
      {
        groups[groups.count - 1].items += items
      } else {
        groups.append(SceneGroup(piece.role, language: own, link: piece.link, items: items))
      }
    }
    return groups.map { .scene(.group($0)) }
  }
}

extension SetSpan {
  /// The dots by which East Asian letters are stressed: below them in Chinese, above in Japanese.
  fileprivate func dotItems(from origin: Point) -> [SceneItem] {
    let size = piece.style.size
    let isAbove = piece.style.language.hasPrefix("ja")
    let y = origin.y - piece.rise + size * (isAbove ? -0.95 : 0.24)
    return dots.map { x in
      let dot = Path.circle(center: Point(origin.x + x, y), radius: size * 0.05)
      return .path(ScenePath(dot, fill: .color(piece.color)))
    }
  }

  /// The line through struck text, half way up its small letters.
  fileprivate func strike(from origin: Point) -> SceneItem {
    let size = piece.style.size
    let start = Point(origin.x + x, origin.y - piece.rise - size * 0.22)
    let line = Path.line(from: start, to: start + Point(metrics.width, 0))
    return .path(ScenePath(line, stroke: Stroke(piece.color, width: size * 0.05)))
  }
}

import Canvas

/// A line of a paragraph: what is drawn where, from its own left edge.
struct SetLine: Sendable {
  var spans: [SetSpan] = []
  /// How far the line runs.
  var width = 0.0
  /// Whether it ends in a part of a word.
  var endsInDivision = false
  /// The notes that it calls.
  var notes: [Int] = []
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
}

/// Breaks paragraphs into lines and gives each word its place.
struct ParagraphSetter {
  let text: TextEngine
  var hyphenation: Hyphenation

  /// The lines of a paragraph; at least one, unless there are no pieces.
  mutating func lines(
    _ pieces: [TextPiece], _ shape: LineBreaker.Shape, divides: WordDivision
  ) -> [SetLine] {
    let pieces = pieces.filter { !$0.text.isEmpty }
    guard !pieces.isEmpty else { return [] }
    let finder = BreakFinder(pieces, text: text)
    let points = finder.points(shape, hyphenation: &hyphenation, divides: divides, text: text)
    let breaks = LineBreaker.breaks(
      points, shape: shape, widths: finder.shaped.positions, stretches: finder.stretches,
      shrinks: finder.shrinks)
    var lines: [SetLine] = []
    var start = 0
    var firstPiece = 0
    for (index, point) in breaks.enumerated() {
      let measure = shape.width - (index == 0 ? shape.firstIndent : 0)
      while firstPiece + 1 < pieces.count, finder.starts[firstPiece + 1] <= start {
        firstPiece += 1
      }
      var line = line(
        start..<max(start, point.end), point, pieces, from: firstPiece, finder)
      let isLast = index == breaks.count - 1 || point.isForced
      justify(&line, to: measure, fills: shape.isJustified && !isLast)
      lines.append(line)
      start = point.next
    }
    return lines
  }

  /// The natural width of a text on one line.
  func width(of pieces: [TextPiece]) -> Double {
    pieces.reduce(0) { $0 + text.measure($1.text, $1.style).width }
  }

  private func line(
    _ range: Range<Int>, _ point: BreakPoint, _ pieces: [TextPiece], from first: Int,
    _ finder: BreakFinder
  ) -> SetLine {
    var line = SetLine()
    line.endsInDivision = point.isDivision && point.hyphenWidth > 0
    for index in first..<pieces.count {
      let piece = pieces[index]
      guard finder.starts[index] < range.upperBound else { break }
      let start = max(finder.starts[index], range.lowerBound)
      let end = min(finder.starts[index + 1], range.upperBound)
      guard start < end else { continue }
      var words = String(decoding: finder.bytes[start..<end], as: UTF8.self)
      if words.unicodeScalars.contains("\u{AD}") { words = words.replacing("\u{AD}", with: "") }
      if end == range.upperBound, point.isDivision, point.hyphenWidth > 0 { words += "-" }
      let metrics = text.measure(words, piece.style)
      line.spans.append(SetSpan(text: words, piece: piece, x: line.width, metrics: metrics))
      line.width += metrics.width
      line.notes += piece.notes
      if case .destination(let name) = piece.link { line.targets.append(name) }
    }
    return line
  }

  /// Widens or narrows the word spaces until the line fills its measure, or fits into it.
  private func justify(_ line: inout SetLine, to measure: Double, fills: Bool) {
    let gap = measure - line.width
    guard fills || gap < 0 else { return }
    let spaces = line.spans.reduce(0) { $0 + $1.text.wordSpaces }
    guard spaces > 0 else { return }
    let smallest = -(line.spans.first?.piece.style.size ?? 0) * 0.12
    let added = max(gap / Double(spaces), smallest)
    var x = 0.0
    for index in line.spans.indices {
      let own = added * Double(line.spans[index].text.wordSpaces)
      line.spans[index].x = x
      line.spans[index].wordSpacing = line.spans[index].text.wordSpaces > 0 ? added : 0
      line.spans[index].metrics.width += own
      x += line.spans[index].metrics.width
    }
    line.width = x
  }
}

extension String {
  /// How many spaces an output widens.
  fileprivate var wordSpaces: Int { unicodeScalars.count { $0 == " " || $0 == "\u{A0}" } }
}

extension SetLine {
  /// The line as items of a scene, at a place of its left end on its baseline.
  func items(at origin: Point, language: String) -> [FlowItem] {
    var groups: [SceneGroup] = []
    for span in spans {
      let piece = span.piece
      let item = SceneItem.text(
        SceneText(
          span.text, at: Point(origin.x + span.x, origin.y - piece.rise), style: piece.style,
          color: piece.color, metrics: span.metrics, wordSpacing: span.wordSpacing))
      var items = [item]
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
  /// The line through struck text, half way up its small letters.
  fileprivate func strike(from origin: Point) -> SceneItem {
    let size = piece.style.size
    let start = Point(origin.x + x, origin.y - piece.rise - size * 0.22)
    let line = Path.line(from: start, to: start + Point(metrics.width, 0))
    return .path(ScenePath(line, stroke: Stroke(piece.color, width: size * 0.05)))
  }
}

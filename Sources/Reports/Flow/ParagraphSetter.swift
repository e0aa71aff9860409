import Canvas

/// A paragraph whose possible line ends are known: its lines can be set, and set again with one
/// line more or fewer, at little cost.
struct PreparedParagraph {
  let text: ParagraphText
  let shape: LineBreaker.Shape
  let points: [BreakPoint]
}

/// Breaks paragraphs into lines and gives each word its place.
struct ParagraphSetter {
  let text: TextEngine
  var hyphenation: Hyphenation
  /// Where the lines of paragraphs are kept from run to run; nil keeps none.
  var memory: ParagraphMemory?

  /// The lines of a paragraph; at least one, unless there are no pieces.
  mutating func lines(
    _ pieces: [TextPiece], _ shape: LineBreaker.Shape, divides: WordDivision
  ) -> [SetLine] {
    guard let memory, let key = ParagraphMemory.Key(pieces, shape, divides) else {
      return lines(of: prepare(pieces, shape, divides: divides))
    }
    if let known = memory.lines.value(for: key) { return known }
    let lines = lines(of: prepare(pieces, shape, divides: divides))
    memory.lines.keep(lines, for: key)
    return lines
  }

  /// Finds where the lines of a paragraph may end.
  mutating func prepare(
    _ pieces: [TextPiece], _ shape: LineBreaker.Shape, divides: WordDivision
  ) -> PreparedParagraph {
    let paragraph = ParagraphText(pieces.map(fitted), text: text)
    guard !paragraph.pieces.isEmpty else {
      return PreparedParagraph(text: paragraph, shape: shape, points: [])
    }
    let finder = BreakFinder(paragraph, shape, engine: text)
    let points = finder.points(hyphenation: &hyphenation, divides: divides)
    return PreparedParagraph(text: paragraph, shape: shape, points: points)
  }

  /// The best lines of a paragraph.
  func lines(of paragraph: PreparedParagraph) -> [SetLine] {
    let measures = measures(of: paragraph)
    return set(
      paragraph, LineBreaker.breaks(paragraph.points, shape: paragraph.shape, measures: measures))
  }

  /// The best lines of a paragraph that are so many more, or fewer if negative, than the best of
  /// all; nil if there are none that look well.
  func lines(of paragraph: PreparedParagraph, looseness: Int) -> [SetLine]? {
    LineBreaker.breaks(
      paragraph.points, shape: paragraph.shape, measures: measures(of: paragraph),
      looseness: looseness
    ).map { set(paragraph, $0) }
  }

  /// The natural width of a text on one line.
  func width(of pieces: [TextPiece]) -> Double {
    pieces.map(fitted).reduce(0) { $0 + text.measure($1.text, $1.style).width }
  }

  private func measures(of paragraph: PreparedParagraph) -> LineMeasures {
    var measures = paragraph.text.measures
    // An indented line has no edge to straighten.
    if paragraph.shape.hangs, paragraph.shape.isJustified, paragraph.shape.firstIndent == 0 {
      measures.firstHang = paragraph.text.hangsLeft(at: 0)
    }
    return measures
  }

  /// A piece as its font can show it: where it has no raised figures, smaller ones are raised.
  private func fitted(_ piece: TextPiece) -> TextPiece {
    guard piece.style.features.contains(where: { $0.tag == "sups" }),
      !text.hasFeature("sups", piece.style)
    else { return piece }
    var piece = piece
    piece.style.features.removeAll { $0.tag == "sups" }
    piece.rise += piece.style.size * 0.34
    piece.style.size *= 0.68
    return piece
  }

  // MARK: Lines

  private func set(_ paragraph: PreparedParagraph, _ breaks: [BreakPoint]) -> [SetLine] {
    let ascents = paragraph.text.pieces.map { text.measure("", $0.style) }
    var lines: [SetLine] = []
    var start = 0
    var hang = measures(of: paragraph).firstHang
    for (number, point) in breaks.enumerated() {
      let line = LineInPlace(
        start: start, end: max(start, point.end), point: point, hangsLeft: hang,
        room: paragraph.shape.room(inLine: number),
        startsInWord: number > 0 && breaks[number - 1].isDivision,
        isLast: number == breaks.count - 1)
      lines.append(set(line, paragraph, ascents))
      start = point.next
      hang = point.hangsLeft
    }
    return lines
  }

  /// A line that is to be set.
  private struct LineInPlace {
    var start: Int
    var end: Int
    var point: BreakPoint
    var hangsLeft: Double
    var room: Double
    /// Whether a division stands before it.
    var startsInWord = false
    var isLast = false
    /// By how much the first and the last word are wider than they were within their words.
    var mendings = (first: 0.0, last: 0.0)
    /// By how much of their stretch, or of their shrink if negative, its spaces are changed.
    var ratio = 0.0

    /// Where a letter stands, from the line's left edge.
    func x(_ offset: Int, _ measures: LineMeasures) -> Double {
      let natural = measures.width(toStart: offset) - measures.width(toStart: start)
      return natural - hangsLeft + added(measures.stretches, measures.shrinks, start, offset)
    }

    /// Where the line's last letter ends.
    func endX(_ measures: LineMeasures) -> Double {
      guard end > start else { return -hangsLeft }
      return measures.width(from: start, to: end) - hangsLeft
        + added(measures.stretches, measures.shrinks, start, end - 1)
    }

    func added(_ stretches: [Double], _ shrinks: [Double], _ from: Int, _ to: Int) -> Double {
      ratio == 0
        ? 0
        : ratio > 0
          ? ratio * (stretches[to] - stretches[from]) : ratio * (shrinks[to] - shrinks[from])
    }
  }

  private func set(
    _ line: LineInPlace, _ paragraph: PreparedParagraph, _ heights: [TextMetrics]
  ) -> SetLine {
    var line = line
    let content = paragraph.text
    line.mendings = mendings(line, content)
    line.ratio = ratio(line, paragraph)
    let measures = content.measures
    var result = SetLine()
    result.endsInDivision = line.point.isDivision && line.point.hyphenWidth > 0
    var index = content.piece(at: line.start)
    while index < content.pieces.count, content.starts[index] < line.end {
      let start = max(content.starts[index], line.start)
      let end = min(content.starts[index + 1], line.end)
      let piece = content.pieces[index]
      index += 1
      guard start < end else { continue }
      let x = line.x(start, measures)
      var span = SetSpan(
        text: String(decoding: content.bytes[start..<end], as: UTF8.self), piece: piece, x: x,
        metrics: heights[index - 1])
      span.metrics.width = (end < line.end ? line.x(end, measures) : line.endX(measures)) - x
      span.widen(line.ratio)
      if !content.gaps.isEmpty { span.gaps = gaps(content, start, end, line.ratio) }
      if piece.isEmphasized { span.dots = dots(content, start, end, line) }
      span.dropSoftHyphens()
      if end == line.end {
        if result.endsInDivision { span.text += "-" }
        span.metrics.width += line.point.hyphenWidth + line.mendings.last
      }
      if start == line.start {
        span.metrics.width += line.mendings.first
      } else {
        span.x += line.mendings.first
      }
      result.spans.append(span)
      result.notes += piece.notes
      if case .destination(let name) = piece.link { result.targets.append(name) }
    }
    result.asides = asides(line, content)
    let end = result.spans.last.map { $0.x + $0.metrics.width } ?? 0
    result.width = end - line.point.hangsRight
    return result
  }

  /// What is said beside a line: what is called at the end of a piece that ends in it, or in the
  /// spaces behind it.
  private func asides(_ line: LineInPlace, _ content: ParagraphText) -> [[Inline]] {
    var asides: [[Inline]] = []
    var index = content.piece(at: line.start)
    let end = line.isLast ? content.bytes.count : line.point.next
    while index < content.pieces.count, content.starts[index + 1] <= end {
      asides += content.pieces[index].asides
      index += 1
    }
    return asides
  }

  /// How much the spaces of a line grow or shrink.
  private func ratio(_ line: LineInPlace, _ paragraph: PreparedParagraph) -> Double {
    let measures = paragraph.text.measures
    let natural =
      measures.width(from: line.start, to: line.end) + line.point.hyphenWidth - line.hangsLeft
      - line.point.hangsRight + line.mendings.first + line.mendings.last
    let gap = line.room - natural
    if gap >= 0 {
      guard paragraph.shape.isJustified, !line.point.isForced else { return 0 }
      let stretch = measures.stretch(from: line.start, to: line.end)
      return stretch > 0 ? gap / stretch : 0
    }
    guard paragraph.shape.isJustified || gap < -0.02 else { return 0 }
    let shrink = measures.shrink(from: line.start, to: line.end)
    return shrink > 0 ? max(gap / shrink, -1.5) : 0
  }

  /// The spaces after letters within a span, where they are not the font's own.
  private func gaps(
    _ content: ParagraphText, _ start: Int, _ end: Int, _ ratio: Double
  ) -> [SceneText.Gap] {
    let first = content.gaps.firstPlace { $0.offset > start }
    return content.gaps[first...].prefix { $0.offset < end }.compactMap { gap in
      let width = gap.width + ratio * (ratio > 0 ? gap.stretch : gap.shrink)
      return width == 0 ? nil : SceneText.Gap(after: gap.letter - start, width: width)
    }
  }

  /// The middles of the East Asian letters of a span, which have dots for emphasis.
  private func dots(
    _ content: ParagraphText, _ start: Int, _ end: Int, _ line: LineInPlace
  ) -> [Double] {
    let first = content.letters.firstPlace { $0.offset >= start }
    return content.letters[first...].prefix { $0.offset < end }.compactMap { letter in
      guard letter.kind == .letter, letter.width > 0 else { return nil }
      return line.x(letter.offset, content.measures) + line.mendings.first + letter.width / 2
    }
  }

  /// By how much letters that stood close together are wider where a division parts them.
  private func mendings(_ line: LineInPlace, _ content: ParagraphText) -> (Double, Double) {
    var (first, last) = (0.0, 0.0)
    if line.startsInWord || content.isJoined(line.start) {
      let piece = content.piece(at: line.start)
      let limit = min(content.starts[piece + 1], line.end)
      let word = content.bytes[line.start..<limit].prefix { $0 != 0x20 }
      first = mending(word, content.pieces[piece], "", content)
    }
    if line.point.isDivision || content.isJoined(line.end) {
      let piece = content.piece(at: max(line.start, line.end - 1))
      let limit = max(content.starts[piece], line.start)
      let word = content.bytes[limit..<line.end].suffix(while: { $0 != 0x20 })
      let hyphen = line.point.hyphenWidth > 0 ? "-" : ""
      last = mending(word, content.pieces[piece], hyphen, content) - line.point.hyphenWidth
    }
    return (first, last)
  }

  private func mending(
    _ word: ArraySlice<UInt8>, _ piece: TextPiece, _ hyphen: String, _ content: ParagraphText
  ) -> Double {
    let width = text.measure(String(decoding: word, as: UTF8.self) + hyphen, piece.style).width
    return width - content.shaped.advance(from: word.startIndex, to: word.endIndex)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func suffix(while isKept: (UInt8) -> Bool) -> Self {
    suffix(reversed().prefix(while: isKept).count)
  }
}

extension SetSpan {
  /// Widens or narrows the word spaces.
  fileprivate mutating func widen(_ ratio: Double) {
    guard ratio != 0, text.wordSpaces > 0 else { return }
    let share = ratio > 0 ? ParagraphText.stretch : ParagraphText.shrink
    wordSpacing = ratio * share * piece.style.size
  }

  /// Leaves out the marks of possible divisions.
  fileprivate mutating func dropSoftHyphens() {
    guard text.utf8.contains(0xAD), text.unicodeScalars.contains("\u{AD}") else { return }
    text = text.replacing("\u{AD}", with: "")
    gaps = []
  }
}

extension String {
  /// How many spaces an output widens.
  fileprivate var wordSpaces: Int {
    var (count, before) = (0, UInt8(0))
    for byte in utf8 {
      if byte == 0x20 || (byte == 0xA0 && before == 0xC2) { count += 1 }
      before = byte
    }
    return count
  }
}

extension Array {
  /// The first place whose element passes a test that all elements after it pass as well; the end if
  /// there is none.
  func firstPlace(_ passes: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

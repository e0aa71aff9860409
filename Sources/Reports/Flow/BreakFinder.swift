import Canvas

/// Finds where the lines of a paragraph may end, and how unwelcome an end is there.
struct BreakFinder {
  let text: ParagraphText
  let shape: LineBreaker.Shape
  private let engine: TextEngine

  init(_ text: ParagraphText, _ shape: LineBreaker.Shape, engine: TextEngine) {
    self.text = text
    self.shape = shape
    self.engine = engine
  }

  /// Whether small signs hang over the edges.
  private var hangs: Bool { shape.hangs && shape.isJustified }

  /// The points at which lines may end, ascending; the last one is the end of the text.
  func points(hyphenation: inout Hyphenation, divides: WordDivision) -> [BreakPoint] {
    let count = text.bytes.count
    var last = BreakPoint(end: text.trimmed(count), next: count)
    last.isForced = true
    if hangs { last.hangsRight = text.hangsRight(before: last.end) }
    if isOneLine(last) { return [last] }
    var points = text.shaped.breaks.compactMap(point)
    let added = addressPoints() + eastAsianPoints()
    if !added.isEmpty { points = merged(points, added) }
    if divides != .never {
      var finder = WordDivisions(text, shape)
      var found = finder.points(&hyphenation, engine)
      if divides == .wideWords { found = onlyInWideWords(found, points) }
      points = merged(points, found)
    }
    points.append(last)
    points = withoutEqualOnes(splittingWideOnes(points))
    if hangs { for index in points.indices { hang(&points[index]) } }
    return points
  }

  /// Whether all of it fits on the first line, so that nothing else is to be found.
  private func isOneLine(_ last: BreakPoint) -> Bool {
    guard !text.shaped.breaks.contains(where: \.isMandatory) else { return false }
    return text.measures.width(from: 0, to: last.end) <= shape.room(inLine: 0)
  }

  private func hang(_ point: inout BreakPoint) {
    point.hangsRight =
      point.hyphenWidth > 0
      ? OpticalMargin.right("-") * point.hyphenWidth : text.hangsRight(before: point.end)
    point.hangsLeft = text.hangsLeft(at: point.next)
  }

  /// Two lists of points as one, ascending; the first one's count where they are the same.
  private func merged(_ points: [BreakPoint], _ others: [BreakPoint]) -> [BreakPoint] {
    var result: [BreakPoint] = []
    result.reserveCapacity(points.count + others.count)
    var index = 0
    for other in others.sorted(by: { $0.next < $1.next }) {
      while index < points.count, points[index].next <= other.next {
        result.append(points[index])
        index += 1
      }
      if result.last?.next != other.next { result.append(other) }
    }
    return result + points[index...]
  }

  // MARK: Ends that Unicode's rules allow

  private func point(_ found: ShapedText.Break) -> BreakPoint? {
    let offset = found.offset
    let end = text.trimmed(offset)
    guard offset < text.bytes.count, offset > 0, end > 0 || found.isMandatory else { return nil }
    var point = BreakPoint(end: end, next: offset)
    point.isForced = found.isMandatory
    if found.isMandatory { return point }
    guard end == offset else { return opensWithDash(offset) ? nil : point }
    guard !isInsideAddress(end), !isBeforeMark(end), !isInsideRange(end) else { return nil }
    switch text.scalar(before: end) {
    case "-", "\u{2010}":
      // The letter of "n.d.-a" stays with it.
      if text.scalar(before: end - 1) == "." { return nil }
      point.penalty = hyphenPenalty(at: end)
      point.isDivision = true
    case "\u{AD}":
      point.penalty = 50
      point.isDivision = true
      point.hyphenWidth = engine.measure("-", text.pieces[text.piece(at: end - 2)].style).width
    case "–": point.penalty = 300
    case "/": point.penalty = 60
    case "—": point.penalty = 30
    default: point.penalty = text.letters.isEmpty ? 0 : eastAsianPenalty(at: end)
    }
    return point
  }

  /// Whether a dash between spaces, an ellipsis or a slash starts at an offset: a line ends after
  /// it, not before.
  private func opensWithDash(_ offset: Int) -> Bool {
    switch text.scalar(at: offset) {
    case "–", "—": text.scalar(at: offset + 3) == " "
    case "…": true
    case "/", "-": text.scalar(at: offset + 1) == " "
    default: false
    }
  }

  /// Few letters on one side of a hyphen, as in "x-axis", are better not parted.
  private func hyphenPenalty(at end: Int) -> Double {
    let before = text.bytes[..<(end - 1)].suffix(3)
    let after = text.bytes[end...].prefix(3)
    let isShort =
      before.count < 3 || after.count < 3
      || before.contains { !$0.isWordByte } || after.contains { !$0.isWordByte }
    return isShort ? 150 : 50
  }

  /// Whether the mark of a note or a raised sign starts at an offset: it stays with its word.
  private func isBeforeMark(_ offset: Int) -> Bool {
    let index = text.piece(at: offset)
    let piece = text.pieces[index]
    return text.starts[index] == offset && (!piece.notes.isEmpty || piece.rise != 0)
  }

  /// Whether the second number of a range such as 1958–1960 starts at an offset.
  private func isInsideRange(_ offset: Int) -> Bool {
    let bytes = text.bytes
    guard offset > 3, offset < bytes.count, text.scalar(before: offset) == "–" else { return false }
    let isCirca = bytes[offset...].starts(with: "c.".utf8)
    return bytes[offset - 4].isDigit && (bytes[offset].isDigit || isCirca)
  }

  /// Whether an offset lies within an address, whose own points are the only ones.
  private func isInsideAddress(_ offset: Int) -> Bool {
    let index = text.piece(at: offset)
    return text.pieces[index].isAddress && offset > text.starts[index]
  }

  private func addressPoints() -> [BreakPoint] {
    text.pieces.enumerated().filter(\.element.isAddress).flatMap { index, piece in
      AddressDivisions.points(in: piece.text).map { found in
        let place = text.starts[index] + found.offset
        var point = BreakPoint(end: place, next: place)
        point.penalty = found.penalty
        return point
      }
    }
  }

  /// The divisions of words for which a whole line is too short.
  private func onlyInWideWords(
    _ divisions: [BreakPoint], _ points: [BreakPoint]
  ) -> [BreakPoint] {
    var index = 0
    return divisions.filter { division in
      while index < points.count, points[index].next <= division.next { index += 1 }
      let start = index > 0 ? points[index - 1].next : 0
      let end = index < points.count ? points[index].end : text.trimmed(text.bytes.count)
      return text.measures.width(from: start, to: end) > shape.width
    }
  }

  // MARK: East Asian text

  /// Where a line may end beside quotation marks in Chinese and Japanese.
  private func eastAsianPoints() -> [BreakPoint] {
    guard text.letters.count > 1 else { return [] }
    return zip(text.letters, text.letters.dropFirst()).compactMap { before, after in
      guard before.width > 0 || after.width > 0, EastAsian.mayEnd(before.kind, after.kind),
        text.trimmed(after.offset) == after.offset
      else { return nil }
      return BreakPoint(end: after.offset, next: after.offset)
    }
  }

  /// A short Chinese word in a text of another script is better left whole.
  private func eastAsianPenalty(at offset: Int) -> Double {
    guard !text.isEastAsian else { return 0 }
    var (low, high) = (0, text.letters.count)
    while low < high {
      let middle = (low + high) / 2
      if text.letters[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    let before = text.letters[..<low].reversed().prefix(9).prefix { $0.width > 0 }.count
    let after = text.letters[low...].prefix(9).prefix { $0.width > 0 }.count
    return before > 0 && after > 0 && before + after <= 8 ? 500 : 0
  }

  // MARK: Words wider than a line

  /// How many bytes of a word wider than a line may be divided between any two letters: a dozen
  /// lines, or more than that.
  private static let freelyDivided = 2000

  /// A piece without a point that is wider than a line may be divided between any two letters.
  private func splittingWideOnes(_ points: [BreakPoint]) -> [BreakPoint] {
    let measure = shape.width - shape.firstIndent
    var isNeeded = false
    var start = 0
    for point in points {
      isNeeded = isNeeded || isTooWide(start, point, measure)
      start = point.next
    }
    guard isNeeded else { return points }
    var result: [BreakPoint] = []
    start = 0
    for point in points {
      if isTooWide(start, point, measure) {
        for offset in letterEnds(from: start, to: max(start, point.end), measure) {
          var added = BreakPoint(end: offset, next: offset)
          added.penalty = 2000
          result.append(added)
        }
      }
      result.append(point)
      start = point.next
    }
    return result
  }

  /// Where the letters of a word end, but for the last.
  ///
  /// In the middle of an endless word only full lines are offered: weighing every letter of it
  /// against all those of the line before would take time without end and look no better.
  private func letterEnds(from start: Int, to end: Int, _ measure: Double) -> [Int] {
    var ends: [Int] = []
    var offset = start
    var line = start
    for character in String(decoding: text.bytes[start..<end], as: UTF8.self) {
      let next = offset + character.utf8.count
      if offset > start {
        let isFree = offset - start < Self.freelyDivided || end - offset < Self.freelyDivided
        if isFree || text.measures.width(from: line, to: next) > measure {
          ends.append(offset)
          line = offset
        }
      }
      offset = next
    }
    return ends
  }

  private func isTooWide(_ start: Int, _ point: BreakPoint, _ measure: Double) -> Bool {
    text.measures.width(from: start, to: point.end) + point.hyphenWidth > measure
  }

  /// Of points at the same place in the line, as between spaces without width, the most welcome one.
  private func withoutEqualOnes(_ points: [BreakPoint]) -> [BreakPoint] {
    let least = shape.size / 50
    var result: [BreakPoint] = []
    result.reserveCapacity(points.count)
    for point in points {
      guard let last = result.last, !last.isForced, !point.isForced, last.next < last.end + 1,
        text.measures.width(from: last.end, to: point.end) < least,
        last.isDivision == point.isDivision
      else {
        result.append(point)
        continue
      }
      if point.penalty < last.penalty { result[result.count - 1] = point }
    }
    return result
  }
}

extension UInt8 {
  /// Whether it is a letter of ASCII or belongs to a character beyond.
  var isWordByte: Bool { self >= 0x80 || (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) }
}

import Canvas

/// Finds where the lines of a paragraph may end, and sums up what the breaker wants to know.
struct BreakFinder {
  /// How far a word space may be widened and narrowed, in sizes of the type.
  ///
  /// A space of Linux
  /// Libertine is a quarter of the size; half of it and a third are what TeX takes.
  static let stretch = 0.125
  static let shrink = 0.08

  let bytes: [UInt8]
  let shaped: ShapedText
  private let pieces: [TextPiece]
  /// Where each piece starts; one more than pieces.
  let starts: [Int]
  private(set) var stretches: [Double] = [0]
  private(set) var shrinks: [Double] = [0]

  init(_ pieces: [TextPiece], text engine: TextEngine) {
    let pieces = pieces.filter { !$0.text.isEmpty }
    self.pieces = pieces
    shaped = engine.shape(pieces.map { TextRun($0.text, $0.style) })
    bytes = Array(shaped.text.utf8)
    var starts = [0]
    for piece in pieces { starts.append((starts.last ?? 0) + piece.text.utf8.count) }
    self.starts = starts
    sumUp()
  }

  private mutating func sumUp() {
    stretches.reserveCapacity(bytes.count + 1)
    shrinks.reserveCapacity(bytes.count + 1)
    var (stretch, shrink) = (0.0, 0.0)
    var piece = 0
    for index in bytes.indices {
      while piece + 1 < pieces.count, index >= starts[piece + 1] { piece += 1 }
      if isWordSpace(index) {
        stretch += pieces[piece].style.size * Self.stretch
        shrink += pieces[piece].style.size * Self.shrink
      }
      stretches.append(stretch)
      shrinks.append(shrink)
    }
  }

  /// Whether U+0020 or U+00A0 starts at an offset: what an output widens.
  private func isWordSpace(_ index: Int) -> Bool {
    bytes[index] == 0x20
      || (bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0)
  }

  /// The points at which lines may end, ascending; the last one is the end of the text.
  func points(
    _ shape: LineBreaker.Shape, hyphenation: inout Hyphenation, divides: WordDivision,
    text engine: TextEngine
  ) -> [BreakPoint] {
    var points = shaped.breaks.compactMap { point($0, isJustified: shape.isJustified) }
    points += addressPoints()
    points.sort { $0.next < $1.next }
    if divides != .never {
      var found = divisions(shape, &hyphenation, engine)
      if divides == .wideWords { found = onlyInWideWords(found, points, shape) }
      points = (points + found).sorted { $0.next < $1.next }
    }
    points = points.reduce(into: []) { if $1.next != $0.last?.next { $0.append($1) } }
    var last = BreakPoint(end: trimmed(bytes.count), next: bytes.count)
    last.isForced = true
    points.append(last)
    return splittingWideOnes(points, shape)
  }

  private func point(_ found: ShapedText.Break, isJustified: Bool) -> BreakPoint? {
    let end = trimmed(found.offset)
    guard found.offset < bytes.count, found.offset > 0, end > 0 || found.isMandatory else {
      return nil
    }
    var point = BreakPoint(end: end, next: found.offset)
    point.isForced = found.isMandatory
    guard end == found.offset else { return point }
    guard !isInsideAddress(end), !isBeforeMark(end), !isInsideRange(end) else { return nil }
    switch lastScalar(before: end) {
    case "-", "\u{2010}":
      point.penalty = 50
      point.isDivision = true
    case "\u{AD}":
      point.penalty = 50
      point.isDivision = true
      point.hyphenWidth = 3
    case "–": point.penalty = 300
    case "/": point.penalty = 60
    case "—": point.penalty = 30
    case let last?: point.penalty = Han.isWide(last) ? hanPenalty(at: end) : 0
    default: break
    }
    return point
  }

  /// Whether the mark of a note or a raised sign starts at an offset: it stays with its word.
  private func isBeforeMark(_ offset: Int) -> Bool {
    pieces.indices.contains { index in
      starts[index] == offset && (!pieces[index].notes.isEmpty || pieces[index].rise != 0)
    }
  }

  /// Whether the second number of a range such as 1958–1960 starts at an offset.
  private func isInsideRange(_ offset: Int) -> Bool {
    let dash = Array("–".utf8)
    let start = offset - dash.count
    guard start > 0, bytes[start..<offset].elementsEqual(dash) else { return false }
    return bytes[start - 1].isDigit && bytes[offset].isDigit
  }

  /// A short Chinese word in a text of another script is better left whole.
  private func hanPenalty(at offset: Int) -> Double {
    let before = String(decoding: bytes[max(0, offset - 24)..<offset], as: UTF8.self)
    let after = String(decoding: bytes[offset..<min(bytes.count, offset + 24)], as: UTF8.self)
    let length =
      before.unicodeScalars.reversed().prefix(while: Han.isWide).count
      + after.unicodeScalars.prefix(while: Han.isWide).count
    return length <= 8 ? 500 : 0
  }

  /// Whether an offset lies within an address, whose own points are the only ones.
  private func isInsideAddress(_ offset: Int) -> Bool {
    pieces.indices.contains { index in
      pieces[index].isAddress && offset > starts[index] && offset < starts[index + 1]
    }
  }

  /// The offset after the last sign before `offset` that is no space.
  private func trimmed(_ offset: Int) -> Int {
    var end = offset
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    return end
  }

  private func lastScalar(before end: Int) -> Unicode.Scalar? {
    String(decoding: bytes[max(0, end - 4)..<end], as: UTF8.self).unicodeScalars.last
  }

  // MARK: Words

  private func divisions(
    _ shape: LineBreaker.Shape, _ hyphenation: inout Hyphenation, _ engine: TextEngine
  ) -> [BreakPoint] {
    var points: [BreakPoint] = []
    for (index, piece) in pieces.enumerated() where piece.role != .code && !piece.isAddress {
      guard piece.rise == 0, hyphenation.knows(piece.style.language) else { continue }
      let width = engine.measure("-", piece.style).width
      for (offset, word) in words(of: piece.text) {
        let found = hyphenation.offsets(
          in: word, language: piece.style.language,
          startsSentence: startsSentence(starts[index] + offset))
        for division in found {
          var point = BreakPoint(
            end: starts[index] + offset + division, next: starts[index] + offset + division)
          point.penalty = shape.isJustified ? 50 : 250
          point.isDivision = true
          point.hyphenWidth = width
          points.append(point)
        }
      }
    }
    return points
  }

  /// The divisions of words for which a whole line is too short.
  private func onlyInWideWords(
    _ divisions: [BreakPoint], _ points: [BreakPoint], _ shape: LineBreaker.Shape
  ) -> [BreakPoint] {
    var index = 0
    return divisions.filter { division in
      while index < points.count, points[index].next <= division.next { index += 1 }
      let start = index > 0 ? points[index - 1].next : 0
      let end = index < points.count ? points[index].end : trimmed(bytes.count)
      return width(from: start, to: end) > shape.width
    }
  }

  /// Whether a sentence starts at an offset, so that a capital there means no name.
  private func startsSentence(_ offset: Int) -> Bool {
    let end = trimmed(offset)
    return end == 0 || ".?!".utf8.contains(bytes[end - 1])
  }

  /// The words of letters with their offsets; parts of compounds with hyphens are left whole.
  private func words(of text: String) -> [(offset: Int, word: Substring)] {
    var result: [(offset: Int, word: Substring)] = []
    var offset = 0
    var index = text.startIndex
    while index < text.endIndex {
      let rest = text[index...]
      let word = rest.prefix { $0.isLetter }
      let after = word.endIndex
      let before = index > text.startIndex ? text[text.index(before: index)] : " "
      if word.utf8.count > 5, !"-\u{2010}/@_".contains(before),
        after == text.endIndex || !"-\u{2010}/@_".contains(text[after])
      {
        result.append((offset, word))
      }
      let step = word.isEmpty ? rest.prefix(1) : word
      offset += step.utf8.count
      index = step.endIndex
    }
    return result
  }

  /// An address may be divided, without a hyphen, after its slashes and before its other signs.
  private func addressPoints() -> [BreakPoint] {
    var points: [BreakPoint] = []
    for (index, piece) in pieces.enumerated() where piece.isAddress {
      let letters = Array(piece.text.utf8)
      for (offset, letter) in letters.enumerated() where offset > 8 && offset < letters.count - 1 {
        let isSlash = letter == UInt8(ascii: "/") && letters[offset + 1] != UInt8(ascii: "/")
        let isOther = ".-_?&=#%".utf8.contains(letter)
        guard isSlash || isOther else { continue }
        let place = starts[index] + offset + (isSlash ? 1 : 0)
        var point = BreakPoint(end: place, next: place)
        point.penalty = isSlash ? 20 : 80
        points.append(point)
      }
    }
    return points
  }

  // MARK: Words wider than a line

  /// A piece without a point that is wider than a line may be divided between any two letters.
  private func splittingWideOnes(
    _ points: [BreakPoint], _ shape: LineBreaker.Shape
  ) -> [BreakPoint] {
    let measure = shape.width - shape.firstIndent
    var result: [BreakPoint] = []
    var start = 0
    for point in points {
      if width(from: start, to: point.end) + point.hyphenWidth > measure {
        var offset = start
        for character in String(decoding: bytes[start..<max(start, point.end)], as: UTF8.self) {
          if offset > start {
            var added = BreakPoint(end: offset, next: offset)
            added.penalty = 2000
            result.append(added)
          }
          offset += character.utf8.count
        }
      }
      result.append(point)
      start = point.next
    }
    return result
  }

  private func width(from start: Int, to end: Int) -> Double {
    shaped.advance(from: start, to: max(start, end))
  }
}

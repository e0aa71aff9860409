import Canvas

/// A paragraph on one endless line, with the spaces that may grow and shrink.
struct ParagraphText: Sendable {
  /// How far a word space may be widened and narrowed, in sizes of the type.
  ///
  /// A space of Linux Libertine is a quarter of the size; half of it and a third are what TeX takes.
  static let stretch = 0.125
  static let shrink = 0.08

  /// A space between two letters that have none of their own.
  struct LetterGap: Sendable {
    /// Where the letter before it starts.
    var letter: Int
    /// Where the letter after it starts.
    var offset: Int
    var width: Double
    var stretch: Double
    var shrink: Double
  }

  let pieces: [TextPiece]
  /// Where each piece starts; one more than pieces.
  let starts: [Int]
  let bytes: [UInt8]
  let shaped: ShapedText
  /// The spaces between East Asian letters and others, ascending.
  private(set) var gaps: [LetterGap] = []
  private(set) var measures: LineMeasures
  /// What each East Asian letter or sign is, and its neighbours; ascending by offset.
  private(set) var letters: [EastAsianLetter] = []
  /// Whether most of it is written in Chinese or Japanese.
  private(set) var isEastAsian = false

  /// A character of a paragraph with East Asian letters.
  struct EastAsianLetter: Sendable {
    var offset: Int
    var kind: EastAsian.Kind
    var width: Double
  }

  init(_ pieces: [TextPiece], text engine: TextEngine) {
    let pieces = pieces.filter { !$0.text.isEmpty }
    self.pieces = pieces
    shaped = engine.shape(pieces.map { TextRun($0.text, $0.style) })
    bytes = Array(shaped.text.utf8)
    var starts = [0]
    for piece in pieces { starts.append((starts.last ?? 0) + piece.text.utf8.count) }
    self.starts = starts
    measures = LineMeasures(widths: shaped.positions, stretches: [0], shrinks: [0])
    // Lead bytes from E3 on are East Asian letters and signs, and little else.
    if bytes.contains(where: { $0 >= 0xE3 }) { findGaps() }
    isEastAsian = letters.count { $0.width > 0 } * 2 > letters.count
    sumUp()
  }

  /// The number of the piece that an offset lies in.
  func piece(at offset: Int) -> Int {
    var (low, high) = (0, pieces.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    return max(0, low)
  }

  // MARK: Sums

  private mutating func sumUp() {
    var (stretch, shrink, gap) = (0.0, 0.0, 0.0)
    var (piece, next) = (0, 0)
    var (stretches, shrinks, gapSums) = ([0.0], [0.0], gaps.isEmpty ? [] : [0.0])
    stretches.reserveCapacity(bytes.count + 1)
    shrinks.reserveCapacity(bytes.count + 1)
    for index in bytes.indices {
      while piece + 1 < pieces.count, index >= starts[piece + 1] { piece += 1 }
      if endsWordSpace(index) {
        stretch += pieces[piece].style.size * Self.stretch
        shrink += pieces[piece].style.size * Self.shrink
      }
      if next < gaps.count, gaps[next].offset == index + 1 {
        stretch += gaps[next].stretch
        shrink += gaps[next].shrink
        gap += gaps[next].width
        next += 1
      }
      stretches.append(stretch)
      shrinks.append(shrink)
      if !gaps.isEmpty { gapSums.append(gap) }
    }
    measures.stretches = stretches
    measures.shrinks = shrinks
    measures.gaps = gapSums
  }

  /// Whether the last byte of U+0020 or U+00A0 stands at an offset: what an output widens.
  private func endsWordSpace(_ index: Int) -> Bool {
    bytes[index] == 0x20 || (bytes[index] == 0xA0 && index > 0 && bytes[index - 1] == 0xC2)
  }

  // MARK: East Asian letters

  private mutating func findGaps() {
    var before: EastAsianLetter?
    for (number, piece) in pieces.enumerated() {
      var offset = starts[number]
      let isRaised = piece.rise != 0 || !piece.notes.isEmpty
      for scalar in piece.text.unicodeScalars {
        let end = offset + scalar.utf8.count
        let letter = letter(scalar, at: offset, to: end, piece, isRaised: isRaised)
        if let before { addGap(before, letter) }
        if scalar != " " { letters.append(letter) }
        before = letter
        offset = end
      }
    }
  }

  private func letter(
    _ scalar: Unicode.Scalar, at offset: Int, to end: Int, _ piece: TextPiece, isRaised: Bool
  ) -> EastAsianLetter {
    let width = shaped.advance(from: offset, to: end)
    let isWide = width > piece.style.size * 0.8 && scalar.value >= 0x2014
    let kind =
      isRaised
      ? EastAsian.Kind.other
      : EastAsian.kind(of: scalar, isWide: isWide, language: piece.style.language)
    return EastAsianLetter(offset: offset, kind: kind, width: isWide ? width : 0)
  }

  private mutating func addGap(_ before: EastAsianLetter, _ after: EastAsianLetter) {
    let size = max(before.width, after.width)
    guard size > 0 else { return }
    let space = EastAsian.space(before.kind, after.kind)
    guard space.width != 0 || space.stretch != 0 || space.shrink != 0 else { return }
    gaps.append(
      LetterGap(
        letter: before.offset, offset: after.offset, width: space.width * size,
        stretch: space.stretch * size, shrink: space.shrink * size))
  }

  // MARK: Edges

  /// How far the first sign of a line hangs over its left edge.
  func hangsLeft(at offset: Int) -> Double {
    guard offset < bytes.count else { return 0 }
    if bytes[offset] >= 0xE2, let letter = letter(at: offset), letter.width > 0 {
      return letter.kind == .opening ? letter.width / 2 : 0
    }
    let piece = pieces[piece(at: offset)]
    guard piece.rise == 0, piece.notes.isEmpty, let sign = scalar(at: offset) else { return 0 }
    let share = OpticalMargin.left(sign)
    return share > 0 ? share * shaped.advance(from: offset, to: offset + sign.utf8.count) : 0
  }

  /// How far the last sign of a line that ends at an offset hangs over its right edge.
  func hangsRight(before end: Int) -> Double {
    guard end > 0, let sign = scalar(before: end) else { return 0 }
    let start = end - sign.utf8.count
    if sign.value >= 0x2014, let letter = letter(at: start), letter.width > 0 {
      return letter.kind == .closing ? letter.width / 2 : 0
    }
    let share = OpticalMargin.right(sign)
    guard share > 0 else { return 0 }
    let piece = pieces[piece(at: start)]
    guard piece.rise == 0, piece.notes.isEmpty else { return 0 }
    return share * shaped.advance(from: start, to: end)
  }

  private func letter(at offset: Int) -> EastAsianLetter? {
    var (low, high) = (0, letters.count)
    while low < high {
      let middle = (low + high) / 2
      if letters[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low < letters.count && letters[low].offset == offset ? letters[low] : nil
  }

  /// Whether a letter begins inside the glyph of a ligature.
  func isJoined(_ offset: Int) -> Bool { shaped.joined.contains(offset) }

  // MARK: Signs

  /// The character that starts at an offset.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    if bytes[offset] < 0x80 { return Unicode.Scalar(bytes[offset]) }
    return String(decoding: bytes[offset..<min(bytes.count, offset + 4)], as: UTF8.self)
      .unicodeScalars.first
  }

  /// The character that ends at an offset.
  func scalar(before end: Int) -> Unicode.Scalar? {
    guard end > 0 else { return nil }
    if bytes[end - 1] < 0x80 { return Unicode.Scalar(bytes[end - 1]) }
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.first
  }

  /// The offset after the last sign before `offset` that is no space.
  func trimmed(_ offset: Int) -> Int {
    var end = offset
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0A { end -= 1 }
    return end
  }
}

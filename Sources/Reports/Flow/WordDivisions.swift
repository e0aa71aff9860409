import Canvas

/// Finds where the words of a paragraph may be divided.
struct WordDivisions {
  /// A run of letters.
  private struct Word {
    var start: Int
    var end: Int
    /// Whether it is a part of a compound with hyphens.
    var isPart: Bool
  }

  private let text: ParagraphText
  private let shape: LineBreaker.Shape
  /// The widths that hyphens add, by the piece and the letter before them.
  private var hyphenWidths: [Int: Double] = [:]

  init(_ text: ParagraphText, _ shape: LineBreaker.Shape) {
    self.text = text
    self.shape = shape
  }

  /// The points within words, ascending.
  mutating func points(_ hyphenation: inout Hyphenation, _ engine: TextEngine) -> [BreakPoint] {
    var points: [BreakPoint] = []
    for (index, piece) in text.pieces.enumerated() where piece.role != .code && !piece.isAddress {
      guard piece.rise == 0, hyphenation.knows(piece.style.language) else { continue }
      var offset = text.starts[index]
      while let word = nextWord(from: offset, to: text.starts[index + 1]) {
        offset = word.end
        guard word.end - word.start > 5, !isLabel(word) else { continue }
        add(word, piece: index, &hyphenation, engine, to: &points)
      }
    }
    return points
  }

  private mutating func add(
    _ word: Word, piece index: Int, _ hyphenation: inout Hyphenation, _ engine: TextEngine,
    to points: inout [BreakPoint]
  ) {
    let letters = String(decoding: text.bytes[word.start..<word.end], as: UTF8.self)
    let division = hyphenation.divisions(
      of: letters, language: text.pieces[index].style.language,
      startsSentence: startsSentence(word.start))
    for offset in division.offsets {
      // A part of a compound has a hyphen already: another one close to it would mislead.
      if word.isPart, offset < 4 || word.end - word.start - offset < 4 { continue }
      let place = word.start + offset
      var point = BreakPoint(end: place, next: place)
      let isRare = word.isPart || division.isName
      // Two letters and a hyphen are little to go on.
      let stub = offset <= 2 ? 25.0 : 0
      point.penalty = !shape.isJustified ? 250 : isRare ? 160 : 110 + stub
      point.isDivision = true
      point.hyphenWidth = hyphenWidth(after: place, piece: index, engine)
      points.append(point)
    }
  }

  /// The next run of letters at or after an offset; nil if there is none.
  private func nextWord(from offset: Int, to end: Int) -> Word? {
    var start = offset
    while start < end, letterLength(at: start) == 0 { start += 1 }
    guard start < end else { return nil }
    var after = start
    while after < end {
      let length = letterLength(at: after)
      if length == 0 { break }
      after += length
    }
    // What digits or the signs of code touch is no word; a hyphen makes a compound.
    let (before, behind) = (
      sign(before: start), after < text.bytes.count ? text.bytes[after] : 0x20
    )
    if before.isCodeSign || behind.isCodeSign {
      return Word(start: after, end: after, isPart: false)
    }
    let isPart = before == UInt8(ascii: "-") || behind == UInt8(ascii: "-")
    return Word(start: start, end: min(after, end), isPart: isPart)
  }

  /// Whether a number is tied to a word, as in "Figure 2": such a word is left whole.
  private func isLabel(_ word: Word) -> Bool {
    let rest = text.bytes[word.end...]
    return rest.starts(with: "\u{A0}".utf8) && rest.dropFirst(2).first?.isDigit == true
  }

  private func sign(before offset: Int) -> UInt8 { offset > 0 ? text.bytes[offset - 1] : 0x20 }

  /// How many bytes the letter at an offset has; 0 if there is none.
  private func letterLength(at offset: Int) -> Int {
    let byte = text.bytes[offset]
    if byte < 0x80 { return byte.isWordByte ? 1 : 0 }
    guard byte >= 0xC3, byte < 0xE3, let scalar = text.scalar(at: offset) else { return 0 }
    return scalar.properties.isAlphabetic ? scalar.utf8.count : 0
  }

  /// Whether a sentence starts at an offset, so that a capital there means no name.
  private func startsSentence(_ offset: Int) -> Bool {
    let end = text.trimmed(offset)
    return end == 0 || ".?!".utf8.contains(text.bytes[end - 1])
  }

  /// How much longer a hyphen makes a line that ends in a letter: fonts draw them close together.
  private mutating func hyphenWidth(
    after offset: Int, piece: Int, _ engine: TextEngine
  ) -> Double {
    let byte = text.bytes[offset - 1]
    let key = piece << 8 | Int(byte < 0x80 ? byte : 0)
    if let known = hyphenWidths[key] { return known }
    let style = text.pieces[piece].style
    let letter = byte < 0x80 ? String(decoding: [byte], as: UTF8.self) : ""
    let width = engine.measure(letter + "-", style).width - engine.measure(letter, style).width
    hyphenWidths[key] = width
    return width
  }
}

extension UInt8 {
  /// Whether it makes what it touches no word of a language: figures, `/`, `@` and `_`.
  fileprivate var isCodeSign: Bool { isDigit || "/@_\\".utf8.contains(self) }
}

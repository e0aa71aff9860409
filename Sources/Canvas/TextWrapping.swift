extension TextEngine {
  /// The text in lines no wider than `width` where that can be, broken where its language allows.
  ///
  /// A line end in the text is kept. Each line takes as much as it can hold; spaces at its end are left out. A word is cut only
  /// if it is wider than a line. A soft hyphen at a line's end becomes a hyphen.
  public func wrap(_ text: String, _ style: TextStyle, width: Double) -> [String] {
    text.split(omittingEmptySubsequences: false) { $0.isNewline }.flatMap { paragraph in
      paragraph.isEmpty ? [""] : wrapParagraph(String(paragraph), style, width: width)
    }
  }

  private func wrapParagraph(_ text: String, _ style: TextStyle, width: Double) -> [String] {
    let limit = width.isNaN ? .infinity : width
    if measure(text, style).width <= limit { return [text] }
    let shaped = shape([TextRun(text, style)])
    let hyphen = measure("-", style).width
    return LineFiller(shaped: shaped, width: limit, hyphenWidth: hyphen).lines()
  }
}

/// Fills lines with as much of a paragraph as they hold.
private struct LineFiller {
  let shaped: ShapedText
  let bytes: [UInt8]
  let width: Double
  let hyphenWidth: Double

  init(shaped: ShapedText, width: Double, hyphenWidth: Double) {
    self.shaped = shaped
    bytes = Array(shaped.text.utf8)
    // Sums of rounded widths: half a thousandth of a point must not push a word out.
    self.width = width + 0.001
    self.hyphenWidth = hyphenWidth
  }

  func lines() -> [String] {
    var lines: [String] = []
    var (start, best) = (0, 0)
    let ends = shaped.breaks + [ShapedText.Break(offset: bytes.count, isMandatory: true)]
    for end in ends {
      while !fits(start, end.offset) {
        let cut = best > start ? best : cut(from: start, before: end.offset)
        guard cut < end.offset else { break }
        lines.append(line(start, cut))
        start = cut
      }
      best = end.offset
      if end.isMandatory, start < end.offset {
        lines.append(line(start, end.offset))
        start = end.offset
      }
    }
    return lines
  }

  private func fits(_ start: Int, _ end: Int) -> Bool {
    let extra = endsInSoftHyphen(end) ? hyphenWidth : 0
    return shaped.advance(from: start, to: trimmed(start, end)) + extra <= width
  }

  /// Where a word that is wider than the line is cut: after at least one letter.
  private func cut(from start: Int, before end: Int) -> Int {
    var offset = start
    for character in String(decoding: bytes[start..<end], as: UTF8.self) {
      let next = offset + character.utf8.count
      if offset > start, shaped.advance(from: start, to: next) > width { return offset }
      offset = next
    }
    return end
  }

  /// The end without the spaces before it.
  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return end
  }

  private func endsInSoftHyphen(_ end: Int) -> Bool {
    end >= 2 && end < bytes.count && bytes[end - 2] == 0xC2 && bytes[end - 1] == 0xAD
  }

  private func line(_ start: Int, _ end: Int) -> String {
    let text = String(decoding: bytes[start..<trimmed(start, end)], as: UTF8.self)
    return endsInSoftHyphen(end) ? String(text.unicodeScalars.dropLast()) + "-" : text
  }
}

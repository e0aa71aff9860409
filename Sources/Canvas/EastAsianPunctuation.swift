// Text: quotation marks, dashes and dots that Latin and Chinese share.

/// Finds the signs that belong to Chinese or Japanese letters but are not theirs alone.
///
/// Quotation marks, the dash and the ellipsis have one code for Latin and for Chinese. In Chinese
/// they are as wide as a letter, and two dashes join; so they want the font of the letters beside
/// them, not that of the Latin text.
enum EastAsianPunctuation {
  /// The ranges of UTF-8 offsets of such signs beside East Asian letters.
  ///
  ///     ranges(in: "说“好”", language: TextLanguage(tag: "zh"))   // [3..<6, 9..<12]
  static func ranges(in text: String, language: TextLanguage) -> [Range<Int>] {
    guard language.usesWidePunctuation else { return [] }
    var result: [Range<Int>] = []
    var (offset, start) = (0, 0)
    var (isAfterLetter, isOpen) = (false, false)
    for scalar in text.unicodeScalars {
      if isShared(scalar) {
        if !isOpen { (start, isOpen) = (offset, true) }
      } else {
        let isLetter = WritingScript(of: scalar)?.isEastAsian == true
        if isOpen, isAfterLetter || isLetter { result.append(start..<offset) }
        (isAfterLetter, isOpen) = (isLetter, false)
      }
      offset += scalar.utf8.count
    }
    if isOpen, isAfterLetter { result.append(start..<offset) }
    return result
  }

  /// Gives the signs the font of the East Asian letters of a face.
  static func add(to list: OpaquePointer, text: String, face: TextFace, offset: UInt32) {
    for range in ranges(in: text, language: face.language) {
      face.addEastAsianFamily(
        to: list, from: offset + UInt32(clamping: range.lowerBound),
        to: offset + UInt32(clamping: range.upperBound))
    }
  }

  private static func isShared(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2014}", "\u{2026}": true
    default: false
    }
  }
}

extension TextLanguage {
  /// Whether quotation marks and dashes are as wide as letters: in Chinese and Japanese.
  fileprivate var usesWidePunctuation: Bool {
    tag.hasPrefix("zh-") || tag == "ja" || tag.hasPrefix("ja-")
  }
}

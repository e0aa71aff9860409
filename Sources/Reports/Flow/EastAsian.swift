/// What Chinese and Japanese letters and signs want at the edges of lines and between each other.
///
/// After the W3C's "Requirements for Chinese Text Layout" and "Requirements for Japanese Text
/// Layout". A sign is as wide as a letter, and one half of an opening or closing one is white.
enum EastAsian {
  /// What a character is to its neighbours.
  enum Kind {
    /// A Han character or a kana.
    case letter
    /// A sign whose left half is white, such as `（`.
    case opening
    /// A sign whose right half is white, such as `。`.
    case closing
    /// Any other sign as wide as a letter.
    case sign
    /// A letter or a figure of another script.
    case latin
    case other
  }

  /// The natural space between two characters and how far it may grow and shrink, in letters.
  struct Space {
    var width = 0.0
    var stretch = 0.0
    var shrink = 0.0
  }

  /// How far two letters may move apart where a line is to be filled.
  private static let spread = 0.06

  /// What a character is; `isWide` says whether its glyph is as wide as a letter.
  static func kind(of scalar: Unicode.Scalar, isWide: Bool, language: String) -> Kind {
    switch scalar.value {
    case 0x3001, 0x3002, 0xFF0C:
      return !isWide ? .other : isTraditional(language) ? .sign : .closing
    case 0xFF1A, 0xFF1B:
      let isChinese = language.lowercased().hasPrefix("zh")
      return isWide && isChinese && !isTraditional(language) ? .closing : .sign
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .latin
    case 0x2018, 0x201C: return isWide ? .opening : .other
    case 0x2019, 0x201D: return isWide ? .closing : .other
    case 0x2014, 0x2026: return isWide ? .sign : .other
    case 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x3018, 0x301A, 0x301D, 0xFF08,
      0xFF3B, 0xFF5B, 0xFF5F:
      return isWide ? .opening : .other
    case 0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x3019, 0x301B,
      0x301E, 0x301F, 0xFF09, 0xFF0E, 0xFF3D, 0xFF5D, 0xFF60:
      return isWide ? .closing : .other
    case 0x3003, 0x301C, 0x3030, 0x30FB, 0xFF01...0xFF0F, 0xFF1A...0xFF20: return .sign
    case 0x2E80...0x9FFF, 0xF900...0xFAFF, 0xFF66...0xFF9F, 0x20000...0x3FFFF: return .letter
    case 0xC0...0x24F: return scalar.properties.isAlphabetic ? .latin : .other
    case 0x370...0x52F: return scalar.properties.isAlphabetic ? .latin : .other
    default: return .other
    }
  }

  /// How many East Asian letters a column of a table has room for at least, if so many follow each
  /// other: lines may end between any two.
  private static let leastLetters = 4

  /// A word in the parts that have to stand on one line of a narrow column: East Asian letters are
  /// parts of a few, whatever stands between them is one.
  static func parts(of word: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = word.startIndex
    var count = 0
    func isEastAsian(_ character: Character) -> Bool {
      guard let scalar = character.unicodeScalars.first, scalar.value >= 0x2E80 else {
        return false
      }
      return kind(of: scalar, isWide: true, language: "zh") != .other
    }
    for index in word.indices {
      let isLetter = isEastAsian(word[index])
      let isNewPart = isLetter ? count == 0 || count == leastLetters : count > 0
      if isNewPart, index > start {
        parts.append(word[start..<index])
        (start, count) = (index, 0)
      }
      if isLetter { count += 1 }
    }
    parts.append(word[start...])
    return parts
  }

  /// Whether commas and full stops stand in the middle of their squares, as in Taiwan and Hong Kong.
  private static func isTraditional(_ language: String) -> Bool {
    let tag = language.lowercased()
    return tag.hasPrefix("yue") || tag.contains("hant") || tag.contains("-tw")
      || tag.contains("-hk") || tag.contains("-mo")
  }

  /// The space between two neighbours: a quarter between Han and Latin, none of the white halves
  /// where two signs meet.
  static func space(_ before: Kind, _ after: Kind) -> Space {
    switch (before, after) {
    case (.letter, .latin), (.latin, .letter): Space(width: 0.25, stretch: 0.15, shrink: 0.125)
    case (.closing, .closing), (.closing, .opening), (.opening, .opening), (.closing, .sign):
      Space(width: -0.5)
    case (.letter, .letter): Space(stretch: spread)
    case (.closing, .letter), (.closing, .latin), (.letter, .opening), (.latin, .opening):
      Space(stretch: spread, shrink: 0.25)
    default: Space()
    }
  }

  /// Whether a line may end between two neighbours where Unicode's rules, which know quotation
  /// marks as Latin ones, see no end: before an opening mark and after a closing one.
  static func mayEnd(_ before: Kind, _ after: Kind) -> Bool {
    switch (before, after) {
    case (.letter, .opening), (.closing, .opening), (.closing, .letter), (.sign, .opening): true
    default: false
    }
  }
}

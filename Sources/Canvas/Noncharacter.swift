extension Unicode.Scalar {
  /// Whether Unicode says that it never stands for a character, as U+FFFF: Cairo takes no such text.
  var isNoncharacter: Bool { (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE }
}

extension String {
  /// Whether there can be noncharacters at all, judged by the bytes with which they begin.
  private var mayHaveNoncharacters: Bool { utf8.contains { $0 >= 0xEF } }

  /// The noncharacters in the text.
  var noncharacters: [Unicode.Scalar] {
    mayHaveNoncharacters ? unicodeScalars.filter(\.isNoncharacter) : []
  }

  /// The text with U+FFFD in the place of each noncharacter, byte for byte as long.
  ///
  ///     "a\u{FFFF}".replacingNoncharacters   // a\u{FFFD}
  var replacingNoncharacters: String {
    guard mayHaveNoncharacters, unicodeScalars.contains(where: \.isNoncharacter) else {
      return self
    }
    var result = UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar.isNoncharacter else {
        result.append(scalar)
        continue
      }
      // Beyond U+FFFF a character takes four bytes, U+FFFD only three.
      if scalar.value > 0xFFFF { result.append(" ") }
      result.append("\u{FFFD}")
    }
    return String(result)
  }
}

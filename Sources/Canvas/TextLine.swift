import CPango

/// Text made fit for Pango: no NUL, no control characters, a language for every letter.
enum TextLine {
  /// A range of UTF-8 offsets whose letters are not of the text's own language.
  private struct Language: Hashable {
    var start: UInt32
    var end: UInt32
    var language: TextLanguage
  }

  /// The text with a space for each line end and control character: one line.
  static func oneLine(_ text: String) -> String {
    let text = text.replacingNoncharacters
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else {
      return text
    }
    return replacing(in: text) { isControl($0) || isLineEnd($0) }
  }

  /// The text with a space for each control character but the line end, byte for byte as long.
  static func paragraph(_ text: String) -> String {
    let text = text.replacingNoncharacters
    guard text.utf8.contains(where: { ($0 < 0x20 && $0 != 0x0A) || $0 == 0x7F }) else {
      return text
    }
    return replacing(in: text) { isControl($0) && $0 != "\n" }
  }

  /// Whether the text has no letters but Latin ones; the signs are those of the Latin blocks too.
  static func isLatin(_ text: String) -> Bool {
    // Lead bytes below 0xCD are Latin letters and signs.
    !text.utf8.contains { $0 >= 0xCD }
  }

  /// Adds to attributes what the letters of a text want, `offset` bytes further on.
  static func adapt(_ list: OpaquePointer, to text: String, face: TextFace, offset: UInt32) {
    guard !isLatin(text) else { return }
    for range in languages(of: text, in: face.language) {
      let attribute = pango_attr_language_new(range.language.pango)
      TextFace.add(attribute, to: list, from: range.start + offset, to: range.end + offset)
    }
    EastAsianPunctuation.add(to: list, text: text, face: face, offset: offset)
  }

  /// The ranges of letters that the language does not use, each with a language that does.
  private static func languages(of text: String, in language: TextLanguage) -> [Language] {
    var result: [Language] = []
    var offset: UInt32 = 0
    for scalar in text.unicodeScalars {
      let end = offset + UInt32(scalar.utf8.count)
      if let script = WritingScript(of: scalar), !language.uses(script) {
        let other = script.language
        if let last = result.last, last.end == offset, last.language == other {
          result[result.count - 1].end = end
        } else {
          result.append(Language(start: offset, end: end, language: other))
        }
      }
      offset = end
    }
    return result
  }

  private static func replacing(
    in text: String, where isReplaced: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.unicodeScalars.contains(where: isReplaced) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isReplaced(scalar) ? " " : scalar) }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F
  }

  private static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x85 || scalar.value == 0x2028 || scalar.value == 0x2029
  }
}

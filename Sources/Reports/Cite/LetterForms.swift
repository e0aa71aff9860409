/// Letters and their accents: put together for print, taken apart for sorting.
enum LetterForms {
  /// A letter followed by a combining accent, as one character where Unicode has it.
  ///
  /// Swift compares text by canonical equivalence, so that a dictionary of the composed letters
  /// finds them by their parts: no table of compositions is needed.
  static func composed(_ letter: Character, _ accent: Unicode.Scalar) -> String {
    var scalars = String.UnicodeScalarView(letter.unicodeScalars)
    scalars.append(accent)
    let pair = String(scalars)
    guard let character = pair.first, pair.count == 1, let known = letters[character] else {
      return pair
    }
    return String(known)
  }

  /// The text in small letters without accents, for sorting: "Ó Gráda" becomes "o grada".
  static func folded(_ text: String) -> String {
    var result = ""
    for character in text.lowercased() {
      if let base = bases[character] {
        result += base
      } else if character.isLetter || character.isNumber {
        result.append(character)
      } else if character.isWhitespace || character == "-", result.last != " " {
        result.append(" ")
      }
    }
    return result.trimmed
  }

  private static let letters: [Character: Unicode.Scalar] = {
    var result: [Character: Unicode.Scalar] = [:]
    for range in [0xC0...0x24F, 0x1E00...0x1EFF] as [ClosedRange<UInt32>] {
      for value in range {
        if let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic {
          result[Character(scalar)] = scalar
        }
      }
    }
    return result
  }()

  private static let bases: [Character: String] = {
    var result: [Character: String] = [
      "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i",
    ]
    // Grave to caron, cedilla, ogonek, dots and lines below.
    let marks = Array(0x300...0x313) + [0x31B] + Array(0x323...0x331) as [UInt32]
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      for mark in marks {
        guard let scalar = Unicode.Scalar(mark) else { continue }
        let text = composed(letter, scalar)
        if let character = text.first, text.count == 1 { result[character] = String(letter) }
      }
    }
    return result
  }()
}

/// How names are sorted in a language, without the tables of a system.
///
/// Accents do not count, but where an alphabet has a letter of its own: Swedish å, ä, ö come after
/// z, Spanish ñ after n.
struct Collation: Sendable {
  private let own: [Character: String]

  /// The order of a language.
  init(language: String) {
    // A tilde sorts after all letters: "n~" is what comes after every word with n.
    switch language.prefix(2).lowercased() {
    case "sv", "fi": own = ["å": "z~a", "ä": "z~b", "ö": "z~c", "æ": "z~b", "ø": "z~c"]
    case "da", "nb", "nn", "no": own = ["æ": "z~a", "ä": "z~a", "ø": "z~b", "ö": "z~b", "å": "z~c"]
    case "es": own = ["ñ": "n~"]
    case "et": own = ["õ": "w~a", "ä": "w~b", "ö": "w~c", "ü": "w~d"]
    case "pl":
      own = [
        "ą": "a~", "ć": "c~", "ę": "e~", "ł": "l~", "ń": "n~", "ó": "o~", "ś": "s~", "ź": "z~a",
        "ż": "z~b",
      ]
    case "cs", "sk": own = ["č": "c~", "ř": "r~", "š": "s~", "ž": "z~"]
    default: own = [:]
    }
  }

  /// The text by which another is sorted: small letters, without accents and signs.
  func key(_ text: String) -> String {
    guard !own.isEmpty, text.lowercased().contains(where: { own[$0] != nil }) else {
      return LetterForms.folded(text)
    }
    var key = ""
    var plain = ""
    for character in text.lowercased() {
      if let place = own[character] {
        key += LetterForms.folded(plain) + place
        plain = ""
      } else if character.isWhitespace || character == "-" {
        key += LetterForms.folded(plain) + " "
        plain = ""
      } else {
        plain.append(character)
      }
    }
    return (key + LetterForms.folded(plain)).trimmed
  }
}

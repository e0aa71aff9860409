/// The spaces that a language has beside its signs, as printers there set them.
///
/// French after the Imprimerie nationale's "Lexique des règles typographiques": a thin space before
/// `;`, `!` and `?`, a whole one before `:` and inside guillemets. German after DIN 5008: a thin one
/// within abbreviations. No line ends at any of them.
struct LanguageSpaces {
  static let thin = "\u{202F}"
  static let whole = "\u{A0}"

  private let isFrench: Bool
  private let isCanadian: Bool
  private let isGerman: Bool

  init(_ language: String) {
    let tag = language.lowercased()
    isFrench = tag == "fr" || tag.hasPrefix("fr-")
    isCanadian = tag == "fr-ca"
    isGerman = tag == "de" || tag.hasPrefix("de-")
  }

  /// What a space becomes between two characters; nil if they ask for nothing.
  func space(between previous: Character, _ next: Character, _ second: Character) -> String? {
    guard isFrench else { return nil }
    if previous == "«" || next == "»" { return Self.whole }
    guard second.isWhitespace || ")]»\"”’".contains(second) || "!?".contains(second) else {
      return nil
    }
    return before(next)
  }

  /// The space that is missing before a sign.
  func added(before sign: Character, _ previous: Character, _ next: Character) -> String {
    guard isFrench, !previous.isWhitespace else { return "" }
    if sign == "»" { return Self.whole }
    guard previous.isLetter || previous.isNumber || ")]”%".contains(previous),
      next.isWhitespace || ")]»\"”".contains(next) || "!?".contains(next)
    else { return "" }
    return before(sign) ?? ""
  }

  /// The space that is missing after a sign: in "«mot" and "z.B.".
  func added(
    after sign: Character, _ text: Substring, _ rest: ArraySlice<Character>
  ) -> String {
    guard let next = rest.first, !next.isWhitespace else { return "" }
    if isFrench, sign == "«" { return Self.whole }
    guard isGerman, sign == ".", next.isLetter, rest.dropFirst().first == ".",
      let letter = text.last, letter.isLetter
    else { return "" }
    let before = text.dropLast().last ?? " "
    let isStart = before.isWhitespace || "(„".contains(before)
    // "z.B." and "i.d.R.", but not the initials "J.M." of somebody.
    return isStart && letter.isLowercase || before == "\u{202F}" ? Self.thin : ""
  }

  private func before(_ sign: Character) -> String? {
    switch sign {
    case ":": Self.whole
    case ";", "!", "?": isCanadian ? nil : Self.thin
    default: nil
    }
  }
}

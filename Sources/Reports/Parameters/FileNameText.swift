/// Names of files that hold values of data, so that they are good on every machine.
public enum FileNameText {
  /// The most bytes of a name before its ending; systems take 255 of the whole.
  static let longest = 150

  /// A value as a part of a name.
  ///
  /// Letters and digits of all scripts stay, and so do `-`, `_`, `.`, `+`, `,` and `@`; anything
  /// else becomes one hyphen between two of them. Nothing stands for nothing: a value without any
  /// such sign is an underscore.
  ///
  ///     FileNameText.part("Inner Mongolia")   // "Inner-Mongolia"
  ///     FileNameText.part("a/b: c")           // "a-b-c"
  public static func part(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    var isGap = false
    for scalar in value.unicodeScalars {
      // A full stop stands only between two good signs: paths such as '../a' are no names.
      let isStray = scalar == "." && (result.isEmpty || isGap)
      guard isGood(scalar), !isStray else {
        isGap = true
        continue
      }
      if isGap, !result.isEmpty { result.append("-") }
      isGap = false
      result.append(scalar)
    }
    let text = trimmed(String(result))
    return text.isEmpty ? "_" : text
  }

  /// A whole name before its ending: cut where it is too long, and then ended by a number made
  /// from all of it.
  static func whole(_ name: String) -> String {
    guard name.utf8.count > longest else { return name }
    var kept = ""
    var count = 0
    for character in name {
      count += character.utf8.count
      if count > longest - 9 { break }
      kept.append(character)
    }
    return "\(trimmed(kept))-\(mark(of: name))"
  }

  /// What two names have in common that are one file on some machine: there capitals, and signs
  /// composed or not, make no difference.
  public static func key(_ name: String) -> String {
    // Upper case first, so that ß and SS meet; texts are equal if they are canonically.
    name.uppercased().lowercased()
  }

  /// A name that starts with a full stop is hidden, one that ends with it some systems refuse.
  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while text.hasPrefix(".") { text.removeFirst() }
    while text.hasSuffix(".") { text.removeLast() }
    return String(text)
  }

  private static func isGood(_ scalar: Unicode.Scalar) -> Bool {
    if "-_.+,@".unicodeScalars.contains(scalar) { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// Eight hexadecimal digits (FNV-1a of 32 bits).
  private static func mark(of text: String) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// Ranges of pages and years with en dashes, as they stand in locators and in reference lists.
enum PageRange {
  /// The same text with "215--54", "215-54" and "2011-12" as "215–54" and "2011–12".
  ///
  /// A hyphen may also be part of one number, as in "table 23-2": it stands for a range only
  /// between two numbers that rise, and not after a word that names a single thing.
  static func dashed(_ text: String) -> String {
    let characters = Array(text)
    var result: [Character] = []
    var index = 0
    while index < characters.count {
      guard characters[index] == "-" else {
        result.append(characters[index])
        index += 1
        continue
      }
      let end = characters[index...].firstIndex { $0 != "-" } ?? characters.count
      let isRange =
        end - index == 2
        || (end - index == 1 && (rises(characters, at: index) || isRoman(characters, at: index)))
      // BibTeX writes a range with two hyphens, or with one that means the same.
      if isRange { result.append("–") } else { result += characters[index..<end] }
      index = end
    }
    return String(result)
  }

  /// Whether a hyphen stands between two Roman numbers, as in "vi-xi".
  private static func isRoman(_ text: [Character], at hyphen: Int) -> Bool {
    let before = text[..<hyphen].reversed().prefix { $0.isLetter || $0.isNumber }
    let after = text[(hyphen + 1)...].prefix { $0.isLetter || $0.isNumber }
    return !before.isEmpty && !after.isEmpty && (before + after).allSatisfy { "ivxlc".contains($0) }
  }

  /// Whether the numbers before and after a hyphen make a range.
  private static func rises(_ text: [Character], at hyphen: Int) -> Bool {
    let before = text[..<hyphen].reversed().prefix(while: isFigure).reversed()
    let after = text[(hyphen + 1)...].prefix(while: isFigure)
    let start = hyphen - before.count
    let end = hyphen + 1 + after.count
    // "2026-11-22" and "CIA-62-70" are names, not ranges.
    let neighbours = [start > 0 ? text[start - 1] : " ", end < text.count ? text[end] : " "]
    guard neighbours.allSatisfy({ $0 != "-" && $0 != "–" && !$0.isLetter }),
      let first = number(before), let last = number(after), !namesOne(text[..<start])
    else { return false }
    return completed(last, digits: after.count, from: first) > first
  }

  /// The second number in full: 45 after 613 is 645.
  private static func completed(_ last: Int, digits: Int, from first: Int) -> Int {
    var power = 1
    for _ in 0..<min(digits, 9) { power *= 10 }
    return power > first || digits > 9 ? last : first / power * power + last
  }

  /// Whether the word before a number names a single thing, so that a hyphen is part of its number.
  private static func namesOne(_ text: ArraySlice<Character>) -> Bool {
    let words = String(text).split(whereSeparator: \.isWhitespace)
    guard let word = words.last, text.last?.isWhitespace ?? false else { return false }
    return [
      "table", "tab.", "figure", "fig.", "no.", "ch.", "chap.", "chapter", "doc.", "document",
    ]
    .contains(word.lowercased())
  }

  private static func isFigure(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  private static func number(_ digits: some Sequence<Character>) -> Int? {
    let text = String(digits)
    return text.count <= 9 ? Int(text) : nil
  }
}

import Diagnostics

/// The words after a key in a citation: a place in the work, and what follows.
struct Locator: Sendable {
  /// Whether a comma was written before.
  var hasComma = false
  /// What is counted, as CSL names it: "page", "chapter"; nil if no number comes first.
  var kind: String?
  /// What was written for it; empty if a number stands alone.
  var label = ""
  /// The number or numbers.
  var value = ""
  /// The words after it.
  var rest: [Inline] = []

  /// Reads what follows a key.
  init(_ suffix: [Inline], _ words: CitationWords) {
    let parts = suffix.trimmed
    rest = parts
    guard let first = parts.first, case .text(let written) = first.kind else { return }
    var text = written[...]
    if text.hasPrefix(",") {
      hasComma = true
      text = text.dropFirst().drop { $0.isWhitespace }
    }
    rest = [Inline(.text(String(text)), at: first.place)] + parts.dropFirst()
    guard let (kind, label, value, after) = Locator.number(in: text, words) else {
      if text.isEmpty { rest = Array(parts.dropFirst()) }
      return
    }
    (self.kind, self.label, self.value) = (kind, label, value)
    rest =
      (after.isEmpty ? [] : [Inline(.text(String(after)), at: first.place)]) + parts.dropFirst()
  }

  /// A label and a number, or a number alone, at the start of a text.
  private static func number(
    in text: Substring, _ words: CitationWords
  ) -> (kind: String, label: String, value: String, after: Substring)? {
    // Braces hold a locator together: "{pp. iv, vi–xi}".
    if text.hasPrefix("{"), let close = text.firstIndex(of: "}") {
      let inner = text[text.index(after: text.startIndex)..<close]
      let after = text[text.index(after: close)...]
      if inner.isEmpty { return nil }
      guard let (kind, label, rest) = label(of: inner, words) else {
        return ("page", "", String(inner), after)
      }
      return (kind, label, String(rest), after)
    }
    let labelled = label(of: text, words)
    let rest = labelled?.rest ?? text
    let end = endOfNumbers(rest)
    guard end > rest.startIndex else { return nil }
    return (
      labelled?.kind ?? "page", labelled?.label ?? "", String(rest[..<end]), rest[end...]
    )
  }

  /// The word before a number, in one of the languages that are known.
  private static func label(
    of text: Substring, _ words: CitationWords
  ) -> (kind: String, label: String, rest: Substring)? {
    for terms in [words, .english, .of("de"), .of("fr")] {
      var best: (kind: String, label: String)?
      for (kind, spellings) in terms.locators {
        for spelling in spellings where text.hasPrefix(spelling) {
          let after = text.dropFirst(spelling.count)
          let isWhole =
            after.first.map { $0.isWhitespace || ($0.isNumber && spelling.last?.isLetter != true) }
            ?? false
          if isWhole, spelling.count > best?.label.count ?? 0 { best = (kind, spelling) }
        }
      }
      if let best {
        return (best.kind, best.label, text.dropFirst(best.label.count).drop { $0.isWhitespace })
      }
    }
    return nil
  }

  /// Where numbers such as "645–49", "12, 15 and iv" end.
  private static func endOfNumbers(_ text: Substring) -> Substring.Index {
    var end = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      let word = text[index...].prefix { !$0.isWhitespace && $0 != "," && $0 != ";" }
      guard isNumber(word) else { break }
      end = word.endIndex
      let separator = text[end...].prefix { $0.isWhitespace || $0 == "," || $0 == "&" }
      guard !separator.isEmpty else { break }
      index = separator.endIndex
    }
    // A comma and what follows are the rest.
    return end
  }

  private static func isNumber(_ word: Substring) -> Bool {
    guard let first = word.first else { return false }
    if word.contains(where: \.isNumber) {
      return first.isNumber || word.count <= 12 && first.isLetter
    }
    let roman = word.filter { !"-–.[]()".contains($0) }
    return !roman.isEmpty && roman.allSatisfy { "ivxlcdm".contains($0) }
      || (!roman.isEmpty && roman.allSatisfy { "IVXLCDM".contains($0) })
  }

  /// The place in the words of a language; what is written in its words already stays.
  func printed(_ words: CitationWords, labelsPages: Bool) -> String {
    let number = PageRange.dashed(label.isEmpty || kind == "page" ? value : "\(label) \(value)")
    let bare =
      label.isEmpty || kind == "page"
      ? number : String(number.dropFirst(label.count).drop { $0 == " " })
    guard let kind else { return "" }
    if label.isEmpty, !labelsPages { return bare }
    let spellings = words.locators[kind] ?? CitationWords.english.locators[kind] ?? []
    guard kind == "page" || !spellings.contains(label) else {
      return "\(label)\u{A0}\(bare)"
    }
    let isSeveral = bare.contains("–") || bare.contains(",") || bare.contains(" ")
    let term = spellings.indices.contains(isSeveral ? 1 : 0) ? spellings[isSeveral ? 1 : 0] : label
    return "\(term)\u{A0}\(bare)"
  }
}

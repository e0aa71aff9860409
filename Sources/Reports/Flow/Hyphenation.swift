import CHyphen
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The patterns of one language (Liang, Word Hy-phen-a-tion by Com-put-er, 1983), by libhyphen.
final class HyphenationPatterns {
  private let pointer: UnsafeMutablePointer<HyphenDict>
  private let isUTF8: Bool

  /// Reads a file of patterns; nil if there is none.
  init?(path: String) {
    guard FilePath.kind(of: path) == .file, let pointer = hnj_hyphen_load(path) else { return nil }
    self.pointer = pointer
    isUTF8 = pointer.pointee.utf8 != 0
  }

  deinit { hnj_hyphen_free(pointer) }

  /// After how many characters a word may be divided, ascending.
  func points(in word: String) -> [Int] {
    let bytes = Array(word.utf8)
    guard bytes.count < 80, isUTF8 || bytes.allSatisfy({ $0 < 0x80 }) else { return [] }
    var hyphens = [CChar](repeating: 0, count: bytes.count + 8)
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    let status = word.withCString { text in
      hnj_hyphen_hyphenate2(
        pointer, text, Int32(bytes.count), &hyphens, nil, &replacements, &positions, &cuts)
    }
    let count = word.unicodeScalars.count
    defer {
      // Words whose spelling changes at a division are left whole.
      if let replacements {
        for index in 0..<bytes.count { free(replacements[index]) }
        free(replacements)
      }
      free(positions)
      free(cuts)
    }
    guard status == 0 else { return [] }
    return (0..<max(0, count - 1)).filter { index in
      hyphens[index] & 1 == 1 && replacements?[index] == nil
    }.map { $0 + 1 }
  }
}

/// Divides words in the languages whose patterns the machine has.
struct Hyphenation {
  /// Where Debian, Ubuntu and Homebrew put the patterns.
  static let folders = [
    "/usr/share/hyphen", "/usr/local/share/hyphen", "/opt/homebrew/share/hyphen",
  ]

  /// The fewest letters before and after a division.
  private static let before = 2
  private static let after = 3

  /// Where a word may be divided.
  struct Division {
    /// The offsets, in bytes, ascending.
    var offsets: [Int] = []
    /// Whether it looks like a name, which is better left whole.
    var isName = false
  }

  /// The patterns of a language and the words that they were asked for.
  private struct Dictionary {
    var patterns: HyphenationPatterns?
    var known: [String: [Int]] = [:]
  }

  private let folders: [String]
  private var dictionaries: [Dictionary] = []
  /// The dictionary of each language, by its tag.
  private var places: [String: Int] = [:]
  private var last: (language: String, place: Int)?

  init(folders: [String] = Hyphenation.folders) { self.folders = folders }

  /// Whether there are patterns for a language.
  mutating func knows(_ language: String) -> Bool {
    dictionaries[place(of: language)].patterns != nil
  }

  /// Where a word may be divided.
  ///
  /// Words of fewer than six letters or in capitals are left whole. A word with a first capital is
  /// a name, but for one at the start of a sentence and in German, where every noun has a capital.
  mutating func divisions(
    of word: String, language: String, startsSentence: Bool = false
  ) -> Division {
    guard word.utf8.count >= 6, word.utf8.count < 60 else { return Division() }
    let isCapital = word.unicodeScalars.first?.isCapital ?? false
    guard !word.unicodeScalars.dropFirst().contains(where: \.isCapital) else { return Division() }
    let place = place(of: language)
    guard let patterns = dictionaries[place].patterns else { return Division() }
    let isName = isCapital && !startsSentence && !language.hasPrefix("de")
    if let offsets = dictionaries[place].known[word] {
      return Division(offsets: offsets, isName: isName)
    }
    let scalars = Array(word.unicodeScalars)
    let offsets = patterns.points(in: word.lowercased()).filter {
      $0 >= Self.before && scalars.count - $0 >= Self.after
    }.map { count in scalars.prefix(count).reduce(0) { $0 + $1.utf8.count } }
    dictionaries[place].known[word] = offsets
    return Division(offsets: offsets, isName: isName)
  }

  private mutating func place(of language: String) -> Int {
    if let last, last.language == language { return last.place }
    let place = places[language] ?? load(language)
    last = (language, place)
    return place
  }

  private mutating func load(_ language: String) -> Int {
    var patterns: HyphenationPatterns?
    search: for folder in folders {
      for name in Self.files(for: language) {
        patterns = HyphenationPatterns(path: "\(folder)/\(name)")
        if patterns != nil { break search }
      }
    }
    dictionaries.append(Dictionary(patterns: patterns))
    places[language] = dictionaries.count - 1
    return dictionaries.count - 1
  }

  private static func files(for language: String) -> [String] {
    let parts = language.split(separator: "-").map(String.init)
    guard let first = parts.first?.lowercased() else { return [] }
    if let region = parts.dropFirst().first(where: { $0.count == 2 }) {
      let own = "hyph_\(first)_\(region.uppercased()).dic"
      return ["en", "pt"].contains(first) ? [own] : [own, "hyph_\(first).dic"]
    }
    if parts.count > 1 { return [] }
    let usual = ["en": "US", "pt": "PT"][first] ?? first.uppercased()
    return ["hyph_\(first)_\(usual).dic", "hyph_\(first).dic"]
  }

  /// Debian's package with the patterns of a language; nil if it divides no words.
  static func package(for language: String) -> String? {
    let parts = language.lowercased().split(separator: "-").map(String.init)
    guard let first = parts.first, !["zh", "ja", "ko", "th", "ar", "he", "fa"].contains(first)
    else { return nil }
    switch first {
    case "en": return parts.contains("gb") ? "hyphen-en-gb" : "hyphen-en-us"
    case "pt": return parts.contains("br") ? "hyphen-pt-br" : "hyphen-pt-pt"
    default: return "hyphen-\(first)"
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isCapital: Bool {
    value < 0x80 ? value >= 0x41 && value <= 0x5A : properties.isUppercase
  }
}

extension Diagnostic {
  static func missingHyphenation(_ language: String, package: String) -> Diagnostic {
    .warning(
      "missing-hyphenation", "no patterns to divide words of the language '\(language)'",
      why: "lines are justified without dividing words, which leaves wider gaps",
      hint: "install the package '\(package)'")
  }
}

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
  /// Whether its letters are those of Latin-1, one byte each; else they are UTF-8.
  private let isLatin1: Bool

  /// Reads a file of patterns; nil if there is none.
  init?(path: String) {
    guard FilePath.kind(of: path) == .file, let pointer = hnj_hyphen_load(path) else { return nil }
    self.pointer = pointer
    isLatin1 = pointer.pointee.utf8 == 0
  }

  deinit { hnj_hyphen_free(pointer) }

  /// After how many characters a word may be divided, ascending.
  func points(in word: String) -> [Int] {
    guard let bytes = bytes(of: word), bytes.count < 80 else { return [] }
    var hyphens = [CChar](repeating: 0, count: bytes.count + 8)
    var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    var positions: UnsafeMutablePointer<Int32>?
    var cuts: UnsafeMutablePointer<Int32>?
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    let status = hnj_hyphen_hyphenate2(
      pointer, text, Int32(bytes.count), &hyphens, nil, &replacements, &positions, &cuts)
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

  /// A word in the letters of the patterns; nil if they lack one.
  private func bytes(of word: String) -> [UInt8]? {
    guard isLatin1 else { return Array(word.utf8) }
    var bytes: [UInt8] = []
    for scalar in word.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      bytes.append(byte)
    }
    return bytes
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

  let folders: [String]
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
      for name in Self.files(for: language, in: folder) {
        patterns = HyphenationPatterns(path: "\(folder)/\(name)")
        if patterns != nil { break search }
      }
    }
    dictionaries.append(Dictionary(patterns: patterns))
    places[language] = dictionaries.count - 1
    return dictionaries.count - 1
  }

  /// The files that may hold the patterns of a language, the best first.
  ///
  /// English and Portuguese differ by country; of any other language all patterns will do.
  private static func files(for language: String, in folder: String) -> [String] {
    let parts = language.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let first = parts.first?.lowercased() else { return [] }
    let region = parts.dropFirst().first { $0.count == 2 }?.uppercased()
    let own = region.map { "hyph_\(first)_\($0).dic" }
    switch first {
    case "en":
      let american = ["US", "CA", "PH"].contains(region ?? "US")
      return (own.map { [$0] } ?? []) + ["hyph_en_\(american ? "US" : "GB").dic"]
    case "pt": return [own ?? "hyph_pt_PT.dic"]
    default:
      let usual = ["hyph_\(first)_\(first.uppercased()).dic", "hyph_\(first).dic"]
      let names = [first] + (["no": ["nb"], "nb": ["no"], "nn": ["no"]][first] ?? [])
      let others = FilePath.entries(of: folder).filter { file in
        file.hasSuffix(".dic") && names.contains { file.hasPrefix("hyph_\($0)_") }
      }
      return (own.map { [$0] } ?? []) + usual + others.sorted()
    }
  }

  /// The languages for which Debian has a package of patterns, beside English and Portuguese.
  private static let packages: Set<String> = [
    "af", "as", "be", "bg", "bn", "ca", "cs", "da", "de", "el", "es", "fr", "gl", "gu", "hi", "hr",
    "hu", "id", "is", "it", "kn", "lt", "lv", "ml", "mn", "mr", "nl", "no", "or", "pa", "pl", "ro",
    "ru", "sk", "sl", "sr", "sv", "ta", "te", "uk", "zu",
  ]

  /// Whether words of a language are divided at all.
  static func dividesWords(_ language: String) -> Bool {
    let first = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    return !["zh", "yue", "ja", "ko", "th", "ar", "he", "fa"].contains(first)
  }

  /// Debian's package with the patterns of a language; nil if there is none.
  static func package(for language: String) -> String? {
    let parts = language.lowercased().split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let first = parts.first else { return nil }
    switch first {
    case "en":
      let region = parts.dropFirst().first { $0.count == 2 } ?? "us"
      return ["us", "ca", "ph"].contains(region) ? "hyphen-en-us" : "hyphen-en-gb"
    case "pt": return parts.contains("br") ? "hyphen-pt-br" : "hyphen-pt-pt"
    case "nb", "nn": return "hyphen-no"
    default: return packages.contains(first) ? "hyphen-\(first)" : nil
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isCapital: Bool {
    value < 0x80 ? value >= 0x41 && value <= 0x5A : properties.isUppercase
  }
}

extension Document {
  /// The languages of running text: the document's own, and those of its divisions with the place
  /// of the first one.
  var languages: [(language: String, place: Place?)] {
    var found: [(language: String, place: Place?)] = [(metadata.language, nil)]
    func add(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .division(let inner, let attributes):
          if let language = attributes["lang"], language.isLanguageTag,
            !found.contains(where: { $0.0 == language.text })
          {
            found.append((language.text, language.place))
          }
          add(inner)
        case .quote(let inner): add(inner)
        case .list(let list): list.items.forEach(add)
        default: break
        }
      }
    }
    add(blocks)
    return found
  }
}

extension Diagnostic {
  static func missingHyphenation(_ language: String, at place: Place? = nil) -> Diagnostic {
    let package = Hyphenation.package(for: language)
    return .warning(
      "missing-hyphenation", "no patterns to divide words of the language '\(language)'", at: place,
      why: "lines are justified without dividing words, which leaves wider gaps",
      hint: package.map { "install the package '\($0)'" }
        ?? "see whether the tag is right: 'de' is German; Debian has no patterns for this one")
  }
}

extension KeyBytes {
  /// Adds the patterns that the machine has, by their files' sizes and times.
  public mutating func addHyphenation() {
    for folder in Hyphenation.folders { addFiles(in: folder) }
  }
}

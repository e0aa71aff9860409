/// The numbers of a language that are written in words, from zero to ninety-nine.
struct NumberWords {
  /// For each number its words, in lower case; those of several parts are joined by hyphens.
  private let known: [[String]]
  private let values: [String: Int]

  /// The words of a language; of one that is not known those of English.
  static func of(_ language: String) -> NumberWords {
    switch language.prefix(2).lowercased() {
    case "de": german
    case "fr": french
    default: english
    }
  }

  private init(_ known: [[String]]) {
    self.known = known
    var values: [String: Int] = [:]
    for (value, words) in known.enumerated() {
      for word in words { values[word] = value }
    }
    self.values = values
  }

  /// The word of a number; nil where there is none, or where it depends on what is counted.
  func word(for value: Double) -> String? {
    guard let number = Int(exactly: value), known.indices.contains(number),
      known[number].count == 1
    else { return nil }
    return known[number][0]
  }

  /// The numbers in a text, with the characters of each.
  func numbers(in characters: [Character]) -> [(value: Int, range: Range<Int>)] {
    let words = Self.words(in: characters)
    var numbers: [(value: Int, range: Range<Int>)] = []
    var index = 0
    while index < words.count {
      // The longest goes first: vingt et un.
      let found = [3, 1].lazy.compactMap { count -> (Int, Int)? in
        guard index + count <= words.count else { return nil }
        let parts = words[index..<index + count].map { String(characters[$0]).lowercased() }
        return self.values[parts.joined(separator: "-")].map { ($0, count) }
      }.first
      if let (value, count) = found {
        let range = words[index].lowerBound..<words[index + count - 1].upperBound
        numbers.append((value, range))
        index += count
      } else {
        index += 1
      }
    }
    return numbers
  }

  /// The words of a text; those that hyphens join are one.
  private static func words(in characters: [Character]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for index in 0...characters.count {
      let isLetter = index < characters.count && characters[index].isLetter
      let joins =
        index + 1 < characters.count && "-\u{2010}\u{2011}".contains(characters[index])
        && characters[index + 1].isLetter
      if isLetter || start != nil && joins {
        start = start ?? index
      } else if let first = start {
        words.append(first..<index)
        start = nil
      }
    }
    return words
  }

  // MARK: Languages

  private static let english: NumberWords = {
    let first = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen",
    ]
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    let rest = tens.flatMap { ten in [ten] + first[1...9].map { "\(ten)-\($0)" } }
    return NumberWords((first + rest).map { [$0] })
  }()

  private static let german: NumberWords = {
    let one = ["eins", "ein", "eine", "einen", "einem", "einer", "eines"]
    let units = ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
    let teens = ["drei", "vier", "fünf", "sech", "sieb", "acht", "neun"].map { $0 + "zehn" }
    let tens = [
      "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
    ]
    let rest = tens.flatMap { ten in [ten] + (["ein"] + units).map { "\($0)und\(ten)" } }
    let single = units + ["zehn", "elf", "zwölf"] + teens + rest
    return NumberWords([["null"], one] + single.map { [$0] })
  }()

  private static let french: NumberWords = {
    let units = [
      ["un", "une"], ["deux"], ["trois"], ["quatre"], ["cinq"], ["six"], ["sept"], ["huit"],
      ["neuf"],
    ]
    let teens = [
      "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit",
      "dix-neuf",
    ].map { [$0] }
    func decade(_ ten: String, _ parts: [[String]]) -> [[String]] {
      parts.enumerated().map { index, part in
        // Vingt et un, but quatre-vingt-un.
        let link = index == 0 && ten != "quatre-vingt" ? "-et-" : "-"
        return part.map { ten + link + $0 }
      }
    }
    var known = [["zéro"]] + units + teens
    for ten in ["vingt", "trente", "quarante", "cinquante"] {
      known += [[ten]] + decade(ten, units)
    }
    known += [["soixante"]] + decade("soixante", units)
    known += [["soixante-dix"]] + decade("soixante", Array(teens.dropFirst()))
    known += [["quatre-vingts", "quatre-vingt"]] + decade("quatre-vingt", units)
    known += decade("quatre-vingt", teens)
    return NumberWords(known)
  }()
}

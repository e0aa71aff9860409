import Charting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A number in a text, as people write it.
struct WrittenNumber: Equatable {
  var value: Double
  /// How many digits stand after the decimal sign.
  var decimals = 0
  /// Whether its digits stand in groups.
  var isGrouped = false
  /// Whether it is a word, such as "six".
  var isWord = false
  /// The characters, with a minus before them.
  var range: Range<Int>

  /// Whether a value, rounded as the number is, gives the number.
  ///
  /// Half a step is right both ways.
  func shows(_ value: Double) -> Bool {
    var step = 0.5
    for _ in 0..<decimals { step /= 10 }
    return abs(self.value - value) <= step * (1 + 1e-9) + abs(value) * 1e-12
  }
}

/// Finds numbers in texts of a language.
struct NumberFinder {
  private let signs: NumberSigns
  private let language: String

  init(language: String) {
    self.language = language
    signs = NumberSigns(language: language)
  }

  /// The numbers of a text in digits; if there are none, those in words up to twenty.
  func numbers(in text: String) -> [WrittenNumber] {
    let characters = Array(text)
    let found = digits(in: characters)
    return found.isEmpty ? words(in: characters) : found
  }

  /// The numbers that are written in digits.
  func digits(in characters: [Character]) -> [WrittenNumber] {
    var numbers: [WrittenNumber] = []
    var index = 0
    while index < characters.count {
      guard characters[index].digit != nil else {
        index += 1
        continue
      }
      if index > 0, characters[index - 1].isLetter {
        // Part of a name, such as CO2.
        while index < characters.count, characters[index].isLetter || characters[index].isNumber {
          index += 1
        }
        continue
      }
      let number = number(at: index, in: characters)
      numbers.append(number)
      index = number.range.upperBound
    }
    return numbers
  }

  private func number(at start: Int, in characters: [Character]) -> WrittenNumber {
    var (index, text, isGrouped) = (start, "", false)
    func run(from index: Int) -> String {
      String(characters[index...].lazy.map(\.digit).prefix { $0 != nil }.compactMap { $0 })
    }
    text = run(from: start)
    index += text.count
    while text.count <= 3 || isGrouped, index + 1 < characters.count,
      separates(characters[index])
    {
      let group = run(from: index + 1)
      guard isGroup(group, before: index + 1 + group.count, in: characters) else { break }
      text += group
      index += 1 + group.count
      isGrouped = true
    }
    var decimals = 0
    if index + 1 < characters.count, String(characters[index]) == signs.decimal,
      characters[index + 1].digit != nil
    {
      let fraction = run(from: index + 1)
      text += "." + fraction
      index += 1 + fraction.count
      decimals = fraction.count
    }
    let first = isNegative(start, in: characters) ? start - 1 : start
    var value = Double(text) ?? .nan
    if let power = RaisedDigits.number(at: index, in: characters) {
      value = pow(value, Double(power.value))
      decimals = max(0, -power.value)
      index += power.count
    }
    return WrittenNumber(
      value: first < start ? -value : value, decimals: decimals, isGrouped: isGrouped,
      range: first..<index)
  }

  /// A group is as long as the language has them: three digits, in India also two before others.
  private func isGroup(_ group: String, before end: Int, in characters: [Character]) -> Bool {
    if group.count == signs.grouping.first ?? 3 { return true }
    return signs.grouping.dropFirst().contains(group.count) && end < characters.count
      && separates(characters[end])
  }

  private func separates(_ character: Character) -> Bool {
    let text = String(character)
    if text == signs.thousands || ["\u{A0}", "\u{202F}", "\u{2009}"].contains(text) { return true }
    // Who types a space, or an apostrophe, means the sign of the language.
    if text == " " { return ["\u{A0}", "\u{202F}"].contains(signs.thousands) }
    return text == "\u{2019}" && signs.thousands == "'"
  }

  /// A minus, or a hyphen that stands between no two words.
  private func isNegative(_ start: Int, in characters: [Character]) -> Bool {
    guard start > 0 else { return false }
    let sign = characters[start - 1]
    if sign == "\u{2212}" { return true }
    guard sign == "-" || sign == Smart.kept("-").first else { return false }
    guard start > 1 else { return true }
    let before = characters[start - 2]
    return !before.isLetter && !before.isNumber && before != "-"
  }

  // MARK: Words

  private func words(in characters: [Character]) -> [WrittenNumber] {
    let known = NumberWords.of(language)
    var numbers: [WrittenNumber] = []
    var start: Int?
    for index in 0...characters.count {
      if index < characters.count, characters[index].isLetter {
        start = start ?? index
      } else if let first = start {
        start = nil
        let word = String(characters[first..<index]).lowercased()
        guard let value = known.firstIndex(where: { $0.contains(word) }) else { continue }
        numbers.append(
          WrittenNumber(value: Double(value), isWord: true, range: first..<index))
      }
    }
    return numbers
  }
}

/// Digits that stand raised behind a number, as powers do: 10³.
enum RaisedDigits {
  private static let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")

  /// The power that begins at a place, with how many characters it has; nil if there is none.
  static func number(at start: Int, in characters: [Character]) -> (value: Int, count: Int)? {
    var (end, value) = (start, 0)
    let isNegative = end < characters.count && characters[end] == "⁻"
    if isNegative { end += 1 }
    let first = end
    while end < characters.count, end - first < 4,
      let digit = digits.firstIndex(of: characters[end])
    {
      value = value * 10 + digit
      end += 1
    }
    return end > first ? (isNegative ? -value : value, end - start) : nil
  }

  /// A text with its digits raised; nil if it is no whole number.
  static func text(of text: String) -> String? {
    let isNegative = text.first.map { "-−".contains($0) } ?? false
    let raised = text.dropFirst(isNegative ? 1 : 0).map { character in
      character.isASCII ? character.wholeNumberValue.map { digits[$0] } : nil
    }
    guard !raised.isEmpty, !raised.contains(nil) else { return nil }
    return (isNegative ? "⁻" : "") + String(raised.compactMap { $0 })
  }
}

extension [Inline] {
  /// The words without their dress, but with numbers raised that stand raised: 10^3^ is not 103.
  var numberText: String { map(\.numberText).joined() }
}

extension Inline {
  fileprivate var numberText: String {
    if case .superscript(let words) = kind {
      return RaisedDigits.text(of: words.plainText) ?? words.plainText
    }
    let children = children
    return children.isEmpty ? plainText : children.numberText
  }
}

extension Character {
  /// The ASCII digit of the same value, if it is a decimal digit of any script.
  fileprivate var digit: Character? {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first,
      scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return nil }
    return Character(String(Int(value)))
  }
}

/// Numbers that are written in words, from zero.
enum NumberWords {
  static func of(_ language: String) -> [[String]] {
    switch language.prefix(2).lowercased() {
    case "de": german
    case "fr": french
    default: english
    }
  }

  private static let english = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
  ].map { [$0] }

  private static let german =
    [
      ["null"], ["ein", "eine", "einen", "einem", "einer", "eines", "eins"], ["zwei"], ["drei"],
      ["vier"], ["fünf"], ["sechs"], ["sieben"], ["acht"], ["neun"], ["zehn"], ["elf"], ["zwölf"],
    ]
    + ["drei", "vier", "fünf", "sech", "sieb", "acht", "neun"].map { [$0 + "zehn"] } + [["zwanzig"]]

  private static let french = [
    ["zéro"], ["un", "une"], ["deux"], ["trois"], ["quatre"], ["cinq"], ["six"], ["sept"],
    ["huit"], ["neuf"], ["dix"], ["onze"], ["douze"], ["treize"], ["quatorze"], ["quinze"],
    ["seize"],
  ]
}

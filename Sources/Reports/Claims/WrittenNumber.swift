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
        if let number = VulgarFraction.number(at: index, in: characters) { numbers.append(number) }
        index += 1
        continue
      }
      if index > 0, characters[index - 1].isLetter {
        index = endOfName(from: index, in: characters)
        continue
      }
      let number = number(at: index, in: characters)
      numbers.append(number)
      index = number.range.upperBound
    }
    return numbers
  }

  /// Where a name ends in which digits stand, such as CO2 or v2.0.
  private func endOfName(from start: Int, in characters: [Character]) -> Int {
    var index = start
    while index < characters.count {
      let isPoint =
        characters[index] == "." && index + 1 < characters.count
        && characters[index + 1].digit != nil
      guard isPoint || characters[index].isLetter || characters[index].isNumber else { break }
      index += 1
    }
    return index
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
    let first = start - lengthOfMinus(before: start, in: characters)
    var value = Double(text) ?? .nan
    if let power = RaisedDigits.number(at: index, in: characters) {
      value = pow(value, Double(power.value))
      decimals = max(0, -power.value)
      index += power.count
    } else if decimals == 0, let part = VulgarFraction.number(at: index, in: characters) {
      (value, decimals, index) = (value + part.value, part.decimals, index + 1)
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

  /// How many characters before a number make it negative: a minus, a hyphen that stands between no
  /// two words, or the word.
  private func lengthOfMinus(before start: Int, in characters: [Character]) -> Int {
    guard start > 0 else { return 0 }
    let sign = characters[start - 1]
    if sign == "\u{2212}" { return 1 }
    if sign.isWhitespace {
      for word in ["minus", "moins"] where start > word.count {
        let first = start - 1 - word.count
        let isWhole = first == 0 || !characters[first - 1].isLetter
        let isWord = String(characters[first..<start - 1]).lowercased() == word
        if isWhole, isWord { return word.count + 1 }
      }
      return 0
    }
    guard sign == "-" || sign == Smart.kept("-").first else { return 0 }
    guard start > 1 else { return 1 }
    let before = characters[start - 2]
    return !before.isLetter && !before.isNumber && before != "-" ? 1 : 0
  }

  // MARK: Words

  private func words(in characters: [Character]) -> [WrittenNumber] {
    NumberWords.of(language).numbers(in: characters).map {
      WrittenNumber(value: Double($0.value), isWord: true, range: $0.range)
    }
  }
}

/// One sign that stands for a fraction: ½ and the like.
enum VulgarFraction {
  /// The fraction at a place; nil if there is none.
  ///
  /// It is as exact as people mean it: a half to one decimal, a third and a quarter to two.
  static func number(at index: Int, in characters: [Character]) -> WrittenNumber? {
    guard index < characters.count, characters[index].unicodeScalars.count == 1,
      let scalar = characters[index].unicodeScalars.first,
      [0xBC...0xBE, 0x2150...0x215E, 0x2189...0x2189].contains(where: {
        $0.contains(Int(scalar.value))
      }), let value = scalar.properties.numericValue
    else { return nil }
    let decimals = value * 10 == (value * 10).rounded() ? 1 : value * 8 == 1 ? 3 : 2
    return WrittenNumber(value: value, decimals: decimals, range: index..<index + 1)
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

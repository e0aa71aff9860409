import Charting
import Diagnostics
import Tables

/// The words of a claim: whether they say what the data say, and what they would be if they did.
struct ClaimWords {
  let language: String
  private let finder: NumberFinder

  init(language: String) {
    self.language = language
    finder = NumberFinder(language: language)
  }

  /// A value to be compared or written.
  struct Item {
    var value: Claim.Value
    /// How it was asked for.
    var expression: String
    var isYear: Bool

    init(_ value: Claim.Value, _ expression: String, _ isYear: Bool = false) {
      self.value = value
      self.expression = expression
      self.isYear = isYear
    }
  }

  // MARK: Checking

  /// What is wrong with the words; nil if they are right.
  func problem(
    _ words: [Inline], _ items: [Item], _ cells: [Claim.Cell], at place: Place
  ) -> Diagnostic? {
    let text = words.numberText
    for item in items {
      switch item.value {
      case .truth(false):
        return .claimNotTrue(text.trimmed, item, cells, at: place)
      case .text(let wanted) where text.trimmed != wanted:
        return .claimFalse(
          .init(said: text.trimmed, given: wanted, exact: nil), item, cells, at: place)
      case .truth, .text, .number: continue
      }
    }
    let asked = items.filter(\.isNumber)
    let wanted = asked.compactMap(\.number)
    guard !wanted.isEmpty else { return nil }
    let numbers = finder.numbers(in: text)
    guard !numbers.isEmpty else { return .claimWithoutNumber(text.trimmed, at: place) }
    guard numbers.count == wanted.count else {
      return .claimCounts(
        numbers.map { shown($0, in: text) }, values: wanted.count, language: language, at: place)
    }
    for (index, number) in numbers.enumerated()
    where !number.shows(wanted[index]) && !isShortened(numbers, index, wanted, text) {
      let said = shown(number, in: text)
      let given = self.text(wanted[index], like: number, isYear: asked[index].isYear)
      let exact = NumberText.text(of: ClaimStatistics.shown(wanted[index]))
      return .claimFalse(
        .init(
          said: said, given: given, exact: exact == given ? nil : exact,
          advice: advice(number, wanted[index], asked[index].expression)),
        asked[index], cells, at: place)
    }
    return nil
  }

  /// What would make a number right: a minus, or millions and the like.
  private func advice(
    _ number: WrittenNumber, _ value: Double, _ expression: String
  ) -> String? {
    if number.value != 0, number.shows(-value) {
      return "write '-(\(expression))' if the text says how much it fell"
    }
    // A number of one digit says too little.
    let isLong = number.value.magnitude >= (number.decimals > 0 ? 1 : 10)
    let scale = ClaimScale.names.first { name in
      isLong && number.shows(value / (ClaimScale.divisors[name] ?? 1))
    }
    return scale.map { "add 'in \($0)' to what it is bound to if that is what the text counts in" }
  }

  /// Whether a number is the end of a range whose first digits are left out: 1958–62.
  private func isShortened(
    _ numbers: [WrittenNumber], _ index: Int, _ wanted: [Double], _ text: String
  ) -> Bool {
    guard index > 0, numbers[index].decimals == 0, numbers[index].value >= 0 else { return false }
    let characters = Array(text)
    let between = characters[numbers[index - 1].range.upperBound..<numbers[index].range.lowerBound]
    guard between.count <= 2, between.contains(where: { "–-/".contains($0) }) else { return false }
    var power = 1.0
    for _ in numbers[index].range { power *= 10 }
    let start = (numbers[index - 1].value / power).rounded(.down) * power
    return wanted[index] == start + numbers[index].value
  }

  private func shown(_ number: WrittenNumber, in text: String) -> String {
    String(Array(text)[number.range])
  }

  // MARK: Filling

  /// What is wrong with words that are to be filled: a number that is none in their language, such as
  /// 1.2 in German, would be filled in part.
  func fillProblem(_ words: [Inline], _ items: [Item], at place: Place) -> Diagnostic? {
    let text = words.numberText
    let characters = Array(text)
    let numbers = finder.digits(in: characters)
    for number in numbers.prefix(items.count)
    where RaisedDigits.number(at: number.range.upperBound - 1, in: characters) != nil {
      return .fillOfPower(shown(number, in: text), at: place)
    }
    guard numbers.count > items.count else { return nil }
    let isTorn = zip(numbers, numbers.dropFirst()).contains { first, second in
      first.range.upperBound + 1 == second.range.lowerBound
        && ".,".contains(characters[first.range.upperBound])
    }
    guard isTorn else { return nil }
    return .claimCounts(
      numbers.map { shown($0, in: text) }, values: items.count, language: language, at: place)
  }

  /// The words with the values in place of their numbers; where they have none, before them.
  func filled(
    _ words: [Inline], _ items: [Item], format: FillFormat?, at place: Place
  ) -> [Inline] {
    var rest = items[...]
    let replaced = words.mapped { inline in
      guard case .text(let text) = inline.kind, !rest.isEmpty else { return [inline] }
      return [Inline(.text(self.replaced(text, &rest, format)), at: inline.place)]
    }
    guard rest.count == items.count else { return replaced }
    let values = items.map { text($0, format) }.joined(separator: "–")
    let needsSpace = words.plainText.first.map { !$0.isWhitespace && $0 != "%" } ?? false
    return [Inline(.text(values + (needsSpace ? "\u{A0}" : "")), at: place)] + words
  }

  private func replaced(
    _ text: String, _ items: inout ArraySlice<Item>, _ format: FillFormat?
  ) -> String {
    let characters = Array(text)
    var result = ""
    var index = 0
    let known = NumberWords.of(language)
    for number in finder.numbers(in: text) {
      // A word that may be an article, such as "eine", stays.
      if number.isWord, known.word(for: number.value) == nil { continue }
      guard let item = items.popFirst() else { break }
      result += String(characters[index..<number.range.lowerBound])
      if case .number(let value) = item.value, format == nil {
        let word =
          number.isWord ? self.word(value, like: String(characters[number.range]), known) : nil
        result += word ?? self.text(value, like: number, isYear: item.isYear)
      } else {
        result += self.text(item, format)
      }
      index = number.range.upperBound
    }
    return result + String(characters[index...])
  }

  /// A number as a word like another; nil where there is none for it.
  private func word(_ value: Double, like written: String, _ known: NumberWords) -> String? {
    guard let word = known.word(for: value) else { return nil }
    let isCapital = written.first?.isUppercase ?? false
    return isCapital ? word.prefix(1).uppercased() + word.dropFirst() : word
  }

  /// A value as it is written where nothing shows how.
  private func text(_ item: Item, _ format: FillFormat?) -> String {
    switch item.value {
    case .text(let text): return text
    case .truth(let flag): return flag ? "true" : "false"
    case .number(let number):
      if let format { return format.text(number) }
      if item.isYear { return ValueFormat.year(number) }
      return ValueFormat.decimals(Self.decimals(of: number), language: language).text(number)
    }
  }

  /// A number with the decimals of another.
  private func text(_ value: Double, like number: WrittenNumber, isYear: Bool) -> String {
    if isYear { return ValueFormat.year(value) }
    let rounded = Self.rounded(value, places: number.decimals)
    return ValueFormat.decimals(number.decimals, language: language).text(rounded)
  }

  /// A number rounded as people round what they read, half a step away from zero: 143.85, which a
  /// machine holds as a little less, is 143.9.
  static func rounded(_ value: Double, places: Int) -> Double {
    let text = NumberText.text(of: ClaimStatistics.shown(value))
    guard !text.contains("e"), let point = text.firstIndex(of: "."), (0...15).contains(places)
    else { return value }
    let fraction = text[text.index(after: point)...]
    guard fraction.count > places else { return value }
    let shifted = text[..<point] + fraction.prefix(places) + "." + fraction.dropFirst(places)
    guard let steps = Double(shifted)?.rounded(.toNearestOrAwayFromZero) else { return value }
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    return steps / unit
  }

  /// As many decimals as a number has; what was worked out has as many digits as a machine has, of
  /// which three are enough, counted from the first that is not zero.
  private static func decimals(of number: Double) -> Int {
    let text = NumberText.text(of: ClaimStatistics.shown(number))
    let parts = text.split(separator: "e", maxSplits: 1)
    let power = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let mantissa = parts.first ?? "0"
    let fraction = mantissa.firstIndex(of: ".").map { mantissa[mantissa.index(after: $0)...] } ?? ""
    let all = max(0, fraction.count - power)
    let significant = mantissa.filter(\.isNumber).drop { $0 == "0" }
    guard all > 6, significant.count > 6 else { return min(all, 15) }
    let zeros = number.magnitude < 1 ? all - significant.count : 0
    return min(max(0, zeros) + 3, 15)
  }
}

/// How a value that is filled in is written.
struct FillFormat {
  private let format: ValueFormat
  /// The decimals that are asked for; nil where the format says it in another way.
  private let places: Int?

  /// Reads a format of d3; nil if it is none, which is in the log.
  init?(_ written: Written, language: String, log: inout DiagnosticLog) {
    let format = ValueFormat.numbers(
      written.text, language: language, at: written.place, log: &log)
    guard let format else { return nil }
    self.format = format
    places = written.text.firstMatch(of: #/\.(\d+)f$/#).flatMap { Int($0.output.1) }
  }

  func text(_ number: Double) -> String {
    format.text(places.map { ClaimWords.rounded(number, places: $0) } ?? number)
  }
}

extension ClaimWords.Item {
  /// The number, if it is one.
  fileprivate var number: Double? {
    if case .number(let number) = value { number } else { nil }
  }

  fileprivate var isNumber: Bool { number != nil }
}

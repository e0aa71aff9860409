import Notation

/// What the cells of one column suggest of its field.
struct FieldGuess {
  private(set) var missing: Set<String> = []
  /// Whether something is measured, though it is left to people how it is to be read.
  private var isMeasure = false
  var field: ResourceDraft.Field
  private let texts: [String]

  /// Words that mean "nothing here" in a column of numbers or dates.
  private static let nothing: Set<String> = [
    "NA", "N/A", "n/a", "na", "n.a.", "NaN", "nan", "null", "NULL", "None", "-", "–", "—", "..",
    "...", "…", ".", "*",
  ]

  init(_ column: Column, isJSON: Bool) {
    field = ResourceDraft.Field(name: column.name)
    if isJSON, let kind = Self.kind(ofJSON: column, &field) {
      field.type = kind
      texts = []
      return
    }
    switch column.cells {
    case .texts(_, let pool): texts = pool.filter { !$0.isEmpty }
    default: texts = []
    }
    let values = texts.filter { !Self.nothing.contains($0) }
    guard !values.isEmpty else { return }
    let ways: [(ResourceDraft.Field, [String]) -> ResourceDraft.Field?] = [
      Self.truth, Self.year, Self.number, Self.date, Self.looseYear,
    ]
    for way in ways {
      if let guessed = way(field, values) {
        field = guessed
        // A word is nothing only where all else has a type; in a text it may be a name.
        missing = Set(texts.filter { Self.nothing.contains($0) })
        break
      }
    }
    if field.note == nil { field.note = Self.doubt(about: values, field.type) }
    if field.type == .number || field.type == .integer { takeUnit() }
  }

  /// Whether the column may tell rows apart, as far as its cells go: none is missing.
  var mayBeKey: Bool { missing.isEmpty && !isMeasure }

  /// Whether numbers have a decimal comma.
  var hasCommas: Bool { field.properties.contains { $0.name == "decimalChar" } }

  /// Leaves to people what 1.234 means, in a file whose other numbers have decimal commas.
  mutating func doubtPoints() {
    let values = texts.filter { !Self.nothing.contains($0) }
    guard field.type == .number, !hasCommas, let first = values.first,
      values.allSatisfy({ $0.wholeMatch(of: #/[-+−]?\d{1,3}\.\d{3}/#) != nil })
    else { return }
    field.type = .string
    isMeasure = true
    field.note =
      "\(first) can be read in two ways: give the type number, and decimalChar or groupChar"
  }

  /// Whether a text is among the values.
  func holds(_ text: String) -> Bool { texts.contains(text) }

  private static func kind(
    ofJSON column: Column, _ field: inout ResourceDraft.Field
  ) -> FieldDescriptor.Kind? {
    switch column.cells {
    case .bools: return .boolean
    case .numbers(let cells):
      let known = cells.filter { !Column.isMissing($0) }
      guard known.allSatisfy({ $0 == $0.rounded() }) else { return .number }
      let areYears = known.allSatisfy { 1000...2999 ~= $0 } && Self.saysYear(field.name)
      return areYears ? .year : .integer
    case .values(let cells):
      let known = cells.filter { !$0.isNull }
      if known.allSatisfy({ if case .list = $0 { true } else { false } }) { return .array }
      if known.allSatisfy({ if case .record = $0 { true } else { false } }) { return .object }
      return .any
    case .texts, .dates: return nil
    }
  }

  // MARK: Ways to read

  private static func truth(
    _ field: ResourceDraft.Field, _ values: [String]
  ) -> ResourceDraft.Field? {
    let pairs = [("true", "false"), ("yes", "no"), ("ja", "nein"), ("oui", "non")]
    for (yes, no) in pairs {
      let words = Set(values.map { $0.lowercased() })
      guard words.isSubset(of: [yes, no]), words.count == 2 else { continue }
      var guessed = field
      guessed.type = .boolean
      let (trues, falses) = (
        values.filter { $0.lowercased() == yes }, values.filter { $0.lowercased() == no }
      )
      if !Set(trues).isSubset(of: FieldDescriptor.trueWords)
        || !Set(falses).isSubset(of: FieldDescriptor.falseWords)
      {
        guessed.properties += [
          ("trueValues", .array(trues.sorted().map { .string($0) })),
          ("falseValues", .array(falses.sorted().map { .string($0) })),
        ]
      }
      return guessed
    }
    return nil
  }

  private static func year(
    _ field: ResourceDraft.Field, _ values: [String]
  ) -> ResourceDraft.Field? {
    guard saysYear(field.name), values.allSatisfy({ isDigits($0) && $0.count == 4 }) else {
      return nil
    }
    var guessed = field
    guessed.type = .year
    return guessed
  }

  private static func looseYear(
    _ field: ResourceDraft.Field, _ values: [String]
  ) -> ResourceDraft.Field? {
    guard saysYear(field.name) || saysTime(field.name) else { return nil }
    let notation = YearNotation.allCases.first { notation in
      values.allSatisfy { YearSpan($0, notation) != nil }
    }
    guard let notation else { return nil }
    var guessed = field
    guessed.properties.append(("yearFormat", .string(notation.rawValue)))
    return guessed
  }

  private static func number(
    _ field: ResourceDraft.Field, _ values: [String]
  ) -> ResourceDraft.Field? {
    var guessed = field
    let (values, affix) = withoutAffix(values)
    if let affix {
      guessed.properties += [("bareNumber", .bool(false)), ("unit", .string(affix))]
    }
    // Digits after a leading zero are a code.
    let areCodes = values.contains { $0.count > 1 && $0.hasPrefix("0") && isDigits($0) }
    if areCodes { return nil }
    if values.allSatisfy({ ColumnType.written(.whole).number(in: $0) != nil }) {
      guessed.type = .integer
      return guessed
    }
    guessed.type = .number
    if values.allSatisfy({ NumberParsing.double($0) != nil }) { return guessed }
    for (decimal, group) in separators {
      var notation = NumberNotation()
      (notation.decimal, notation.group) = (decimal, group)
      guard values.allSatisfy({ ColumnType.written(notation).number(in: $0) != nil }),
        isCertain(values, decimal: decimal, group: group)
      else { continue }
      if decimal != "." { guessed.properties.append(("decimalChar", .string(decimal))) }
      if let group { guessed.properties.append(("groupChar", .string(group))) }
      return guessed
    }
    return nil
  }

  /// The signs before decimals and between groups that people use besides those of program code.
  private static let separators: [(decimal: String, group: String?)] =
    [(",", nil), (",", "."), (".", ",")]
    + idleSigns.flatMap { [(".", $0), (",", $0)] }

  /// Signs that stand between groups of digits and never before decimals.
  private static let idleSigns = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "\u{2019}"]

  /// Whether numbers cannot be meant otherwise: `1,234` is either of two.
  private static func isCertain(_ values: [String], decimal: String, group: String?) -> Bool {
    values.contains { value in
      let parts = value.components(by: decimal)
      if parts.count == 2, decimal == ",", group == nil {
        return parts[1].count != 3 || parts[0] == "0" || parts[0].count > 3
      }
      guard let group else { return false }
      let groups = parts[0].components(by: group)
      return groups.count > 2
        || groups.count == 2 && (parts.count == 2 || idleSigns.contains(group))
    }
      && values.allSatisfy { value in
        let groups = group.map { value.components(by: decimal)[0].components(by: $0) } ?? []
        return groups.dropFirst().allSatisfy { $0.count == 3 }
      }
  }

  /// The values without a sign of a currency or of per cent that all of them have.
  private static func withoutAffix(_ values: [String]) -> ([String], String?) {
    for affix in ["%", "€", "$", "£", "¥"] {
      if values.allSatisfy({ $0.hasSuffix(affix) }) {
        return (values.map { String($0.dropLast()).withoutSpaces }, affix)
      }
      if values.allSatisfy({ $0.hasPrefix(affix) }) {
        return (values.map { String($0.dropFirst()).withoutSpaces }, affix)
      }
    }
    return (values, nil)
  }

  private static let patterns = [
    "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%d %B %Y", "%B %d, %Y",
    "%d %b %Y", "%b %d, %Y",
  ]
  private static let timePatterns = [
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z",
  ]

  private static func date(
    _ field: ResourceDraft.Field, _ values: [String]
  ) -> ResourceDraft.Field? {
    var guessed = field
    let plain: [(FieldDescriptor.Kind, ColumnType)] = [
      (.date, .date(.day)), (.yearmonth, .date(.month)),
    ]
    for (kind, type) in plain where values.allSatisfy({ type.number(in: $0) != nil }) {
      guessed.type = kind
      return guessed
    }
    let hasSeconds = values.allSatisfy { $0.contains("T") && $0.count >= 19 }
    if hasSeconds, values.allSatisfy({ ColumnType.date(.time).number(in: $0) != nil }) {
      guessed.type = .datetime
      return guessed
    }
    if values.allSatisfy({ TextRule.time(nil).accepts(.text($0)) }) {
      guessed.type = .time
      return guessed
    }
    let fitting = patternsFitting(values, patterns)
    // Where a day could be the month, neither is taken.
    if fitting.contains("%d/%m/%Y"), fitting.contains("%m/%d/%Y") {
      guessed.note = "03/04/1958 can be read in two ways: give the type date and its format"
      return guessed
    }
    let pairs = [
      (FieldDescriptor.Kind.date, fitting), (.datetime, patternsFitting(values, timePatterns)),
    ]
    for (kind, patterns) in pairs {
      guard let pattern = patterns.first else { continue }
      guessed.type = kind
      guessed.properties.append(("format", .string(pattern)))
      return guessed
    }
    return nil
  }

  private static func patternsFitting(_ values: [String], _ patterns: [String]) -> [String] {
    patterns.filter { pattern in
      guard let read = TimePattern(strptime: pattern) else { return false }
      return values.allSatisfy { read.milliseconds(of: $0) != nil }
    }
  }

  // MARK: Words

  /// What a person should look at, since it could not be decided.
  private static func doubt(about values: [String], _ type: FieldDescriptor.Kind) -> String? {
    guard type == .string else { return nil }
    if values.allSatisfy({ isDigits($0) }) { return "codes with leading zeros stay texts" }
    let areNumbers = values.allSatisfy { value in
      value.contains { $0.isNumber } && value.allSatisfy { $0.isNumber || ",.-".contains($0) }
    }
    let hasCommas = values.contains { $0.contains(",") }
    if areNumbers, hasCommas {
      return "1,234 can be read in two ways: give the type number, and decimalChar or groupChar"
    }
    return nil
  }

  /// Takes the unit out of a name such as `Output (Mt)` or `Output [Mt]`.
  private mutating func takeUnit() {
    let name = field.name
    guard let close = name.last, close == ")" || close == "]",
      let open = name.lastIndex(of: close == ")" ? "(" : "["), open != name.startIndex
    else { return }
    let unit = name[name.index(after: open)...].dropLast()
    let title = String(name[..<open]).withoutSpaces
    let isUnit = !unit.isEmpty && unit.count <= 24 && !unit.allSatisfy { $0.isNumber || $0 == "-" }
    guard isUnit, !title.isEmpty else { return }
    field.properties.insert(("title", .string(title)), at: 0)
    if !field.properties.contains(where: { $0.name == "unit" }) {
      field.properties.append(("unit", .string(String(unit))))
    }
  }

  fileprivate static func saysYear(_ name: String) -> Bool {
    says(name, ["year", "years", "yr", "jahr", "année", "annee", "año", "anno", "an"])
  }

  private static func saysTime(_ name: String) -> Bool {
    says(name, ["date", "dated", "period", "time", "when", "datum", "zeit", "season", "epoch"])
  }

  /// Whether one of the words stands in a name, as a word.
  private static func says(_ name: String, _ words: Set<String>) -> Bool {
    name.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  private static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
  }
}

extension Column {
  /// Whether the numbers are years by the name of the column and by what they are, where nothing says
  /// what they are.
  public var looksLikeYears: Bool {
    guard field == nil, case .numbers(let cells) = cells, FieldGuess.saysYear(name) else {
      return false
    }
    let known = cells.filter { !Column.isMissing($0) }
    return !known.isEmpty && known.allSatisfy { 1000...2999 ~= $0 && $0 == $0.rounded() }
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var withoutSpaces: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}

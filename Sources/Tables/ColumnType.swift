import Diagnostics

/// What the cells of a column are read as.
public enum ColumnType: Sendable, Hashable {
  /// Any text.
  case text
  /// A number.
  case number
  /// A whole number.
  case integer
  /// A year: a whole number of up to six digits, negative before the year 0.
  case year
  /// A year of at least four digits, as XML Schema's `gYear`.
  case fourDigitYear
  /// A number that is written in a way of its own.
  case written(NumberNotation)
  /// A truth value, with the words that mean true and false.
  case boolean(true: [String], false: [String])
  /// A day or a moment.
  case date(DateNotation)

  /// How dates are written.
  public enum DateNotation: Sendable, Hashable {
    /// ISO 8601, a day: `1958-08-17`.
    case day
    /// ISO 8601, a day and a time of day without time zone: `1958-08-17T12:30`.
    case time
    /// ISO 8601, a month: `1958-08`.
    case month
    /// Many notations, none of which may have a time zone, or be read in two ways.
    case any
    /// ISO 8601, of a month, a day, or a moment.
    case iso
    /// What JavaScript's `Date.parse` reads.
    case lenient
    /// A pattern of d3-time-format.
    case pattern(TimePattern)
  }

  /// Truth values as JSON and Vega write them.
  public static let bool = ColumnType.boolean(true: ["true"], false: ["false"])

  /// The type that a word of Vega-Lite's `format.parse` names.
  ///
  /// The words are `number`, `integer`, `boolean`, `string`, `date`, and `date:'%Y'` or
  /// `utc:'%Y'` with a pattern of d3-time-format; nil for any other.
  public init?(parse word: String) {
    switch word {
    case "number": self = .number
    case "integer": self = .integer
    case "boolean": self = .boolean(true: ["true", "1"], false: ["false", "0"])
    case "string": self = .text
    case "date", "utc": self = .date(.lenient)
    default:
      let parts = word.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0] == "date" || parts[0] == "utc" else { return nil }
      var pattern = parts[1]
      if let quote = pattern.first, quote == "'" || quote == "\"", pattern.count > 1,
        pattern.last == quote
      {
        pattern = pattern.dropFirst().dropLast()
      }
      guard let read = TimePattern(String(pattern)) else { return nil }
      self = .date(.pattern(read))
    }
  }

  /// What a cell of the type is, with its article, for messages.
  public var phrase: String {
    switch self {
    case .text: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    case .written(let notation): notation.phrase
    case .fourDigitYear: "a year"
    case .year: "a year"
    case .boolean(let yes, let no):
      "a truth value (\((yes.prefix(1) + no.prefix(1)).map { "'\($0)'" }.joined(separator: " or ")))"
    case .date(.day): "a date (YYYY-MM-DD)"
    case .date(.time): "a date with a time of day (YYYY-MM-DDThh:mm:ss)"
    case .date(.month): "a month (YYYY-MM)"
    case .date(.iso), .date(.lenient), .date(.any): "a date"
    case .date(.pattern(let pattern)): "a date like '\(pattern.text)'"
    }
  }
}

/// How the columns of a file are typed where no Data Package does it.
public struct ParseRules: Sendable, Hashable {
  /// The type of one column.
  public struct Rule: Sendable, Hashable {
    /// The name of the column.
    public var column: String
    /// The type of its cells.
    public var type: ColumnType
    /// Whether a cell of another type is an error; else it is missing, with one warning.
    public var isStrict: Bool
    /// Where the type was asked for.
    public var place: Place?

    /// Creates a rule.
    public init(column: String, type: ColumnType, isStrict: Bool = true, place: Place? = nil) {
      self.column = column
      self.type = type
      self.isStrict = isStrict
      self.place = place
    }

    /// Whether two rules read alike; their places do not matter.
    public static func == (a: Rule, b: Rule) -> Bool {
      a.column == b.column && a.type == b.type && a.isStrict == b.isStrict
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(column)
      hasher.combine(type)
      hasher.combine(isStrict)
    }
  }

  /// The rules; the last one for a column counts.
  public var rules: [Rule]
  /// Whether the types of the other columns are inferred; else they are texts.
  public var infersTypes: Bool

  /// Creates rules.
  public init(_ rules: [Rule] = [], infersTypes: Bool = true) {
    self.rules = rules
    self.infersTypes = infersTypes
  }

  /// The rule of a column, if there is one.
  public func rule(for column: String) -> Rule? { rules.last { $0.column == column } }
}

extension NumberNotation {
  fileprivate var phrase: String {
    var signs: [String] = []
    if decimal != ".", !isWhole { signs.append("decimals after '\(decimal)'") }
    if let group { signs.append("groups between '\(group)'") }
    let noun = isWhole ? "a whole number" : "a number"
    return signs.isEmpty ? noun : noun + " with " + signs.joined(separator: " and ")
  }
}

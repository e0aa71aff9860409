import Diagnostics

/// What a Data Package says of one column (Table Schema's field descriptor).
public struct FieldDescriptor: Sendable, Hashable {
  /// The types of Table Schema that are read.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Any text.
    case string
    /// A number.
    case number
    /// A whole number.
    case integer
    /// A year, without time zone.
    case year
    /// A day, `YYYY-MM-DD`.
    case date
    /// A day and a time of day, without time zone.
    case datetime
    /// `true` or `false`.
    case boolean
    /// A month of a year, `YYYY-MM`.
    case yearmonth
    /// A time of day; such cells stay texts.
    case time
    /// A span of time; such cells stay texts.
    case duration
    /// A place on earth; such cells stay texts.
    case geopoint
    /// A GeoJSON or TopoJSON object.
    case geojson
    /// A JSON object.
    case object
    /// A JSON list.
    case array
    /// Values between delimiters; such cells stay texts.
    case list
    /// Anything.
    case any
  }

  /// The name of the column.
  public var name: String
  /// The type of its cells.
  public var kind: Kind
  /// A title for people.
  public var title: String?
  /// The unit of all its values (our extension, `unit`).
  public var unit: String?
  /// The column that holds the unit of each value (our extension, `unitField`).
  public var unitField: String?
  /// Whether a cell may not be missing.
  public var required = false
  /// Whether no value may stand twice.
  public var unique = false
  /// The only values allowed, if they are listed.
  public var enumeration: [String]?
  /// The least value allowed: a number, or a date in milliseconds.
  public var minimum: Value?
  /// The greatest value allowed: a number, or a date in milliseconds.
  public var maximum: Value?
  /// A value that all must be greater than.
  public var exclusiveMinimum: Value?
  /// A value that all must be less than.
  public var exclusiveMaximum: Value?
  /// How many characters a text, or values a list, must have at least.
  public var minLength: Int?
  /// How many characters a text, or values a list, may have at most.
  public var maxLength: Int?
  /// What a text must look like as a whole.
  public var pattern: TextPattern?
  /// How dates are written, if not as ISO 8601.
  public var dateFormat: ColumnType.DateNotation?
  /// How numbers are written, if not as in program code.
  public var numberNotation: NumberNotation?
  /// What the texts have to be, if they are not to be just any.
  public var textRule: TextRule?
  /// How years are written, if not as four digits (our extension, `yearFormat`).
  public var yearNotation: YearNotation?
  /// Cells that mean "nothing here" in this column, if they differ from the resource's.
  public var missingValues: [String]?
  /// The words for true, if not Table Schema's.
  public var trueValues = Self.trueWords
  /// The words for false, if not Table Schema's.
  public var falseValues = Self.falseWords
  /// The resource and field that hold the keys which this column may have, if they are tied.
  public var reference: Reference?
  /// Where the column is described.
  public var place: Place?

  /// The target of a foreign key.
  public struct Reference: Sendable, Hashable {
    /// The name of the resource.
    public var resource: String
    /// The name of its field.
    public var field: String
    /// The absolute path of the resource's file, if it was read from a package.
    public var file: String?

    /// Creates a reference.
    public init(resource: String, field: String, file: String? = nil) {
      self.resource = resource
      self.field = field
      self.file = file
    }
  }

  /// Creates a descriptor.
  public init(name: String, kind: Kind = .any) {
    self.name = name
    self.kind = kind
  }

  /// What the cells are read as; nil if it is to be inferred, or if they stay what they are.
  public var columnType: ColumnType? {
    if yearNotation != nil { return .text }
    return switch kind {
    case .string, .time, .duration: .text
    case .number: numberNotation.map { .written($0) } ?? .number
    case .integer: .written(numberNotation ?? .whole)
    case .year: .fourDigitYear
    case .date: .date(dateFormat ?? .day)
    case .datetime: .date(dateFormat ?? .time)
    case .yearmonth: .date(.month)
    case .boolean: .boolean(true: trueValues, false: falseValues)
    case .geopoint, .geojson, .object, .array, .list, .any: nil
    }
  }

  /// Whether cells of delimited files stay texts.
  var isText: Bool { columnType == .text || (textRule != nil && columnType == nil) }

  /// Whether the values have an order, so that they may have a least and a greatest one.
  var isOrdered: Bool {
    switch kind {
    case .number, .integer, .year, .date, .datetime, .yearmonth, .any: true
    case .time: textRule == .time(nil)
    default: yearNotation != nil
    }
  }

  /// Table Schema's words for true.
  static let trueWords = ["true", "True", "TRUE", "1"]
  /// Table Schema's words for false.
  static let falseWords = ["false", "False", "FALSE", "0"]
}

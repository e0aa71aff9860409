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
  /// What a text must look like as a whole.
  public var pattern: TextPattern?
  /// How dates are written, if not as ISO 8601.
  public var dateFormat: ColumnType.DateNotation?
  /// The words for true, if not Table Schema's.
  public var trueValues = ["true", "True", "TRUE", "1"]
  /// The words for false, if not Table Schema's.
  public var falseValues = ["false", "False", "FALSE", "0"]
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

  /// What the cells are read as; nil if it is to be inferred.
  public var columnType: ColumnType? {
    switch kind {
    case .string: .text
    case .number: .number
    case .integer: .integer
    case .year: .year
    case .date: .date(dateFormat ?? .day)
    case .datetime: .date(dateFormat ?? .time)
    case .boolean: .boolean(true: trueValues, false: falseValues)
    case .any: nil
    }
  }
}

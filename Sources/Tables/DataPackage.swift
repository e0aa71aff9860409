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
  /// The only values allowed, if they are listed.
  public var enumeration: [String]?
  /// The resource and field that hold the keys which this column may have, if they are tied.
  public var reference: Reference?

  /// The target of a foreign key.
  public struct Reference: Sendable, Hashable {
    /// The name of the resource.
    public var resource: String
    /// The name of its field.
    public var field: String

    /// Creates a reference.
    public init(resource: String, field: String) {
      self.resource = resource
      self.field = field
    }
  }

  /// Creates a descriptor.
  public init(name: String, kind: Kind = .any) {
    self.name = name
    self.kind = kind
  }
}

/// What a Data Package says of one file.
public struct ResourceDescriptor: Sendable, Hashable {
  /// The name of the resource.
  public var name: String
  /// The path of the file, relative to the package.
  public var path: String
  /// A title for people.
  public var title: String?
  /// The columns, in order.
  public var fields: [FieldDescriptor]
  /// Cells that mean "nothing here"; the empty cell unless the package says otherwise.
  public var missingValues: [String]
  /// The columns that identify a row.
  public var primaryKey: [String]

  /// Creates a descriptor.
  public init(
    name: String, path: String, title: String? = nil, fields: [FieldDescriptor] = [],
    missingValues: [String] = [""], primaryKey: [String] = []
  ) {
    self.name = name
    self.path = path
    self.title = title
    self.fields = fields
    self.missingValues = missingValues
    self.primaryKey = primaryKey
  }
}

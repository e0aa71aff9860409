import Diagnostics

/// What a Data Package says of one file.
public struct ResourceDescriptor: Sendable, Hashable {
  /// The name of the resource.
  public var name: String
  /// The path of the file, relative to the package.
  public var path: String
  /// A title for people.
  public var title: String?
  /// The columns, in order; empty if the package does not describe them.
  public var fields: [FieldDescriptor]
  /// Cells that mean "nothing here"; the empty cell unless the package says otherwise.
  public var missingValues: [String]
  /// The columns that identify a row.
  public var primaryKey: [String]
  /// The columns that hold keys of other resources.
  public var foreignKeys: [ForeignKey] = []
  /// How the file is written, if it is one of delimited cells.
  public var dialect: CSVDialect?
  /// The format of the file, such as `csv`; its ending tells it otherwise.
  public var format: String?
  /// Columns that together must not have the same values in two rows.
  public var uniqueKeys: [[String]] = []
  /// How the fields are found in the file.
  public var fieldsMatch: FieldsMatch?
  /// Where in a JSON file the rows stand.
  public var property: String?
  /// How the text of the file is encoded; nil for UTF-8.
  public var encoding: TextEncoding?
  /// How many bytes the file has, if the package says so.
  public var bytes: Int?
  /// Where the package says so.
  public var bytesPlace: Place?
  /// Whether the package says that it is a table.
  public var saysTable = false
  /// The terms under which it may be used; empty if the package says nothing of it alone.
  public var licenses: [DataPackage.License] = []
  /// The sources of this resource; those of the package hold where it has none.
  public var sources: [DataPackage.Source] = []
  /// The absolute path of the file, if the package was read from a file.
  public var file: String?
  /// Where the resource is described.
  public var place: Place?

  /// How the columns of a file and the fields that are described belong together.
  public enum FieldsMatch: String, Sendable, Hashable, CaseIterable {
    /// The same, in the same order.
    case exact
    /// The same, in any order.
    case equal
    /// The file may have more.
    case subset
    /// The file may have fewer.
    case superset
    /// At least one is in both.
    case partial
  }

  /// Columns whose values must be found in a resource.
  public struct ForeignKey: Sendable, Hashable {
    /// The columns here.
    public var fields: [String]
    /// The name of the resource; empty for this one.
    public var resource: String
    /// The columns there, as many.
    public var referencedFields: [String]
    /// Where the key is described.
    public var place: Place?

    /// Creates a foreign key.
    public init(
      fields: [String], resource: String, referencedFields: [String], place: Place? = nil
    ) {
      self.fields = fields
      self.resource = resource
      self.referencedFields = referencedFields
      self.place = place
    }
  }

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

  /// The fields by their names, for many look-ups.
  var fieldsByName: [String: FieldDescriptor] {
    Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Whether rows are told apart, or lead to other rows, by keys.
  var hasKeys: Bool { !(primaryKey.isEmpty && uniqueKeys.isEmpty && foreignKeys.isEmpty) }

  /// Whether it is a table: as the package says, or by its name.
  public var isTable: Bool {
    saysTable || !fields.isEmpty || dialect != nil || DataFormat.Kind(path: path) != nil
      || format.flatMap { DataFormat.Kind(rawValue: $0) } != nil
  }

  /// What is said of a column, if it is described.
  public func field(_ name: String) -> FieldDescriptor? { fields.first { $0.name == name } }
}

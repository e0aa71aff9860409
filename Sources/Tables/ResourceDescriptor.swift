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

  /// Whether it is a table: as the package says, or by its name.
  public var isTable: Bool {
    saysTable || !fields.isEmpty || dialect != nil || DataFormat.Kind(path: path) != nil
      || format.flatMap { DataFormat.Kind(rawValue: $0) } != nil
  }

  /// What is said of a column, if it is described.
  public func field(_ name: String) -> FieldDescriptor? { fields.first { $0.name == name } }
}

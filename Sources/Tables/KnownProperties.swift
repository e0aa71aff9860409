/// The properties of the Data Package standard, versions 1 and 2, with our own among them.
enum KnownProperties {
  static let package = [
    "$schema", "profile", "name", "id", "title", "description", "homepage", "version", "created",
    "contributors", "keywords", "image", "licenses", "sources", "resources",
  ]
  static let resource = [
    "$schema", "profile", "type", "name", "path", "title", "description", "homepage", "format",
    "mediatype", "encoding", "bytes", "hash", "licenses", "sources", "dialect", "schema", "scheme",
    "data",
  ]
  static let source = ["title", "path", "email", "version"]
  static let license = ["name", "title", "path"]
  static let schema = [
    "$schema", "profile", "name", "title", "description", "fields", "fieldsMatch", "missingValues",
    "primaryKey", "uniqueKeys", "foreignKeys",
  ]
  static let field = [
    "name", "type", "format", "title", "description", "example", "constraints", "rdfType",
    "missingValues", "categories", "categoriesOrdered", "unit", "unitField", "yearFormat",
  ]
  /// The properties of a field that belong to some types alone.
  static let fieldOfTypes: [(name: String, kinds: [FieldDescriptor.Kind])] = [
    ("decimalChar", [.number]), ("groupChar", [.number, .integer]),
    ("bareNumber", [.number, .integer]), ("trueValues", [.boolean]), ("falseValues", [.boolean]),
    ("delimiter", [.list]), ("itemType", [.list]),
  ]
  static let constraints = [
    "required", "unique", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum",
    "minLength", "maxLength", "pattern", "jsonSchema",
  ]
  static let foreignKey = ["fields", "reference", "title", "description"]
  static let reference = ["resource", "fields"]
  /// The properties of a dialect that are for other kinds of file, and change nothing here.
  static let dialectElsewhere = [
    "$schema", "csvddfVersion", "sheetNumber", "sheetName", "table", "name", "title", "description",
  ]
  static let dialect = [
    "delimiter", "lineTerminator", "quoteChar", "doubleQuote", "escapeChar", "nullSequence",
    "skipInitialSpace", "header", "headerRows", "headerJoin", "commentRows", "commentChar",
    "caseSensitiveHeader", "property", "itemType", "itemKeys",
  ]
}

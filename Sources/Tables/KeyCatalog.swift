import Diagnostics

/// The rows of a resource by their key, with a text for each: labels of series, names of sources.
public struct KeyCatalog: Sendable {
  /// The rows.
  public let table: Table
  /// The column that holds the keys.
  public let keyColumn: String
  private let rows: [String: Int]
  private let texts: [Column]

  /// Creates a catalog; the text of a key is that of the first of `textColumns` that is not empty.
  public init(_ table: Table, keyColumn: String, textColumns: [String]) {
    self.table = table
    self.keyColumn = keyColumn
    texts = textColumns.compactMap { table[$0] }
    var rows: [String: Int] = [:]
    if let keys = table[keyColumn] {
      for row in 0..<table.rowCount where !keys[row].isNull {
        let key = keys[row].text
        if rows[key] == nil { rows[key] = row }
      }
    }
    self.rows = rows
  }

  /// The field of the sources that other resources of a package name.
  fileprivate static func keyOfSources(namedIn package: DataPackage) -> String? {
    package.resources.lazy.flatMap(\.fields).compactMap(\.reference)
      .first { $0.resource == "sources" }?.field
  }

  /// The row of a key, if there is one.
  public func row(of key: String) -> Int? { rows[key] }

  /// The text of a key; the key itself if there is none.
  public func text(of key: String) -> String {
    guard let row = rows[key] else { return key }
    for column in texts {
      let value = column[row]
      if !value.isNull, !value.text.isEmpty { return value.text }
    }
    return key
  }

  /// One column of the row of a key; null if there is no such row or column.
  public func value(_ column: String, of key: String) -> Value {
    guard let row = rows[key], let column = table[column] else { return .null }
    return column[row]
  }
}

extension DataLoader {
  /// The sources of a package by key, with what a source line says of each.
  ///
  /// That is the field `attribution` of the resource named `sources`, else `title`, else
  /// `citation`, else the key. Nil if the package has no such resource, or it cannot be read.
  public func sources(of package: DataPackage, log: inout DiagnosticLog) -> KeyCatalog? {
    guard let resource = package.resource(named: "sources"),
      let table = load(resource, log: &log)
    else { return nil }
    let key =
      resource.primaryKey.first ?? KeyCatalog.keyOfSources(namedIn: package)
      ?? table.columnNames.first ?? ""
    return catalog(
      of: table, keyColumn: key, textColumns: ["attribution", "title", "citation"])
  }

  /// What the sources of some rows are called, each once, in order of first use.
  ///
  /// Rows that no package ties to a source have none.
  public func attributions(
    of rows: some Sequence<Int>, in lineage: Lineage, log: inout DiagnosticLog
  ) -> [(key: String, text: String)] {
    var uses: [(file: DataFile, key: String)] = []
    var seen: Set<String> = []
    for row in rows {
      lineage.visit(row) { file, fileRow in
        if let key = file.sourceKey(ofRow: fileRow), seen.insert(key).inserted {
          uses.append((file, key))
        }
      }
    }
    var catalogs: [DataFile: KeyCatalog] = [:]
    return uses.map { use in
      let catalog = catalogs[use.file] ?? use.file.package.flatMap { sources(of: $0, log: &log) }
      catalogs[use.file] = catalog
      return (use.key, catalog?.text(of: use.key) ?? use.key)
    }
  }

  /// What the keys of a column are called, if the package ties it to a resource that says so.
  ///
  /// That is the field `label` of the other resource, else `title`. Nil if the column is not tied,
  /// or the other resource has neither.
  public func labels(of column: Column, log: inout DiagnosticLog) -> KeyCatalog? {
    guard let reference = column.field?.reference, let file = reference.file,
      let table = load(file, requiresRows: false, log: &log),
      table["label"] != nil || table["title"] != nil
    else { return nil }
    return catalog(of: table, keyColumn: reference.field, textColumns: ["label", "title"])
  }
}

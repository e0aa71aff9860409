import Diagnostics

/// Checks the primary key of one file, and the keys of other files that it names.
struct KeyCheck {
  private let resource: ResourceDescriptor
  private let table: Table
  private let file: DataFile
  private let package: DataPackage
  /// Reads the file of another resource.
  private let load: (ResourceDescriptor, inout DiagnosticLog) -> Table?

  init(
    _ resource: ResourceDescriptor, _ table: Table, _ file: DataFile, package: DataPackage,
    load: @escaping (ResourceDescriptor, inout DiagnosticLog) -> Table?
  ) {
    self.resource = resource
    self.table = table
    self.file = file
    self.package = package
    self.load = load
  }

  func run(log: inout DiagnosticLog) {
    checkPrimaryKey(log: &log)
    for key in resource.uniqueKeys { checkUniqueKey(key, log: &log) }
    for key in resource.foreignKeys {
      if key.resource.isEmpty {
        check(key, in: table, log: &log)
      } else if let target = package.resources.first(where: { $0.name == key.resource }),
        let rows = load(target, &log)
      {
        check(key, in: rows, log: &log)
      }
    }
  }

  // MARK: Primary keys

  private func checkPrimaryKey(log: inout DiagnosticLog) {
    let key = resource.primaryKey
    guard !key.isEmpty, key.allSatisfy({ table[$0] != nil }) else { return }
    for name in key where resource.field(name)?.required != true {
      let missing = (0..<table.rowCount).filter { isMissing(name, row: $0) }
      Tally.report(
        missing, to: &log,
        each: { .keyCellMissing(name, at: file.place(ofRow: $0, column: name)) },
        rest: { .moreRows($0, "without the key '\(name)'", at: resource.place) })
    }
    reportTwins(key, log: &log)
  }

  /// Whether a cell is missing; one that is not of its type has been told already.
  private func isMissing(_ name: String, row: Int) -> Bool {
    guard table.value(name, row: row).isNull else { return false }
    guard let column = file.columnNames.contains(name) ? resource.field(name) : nil,
      case .delimited = file.layout
    else { return true }
    let text = file.place(ofRow: row, column: name).cellText(quote: file.layout.quote)
    return text.allSatisfy(\.isWhitespace)
      || (column.missingValues ?? resource.missingValues).contains(text)
  }

  /// Rows in which a part of the key is missing are like no other, as in SQL.
  private func checkUniqueKey(_ key: [String], log: inout DiagnosticLog) {
    guard key.allSatisfy({ table[$0] != nil }) else { return }
    reportTwins(key, ignoringMissing: true, log: &log)
  }

  private func reportTwins(
    _ key: [String], ignoringMissing: Bool = false, log: inout DiagnosticLog
  ) {
    let twins = table.twins(by: key, ignoringMissing: ignoringMissing)
    Tally.report(
      twins, to: &log,
      each: { twin in
        .duplicateKey(
          Self.shown(key, table, twin.row), columns: key,
          at: Self.place(ofRow: twin.row, key, file),
          first: Self.place(ofRow: twin.first, key, file))
      },
      rest: { .moreRows($0, "with a key that was given before", at: resource.place) })
  }

  private static func shown(_ key: [String], _ table: Table, _ row: Int) -> String {
    key.map { "'\(Tally.shown(table.value($0, row: row).text))'" }.joined(separator: ", ")
  }

  private static func place(ofRow row: Int, _ key: [String], _ file: DataFile) -> Place {
    guard key.count == 1, let name = key.first else { return file.place(ofRow: row) }
    return file.place(ofRow: row, column: name)
  }

  // MARK: Foreign keys

  private func check(
    _ key: ResourceDescriptor.ForeignKey, in target: Table, log: inout DiagnosticLog
  ) {
    let columns = key.fields.compactMap { table[$0] }
    let targets = key.referencedFields.compactMap { target[$0] }
    guard columns.count == key.fields.count, targets.count == columns.count else { return }
    var known: Set<[Value]> = []
    for row in 0..<target.rowCount { known.insert(targets.map { $0[row] }) }
    // Rows of one series name the same key again and again: each group of rows is looked up once.
    let unknown = table.grouped(by: key.fields).groups.flatMap { rows -> [Int] in
      guard let first = rows.first else { return [] }
      let values = columns.map { $0[first] }
      return values.contains(.null) || known.contains(values) ? [] : Array(rows)
    }
    let names = targets.count == 1 ? (0..<target.rowCount).map { targets[0][$0].text } : []
    Tally.report(
      unknown.sorted(), to: &log,
      each: { row in
        .unknownKey(
          Self.shown(key.fields, table, row), key, resource,
          hint: names.isEmpty
            ? nil : Suggestion.hint(for: table.value(key.fields[0], row: row).text, in: names),
          at: Self.place(ofRow: row, key.fields, file))
      },
      rest: {
        .moreRows($0, "with a key that '\(key.target(in: resource))' does not have", at: key.place)
      })
  }
}

extension Table {
  /// The rows with the key of a row before, in order, each with the first row that has it.
  ///
  /// If `ignoringMissing`, rows in which a part of the key is missing are like no other.
  fileprivate func twins(
    by key: [String], ignoringMissing: Bool
  ) -> [(row: Int, first: Int)] {
    grouped(by: key).groups.flatMap { rows -> [(row: Int, first: Int)] in
      guard let first = rows.first else { return [] }
      if ignoringMissing, key.contains(where: { value($0, row: first).isNull }) { return [] }
      return rows.dropFirst().map { (row: $0, first: first) }
    }.sorted { $0.row < $1.row }
  }
}

extension DataFile {
  /// The rows with a key that a row before has already, for each key that the package names and that
  /// is not kept, constraints of single columns included.
  public var repeatedKeys: [(columns: [String], rows: [Int])] {
    guard let resource else { return [] }
    let table = Table(columns: columns, rowCount: rowStarts.count)
    let unique = resource.fields.filter(\.unique).map { [$0.name] }
    var keys = [(resource.primaryKey, false)]
    keys += (resource.uniqueKeys + unique).map { ($0, true) }
    var seen: Set<[String]> = []
    return keys.compactMap { key, ignoringMissing in
      guard !key.isEmpty, key.allSatisfy({ table[$0] != nil }), seen.insert(key).inserted else {
        return nil
      }
      let rows = table.twins(by: key, ignoringMissing: ignoringMissing).map(\.row)
      return rows.isEmpty ? nil : (key, rows)
    }
  }
}

extension ResourceDescriptor.ForeignKey {
  /// The name of the resource that holds the keys.
  fileprivate func target(in resource: ResourceDescriptor) -> String {
    self.resource.isEmpty ? resource.name : self.resource
  }
}

extension Diagnostic {
  static func keyCellMissing(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "missing-cell", "a cell is missing (column '\(name)')", at: place,
      why: "the data package says that this column is a part of the primary key",
      hint: "fill the cell in, or take the row out")
  }

  static func duplicateKey(
    _ key: String, columns: [String], at place: Place, first: Place
  ) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-key", "the key \(key) stands twice", at: place,
      why: "the data package says that \(Suggestion.list(columns)) "
        + (columns.count == 1 ? "tells" : "together tell") + " the rows apart",
      notes: [.init("first given here", at: first)])
  }

  static func unknownKey(
    _ key: String, _ description: ResourceDescriptor.ForeignKey, _ resource: ResourceDescriptor,
    hint: String?, at place: Place
  ) -> Diagnostic {
    let target = description.target(in: resource)
    return .error(
      "unknown-key",
      "\(key) is not a key of '\(target)' (\(Tally.columns(description.fields)))", at: place,
      why: "the data package ties \(Suggestion.list(description.fields)) to "
        + "\(Suggestion.list(description.referencedFields)) of '\(target)'",
      hint: hint ?? "add it to '\(target)', or mend the cell")
  }

  static func moreRows(_ count: Int, _ what: String, at place: Place?) -> Diagnostic {
    .error("more-rows", "\(Tally.phrase(count, "more row", "more rows")) \(what)", at: place)
  }
}

extension Tally {
  /// The columns of a problem, for its message.
  static func columns(_ names: [String]) -> String {
    (names.count == 1 ? "column " : "columns ") + names.map { "'\($0)'" }.joined(separator: ", ")
  }
}

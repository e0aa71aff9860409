import Diagnostics

/// Reads delimited text (RFC 4180, with any delimiter and line end) as typed columns.
///
/// The text is cut into cells without making strings; each column goes straight into its storage.
/// What a Data Package or a rule says of a column is enforced; the type of any other is inferred
/// from all its cells.
public enum CSVReader {
  /// Reads a text as a table.
  ///
  /// Bad cells are missing in the table, so that later steps can go on and report more.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - dialect: how it is written.
  ///   - resource: what a Data Package says of it.
  ///   - package: that package, for the lineage of the rows.
  ///   - rules: types asked for elsewhere; they win over the resource.
  ///   - requiresRows: whether a file without rows is an error.
  ///   - log: takes the problems.
  /// - Returns: nil only if there is no head to be read.
  public static func read(
    _ text: SourceText, dialect: CSVDialect = .commas, resource: ResourceDescriptor? = nil,
    package: DataPackage? = nil, rules: ParseRules = ParseRules(), requiresRows: Bool = true,
    log: inout DiagnosticLog
  ) -> Table? {
    let head: CSVHead
    switch CSVHead.read(text, dialect: dialect, resource: resource, log: &log) {
    case .read(let read): head = read
    case .failed: return nil
    case .empty:
      if requiresRows { log.add(.emptyTable(at: text.whole, why: "the file holds no text")) }
      return requiresRows ? nil : .empty
    }
    let columns = head.plannedColumns(resource: resource, rules: rules, log: &log)
    let pass = CSVPass(text: text, dialect: dialect, head: head, columns: columns)
    let (filled, shape) = pass.run()
    shape.report(in: text, head: head, log: &log)
    shape.reportOddities(in: text, head: head, log: &log)
    if requiresRows, shape.rowStarts.isEmpty {
      log.add(.emptyTable(at: head.place, why: "the file has a head, but no rows"))
    }
    var read = ReadColumns(
      text: text, layout: .delimited(dialect), columnNames: head.names, columns: filled,
      rowStarts: shape.rowStarts, headPlaces: head.places, resource: resource,
      package: package)
    return read.table(log: &log)
  }
}

/// A column to be read: where it stands, and what it is read as (nil: to be inferred).
struct PlannedColumn {
  var index: Int
  var name: String
  var type: ColumnType?
  var field: FieldDescriptor?
  var rule: ParseRules.Rule?
  var missing: MissingCells
}

/// Reads all rows of a file: looks at the first ones, fills the columns, and reads those again
/// whose type turns out to be another one further down.
struct CSVPass {
  let text: SourceText
  let dialect: CSVDialect
  let head: CSVHead
  let columns: [PlannedColumn]

  /// How many blocks are looked at before columns are filled.
  private static let sampleBlocks = 1

  func run() -> ([ReadColumn], CSVShape) {
    text.bytes.withUnsafeBufferPointer { bytes in
      var types = inferred(
        columns.indices.filter { columns[$0].type == nil }, in: bytes, Self.sampleBlocks)
      for (index, column) in columns.enumerated() { types[index] = column.type ?? types[index] }
      var shape = CSVShape()
      var builders = fill(types, in: bytes, shape: &shape)
      let wrong = columns.indices.filter { index in
        columns[index].type == nil && builders[index]?.failures.isEmpty == false
      }
      if !wrong.isEmpty {
        var ignored = CSVShape()
        let corrected = inferred(wrong, in: bytes, .max)
        builders.merge(fill(corrected, in: bytes, shape: &ignored)) { _, new in new }
      }
      return (readColumns(builders), shape)
    }
  }

  private func scanner(_ bytes: CellBytes) -> CSVScanner {
    CSVScanner(bytes, dialect: dialect, from: head.end, rowsBefore: head.rowsPassed)
  }

  /// The types that some columns have, judged by the first blocks.
  private func inferred(
    _ indices: [Int], in bytes: CellBytes, _ limit: Int
  ) -> [Int: ColumnType] {
    var scanner = scanner(bytes)
    var block = CSVBlock(width: head.names.count, dialect: dialect)
    var starts: [Int] = []
    var ragged = RaggedRows()
    var inferences = indices.map { TypeInference(missing: columns[$0].missing) }
    var count = 0
    while count < limit, block.fill(from: &scanner, starts: &starts, ragged: &ragged) {
      for (slot, index) in indices.enumerated() {
        inferences[slot].observe(block, column: columns[index].index, in: bytes)
      }
      count += 1
    }
    return Dictionary(uniqueKeysWithValues: zip(indices, inferences.map(\.type)))
  }

  private func fill(
    _ types: [Int: ColumnType], in bytes: CellBytes, shape: inout CSVShape
  ) -> [Int: ColumnBuilder] {
    let indices = types.keys.sorted()
    var scanner = scanner(bytes)
    var block = CSVBlock(width: head.names.count, dialect: dialect)
    var builders: [ColumnBuilder] = []
    while block.fill(from: &scanner, starts: &shape.rowStarts, ragged: &shape.ragged) {
      if builders.isEmpty {
        let capacity = shape.expectedRows(in: bytes.count, read: scanner.offset - head.end)
        builders = indices.map { index in
          ColumnBuilder(
            types[index] ?? .text, missing: columns[index].missing, capacity: capacity)
        }
      }
      for (slot, index) in indices.enumerated() {
        builders[slot].append(block, column: columns[index].index, in: bytes)
      }
    }
    shape.flaws = scanner.flaws
    shape.flawCount = scanner.flawCount
    if builders.isEmpty {
      builders = indices.map { index in
        ColumnBuilder(types[index] ?? .text, missing: columns[index].missing, capacity: 0)
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(indices, builders))
  }

  private func readColumns(_ builders: [Int: ColumnBuilder]) -> [ReadColumn] {
    columns.enumerated().compactMap { index, column in
      guard let builder = builders[index] else { return nil }
      var read = Column(column.name, builder.cells, field: column.field)
      read.isGuessed = column.type == nil
      return ReadColumn(
        column: read, type: builder.type,
        failures: column.type == nil ? [] : builder.failures, rule: column.rule)
    }
  }
}

/// How the rows of a file are shaped: where they start, and what is wrong with them.
struct CSVShape {
  var rowStarts: [Int] = []
  var ragged = RaggedRows()
  var flaws: [CSVScanner.Flaw] = []
  var flawCount = 0

  /// How many rows a file will have, judged by those read so far.
  func expectedRows(in total: Int, read: Int) -> Int {
    guard !rowStarts.isEmpty, read > 0 else { return rowStarts.count }
    return rowStarts.count * max(total / read, 1) * 9 / 8
  }
}

import Diagnostics
import Tables

// The lookup transform: each row gets values of the row of other data that has the same key.
extension DataFlow {
  mutating func lookup(_ spec: LookupSpec, _ table: Table) -> Table {
    guard let field = spec.field, let from = spec.from, let data = from.data, let key = from.key,
      var other = read(data)
    else { return table }
    var table = table
    let errors = log.errorCount
    let own = column(of: field, in: &table)
    let others = column(of: key, in: &other)
    let taken = from.fields.map { $0.map { column(of: $0, in: &other) } }
    let names = newNames(spec, taken, at: spec.place)
    guard log.errorCount == errors else {
      for name in names { table.set(Column(name, values: table.nulls)) }
      return table
    }
    // As in Vega keys are compared as texts, and the last of several rows with one key counts.
    var rowOfKey: [String: Int] = [:]
    var twins: [(row: Int, key: String)] = []
    for row in 0..<other.rowCount {
      let key = other.value(others, row: row).text
      if let before = rowOfKey.updateValue(row, forKey: key) { twins.append((before, key)) }
    }
    let matches = (0..<table.rowCount).map { rowOfKey[table.value(own, row: $0).text] }
    let found = Set(matches.compactMap { $0 })
    let passed = twins.compactMap { twin in
      rowOfKey[twin.key].flatMap { found.contains($0) ? (row: twin.row, last: $0) : nil }
    }
    note(passed.map(\.row), found, of: other, others, spec)
    reportPassed(passed, of: other, others, taken, spec)
    reportMisses(matches, of: table, (own, others), names, spec)
    let lineage = table.lineage.joining(
      other.lineage, pairs: matches.enumerated().map { ($0.offset, $0.element) })
    let rows = matches.map { $0 ?? -1 }
    for (index, name) in names.enumerated() {
      var column =
        taken.map { other[$0[index]]?.picking(rows) ?? Column(name, values: []) }
        ?? Column(name, values: matches.map { $0.map { other.record(row: $0) } ?? .null })
      column.name = name
      if let value = spec.otherwise?.value, !value.isNull, matches.contains(nil) {
        let filled = matches.enumerated().map { $1 == nil ? value : column[$0] }
        column = Column(name, values: filled, field: column.field)
      }
      table.set(column)
    }
    table.lineage = lineage
    return table
  }

  /// Writes down which rows of the other data stand behind no row: those passed over for a later one
  /// with the same key, and those that nothing looks up.
  private mutating func note(
    _ passed: [Int], _ found: Set<Int>, of other: Table, _ key: String, _ spec: LookupSpec
  ) {
    guard book != nil else { return }
    book?.takeOut(
      passed, of: other,
      RowLedger.Cause(.duplicateKey, "a later row has the same '\(key)'", at: spec.place))
    let known = found.union(passed)
    book?.takeOut(
      (0..<other.rowCount).filter { !known.contains($0) }, of: other,
      RowLedger.Cause(.lookup, "no row looks it up", at: spec.place))
  }

  /// Rows that a later one with the same key hides, though they say something else.
  private mutating func reportPassed(
    _ passed: [(row: Int, last: Int)], of other: Table, _ key: String, _ taken: [String]?,
    _ spec: LookupSpec
  ) {
    let columns = taken ?? other.columnNames
    let hidden = passed.filter { row, last in
      columns.contains { other.value($0, row: row) != other.value($0, row: last) }
    }
    if hidden.isEmpty { return }
    log.add(.hiddenRows(hidden.map(\.row), of: other, key, at: spec.place))
  }

  /// Rows that find nothing lack what is looked up, unless the spec says what they get instead.
  private mutating func reportMisses(
    _ matches: [Int?], of table: Table, _ keys: (own: String, other: String), _ names: [String],
    _ spec: LookupSpec
  ) {
    let misses = matches.indices.filter { matches[$0] == nil }
    guard !misses.isEmpty else { return }
    if misses.count == matches.count {
      log.add(.nothingFound(keys.own, keys.other, at: spec.place))
    } else if spec.otherwise == nil {
      log.add(.lookupMisses(misses, of: table, keys.own, keys.other, at: spec.place))
    }
    for name in names { vanishing.isTold(name) }
  }

  /// The names of the new columns: as asked, else those of the fields; whole rows need one.
  private mutating func newNames(
    _ spec: LookupSpec, _ fields: [String]?, at place: Place?
  ) -> [String] {
    let asked = spec.names?.names ?? []
    if fields == nil, asked.count != 1 { log.add(.lookupNeedsName(at: place)) }
    guard let fields else { return Array(asked.prefix(1)) }
    return fields.enumerated().map { $0 < asked.count ? asked[$0] : $1 }
  }
}

extension Diagnostic {
  static func lookupNeedsName(at place: Place?) -> Diagnostic {
    .error(
      "missing-property", "this lookup has neither 'fields' nor one name in 'as'", at: place,
      why: "'fields' names the columns to take; without it whole rows are taken into a column 'as'")
  }

  static func nothingFound(_ own: String, _ other: String, at place: Place?) -> Diagnostic {
    .warning(
      "lookup-without-match", "no row finds its '\(own)' among the other data", at: place,
      why: "it is compared with their '\(other)'; all that is looked up is missing",
      hint: "compare how the values are written")
  }
}

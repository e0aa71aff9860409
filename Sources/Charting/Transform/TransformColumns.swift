import Diagnostics
import Tables

// The columns that the transforms name.
extension DataFlow {
  /// The column of a field; after the error that there is none, a column of nothing, so that later
  /// steps can be checked.
  mutating func column(of field: FieldName, in table: inout Table) -> String {
    var missing: [String] = []
    let name = known(field, in: &table, else: &missing)
    for name in missing where table[name] == nil { table.set(Column(name, values: table.nulls)) }
    return name
  }

  /// The columns of some fields.
  mutating func columns(of fields: [FieldName]?, in table: inout Table) -> [String] {
    (fields ?? []).map { column(of: $0, in: &table) }
  }

  /// The columns by which rows are sorted.
  mutating func sortKeys(
    _ sort: [SortFieldSpec]?, in table: inout Table
  ) -> [Table.SortKey] {
    (sort ?? []).compactMap { part in
      guard let field = part.field else { return nil }
      return Table.SortKey(
        column(of: field, in: &table), isDescending: part.order?.wrapped == .descending)
    }
  }

  /// The column of a field as numbers: texts are read as numbers, moments count as they are.
  mutating func numbers(of field: FieldName, in table: inout Table) -> String {
    let name = column(of: field, in: &table)
    coerce(name, to: .quantitative, at: field.place, in: &table)
    return name
  }
}

extension Table {
  /// A column's worth of nothing.
  var nulls: [Value] { [Value](repeating: .null, count: rowCount) }

  /// The numbers of a column in some rows; what is none is left out.
  func numbers(of column: String, in rows: some Sequence<Int>) -> [Double] {
    guard let cells = self[column] else { return [] }
    return rows.compactMap { row in
      cells[row].numeric.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// Whether a column holds moments.
  func holdsMoments(_ column: String) -> Bool {
    if case .dates = self[column]?.cells { true } else { false }
  }

  /// A table of rows that were made from groups of rows of this one: the columns of the keys, each
  /// as often as its group made rows.
  ///
  /// Other columns are to be added.
  func made(
    from groups: [ArraySlice<Int>], keys: [String], counts: [Int]
  ) -> Table {
    let first = zip(groups, counts).flatMap { group, count in
      [Int](repeating: group.first ?? -1, count: count)
    }
    var result = Table(
      columns: [], rowCount: first.count, lineage: lineage.dealing(groups, counts: counts))
    for key in keys { if let column = self[key] { result.set(column.picking(first)) } }
    return result
  }
}

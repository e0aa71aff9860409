import Diagnostics

extension Table {
  /// One column and direction to sort by.
  public struct SortKey: Sendable, Hashable {
    /// The column.
    public var column: String
    /// Whether the greatest comes first.
    public var isDescending: Bool

    /// Creates a key.
    public init(_ column: String, isDescending: Bool = false) {
      self.column = column
      self.isDescending = isDescending
    }
  }

  /// The value of a column in a row; null if there is no such column or row.
  public func value(_ column: String, row: Int) -> Value { self[column]?[row] ?? .null }

  /// The rows that pass a test, with their lineage.
  public func filtered(by isKept: (_ row: Int) throws -> Bool) rethrows -> Table {
    let rows = try (0..<rowCount).filter(isKept)
    return rows.count == rowCount ? self : picking(rows)
  }

  /// The rows in another order, with their lineage; rows that are equal keep theirs.
  ///
  /// The order is that of `Value.compared(with:)`: what is missing comes first, or last if
  /// descending. A column that the table does not have changes nothing.
  public func sorted(by keys: [SortKey]) -> Table { picking(rowsSorted(by: keys)) }

  /// The numbers of the rows in the order of some columns.
  public func rowsSorted(by keys: [SortKey]) -> [Int] {
    let ranks = keys.compactMap { key in
      self[key.column].map {
        (ranks: $0.ranks(rowCount: rowCount), sign: key.isDescending ? -1 : 1)
      }
    }
    guard !ranks.isEmpty else { return Array(0..<rowCount) }
    return (0..<rowCount).sorted { a, b in
      for key in ranks where key.ranks[a] != key.ranks[b] {
        return key.ranks[a] * key.sign < key.ranks[b] * key.sign
      }
      return a < b
    }
  }

  /// Where a value of a row was written: the cell of the first file row that it was made from.
  ///
  /// The place of the row if the file has no such column; nil if nothing is known of the row.
  public func place(ofRow row: Int, column: String) -> Place? {
    lineage[row].first.map { $0.file.place(ofRow: $0.row, column: column) }
  }

  /// Whether something is written in the cell of a row that was taken as missing.
  ///
  /// What several rows were gathered to has no cell.
  public func isUnreadable(row: Int, column: String) -> Bool {
    let origins = lineage[row]
    guard let origin = origins.first, origins.count == 1 else { return false }
    return origin.file.isUnreadable(row: origin.row, column: column)
  }

  /// The groups of rows that agree in some columns.
  public func grouped(by keys: [String]) -> Grouping { Grouping(self, by: keys) }
}

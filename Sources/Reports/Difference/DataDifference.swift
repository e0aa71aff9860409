import Diagnostics
import Tables

/// What is different in two versions of a data file.
public struct DataDifference: Sendable {
  /// What became of the file.
  public enum Change: Sendable {
    /// It is there for the first time, with so many rows.
    case added(rows: Int)
    /// It is no longer there; it had so many rows.
    case removed(rows: Int)
    /// Cells, rows or columns are others.
    case changed(TableDifference)
    /// It is written otherwise, and says the same.
    case rewritten
  }

  /// The path of the file within the sides.
  public var name: String
  /// What became of it.
  public var change: Change
  /// The file before.
  public var old: DataFile?
  /// The file after.
  public var new: DataFile?

  /// Compares two versions of a file; nil if there is neither, or nothing is different.
  public init?(name: String, from old: Table?, to new: Table?) {
    self.name = name
    (self.old, self.new) = (old?.lineage.files.first, new?.lineage.files.first)
    switch (old, new) {
    case (nil, nil): return nil
    case (nil, let new?): change = .added(rows: new.rowCount)
    case (let old?, nil): change = .removed(rows: old.rowCount)
    case (let before?, let after?):
      let key = self.new?.resource?.primaryKey ?? self.old?.resource?.primaryKey ?? []
      let difference = TableDifference(from: before, to: after, primaryKey: key)
      if difference.isEmpty {
        guard let old = self.old, let new = self.new, old.text.bytes != new.text.bytes else {
          return nil
        }
        change = .rewritten
      } else {
        change = .changed(difference)
      }
    }
  }

  /// What is different in the table; nil if there are not two of them, or they say the same.
  public var table: TableDifference? {
    if case .changed(let table) = change { table } else { nil }
  }

  /// How a row of the new version, or of the old one, is told from the others: by its key.
  public func name(ofRow row: Int, isNew: Bool) -> String {
    let file = isNew ? new : old
    return (table?.match.columns ?? []).map { column in
      "\(column)=\(ChangeWords.plain(file?.column(column)?[row] ?? .null))"
    }.joined(separator: ", ")
  }
}

/// Which rows of the data of a figure are others than before.
struct ChangedRows {
  private let byOldName: [String: DataDifference]
  private let byNewName: [String: DataDifference]
  private let old: ComparedSide
  private let new: ComparedSide

  init(_ data: [DataDifference], _ old: ComparedSide, _ new: ComparedSide) {
    (self.old, self.new) = (old, new)
    byOldName = Dictionary(
      data.compactMap { change in change.old.map { ($0.text.name, change) } },
      uniquingKeysWith: { first, _ in first })
    byNewName = Dictionary(
      data.compactMap { change in change.new.map { ($0.text.name, change) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether an old and a new file are two versions of one.
  func isSame(_ before: DataFile, _ after: DataFile) -> Bool {
    old.relative(before.text.name) == new.relative(after.text.name)
  }

  /// For each row of a new file that of the old one; nil for all if nothing has changed.
  private func oldRows(of file: DataFile) -> [Int?]? { byNewName[file.text.name]?.table?.oldRows }

  /// The rows of a use whose cells, as far as the columns of the use go, are others, in the old or
  /// in the new version.
  func rows(of file: DataFile, columns: [String], isNew: Bool) -> Set<Int> {
    guard let table = (isNew ? byNewName : byOldName)[file.text.name]?.table else { return [] }
    let columns = Set(columns)
    let changed = table.rows.filter { $0.cells.contains { columns.contains($0.column) } }
    return Set(changed.map { isNew ? $0.new : $0.old })
      .union(isNew ? table.rowsAdded : table.rowsRemoved)
  }

  /// The rows of the old version that rows of a new file come from.
  func oldRows(_ rows: [Int], of file: DataFile) -> [Int: Int] {
    let known = oldRows(of: file)
    return Dictionary(
      rows.compactMap { row -> (Int, Int)? in
        guard let known else { return (row, row) }
        return (known.indices.contains(row) ? known[row] : nil).map { (row, $0) }
      }, uniquingKeysWith: { first, _ in first })
  }
}

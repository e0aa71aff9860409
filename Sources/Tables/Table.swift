/// Equally long columns with the lineage of every row.
public struct Table: Sendable {
  /// The columns, in order; no name twice.
  public private(set) var columns: [Column]
  /// How many rows there are.
  public private(set) var rowCount: Int
  /// From which rows of which files each row was made.
  public var lineage: Lineage
  private var index: [String: Int]

  /// Creates a table; columns shorter than `rowCount` read as null beyond their end.
  public init(columns: [Column], rowCount: Int, lineage: Lineage = .none) {
    self.columns = []
    self.rowCount = rowCount
    self.lineage = lineage
    index = [:]
    for column in columns { set(column) }
  }

  /// A table without columns and rows.
  public static let empty = Table(columns: [], rowCount: 0)

  /// The column of a name, if there is one.
  public subscript(name: String) -> Column? { index[name].map { columns[$0] } }

  /// The names of the columns, in order.
  public var columnNames: [String] { columns.map(\.name) }

  /// Adds a column, or replaces the one of the same name.
  public mutating func set(_ column: Column) {
    if let position = index[column.name] {
      columns[position] = column
    } else {
      index[column.name] = columns.count
      columns.append(column)
    }
  }

  /// Some rows, in the order given.
  public func picking(_ rows: [Int]) -> Table {
    Table(
      columns: columns.map { $0.picking(rows) }, rowCount: rows.count,
      lineage: lineage.picking(rows))
  }
}

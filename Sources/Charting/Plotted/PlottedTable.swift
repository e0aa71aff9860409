import Tables

/// A column of the numbers that a chart shows.
public struct PlottedColumn: Sendable, Hashable {
  /// The name, as in the head of a CSV file.
  public var name: String
  /// What people call it: the title of the axis or the legend.
  public var title: String
  /// The unit of its values, if a Data Package tells it.
  public var unit: String?
  /// The type of measure in Vega-Lite's words, such as `quantitative` or `year`.
  public var type: String

  /// Creates a column.
  public init(name: String, title: String, unit: String? = nil, type: String) {
    self.name = name
    self.title = title
    self.unit = unit
    self.type = type
  }
}

/// The rows that a chart draws, with the columns that it shows: what stands behind the picture.
///
/// Cells are neither rounded nor translated: numbers have the shortest digits that read back as the
/// same number, dates are ISO 8601, and a missing cell is empty.
public struct PlottedTable: Sendable {
  /// The columns, in order.
  public let columns: [PlottedColumn]
  /// How many rows there are.
  public let rowCount: Int
  private let cells: [Column]

  /// Creates a table of columns, all of them as long as it has rows.
  public init(_ columns: [(PlottedColumn, Column)], rowCount: Int) {
    self.columns = columns.map(\.0)
    self.rowCount = rowCount
    cells = columns.map(\.1)
  }

  /// The text of one cell; empty if there is none.
  public func text(row: Int, column: Int) -> String {
    guard cells.indices.contains(column) else { return "" }
    return PlottedTable.text(of: cells[column][row])
  }

  /// What a Data Package says of a column, such as where its keys have their labels.
  public func field(column: Int) -> FieldDescriptor? {
    cells.indices.contains(column) ? cells[column].field : nil
  }

  /// The value of one cell; null if there is none.
  public func value(row: Int, column: Int) -> Value {
    cells.indices.contains(column) ? cells[column][row] : .null
  }

  /// The cells as texts, row by row.
  public var rows: [[String]] {
    (0..<rowCount).map { row in cells.map { PlottedTable.text(of: $0[row]) } }
  }

  /// The rows as a table, its columns named as in the head of the CSV file.
  public var table: Table {
    let named = zip(columns, cells).map { told, cells in
      var column = cells
      column.name = told.name
      return column
    }
    return Table(columns: named, rowCount: rowCount)
  }

  /// The table as CSV (RFC 4180, with line feeds): a head with the columns' names, then the rows.
  public var csv: String {
    var text = PlottedTable.line(columns.map(\.name))
    for row in 0..<rowCount {
      text += PlottedTable.line(cells.map { PlottedTable.text(of: $0[row]) })
    }
    return text
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .null: ""
    case .number(let number) where number.isNaN: ""
    default: value.text
    }
  }

  private static func line(_ cells: [String]) -> String {
    // A line with nothing at all would be no row.
    if cells.count == 1, cells[0].isEmpty { return "\"\"\n" }
    return cells.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    let signs: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
    guard cell.utf8.contains(where: signs.contains) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }
}

/// The numbers behind a chart, put together when somebody asks for them.
///
/// There is one table for each set of rows: layers and panels of the same rows share one, in which
/// each row stands once; means, sums and other files have tables of their own.
public struct PlottedData: Sendable {
  let parts: [PlottedPart]
  /// The bytes of the tables as CSV files.
  let files = Once<[[UInt8]]>()

  /// No numbers at all.
  public static let none = PlottedData(parts: [])

  /// The most rows that one mark draws: what it costs to ask for the tables.
  public var rowCount: Int { parts.map(\.table.rowCount).max() ?? 0 }

  /// The tables, that with most rows first; a chart without data has none.
  public var tables: [PlottedTable] {
    var groups: [PlottedGroup] = []
    for part in parts {
      if let index = groups.firstIndex(where: { $0.takes(part) }) {
        groups[index].add(part)
      } else {
        groups.append(PlottedGroup(part))
      }
    }
    // Names beside numbers, such as the heads of groups, are no data of their own.
    if groups.contains(where: \.isMeasured) { groups.removeAll { !$0.isMeasured } }
    let order = groups.indices.sorted { a, b in
      (groups[b].rowCount, a) < (groups[a].rowCount, b)
    }
    return order.map { groups[$0].table }
  }
}

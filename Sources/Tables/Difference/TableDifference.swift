/// What is different in two versions of a table.
///
/// Numbers are compared as numbers and texts as texts: `136.50` and `136.5` are the same.
public struct TableDifference: Sendable {
  /// A cell that holds another value.
  public struct Cell: Sendable, Hashable {
    /// The column.
    public var column: String
    /// The value before.
    public var old: Value
    /// The value after.
    public var new: Value
  }

  /// A row of which some cells differ.
  public struct Row: Sendable, Hashable {
    /// The row in the old table.
    public var old: Int
    /// The row in the new table.
    public var new: Int
    /// The cells that differ, in the order of the new table.
    public var cells: [Cell]
  }

  /// A column that is described otherwise.
  public struct Property: Sendable, Hashable {
    /// The column.
    public var column: String
    /// What of it, such as `unit`.
    public var name: String
    /// The word before.
    public var old: String
    /// The word after.
    public var new: String
  }

  /// How the rows were matched.
  public let match: RowMatch
  /// The columns that only the new table has.
  public let columnsAdded: [String]
  /// The columns that only the old table has.
  public let columnsRemoved: [String]
  /// What a Data Package says otherwise of the columns.
  public let properties: [Property]
  /// The rows that only the new table has.
  public let rowsAdded: [Int]
  /// The rows that only the old table has.
  public let rowsRemoved: [Int]
  /// The rows that both have, with other cells.
  public let rows: [Row]
  /// For each row of the new table that of the old one, if there is one.
  public let oldRows: [Int?]
  /// Whether rows that both have stand in another order.
  public let isReordered: Bool

  /// Compares two tables.
  ///
  /// `primaryKey` names the columns that tell the rows apart, if somebody says so; else a key is
  /// looked for among `candidates`, or among all columns.
  public init(
    from old: Table, to new: Table, primaryKey: [String] = [], candidates: [String]? = nil
  ) {
    let shared = new.columnNames.filter { old[$0] != nil }
    let pairing = RowPairing(
      old, new, shared: shared, primaryKey: primaryKey, candidates: candidates ?? shared)
    match = pairing.match
    oldRows = pairing.oldRows
    columnsAdded = new.columnNames.filter { old[$0] == nil }
    columnsRemoved = old.columnNames.filter { new[$0] == nil }
    properties = shared.flatMap { Self.properties(old[$0], new[$0]) }
    rowsAdded = oldRows.indices.filter { pairing.oldRows[$0] == nil }
    let kept = Set(pairing.oldRows.compactMap { $0 })
    rowsRemoved = (0..<old.rowCount).filter { !kept.contains($0) }
    let columns = shared.compactMap { name in
      old[name].flatMap { old in new[name].map { (name, old, $0) } }
    }
    rows = pairing.oldRows.enumerated().compactMap { newRow, oldRow in
      guard let oldRow else { return nil }
      let cells = columns.compactMap { name, oldColumn, newColumn -> Cell? in
        let (before, after) = (oldColumn[oldRow], newColumn[newRow])
        guard before.isSame(as: after) else {
          return Cell(column: name, old: before, new: after)
        }
        return before.isBeyondWholes
          ? Cell(name, ofDigits: old.digits(oldRow, name), new.digits(newRow, name)) : nil
      }
      return cells.isEmpty ? nil : Row(old: oldRow, new: newRow, cells: cells)
    }
    let order = pairing.oldRows.compactMap { $0 }
    isReordered = zip(order, order.dropFirst()).contains { $0 > $1 }
  }

  /// Whether the tables say the same, in the same order.
  public var isEmpty: Bool { isSameContent && !isReordered }

  /// Whether the tables say the same, in whatever order.
  public var isSameContent: Bool {
    rows.isEmpty && rowsAdded.isEmpty && rowsRemoved.isEmpty && columnsAdded.isEmpty
      && columnsRemoved.isEmpty && properties.isEmpty
  }

  /// How many cells of rows that both have differ.
  public var cellCount: Int { rows.reduce(0) { $0 + $1.cells.count } }

  private static func properties(_ old: Column?, _ new: Column?) -> [Property] {
    guard let old, let new else { return [] }
    let types = (old.typeName, new.typeName)
    let units = (old.field?.unit ?? "", new.field?.unit ?? "")
    return [("type", types), ("unit", units)].compactMap { name, words in
      words.0 == words.1
        ? nil : Property(column: new.name, name: name, old: words.0, new: words.1)
    }
  }
}

extension Column {
  /// What its cells are: as a Data Package says, else as they were read; nothing if there are none.
  fileprivate var typeName: String {
    if let field { return field.kind.rawValue }
    switch cells {
    case .numbers(let cells): return cells.allSatisfy(Column.isMissing) ? "" : "number"
    case .texts: return "string"
    case .bools: return "boolean"
    case .dates: return "date"
    case .values: return "any"
    }
  }
}

extension Value {
  /// Whether two cells say the same: numbers as numbers, whatever holds them.
  func isSame(as other: Value) -> Bool {
    switch (self, other) {
    case (.number(let a), .number(let b)), (.date(let a), .date(let b)):
      return a == b || a.isNaN && b.isNaN
    case (.text(let a), .text(let b)): return a == b
    case (.null, .null): return true
    case (.null, _), (_, .null): return false
    default:
      guard let text = comparedText, let otherText = other.comparedText else {
        return self == other
      }
      return text == otherText
    }
  }

  /// Whether it is a number so large that not every whole number has one of its own.
  fileprivate var isBeyondWholes: Bool {
    if case .number(let number) = self { number.magnitude >= 9_007_199_254_740_992 } else { false }
  }

  /// The text of a plain value: a number that is read as a text is still the same cell.
  private var comparedText: String? {
    switch self {
    case .null, .list, .record, .geometry: nil
    case .bool, .number, .text, .date: text
    }
  }
}

extension TableDifference.Cell {
  /// Whole numbers that a machine holds as the same one, by their digits; nil if these are the same.
  fileprivate init?(_ column: String, ofDigits old: String?, _ new: String?) {
    guard let old, let new, old != new else { return nil }
    self.init(column: column, old: .text(old), new: .text(new))
  }
}

extension Table {
  /// The digits of a number as they are written, with its sign; nil if it is written with more than these.
  fileprivate func digits(_ row: Int, _ column: String) -> String? {
    guard let text = place(ofRow: row, column: column)?.text else { return nil }
    let kept = text.filter { !$0.isWhitespace && $0 != "\"" }
    let digits = kept.drop { $0 == "+" }
    return digits.drop { $0 == "-" }.allSatisfy(\.isNumber) ? String(digits) : nil
  }
}

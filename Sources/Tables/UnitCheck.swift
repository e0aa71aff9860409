import Diagnostics

/// A unit in which values of a column are given, with the first row that uses it.
public struct UnitUse: Sendable, Hashable {
  /// The unit.
  public var unit: String
  /// The first row of the table that uses it.
  public var row: Int
  /// Where the unit, or the value, was written.
  public var place: Place?

  /// Creates a use.
  public init(unit: String, row: Int, place: Place? = nil) {
    self.unit = unit
    self.row = row
    self.place = place
  }
}

extension Table {
  /// The units in which the values of a column are given, in order of first use.
  ///
  /// They come from the Data Package: the `unit` of the column, or the cells of the column that it
  /// names as `unitField`. Values that are missing do not count. Filters and aggregates are looked
  /// through: the units are those of the rows of the files from which the values were made.
  /// Two units on one axis are an error, which is the caller's to raise.
  public func units(of name: String) -> [UnitUse] {
    guard let column = self[name], let field = column.field else { return [] }
    if let unit = field.unit {
      guard let row = (0..<rowCount).first(where: { !column[$0].isNull }) else { return [] }
      return [UnitUse(unit: unit, row: row, place: place(ofRow: row, column: field.name))]
    }
    guard let unitField = field.unitField else { return [] }
    if case .none = lineage { return unitsWritten(in: unitField, beside: column) }
    var uses = UnitUses(field: field.name, unitField: unitField)
    for row in 0..<rowCount where !column[row].isNull {
      lineage.visit(row) { file, fileRow in uses.note(fileRow, of: file, row: row) }
    }
    return uses.list
  }

  private func unitsWritten(in unitField: String, beside column: Column) -> [UnitUse] {
    guard let units = self[unitField] else { return [] }
    var uses: [UnitUse] = []
    for row in 0..<rowCount where !column[row].isNull {
      guard case .text(let unit) = units[row], !uses.contains(where: { $0.unit == unit }) else {
        continue
      }
      uses.append(UnitUse(unit: unit, row: row))
    }
    return uses
  }
}

/// Collects the units of rows of files.
private struct UnitUses {
  let field: String
  let unitField: String
  private(set) var list: [UnitUse] = []
  private var columns: [DataFile: (values: Column, codes: [Int32], pool: [String])] = [:]
  private var seen: [DataFile: Set<Int32>] = [:]

  init(field: String, unitField: String) {
    self.field = field
    self.unitField = unitField
  }

  mutating func note(_ fileRow: Int, of file: DataFile, row: Int) {
    if columns[file] == nil { columns[file] = found(in: file) }
    // Codes are compared first, since a column of a million rows has few units.
    guard let known = columns[file], known.codes.indices.contains(fileRow),
      known.pool.indices.contains(Int(known.codes[fileRow])),
      seen[file]?.contains(known.codes[fileRow]) != true, !known.values[fileRow].isNull
    else { return }
    seen[file, default: []].insert(known.codes[fileRow])
    let unit = known.pool[Int(known.codes[fileRow])]
    guard !list.contains(where: { $0.unit == unit }) else { return }
    let place = file.place(ofRow: fileRow, column: unitField)
    list.append(UnitUse(unit: unit, row: row, place: place))
  }

  private func found(in file: DataFile) -> (values: Column, codes: [Int32], pool: [String]) {
    guard let values = file.column(field),
      case .texts(let codes, let pool)? = file.column(unitField)?.cells
    else { return (Column("", .numbers([])), [], []) }
    return (values, codes, pool)
  }
}

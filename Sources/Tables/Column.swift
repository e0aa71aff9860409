import Diagnostics

/// A named run of cells of one type, stored without a `String` for each cell.
public struct Column: Sendable {
  /// The name, as in the head of the file.
  public var name: String
  /// The cells.
  public var cells: Cells
  /// What a Data Package says of the column, if one describes it.
  @BoxedOptional public var field: FieldDescriptor?
  /// Whether its numbers were read from a text that says no type: as a date, four digits are a year.
  public var isGuessed = false

  /// The storage by type.
  public enum Cells: Sendable {
    /// Numbers and years; a missing cell is `Column.missing`, and NaN is not a number.
    case numbers([Double])
    /// Texts: an index into the pool for each cell, -1 for a missing one.
    case texts(codes: [Int32], pool: [String])
    /// Truth values: 0, 1, or 2 for a missing one.
    case bools([UInt8])
    /// Moments in milliseconds since 1970 without time zone; a missing cell is `Column.missing`.
    case dates([Double])
    /// Anything, for columns of mixed types.
    case values([Value])
  }

  /// Creates a column.
  public init(_ name: String, _ cells: Cells, field: FieldDescriptor? = nil) {
    self.name = name
    self.cells = cells
    self.field = field
  }

  /// The bit pattern of a missing number: a NaN like no other.
  public static let missing = Double(bitPattern: 0x7FF8_0000_0000_0DEF)

  /// Whether a stored number stands for a missing cell.
  public static func isMissing(_ number: Double) -> Bool {
    number.bitPattern == missing.bitPattern
  }

  /// How many cells there are.
  public var count: Int {
    switch cells {
    case .numbers(let cells), .dates(let cells): cells.count
    case .texts(let codes, _): codes.count
    case .bools(let cells): cells.count
    case .values(let cells): cells.count
    }
  }

  /// One cell; null if there is no such row.
  public subscript(row: Int) -> Value {
    guard row >= 0, row < count else { return .null }
    switch cells {
    case .numbers(let cells): return Column.isMissing(cells[row]) ? .null : .number(cells[row])
    case .dates(let cells): return Column.isMissing(cells[row]) ? .null : .date(cells[row])
    case .texts(let codes, let pool):
      let code = Int(codes[row])
      return pool.indices.contains(code) ? .text(pool[code]) : .null
    case .bools(let cells): return cells[row] > 1 ? .null : .bool(cells[row] == 1)
    case .values(let cells): return cells[row]
    }
  }

  /// The cells of some rows, in their order; a row that there is not has a missing cell.
  public func picking(_ rows: [Int]) -> Column {
    let picked: Cells =
      switch cells {
      case .numbers(let cells): .numbers(Column.pick(rows, from: cells, else: Column.missing))
      case .dates(let cells): .dates(Column.pick(rows, from: cells, else: Column.missing))
      case .texts(let codes, let pool):
        .texts(codes: Column.pick(rows, from: codes, else: -1), pool: pool)
      case .bools(let cells): .bools(Column.pick(rows, from: cells, else: 2))
      case .values(let cells): .values(Column.pick(rows, from: cells, else: .null))
      }
    var result = Column(name, picked, field: field)
    result.isGuessed = isGuessed
    return result
  }

  private static func pick<Cell>(
    _ rows: [Int], from cells: [Cell], else missing: Cell
  ) -> [Cell] {
    rows.map { $0 >= 0 && $0 < cells.count ? cells[$0] : missing }
  }

  /// Creates a column from single values, in the tightest storage that holds them.
  public init(_ name: String, values: [Value], field: FieldDescriptor? = nil) {
    self.init(name, Column.pack(values), field: field)
  }

  private static func pack(_ values: [Value]) -> Cells {
    var kinds = 0
    for value in values {
      switch value {
      case .null: continue
      case .number: kinds |= 1
      case .text: kinds |= 2
      case .bool: kinds |= 4
      case .date: kinds |= 8
      case .list, .record, .geometry: kinds |= 16
      }
    }
    switch kinds {
    case 0, 1: return .numbers(values.map { $0.number ?? missing })
    case 2: return packTexts(values)
    case 4:
      return .bools(
        values.map { value in
          if case .bool(let flag) = value { return flag ? 1 : 0 } else { return 2 }
        })
    case 8: return .dates(values.map { $0.number ?? missing })
    default: return .values(values)
    }
  }

  private static func packTexts(_ values: [Value]) -> Cells {
    var pool: [String] = []
    var index: [String: Int32] = [:]
    let codes = values.map { value -> Int32 in
      guard case .text(let text) = value else { return -1 }
      if let code = index[text] { return code }
      let code = Int32(pool.count)
      index[text] = code
      pool.append(text)
      return code
    }
    return .texts(codes: codes, pool: pool)
  }
}

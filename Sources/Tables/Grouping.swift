/// Rows that agree in some columns, in groups by order of first appearance.
public struct Grouping: Sendable {
  /// The columns whose values make the groups.
  public let keys: [String]
  /// The group of each row.
  public let groupOfRow: [Int]
  private let order: [Int]
  private let starts: [Int]

  /// Groups the rows of a table; without keys all rows are one group, and none without rows.
  ///
  /// A missing cell is a value of its own, and so is NaN. A column that the table does not have
  /// counts as missing in every row.
  public init(_ table: Table, by keys: [String]) {
    self.keys = keys
    var codes = RowCodes(rowCount: table.rowCount)
    for key in keys {
      if let column = table[key] { codes.refine(by: column) }
    }
    let groupOfRow = codes.codes
    var starts = [Int](repeating: 0, count: codes.count + 1)
    for group in groupOfRow { starts[group + 1] += 1 }
    for group in 0..<codes.count { starts[group + 1] += starts[group] }
    var next = starts
    var order = [Int](repeating: 0, count: groupOfRow.count)
    for (row, group) in groupOfRow.enumerated() {
      order[next[group]] = row
      next[group] += 1
    }
    self.groupOfRow = groupOfRow
    self.order = order
    self.starts = starts
  }

  /// How many groups there are.
  public var count: Int { starts.count - 1 }

  /// The rows of a group, in the order of the table; none if there is no such group.
  public subscript(group: Int) -> ArraySlice<Int> {
    group >= 0 && group < count ? order[starts[group]..<starts[group + 1]] : []
  }

  /// The groups, each with its rows.
  public var groups: [ArraySlice<Int>] { (0..<count).map { self[$0] } }

  /// The first row of each group.
  public var firstRows: [Int] { (0..<count).map { order[starts[$0]] } }
}

/// A number for each row that tells the rows apart which differ in the columns seen so far.
private struct RowCodes {
  private(set) var codes: [Int]
  private(set) var count: Int

  init(rowCount: Int) {
    codes = [Int](repeating: 0, count: rowCount)
    count = rowCount > 0 ? 1 : 0
  }

  mutating func refine(by column: Column) {
    let cells = Self.codes(of: column, rowCount: codes.count)
    if count <= 1 {
      (codes, count) = (cells.codes, cells.count)
      return
    }
    var index = CodeIndex()
    let width = UInt64(max(cells.count, 1))
    for row in codes.indices {
      codes[row] = index.code(of: UInt64(codes[row]) &* width &+ UInt64(cells.codes[row]))
    }
    count = index.count
  }

  /// A code for each cell, by order of first appearance.
  private static func codes(of column: Column, rowCount: Int) -> (codes: [Int], count: Int) {
    var index = CodeIndex()
    let missing = Column.missing.bitPattern
    var codes: [Int]
    switch column.cells {
    case .numbers(let cells), .dates(let cells):
      codes = cells.prefix(rowCount).map { index.code(of: bits(of: $0)) }
    case .texts(let cells, let pool):
      let pooled = codesByText(pool)
      codes = cells.prefix(rowCount).map { cell in
        let known = pooled.indices.contains(Int(cell))
        return index.code(of: known ? UInt64(pooled[Int(cell)]) : missing)
      }
    case .bools(let cells):
      codes = cells.prefix(rowCount).map { index.code(of: $0 > 1 ? missing : UInt64($0)) }
    case .values(let cells):
      var known: [Value: UInt64] = [:]
      codes = cells.prefix(rowCount).map { cell in
        if cell.isNull { return index.code(of: missing) }
        let bits = known[cell] ?? UInt64(known.count)
        known[cell] = bits
        return index.code(of: bits)
      }
    }
    // A column may be shorter than its table; what is beyond reads as missing.
    while codes.count < rowCount { codes.append(index.code(of: missing)) }
    return (codes, index.count)
  }

  /// Equal numbers have equal bits: one zero, one NaN besides the missing one.
  private static func bits(of number: Double) -> UInt64 {
    if number == 0 { return 0 }
    if number.isNaN, !Column.isMissing(number) { return Double.nan.bitPattern }
    return number.bitPattern
  }

  /// The first position of each text in the pool, which is usually its own.
  private static func codesByText(_ pool: [String]) -> [Int] {
    var first: [String: Int] = [:]
    return pool.enumerated().map { position, text in
      if let known = first[text] { return known }
      first[text] = position
      return position
    }
  }
}

/// Numbers 64-bit keys by order of first appearance: open addressing, no allocation for a key.
private struct CodeIndex {
  private var keys: [UInt64] = []
  private var slots = [Int](repeating: -1, count: 64)

  var count: Int { keys.count }

  mutating func code(of key: UInt64) -> Int {
    var slot = Self.hash(key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[slots[slot]] == key { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = keys.count
    keys.append(key)
    if keys.count * 2 > slots.count { grow() }
    return keys.count - 1
  }

  private mutating func grow() {
    slots = [Int](repeating: -1, count: slots.count * 2)
    for (code, key) in keys.enumerated() {
      var slot = Self.hash(key) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = code
    }
  }

  /// The finalizer of SplitMix64, so that neighbouring numbers spread.
  private static func hash(_ key: UInt64) -> Int {
    var bits = (key ^ key >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: bits ^ bits >> 31)
  }
}

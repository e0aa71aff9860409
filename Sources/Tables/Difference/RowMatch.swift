/// How the rows of two versions of a table were matched.
public enum RowMatch: Sendable, Hashable {
  /// By the primary key, or another that a Data Package declares.
  case declaredKey([String])
  /// By columns whose values together stand once in each version.
  case foundKey([String])
  /// By what stands in them, in their order: nothing tells them apart.
  case order

  /// The columns of the key; none if there is no key.
  public var columns: [String] {
    switch self {
    case .declaredKey(let columns), .foundKey(let columns): columns
    case .order: []
    }
  }
}

/// Which rows of two versions of a table are the same row.
struct RowPairing {
  private(set) var match = RowMatch.order
  /// For each row of the new table that of the old one.
  private(set) var oldRows: [Int?]

  /// How many columns may make up a key that is looked for.
  private static let widestKey = 4
  /// Among how many columns a key is looked for.
  private static let mostCandidates = 12

  init(
    _ old: Table, _ new: Table, shared: [String], primaryKey: [String], candidates: [String]
  ) {
    oldRows = [Int?](repeating: nil, count: new.rowCount)
    let both = JoinedRows(old, new, columns: shared)
    guard old.rowCount > 0, new.rowCount > 0, !shared.isEmpty else { return }
    if !primaryKey.isEmpty, primaryKey.allSatisfy(shared.contains),
      let pairs = both.pairs(by: primaryKey)
    {
      (match, oldRows) = (.declaredKey(primaryKey), pairs.oldRows)
    } else if let found = Self.foundKey(
      both, shared.filter(candidates.contains), old, new)
    {
      (match, oldRows) = (.foundKey(found.columns), found.oldRows)
    } else {
      oldRows = OrderedRows.pairs(both, shared)
    }
  }

  /// The key under which most rows find each other; of several the one with fewest columns, and of
  /// these the leftmost.
  private static func foundKey(
    _ both: JoinedRows, _ shared: [String], _ old: Table, _ new: Table
  ) -> (columns: [String], oldRows: [Int?])? {
    let candidates = shared.filter { name in
      [old[name], new[name]].allSatisfy { $0?.mayBeKey ?? false }
    }.prefix(mostCandidates)
    let least = min(old.rowCount, new.rowCount)
    var best: (columns: [String], oldRows: [Int?])?
    var most = (least + 1) / 2 - 1
    for width in 1...widestKey {
      for columns in combinations(of: Array(candidates), width) {
        guard let pairs = both.pairs(by: columns), pairs.count > most else { continue }
        (best, most) = ((columns, pairs.oldRows), pairs.count)
      }
      if most == least { break }
    }
    return best
  }

  private static func combinations(of names: [String], _ width: Int) -> [[String]] {
    guard width > 0 else { return [[]] }
    return names.indices.flatMap { index in
      combinations(of: Array(names[(index + 1)...]), width - 1).map { [names[index]] + $0 }
    }
  }
}

extension Column {
  /// Whether it may tell rows apart: what is measured does not, nor does what is missing somewhere.
  fileprivate var mayBeKey: Bool {
    if field?.kind == .number { return false }
    switch cells {
    case .numbers(let cells): return cells.allSatisfy { $0 == $0.rounded() && $0.isFinite }
    case .dates(let cells): return !cells.contains(where: Column.isMissing)
    case .texts(let codes, _): return !codes.contains { $0 < 0 }
    case .bools: return true
    case .values(let values): return !values.contains(where: \.isNull)
    }
  }
}

/// The rows of two tables, the old ones before the new ones.
struct JoinedRows {
  private let table: Table
  let oldCount: Int
  let newCount: Int

  init(_ old: Table, _ new: Table, columns: [String]) {
    (oldCount, newCount) = (old.rowCount, new.rowCount)
    table = Table(
      columns: columns.map { name in
        let values =
          (0..<old.rowCount).map { old.value(name, row: $0) }
          + (0..<new.rowCount).map { new.value(name, row: $0) }
        return Column(name, values: values)
      }, rowCount: old.rowCount + new.rowCount)
  }

  /// A number for each row: rows that agree in some columns have the same.
  func codes(by columns: [String]) -> (old: ArraySlice<Int>, new: ArraySlice<Int>) {
    let codes = table.grouped(by: columns).groupOfRow
    return (codes[..<oldCount], codes[oldCount...])
  }

  /// The pairs of rows that agree in some columns; nil if the columns do not tell the rows of each
  /// table apart.
  func pairs(by columns: [String]) -> (oldRows: [Int?], count: Int)? {
    let (old, new) = codes(by: columns)
    var rowOfCode = [Int?](repeating: nil, count: (max(old.max() ?? 0, new.max() ?? 0)) + 1)
    for (row, code) in old.enumerated() {
      guard rowOfCode[code] == nil else { return nil }
      rowOfCode[code] = row
    }
    var seen = [Bool](repeating: false, count: rowOfCode.count)
    var (oldRows, count): ([Int?], Int) = ([], 0)
    for code in new {
      guard !seen[code] else { return nil }
      seen[code] = true
      oldRows.append(rowOfCode[code])
      if rowOfCode[code] != nil { count += 1 }
    }
    return (oldRows, count)
  }

  /// How many of some columns hold the same in two rows.
  func agreement(_ old: Int, _ new: Int, in columns: [String]) -> Int {
    columns.count { name in
      table.value(name, row: old).isSame(as: table.value(name, row: oldCount + new))
    }
  }
}

/// Matches rows that nothing tells apart: the longest runs of equal rows stay together, and what
/// stands between two of them is compared row by row.
enum OrderedRows {
  /// Between how many rows a longest run is looked for; longer ones are compared by their place.
  private static let limit = 4000

  static func pairs(_ both: JoinedRows, _ columns: [String]) -> [Int?] {
    let codes = both.codes(by: columns)
    let (old, new) = (Array(codes.old), Array(codes.new))
    var result = [Int?](repeating: nil, count: new.count)
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] {
      result[start] = start
      start += 1
    }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
      result[newEnd] = oldEnd
    }
    var (gone, come): (Set<Int>, Set<Int>) = ([], [])
    if max(oldEnd, newEnd) - start <= limit {
      for change in new[start..<newEnd].difference(from: old[start..<oldEnd]) {
        switch change {
        case .remove(let offset, _, _): gone.insert(start + offset)
        case .insert(let offset, _, _): come.insert(start + offset)
        }
      }
    } else {
      (gone, come) = (Set(start..<oldEnd), Set(start..<newEnd))
    }
    var (row, newRow) = (start, start)
    while row < oldEnd || newRow < newEnd {
      switch (row < oldEnd && gone.contains(row), newRow < newEnd && come.contains(newRow)) {
      case (true, true):
        // Rows that have hardly anything in common are two rows.
        if both.agreement(row, newRow, in: columns) * 2 >= columns.count {
          result[newRow] = row
        }
        row += 1
        newRow += 1
      case (true, false): row += 1
      case (false, true): newRow += 1
      case (false, false):
        if row < oldEnd, newRow < newEnd { result[newRow] = row }
        row += 1
        newRow += 1
      }
    }
    return result
  }
}

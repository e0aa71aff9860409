import Tables

/// The marks of one set of rows, on their way to one table.
///
/// Rows that each come from a row of a file are known by it: a layer with fewer rows or with further
/// columns is told in the same table. Rows that were gathered or made are known by their cells.
struct PlottedGroup {
  private var parts: [PlottedPart]
  /// The columns that any of the marks shows.
  private var uses: [PlottedPart.Use]
  private let file: DataFile?
  /// For each part the rows of the file, if the rows are known by them.
  private var fileRows: [[Int]]?
  /// Where each row of the file stands: the first part that has it, and the row there.
  private var places: [Int: (part: Int, row: Int)] = [:]

  init(_ part: PlottedPart) {
    parts = [part]
    uses = part.uses
    file = part.file
    fileRows = part.fileRows().map { [$0] }
    place(0)
  }

  /// Whether it tells an amount or a time, rather than names alone.
  var isMeasured: Bool {
    uses.contains { !["nominal", "ordinal"].contains($0.column.type) }
  }

  private mutating func place(_ index: Int) {
    guard let rows = fileRows?[index] else { return }
    for (row, number) in rows.enumerated() where places[number] == nil {
      places[number] = (index, row)
    }
  }

  /// Whether a mark draws the same rows, or further rows of the same kind.
  func takes(_ part: PlottedPart) -> Bool {
    guard part.file === file else { return false }
    if fileRows != nil {
      guard let rows = part.fileRows() else { return false }
      return agrees(part, rows)
    }
    guard part.fileRows() == nil else { return false }
    func has(_ whole: PlottedPart, _ uses: [PlottedPart.Use]) -> Bool {
      uses.allSatisfy { whole.has($0.source) }
    }
    if has(part, uses) {
      if parts.allSatisfy({ has($0, part.uses) }) { return true }
      if parts.count == 1, PlottedGroup.rows(of: part, contain: parts[0]) { return true }
    }
    return parts.contains { has($0, part.uses) && PlottedGroup.rows(of: $0, contain: part) }
  }

  /// Whether all that a mark tells is told by the rows of another too.
  private static func rows(of larger: PlottedPart, contain smaller: PlottedPart) -> Bool {
    guard smaller.table.rowCount <= larger.table.rowCount else { return false }
    let names = smaller.uses.map(\.source)
    func cells(_ part: PlottedPart) -> (Int) -> [Value] {
      let columns = names.map { part.cells($0) }
      return { row in columns.map { $0?[row] ?? .null } }
    }
    let known = Set((0..<larger.table.rowCount).map(cells(larger)))
    let told = cells(smaller)
    return (0..<smaller.table.rowCount).allSatisfy { known.contains(told($0)) }
  }

  /// Whether the rows that both have are the same in the columns that both have.
  private func agrees(_ part: PlottedPart, _ rows: [Int]) -> Bool {
    let names = Set(uses.map(\.source) + part.uses.map(\.source))
    for name in names {
      guard let own = part.cells(name) else { continue }
      let known = parts.map { $0.cells(name) }
      for (row, number) in rows.enumerated() {
        guard let place = places[number], let cells = known[place.part] else { continue }
        if cells[place.row] != own[row] { return false }
      }
    }
    return true
  }

  mutating func add(_ part: PlottedPart) {
    for use in part.uses where !uses.contains(where: { $0.source == use.source }) {
      uses.append(use)
    }
    parts.append(part)
    guard fileRows != nil, let rows = part.fileRows() else { return }
    fileRows?.append(rows)
    place(parts.count - 1)
  }

  // MARK: Table

  var rowCount: Int { fileRows == nil ? parts.map(\.table.rowCount).max() ?? 0 : places.count }

  var table: PlottedTable {
    let ordered = orderedUses
    guard parts.count > 1 else {
      return table(ordered, rowCount: parts[0].table.rowCount) { parts[0].cells($0.source) }
    }
    return fileRows == nil ? stacked(ordered) : joined(ordered)
  }

  private func table(
    _ uses: [PlottedPart.Use], rowCount: Int, _ cells: (PlottedPart.Use) -> Column?
  ) -> PlottedTable {
    PlottedTable(
      uses.map { use in (use.column, cells(use) ?? Column(use.source, values: [])) },
      rowCount: rowCount)
  }

  /// The columns in the order of the file, then what was made; what was gathered comes last.
  private var orderedUses: [PlottedPart.Use] {
    let names = file?.columnNames ?? []
    func rank(_ use: PlottedPart.Use) -> Int {
      if use.isMeasure { return names.count + 1 }
      return names.firstIndex(of: use.source) ?? names.count
    }
    let ranked = uses.enumerated().map { (rank($1), $0, $1) }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// Rows of a file, each once, in the order of the file.
  private func joined(_ uses: [PlottedPart.Use]) -> PlottedTable {
    let numbers = places.keys.sorted()
    return table(uses, rowCount: numbers.count) { use in
      let columns = parts.map { $0.cells(use.source) }
      var values = numbers.map { number -> Value? in
        guard let place = places[number] else { return nil }
        return columns[place.part]?[place.row]
      }
      // What the first mark of a row does not have, another may.
      if values.contains(nil) { fill(&values, numbers, columns) }
      return Column(
        use.source, values: values.map { $0 ?? .null },
        field: columns.lazy.compactMap { $0?.field }.first)
    }
  }

  private func fill(_ values: inout [Value?], _ numbers: [Int], _ columns: [Column?]) {
    let positions = Dictionary(
      zip(numbers, numbers.indices), uniquingKeysWith: { first, _ in first })
    for (part, rows) in (fileRows ?? []).enumerated() {
      guard let column = columns[part] else { continue }
      for (row, number) in rows.enumerated() {
        guard let position = positions[number], values[position] == nil else { continue }
        values[position] = column[row]
      }
    }
  }

  /// Rows that were made, one part below the other; a row that a part before has too is the same.
  ///
  /// A part that lacks a column was taken because others tell all of it.
  private func stacked(_ uses: [PlottedPart.Use]) -> PlottedTable {
    var rows: [[Value]] = []
    var counts: [[Value]: Int] = [:]
    let whole = parts.filter { part in uses.allSatisfy { part.has($0.source) } }
    for part in whole {
      let columns = uses.map { part.cells($0.source) }
      var own: [[Value]: Int] = [:]
      for row in 0..<part.table.rowCount {
        let cells = columns.map { $0?[row] ?? .null }
        own[cells, default: 0] += 1
        if own[cells, default: 0] > counts[cells, default: 0] {
          rows.append(cells)
          counts[cells, default: 0] += 1
        }
      }
    }
    let positions = Dictionary(
      zip(uses.map(\.source), uses.indices), uniquingKeysWith: { first, _ in first })
    return table(uses, rowCount: rows.count) { use in
      positions[use.source].map { position in
        Column(
          use.source, values: rows.map { $0[position] },
          field: parts.lazy.compactMap { $0.cells(use.source)?.field }.first)
      }
    }
  }
}

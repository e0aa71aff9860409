import Canvas

/// Where the cells of a grid stand, as Vega places them: in whole pixels, as close as their rooms
/// and the spacing allow.
struct VegaGrid {
  /// The room of a cell at a row and a column, its plot's corner at the origin.
  struct Cell {
    var row: Int
    var column: Int
    var room: Rect
  }

  /// How the cells of rows, or of columns, follow each other.
  struct Rule {
    /// Pixels between them.
    var spacing: Double
    var align: GridAlign
    /// Whether those smaller than their room stand in its middle.
    var isCentered: Bool
  }

  let cells: [Cell]
  let columns: Rule
  let rows: Rule

  /// The corner of each cell's plot.
  var origins: [Point] {
    let rowCount = (cells.map(\.row).max() ?? -1) + 1
    let columnCount = (cells.map(\.column).max() ?? -1) + 1
    // Single rows and columns have no middle across.
    var columns = columns, rows = rows
    columns.isCentered = columns.isCentered && rowCount > 1
    rows.isCentered = rows.isCentered && columnCount > 1
    let across = Track(
      cells.map { ($0.column, $0.row, $0.room.x, $0.room.maxX) }, count: columnCount, columns)
    let down = Track(
      cells.map { ($0.row, $0.column, $0.room.y, $0.room.maxY) }, count: rowCount, rows)
    return zip(across.starts, down.starts).map { Point($0, $1) }
  }

  /// The columns or the rows of a grid.
  private struct Track {
    /// Where each cell starts.
    var starts: [Double]

    /// Cells by their track, the line across in which they follow each other, and their ends.
    init(
      _ cells: [(track: Int, line: Int, low: Double, high: Double)], count: Int, _ rule: Rule
    ) {
      var before = [Double](repeating: 0, count: count)
      var after = before
      func lead(_ low: Double) -> Double { rule.spacing + max(0, (-low).rounded(.up)) }
      for cell in cells {
        if cell.track > 0 { before[cell.track] = max(before[cell.track], lead(cell.low)) }
        after[cell.track] = max(after[cell.track], cell.high.rounded(.up))
      }
      if rule.align == .all {
        let most = before.max() ?? 0, longest = after.max() ?? 0
        before = before.indices.map { $0 == 0 ? 0 : most }
        after = after.map { _ in longest }
      }
      var origins = before
      for index in origins.indices.dropFirst() {
        origins[index] += origins[index - 1] + after[index - 1]
      }
      guard rule.align == .none else {
        // As Vega has it, only what would still fit at its place from the start is centred.
        starts = cells.map { cell in
          let start = origins[cell.track]
          let spare = rule.isCentered ? max(0, after[cell.track] - cell.high - start) / 2 : 0
          return start + spare
        }
        return
      }
      starts = Self.closedUp(cells, after, lead)
    }

    /// Each cell as near to the one before it in its line as that one's track allows.
    private static func closedUp(
      _ cells: [(track: Int, line: Int, low: Double, high: Double)], _ after: [Double],
      _ lead: (Double) -> Double
    ) -> [Double] {
      var starts = [Double](repeating: 0, count: cells.count)
      var ends: [Int: Double] = [:]
      for index in cells.indices.sorted(by: { cells[$0].track < cells[$1].track }) {
        let cell = cells[index]
        if cell.track > 0 { starts[index] = (ends[cell.line] ?? 0) + lead(cell.low) }
        ends[cell.line] = starts[index] + after[cell.track]
      }
      return starts
    }
  }
}

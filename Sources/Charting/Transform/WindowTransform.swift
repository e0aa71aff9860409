import Diagnostics
import Tables

// The window transform: ranks, neighbours and running values of sorted rows, group by group.
extension DataFlow {
  mutating func window(_ spec: WindowSpec, _ table: Table) -> Table {
    var table = table
    let keys = columns(of: spec.groupby, in: &table)
    let sort = sortKeys(spec.sort, in: &table)
    let measures = (spec.fields ?? []).compactMap { measure($0, in: &table) }
    var values = measures.map { _ in [Value](repeating: .null, count: table.rowCount) }
    let sortClasses = table.grouped(by: sort.map(\.column)).groupOfRow
    let frame = spec.frame ?? FrameSpec(before: nil, after: 0)
    for rows in table.groups(of: table.rowsSorted(by: sort), by: keys) {
      // Rows are peers if they sort alike; without an order none are.
      let window = RowWindow(
        rows: rows, classes: sort.isEmpty ? nil : rows.map { sortClasses[$0] }, frame: frame,
        ignoresPeers: spec.ignorePeers ?? false)
      for (index, measure) in measures.enumerated() {
        let found = measure.values(in: window, of: table)
        for (row, value) in zip(rows, found) { values[index][row] = value }
      }
    }
    for (measure, values) in zip(measures, values) {
      let field = measure.keepsField ? measure.column.flatMap { table[$0]?.field } : nil
      table.set(Column(measure.name, values: values, field: field))
    }
    return table
  }

  private mutating func measure(
    _ field: WindowField, in table: inout Table
  ) -> WindowMeasure? {
    guard let op = field.op else { return nil }
    let column = field.field.map { self.column(of: $0, in: &table) }
    if case .aggregate(let op) = op, let column, op.isArithmetic {
      coerce(column, to: .quantitative, at: field.field?.place, in: &table)
    }
    return WindowMeasure(
      op: op, column: column, parameter: field.parameter.flatMap { Int(whole: $0) },
      name: field.columnName(of: column))
  }
}

/// Sorted rows with their peers and the frame of each.
struct RowWindow {
  /// The rows, in order.
  let rows: [Int]
  /// The place of the first peer of each.
  let firstPeer: [Int]
  /// The place after the last peer of each.
  let peersEnd: [Int]
  private let frame: FrameSpec
  private let ignoresPeers: Bool

  /// Creates a window; rows of the same class are peers, and none are if there are no classes.
  init(rows: [Int], classes: [Int]?, frame: FrameSpec, ignoresPeers: Bool) {
    self.rows = rows
    self.frame = frame
    self.ignoresPeers = ignoresPeers || classes == nil
    var first = Array(rows.indices)
    var end = rows.indices.map { $0 + 1 }
    if let classes {
      for index in rows.indices.dropFirst() where classes[index] == classes[index - 1] {
        first[index] = first[index - 1]
      }
      for index in rows.indices.dropLast().reversed() where classes[index] == classes[index + 1] {
        end[index] = end[index + 1]
      }
    }
    (firstPeer, peersEnd) = (first, end)
  }

  /// The places of the rows that count for one.
  func range(at index: Int) -> Range<Int> {
    let plain = frame.window(around: index, of: rows.count)
    guard !ignoresPeers, !plain.isEmpty else { return plain }
    return firstPeer[plain.lowerBound]..<peersEnd[plain.upperBound - 1]
  }
}

/// One column of a window transform, its field found.
struct WindowMeasure {
  var op: WindowOp
  var column: String?
  var parameter: Int?
  var name: String

  /// Whether the values are of the kind of the field's.
  var keepsField: Bool {
    switch op {
    case .row: op.needsField
    case .aggregate(let op): AggregateOperation(rawValue: op.rawValue)?.keepsField ?? false
    }
  }

  /// The value of each row of a window, in its order.
  func values(in window: RowWindow, of table: Table) -> [Value] {
    switch op {
    case .aggregate(let op):
      guard let measure = Aggregate(op, of: column, as: name) else { return [] }
      var running = RunningAggregate(measure, table: table)
      return window.rows.indices.map { running.value(of: window.rows, in: window.range(at: $0)) }
    case .row(let op):
      if self.op.needsField, let column {
        let cells = table[column]
        return window.rows.indices.map { index in
          neighbour(op, of: index, in: window).map { cells?[window.rows[$0]] ?? .null } ?? .null
        }
      }
      return ranks(op, in: window).map { .number($0) }
    }
  }

  /// The place of the row whose value is taken; nil if there is none.
  private func neighbour(_ op: WindowOp.RowOp, of index: Int, in window: RowWindow) -> Int? {
    let range = window.range(at: index)
    let place: Int? =
      switch op {
      case .lag: index.subtracting(parameter ?? 1)
      case .lead: index.subtracting(-(parameter ?? 1))
      case .firstValue: range.first
      case .lastValue: range.last
      case .nthValue: range.lowerBound.subtracting(1 - (parameter ?? 1))
      default: index
      }
    guard let place, window.rows.indices.contains(place) else { return nil }
    return op == .nthValue && !range.contains(place) ? nil : place
  }

  private func ranks(_ op: WindowOp.RowOp, in window: RowWindow) -> [Double] {
    let count = Double(window.rows.count)
    var dense = 0.0
    return window.rows.indices.map { index in
      if window.firstPeer[index] == index { dense += 1 }
      let rank = Double(window.firstPeer[index] + 1)
      let share = Double(window.peersEnd[index]) / count
      switch op {
      case .rank: return rank
      case .denseRank: return dense
      case .percentRank: return count > 1 ? (rank - 1) / (count - 1) : 0
      case .cumeDist: return share
      case .ntile: return (Double(parameter ?? 1) * share).rounded(.up)
      default: return Double(index + 1)
      }
    }
  }
}

extension Int {
  /// The difference, or nil if it is too large for a number.
  fileprivate func subtracting(_ other: Int) -> Int? {
    let (difference, overflow) = subtractingReportingOverflow(other)
    return overflow ? nil : difference
  }
}

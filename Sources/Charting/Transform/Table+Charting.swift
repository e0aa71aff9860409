import Tables

extension Table {
  /// Some rows in groups of equal keys: groups in order of first appearance, rows in their order.
  func groups(of rows: [Int], by keys: [String]) -> [[Int]] {
    guard !keys.isEmpty else { return rows.isEmpty ? [] : [rows] }
    let picked = picking(rows).grouped(by: keys)
    return picked.groups.map { group in group.map { rows[$0] } }
  }
}

extension Aggregate {
  /// An aggregate by its name in a spec; nil for one that has no value, which was reported when the
  /// spec was read.
  init?(_ op: AggregateOp, of field: String?, as name: String) {
    guard let operation = AggregateOperation(rawValue: op.rawValue) else { return nil }
    self.init(operation, of: field, as: name)
  }
}

import Diagnostics
import Tables

// The pivot transform: the values of a field become columns, with one row for each group.
extension DataFlow {
  /// The most columns that values may become, so that a slip cannot exhaust memory.
  private static let mostColumns = 1000

  mutating func pivot(_ spec: PivotSpec, _ table: Table) -> Table {
    guard let field = spec.field, let value = spec.value else { return table }
    var table = table
    let keys = columns(of: spec.groupby, in: &table)
    let pivot = column(of: field, in: &table)
    let op = spec.op ?? .sum
    let measure = column(of: value, in: &table)
    if op.isArithmetic { coerce(measure, to: .quantitative, at: value.place, in: &table) }
    let kinds = table.grouped(by: [pivot])
    var order = kinds.firstRows.indices.sorted { a, b in
      let (first, second) = (kinds.firstRows[a], kinds.firstRows[b])
      return table.value(pivot, row: first).compared(with: table.value(pivot, row: second)) < 0
    }
    if let limit = spec.limit.flatMap({ Int(whole: $0) }), limit > 0 {
      order = Array(order.prefix(limit))
    }
    guard order.count <= Self.mostColumns else {
      log.add(.pivotTooWide(pivot, order.count, limit: Self.mostColumns, at: field.place))
      return table
    }
    let groups = table.grouped(by: keys).groups
    var result = table.summarized(by: keys, [])
    for kind in order {
      let name = table.value(pivot, row: kinds.firstRows[kind]).text
      guard let aggregate = Aggregate(op, of: measure, as: name) else { continue }
      let values = groups.map { rows in
        aggregate.value(of: rows.filter { kinds.groupOfRow[$0] == kind }, in: table)
      }
      let keeps = aggregate.operation.keepsField
      result.set(Column(name, values: values, field: keeps ? table[measure]?.field : nil))
    }
    return result
  }
}

extension Diagnostic {
  static func pivotTooWide(
    _ name: String, _ count: Int, limit: Int, at place: Place?
  ) -> Diagnostic {
    .error(
      "pivot-size", "'\(name)' has \(count) values, too many for columns", at: place,
      why: "at most \(limit) columns are made", hint: "set a 'limit', or name another field")
  }
}

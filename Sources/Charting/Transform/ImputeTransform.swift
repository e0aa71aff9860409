import Diagnostics
import Tables

/// Rows for the keys that groups lack, with a value that is given or made from the others.
struct ImputeRule {
  var field: String
  var key: String
  var groupby: [String]
  var asked: ImputeSpec

  /// The table, with the missing rows at its end.
  func imputed(_ table: Table) -> Table {
    var domain: [Value] = []
    var seen: Set<Value> = []
    let observed = (0..<table.rowCount).map { table.value(key, row: $0) }
    for value in (asked.keyvals?.values ?? []) + observed where seen.insert(value).inserted {
      domain.append(value)
    }
    // What a new row has of an old one: its group. All else is made below.
    var origins: [Int] = []
    var keys: [Value] = []
    for group in table.grouped(by: groupby).groups {
      let present = Set(group.map { observed[$0] })
      for value in domain where !present.contains(value) {
        origins.append(group.first ?? -1)
        keys.append(value)
      }
    }
    let isGiven = (asked.method ?? .value) == .value
    let value = isGiven ? asked.value?.value ?? .number(0) : .null
    var result = table.extended(by: origins.count) { column in
      if column.name == key { return keys }
      if column.name == field { return origins.map { _ in value } }
      return groupby.contains(column.name) ? origins.map { column[$0] } : nil
    }
    if !isGiven { derive(in: &result) }
    return result
  }

  /// Values that are missing, in old rows too, become what the rows around them say.
  private func derive(in table: inout Table) {
    guard let op = asked.method.flatMap({ AggregateOp(rawValue: $0.rawValue) }),
      let column = table[field]
    else { return }
    var values = (0..<table.rowCount).map { column[$0] }
    let measure = WindowMeasure(op: .aggregate(op), column: field, name: field)
    for rows in table.groups(of: Array(0..<table.rowCount), by: groupby) {
      let window = RowWindow(
        rows: rows, classes: nil, frame: asked.frame ?? .whole, ignoresPeers: false)
      for (row, value) in zip(rows, measure.values(in: window, of: table))
      where values[row].isNull {
        values[row] = value
      }
    }
    table.set(Column(field, values: values, field: column.field))
  }
}

extension KeyValues {
  /// The keys.
  fileprivate var values: [Value] {
    switch self {
    case .list(let values): return values.map(\.value)
    case .numbers(let range):
      let (start, step) = (range.start ?? 0, range.step ?? 1)
      let count = (((range.stop ?? start) - start) / step).rounded(.up)
      guard count > 0, let whole = Int(whole: min(count, ListFunctions.longest)) else { return [] }
      return (0..<whole).map { .number(start + Double($0) * step) }
    }
  }
}

extension Table {
  /// The table with new rows at its end; columns of which nothing is said are missing there.
  func extended(by count: Int, _ values: (Column) -> [Value]?) -> Table {
    guard count > 0 else { return self }
    let rows = Array(0..<rowCount) + [Int](repeating: -1, count: count)
    var result = Table(
      columns: [], rowCount: rows.count,
      lineage: lineage.appending(.none, count: rowCount, otherCount: count))
    for column in columns {
      guard let new = values(column) else {
        result.set(column.picking(rows))
        continue
      }
      let old = (0..<rowCount).map { column[$0] }
      result.set(Column(column.name, values: old + new, field: column.field))
    }
    return result
  }
}

extension DataFlow {
  mutating func impute(_ spec: ImputeTransformSpec, _ table: Table) -> Table {
    guard let field = spec.field, let key = spec.key else { return table }
    var table = table
    let rule = ImputeRule(
      field: column(of: field, in: &table), key: column(of: key, in: &table),
      groupby: columns(of: spec.groupby, in: &table), asked: spec.asked)
    return rule.imputed(table)
  }
}

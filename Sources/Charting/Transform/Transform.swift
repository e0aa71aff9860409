import Diagnostics
import Notation
import Tables

// The `transform` list of a view: one step after another, each in a function of its own.
extension DataFlow {
  mutating func apply(_ step: TransformSpec, to table: Table) -> Table {
    switch step {
    case .filter(let predicate): filter(table, predicate)
    case .calculate(let expression, let name): calculate(table, expression, name)
    case .aggregate(let fields, let groupby): aggregate(table, fields, groupby, joining: false)
    case .joinaggregate(let fields, let groupby): aggregate(table, fields, groupby, joining: true)
    case .fold(let fields, let names): fold(table, fields, names)
    }
  }

  private mutating func filter(_ table: Table, _ spec: RawSpec) -> Table {
    guard let predicate = Predicate.read(spec.node, table: table, log: &log) else { return table }
    let test = predicate.test(on: table)
    return table.picking((0..<table.rowCount).filter(test))
  }

  private mutating func calculate(_ table: Table, _ spec: RawSpec, _ name: String) -> Table {
    guard let text = spec.node.string else {
      log.add(.wrongKind(spec.node, expected: "an expression"))
      return table
    }
    guard let expression = Expression.parse(text, place: spec.node.place, log: &log) else {
      return table
    }
    checkFields(of: expression, spec.node, table)
    let values = expression.values(for: table)
    var result = table
    result.set(Column(name, values: values))
    return result
  }

  private mutating func aggregate(
    _ table: Table, _ fields: [AggregatedField], _ groupby: [FieldName], joining: Bool
  ) -> Table {
    var table = table
    let keys = groupby.compactMap { resolve($0, in: &table) }
    let measures = fields.compactMap { field -> Aggregate? in
      let op = field.op ?? .count
      let name = field.field.flatMap { resolve($0, in: &table) }
      guard op == .count || name != nil else { return nil }
      return Aggregate(op, of: name, as: field.name ?? Self.aggregateColumn(op, name))
    }
    let summary = table.summarized(by: keys, measures)
    guard joining else { return summary }
    var result = table
    let groups = table.grouped(by: keys).groups
    for measure in measures {
      var values = [Value](repeating: .null, count: table.rowCount)
      for (index, rows) in groups.enumerated() {
        for row in rows { values[row] = summary[measure.name]?[index] ?? .null }
      }
      result.set(Column(measure.name, values: values))
    }
    return result
  }

  private mutating func fold(
    _ table: Table, _ fields: [FieldName], _ names: (key: String, value: String)
  ) -> Table {
    var table = table
    let columns = fields.compactMap { resolve($0, in: &table) }
    let rows = (0..<table.rowCount).flatMap { row in columns.map { _ in row } }
    var result = table.picking(rows)
    let keys = (0..<table.rowCount).flatMap { _ in columns.map { Value.text($0) } }
    let values = (0..<table.rowCount).flatMap { row in
      columns.map { table[$0]?[row] ?? .null }
    }
    result.set(Column(names.key, values: keys))
    result.set(Column(names.value, values: values))
    return result
  }

  /// A field that no row has is misspelt.
  mutating func checkFields(of expression: Expression, _ node: Node, _ table: Table) {
    guard !table.columns.isEmpty else { return }
    for field in expression.fieldsUsed where table[field] == nil {
      log.add(.unknownField(FieldName(name: field, place: node.place), in: table))
    }
  }
}

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
    case .timeUnit(let unit, let field, let name): gather(table, unit, field, name)
    case .window(let spec): window(spec, table)
    case .stack(let spec): stack(spec, table)
    case .bin(let spec): bin(spec, table)
    case .lookup(let spec): lookup(spec, table)
    case .pivot(let spec): pivot(spec, table)
    case .flatten(let spec): flatten(spec, table)
    case .impute(let spec): impute(spec, table)
    case .sample(let spec): sample(spec, table)
    case .extent(let spec): extent(spec, table)
    case .density(let spec): density(spec, table)
    case .regression(let spec): regression(spec, table)
    case .loess(let spec): loess(spec, table)
    case .quantile(let spec): quantile(spec, table)
    }
  }

  private mutating func filter(_ table: Table, _ spec: RawSpec) -> Table {
    guard
      let predicate = Predicate.read(
        spec.node, table: table, parameters: parameters, log: &log)
    else { return table }
    let test = predicate.test(on: table)
    let rows = (0..<table.rowCount).filter(test)
    if spec.isWritten, table.rowCount > 0 {
      filters[spec.node.place, default: false] = filters[spec.node.place] ?? false || !rows.isEmpty
    }
    return table.picking(rows)
  }

  private mutating func calculate(_ table: Table, _ spec: RawSpec, _ name: String) -> Table {
    var result = table
    if let text = spec.node.string {
      let expression = Expression.parse(
        text, place: spec.node.place, parameters: parameters, log: &log)
      if let expression { checkFields(of: expression, spec.node, table) }
      chances += 1
      var scope = ExpressionScope.empty
      scope.chance.seed = chances
      let values = expression?.values(for: table, scope: scope)
      reportEndless(values ?? [], name, at: spec.node.place)
      if spec.isWritten { vanishing.note(name, madeAt: spec.node.place) }
      result.set(Column(name, values: values ?? table.nulls))
    } else {
      log.add(.wrongKind(spec.node, expected: "an expression", of: "calculate"))
      result.set(Column(name, values: table.nulls))
    }
    return result
  }

  /// Numbers such as 1/0 have no place in a chart.
  private mutating func reportEndless(_ values: [Value], _ name: String, at place: Place) {
    let count = values.count { $0.number.map { $0.isInfinite } ?? false }
    if count > 0 { log.add(.endless(count, name, at: place)) }
  }

  private mutating func aggregate(
    _ table: Table, _ fields: [AggregatedField], _ groupby: [FieldName], joining: Bool
  ) -> Table {
    var table = table
    var missing: [String] = []
    let keys = groupby.map { known($0, in: &table, else: &missing) }
    let measures = fields.compactMap { field -> Aggregate? in
      let op = field.op ?? .count
      if field.field == nil, op != .count { log.add(.aggregateNeedsField(at: field.place)) }
      // Rows are counted, whatever they hold.
      let counted = op == .count ? nil : field.field
      let name = counted.map { known($0, in: &table, else: &missing) }
      if let name { coerce(name, gatheredBy: op, at: field.place, in: &table) }
      return Aggregate(op, of: name, as: field.name ?? Self.aggregateColumn(op, name))
    }
    for name in missing where table[name] == nil { table.set(Column(name, values: table.nulls)) }
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

  private mutating func gather(
    _ table: Table, _ unit: TimeUnit, _ field: FieldName, _ name: String
  ) -> Table {
    var table = table
    var missing: [String] = []
    let column = known(field, in: &table, else: &missing)
    coerce(column, to: .temporal, at: field.place, in: &table)
    table.add(unit, of: column, as: (name, name + "_end"))
    if table[name] == nil { table.set(Column(name, values: table.nulls)) }
    return table
  }

  private mutating func fold(
    _ table: Table, _ fields: [FieldName], _ names: (key: String, value: String)
  ) -> Table {
    var table = table
    var missing: [String] = []
    let columns = fields.map { known($0, in: &table, else: &missing) }
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

  /// The column of a field; after the error that there is none the one that was probably meant,
  /// so that later steps find it.
  mutating func known(
    _ field: FieldName, in table: inout Table, else missing: inout [String]
  ) -> String {
    if let name = resolve(field, in: &table) { return name }
    let name = Suggestion.nearest(to: field.name, in: table.columnNames) ?? field.name
    missing.append(name)
    return name
  }

  /// A field that no row has is misspelt.
  mutating func checkFields(of expression: Expression, _ node: Node, _ table: Table) {
    for field in expression.unknownFields(in: table, at: node.place) {
      log.add(.unknownField(field, in: table))
    }
  }
}

extension Expression {
  /// The fields that a table does not have, each where it is first named.
  func unknownFields(in table: Table, at place: Place) -> [FieldName] {
    guard !table.columns.isEmpty else { return [] }
    return zip(fieldsUsed, fieldRanges).compactMap { field, range in
      table[field] == nil ? FieldName(name: field, place: place.part(range, of: text)) : nil
    }
  }
}

extension Diagnostic {
  static func endless(_ count: Int, _ name: String, at place: Place) -> Diagnostic {
    .warning(
      "endless-number",
      "\(count) \(count == 1 ? "value" : "values") of '\(name)' \(count == 1 ? "is" : "are") endless",
      at: place, why: "a number divided by zero has no place in a chart and is not drawn",
      hint: "leave the rows out with a filter before")
  }
}

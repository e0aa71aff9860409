import Diagnostics
import Notation
import Tables

// A field of a channel: its column, its type, its title.
extension DataFlow {
  /// The column that a channel shows; made if the field is a path into nested values.
  mutating func fieldBinding(
    _ spec: ChannelSpec, _ channel: Channel, _ table: inout Table
  ) -> FieldBinding? {
    guard let field = spec.field else {
      guard spec.aggregate?.op == .count else {
        log.add(.aggregateNeedsField(at: spec.place))
        return nil
      }
      return FieldBinding(
        column: "__count", source: nil, type: spec.type ?? .quantitative, aggregate: .count,
        title: title(of: spec) ?? countTitle)
    }
    guard let name = resolve(field, in: &table) else { return nil }
    if let unit = spec.unit { return unitBinding(spec, unit, field, name, &table) }
    if let asked = spec.bin?.wrapped?.parameters(for: channel), spec.aggregate == nil {
      return binBinding(spec, asked, field, name, &table)
    }
    let op = spec.aggregate?.op
    // The row that is meant has to be known by its column too.
    let argument = spec.aggregate?.argument.map { self.column(of: $0, in: &table) }
    let type =
      spec.type.map { asked in
        asked == .quantitative && table[name]?.field?.kind == .year && op == nil ? .year : asked
      } ?? Self.defaultType(spec, channel, table[name])
    if op.map(\.isArithmetic) ?? true { coerce(name, to: type, at: field.place, in: &table) }
    let column = table[name]
    var binding = FieldBinding(
      column: op.map { Self.aggregateColumn($0, name, argument) } ?? name, source: name, type: type,
      aggregate: op, argument: argument,
      title: title(of: spec) ?? defaultTitle(field.name, op, column, argument),
      descriptor: column?.field)
    if case .value(.binned(let step)) = spec.bin, op == nil {
      (binding.isBinned, binding.binStep) = (true, step)
    }
    return binding
  }

  /// A field whose values are put into bins.
  private mutating func binBinding(
    _ spec: ChannelSpec, _ asked: BinRule.Parameters, _ field: FieldName, _ name: String,
    _ table: inout Table
  ) -> FieldBinding {
    let (start, rule) = addBins(asked, of: name, at: field.place, to: &table)
    return FieldBinding(
      column: start, source: name, type: spec.type ?? .quantitative,
      title: title(of: spec)
        ?? fieldTitle(table[name]?.field?.title ?? field.name, "bin", verbal: "binned"),
      descriptor: table[name]?.field, bin: rule, isBinned: true, end: start + "_end")
  }

  /// Adds the columns of bins, unless they are there: their name, and the bins.
  mutating func addBins(
    _ asked: BinRule.Parameters, of name: String, at place: Place?, to table: inout Table
  ) -> (String, BinRule) {
    let start = "\(asked.name)_\(name)"
    if table[start] != nil, let known = bins[start] { return (start, known) }
    coerce(name, to: .quantitative, at: place, in: &table)
    let rule = table.bins(of: name, asked)
    table.add(rule, of: name, as: (start, start + "_end"))
    bins[start] = rule
    return (start, rule)
  }

  /// A field whose moments are gathered by a time unit.
  private mutating func unitBinding(
    _ spec: ChannelSpec, _ unit: TimeUnit, _ field: FieldName, _ name: String, _ table: inout Table
  ) -> FieldBinding {
    coerce(name, to: .temporal, at: field.place, in: &table)
    let start = unit.isBinned ? name : "\(unit.name)_\(name)"
    let end = "\(unit.name)_\(name)_end"
    if table[end] == nil { table.add(unit, of: name, as: (start, end)) }
    return FieldBinding(
      column: start, source: name, type: spec.type ?? .temporal,
      title: title(of: spec) ?? unitTitle(table[name]?.field?.title ?? field.name, unit),
      descriptor: table[name]?.field, timeUnit: unit, end: end)
  }

  /// What is gathered already keeps its own name.
  private func unitTitle(_ name: String, _ unit: TimeUnit) -> String {
    unit.isBinned ? name : fieldTitle(name, unit.name, verbal: unit.title)
  }

  /// The title of a field under a function, as `config.fieldTitle` says.
  private func fieldTitle(_ name: String, _ function: String, verbal: String) -> String {
    switch config.fieldTitle {
    case "plain": name
    case "functional": "\(function.uppercased())(\(name))"
    default: "\(name) (\(verbal))"
    }
  }

  /// The title of a count, which has no field.
  private var countTitle: String {
    switch config.fieldTitle {
    case "plain": ""
    case "functional": "COUNT(*)"
    default: config.countTitle ?? "Count of Records"
    }
  }

  static func aggregateColumn(
    _ op: AggregateOp, _ field: String?, _ argument: String? = nil
  ) -> String {
    if let argument { return "\(op.rawValue)_\(argument)['\(field ?? "")']" }
    return op == .count ? "__count" : "\(op.rawValue)_\(field ?? "")"
  }

  private func title(of spec: ChannelSpec) -> String? {
    if case .value(let lines) = spec.title { return lines.lines.joined(separator: "\n") }
    return nil
  }

  /// Vega-Lite's verbal titles: "Mean of output"; a Data Package's title goes before the name.
  private func defaultTitle(
    _ name: String, _ op: AggregateOp?, _ column: Column?, _ argument: String?
  ) -> String {
    let name = column?.field?.title ?? name
    guard let op else { return name }
    if let argument { return "\(name) for \(op == .argmax ? "max" : "min") \(argument)" }
    if op == .count { return "Count of Records" }
    if config.fieldTitle == "plain" { return name }
    if config.fieldTitle == "functional" { return "\(op.rawValue.uppercased())(\(name))" }
    return "\(op.rawValue.prefix(1).uppercased() + op.rawValue.dropFirst()) of \(name)"
  }

  /// The type of a field that names none: by its aggregate, by its Data Package, in a shorthand by
  /// its values, else nominal.
  private static func defaultType(
    _ spec: ChannelSpec, _ channel: Channel, _ column: Column?
  ) -> FieldType {
    if let op = spec.aggregate?.op {
      // The value of another row is of whatever kind its column is.
      guard op == .argmin || op == .argmax else { return .quantitative }
    }
    switch channel {
    case .row, .column, .facet, .shape, .strokeDash, .detail, .kind: return .nominal
    case .order: return .ordinal
    case .low, .high, .best, .x2, .y2, .longitude, .latitude, .longitude2, .latitude2:
      return .quantitative
    default: break
    }
    if case .value(.values) = spec.sort { return .ordinal }
    if case .value(.binned) = spec.bin { return .quantitative }
    if let scale = spec.scale?.wrapped?.type, !scale.isDiscrete {
      return scale.isTemporal ? .temporal : .quantitative
    }
    switch column?.field?.kind {
    case .number, .integer: return .quantitative
    case .year: return .year
    case .date, .datetime, .yearmonth: return .temporal
    default: break
    }
    switch column?.cells {
    case .numbers where spec.infersType: return .quantitative
    case .dates where spec.infersType: return .temporal
    default: return .nominal
    }
  }

  /// The name of the column that a field names.
  mutating func resolve(_ field: FieldName, in table: inout Table) -> String? {
    if let name = table.addPath(field.name) { return name }
    if table.columns.isEmpty {
      log.add(.fieldWithoutData(field))
    } else {
      log.add(.unknownField(field, in: table))
    }
    return nil
  }

  /// Turns texts into what the type of a field asks for, as Vega does; what cannot be turned is
  /// missing, with one warning.
  mutating func coerce(
    _ name: String, to type: FieldType, at place: Place?, in table: inout Table
  ) {
    guard let wanted = type.columnType, let column = table[name], !column.isStored(as: type) else {
      return
    }
    let (converted, failures) = column.converted(to: wanted)
    table.set(converted)
    guard let first = failures.first else { return }
    vanishing.isTold(name)
    if failures.count == (0..<column.count).count(where: { !column[$0].isNull }) {
      log.add(.noValueOfType(type, wanted, column, at: place))
    } else {
      let cell = table.place(ofRow: first, column: name)
      log.add(
        .someValuesNotOfType(wanted, failures.count, column, first: first, at: cell ?? place))
    }
  }
}

extension DataFlow {
  /// Turns texts into numbers where a step of a `transform` list takes a mean or the like of them.
  ///
  /// The least and the greatest of texts is a text, unless most of them are numbers: then "10" shall not
  /// come before "9" because of one text among them.
  mutating func coerce(
    _ name: String, gatheredBy op: AggregateOp, at place: Place?, in table: inout Table
  ) {
    guard op.isArithmetic, let column = table[name], !column.isStored(as: .quantitative) else {
      return
    }
    if op == .min || op == .max {
      let (_, failures) = column.converted(to: .number)
      let written = (0..<column.count).count { !column[$0].isNull }
      guard 2 * failures.count < written else { return }
    }
    coerce(name, to: .quantitative, at: place, in: &table)
  }
}

extension FieldType {
  /// What the cells of a column are turned into for a field of this type; nil for any.
  fileprivate var columnType: ColumnType? {
    switch self {
    case .quantitative: .number
    case .year: .year
    case .temporal: .date(.lenient)
    case .ordinal, .nominal, .geojson: nil
    }
  }
}

extension Column {
  /// Whether the cells need not be turned into anything for a field of a type.
  fileprivate func isStored(as type: FieldType) -> Bool {
    switch cells {
    case .numbers: !(isWrittenNumber && type == .temporal)
    case .dates: type == .temporal || type == .quantitative
    case .texts, .bools, .values: false
    }
  }
}

extension AggregateOp {
  /// Whether the operation needs numbers or dates, and not just values.
  var isArithmetic: Bool {
    switch self {
    case .count, .distinct, .valid, .missing, .values, .argmin, .argmax: false
    default: true
    }
  }
}

extension Diagnostic {
  static func unknownField(_ field: FieldName, in table: Table) -> Diagnostic {
    let file = table.fileName.map { " in \($0)" } ?? ""
    return .error(
      "unknown-field", "no column '\(field.name)'\(file)", at: field.place,
      why: "the columns are \(Suggestion.list(table.columnNames, limit: 12))",
      hint: Shorthand.hint(for: field.name, columns: table.columnNames))
  }

  static func fieldWithoutData(_ field: FieldName) -> Diagnostic {
    .error(
      "no-data", "there are no data for the field '\(field.name)'", at: field.place,
      why: "neither this view nor one around it has rows with columns",
      hint: "add 'data' with a 'url' or 'values'")
  }

  static func noValueOfType(
    _ type: FieldType, _ wanted: ColumnType, _ column: Column, at place: Place?
  ) -> Diagnostic {
    .error(
      "field-type", "no value of the column '\(column.name)' is \(wanted.phrase)", at: place,
      why: "the field is shown as \(type.rawValue)",
      hint: "show it as nominal, or name another column")
  }

  static func someValuesNotOfType(
    _ wanted: ColumnType, _ count: Int, _ column: Column, first: Int, at place: Place?
  ) -> Diagnostic {
    let shown = column[first].plainText
    return .warning(
      "cell-type",
      "\(count) \(count == 1 ? "value is" : "values are") not \(wanted.phrase)"
        + " (column '\(column.name)')",
      at: place,
      why: "such a value is taken as missing; the first is '\(shown.prefix(40))'",
      hint: "mend the cells, or leave the rows out with a filter")
  }

  static func aggregateNeedsField(at place: Place?) -> Diagnostic {
    .error(
      "missing-property", "this aggregate has no 'field'", at: place,
      why: "every aggregate but count works on a field")
  }
}

extension Table {
  /// The name of the file that the rows come from, if it is one.
  var fileName: String? {
    for row in 0..<min(rowCount, 1) {
      if let origin = lineage[row].first { return origin.file.text.name }
    }
    return nil
  }
}

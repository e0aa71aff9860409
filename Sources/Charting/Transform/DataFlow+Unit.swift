import Diagnostics
import Notation
import Tables

// A unit view: its channels become columns, which are aggregated and stacked.
extension DataFlow {
  mutating func bindUnit(_ view: ViewSpec, _ mark: MarkSpec, _ table: Table) -> BoundUnit? {
    guard let type = mark.type else { return nil }
    var table = table
    let before = log.errorCount
    var channels: [BoundChannel] = []
    for entry in view.encoding.entries {
      for spec in entry.specs {
        guard let bound = bind(entry.channel, spec, entry.place, &table) else { continue }
        channels.append(bound)
      }
    }
    guard log.errorCount == before else { return nil }
    adoptPrimaryTypes(&channels)
    let raw = table
    table = aggregated(table, channels)
    var unit = BoundUnit(
      spec: view, mark: mark, type: type, channels: channels, table: table, raw: raw)
    unit.orient = MarkOrient.orient(of: unit)
    Stacking.apply(to: &unit)
    return unit
  }

  /// The second end of a range is of the type of its first.
  private func adoptPrimaryTypes(_ channels: inout [BoundChannel]) {
    for index in channels.indices where channels[index].channel.primary != channels[index].channel {
      guard
        let type = channels.first(where: { $0.channel == channels[index].channel.primary })?.type
      else { continue }
      switch channels[index].content {
      case .field(var field):
        field.type = type
        channels[index].content = .field(field)
      case .datum(let value, _): channels[index].content = .datum(value, type)
      case .value, .nothing: continue
      }
    }
  }

  // MARK: Channels

  private mutating func bind(
    _ channel: Channel, _ spec: ChannelSpec, _ place: Place, _ table: inout Table
  ) -> BoundChannel? {
    let place = spec.place ?? place
    if case .value(let bin) = spec.bin, bin.isOn {
      log.add(.unsupported("'bin'", at: place, isLenient: isLenient))
      return nil
    }
    if spec.timeUnit != nil {
      log.add(.unsupported("'timeUnit'", at: place, isLenient: isLenient))
      return nil
    }
    var conditions: [BoundCondition] = []
    for condition in spec.condition?.conditions ?? [] {
      if let bound = bind(condition, channel, &table) { conditions.append(bound) }
    }
    guard let content = content(of: spec, channel, &table) else { return nil }
    return BoundChannel(
      channel: channel, content: content, spec: spec, conditions: conditions, place: place)
  }

  private mutating func content(
    of spec: ChannelSpec, _ channel: Channel, _ table: inout Table
  ) -> BoundChannel.Content? {
    if spec.isField { return fieldBinding(spec, channel, &table).map { .field($0) } }
    if let datum = spec.datum {
      return .datum(datum.value, spec.type ?? Self.type(of: datum.value))
    }
    if let value = spec.value { return .value(value.node) }
    return .nothing
  }

  private mutating func bind(
    _ condition: ConditionSpec, _ channel: Channel, _ table: inout Table
  ) -> BoundCondition? {
    guard let test = condition.test else {
      // A selection in a static picture is empty; `empty: false` makes the test fail.
      guard let content = content(of: condition.then, channel, &table) else { return nil }
      return BoundCondition(test: condition.empty ? .always : .never, content: content)
    }
    guard let predicate = Predicate.read(test.node, table: table, log: &log),
      let content = content(of: condition.then, channel, &table)
    else { return nil }
    return BoundCondition(test: predicate, content: content)
  }

  private static func type(of value: Value) -> FieldType {
    switch value {
    case .number: .quantitative
    case .date: .temporal
    default: .nominal
    }
  }

  /// The column that a channel shows; made if the field is a path into nested values.
  mutating func fieldBinding(
    _ spec: ChannelSpec, _ channel: Channel, _ table: inout Table
  ) -> FieldBinding? {
    guard let field = spec.field else {
      guard spec.aggregate?.op == .count else {
        log.add(.aggregateNeedsField(spec))
        return nil
      }
      return FieldBinding(
        column: "__count", source: nil, type: spec.type ?? .quantitative, aggregate: .count,
        title: title(of: spec) ?? config.countTitle ?? "Count of Records")
    }
    guard let name = resolve(field, in: &table) else { return nil }
    let column = table[name]
    let op = spec.aggregate?.op
    let type =
      spec.type.map { asked in
        asked == .quantitative && column?.field?.kind == .year && op == nil ? .year : asked
      } ?? Self.defaultType(spec, channel, column)
    return FieldBinding(
      column: op.map { Self.aggregateColumn($0, name) } ?? name, source: name, type: type,
      aggregate: op, title: title(of: spec) ?? Self.defaultTitle(field.name, op, column),
      descriptor: column?.field)
  }

  static func aggregateColumn(_ op: AggregateOp, _ field: String?) -> String {
    op == .count ? "__count" : "\(op.rawValue)_\(field ?? "")"
  }

  private func title(of spec: ChannelSpec) -> String? {
    if case .value(let lines) = spec.title { return lines.lines.joined(separator: "\n") }
    return nil
  }

  /// Vega-Lite's verbal titles: "Mean of output"; a Data Package's title goes before the name.
  private static func defaultTitle(_ name: String, _ op: AggregateOp?, _ column: Column?) -> String
  {
    let name = column?.field?.title ?? name
    guard let op else { return name }
    if op == .count { return "Count of Records" }
    return "\(op.rawValue.prefix(1).uppercased() + op.rawValue.dropFirst()) of \(name)"
  }

  /// The type of a field that names none: by its aggregate, by its Data Package, else nominal.
  private static func defaultType(
    _ spec: ChannelSpec, _ channel: Channel, _ column: Column?
  ) -> FieldType {
    if let op = spec.aggregate?.op {
      return op == .argmin || op == .argmax ? .nominal : .quantitative
    }
    switch channel {
    case .row, .column, .facet, .shape, .strokeDash, .detail, .kind: return .nominal
    case .order: return .ordinal
    case .low, .high, .best, .x2, .y2: return .quantitative
    default: break
    }
    if case .value(.values) = spec.sort { return .ordinal }
    switch column?.field?.kind {
    case .number, .integer: return .quantitative
    case .year: return .year
    case .date, .datetime: return .temporal
    default: return .nominal
    }
  }

  /// The name of the column that a field names.
  mutating func resolve(_ field: FieldName, in table: inout Table) -> String? {
    if table[field.name] != nil { return field.name }
    let path = field.path
    if path.count == 1, table[path[0]] != nil { return path[0] }
    if let first = path.first, let outer = table[first], path.count > 1 {
      let values = (0..<table.rowCount).map { outer[$0].member(at: path.dropFirst()) }
      table.set(Column(field.name, values: values))
      return field.name
    }
    // Rows written in a spec may have no columns at all; then there is nothing to misspell.
    guard !table.columns.isEmpty else { return field.name }
    log.add(.unknownField(field, in: table))
    return nil
  }

  // MARK: Aggregation

  private func aggregated(_ table: Table, _ channels: [BoundChannel]) -> Table {
    let fields = channels.flatMap { channel in
      [channel.content] + channel.conditions.map(\.content)
    }.compactMap { content -> FieldBinding? in
      if case .field(let field) = content { field } else { nil }
    }
    guard fields.contains(where: { $0.aggregate != nil }) else { return table }
    var keys: [String] = []
    var measures: [Aggregate] = []
    for field in fields {
      if let op = field.aggregate {
        guard let measure = Aggregate(op, of: field.source, as: field.column) else { continue }
        if !measures.contains(where: { $0.name == measure.name }) { measures.append(measure) }
      } else if !keys.contains(field.column) {
        keys.append(field.column)
      }
    }
    return table.summarized(by: keys, measures)
  }
}

extension BinUse {
  /// Whether values are put into bins.
  var isOn: Bool {
    switch self {
    case .off: false
    case .on, .binned, .parameters: true
    }
  }
}

extension Value {
  /// The value at a path into nested objects and lists.
  func member(at path: ArraySlice<String>) -> Value {
    guard let name = path.first else { return self }
    switch self {
    case .record(let members):
      return members.first { $0.name == name }?.value.member(at: path.dropFirst()) ?? .null
    case .list(let elements):
      guard let index = Int(name), elements.indices.contains(index) else { return .null }
      return elements[index].member(at: path.dropFirst())
    default: return .null
    }
  }
}

extension Diagnostic {
  static func unknownField(_ field: FieldName, in table: Table) -> Diagnostic {
    let file = table.fileName.map { " in \($0)" } ?? ""
    return .error(
      "unknown-field", "no column '\(field.name)'\(file)", at: field.place,
      why: "the columns are \(Suggestion.list(table.columnNames, limit: 12))",
      hint: Suggestion.hint(for: field.name, in: table.columnNames))
  }

  static func aggregateNeedsField(_ spec: ChannelSpec) -> Diagnostic {
    .error(
      "missing-property", "this aggregate has no 'field'", at: spec.place,
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

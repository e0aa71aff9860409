import Diagnostics
import Notation
import Tables

// A unit view: its channels become columns, which are aggregated and stacked.
extension DataFlow {
  mutating func bindUnit(_ view: ViewSpec, _ mark: MarkSpec, _ table: Table) -> BoundUnit? {
    guard let type = mark.type else { return nil }
    var table = table
    let before = log.errorCount
    let settings = config.settings(of: mark)
    var channels: [BoundChannel] = []
    gathered = view.encoding.entries.flatMap(\.specs).compactMap { spec in
      (spec.aggregate?.op).map { Self.aggregateColumn($0, spec.field?.name) }
    }
    for entry in view.encoding.entries
    where entry.channel == entry.channel.primary
      && ChannelSupport.draws(entry.channel, settings, view.encoding)
    {
      channels += entry.specs.compactMap { bind(entry.channel, $0, entry.place, &table) }
    }
    bindSeconds(view, settings, &channels, &table)
    guard log.errorCount == before else { return nil }
    addReaches(&channels, settings, &table)
    let raw = table
    table = gathered(table, channels, at: view.place.head)
    var unit = BoundUnit(
      spec: view, mark: mark, type: type, settings: settings, channels: channels, table: table,
      raw: raw)
    unit.orient = MarkOrient.orient(of: unit)
    unit.brushes = brushes(of: view)
    unit.checkPlaces(&log)
    addGeometries(to: &unit)
    addPictures(to: &unit)
    Stacking.apply(to: &unit)
    let stacked = unit.table
    unit.applyInvalidRule(config)
    if !unit.invalid.isEmpty { note(&unit, stacked) }
    return unit
  }

  /// The rows that a mark shows: gathered, and with those that its series lack.
  private mutating func gathered(
    _ table: Table, _ channels: [BoundChannel], at place: Place
  ) -> Table {
    let groups = aggregated(table, channels)
    if channels.contains(where: { $0.fields.contains { $0.aggregate != nil } }) {
      book?.note(
        "aggregate", "in the encoding", at: place, before: table.rowCount, after: groups.rowCount)
    }
    let filled = imputed(groups, channels)
    if filled.rowCount != groups.rowCount {
      book?.note(
        "impute", "in the encoding", at: place, before: groups.rowCount, after: filled.rowCount)
    }
    return filled
  }

  /// Writes down the rows of a mark that have no place; `table` holds them still.
  private mutating func note(_ unit: inout BoundUnit, _ table: Table) {
    vanishing.add(unit, table)
    guard book != nil else { return }
    unit.invalid = unit.invalid.flatMap { $0.parted(in: table) }
    for invalid in unit.invalid { book?.takeOut(invalid, of: table) }
  }

  private func brushes(of view: ViewSpec) -> [(selection: Selection, look: SelectionMarkSpec?)] {
    (view.params ?? []).compactMap { declared in
      guard let name = declared.name, let selection = parameters.selections[name],
        case .ranges = selection.initial
      else { return nil }
      let look: SelectionMarkSpec? =
        if case .b(let spec) = declared.select { spec.mark } else { nil }
      return (selection, look)
    }
  }

  /// Binds the second ends of ranges, which are of the type of their first.
  private mutating func bindSeconds(
    _ view: ViewSpec, _ settings: MarkSpec, _ channels: inout [BoundChannel],
    _ table: inout Table
  ) {
    let firsts = channels
    for entry in view.encoding.entries
    where entry.channel != entry.channel.primary
      && ChannelSupport.draws(entry.channel, settings, view.encoding)
    {
      let first = firsts.first { $0.channel == entry.channel.primary }
      for var spec in entry.specs {
        if spec.isField || spec.datum != nil { spec.type = first?.type ?? spec.type }
        guard let second = bind(entry.channel, spec, entry.place, &table) else { continue }
        channels.append(second)
        closeBins(&channels, with: second)
      }
    }
  }

  /// The second end of a range is where bins end that were made before.
  private func closeBins(_ channels: inout [BoundChannel], with second: BoundChannel) {
    for index in channels.indices where channels[index].channel == second.channel.primary {
      guard var field = channels[index].field, field.isBinned, field.bin == nil,
        let end = second.field?.column
      else { continue }
      field.end = end
      channels[index].content = .field(field)
    }
  }

  // MARK: Channels

  private mutating func bind(
    _ channel: Channel, _ spec: ChannelSpec, _ place: Place, _ table: inout Table
  ) -> BoundChannel? {
    let place = spec.place ?? place
    var conditions: [BoundCondition] = []
    for condition in spec.condition?.conditions ?? [] {
      if let bound = bind(condition, channel, &table) { conditions.append(bound) }
    }
    if case .value(.field(let field?, _, _)) = spec.sort { _ = resolve(field, in: &table) }
    guard let content = content(of: spec, channel, &table) else { return nil }
    // A channel that only says something of its guide shows nothing.
    if case .nothing = content, conditions.isEmpty { return nil }
    return BoundChannel(
      channel: channel, content: content, spec: spec, conditions: conditions, place: place)
  }

  private mutating func content(
    of spec: ChannelSpec, _ channel: Channel, _ table: inout Table
  ) -> BoundChannel.Content? {
    if spec.isField { return fieldBinding(spec, channel, &table).map { .field($0) } }
    if let datum = spec.datum {
      let type = spec.type ?? Self.type(of: datum.value)
      if type == .temporal, case .text(let text) = datum.value,
        let moment = DateParsing.lenient(text)
      {
        return .datum(.date(moment), type)
      }
      return .datum(datum.value, type)
    }
    if let value = spec.value { return .value(value.node) }
    return .nothing
  }

  private mutating func bind(
    _ condition: ConditionSpec, _ channel: Channel, _ table: inout Table
  ) -> BoundCondition? {
    guard let test = condition.test else {
      guard let content = content(of: condition.then, channel, &table) else { return nil }
      guard let parameter = condition.parameter, let place = condition.then.place else {
        return BoundCondition(
          test: condition.empty ? .always : .never, content: content, spec: condition.then)
      }
      let test = parameters.test(parameter, empty: condition.empty, at: place, log: &log)
      return test.map { BoundCondition(test: $0, content: content, spec: condition.then) }
    }
    // Rows are tested when they are gathered.
    var tested = table
    for name in gathered where tested[name] == nil { tested.set(Column(name, values: table.nulls)) }
    guard
      let predicate = Predicate.read(
        test.node, table: tested, parameters: parameters, log: &log),
      let content = content(of: condition.then, channel, &table)
    else { return nil }
    return BoundCondition(test: predicate, content: content, spec: condition.then)
  }

  private static func type(of value: Value) -> FieldType {
    switch value {
    case .number: .quantitative
    case .date: .temporal
    default: .nominal
    }
  }

  // MARK: Aggregation

  /// Rows that a series lacks along the other position, if a position asks for them.
  private func imputed(_ table: Table, _ channels: [BoundChannel]) -> Table {
    func position(_ channel: Channel) -> BoundChannel? {
      channels.first { $0.channel == channel && $0.field != nil }
    }
    guard let x = position(.x), let y = position(.y) else { return table }
    let (own, other) = x.spec.impute?.wrapped == nil ? (y, x) : (x, y)
    guard let asked = own.spec.impute?.wrapped, let field = own.field?.column,
      let key = other.field?.column
    else { return table }
    let series = channels.filter { $0.channel.groupsSeries }
      .compactMap(\.field).filter { $0.aggregate == nil }.map(\.column)
    return ImputeRule(field: field, key: key, groupby: series, asked: asked).imputed(table)
  }

  private mutating func aggregated(_ table: Table, _ channels: [BoundChannel]) -> Table {
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
        let name = field.argument.map { Self.aggregateColumn(op, $0) } ?? field.column
        let of = field.argument ?? field.source
        guard let measure = Aggregate(op, of: of, as: name) else { continue }
        if !measures.contains(where: { $0.name == measure.name }) { measures.append(measure) }
      } else {
        for key in field.columns where !keys.contains(key) {
          keys.append(key)
        }
      }
    }
    var result = table.summarized(by: keys, measures)
    if book != nil { note(table.rows(withoutValueFor: measures), of: table, channels) }
    for field in fields { takeMember(field, in: &result) }
    return result
  }

  /// Writes down rows that lack what is gathered.
  private mutating func note(_ rows: [Int], of table: Table, _ channels: [BoundChannel]) {
    let gathered = channels.first { channel in
      channel.fields.contains { $0.aggregate != nil && $0.source != nil }
    }
    guard let gathered else { return }
    book?.takeOut(InvalidRows(reason: .missing, channel: gathered, rows: rows), of: table)
  }

  /// The value of a field in the row that has the least or greatest value of another.
  private func takeMember(_ field: FieldBinding, in table: inout Table) {
    guard let op = field.aggregate, let argument = field.argument, let source = field.source,
      let rows = table[Self.aggregateColumn(op, argument)]
    else { return }
    let values = (0..<table.rowCount).map { JS.member(rows[$0], .text(source)) ?? .null }
    table.set(Column(field.column, values: values, field: field.descriptor))
  }
}

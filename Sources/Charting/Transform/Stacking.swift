import Tables

/// Stacks bars and areas: each row gets where its mark starts and ends.
enum Stacking {
  /// Adds the columns and the binding of a stack, if the unit is stacked.
  static func apply(to unit: inout BoundUnit) {
    guard let (channel, offset) = stackedChannel(of: unit), let field = unit.field(channel) else {
      return
    }
    let keys = pieces(of: unit, along: channel)
    // What is summed up has no pieces unless something tells them apart; single rows have.
    let isSummedUp = unit.channels.contains { $0.field?.aggregate != nil }
    guard !keys.isEmpty || !isSummedUp else { return }
    if unit.type.isSeries { impute(&unit, field, dimensions(of: channel), keys) }
    let start = field.column + "_start", end = field.column + "_end"
    let group = dimensions(of: channel).compactMap { unit.field($0)?.column }
      .filter { $0 != field.column }
    let (starts, ends) = stack(
      unit.table, value: field.column, groups: group, series: keys, offset: offset,
      order: order(of: unit), isUpward: channel == .y, ranks: ranks(of: unit))
    unit.table.set(Column(start, .numbers(starts)))
    unit.table.set(Column(end, .numbers(ends)))
    unit.stack = StackBinding(channel: channel, offset: offset, start: start, end: end)
  }

  /// The columns that split a stack into pieces: those of series, but for what has a stack each.
  private static func pieces(of unit: BoundUnit, along channel: Channel) -> [String] {
    let stacked = unit.field(channel)?.column
    let dimension = dimensions(of: channel).first.flatMap { unit.field($0)?.column }
    return seriesColumns(of: unit).filter { $0 != dimension || dimension == stacked }
  }

  /// The columns that split lines and areas into series.
  static func seriesColumns(of unit: BoundUnit) -> [String] {
    var columns: [String] = []
    for channel in unit.channels {
      // The order of a line is no series, but areas are stacked in theirs.
      let isSeries = channel.channel == .order ? unit.type == .area : channel.channel.groupsSeries
      // The size of a trail changes along it.
      guard isSeries, unit.type != .trail || channel.channel != .size else { continue }
      for field in channel.fields where field.aggregate == nil && !columns.contains(field.column) {
        columns.append(field.column)
      }
    }
    return columns
  }

  /// The channels whose values have a stack each.
  private static func dimensions(of channel: Channel) -> [Channel] {
    switch channel {
    case .x: [.y, .yOffset]
    case .theta: [.radius]
    case .radius: [.theta]
    default: [.x, .xOffset]
    }
  }

  private static func stackedChannel(of unit: BoundUnit) -> (Channel, StackOffset)? {
    let isStackable = [.bar, .area, .arc].contains(unit.mark.liesOn ?? unit.type)
    guard let channel = potentialChannel(of: unit) ?? polarChannel(of: unit),
      !unit.channels.contains(where: { $0.channel != channel && $0.channel.primary == channel })
    else { return nil }
    switch unit[channel]?.spec.stack {
    case .off: return nil
    case .on(let offset): return (channel, offset)
    case nil: break
    }
    guard isStackable else { return nil }
    // There is one aggregate in each place, unless something splits it.
    if unit.field(channel)?.aggregate != nil, pieces(of: unit, along: channel).isEmpty {
      return nil
    }
    // A stack begins at zero, which has no logarithm.
    if case .value(let scale) = unit[channel]?.spec.scale, scale.type == .log { return nil }
    return (channel, .zero)
  }

  /// The measure along which marks may be stacked.
  private static func potentialChannel(of unit: BoundUnit) -> Channel? {
    let orient = unit.type == .bar || unit.type == .area ? unit.orient : nil
    switch (isMeasure(.x, of: unit), isMeasure(.y, of: unit)) {
    case (true, false): return unit[.y] == nil && orient == .vertical ? nil : .x
    case (false, true): return unit[.x] == nil && orient == .horizontal ? nil : .y
    case (false, false): return nil
    case (true, true): return firstOf(.x, .y, of: unit) ?? (orient == .horizontal ? .x : .y)
    }
  }

  /// The measure along which sectors may be stacked: around the middle, or away from it.
  private static func polarChannel(of unit: BoundUnit) -> Channel? {
    switch (isMeasure(.theta, of: unit), isMeasure(.radius, of: unit)) {
    case (true, false): return .theta
    case (false, true): return .radius
    case (false, false): return nil
    case (true, true): return firstOf(.theta, .radius, of: unit)
    }
  }

  private static func isMeasure(_ channel: Channel, of unit: BoundUnit) -> Bool {
    guard let field = unit.field(channel) else { return false }
    return field.type == .quantitative && !field.isBinned
  }

  /// Of two measures the one that is asked to be stacked, or that alone is summed up.
  private static func firstOf(_ first: Channel, _ second: Channel, of unit: BoundUnit) -> Channel? {
    for channel in [first, second] {
      if case .on = unit[channel]?.spec.stack { return channel }
    }
    let isFirst = unit.field(first)?.aggregate != nil
    guard isFirst != (unit.field(second)?.aggregate != nil) else { return nil }
    return isFirst ? first : second
  }

  /// The field by which stacks are ordered: the order channel's, if it is one.
  private static func order(of unit: BoundUnit) -> BoundChannel? {
    let orders = unit.channels.filter { $0.channel == .order }
    return orders.count == 1 ? orders.first : nil
  }

  private static func stack(
    _ table: Table, value: String, groups: [String], series: [String], offset: StackOffset,
    order: BoundChannel?, isUpward: Bool, ranks: [String: [Value: Int]]
  ) -> ([Double], [Double]) {
    let column = table[value]
    let numbers = (0..<table.rowCount).map { column?[$0].number ?? 0 }
    let rows = stackOrder(
      table, series: series, order: order, isUpward: isUpward, ranks: ranks)
    return StackRule.stack(numbers, groups: table.groups(of: rows, by: groups), offset: offset)
  }

  /// Vega-Lite stacks by the order channel, or by the series: downwards from the top and from left
  /// to right, so that the pieces follow the entries of a legend.
  private static func stackOrder(
    _ table: Table, series: [String], order: BoundChannel?, isUpward: Bool,
    ranks: [String: [Value: Int]]
  ) -> [Int] {
    if let field = order?.field {
      let descends = if case .value(.order(.descending)) = order?.spec.sort { true } else { false }
      return table.rowsSorted(by: [.init(field.column, isDescending: descends)])
    }
    guard !ranks.isEmpty else {
      return table.rowsSorted(by: series.map { .init($0, isDescending: isUpward) })
    }
    var ranked = table
    for (name, order) in ranks.sorted(by: { $0.key < $1.key }) {
      guard let column = table[name] else { continue }
      let places = (0..<table.rowCount).map { Double(order[column[$0]] ?? order.count) }
      ranked.set(Column(name, .numbers(places)))
    }
    return ranked.rowsSorted(by: series.map { .init($0, isDescending: isUpward) })
  }

  /// The places of the values of a series in the domain that its channel asks for.
  private static func ranks(of unit: BoundUnit) -> [String: [Value: Int]] {
    var ranks: [String: [Value: Int]] = [:]
    for channel in unit.channels where channel.channel.groupsSeries {
      guard let field = channel.field, field.aggregate == nil else { continue }
      guard case .value(let scale) = channel.spec.scale,
        case .values(let values, _) = scale.domain, !values.isEmpty
      else { continue }
      let order = values.map(\.value)
      ranks[field.column] = Dictionary(
        order.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
    return ranks
  }
}

import Tables

// How far marks that fill their time unit reach, where they do not stand in its middle.
extension DataFlow {
  /// Adds the columns between which bars, rects and ticks stand that are centred on another place of
  /// their time unit than its middle: `bandPosition`, else `timeUnitBandPosition`.
  func addReaches(_ channels: inout [BoundChannel], _ settings: MarkSpec, _ table: inout Table) {
    guard settings.type?.isRectBased ?? false else { return }
    for index in channels.indices {
      let channel = channels[index].channel
      let second: Channel = channel == .x ? .x2 : .y2
      guard channel == .x || channel == .y, var field = channels[index].field,
        let unit = field.timeUnit, let end = field.end, field.type.isContinuous,
        !channels.contains(where: { $0.channel == second })
      else { continue }
      let share = channels[index].spec.bandPosition ?? settings.timeUnitBandPosition ?? 0.5
      guard share != 0.5 else { continue }
      let names = (start: "\(field.column)_from_\(share)", end: "\(field.column)_to_\(share)")
      table.add(reachOf: unit, start: field.column, end: end, at: share, as: names)
      field.reach = FieldReach(start: names.start, end: names.end)
      channels[index].content = .field(field)
    }
  }
}

/// The columns between which a mark fills its time unit.
struct FieldReach: Hashable {
  var start: String
  var end: String
}

extension Table {
  /// Adds columns with the span of each unit, moved so that a share of the unit is its middle: from
  /// that far after the middle of the unit before to as far after the middle of the unit itself.
  fileprivate mutating func add(
    reachOf unit: TimeUnit, start: String, end: String, at share: Double,
    as names: (start: String, end: String)
  ) {
    guard let starts = self[start], let ends = self[end] else { return }
    var from = [Value](repeating: .null, count: rowCount), to = from
    for row in 0..<rowCount {
      guard let start = starts[row].number, let end = ends[row].number,
        let before = unit.start(before: start)
      else { continue }
      let way = share + 0.5
      from[row] = .date(before + (start - before) * way)
      to[row] = .date(start + (end - start) * way)
    }
    set(Column(names.start, values: from))
    set(Column(names.end, values: to))
  }
}

import OrderedCollections
import Tables

/// The values of a discrete scale or a facet, in their order.
enum DiscreteDomain {
  /// One field that adds values.
  struct Part {
    var column: Column
    /// The rows before aggregation, by which `sort` orders; row for row it may differ from `column`.
    var raw: Table
    var sort: Nullable<SortSpec>?
    var stack: StackBinding?
    /// The field in `raw` that holds the values.
    var source: String?
    /// The field of each channel, for `sort` by a channel.
    var fields: [Channel: FieldBinding] = [:]
    /// The time unit of the values.
    var timeUnit: TimeUnit?
    /// The name of the field that is shown.
    var field: String?
  }

  /// The values of all parts, each once.
  ///
  /// By default they are sorted ascending; `null` keeps the order of the data, a list puts its
  /// values first, a field or channel sorts by an aggregate of it. Values that are wanted whether
  /// the data have them or not come before those of the data.
  static func values(of parts: [Part], with wanted: [Value] = []) -> [Value] {
    var found = OrderedSet(wanted)
    for part in parts {
      for row in 0..<part.column.count { found.append(part.column[row]) }
    }
    guard let sort = parts.lazy.compactMap(\.sort).first else {
      return found.elements.sorted { $0.compared(with: $1) < 0 }
    }
    guard case .value(let order) = sort else { return found.elements }
    switch order {
    case .order(.ascending): return found.elements.sorted { $0.compared(with: $1) < 0 }
    case .order(.descending): return found.elements.sorted { $1.compared(with: $0) < 0 }
    case .values(let values):
      let unit = parts.lazy.compactMap(\.timeUnit).first
      let first = values.map { unit?.moment(of: $0.value) ?? $0.value }.filter(found.contains)
      return first + found.elements.filter { !first.contains($0) }
    case .channel(let channel, let direction, _):
      let field = parts.lazy.compactMap { $0.fields[channel] }.first
      // Where a measure is stacked the whole stack counts, else the least of several values.
      let isStacked = parts.contains { $0.stack?.channel == channel }
      return sorted(
        found.elements, parts, field?.source, field?.aggregate ?? (isStacked ? .sum : .min),
        direction)
    case .field(let name, nil, let direction) where name != nil && name?.name == parts.first?.field:
      let ascending = found.elements.sorted { $0.compared(with: $1) < 0 }
      return direction == .ascending ? ascending : ascending.reversed()
    case .field(let name, let op, let direction):
      return sorted(found.elements, parts, name?.name, op, direction)
    }
  }

  /// Sorts values by an aggregate of a field over the raw rows that have each value.
  private static func sorted(
    _ values: [Value], _ parts: [Part], _ field: String?, _ op: AggregateOp?, _ order: SortOrder
  ) -> [Value] {
    let keys = keys(parts, field, op)
    // A stable sort: equal keys keep the order in which the values were found.
    return values.enumerated().sorted { a, b in
      let (first, second) = (keys[a.element] ?? .null, keys[b.element] ?? .null)
      if first != second {
        let comparison = first.compared(with: second)
        return order == .ascending ? comparison < 0 : comparison > 0
      }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// The aggregate of each value, over the rows of all parts that have a sort order: those of all
  /// panels of a facet, as they share the scale.
  private static func keys(
    _ parts: [Part], _ field: String?, _ op: AggregateOp?
  ) -> [Value: Value] {
    var names: [Value] = [], measures: [Value] = []
    for part in parts where part.sort != nil {
      guard let column = part.raw[part.source ?? part.column.name] else { continue }
      let measure = field.flatMap { part.raw[$0] }
      for row in 0..<part.raw.rowCount {
        names.append(column[row])
        measures.append(measure?[row] ?? .null)
      }
    }
    let usual = parts.contains { $0.stack != nil } ? AggregateOp.sum : .min
    guard
      let key = Aggregate(field == nil ? .count : op ?? usual, of: "measure", as: "key")
    else { return [:] }
    let table = Table(
      columns: [Column("name", values: names), Column("measure", values: measures)],
      rowCount: names.count)
    let summary = table.summarized(by: ["name"], [key])
    return Dictionary(
      (0..<summary.rowCount).map { row in
        (summary["name"]?[row] ?? .null, summary["key"]?[row] ?? .null)
      }, uniquingKeysWith: { first, _ in first })
  }
}

import Tables

// Stacked lines and areas have a value in each place where any of them has one.
extension Stacking {
  /// Adds rows with zero where a series has none at a value of the dimension.
  ///
  /// A new row is that of its series but for the dimension and the measure.
  static func impute(
    _ unit: inout BoundUnit, _ field: FieldBinding, _ dimensions: [Channel], _ series: [String]
  ) {
    let table = unit.table
    let places = dimensions.compactMap { unit.field($0) }
    let keys = places.map(\.column).filter { $0 != field.column }
    guard !keys.isEmpty, !series.isEmpty else { return }
    let byPlace = table.grouped(by: keys).groups.compactMap(\.first)
    let bySeries = table.grouped(by: series).groups.compactMap(\.first)
    guard byPlace.count > 1, bySeries.count > 1 else { return }
    func key(_ row: Int, _ columns: [String]) -> [Value] {
      columns.map { table.value($0, row: row) }
    }
    var known = Set<[Value]>()
    for row in 0..<table.rowCount { known.insert(key(row, keys + series)) }
    var added: [(place: Int, series: Int)] = []
    for place in byPlace {
      for member in bySeries
      where !known.contains(key(place, keys) + key(member, series)) {
        added.append((place, member))
      }
    }
    guard !added.isEmpty, table.rowCount + added.count <= limit else { return }
    var result = table.picking(Array(0..<table.rowCount) + added.map(\.series))
    for name in places.flatMap(\.columns) where name != field.column {
      guard let column = table[name] else { continue }
      let values = (0..<table.rowCount).map { column[$0] } + added.map { column[$0.place] }
      result.set(Column(name, values: values, field: column.field))
    }
    if let column = table[field.column] {
      let values = (0..<table.rowCount).map { column[$0] } + added.map { _ in Value.number(0) }
      result.set(Column(field.column, values: values, field: column.field))
    }
    unit.table = result
  }

  /// More rows than this are not made up.
  private static let limit = 2_000_000
}

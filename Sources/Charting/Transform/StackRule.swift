import Tables

/// Where stacked values start and end, as Vega's stack transform has it.
///
/// With the offset `zero` positive and negative values are stacked apart. The others stack how large
/// the values are, whatever their sign: `normalize` so that each stack runs from 0 to 1, `center` so
/// that all have the middle of the largest.
enum StackRule {
  /// The starts and the ends; each group lists the rows of one stack in its order.
  static func stack(
    _ numbers: [Double], groups: [[Int]], offset: StackOffset
  ) -> (starts: [Double], ends: [Double]) {
    var starts = [Double](repeating: Column.missing, count: numbers.count)
    var ends = starts
    let sizes = numbers.map { $0.isFinite ? $0 : 0 }
    let totals = groups.map { $0.reduce(0) { $0 + sizes[$1].magnitude } }
    let largest = totals.max() ?? 0
    for (group, total) in zip(groups, totals) {
      if offset == .zero {
        var up = 0.0, down = 0.0
        for row in group {
          let base = sizes[row] < 0 ? down : up
          (starts[row], ends[row]) = (base, base + sizes[row])
          if sizes[row] < 0 { down = ends[row] } else { up = ends[row] }
        }
        continue
      }
      let scale = offset == .center ? 1 : total > 0 ? 1 / total : 0
      let base = offset == .center ? (largest - total) / 2 : 0
      var sum = 0.0
      for row in group {
        starts[row] = base + scale * sum
        sum += sizes[row].magnitude
        ends[row] = base + scale * sum
      }
    }
    return (starts, ends)
  }
}

extension DataFlow {
  mutating func stack(_ spec: StackTransformSpec, _ table: Table) -> Table {
    guard let field = spec.field, let names = spec.names?.pair else { return table }
    var table = table
    let value = numbers(of: field, in: &table)
    let keys = columns(of: spec.groupby, in: &table)
    let sort = sortKeys(spec.sort, in: &table)
    let cells = table[value]
    let numbers = (0..<table.rowCount).map { cells?[$0].numeric ?? 0 }
    let (starts, ends) = StackRule.stack(
      numbers, groups: table.groups(of: table.rowsSorted(by: sort), by: keys),
      offset: spec.offset ?? .zero)
    table.set(Column(names.0, .numbers(starts)))
    table.set(Column(names.1, .numbers(ends)))
    return table
  }
}

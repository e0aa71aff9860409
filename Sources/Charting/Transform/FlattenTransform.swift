import Diagnostics
import Tables

// The flatten transform: lists become rows, one for each element.
extension DataFlow {
  mutating func flatten(_ spec: FlattenSpec, _ table: Table) -> Table {
    var table = table
    let fields = spec.fields ?? []
    let columns = columns(of: fields, in: &table)
    let names = columns.enumerated().map { index, name in
      spec.names.flatMap { index < $0.count ? $0[index] : nil } ?? name
    }
    let lists = columns.map { name in
      (0..<table.rowCount).map { table.value(name, row: $0).elements }
    }
    for (index, name) in columns.enumerated() {
      let count = lists[index].count { $0 == nil }
      if count > 0, log.errorCount == 0 {
        log.add(.notLists(count, of: lists[index].count, name, at: fields[index].place))
      }
    }
    var rows: [Int] = []
    var elements = columns.map { _ in [Value]() }
    for row in 0..<table.rowCount {
      // The longest list counts; the others are filled up with nothing.
      for place in 0..<(lists.map { $0[row]?.count ?? 0 }.max() ?? 0) {
        rows.append(row)
        for (index, list) in lists.enumerated() {
          let values = list[row] ?? []
          elements[index].append(place < values.count ? values[place] : .null)
        }
      }
    }
    var result = table.picking(rows)
    for (name, values) in zip(names, elements) { result.set(Column(name, values: values)) }
    return result
  }
}

extension Value {
  /// The elements of a list, none if there is nothing; nil for what is no list.
  fileprivate var elements: [Value]? {
    switch self {
    case .list(let values): values
    case .null: []
    default: nil
    }
  }
}

extension Diagnostic {
  static func notLists(
    _ count: Int, of all: Int, _ name: String, at place: Place?
  ) -> Diagnostic {
    Diagnostic(
      count == all ? .error : .warning, "not-a-list",
      count == all
        ? "no value of the column '\(name)' is a list"
        : "\(count) \(count == 1 ? "value" : "values") of '\(name)' \(count == 1 ? "is" : "are") no list",
      at: place, why: "flatten makes one row of each element of a list",
      hints: count == all ? ["split a text with calculate: split(datum['\(name)'], ',')"] : [])
  }
}

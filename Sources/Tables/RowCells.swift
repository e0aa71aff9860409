import Diagnostics
import Notation

/// The cells of rows of JSON by column.
struct RowCells {
  private(set) var names: [String] = []
  private(set) var rowStarts: [Int] = []
  private var cells: [[Value]] = []
  private var firstPlaces: [Place] = []
  private var index: [String: Int] = [:]
  /// The first value that is no object, how many there are, and whether there are objects too.
  private var firstOther: Place?
  private var otherCount = 0
  private var hasObjects: Bool { otherCount < rowCount }

  var rowCount: Int { rowStarts.count }

  /// The cells of one column, one for each row.
  func values(ofColumn column: Int) -> [Value] {
    cells[column] + [Value](repeating: .null, count: max(0, rowCount - cells[column].count))
  }

  mutating func add(_ node: Node) {
    rowStarts.append(node.place.range.lowerBound)
    if node.members == nil {
      firstOther = firstOther ?? node.place
      otherCount += 1
    }
    switch node.value {
    case .object(let members):
      for (position, member) in members.enumerated() {
        set(member.key, member.value, at: member.keyPlace, near: position)
      }
    case .array(let elements):
      for (position, element) in elements.enumerated() {
        set(String(position), element, at: element.place, near: position)
      }
    default: set(JSONRows.valueColumn, node, at: node.place, near: 0)
    }
  }

  private mutating func set(_ name: String, _ node: Node, at place: Place, near position: Int) {
    let column = column(of: name, near: position)
    if column == names.count {
      index[name] = column
      names.append(name)
      cells.append([])
      firstPlaces.append(place)
    }
    let row = rowCount - 1
    while cells[column].count < row { cells[column].append(.null) }
    if cells[column].count == row { cells[column].append(node.tableValue) }
  }

  /// Rows mostly have the same names in the same order, so a name is looked for there first.
  private func column(of name: String, near position: Int) -> Int {
    if position < names.count, names[position] == name { return position }
    return index[name] ?? names.count
  }

  /// Reports values among objects: they are rows of other columns, which is hardly meant.
  func compareKinds(log: inout DiagnosticLog) {
    guard hasObjects, let firstOther else { return }
    log.add(.mixedRows(otherCount, at: firstOther))
  }

  /// Reports columns that the package does not describe, or that are asked for and missing.
  func compareNames(
    with resource: ResourceDescriptor?, rules: ParseRules, at place: Place,
    log: inout DiagnosticLog
  ) {
    for rule in rules.rules where rule.isStrict && index[rule.column] == nil && !names.isEmpty {
      log.add(.unknownRuleColumn(rule.column, among: names, at: rule.place ?? place))
    }
    guard let resource, !resource.fields.isEmpty, !names.isEmpty else { return }
    resource.compareColumns(with: Array(zip(names, firstPlaces)), at: place, log: &log)
  }
}

extension Diagnostic {
  static func mixedRows(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "mixed-rows",
      Tally.phrase(count, "row is no object", "rows are no objects") + ", while others are",
      at: place,
      why: "a single value is a row with the column '\(JSONRows.valueColumn)' alone, as in Vega",
      hint: "write each row as an object, or take it out")
  }
}

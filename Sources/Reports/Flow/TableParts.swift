import Canvas

/// A table that has been set, part by part.
struct TableParts {
  var caption: [FlowBox]
  var head: FlowBox
  var body: [[(box: FlowBox, targets: [String])]]
  var foot: [FlowBox]
  /// The rows that stand above others.
  var subheads: Set<Int>

  func height(_ style: ReportStyle) -> Double {
    let lines = caption.reduce(0) { $0 + $1.height } + head.height
    let rows = body.joined().reduce(0) { $0 + $1.box.height }
    let gap = caption.isEmpty ? 0 : style.caption.below
    return lines + gap + rows + foot.reduce(0) { $0 + $1.spaceBefore + $1.height }
  }

  /// The rows before which a page may end.
  ///
  /// Two rows and three lines at least stay on either side, and a table of a few rows is left whole.
  /// No page ends with a row that stands above others, nor with a single one below it, and none
  /// begins with the last row of a group, unless these are very high.
  func cuts(_ style: ReportStyle) -> Set<Int> {
    let heights = body.map { $0.reduce(0) { $0 + $1.box.height } }
    let whole = heights.reduce(0, +)
    guard whole > style.columnHeight / 6 else { return [] }
    let least = style.table.leading * 3 - 0.01
    var cuts: Set<Int> = []
    var above = 0.0
    for (index, height) in heights.enumerated() {
      let isAmong = index >= 2 && heights.count - index >= 2
      if isAmong, above >= least, whole - above >= least, !subheads.contains(index - 1),
        !isLonely(index, heights, style)
      {
        cuts.insert(index)
      }
      above += height
    }
    return cuts
  }

  /// Whether a page that ends before a row parts a single row from its group.
  private func isLonely(_ index: Int, _ heights: [Double], _ style: ReportStyle) -> Bool {
    guard !subheads.isEmpty, !subheads.contains(index) else { return false }
    let isSecond = subheads.contains(index - 2)
    let isLast = subheads.contains(index + 1) || index + 1 == heights.count
    guard isSecond || isLast else { return false }
    let kept = heights[max(0, index - 2)...min(index + 1, heights.count - 1)].reduce(0, +)
    return kept <= style.columnHeight / 3
  }

  /// The rows within groups that had better stay whole, since a page has room for them.
  func grouped(_ style: ReportStyle) -> Set<Int> {
    let heights = body.map { $0.reduce(0) { $0 + $1.box.height } }
    let starts = subheads.sorted()
    var rows: Set<Int> = []
    for (start, end) in zip(starts, starts.dropFirst() + [body.count]) {
      let height = heights[start..<end].reduce(0, +)
      if height <= style.columnHeight * Self.wholeGroup { rows.formUnion((start + 1)..<end) }
    }
    return rows
  }

  /// How much of a page a group of rows takes at most that had better stay whole.
  private static let wholeGroup = 0.7

  /// All of it as one that moves.
  func float(named name: String, _ style: ReportStyle) -> FlowFloat {
    var float = FlowFloat(
      kind: .table, name: name, height: 0, parts: [], space: style.figureSpace)
    for box in caption { float.add(box) }
    if !caption.isEmpty { float.height += style.caption.below }
    float.add(head)
    for row in body.joined() { float.add(row.box) }
    for box in foot {
      float.height += box.spaceBefore
      float.add(box)
    }
    return float
  }
}

extension FlowBox {
  /// The box with its content moved to the right.
  func moved(by x: Double) -> FlowBox {
    var box = self
    if x != 0 { box.parts = parts.map { $0.shifted(by: Point(x, 0)) } }
    return box
  }
}

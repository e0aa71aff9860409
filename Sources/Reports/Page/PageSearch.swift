/// A column as the search has decided it.
struct PlannedColumn {
  /// The state before and after it.
  var start: PageState
  var end: PageState
  /// The figures over all columns, at the top of the page; only in its first column.
  var wide: [PlacedFloat] = []
  /// How much of the page they take, with the space below them.
  var wideHeight = 0.0
  var floats: [PlacedFloat] = []
  /// The height of the column.
  var height: Double
  /// Whether it is the last one of its stretch.
  var isLast = false
}

/// What the pages of a stretch follow from.
struct PageTask: Hashable {
  var metrics: FlowMetrics
  var room: PageRoom
  /// The height of what stands over all columns of the first page.
  var opening: Double
  /// The number of the first page.
  var firstPage: Int
}

/// Finds the pages of a stretch of text that are best as a whole.
///
/// Column by column, the states that can be reached are kept with the cheapest way to each: the
/// dynamic programming of Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems"
/// (1981), with columns and figures as in Mittelbach, "A General LuaTeX Framework for Globally
/// Optimized Pagination" (2019). A beam keeps the number of states small: of two states, the one
/// that has placed more for its cost goes on.
struct PageSearch {
  /// How many states go on from each column.
  static let beam = 40

  private struct Node {
    var parent: Int
    var column: PlannedColumn
    var cost: Double
    /// What was released when its page started: a figure that still waits at its end is late.
    var pageStart: PageState
  }

  private struct Key: Hashable {
    var box: Int
    var figures: Int
    var tables: Int
    var carried: [NotePart]
    var height: Double
  }

  private let metrics: FlowMetrics
  private let room: PageRoom
  private let opening: Double
  private let firstPage: Int
  private var nodes: [Node] = []

  /// The columns of a stretch, in order: all those of a page, then those of the next.
  static func columns(of task: PageTask) -> [PlannedColumn] {
    var search = PageSearch(task)
    let whole = search.run(from: nil, height: task.room.height)
    guard task.room.columns > 1, !whole.isEmpty else { return whole }
    return search.balanced(whole)
  }

  private init(_ task: PageTask) {
    (metrics, room, opening, firstPage) = (task.metrics, task.room, task.opening, task.firstPage)
  }

  // MARK: Columns

  /// The cheapest columns to the end of the stretch; with `height`, the first page is that high and
  /// must be the last one too, else there are none.
  private mutating func run(from start: PlannedColumn?, height: Double) -> [PlannedColumn] {
    nodes = []
    var frontier = [-1]
    var best: (node: Int, cost: Double)?
    let isOnlyPage = start != nil
    let limit = isOnlyPage ? room.columns : 4 * (metrics.boxes.count + floatCount) + 8
    let first = start?.start ?? PageState()
    for number in 0..<limit where !frontier.isEmpty {
      let column = number % room.columns
      let isFirstPage = number < room.columns && (start.map { $0.start.box == 0 } ?? true)
      var next: [Key: Int] = [:]
      for parent in frontier {
        for node in following(
          parent, first, column: column, number: number, height: height, isFirstPage: isFirstPage)
        {
          if isDone(node.column.end) {
            let cost = node.cost + endCost(node)
            if cost < best?.cost ?? .infinity {
              best = (nodes.count, cost)
              nodes.append(node)
            }
          } else if node.cost < best?.cost ?? .infinity {
            keep(node, column, &next)
          }
        }
      }
      frontier = pruned(Array(next.values))
    }
    guard let best else { return [] }
    return path(to: best.node)
  }

  private var floatCount: Int { metrics.figures.count + metrics.tables.count }

  private func isDone(_ state: PageState) -> Bool {
    state.box == metrics.boxes.count && state.carried.isEmpty
      && state.figures == metrics.figures.count && state.tables == metrics.tables.count
  }

  private func endCost(_ node: Node) -> Double {
    let released = metrics.boxes.indices.contains(node.pageStart.box)
    guard released, node.pageStart.box > 0 else { return 0 }
    let depth = metrics.boxes.last?.depth ?? 0
    let own = depth - metrics.boxes[node.pageStart.box - 1].depth
    return own < 5 * room.grid && node.column.floats.isEmpty && node.column.wide.isEmpty
      ? PageCost.shortEnd : 0
  }

  private mutating func keep(_ node: Node, _ column: Int, _ next: inout [Key: Int]) {
    let end = node.column.end
    let isPageEnd = column == room.columns - 1
    let key = Key(
      box: end.box, figures: end.figures, tables: end.tables, carried: end.carried,
      height: isPageEnd ? 0 : node.column.height)
    if let known = next[key] {
      if node.cost < nodes[known].cost { nodes[known] = node }
    } else {
      next[key] = nodes.count
      nodes.append(node)
    }
  }

  /// The columns that can follow one.
  private func following(
    _ parent: Int, _ first: PageState, column: Int, number: Int, height: Double, isFirstPage: Bool
  ) -> [Node] {
    let start = parent < 0 ? first : nodes[parent].column.end
    let cost = parent < 0 ? 0 : nodes[parent].cost
    let pageStart = column == 0 || parent < 0 ? start : nodes[parent].pageStart
    var result: [Node] = []
    for top in tops(start, column: column, parent: parent, height: height, isFirstPage) {
      let fill = ColumnFill(
        metrics: metrics, room: room, height: top.height, takesWide: room.columns == 1,
        start: top.state)
      for filled in fill.columns() {
        let planned = PlannedColumn(
          start: start, end: filled.state, wide: top.floats, wideHeight: top.wideHeight,
          floats: filled.floats, height: top.height)
        let waits = waitingCost(
          filled.state, fill, pageStart: pageStart, column: column, number: number)
        result.append(
          Node(
            parent: parent, column: planned,
            cost: cost + filled.cost + waits + PageCost.page / Double(room.columns),
            pageStart: pageStart))
      }
    }
    return result
  }

  // MARK: Figures over all columns

  private struct Top {
    var state: PageState
    var floats: [PlacedFloat] = []
    var wideHeight = 0.0
    var height: Double
  }

  /// What may stand over all columns at the top of a page: nothing, or some of the wide figures that
  /// wait.
  private func tops(
    _ start: PageState, column: Int, parent: Int, height: Double, _ isFirstPage: Bool
  ) -> [Top] {
    if column > 0, parent >= 0 {
      return [Top(state: start, height: nodes[parent].column.height)]
    }
    let taken = isFirstPage ? room.snapped(opening) : 0
    var tops = [Top(state: start, wideHeight: taken, height: height - taken)]
    guard room.columns > 1 else { return tops }
    var index = 0
    while index < tops.count, tops.count < 8 {
      for isTable in [false, true] {
        if let top = adding(isTable: isTable, to: tops[index], taken: taken) { tops.append(top) }
      }
      index += 1
    }
    return tops
  }

  private func adding(isTable: Bool, to top: Top, taken: Double) -> Top? {
    let released = metrics.released(before: top.state.box)
    let number = isTable ? top.state.tables : top.state.figures
    guard number < (isTable ? released.tables : released.figures) else { return nil }
    let float = isTable ? metrics.tables[number] : metrics.figures[number]
    guard float.isWide else { return nil }
    var next = top
    next.floats.append(PlacedFloat(isTable: isTable, index: number, box: top.state.box))
    if isTable { next.state.tables += 1 } else { next.state.figures += 1 }
    let before = top.floats.isEmpty ? 0 : top.wideHeight
    let gap = before > 0 || taken > 0 ? float.space : 0
    let whole = room.snapped(max(before, taken) + gap + float.height + float.space)
    next.height = top.height + max(before, taken) - whole
    next.wideHeight = whole
    // A page that is nothing but figures has no columns below.
    guard next.height >= -0.01 else { return nil }
    return next
  }

  private func waitingCost(
    _ state: PageState, _ fill: ColumnFill, pageStart: PageState, column: Int, number: Int
  ) -> Double {
    let count = fill.waitingCount(state)
    guard count > 0 else { return 0 }
    if column < room.columns - 1 { return PageCost.waitsForColumn * Double(count) }
    let released = metrics.released(before: pageStart.box)
    let late =
      max(0, released.figures - state.figures) + max(0, released.tables - state.tables)
    let page = firstPage + number / room.columns
    let each = page % 2 == 0 ? PageCost.waitsForFacingPage : PageCost.waitsForPage
    return each * Double(count - late) + PageCost.waitsTooLong * Double(late)
  }

  // MARK: The beam

  private func pruned(_ frontier: [Int]) -> [Int] {
    // The order of a dictionary is none: ties are broken by what was found first.
    let scored = frontier.map { (score: score(nodes[$0]), node: $0) }
    return scored.sorted { $0 < $1 }.prefix(Self.beam).map(\.node)
  }

  /// What a state has cost, less what pages cost that hold as much as it has placed.
  private func score(_ node: Node) -> Double {
    let pages = metrics.depth(of: node.column.end) / room.height
    return node.cost - pages * PageCost.page / Double(room.columns)
  }

  private func path(to node: Int) -> [PlannedColumn] {
    var result: [PlannedColumn] = []
    var node = node
    while node >= 0 {
      result.append(nodes[node].column)
      node = nodes[node].parent
    }
    result.reverse()
    if let last = result.indices.last { result[last].isLast = true }
    return result
  }

  // MARK: The last page

  /// The same columns, with those of the last page made equally long.
  private mutating func balanced(_ columns: [PlannedColumn]) -> [PlannedColumn] {
    let lastPage = (columns.count - 1) / room.columns * room.columns
    let start = columns[lastPage]
    let before = Array(columns[..<lastPage])
    let taken = start.start.box == 0 ? room.snapped(opening) : 0
    let lines = Int(((room.height - taken) / room.grid).rounded(.down))
    for count in 1...max(1, lines) {
      let height = taken + Double(count) * room.grid
      let found = run(from: start, height: height)
      if !found.isEmpty { return before + found }
    }
    return columns
  }
}

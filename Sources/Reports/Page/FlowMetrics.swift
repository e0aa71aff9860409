/// A stretch of a flow between two forced breaks, as plain numbers: what the search for pages asks
/// thousands of times.
struct FlowMetrics: Hashable {
  /// A box of the flow.
  struct Box: Hashable {
    var height: Double
    var spaceBefore: Double
    var spaceAfter: Double
    /// How far below its top a line of the grid has to lie; nil if it stands anywhere.
    var gridOffset: Double?
    /// How unwelcome a page is that ends before it; infinite where none may.
    var breakPenalty: Double
    var isHeading: Bool
    /// Whether it is the last one of its paragraph, list or table: a figure may follow it.
    var endsBlock: Bool
    /// The table that it belongs to, and the height of what is repeated above it; -1 for none.
    var continuation: Int
    /// The notes that it calls first.
    var notes: [Int]
    /// How many figures and tables are released up to it, itself included.
    var figures: Int
    var tables: Int
    /// How high the boxes up to it are together, for weighing states of different progress.
    var depth: Double
  }

  /// A figure or a table that moves.
  struct Float: Hashable {
    var height: Double
    var space: Double
    var isWide: Bool
    var notes: [Int]
  }

  /// A line of a note.
  struct NoteLine: Hashable {
    var height: Double
    var spaceBefore: Double
  }

  var boxes: [Box] = []
  /// The figures and the tables in their order, and their indices in the flow.
  var figures: [Float] = []
  var tables: [Float] = []
  /// How high the first so many figures, and tables, are together.
  private(set) var figureDepths = [0.0]
  private(set) var tableDepths = [0.0]
  var figureIndices: [Int] = []
  var tableIndices: [Int] = []
  /// The heights of the lines of each note, and the space above each but the first.
  let notes: [[NoteLine]]
  let continuations: [Double]
  /// The tables that these continue.
  let continuedTables: [Int]

  /// Reads a range of a flow; `noted` are the notes that stand on earlier pages.
  init(_ flow: Flow, _ range: Range<Int>, noted: inout Set<Int>) {
    notes = flow.notes.map { $0.map { NoteLine(height: $0.height, spaceBefore: $0.spaceBefore) } }
    continuations = flow.continuations.map(\.height)
    continuedTables = flow.continuations.map(\.table)
    boxes.reserveCapacity(range.count)
    var depth = 0.0
    for index in range {
      let box = flow.boxes[index]
      for float in box.floats { add(flow.floats[float], float, &noted) }
      depth += box.spaceBefore + box.height
      boxes.append(
        Box(
          height: box.height, spaceBefore: box.spaceBefore, spaceAfter: box.spaceAfter,
          gridOffset: box.gridOffset, breakPenalty: Self.penalty(of: box),
          isHeading: box.isHeading && box.section != nil,
          endsBlock: Self.endsBlock(index, flow, range), continuation: box.continuation ?? -1,
          notes: box.notes.filter { noted.insert($0).inserted },
          figures: figures.count, tables: tables.count, depth: depth))
    }
  }

  private mutating func add(_ float: FlowFloat, _ index: Int, _ noted: inout Set<Int>) {
    let metric = Float(
      height: float.height, space: float.space, isWide: float.isWide,
      notes: float.notes.filter { noted.insert($0).inserted })
    switch float.kind {
    case .figure:
      figures.append(metric)
      figureDepths.append((figureDepths.last ?? 0) + metric.height)
      figureIndices.append(index)
    case .table:
      tables.append(metric)
      tableDepths.append((tableDepths.last ?? 0) + metric.height)
      tableIndices.append(index)
    case .opening: break
    }
  }

  private static func penalty(of box: FlowBox) -> Double {
    switch box.breakBefore {
    case .forbidden: .infinity
    case .allowed: box.breakPenalty
    }
  }

  private static func endsBlock(_ index: Int, _ flow: Flow, _ range: Range<Int>) -> Bool {
    guard index + 1 < range.upperBound, let root = flow.boxes[index].parts.last?.path.first
    else { return true }
    return !flow.boxes[index + 1].parts.contains { $0.path.first?.number == root.number }
  }

  /// How high all is together that has been placed in a state.
  func depth(of state: PageState) -> Double {
    let text = boxes.indices.contains(state.box - 1) ? boxes[state.box - 1].depth : 0
    return text + figureDepths[state.figures] + tableDepths[state.tables]
  }

  /// How many figures and tables are released before a box.
  func released(before box: Int) -> (figures: Int, tables: Int) {
    guard box > 0, boxes.indices.contains(box - 1) else { return (0, 0) }
    return (boxes[box - 1].figures, boxes[box - 1].tables)
  }

  /// Whether the box before one belongs to the same table.
  func isInsideTable(_ box: Int) -> Bool {
    guard boxes.indices.contains(box), box > 0 else { return false }
    let (before, here) = (boxes[box - 1].continuation, boxes[box].continuation)
    return continuedTables.indices.contains(before) && continuedTables.indices.contains(here)
      && continuedTables[before] == continuedTables[here]
  }

  /// The height of some lines of a note.
  func height(of note: Int, _ lines: Range<Int>, isFirst: Bool) -> Double {
    guard notes.indices.contains(note) else { return 0 }
    var sum = 0.0
    for index in lines.clamped(to: notes[note].indices) {
      sum += notes[note][index].height
      if !(isFirst && index == lines.lowerBound) { sum += notes[note][index].spaceBefore }
    }
    return sum
  }
}

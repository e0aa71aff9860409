/// Goes through a column that has been decided and tells where everything stands, with the white
/// that is left over shared among the spaces around figures and above headings.
struct ColumnWalk {
  /// Something and its place.
  struct Place {
    enum Content {
      case float(PlacedFloat)
      /// The number of a box in its stretch.
      case box(Int)
    }

    var y: Double
    var content: Content
    /// The table whose head is repeated above.
    var continuation: Int?
  }

  let fill: ColumnFill
  let column: PlannedColumn
  /// Whether any text stands in the column, and where it ends.
  private(set) var hasText = false
  private(set) var textEnd = 0.0

  /// Spaces that share white: those around some figures between two texts, or one above a heading.
  private struct Gaps {
    /// The numbers of the places below the spaces.
    var places: [Int]
    var isAboveHeading: Bool
  }

  init(fill: ColumnFill, column: PlannedColumn) {
    self.fill = fill
    self.column = column
  }

  /// All places, from the top down.
  mutating func places() -> [Place] {
    var places: [Place] = []
    var gaps: [Gaps] = []
    var filled = FilledColumn()
    filled.state = column.start
    var floats = column.floats[...]
    for box in column.start.box...column.end.box {
      while let float = floats.first, float.box == box {
        add(float, &filled, &places, &gaps)
        floats = floats.dropFirst()
      }
      if box < column.end.box { add(box: box, &filled, &places, &gaps) }
    }
    hasText = filled.hasText
    let lines = spareLines(below: filled.y)
    if !column.isLast { stretch(&places, gaps, lines: lines) }
    textEnd = places.last.map { $0.y + height(of: $0) } ?? 0
    return places
  }

  private mutating func add(
    _ float: PlacedFloat, _ filled: inout FilledColumn, _ places: inout [Place],
    _ gaps: inout [Gaps]
  ) {
    let metric = (float.isTable ? fill.metrics.tables : fill.metrics.figures)[float.index]
    let y = fill.top(of: metric, in: filled)
    if filled.endsInFloat, !gaps.isEmpty {
      gaps[gaps.count - 1].places.append(places.count)
    } else if filled.endsInFloat || !filled.isEmpty {
      gaps.append(Gaps(places: [places.count], isAboveHeading: false))
    }
    places.append(Place(y: y, content: .float(float)))
    filled.y = y + metric.height
    filled.spaceBelow = metric.space
    filled.endsInFloat = true
    filled.floats.append(float)
  }

  private mutating func add(
    box index: Int, _ filled: inout FilledColumn, _ places: inout [Place], _ gaps: inout [Gaps]
  ) {
    let box = fill.metrics.boxes[index]
    let repeated = fill.continuation(above: index, in: filled)
    let y = fill.top(of: box, in: filled) + repeated
    var place = Place(y: y, content: .box(index))
    if repeated > 0 { place.continuation = box.continuation }
    if filled.endsInFloat, box.height > 0 {
      // The white around figures ends here; at the top of a column there is none above them.
      let opensColumn = places.count == filled.floats.count
      if opensColumn, filled.floats.count == 1 {
        gaps.append(Gaps(places: [places.count], isAboveHeading: false))
      } else if !gaps.isEmpty {
        gaps[gaps.count - 1].places.append(places.count)
      }
    } else if box.isHeading, !filled.isEmpty {
      gaps.append(Gaps(places: [places.count], isAboveHeading: true))
    }
    places.append(place)
    guard box.height > 0 else { return }
    filled.y = y + box.height
    filled.spaceBelow = box.spaceAfter
    filled.endsInFloat = false
    filled.hasText = true
  }

  private func height(of place: Place) -> Double {
    switch place.content {
    case .box(let index): fill.metrics.boxes[index].height
    case .float(let float):
      (float.isTable ? fill.metrics.tables : fill.metrics.figures)[float.index].height
    }
  }

  // MARK: White

  /// How many lines of the grid are empty between the text and the notes.
  private func spareLines(below y: Double) -> Int {
    let foot = NoteHeights(fill.metrics).foot(of: column)
    let lines = ((fill.height - y - foot) / fill.room.grid + 0.01).rounded(.down)
    return lines > 0 && lines < 1000 ? Int(lines) : 0
  }

  /// Moves what stands below gaps down, whole lines in all, so that text stays on the grid: a line
  /// more around each figure, then above each heading, then around figures again.
  ///
  /// A column that would stay far from its foot is left as it is.
  private func stretch(_ places: inout [Place], _ gaps: [Gaps], lines: Int) {
    let capacity = gaps.reduce(0) { $0 + $1.places.count }
    guard lines > 0, lines <= capacity + 2 else { return }
    let figures = gaps.filter { !$0.isAboveHeading }
    var order = figures + gaps.filter(\.isAboveHeading)
    order += figures.filter { $0.places.count > 1 }
    var added = [Double](repeating: 0, count: places.count)
    for gap in order.prefix(lines) {
      let share = fill.room.grid / Double(gap.places.count)
      for place in gap.places { added[place] += share }
    }
    var sum = 0.0
    for index in places.indices {
      sum += added[index]
      places[index].y += sum
    }
  }
}

/// The height of the notes at the foot of a column that has been decided.
struct NoteHeights {
  private let metrics: FlowMetrics

  init(_ metrics: FlowMetrics) { self.metrics = metrics }

  func foot(of column: PlannedColumn) -> Double {
    var parts = column.start.carried
    for box in column.start.box..<column.end.box {
      parts += metrics.boxes[box].notes.map { NotePart(note: $0, line: 0) }
    }
    for float in column.floats + column.wide {
      let notes = (float.isTable ? metrics.tables : metrics.figures)[float.index].notes
      parts += notes.map { NotePart(note: $0, line: 0) }
    }
    var height = 0.0
    for part in parts where metrics.notes.indices.contains(part.note) {
      let carried = column.end.carried.first { $0.note == part.note }
      let end = carried?.line ?? metrics.notes[part.note].count
      guard part.line < end else { continue }
      height += metrics.height(of: part.note, part.line..<end, isFirst: height == 0)
    }
    return height > 0 ? height + NoteArea.above + NoteArea.below : 0
  }
}

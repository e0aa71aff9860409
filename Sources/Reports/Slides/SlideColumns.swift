import Canvas
import Diagnostics

// Columns side by side on a slide: Pandoc's divs of the class `columns`.
extension SlideColumnSetter {
  /// The least width of a column.
  private static let leastColumn = 60.0

  /// One of several columns: what stands in it, and how wide it is.
  private struct Part {
    var blocks: [Block]
    var width: Double
  }

  /// Columns side by side, as one box, or as several where they go on over slides.
  mutating func columns(
    _ blocks: [Block], _ room: Size, at place: Place, _ builder: inout FlowBuilder
  ) -> [FlowBox] {
    let rows = rows(of: blocks, width: room.width)
    if rows.count > 1 { log.add(.manyColumns(blocks.count, at: place)) }
    var boxes: [FlowBox] = []
    for row in rows {
      var x = 0.0
      var set: [(x: Double, column: SlideColumn)] = []
      (nodeCount, continuations) = (builder.nodeCount, builder.flow.continuations)
      for part in row {
        let size = Size(part.width, room.height / Double(rows.count))
        set.append((x, column(part.blocks, size)))
        x += part.width + Self.gap
      }
      builder.nodeCount = nodeCount
      builder.flow.continuations = continuations
      boxes += slices(of: set, builder, at: place)
    }
    return boxes
  }

  /// The columns row by row, each with its width: one row, unless they would be too narrow.
  private func rows(of blocks: [Block], width: Double) -> [[Part]] {
    let most = max(1, Int((width + Self.gap) / (Self.leastColumn + Self.gap)))
    let count = max(1, (blocks.count + most - 1) / most)
    guard count > 1 else { return [parts(of: blocks, width: width, heedsWishes: true)] }
    let length = (blocks.count + count - 1) / count
    return stride(from: 0, to: blocks.count, by: length).map { start in
      let own = Array(blocks[start..<min(start + length, blocks.count)])
      return parts(of: own, width: width, heedsWishes: false)
    }
  }

  private func parts(of blocks: [Block], width: Double, heedsWishes: Bool) -> [Part] {
    let free = max(1, width - Self.gap * Double(max(0, blocks.count - 1)))
    let least = min(Self.leastColumn, free / Double(max(1, blocks.count)))
    let wished = blocks.map { block -> (blocks: [Block], width: Double?) in
      guard case .division(let inner, let attributes) = block.kind else { return ([block], nil) }
      guard heedsWishes else { return (inner, nil) }
      return (inner, attributes["width"].flatMap { Length.points($0.text, of: free) })
    }
    let given = wished.compactMap(\.width).reduce(0, +)
    let open = Double(wished.count { $0.width == nil })
    let rest = max(least, (free - given) / max(1, open))
    let widths = wished.map { max(least, $0.width ?? rest) }
    let whole = widths.reduce(0, +)
    let squeeze = whole > free ? free / whole : 1
    return zip(wished, widths).map { Part(blocks: $0.blocks, width: $1 * squeeze) }
  }

  /// Columns as boxes of which each has room on a slide: every column goes on in its own place.
  private mutating func slices(
    of columns: [(x: Double, column: SlideColumn)], _ builder: FlowBuilder, at place: Place
  ) -> [FlowBox] {
    let notes = document.withInnerNotes(columns.flatMap { $0.column.boxes.flatMap(\.notes) })
    var counting = builder
    let foot = NoteArea.height(
      counting.notes(
        notes,
        .init(
          width: style.columnWidth, face: style.footnote, language: document.metadata.language)
      ).flatMap { $0 })
    let limit = max(style.body.leading * 2, sliceHeight - foot)
    var starts = columns.map { _ in 0 }
    var boxes: [FlowBox] = []
    repeat {
      var box = FlowBox(height: 0)
      box.isOnGrid = false
      for (index, (x, column)) in columns.enumerated() where starts[index] < column.boxes.count {
        let end = fill(column, from: starts[index], x: x, limit, in: &box, at: place)
        starts[index] = end
      }
      boxes.append(box)
    } while zip(starts, columns).contains { $0 < $1.column.boxes.count }
    return boxes
  }

  /// Places what has room of a column in a box; gives where the rest starts.
  private mutating func fill(
    _ column: SlideColumn, from start: Int, x: Double, _ limit: Double, in box: inout FlowBox,
    at place: Place
  ) -> Int {
    let head = column.continuation(at: start, continuations)
    var y = head?.height ?? 0
    if let head { box.parts += head.head.map { $0.shifted(by: Point(x, 0)) } }
    let end = column.end(from: start, room: limit, head: y) { _ in 0 }
    for index in start..<end {
      var line = column.boxes[index]
      if index > start { y += line.spaceBefore }
      if end == start + 1, y + line.height > limit + 0.5, limit > y {
        let scale = (limit - y) / line.height
        log.add(.shrunkenSlide(scale, at: line.place ?? place))
        line = line.scaled(by: scale)
      }
      box.parts += line.parts.map { $0.shifted(by: Point(x, y)) }
      box.notes += line.notes
      y += line.height
    }
    if let next = column.continuation(at: end, continuations) {
      box.parts += next.foot.map { $0.shifted(by: Point(x, y)) }
    }
    box.height = max(box.height, y)
    return end
  }
}

extension SlideColumn {
  /// Where a slide ends that begins with a box: the last place at which it may, that fits, but not
  /// within a group of rows for which the next slide has room.
  ///
  /// `foot` tells the height of some notes.
  func end(from start: Int, room: Double, head: Double, foot: ([Int]) -> Double) -> Int {
    var y = head
    var best: Int?
    var beforeGroup: Int?
    var notes: [Int] = []
    var footHeight = foot([])
    for index in start..<boxes.count {
      let box = boxes[index]
      if index > start {
        if box.breakBefore != .forbidden {
          best = index
          if box.breakPenalty == 0, y >= room * Self.leastFilled { beforeGroup = index }
        }
        y += box.spaceBefore
      }
      y += box.height
      if !box.notes.isEmpty {
        notes += box.notes
        footHeight = foot(notes)
      }
      if y + footHeight > room + 0.5, index > start {
        guard let best, boxes[best].breakPenalty > 0, let beforeGroup,
          head + groupHeight(from: beforeGroup) <= room
        else { return best ?? index }
        return beforeGroup
      }
    }
    return boxes.count
  }

  /// How much of a slide is filled at least where it ends before a group of rows.
  private static let leastFilled = 0.35

  /// The height of the rows of the group that begins with a box.
  private func groupHeight(from start: Int) -> Double {
    var height = boxes[start].height
    for box in boxes[(start + 1)...] {
      guard box.breakPenalty > 0 || box.breakBefore == .forbidden else { return height }
      height += box.spaceBefore + box.height
    }
    return height
  }

  /// The head of the table within which a slide begins, if it does.
  func continuation(at start: Int, _ continuations: [FlowContinuation]) -> FlowContinuation? {
    boxes.continuation(at: start, continuations)
  }
}

extension [FlowBox] {
  /// What is repeated above a box if what is placed anew begins with it: the head of the table that
  /// it goes on with.
  func continuation(at start: Int, _ continuations: [FlowContinuation]) -> FlowContinuation? {
    guard start > 0, indices.contains(start), let here = self[start].continuation,
      let before = self[start - 1].continuation, continuations.indices.contains(here),
      continuations.indices.contains(before),
      continuations[here].table == continuations[before].table
    else { return nil }
    return continuations[here]
  }
}

extension FlowBox {
  /// The box as a smaller picture of itself.
  func scaled(by factor: Double) -> FlowBox {
    var box = self
    box.height *= factor
    box.parts = parts.map { part in
      let items = part.items.compactMap { item -> SceneItem? in
        if case .scene(let item) = item { item } else { nil }
      }
      let group = SceneGroup(.none, transform: .scale(factor, factor), items: items)
      return FlowPart(path: part.path, items: [.scene(.group(group))])
    }
    return box
  }
}

extension Diagnostic {
  static func manyColumns(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "many-columns", "these \(count) columns stand in several rows", at: place,
      why: "side by side they would be too narrow to be read",
      hint: "use fewer columns, or a table")
  }
}

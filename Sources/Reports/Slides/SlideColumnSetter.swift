import Canvas
import Diagnostics

/// Sets what stands below the headline of a slide, as boxes one below the other.
struct SlideColumnSetter {
  /// The space between two columns.
  static let gap = 28.0
  /// The least height at which a chart stands on a slide with other things.
  static let leastChart = 190.0

  let document: Document
  let style: ReportStyle
  let edits: [Int: ChartEdit]
  /// How all other charts are changed.
  let usualEdit: ChartEdit
  let isIncremental: Bool
  /// Draws the chart of a figure at a size; nil after an error.
  let draw: (FigureBlock, Size, ChartEdit) -> DrawnFigure?
  let text: TextEngine
  let hyphenation: Hyphenation
  /// How many nodes of the structure there are.
  var nodeCount = 0
  /// How high what stands side by side may be before it goes on over the next slide.
  var sliceHeight = Double.infinity
  var log = DiagnosticLog()
  var continuations: [FlowContinuation] = []

  init(
    _ document: Document, _ style: ReportStyle, edits: [Int: ChartEdit],
    usualEdit: ChartEdit, isIncremental: Bool, text: TextEngine, hyphenation: Hyphenation,
    draw: @escaping (FigureBlock, Size, ChartEdit) -> DrawnFigure?
  ) {
    self.document = document
    self.style = style
    self.edits = edits
    self.usualEdit = usualEdit
    self.isIncremental = isIncremental
    self.text = text
    self.hyphenation = hyphenation
    self.draw = draw
  }

  /// The boxes of some blocks in a room of a size.
  mutating func column(_ blocks: [Block], _ room: Size) -> SlideColumn {
    let figures = blocks.flatMap(\.figuresInText)
    let plain = set(blocks, [:], room)
    guard !figures.isEmpty else { return plain }
    let captions = figures.reduce(0) { $0 + captionHeight($1, room.width) }
    let spaces = Double(figures.count) * style.figureSpace * 2
    let free = room.height - plain.height - captions - spaces
    let share = max(Self.leastChart, free / Double(figures.count))
    var drawn: [Int: DrawnFigure] = [:]
    for figure in figures where !figure.panels.isEmpty {
      // The panels of a row share its height.
      let height = share / Double(figure.panels.count) - 2 * style.figureSpace
      for row in figure.panels {
        for frame in PanelFrame.frames(of: row, width: room.width) {
          drawn[frame.figure.index] = draw(
            frame.figure, Size(frame.width, max(Self.leastChart / 2, height)), usualEdit)
        }
      }
    }
    for figure in figures where figure.panels.isEmpty {
      let width = figure.wishedWidth(in: room.width) ?? room.width
      drawn[figure.index] = draw(
        figure, Size(min(width, room.width), min(share, room.height)), edit(of: figure))
    }
    return set(blocks, drawn, room)
  }

  private func edit(of figure: FigureBlock) -> ChartEdit { edits[figure.index] ?? usualEdit }

  private func captionHeight(_ figure: FigureBlock, _ width: Double) -> Double {
    guard let number = figure.number else { return 0 }
    var builder = builder([:])
    let lines = builder.captionBoxes(
      word: document.words.figure, number: number, figure.caption, width: width,
      context(width))
    return style.caption.above + lines.reduce(0) { $0 + $1.height }
  }

  /// The lines of a text in a face.
  mutating func lines(
    _ text: [Inline], _ face: ReportStyle.Face, _ role: SceneRole, id: String = "", width: Double
  ) -> [FlowBox] {
    guard !text.isEmpty else { return [] }
    var builder = builder([:])
    let node = builder.node(role, name: id, destination: id.isEmpty ? nil : id)
    let (boxes, _) = builder.boxes(
      of: text, face, path: [node], x: 0, width: width, isJustified: false, isBalanced: true,
      divides: .never, language: document.metadata.language)
    nodeCount = builder.nodeCount
    return boxes
  }

  // MARK: Setting

  private func context(_ width: Double) -> FlowBuilder.Context {
    var context = FlowBuilder.Context(
      width: width, face: style.body, language: document.metadata.language)
    context.allowsFloats = false
    return context
  }

  private func builder(_ drawn: [Int: DrawnFigure]) -> FlowBuilder {
    let figures = document.figures.indices.map { drawn[$0] }
    var builder = FlowBuilder(
      style: style, document: document, figures: figures,
      setter: ParagraphSetter(text: text, hyphenation: hyphenation))
    builder.nodeCount = nodeCount
    builder.flow.continuations = continuations
    builder.flow.rooms = [style.room()]
    return builder
  }

  private mutating func set(
    _ blocks: [Block], _ drawn: [Int: DrawnFigure], _ room: Size
  ) -> SlideColumn {
    var builder = builder(drawn)
    var column = SlideColumn()
    var step = (base: 0, next: 0)
    for block in blocks.withPauses {
      if block.isPause {
        step = (column.stepCount, column.stepCount)
        column.stepCount += 1
        continue
      }
      let first = builder.flow.boxes.count
      if case .division(let inner, let attributes) = block.kind, attributes.has("columns") {
        builder.place = block.place
        for box in columns(inner, room, at: block.place, &builder) {
          builder.keepSpace(builder.flow.boxes.isEmpty ? 0 : style.paragraphSpace)
          builder.emit(box)
        }
      } else {
        // Paragraphs that follow each other keep their distance.
        if first > 0, case .paragraph = block.kind { builder.keepSpace(style.paragraphSpace) }
        builder.add([block], context(room.width))
      }
      let new = builder.flow.boxes[first...]
      if let wish = block.increments(isIncremental) {
        column.steps += itemSteps(Array(new), base: step.base, &step.next, wish)
        column.stepCount = max(column.stepCount, step.next)
      } else {
        column.steps += [Int](repeating: step.base, count: new.count)
      }
    }
    nodeCount = builder.nodeCount
    continuations = builder.flow.continuations
    log.add(contentsOf: builder.flow.log)
    column.boxes = builder.flow.boxes
    return column
  }

  /// The step of each box of a list: its items come one after the other.
  private func itemSteps(
    _ boxes: [FlowBox], base: Int, _ next: inout Int, _ comesInSteps: Bool
  ) -> [Int] {
    guard comesInSteps else { return boxes.map { _ in base } }
    var steps: [Int] = []
    var item: Int?
    for box in boxes {
      let path = box.parts.first { $0.path.contains { $0.role == .listItem } }?.path ?? []
      let own = path.first { $0.role == .listItem }?.number
      if let own, own != item {
        item = own
        next += 1
      }
      steps.append(max(base, next - 1))
    }
    return steps
  }
}

extension FigureBlock {
  /// The width that its author asks for, as far as it is a share of the room.
  fileprivate func wishedWidth(in room: Double) -> Double? {
    guard let written = attributes["width"]?.text, written.hasSuffix("%") else { return nil }
    return Length.points(written, of: room)
  }
}

extension Block {
  /// The figures that stand in the text, and not in a column of their own.
  fileprivate var figuresInText: [FigureBlock] {
    switch kind {
    case .figure(let figure): [figure]
    case .division(let blocks, let attributes):
      attributes.has("columns") ? [] : blocks.flatMap(\.figuresInText)
    case .list(let list): list.items.joined().flatMap(\.figuresInText)
    case .quote(let blocks): blocks.flatMap(\.figuresInText)
    default: []
    }
  }

  /// Whether the items of lists come one after the other; nil if this is no list.
  fileprivate func increments(_ usual: Bool) -> Bool? {
    switch kind {
    case .list: return usual
    case .division(let blocks, let attributes):
      guard blocks.count == 1, case .list? = blocks.first?.kind else { return nil }
      if attributes.has("incremental") { return true }
      return attributes.has("nonincremental") ? false : usual
    default: return nil
    }
  }
}

extension [Block] {
  /// Divs of several blocks that say how lists come, opened, so that each list is a block.
  fileprivate var withPauses: [Block] {
    flatMap { block -> [Block] in
      guard case .division(let inner, let attributes) = block.kind, !attributes.has("columns"),
        inner.count > 1
      else { return [block] }
      return inner.withPauses.map {
        $0.isPause ? $0 : Block(.division([$0], attributes), at: $0.place)
      }
    }
  }
}

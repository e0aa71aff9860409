import Canvas

extension FlowBuilder {
  /// Places a figure: as one that moves, or where it stands inside lists and notes.
  mutating func addFigure(_ figure: FigureBlock, _ context: Context) {
    guard figures.indices.contains(figure.index), let drawn = figures[figure.index] else { return }
    let size = drawn.scene.size
    let name = figure.id?.text ?? "figure-\(figure.index + 1)"
    let left = context.x + offset(of: size.width, figure, context)
    let picture = SceneGroup(
      .figure, name: name, alternative: drawn.alternative,
      transform: .translation(left, 0), destination: name, items: drawn.scene.items)
    var float = FlowFloat(
      kind: .figure, name: name, height: size.height,
      parts: [FlowPart(path: context.path, items: [.scene(.group(picture))])],
      space: style.figureSpace)
    addCaption(of: figure, width: size.width, context, to: &float)
    place(float, context)
  }

  private func offset(of width: Double, _ figure: FigureBlock, _ context: Context) -> Double {
    let room = max(0, context.width - width)
    let asked = (figure.attributes["fig-align"]?.text).flatMap { ReportStyle.Side(rawValue: $0) }
    return switch asked ?? style.figureAlign {
    case .center: room / 2
    case .right: room
    case .left: 0
    }
  }

  private mutating func addCaption(
    of figure: FigureBlock, width: Double, _ context: Context, to float: inout FlowFloat
  ) {
    guard let number = figure.number else { return }
    let isWide = width > context.width * 0.6
    let lines = captionBoxes(
      word: document.words.figure, number: number, figure.caption,
      width: isWide ? min(width, context.width) : context.width, context)
    float.height += style.caption.above
    for line in lines {
      float.add(line)
    }
  }

  /// The lines of a caption: "Figure 3" semibold, then the words.
  mutating func captionBoxes(
    word: String, number: Int, _ caption: [Inline], width: Double, _ context: Context
  ) -> [FlowBox] {
    guard
      let place = caption.first?.place ?? document.metadata.title.first?.place
        ?? document.blocks.first?.place
    else { return [] }
    let label = Inline(.strong([.text("\(word)\u{A0}\(number)", at: place)]), at: place)
    let gap = caption.isEmpty ? [] : [Inline.text("\u{2002}", at: place)]
    let (boxes, _) = boxes(
      of: [label] + gap + caption, style.caption, path: context.path + [node(.caption)],
      x: context.x, width: width, isJustified: false, divides: .never, language: context.language)
    return boxes
  }

  /// What rounding up to the grid leaves over below something of a height between two lines.
  func gridSlack(_ height: Double) -> Double {
    let whole = height + 2 * style.figureSpace
    return (whole / style.grid - 0.001).rounded(.up) * style.grid - whole
  }

  /// Adds a figure or a table as one that moves, or as one box where it may not.
  mutating func place(_ float: FlowFloat, _ context: Context) {
    if context.allowsFloats {
      emit(float)
      return
    }
    var box = FlowBox(height: float.height)
    box.isOnGrid = false
    box.parts = float.parts
    box.notes = float.notes
    let slack = gridSlack(box.height)
    space = max(space, float.space + slack / 2)
    emit(box)
    space = max(space, float.space)
  }
}

extension FlowFloat {
  /// Adds a box below all that is there.
  mutating func add(_ box: FlowBox) {
    parts += box.parts.map { $0.shifted(by: Point(0, height)) }
    notes += box.notes
    height += box.height
  }
}

extension FlowPart {
  /// The part elsewhere in its box.
  func shifted(by offset: Point) -> FlowPart {
    FlowPart(
      path: path,
      items: items.map { item in
        switch item {
        case .scene(let item): .scene(item.shifted(by: offset))
        case .pageNumber(let name, let point, let face):
          .pageNumber(of: name, at: point + offset, face)
        }
      })
  }
}

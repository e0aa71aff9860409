import Canvas

extension FlowBuilder {
  /// Places a figure: as one that moves, or where it stands inside lists and notes.
  mutating func addFigure(_ figure: FigureBlock, _ context: Context) {
    guard figure.panels.isEmpty else {
      addPanels(of: figure, context)
      return
    }
    guard figures.indices.contains(figure.index), let drawn = figures[figure.index] else { return }
    let (context, isWide) = widened(context, for: figure)
    let name = name(of: figure)
    let left = context.x + offset(of: drawn.scene.size.width, figure, context)
    var float = FlowFloat(
      kind: .figure, name: name, height: 0, parts: [], space: style.figureSpace)
    float.isWide = isWide
    // Who hears the words for the picture does not hear what stands in it: the caption stands beside.
    var inside = context
    inside.path.append(node(.division))
    float.add(picture(drawn, name, x: left, path: inside.path))
    addCaption(of: figure, width: drawn.scene.size.width, inside, to: &float)
    place(float, context)
  }

  /// A figure may stand over all columns where it moves.
  private func widened(
    _ context: Context, for figure: FigureBlock
  ) -> (context: Context, isWide: Bool) {
    var context = context
    let isWide = figure.isWide(in: currentRoom) && context.allowsFloats
    if isWide { context.width = currentRoom.wideWidth }
    return (context, isWide)
  }

  private func name(of figure: FigureBlock) -> String {
    figure.id?.text ?? "figure-\(figure.index + 1)"
  }

  /// A picture as a box that begins at a place from the left.
  private func picture(
    _ drawn: DrawnFigure, _ name: String, x: Double, path: [FlowNode]
  ) -> FlowBox {
    let group = SceneGroup(
      .figure, name: name, alternative: drawn.alternative, transform: .translation(x, 0),
      destination: name, items: drawn.scene.items)
    var box = FlowBox(height: drawn.scene.size.height)
    box.parts = [FlowPart(path: path, items: [.scene(.group(group))])]
    return box
  }

  // MARK: Panels

  /// Places the panels of a figure row by row, each above its own caption, and all above theirs.
  private mutating func addPanels(of figure: FigureBlock, _ context: Context) {
    let rows = figure.panels.map { row in row.compactMap(\.figure) }
    guard let id = figure.id else { return }
    let width = figure.width(in: currentRoom)
    let (context, isWide) = widened(context, for: figure)
    var inner = context
    inner.x += offset(of: width, figure, context)
    inner.path.append(node(.division, name: id.text, destination: id.text))
    var float = FlowFloat(
      kind: .figure, name: id.text, height: 0, parts: [], space: style.figureSpace)
    float.isWide = isWide
    for (index, row) in figure.panels.enumerated() where !rows[index].isEmpty {
      if index > 0 { float.height += 2 * style.figureSpace }
      addPanels(of: row, width: width, inner, to: &float)
    }
    addCaption(of: figure, width: width, inner, to: &float)
    place(float, context)
  }

  private mutating func addPanels(
    of row: [FigurePanel], width: Double, _ context: Context, to float: inout FlowFloat
  ) {
    let top = float.height
    let frames = PanelFrame.frames(of: row, width: width)
    let drawn = frames.map { frame in
      figures.indices.contains(frame.figure.index) ? figures[frame.figure.index] : nil
    }
    let height = drawn.compactMap { $0?.scene.size.height }.max() ?? 0
    var bottom = top + height
    for (frame, drawn) in zip(frames, drawn) {
      guard let drawn else { continue }
      let x = context.x + frame.x
      float.height = top
      float.add(picture(drawn, name(of: frame.figure), x: x, path: context.path))
      float.height = top + height
      addPanelCaption(frame, x: x, context, to: &float)
      bottom = max(bottom, float.height)
    }
    float.height = bottom
  }

  /// "(a)" and the words of a panel's caption.
  private mutating func addPanelCaption(
    _ frame: PanelFrame, x: Double, _ context: Context, to float: inout FlowFloat
  ) {
    guard let letter = frame.figure.letter, let place = place else { return }
    let caption = frame.figure.caption
    let label = Inline(.strong([.text("(\(letter))", at: place)]), at: place)
    let gap = caption.isEmpty ? [] : [Inline.text("\u{2002}", at: place)]
    let (lines, _) = boxes(
      of: [label] + gap + caption, style.caption, path: context.path + [node(.caption)], x: x,
      width: frame.width, isJustified: false, divides: .never, language: context.language)
    float.height += style.caption.above / 2
    for line in lines { float.add(line) }
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
    box.asides = float.asides
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
    asides += box.asides
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

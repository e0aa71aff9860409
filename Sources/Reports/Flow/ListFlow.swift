import Canvas

extension FlowBuilder {
  /// Sets a list: signs or numbers hang left of the items.
  mutating func addList(_ list: ListBlock, _ context: Context) {
    let numbers = list.start.map { start in list.items.indices.map { "\(start &+ $0)." } }
    let labelStyle = labelStyle(context)
    let widest =
      numbers?.map { setter.text.measure($0, labelStyle).width }.max() ?? 0
    var inner = context
    let gap = signGap(context)
    let indent = max(style.indent, (widest + gap + 1).rounded(.up))
    // Where lines would get too short, the signs stand below those of the list around.
    // Only in the narrowest columns an outer list still moves in, so that no sign covers a word.
    let least = context.listDepth == 0 ? context.width * 0.7 : context.width
    let movesIn = context.width - indent >= min(Self.leastWidth, least)
    if movesIn {
      inner.x += indent
      inner.width = context.width - indent
    }
    inner.listDepth += 1
    inner.allowsFloats = false
    let listNode = node(.list)
    let space = context.listDepth == 0 && !context.isInNote ? style.indent / 2 : 0
    keepSpace(space)
    for (index, item) in list.items.enumerated() {
      if index > 0, !list.isTight {
        self.space = max(self.space, context.isInNote ? 3 : style.grid / 2)
      }
      addItem(
        item, label: numbers?[index] ?? bullet(context.listDepth), path: context.path + [listNode],
        left: movesIn ? context.x : max(0, context.x - indent), inner)
    }
    self.space = max(self.space, space)
  }

  /// The white between a sign and its item, for the size of the type.
  private func signGap(_ context: Context) -> Double { max(5, context.face.size * 0.47) }

  private mutating func addItem(
    _ blocks: [Block], label: String, path: [FlowNode], left: Double, _ context: Context
  ) {
    let item = node(.listItem)
    let labelNode = node(.listLabel)
    var context = context
    context.path = path + [item, node(.listBody)]
    let first = flow.boxes.count
    add(blocks, context)
    if flow.boxes.count == first {
      var box = FlowBox(height: context.face.leading)
      box.isOnGrid = context.face.leading == style.grid
      emit(box)
    }
    let labelStyle = labelStyle(context)
    let metrics = setter.text.measure(label, labelStyle)
    let isNumber = label.hasSuffix(".")
    let gap = signGap(context)
    // A point stands in the middle between the edge and the text, about.
    let x = isNumber ? context.x - gap - metrics.width : context.x - max(9, gap * 1.8)
    let text = SceneText(
      label, at: Point(max(left, x), context.face.baseline), style: labelStyle,
      color: context.face.color, metrics: metrics)
    flow.boxes[first].parts.insert(
      FlowPart(path: path + [item, labelNode], items: [.scene(.text(text))]), at: 0)
  }

  private func labelStyle(_ context: Context) -> TextStyle {
    context.face.style(language: context.language)
  }

  private func bullet(_ depth: Int) -> String { depth % 2 == 0 ? "•" : "–" }
}

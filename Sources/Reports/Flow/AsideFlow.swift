import Canvas

// Notes beside the text: Quarto's `.aside` and `.column-margin`.
extension FlowBuilder {
  /// Sets blocks beside the text that follows, or as a block of small type where pages have no room
  /// beside it.
  mutating func addAside(_ blocks: [Block], _ context: Context) {
    var inner = context
    inner.face = style.footnote
    inner.allowsFloats = false
    guard let room = currentRoom.aside, context.allowsFloats, context.path.isEmpty else {
      keepSpace(style.grid / 2)
      add(blocks, inner)
      space = max(space, style.grid / 2)
      return
    }
    inner.x = 0
    inner.width = room.width
    inner.isInNote = true
    let name = "aside-\(flow.asides.count + 1)"
    inner.path = [node(.note, name: name, destination: name)]
    waitingAsides.append(setApart { $0.add(blocks, inner) })
  }

  /// Sets a text beside the line that calls it; gives its index.
  mutating func addAside(_ text: [Inline], language: String) -> Int {
    let name = "aside-\(flow.asides.count + 1)"
    let path = [
      node(.note, name: name, destination: name), node(.paragraph),
    ]
    let (lines, _) = boxes(
      of: text.trimmed, style.footnote, path: path, x: 0, width: style.page.asideWidth,
      isJustified: false, divides: .wideWords, language: language)
    flow.asides.append(lines)
    return flow.asides.count - 1
  }

  /// The index of what a step sets, apart from the text.
  private mutating func setApart(_ step: (inout FlowBuilder) -> Void) -> Int {
    var apart = self
    apart.flow.boxes = []
    apart.flow.floats = []
    (apart.space, apart.kept, apart.startsPage) = (0, 0, false)
    step(&apart)
    flow.log = apart.flow.log
    flow.continuations = apart.flow.continuations
    flow.asides = apart.flow.asides
    nodeCount = apart.nodeCount
    setter = apart.setter
    flow.asides.append(apart.flow.boxes)
    return flow.asides.count - 1
  }
}

extension Document {
  /// Whether something is to stand beside its text.
  var hasAsides: Bool {
    var found = false
    blocks.forEachBlock { block in
      if case .division(_, let attributes) = block.kind { found = found || attributes.isAside }
    }
    blocks.forEachInline { inline in
      if case .span(_, let attributes) = inline.kind { found = found || attributes.isAside }
    }
    return found
  }

  /// The figures beside the text, by their index.
  var figuresInMargin: Set<Int> {
    var found: Set<Int> = []
    blocks.forEachBlock { block in
      guard case .division(let inner, let attributes) = block.kind, attributes.isAside else {
        return
      }
      inner.forEachBlock { block in
        if case .figure(let figure) = block.kind { found.formUnion(figure.indices) }
      }
    }
    return found
  }
}

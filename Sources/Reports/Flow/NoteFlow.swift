import Canvas

extension FlowBuilder {
  /// Sets the notes, each with its number hanging.
  mutating func setNotes(_ context: Context) {
    flow.notes = notes(Array(document.notes.indices), context)
  }

  /// Has each line call what the notes call that it calls, and what is said beside it.
  mutating func callInnerNotes() {
    for index in flow.boxes.indices {
      let beside = notes(beside: flow.boxes[index].asides)
      flow.boxes[index].notes = document.withInnerNotes(flow.boxes[index].notes + beside)
    }
    for index in flow.floats.indices {
      let beside = notes(beside: flow.floats[index].asides)
      flow.floats[index].notes = document.withInnerNotes(flow.floats[index].notes + beside)
    }
  }

  private func notes(beside asides: [Int]) -> [Int] {
    asides.filter(flow.asides.indices.contains).flatMap { flow.asides[$0].flatMap(\.notes) }
  }

  /// The lines of some notes.
  mutating func notes(_ indices: [Int], _ context: Context) -> [[FlowBox]] {
    let face = style.footnote
    let outer = flow
    var notes: [[FlowBox]] = []
    for index in indices where document.notes.indices.contains(index) {
      let note = document.notes[index]
      let number = "\(index + 1)"
      let metrics = setter.text.measure(number, face.style(language: context.language))
      let hang = max(12, metrics.width + 5)
      var inner = context
      inner.face = face
      inner.x = hang
      inner.width = context.width - hang
      inner.isInNote = true
      inner.allowsFloats = false
      let item = node(.note, name: NoteNames.text(index), destination: NoteNames.text(index))
      inner.path = [item]
      flow = Flow()
      flow.rooms = outer.rooms
      (space, kept, startsPage) = (0, 0, false)
      add(note.blocks, inner)
      var boxes = flow.boxes
      if boxes.isEmpty { boxes = [FlowBox(height: face.leading)] }
      for index in boxes.indices { boxes[index].isOnGrid = false }
      let label = SceneText(
        number, at: Point(0, face.baseline), style: face.style(language: context.language),
        color: face.color, metrics: metrics)
      boxes[0].parts.insert(
        FlowPart(path: [item, node(.listLabel)], items: [.scene(.text(label))]), at: 0)
      notes.append(boxes)
    }
    flow = outer
    return notes
  }

  /// Sets the list of the sources of data, each with its first line hanging.
  mutating func addSources(_ lines: [[Inline]], _ context: Context) {
    let list = node(.list, name: "sources")
    for line in lines {
      let path = context.path + [list, node(.listItem), node(.listBody)]
      let (boxes, targets) = boxes(
        of: line, style.reference, path: path, x: context.x, width: context.width,
        hang: style.indent, isJustified: false, language: context.language)
      emit(boxes, targets: targets)
    }
  }
}

extension Document {
  /// Some notes, each with those that it calls right after it.
  func withInnerNotes(_ called: [Int]) -> [Int] {
    guard !called.isEmpty else { return called }
    var result: [Int] = []
    var known: Set<Int> = []
    var waiting = Array(called.reversed())
    while let note = waiting.popLast() {
      guard notes.indices.contains(note), known.insert(note).inserted else { continue }
      result.append(note)
      var inner: [Int] = []
      notes[note].blocks.forEachInline { inline in
        if case .note(let index) = inline.kind { inner.append(index) }
      }
      waiting += inner.reversed()
    }
    return result
  }
}

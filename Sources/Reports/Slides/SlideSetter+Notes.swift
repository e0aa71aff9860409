import Canvas

// Footnotes at the foot of a slide.
extension SlideSetter {
  /// The height of some notes with those that they call, and of the rule above them.
  func noteHeight(_ called: [Int], _ style: ReportStyle) -> Double {
    let notes = document.withInnerNotes(Set(called).sorted())
    guard !notes.isEmpty else { return 0 }
    return NoteArea.height(noteLines(notes, style, from: 0).flatMap { $0 })
  }

  /// The lines of some footnotes.
  private func noteLines(_ notes: [Int], _ style: ReportStyle, from node: Int) -> [[FlowBox]] {
    var own = document
    own.blocks = []
    var builder = FlowBuilder(
      style: style, document: own, figures: [],
      setter: ParagraphSetter(text: text, hyphenation: hyphenation))
    builder.nodeCount = node
    builder.flow.rooms = [style.room()]
    return builder.notes(
      notes,
      FlowBuilder.Context(
        width: style.columnWidth, face: style.footnote, language: document.metadata.language))
  }

  /// Places notes at the foot of a slide, each with the step in which it appears.
  func placeNotes(_ steps: [Int: Int], _ style: ReportStyle, on page: inout SlidePage) {
    let called = steps.keys.sorted()
    let notes = noteLines(called, style, from: 1_000_000)
    let lines = zip(called, notes).flatMap { note, lines in
      lines.map { (line: $0, step: steps[note] ?? 0) }
    }
    guard !lines.isEmpty else { return }
    var y = bottom - NoteArea.linesHeight(lines.map(\.line))
    let from = Point(margins.left, y - NoteArea.below)
    let rule = ScenePath(
      .line(from: from, to: from + Point(NoteArea.ruleLength, 0)),
      stroke: Stroke(style.ruleColor, width: NoteArea.ruleWidth))
    let artifact = FlowNode(number: 2_000_000, role: .artifact)
    page.placed.append(
      .init(
        origin: .zero, parts: [FlowPart(path: [artifact], items: [.scene(.path(rule))])],
        step: steps.values.min() ?? 0))
    for (index, (line, step)) in lines.enumerated() {
      if index > 0 { y += line.spaceBefore }
      page.placed.append(.init(origin: Point(margins.left, y), parts: line.parts, step: step))
      y += line.height
    }
  }
}

import Canvas

// What stands at the foot of a slide: footnotes, and "Figure 1".
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

  /// The space between "Figure 1" and the running foot.
  private static let labelGap = 14.0

  /// Places what sentences call that which the slide shows, in front of the running foot.
  func placeLabel(on page: inout SlidePage) {
    guard !page.label.isEmpty else { return }
    let room = style.room()
    let textStyle = style.pageHead.style(language: document.metadata.language)
    let metrics = text.measure(page.label, textStyle)
    let foot = Point(room.margins.left, room.margins.top + room.height + style.page.footDistance)
    let words = SceneText(
      page.label, at: .zero, style: textStyle, color: style.pageHead.color, metrics: metrics)
    let node = FlowNode(number: 3_000_000, role: .paragraph)
    page.placed.append(
      .init(origin: foot, parts: [FlowPart(path: [node], items: [.scene(.text(words))])]))
    page.footIndent = metrics.width + Self.labelGap
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

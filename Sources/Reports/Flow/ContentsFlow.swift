import Canvas

// Lists of contents, figures and tables; page numbers are filled in when the pages are known.
extension FlowBuilder {
  /// Sets the lists that the document asks for.
  mutating func addContents(_ context: Context) {
    let metadata = document.metadata
    let before = flow.boxes.count
    if let depth = metadata.contentsDepth {
      let title = metadata.contentsTitle
      addContents(
        document.headingEntries(depth),
        title: title.isEmpty ? words(document.words.contents) : title,
        name: "contents", context)
    }
    if metadata.listsFigures {
      addContents(
        document.figureEntries, title: words(document.words.figures), name: "figures", context)
    }
    if metadata.listsTables {
      addContents(
        document.tableEntries, title: words(document.words.tables), name: "tables", context)
    }
    if flow.boxes.count > before { space = style.contents.below }
  }

  private func words(_ text: String) -> [Inline] {
    document.blocks.first.map { [.text(text, at: $0.place)] } ?? []
  }

  // MARK: Lines

  private mutating func addContents(
    _ entries: [ContentsEntry], title: [Inline], name: String, _ context: Context
  ) {
    guard !entries.isEmpty, !title.isEmpty else { return }
    let (boxes, _) = boxes(
      of: title, style.heading(2), path: [node(.paragraph)], x: context.x, width: context.width,
      isJustified: false, divides: .never, language: context.language)
    for box in boxes { emit(box) }
    kept = 2
    let list = node(.contents, name: name)
    for entry in entries { addLine(entry, list, context) }
    space = style.grid
  }

  private mutating func addLine(_ entry: ContentsEntry, _ list: FlowNode, _ context: Context) {
    let face = style.contents
    let x = context.x + Double(entry.level - 1) * style.indent
    var text = entry.text.withoutNotesAndLinks
    guard let place = text.first?.place ?? document.blocks.first?.place else { return }
    if !entry.label.isEmpty { text.insert(.text(entry.label + "\u{2002}", at: place), at: 0) }
    let linked = Inline(.link(text, .destination(entry.name)), at: place)
    let path = [list, node(.contentsEntry)]
    var (boxes, _) = boxes(
      of: [linked], face, path: path, x: x, width: context.width - 40 - (x - context.x),
      hang: style.indent, isJustified: false, divides: .never, language: context.language)
    guard let last = boxes.indices.last else { return }
    let right = Point(context.x + context.width, face.baseline)
    boxes[last].parts.append(
      FlowPart(path: path, items: [.pageNumber(of: entry.name, at: right, face)]))
    for box in boxes { emit(box) }
  }
}

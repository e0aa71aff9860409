import Canvas

/// A line of a list of contents: what it says, and what it leads to.
private struct ContentsEntry {
  var label: String
  var text: [Inline]
  var name: String
  var level = 1
}

// Lists of contents, figures and tables; page numbers are filled in when the pages are known.
extension FlowBuilder {
  /// Sets the lists that the document asks for.
  mutating func addContents(_ context: Context) {
    let metadata = document.metadata
    let before = flow.boxes.count
    if let depth = metadata.contentsDepth {
      let title = metadata.contentsTitle
      addContents(
        headings(depth), title: title.isEmpty ? words(document.words.contents) : title,
        name: "contents", context)
    }
    if metadata.listsFigures {
      addContents(figureEntries, title: words(document.words.figures), name: "figures", context)
    }
    if metadata.listsTables {
      addContents(tableEntries, title: words(document.words.tables), name: "tables", context)
    }
    if flow.boxes.count > before { space = style.contents.below }
  }

  private func words(_ text: String) -> [Inline] {
    document.blocks.first.map { [.text(text, at: $0.place)] } ?? []
  }

  // MARK: Entries

  private func headings(_ depth: Int) -> [ContentsEntry] {
    var entries: [ContentsEntry] = []
    document.blocks.forEachBlock { block in
      guard case .heading(let heading) = block.kind, heading.level <= depth,
        heading.isListed
      else { return }
      entries.append(
        ContentsEntry(
          label: heading.label(document.words), text: heading.text, name: heading.id,
          level: heading.level))
    }
    return entries
  }

  private var figureEntries: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    document.blocks.forEachBlock { block in
      guard case .figure(let figure) = block.kind, let number = figure.number else { return }
      let name = figure.id?.text ?? "figure-\(figure.index + 1)"
      entries.append(
        ContentsEntry(label: "\(number)", text: figure.caption.firstSentence, name: name))
    }
    return entries
  }

  private var tableEntries: [ContentsEntry] {
    var entries: [ContentsEntry] = []
    document.blocks.forEachBlock { block in
      guard case .table(let table) = block.kind, let number = table.number else { return }
      let name = table.id?.text ?? "table-\(number)"
      entries.append(
        ContentsEntry(label: "\(number)", text: table.caption.firstSentence, name: name))
    }
    return entries
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

extension [Inline] {
  /// The words as a list has them: a line leads to one place, and calls no notes.
  fileprivate var withoutNotesAndLinks: [Inline] {
    mapped { inline in
      switch inline.kind {
      case .note: []
      case .link(let words, _): words
      default: [inline]
      }
    }
  }

  /// The words up to the end of the first sentence, if another one follows.
  var firstSentence: [Inline] {
    var result: [Inline] = []
    for inline in self {
      if case .text(let text) = inline.kind, let end = text.firstSentenceEnd {
        result.append(.text(String(text[..<end]), at: inline.place))
        return result
      }
      result.append(inline)
    }
    return result
  }
}

extension String {
  /// Where the first sentence ends, if another follows: after a full stop behind a word of more
  /// than three letters or a sign that closes, before a space and a capital letter.
  fileprivate var firstSentenceEnd: Index? {
    var index = startIndex
    while let stop = self[index...].firstIndex(of: ".") {
      let next = self.index(after: stop)
      let word = self[..<stop].reversed().prefix { !$0.isWhitespace }
      let isWord = word.count > 3 || word.first.map { !$0.isLetter } ?? false
      if isWord, next < endIndex, self[next] == " ",
        self[self.index(after: next)...].first?.isUppercase ?? false
      {
        return next
      }
      index = next
    }
    return nil
  }
}

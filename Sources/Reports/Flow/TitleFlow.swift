import Canvas

extension FlowBuilder {
  /// Sets the title, the authors, the date and the abstract.
  mutating func addTitle(_ context: Context) {
    let metadata = document.metadata
    let before = flow.boxes.count
    addTitleLines(
      metadata.title, style.title, role: .heading(1), destination: "title", context)
    if !metadata.subtitle.isEmpty { space = style.subtitle.above }
    addTitleLines(metadata.subtitle, style.subtitle, role: .paragraph, context)
    for (index, line) in bylines.enumerated() {
      space = max(space, index == 0 ? style.byline.above : 0)
      let (boxes, _) = boxes(
        of: line, style.byline, path: [node(.paragraph)], x: context.x, width: context.width,
        isJustified: false, divides: .never, language: context.language)
      for box in aligned(boxes, context) { emit(box) }
    }
    let hasLines = flow.boxes.count > before
    guard hasLines || !metadata.abstract.isEmpty || !metadata.keywords.isEmpty else { return }
    if hasLines {
      space = metadata.abstract.isEmpty ? style.abstract.below : style.abstract.above
    }
    addAbstract(metadata.abstract, context)
    guard flow.boxes.count > before else { return }
    space = style.abstract.below
    if style.hasTitlePage { startsPage = true }
  }

  /// Lines of the title, moved to where the theme has them.
  private func aligned(_ boxes: [FlowBox], _ context: Context) -> [FlowBox] {
    guard style.titleAlign != .left else { return boxes }
    return boxes.map { box in
      var box = box
      let ends = box.parts.flatMap(\.items).compactMap { item -> Double? in
        if case .scene(let item) = item { item.bounds?.maxX } else { nil }
      }
      let room = context.x + context.width - (ends.max() ?? context.width)
      let shift = style.titleAlign == .center ? room / 2 : room
      box.parts = box.parts.map { $0.shifted(by: Point(shift, 0)) }
      return box
    }
  }

  private mutating func addTitleLines(
    _ text: [Inline], _ face: ReportStyle.Face, role: SceneRole, destination: String? = nil,
    _ context: Context
  ) {
    guard !text.isEmpty else { return }
    let (boxes, _) = boxes(
      of: text, face, path: [node(role, destination: destination)], x: context.x,
      width: context.width, isJustified: false, isBalanced: true, divides: .never,
      language: context.language)
    for box in aligned(boxes, context) { emit(box) }
  }

  /// Names and affiliations line by line, or all names and the date on one line if none has any.
  private var bylines: [[Inline]] {
    let metadata = document.metadata
    let date = metadata.date.map { document.words.date(written: $0.text) }
    guard
      let place = metadata.date?.place ?? metadata.title.first?.place
        ?? document.blocks.first?.place
    else { return [] }
    func line(_ text: String) -> [Inline] { [.text(text, at: place)] }
    if metadata.authors.contains(where: { $0.affiliation != nil }) {
      let names = metadata.authors.map { author in
        line([author.name, author.affiliation].compactMap { $0 }.joined(separator: ", "))
      }
      return names + (date.map { [line($0)] } ?? [])
    }
    let names = metadata.authors.map(\.name).joined(separator: ", ")
    let parts = [names.isEmpty ? nil : names, date].compactMap { $0 }
    return parts.isEmpty ? [] : [line(parts.joined(separator: "  ·  "))]
  }

  private mutating func addAbstract(_ paragraphs: [[Inline]], _ context: Context) {
    if style.abstractHasHeading, let place = paragraphs.first?.first?.place {
      var face = style.abstract
      face.weight = 600
      let (boxes, _) = boxes(
        of: [.text(document.words.abstract, at: place)], face, path: [node(.paragraph)],
        x: context.x, width: context.width, isJustified: false, divides: .never,
        language: context.language)
      for box in aligned(boxes, context) { emit(box) }
      space = face.leading / 2
      kept = 2
    }
    let inset = style.abstractIndent
    for (index, paragraph) in paragraphs.enumerated() {
      let (boxes, targets) = boxes(
        of: paragraph, style.abstract, path: [node(.paragraph, name: "abstract")],
        x: context.x + inset, width: context.width - 2 * inset,
        indent: index == 0 ? 0 : style.indent, language: context.language)
      emit(boxes, targets: targets)
    }
    addKeywords(context)
  }

  /// "Keywords: grain, steel", where the theme shows them.
  private mutating func addKeywords(_ context: Context) {
    let words = document.metadata.keywords
    let first = document.metadata.title.first?.place ?? document.blocks.first?.place
    guard style.showsKeywords, !words.isEmpty, let place = first else { return }
    let label = Inline(.strong([.text(document.words.keywords + ": ", at: place)]), at: place)
    let (boxes, _) = boxes(
      of: [label, .text(words.joined(separator: ", "), at: place)], style.abstract,
      path: [node(.paragraph)], x: context.x + style.abstractIndent,
      width: context.width - 2 * style.abstractIndent, isJustified: false, divides: .never,
      language: context.language)
    space = style.abstract.leading
    emit(boxes)
  }
}

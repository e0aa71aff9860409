import Canvas

extension FlowBuilder {
  /// Sets a paragraph of running text.
  mutating func addParagraph(_ text: [Inline], indent: Double, _ context: Context) {
    let paragraph = node(.paragraph)
    var indent = indent
    if style.paragraphSpace > 0 {
      // Paragraphs are told apart by white instead.
      if indent > 0 { keepSpace(style.paragraphSpace) }
      indent = 0
    }
    let path = context.path + [paragraph]
    let (boxes, targets) = boxes(
      of: text, context.face, path: path, x: context.x, width: context.width,
      indent: eastAsianIndent(context) ?? indent, language: context.language)
    emit(boxes, targets: targets)
  }

  /// How far every paragraph is indented in Chinese, by two letters, and in Japanese, by one; nil in
  /// other languages, whose first paragraphs are not.
  private func eastAsianIndent(_ context: Context) -> Double? {
    let tag = context.language.prefix(2).lowercased()
    guard let count = ["zh": 2.0, "ja": 1][tag] else { return nil }
    guard context.listDepth == 0, !context.isInNote else { return 0 }
    let style = context.face.style(language: context.language)
    return count * setter.text.measure("国", style).width
  }

  /// The lines of a text as boxes.
  mutating func boxes(
    of text: [Inline], _ face: ReportStyle.Face, path: [FlowNode], x: Double, width: Double,
    indent: Double = 0, hang: Double = 0, isJustified: Bool = true,
    isBalanced: Bool = false, divides: WordDivision = .freely, language: String
  ) -> (boxes: [FlowBox], targets: [[String]]) {
    let pieces = PieceBuilder.pieces(of: text, face, style, language: language)
    if pieces.isEmpty {
      // Without a line of its own it is said beside the next one.
      let alone = PieceBuilder.lonelyAsides(in: text, face, style, language: language) ?? []
      waitingAsides += alone.map { addAside($0, language: language) }
      return ([], [])
    }
    let shape = LineBreaker.Shape(
      width: width - hang, firstIndent: indent - hang,
      isJustified: isJustified && style.isJustified, hangs: face.hangsSigns,
      isBalanced: isBalanced, size: face.size)
    let lines = setter.lines(pieces, shape, divides: style.isHyphenated ? divides : .never)
    var path = path
    if language != document.metadata.language, let last = path.indices.last {
      path[last].language = language
    }
    var boxes: [FlowBox] = []
    for (index, line) in lines.enumerated() {
      var box = FlowBox(height: face.leading)
      box.isOnGrid = face.leading == style.grid
      box.notes = line.notes
      box.asides = line.asides.map { addAside($0, language: language) }
      // Nobody turns the page in the middle of a word; from column to column it is less unwelcome.
      if index > 0, lines[index - 1].endsInDivision {
        if hasColumns { box.breakPenalty = 20 } else { box.breakBefore = .forbidden }
      }
      let left = x + (index == 0 ? indent : hang)
      let items = line.items(at: Point(left, face.baseline), language: language)
      box.parts = [FlowPart(path: path, items: items)]
      boxes.append(box)
    }
    return (boxes, lines.map(\.targets))
  }

  /// Sets a heading so that the text at its right distance below stands on the grid.
  mutating func addHeading(_ heading: Heading, _ context: Context) {
    let face = style.heading(heading.level)
    let hasTitle = !document.metadata.title.isEmpty
    let level = heading.level + (hasTitle ? 1 : 0)
    let path =
      context.path + [node(.heading(level), name: heading.id, destination: heading.id)]
    var text = heading.text
    let label = heading.label(document.words)
    if !label.isEmpty, let place = text.first?.place {
      text.insert(.text(label + "\u{2002}", at: place), at: 0)
    }
    var (boxes, targets) = boxes(
      of: text, face, path: path, x: context.x, width: context.width * 0.94, isJustified: false,
      isBalanced: true, divides: .never, language: context.language)
    guard !boxes.isEmpty else { return }
    // A short text that a heading above keeps does not tie this heading to it as well.
    if !followsHeading { kept = 0 }
    // Right below another heading, the space that it keeps is enough.
    boxes[0].spaceBefore = followsHeading ? 0 : face.above
    boxes[0].gridOffset = Double(boxes.count) * face.leading + face.below
    let title = text.plainText.replacing("\u{2002}", with: " ")
    boxes[0].section = SectionMark(
      level: heading.level, title: title, destination: heading.id)
    if heading.level == 1 { chapter = title }
    for index in boxes.indices { boxes[index].isHeading = true }
    for index in boxes.indices.dropFirst() { boxes[index].breakBefore = .forbidden }
    for (box, targets) in zip(boxes, targets) { emit(box, targets: targets) }
    space = face.below
    // The heading stays with two lines of its text.
    kept = 2
    targets = []
  }

  /// Sets a quotation, indented on both sides.
  mutating func addQuote(_ blocks: [Block], _ context: Context) {
    var inner = context
    if context.width - 2 * style.indent >= Self.leastWidth {
      inner.x += style.indent
      inner.width = context.width - 2 * style.indent
    }
    inner.face = context.isInNote ? context.face : style.quote
    inner.path.append(node(.quote))
    inner.allowsFloats = false
    if !context.isInNote { keepSpace(style.quote.above) }
    add(blocks, inner)
    if !context.isInNote { space = max(space, style.quote.below) }
  }

  /// Sets code line by line; a line that is too long goes on below, further in.
  mutating func addCode(_ code: String, _ context: Context) {
    let face = style.code
    // The ground of all lines comes before the code, so that it hides none of it.
    let groundPath = [node(.artifact)]
    let path = context.path + [node(.code)]
    let padding = 4.0
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    var boxes: [FlowBox] = []
    for (number, line) in lines.enumerated() {
      let text = line.replacing("\t", with: "    ")
      var piece = TextPiece(text: text, style: face.style(language: "en"), color: face.color)
      piece.role = .code
      let shape = LineBreaker.Shape(
        width: context.width - 2 * style.indent, isJustified: false, size: face.size)
      let set = setter.lines([piece], shape, divides: .never)
      for (index, part) in (set.isEmpty ? [SetLine()] : set).enumerated() {
        let isFirst = number == 0 && index == 0
        let isLast = number == lines.count - 1 && index == max(0, set.count - 1)
        var box = FlowBox(height: face.leading + (isFirst ? padding : 0) + (isLast ? padding : 0))
        box.isOnGrid = false
        let ground = Rect(context.x, 0, context.width, box.height)
        let left = context.x + padding * 2 + (index == 0 ? 0 : style.indent)
        let top = face.baseline + (isFirst ? padding : 0)
        box.parts = [
          FlowPart(
            path: groundPath,
            items: [.scene(.path(ScenePath(.rect(ground), fill: .color(style.codeGround))))]),
          FlowPart(path: path, items: part.items(at: Point(left, top), language: "en")),
        ]
        boxes.append(box)
      }
    }
    keepSpace(context.isInNote ? 3 : face.above, belowHeading: style.figureSpace)
    emit(boxes)
    space = max(space, context.isInNote ? 3 : face.below)
  }
}

import Diagnostics

// Blocks: cmark's blocks, the divs among them, captions joined to their tables.
extension MarkdownReader {
  /// A div that is being read, and the blocks that it holds so far.
  private struct Frame {
    var attributes: Attributes
    var place: Place
    var isClosed = true
    var blocks: [Block] = []
  }

  /// The blocks below a node.
  mutating func blocks(of nodes: [MarkdownNode], _ text: MarkdownText) -> [Block] {
    var frames = [Frame(attributes: Attributes(), place: text.source.whole)]
    for node in nodes {
      if case .html(let html) = node.kind {
        if let marker = text.marker(of: node) {
          read(marker, node, text, &frames)
        } else if !html.trimmed.hasPrefix("<!--") {
          log.add(.rawHTML(html, at: text.place(of: node)))
        }
      } else if let block = block(of: node, text) {
        frames[frames.count - 1].blocks.append(block)
      }
    }
    while frames.count > 1, let frame = frames.popLast() {
      if frame.isClosed { log.add(.crossedDivision(at: frame.place)) }
      frames[frames.count - 1].blocks += frame.blocks
    }
    return joinCaptions(frames[0].blocks)
  }

  private mutating func read(
    _ marker: DocumentScan.Marker, _ node: MarkdownNode, _ text: MarkdownText,
    _ frames: inout [Frame]
  ) {
    switch marker {
    case .open(let attributes, let place, let isClosed):
      frames.append(Frame(attributes: attributes, place: place, isClosed: isClosed))
    case .close:
      // One that closes nothing here has been reported, or was opened in another container.
      guard frames.count > 1, let frame = frames.popLast() else { return }
      let place = frame.place.joined(with: text.place(of: node))
      let blocks =
        frame.attributes.has("table") ? frame.blocks : joinCaptions(frame.blocks)
      frames[frames.count - 1].blocks += division(blocks, frame.attributes, place)
    case .pageBreak:
      frames[frames.count - 1].blocks.append(Block(.pageBreak, at: text.place(of: node)))
    case .include(let file): frames[frames.count - 1].blocks += included(file)
    case .nothing: break
    }
  }

  private mutating func block(of node: MarkdownNode, _ text: MarkdownText) -> Block? {
    let place = text.place(of: node)
    switch node.kind {
    case .heading(let level):
      return Block(.heading(heading(level, node, text)), at: place)
    case .paragraph: return paragraph(node, text)
    case .list(let start, let isTight):
      let items = node.children.map { blocks(of: $0.children, text) }
      return Block(.list(ListBlock(start: start, isTight: isTight, items: items)), at: place)
    case .quote: return Block(.quote(blocks(of: node.children, text)), at: place)
    case .code(let info, let code, let isFenced):
      return self.code(info, code, isFenced: isFenced, node, text)
    case .table(let alignments): return Block(.table(table(alignments, node, text)), at: place)
    case .rule:
      if isSimpleTable(place) { log.add(.simpleTable(at: place)) }
      return Block(.rule, at: place)
    default: return nil
    }
  }

  private mutating func heading(
    _ level: Int, _ node: MarkdownNode, _ text: MarkdownText
  ) -> Heading {
    let (inlines, attributes) = titled(node.children, text)
    var heading = Heading(level: level, text: inlines.trimmed, id: "")
    heading.id = attributes?.id?.text ?? HeadingID.made(from: heading.text.plainText)
    heading.idPlace = attributes?.id?.place
    heading.isNumbered = !(attributes?.has("unnumbered") ?? false)
    heading.isListed = !(attributes?.has("unlisted") ?? false)
    heading.isAppendix = attributes?.has("appendix") ?? false
    checkPictures(in: heading.text)
    return heading
  }

  private mutating func checkPictures(in inlines: [Inline]) {
    inlines.forEachInline { inline in
      if case .image = inline.kind { log.add(.inlineImage(at: inline.place)) }
    }
  }

  // MARK: Paragraphs

  private mutating func paragraph(_ node: MarkdownNode, _ text: MarkdownText) -> Block? {
    let place = text.place(of: node)
    let (inlines, attributes) = titled(node.children, text)
    let content = inlines.trimmed
    if content.count == 1, case .image(let caption, let file, let own) = content[0].kind {
      return Block(.figure(figure(.file(file), caption: caption, own)), at: place)
    }
    checkPictures(in: content)
    if place.text.hasPrefix("+--") { log.add(.gridTable(at: place)) }
    guard !content.isEmpty else { return nil }
    if let attributes {
      // Kept with the paragraph until it is known whether it is a caption.
      let parts = [Inline(.span(content, attributes), at: place)]
      return Block(.paragraph(parts), at: place)
    }
    return Block(.paragraph(content), at: place)
  }

  /// Whether a line between two parts is one of dashes in groups, with which Pandoc writes tables
  /// without bars.
  private func isSimpleTable(_ place: Place) -> Bool {
    let groups = place.text.split(separator: " ")
    return groups.count > 1
      && groups.allSatisfy { $0.count > 1 && $0.allSatisfy { $0 == "-" } }
  }

  /// A caption is a paragraph that starts with a colon, directly after its table or before it.
  mutating func joinCaptions(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    var waiting: Block?
    for block in blocks {
      if let caption = Caption(block) {
        check(caption)
        if var table = lastTable(result), table.caption.isEmpty, waiting == nil {
          table.apply(caption)
          result[result.count - 1].kind = .table(table)
        } else {
          if let waiting { log.add(.strayCaption(at: waiting.place)) }
          waiting = block
        }
      } else if case .table(var table) = block.kind, let before = waiting,
        let caption = Caption(before)
      {
        table.apply(caption)
        result.append(Block(.table(table), at: block.place.joined(with: before.place)))
        waiting = nil
      } else {
        if let waiting { log.add(.strayCaption(at: waiting.place)) }
        waiting = nil
        append(block, to: &result)
      }
    }
    if let waiting { log.add(.strayCaption(at: waiting.place)) }
    return result
  }

  private mutating func check(_ caption: Caption) {
    let known = ["tbl-colwidths", "tbl-cap", "lang"]
    for (key, _) in caption.attributes?.values ?? [] where !known.contains(key.text) {
      log.add(.unknownAttribute(key, of: "table", known: known))
    }
  }

  /// A paragraph "Source: …" or "Note: …" right after a table is part of it.
  private func append(_ block: Block, to result: inout [Block]) {
    if case .paragraph(let text) = block.kind, var table = lastTable(result),
      text.isTableNote
    {
      table.notes.append(text)
      result[result.count - 1].kind = .table(table)
    } else {
      result.append(block)
    }
  }

  private func lastTable(_ blocks: [Block]) -> TableBlock? {
    guard let last = blocks.last, case .table(let table) = last.kind else { return nil }
    return table
  }

  // MARK: Divs

  private mutating func division(
    _ blocks: [Block], _ attributes: Attributes, _ place: Place
  ) -> [Block] {
    if attributes.has("table") { return tableDivision(blocks, attributes, place) }
    if let id = attributes.id {
      if id.text == "refs" { return [Block(.references, at: place)] }
      if id.text == "sources" { return [Block(.sources([]), at: place)] }
      if let labelled = labelled(blocks, id, attributes) { return [Block(labelled, at: place)] }
    }
    for (key, _) in attributes.values where PanelLayout.keys.contains(key.text) {
      if attributes.id?.text.hasPrefix("fig-") != true { log.add(.layoutWithoutID(key)) }
    }
    for name in attributes.classes where !Self.divisionClasses.contains(name.text) {
      log.add(.unknownDivision(name, known: Self.divisionClasses))
    }
    if attributes.has("appendix") { return appendix(blocks, place) }
    if attributes.isWide { return wide(blocks, attributes, place) }
    return [Block(.division(blocks, attributes), at: place)]
  }

  private static let divisionClasses =
    [
      "notes", "columns", "column", "incremental", "nonincremental", "content-visible",
      "content-hidden", "unnumbered", "unlisted", "table", "appendix",
      "landscape", "aside", "column-margin", "column-body",
    ] + Attributes.wideClasses

  /// The highest headings of an appendix have letters.
  private mutating func appendix(_ blocks: [Block], _ place: Place) -> [Block] {
    let levels = blocks.compactMap { block in
      if case .heading(let heading) = block.kind { heading.level } else { nil }
    }
    guard let top = levels.min() else {
      log.add(.appendixWithoutHeading(at: place.opening))
      return blocks
    }
    return blocks.map { block in
      guard case .heading(var heading) = block.kind, heading.level == top else { return block }
      heading.isAppendix = true
      return Block(.heading(heading), at: block.place)
    }
  }

  /// The figures and tables of a div stand over all columns.
  private mutating func wide(
    _ blocks: [Block], _ attributes: Attributes, _ place: Place
  ) -> [Block] {
    let classes = attributes.classes.filter { Attributes.wideClasses.contains($0.text) }
    let result = blocks.map { block -> Block in
      var block = block
      switch block.kind {
      case .figure(var figure):
        figure.attributes.classes += classes
        block.kind = .figure(figure)
      case .table(var table):
        table.attributes.classes += classes
        block.kind = .table(table)
      case .dataTable(var data):
        data.frame.attributes.classes += classes
        block.kind = .dataTable(data)
      default: log.add(.wideText(classes[0].text, at: block.place))
      }
      return block
    }
    return result
  }

  /// A div with the id of a figure or a table: its last paragraph is the caption.
  mutating func labelled(
    _ blocks: [Block], _ id: Written, _ attributes: Attributes
  ) -> Block.Kind? {
    guard id.text.hasPrefix("fig-") || id.text.hasPrefix("tbl-") else { return nil }
    let layout = PanelLayout.keys.contains { attributes[$0] != nil }
    let figures = blocks.filter(\.isFigure)
    if figures.count > 1 || (layout && !figures.isEmpty) {
      return panels(blocks, id, attributes)
    }
    var caption: [Inline] = []
    var rest = blocks
    if blocks.count > 1, let last = blocks.last, case .paragraph(let text) = last.kind {
      caption = text
      rest.removeLast()
    }
    for (index, block) in rest.enumerated() {
      if case .figure(var figure) = block.kind {
        figure.id = figure.id ?? id
        if !caption.isEmpty { figure.caption = caption }
        figure.attributes = attributes.merged(with: figure.attributes)
        reportStrays(rest, but: index)
        return .figure(figure)
      }
      if case .table(var table) = block.kind {
        table.id = table.id ?? id
        if !caption.isEmpty { table.caption = caption }
        table.attributes = attributes.merged(with: table.attributes)
        reportStrays(rest, but: index)
        return .table(table)
      }
    }
    return nil
  }

  /// What else stands in the div of a figure or a table would vanish.
  private mutating func reportStrays(_ blocks: [Block], but index: Int) {
    for (other, block) in blocks.enumerated() where other != index {
      log.add(.strayInFigure(at: block.place))
    }
  }
}

/// A paragraph that is the caption of a table.
struct Caption {
  var text: [Inline]
  var attributes: Attributes?

  init?(_ block: Block) {
    guard case .paragraph(var parts) = block.kind else { return nil }
    if parts.count == 1, case .span(let inner, let attributes) = parts[0].kind {
      parts = inner
      self.attributes = attributes
    }
    guard let first = parts.first, case .text(let words) = first.kind else { return nil }
    let mark = [": ", "Table: ", ":\t"].first { words.hasPrefix($0) }
    guard let mark else { return nil }
    parts[0] = Inline(.text(String(words.dropFirst(mark.count))), at: first.place)
    text = parts.trimmed
  }
}

extension [Inline] {
  /// Whether a paragraph is a note or a source of the table above it.
  var isTableNote: Bool {
    ["Note:", "Notes:", "Source:", "Sources:"].contains(where: plainText.hasPrefix)
  }

  /// Whether a paragraph names the sources of the table above it.
  var isSourceNote: Bool { ["Source:", "Sources:"].contains(where: plainText.hasPrefix) }
}

extension TableBlock {
  mutating func apply(_ caption: Caption) {
    self.caption = caption.text
    guard let attributes = caption.attributes else { return }
    id = attributes.id ?? id
    self.attributes = self.attributes.merged(with: attributes)
    // Quarto's shares of the width, "[20, 80]", mean what the dashes mean.
    if let widths = attributes["tbl-colwidths"] {
      let shares = TableBlock.shares(widths)
      if shares.count == alignments.count { dashes = shares }
    }
  }
}

extension TableBlock {
  /// Shares of the width as Quarto writes them: `[20, 80]`.
  static func shares(_ written: Written) -> [Int] {
    written.text.split { !$0.isNumber }.compactMap { Int($0) }.map { Swift.min($0, 10_000) }
  }
}

/// The names that headings get from their words.
enum HeadingID {
  /// Makes an id as Pandoc does: letters in lower case, dashes for spaces, nothing before a letter.
  ///
  ///     HeadingID.made(from: "2. What is *known*?")   // "what-is-known"
  static func made(from text: String) -> String {
    var id = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || "_-.".contains(character) {
        id.append(character)
      } else if character.isWhitespace, id.last != "-" {
        id.append("-")
      }
    }
    let start = String(id.drop { !$0.isLetter }).trimmingEnd { $0 == "-" }
    return start.isEmpty ? "section" : start
  }
}

extension Diagnostic {
  static func crossedDivision(at place: Place) -> Diagnostic {
    .error(
      "crossed-div", "this div closes in another list or quotation than it opens", at: place,
      why: "a div lies wholly inside or outside of lists and quotations",
      hint: "indent both lines of colons alike")
  }

  static func inlineImage(at place: Place) -> Diagnostic {
    .error(
      "inline-image", "a picture within a line is not supported", at: place,
      why: "a figure is an image alone in its paragraph",
      hint: "put an empty line before and after it")
  }

  static func gridTable(at place: Place) -> Diagnostic {
    .error(
      "grid-table", "grid tables are not supported", at: place,
      why: "tables are written with bars and one line of dashes",
      hint: "write | a | b | for each row, and |---|---| below the head")
  }

  static func appendixWithoutHeading(at place: Place) -> Diagnostic {
    .error(
      "appendix-without-heading", "this appendix has no heading", at: place,
      why: "an appendix has a letter and a title", hint: "add a heading: '# Title'")
  }

  static func wideText(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "wide-text", "text does not stand over all columns", at: place,
      why: "a div of class '\(name)' holds figures and tables", hint: "move it out of the div")
  }

  static func strayInFigure(at place: Place) -> Diagnostic {
    .error(
      "stray-in-figure", "this does not belong into a figure or a table", at: place,
      why: "a div with the id of one holds it, and its last paragraph is the caption",
      hint: "move it out of the div")
  }

  static func simpleTable(at place: Place) -> Diagnostic {
    .error(
      "simple-table", "tables without bars are not supported", at: place,
      why: "groups of dashes on a line are a table in Pandoc's Markdown",
      hint:
        "write | a | b | for each row, and |---|---| below the head; or put the rows into a file of data"
    )
  }

  static func strayCaption(at place: Place) -> Diagnostic {
    .error(
      "stray-caption", "there is no table beside this caption", at: place,
      why: "a paragraph that starts with a colon is the caption of the table before or after it",
      hint: "put it next to its table, or write \\: for a colon in the text")
  }

  static func unknownDivision(_ name: Written, known: [String]) -> Diagnostic {
    .error(
      "unknown-div", "a div of class '\(name.text)' is not supported", at: name.place,
      why: "the classes are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name.text, in: known))
  }
}

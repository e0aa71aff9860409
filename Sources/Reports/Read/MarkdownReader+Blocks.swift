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
      openDivisions -= 1
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
      openDivisions += 1
      if openDivisions == MarkdownParser.depthLimit + 1 { log.add(.tooDeep(at: place)) }
      frames.append(Frame(attributes: attributes, place: place, isClosed: isClosed))
    case .close:
      // One that closes nothing here has been reported, or was opened in another container.
      guard frames.count > 1, let frame = frames.popLast() else { return }
      openDivisions -= 1
      let place = frame.place.joined(with: text.place(of: node))
      let blocks =
        frame.attributes.has("table") ? frame.blocks : joinCaptions(frame.blocks)
      // What is nested too deeply is not nested, so that nothing that follows goes too deep.
      frames[frames.count - 1].blocks +=
        openDivisions < MarkdownParser.depthLimit
        ? division(blocks, frame.attributes, place) : blocks
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
      if let shares = TableBlock.shares(widths), shares.count == alignments.count {
        dashes = shares
      }
    }
  }
}

extension TableBlock {
  /// Shares of the width as Quarto writes them: `[20, 80]`; nil if one is no whole number from 1.
  static func shares(_ written: Written) -> [Int]? {
    let parts = written.text.split { " \t\n,;[]".contains($0) }
    let shares = parts.compactMap { Int($0.hasSuffix("%") ? $0.dropLast() : $0) }
    guard shares.count == parts.count, shares.allSatisfy({ $0 >= 1 }) else { return nil }
    return shares.map { Swift.min($0, 10_000) }
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
}

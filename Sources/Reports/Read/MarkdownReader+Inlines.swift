import Canvas
import Diagnostics

// Running text: cmark's inlines and the tokens among them.
extension MarkdownReader {
  private static let spanKeys = ["lang", "claim", "fill", "format"]

  /// The running text below a node.
  mutating func inlines(of nodes: [MarkdownNode], _ text: MarkdownText) -> [Inline] {
    titled(nodes, text).text
  }

  /// Running text that may end in attributes of its own, as headings and captions do.
  mutating func titled(
    _ nodes: [MarkdownNode], _ text: MarkdownText
  ) -> (text: [Inline], attributes: Attributes?) {
    var builder = InlineBuilder()
    for (index, node) in nodes.enumerated() {
      switch node.kind {
      case .text(let words): addWords(words, node, text, to: &builder)
      case .softBreak:
        let here = nodes.indices.contains(index - 1) ? nodes[index - 1].kind : .softBreak
        let next = nodes.indices.contains(index + 1) ? nodes[index + 1].kind : .softBreak
        // Cmark gives a line end no place: it is where the words before it end.
        let place = index > 0 ? text.place(of: nodes[index - 1]).end : text.place(of: node)
        if !Han.meets(here, next) { builder.add(Inline(.text(" "), at: place)) }
      default:
        if let inline = inline(of: node, text) { builder.add(inline) }
      }
    }
    for place in builder.finish() { log.add(.crossedSpan(at: place)) }
    return (builder.result, builder.trailing)
  }

  private mutating func inline(of node: MarkdownNode, _ text: MarkdownText) -> Inline? {
    let place = text.place(of: node)
    let kind: Inline.Kind
    switch node.kind {
    case .lineBreak: kind = .lineBreak
    case .inlineCode(let code): kind = .code(code)
    case .emphasis: kind = .emphasis(inlines(of: node.children, text))
    case .strong: kind = .strong(inlines(of: node.children, text))
    case .strikethrough: kind = .strikethrough(inlines(of: node.children, text))
    case .link(let address):
      if node.children.isEmpty { log.add(.wordlessLink(address, at: place)) }
      kind = .link(inlines(of: node.children, text), target(address))
    case .image(let file):
      let written = Written(decoded(file), at: self.place(of: file, in: place))
      kind = .image(inlines(of: node.children, text), written, Attributes())
    case .noteReference(let ordinal):
      let index = firstDefinition + ordinal - 1
      guard ordinal >= 1, notes.indices.contains(index) else { return nil }
      kind = .note(index)
    case .inlineHTML(let html):
      // The tag that opened has been reported.
      if !html.hasPrefix("<!--"), !html.hasPrefix("</") {
        log.add(.rawHTML(html, at: text.place(of: html, near: node)))
      }
      return nil
    default: return nil
    }
    return Inline(kind, at: place)
  }

  private mutating func addWords(
    _ words: String, _ node: MarkdownNode, _ text: MarkdownText, to builder: inout InlineBuilder
  ) {
    for piece in TokenMark.pieces(of: words, count: text.tokens.count) {
      switch piece {
      case .words(let words):
        let printed = String(words.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\t" })
        let place = text.place(of: words, near: node)
        if words.includes("**"), let stray = place.strayAsterisks {
          log.add(.strayEmphasis(at: stray))
        }
        if words.includes("{claim=") || words.includes("{fill=") {
          log.add(.claimOutOfPlace(Written(words, at: place)))
        }
        builder.add(Inline(.text(printed), at: place))
      case .token(let index):
        guard text.tokens.indices.contains(index) else { continue }
        add(text.tokens[index], text, to: &builder)
      }
    }
  }

  private mutating func add(
    _ token: InlineToken, _ text: MarkdownText, to builder: inout InlineBuilder
  ) {
    let place = text.onlyPlace ?? token.place
    switch token.kind {
    case .attributes(let attributes):
      if let written = attributes["claim"] ?? attributes["fill"] {
        log.add(.claimOutOfPlace(written))
      }
      builder.apply(attributes)
    case .open(let enclosure):
      if case .span(let attributes) = enclosure {
        let attributes = text.onlyPlace.map { attributes.placed(at: $0) } ?? attributes
        if let problem = Diagnostic.notALanguage(of: attributes) { log.add(problem) }
        checkClasses(
          of: attributes, "span", known: ["smallcaps", "aside", "column-margin", "fill"])
        for (key, _) in attributes.values where !Self.spanKeys.contains(key.text) {
          log.add(.unknownAttribute(key, of: "span", known: Self.spanKeys))
        }
        builder.open(.span(attributes), at: place)
      } else {
        builder.open(enclosure, at: place)
      }
      if builder.depth == MarkdownParser.depthLimit + 1 { log.add(.tooDeep(at: place)) }
    case .close(let enclosure):
      if !builder.close(enclosure, at: place) { log.add(.crossedSpan(at: place)) }
    case .literal(let character):
      builder.add(Inline(.text(Smart.kept(character)), at: place))
    case .note(let range):
      notes.append(NoteBlock(blocks: [], place: place))
      let index = notes.count - 1
      let content = inlines(in: range, of: token.place.source, onlyPlace: text.onlyPlace)
      notes[index].blocks = [Block(.paragraph(content), at: place)]
      builder.add(Inline(.note(index), at: place))
    case .citation(let citation):
      let affixes = citation.parts.map { part in
        let source = citation.place.source
        return CitationAffix(
          prefix: inlines(in: part.prefix, of: source, onlyPlace: text.onlyPlace).trimmed,
          suffix: inlines(in: part.suffix, of: source, onlyPlace: text.onlyPlace))
      }
      builder.add(Inline(.citation(citation, affixes: affixes), at: place))
    case .nothing: break
    }
  }

  // MARK: Fragments

  /// Reads a part of a text as running text, whatever block it would start.
  mutating func inlines(
    in range: Range<Int>, of source: SourceText, onlyPlace: Place? = nil
  ) -> [Inline] {
    guard depth < 8,
      source.bytes[range.clamped(to: 0..<source.bytes.count)].contains(where: {
        !$0.isBlank
      })
    else { return [] }
    depth += 1
    defer { depth -= 1 }
    var scanner = InlineScanner(source, range)
    scanner.scan()
    for call in scanner.noteCalls {
      log.add(.noteOutOfPlace(at: onlyPlace ?? call.place))
    }
    if onlyPlace == nil { log.add(contentsOf: scanner.log) }
    for var entry in scanner.log.entries where onlyPlace != nil {
      entry.place = onlyPlace
      log.add(entry)
    }
    // A token at the start keeps "1. January" from being a list.
    let guardToken = InlineToken(
      kind: .nothing, place: Place(source: source, range: range.lowerBound..<range.lowerBound))
    var (work, tokens) = (WorkText(), [guardToken])
    work.put(TokenMark.text(of: 0), for: range.lowerBound..<range.lowerBound)
    var offset = range.lowerBound
    for edit in scanner.edits where edit.range.lowerBound >= offset {
      guard tokens.count < TokenMark.limit else { break }
      work.copy(offset..<edit.range.lowerBound, of: source)
      work.put(TokenMark.text(of: tokens.count), for: edit.range)
      tokens.append(edit.token)
      offset = edit.range.upperBound
    }
    work.copy(offset..<max(offset, range.upperBound), of: source)
    let tree = MarkdownParser.parse(work.bytes).tree
    let text = MarkdownText(source: source, work: work, tokens: tokens, onlyPlace: onlyPlace)
    let paragraphs = tree.children.filter { $0.kind == .paragraph }
    return paragraphs.enumerated().flatMap { index, paragraph in
      (index > 0 ? [Inline(.lineBreak, at: text.place(of: paragraph))] : [])
        + inlines(of: paragraph.children, text)
    }
  }

  /// Reads a value of the front matter or of a chart's options as running text.
  mutating func inlines(of value: Written) -> [Inline] {
    let written = value.place.text
    let quotes = written.first == "\"" || written.first == "'" ? 1 : 0
    let range = value.place.range
    if written.utf8.count >= value.text.utf8.count + 2 * quotes,
      written.dropFirst(quotes).hasPrefix(value.text)
    {
      let start = range.lowerBound + quotes
      return inlines(in: start..<start + value.text.utf8.count, of: value.place.source)
    }
    let text = SourceText(name: value.place.source.name, text: value.text)
    return inlines(in: 0..<text.bytes.count, of: text, onlyPlace: value.place)
  }

  // MARK: Addresses

  private func target(_ address: String) -> LinkTarget {
    address.hasPrefix("#") && address.count > 1
      ? .destination(decoded(String(address.dropFirst()))) : .address(address)
  }

  /// Where a file's name stands inside an image.
  private func place(of file: String, in place: Place) -> Place {
    let wanted = Array(file.utf8)
    let bytes = place.source.bytes
    guard !wanted.isEmpty, place.range.count >= wanted.count else { return place }
    var index = place.range.upperBound - wanted.count
    while index >= place.range.lowerBound {
      if bytes[index..<index + wanted.count].elementsEqual(wanted) {
        return Place(source: place.source, range: index..<index + wanted.count)
      }
      index -= 1
    }
    return place
  }

  /// An address without `%20` and the like.
  private func decoded(_ address: String) -> String {
    var bytes: [UInt8] = []
    let written = Array(address.utf8)
    var index = 0
    while index < written.count {
      if written[index] == UInt8(ascii: "%"), index + 2 < written.count,
        let byte = UInt8(String(decoding: written[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        bytes.append(byte)
        index += 3
      } else {
        bytes.append(written[index])
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Place {
  /// The first two asterisks in it that touch a word and that no backslash keeps.
  fileprivate var strayAsterisks: Place? {
    let bytes = source.bytes
    func isWord(_ index: Int) -> Bool { bytes.indices.contains(index) && bytes[index] > 0x20 }
    for index in range.dropLast() where bytes[index...].starts(with: "**".utf8) {
      let isKept = index > 0 && bytes[index - 1] == UInt8(ascii: "\\")
      if !isKept, isWord(index - 1) || isWord(index + 2) {
        return Place(source: source, range: index..<index + 2)
      }
    }
    return nil
  }

  /// The empty place at the end of this one.
  fileprivate var end: Place { Place(source: source, range: range.upperBound..<range.upperBound) }
}

/// Chinese characters as far as spaces are concerned.
enum Han {
  /// Whether a line end between two pieces of text is no space, since both are Chinese.
  static func meets(_ before: MarkdownNode.Kind, _ after: MarkdownNode.Kind) -> Bool {
    guard case .text(let left) = before, case .text(let right) = after,
      let last = left.unicodeScalars.last, let first = right.unicodeScalars.first
    else { return false }
    return isWide(last) && isWide(first)
  }

  /// Whether a character is a Han character, a kana, or punctuation that goes with them.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x2FFF, 0x3000...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFF00...0xFF60, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}

extension Diagnostic {
  static func wordlessLink(_ address: String, at place: Place) -> Diagnostic {
    let id = address.hasPrefix("#") ? String(address.dropFirst()) : nil
    return .warning(
      "wordless-link", "this link has no words, and is not printed", at: place,
      hint: id.map { "write the words, or '@\($0)' for its number" }
        ?? "write the words, or '<\(address)>'")
  }

  static func strayEmphasis(at place: Place) -> Diagnostic {
    .warning(
      "stray-emphasis", "these asterisks make nothing strong and are printed as they stand",
      at: place,
      why: "asterisks that open stand right before a word, and those that close right behind one; "
        + "beside a quotation mark or a bracket they need a space or a sign on their outer side",
      hint:
        "close what is open, move the marks outside of the asterisks, or write \\*\\* for two asterisks"
    )
  }

  static func crossedSpan(at place: Place) -> Diagnostic {
    .error(
      "crossed-span", "what opens here closes elsewhere", at: place,
      why: "a span lies wholly inside or outside of emphasis, links and other spans",
      hint: "close both in the order in which they were opened, the last one first")
  }

  static func rawHTML(_ html: String, at place: Place) -> Diagnostic {
    .error(
      "raw-html", "HTML is not supported", at: place,
      why: "a document is set by Playfair itself, for every output alike",
      hint: markdown(for: html) ?? "write it in Markdown; \\< is a less-than sign")
  }

  /// How Markdown writes what the commonest tags do.
  private static func markdown(for html: String) -> String? {
    let name = html.dropFirst().prefix { $0.isLetter || $0.isNumber }.lowercased()
    switch name {
    case "b", "strong": return "write **…**"
    case "i", "em": return "write *…*"
    case "s", "del", "strike": return "write ~~…~~"
    case "code", "tt": return "write `…`"
    case "sup": return "write ^…^"
    case "sub": return "write ~…~"
    case "br": return "end the line with a backslash"
    case "a": return "write [text](address)"
    case "img": return "write ![caption](charts/name.vl.yaml)"
    case "div": return "write '::: {.class}' above and ':::' below"
    case "span": return "write [text]{.class}"
    case "hr": return "write ---"
    case "p": return "leave an empty line between paragraphs"
    case "table": return "write | a | b | for each row, and |---|---| below the head"
    case "ul", "ol", "li": return "write '- ' or '1. ' before each element"
    case "h1", "h2", "h3", "h4": return "write # before a heading"
    default: return nil
    }
  }

  static func noteOutOfPlace(at place: Place) -> Diagnostic {
    .error(
      "note-out-of-place", "a footnote cannot be called here", at: place,
      why: "notes are called in the text, in tables and in captions",
      hint: "write the note itself: ^[text]")
  }
}

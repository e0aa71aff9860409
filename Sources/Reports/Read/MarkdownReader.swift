import Diagnostics
import Notation
import Tables

/// A document as it was written: its metadata and its blocks, nothing looked up or numbered yet.
struct DocumentTree: Sendable {
  var metadata: Metadata
  /// The values that charts and filters see.
  var parameters = ReportParameters()
  /// The texts that were read: the document, and those that it includes.
  var texts: [SourceText] = []
  /// The metadata of the shapes that have keys of their own.
  var variants: [ReportFormat: Metadata] = [:]
  var blocks: [Block]
  /// The notes that calls name by their index.
  var notes: [NoteBlock]
  /// What the text says of the data, checked.
  var claims: [Claim] = []
  /// The whole text, for messages that concern no part of it.
  var place: Place
  /// What the document was when it was read; nil if nobody keeps it.
  var revision: Revision?

  /// The metadata that hold for a shape.
  func metadata(for format: ReportFormat) -> Metadata { variants[format] ?? metadata }

  /// Puts printer's signs in.
  fileprivate mutating func makeSmart(_ memory: SmartMemory?) {
    let quotes = QuotationMarks.of(metadata.language)
    blocks = Smart.applied(to: blocks, quotes, memory)
    for index in notes.indices {
      notes[index].blocks = Smart.applied(to: notes[index].blocks, quotes, memory)
    }
    metadata.makeSmart(quotes, memory)
    for format in variants.keys { variants[format]?.makeSmart(quotes, memory) }
  }

  /// Says whether the headings of a shape have numbers.
  mutating func setNumbering(_ isNumbered: Bool, for format: ReportFormat) {
    variants[format] = metadata(for: format)
    variants[format]?.numbersSections = isNumbered
  }
}

/// Reads Pandoc's Markdown, as far as it is supported, into blocks.
struct MarkdownReader {
  private(set) var source: SourceText
  var log = DiagnosticLog()
  var notes: [NoteBlock] = []
  /// Where the notes that the text defines start among them.
  private(set) var firstDefinition = 0
  /// How deep footnotes stand in footnotes and the like.
  var depth = 0
  /// Where included files are read; nil if none can be.
  let files: SourceFiles?
  /// The files whose parts these are, the outermost first, and where each is included.
  var including: [Inclusion] = []
  /// How many divs are open, in all containers.
  var openDivisions = 0
  /// What stands for values of the front matter; nil if there are none.
  var shortcodes: MetaShortcodes?
  /// The files that have been included.
  var texts: [SourceText] = []
  /// How many files have been included.
  var inclusions = 0

  /// Reads a whole document, with the files that it includes, and checks its claims.
  static func read(
    _ source: SourceText, files: SourceFiles? = nil, parameters wishes: [ParameterWish] = [],
    loader: DataLoader? = nil, falseClaims: Diagnostic.Severity = .error,
    memory: DrawingMemory? = nil, signs: SmartMemory? = nil, log: inout DiagnosticLog
  ) -> DocumentTree {
    var (tree, front) = known(source, files, wishes, memory, log: &log)
    var fills: [ExactText] = []
    if let loader = loader ?? files.map({ DataLoader(files: $0) }) {
      var checker = ClaimChecker(
        loader: loader, document: source, front: front, parameters: tree.parameters,
        falseClaims: falseClaims, memory: memory)
      checker.check(&tree)
      log.add(contentsOf: checker.problems)
      fills = checker.fills
      // What could not be filled in leaves words that another run may not have.
      if !checker.problems.entries.isEmpty { tree.revision = nil }
    }
    guard let memory else {
      tree.makeSmart(signs)
      return tree
    }
    return memory.document.finished(tree, fills: fills) { $0.makeSmart(signs) }
  }

  /// A document as its author wrote it, read again only if its files have changed.
  private static func known(
    _ source: SourceText, _ files: SourceFiles?, _ wishes: [ParameterWish],
    _ memory: DrawingMemory?, log: inout DiagnosticLog
  ) -> (tree: DocumentTree, front: Node?) {
    guard let memory, let files else {
      return written(source, files: files, parameters: wishes, log: &log)
    }
    let known = memory.document.written(source, wishes, files, log: &log) { files, log in
      let (tree, front) = written(source, files: files, parameters: wishes, log: &log)
      return DocumentMemory.Written(tree: tree, front: front)
    }
    return (known.tree, known.front)
  }

  /// A document as its author wrote it: claims in place, typewriter's signs; and its front matter.
  static func written(
    _ source: SourceText, files: SourceFiles?, parameters wishes: [ParameterWish],
    log: inout DiagnosticLog
  ) -> (tree: DocumentTree, front: Node?) {
    let errors = log.errorCount
    var front = FrontMatter.read(source, log: &log)
    let isComplete = log.errorCount == errors
    let parameters = ReportParameters.read(front.node, wishes, in: source, log: &log)
    var reader = MarkdownReader(source: source, files: files)
    reader.including = [Inclusion(file: FilePath.resolved(source.name), place: nil)]
    reader.shortcodes = MetaShortcodes(front.node, parameters)
    reader.checkControlCharacters()
    front.node = front.node.map { reader.filled($0) }
    reader.fill(from: front.bodyStart)
    var metadata = reader.metadata(front.node?.members ?? [])
    metadata.isComplete = isComplete
    var variants = reader.variants(of: metadata, front.node)
    var blocks = reader.document(from: front.bodyStart)
    if metadata.title.isEmpty { blocks = reader.promoteTitle(of: blocks, to: &metadata) }
    for format in variants.keys {
      if variants[format]?.title.isEmpty ?? false { variants[format]?.title = metadata.title }
      variants[format]?.isComplete = isComplete
    }
    if blocks.isEmpty, metadata.title.isEmpty, isComplete, !reader.log.hasErrors {
      reader.log.add(.emptyDocument(at: source.whole))
    }
    log.add(contentsOf: reader.log)
    let tree = DocumentTree(
      metadata: metadata, parameters: parameters, texts: [source] + reader.texts,
      variants: variants, blocks: blocks, notes: reader.notes, place: source.whole)
    return (tree, front.node)
  }

  init(source: SourceText, files: SourceFiles?) {
    self.source = source
    self.files = files
  }

  /// A text of a few words, such as a title in a bibliography, as running text.
  static func fragment(_ written: Written, log: inout DiagnosticLog) -> [Inline] {
    var reader = MarkdownReader(source: written.place.source, files: nil)
    let inlines = reader.inlines(of: written).trimmed
    log.add(contentsOf: reader.log)
    return inlines
  }

  /// Puts values of the front matter into the text, from an offset on.
  mutating func fill(from start: Int) {
    guard var codes = shortcodes else { return }
    source = codes.filled(source, from: start)
    log.add(contentsOf: codes.log)
  }

  private mutating func filled(_ front: Node) -> Node {
    guard var codes = shortcodes else { return front }
    let filled = codes.filled(front)
    log.add(contentsOf: codes.log)
    return filled
  }

  mutating func document(from start: Int) -> [Block] {
    let scan = DocumentScan(source, body: start..<source.bytes.count)
    log.add(contentsOf: scan.log)
    let (work, tokens) = scan.workText()
    let tree = MarkdownParser.parse(work.bytes).tree
    let text = MarkdownText(source: source, work: work, tokens: tokens, markers: scan.markers)
    let definitions = tree.children.filter { $0.kind == .noteDefinition }
    // The front matter has been read, and may have notes of its own.
    firstDefinition = notes.count
    notes += definitions.map { NoteBlock(blocks: [], place: text.place(of: $0)) }
    for (index, definition) in definitions.enumerated() {
      let blocks = blocks(of: definition.children, text)
      notes[firstDefinition + index].blocks = blocks.mapped { fitsNote($0) ? [$0] : [] }
    }
    return blocks(of: tree.children.filter { $0.kind != .noteDefinition }, text)
  }

  /// Whether a block may stand in a note; if not, that is reported.
  private mutating func fitsNote(_ block: Block) -> Bool {
    switch block.kind {
    case .figure: log.add(.notInNote("a figure", at: block.place))
    case .heading: log.add(.notInNote("a heading", at: block.place))
    case .references: log.add(.notInNote("the list of references", at: block.place))
    case .sources: log.add(.notInNote("the list of sources", at: block.place))
    default: return true
    }
    return false
  }

  /// A document that names no title and opens with its only heading of level 1 has its title there.
  private func promoteTitle(of blocks: [Block], to metadata: inout Metadata) -> [Block] {
    guard let first = blocks.first, case .heading(let title) = first.kind, title.level == 1,
      title.idPlace == nil
    else {
      return blocks
    }
    let others = blocks.dropFirst().contains { block in
      if case .heading(let heading) = block.kind { heading.level == 1 } else { false }
    }
    guard !others else { return blocks }
    metadata.title = title.text
    return blocks.dropFirst().map { block in
      guard case .heading(var heading) = block.kind else { return block }
      heading.level = max(1, heading.level - 1)
      return Block(.heading(heading), at: block.place)
    }
  }

  mutating func checkControlCharacters() {
    var found = 0
    for (offset, byte) in source.bytes.enumerated()
    where byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
      found += 1
      guard found <= 5 else { return }
      log.add(.controlCharacter(byte, at: Place(source: source, range: offset..<offset + 1)))
    }
  }
}

/// A text that cmark has parsed, with what is needed to find places and tokens in it.
struct MarkdownText {
  var source: SourceText
  var work: WorkText
  var tokens: [InlineToken]
  var markers: [Int: DocumentScan.Marker] = [:]
  /// The one place of all that stands in a text whose letters are not those of the source.
  var onlyPlace: Place?

  /// Where a node was written.
  func place(of node: MarkdownNode) -> Place {
    if let onlyPlace { return onlyPlace }
    let start = work.offset(line: node.lines.lowerBound, column: node.startColumn)
    var end = work.offset(line: node.lines.upperBound, column: node.endColumn + 1)
    if end <= start { end = work.line(node.lines.upperBound).upperBound }
    let range = work.sourceRange(of: min(start, end)..<max(start, end))
    return Place(source: source, range: range)
  }

  /// Where words were written that cmark places roughly: looked for from there on.
  func place(of words: String, near node: MarkdownNode) -> Place {
    if let onlyPlace { return onlyPlace }
    let wanted = Array(words.utf8.prefix(8))
    let start = work.offset(line: node.lines.lowerBound, column: node.startColumn)
    let limit = min(start + 80, work.bytes.count - wanted.count)
    var index = start
    while index <= limit {
      if work.bytes[index..<index + wanted.count].elementsEqual(wanted) {
        let end = min(index + words.utf8.count, work.bytes.count)
        return Place(source: source, range: work.sourceRange(of: index..<end))
      }
      index += 1
    }
    return place(of: node)
  }

  /// What a line of HTML stands for, if it was put in for something else.
  func marker(of node: MarkdownNode) -> DocumentScan.Marker? {
    let line = work.line(node.lines.lowerBound)
    guard let start = work.bytes[line].firstIndex(where: { !$0.isBlank }) else { return nil }
    return markers[work.sourceOffset(of: start)]
  }
}

extension Diagnostic {
  static func notInNote(_ what: String, at place: Place) -> Diagnostic {
    .error(
      "not-in-note", "\(what) cannot stand in a footnote", at: place,
      why: "a note is small type at the foot of a page", hint: "move it to the text")
  }

  static func emptyDocument(at place: Place) -> Diagnostic {
    .error("empty-document", "there is nothing in this document", at: place)
  }

  static func controlCharacter(_ byte: UInt8, at place: Place) -> Diagnostic {
    .warning(
      "control-character",
      "the control character U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
        + " is left out",
      at: place, why: "it has no form on a page", hint: "take it out")
  }
}

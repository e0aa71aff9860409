import Canvas
import Diagnostics

/// Gives numbers to figures, tables, sections and notes, and writes references and citations out.
struct Resolver {
  @Boxed private(set) var words: ReportWords
  let numbersSections: Bool
  var labels: [String: Label] = [:]
  /// The last numbers that were put behind names which several headings share.
  private var lastNumbers: [String: Int] = [:]
  var figures: [FigureBlock] = []
  var figureCount = 0
  private var tableCount = 0
  var sectionNumbers: [Int] = []
  var appendices = AppendixNumbers()
  var lastLevel = 0
  private var noteOrder: [Int] = []
  var noteNumbers: [Int: Int] = [:]
  var bibliography: Bibliography
  let library: Library
  var log = DiagnosticLog()
  /// The sections whose titles are being written, so that none holds itself.
  private var titlesInWriting: [String] = []

  /// Resolves a document for one of its shapes.
  static func resolve(
    _ tree: DocumentTree, for format: ReportFormat, library: Library,
    memory: DrawingMemory? = nil, log: inout DiagnosticLog
  ) -> Document {
    let metadata = tree.metadata(for: format)
    let words = ReportWords.of(metadata.language)
    let selected = format.selected(tree.blocks)
    var resolver = Resolver(metadata, library, words)
    var blocks = resolver.numbered(selected)
    resolver.orderNotes(blocks, metadata, tree.notes)
    let notes = resolver.numberedNotes(of: tree)
    let cited = resolver.cited(blocks, notes, metadata)
    resolver.list(cited, metadata, memory, BibliographyKey(tree, library, format, cited: cited))
    resolver.reportCircles()
    let source = FigureSource(figures: blocks.wholeFigures, notes: tree.notes)
    blocks = resolver.addingReferences(
      to: resolver.written(blocks), tree, titled: metadata.referenceTitle,
      hidesList: metadata.citing.hidesList)
    // On slides the numbers are attached, and not shown.
    if !format.isInSlides { resolver.addDataAppendix(to: &blocks, tree) }
    let document = Document(
      metadata: resolver.written(metadata), words: words, blocks: blocks,
      notes: notes.map { NoteBlock(blocks: resolver.written($0.blocks), place: $0.place) },
      figures: resolver.figures.map { figure in
        var figure = figure
        figure.caption = resolver.written(figure.caption)
        return figure
      },
      source: source,
      references: metadata.citing.hidesList ? [] : resolver.bibliography.entries)
    log.add(contentsOf: resolver.log)
    return document
  }

  private init(_ metadata: Metadata, _ library: Library, _ words: ReportWords) {
    self.words = words
    self.library = library
    numbersSections = metadata.numbersSections
    bibliography = Bibliography(metadata.citing, words)
  }

  // MARK: Numbers

  private mutating func numbered(_ blocks: [Block]) -> [Block] {
    // Given names come first: a made name gives way to them.
    var result: [Block] = []
    for block in blocks.withPlainReferences(endsInList: !library.entries.isEmpty).mapped({
      numberedOne($0)
    }) { result.append(block) }
    return result.mapped { block in
      guard case .heading(var heading) = block.kind, heading.idPlace == nil else { return [block] }
      heading.id = freeName(like: heading.id)
      labels[heading.id] = Label(heading, place: nil)
      return [Block(.heading(heading), at: block.place)]
    }
  }

  private mutating func numberedOne(_ block: Block) -> [Block] {
    var block = block
    switch block.kind {
    case .heading(var heading):
      number(&heading, block.place)
      block.kind = .heading(heading)
    case .figure(var figure):
      number(&figure)
      block.kind = .figure(figure)
    case .table(var table):
      if table.id != nil || !table.caption.isEmpty {
        tableCount += 1
        table.number = tableCount
      }
      if let id = table.id {
        add(id, Label(kind: .table, number: "\(tableCount)", title: table.caption, place: id.place))
      }
      block.kind = .table(table)
    default: break
    }
    return [block]
  }

  mutating func add(_ id: Written, _ label: Label) {
    if id.text.utf8.count > Self.longestID { log.add(.longID(id, most: Self.longestID)) }
    if let first = labels[id.text]?.place {
      log.add(.duplicateID(id, first: first))
    } else {
      labels[id.text] = label
    }
  }

  /// How many bytes an id may have: figures have files of their names, and systems have limits.
  private static let longestID = 200

  private mutating func freeName(like name: String) -> String {
    guard labels[name] != nil else { return name }
    var number = lastNumbers[name, default: 0] + 1
    while labels["\(name)-\(number)"] != nil { number += 1 }
    lastNumbers[name] = number
    return "\(name)-\(number)"
  }

  // MARK: Notes

  /// Notes get their numbers where they are first called; those in a note come right after it, since
  /// they stand below it.
  private mutating func orderNotes(_ blocks: [Block], _ metadata: Metadata, _ notes: [NoteBlock]) {
    ([metadata.title, metadata.subtitle] + metadata.abstract).forEach { orderNotes(in: $0, notes) }
    blocks.forEachInline { inline in orderNote(inline, notes) }
  }

  private mutating func orderNotes(in inlines: [Inline], _ notes: [NoteBlock]) {
    inlines.forEachInline { inline in orderNote(inline, notes) }
  }

  private mutating func orderNote(_ inline: Inline, _ notes: [NoteBlock]) {
    guard case .note(let index) = inline.kind, notes.indices.contains(index),
      noteNumbers[index] == nil
    else { return }
    noteNumbers[index] = noteOrder.count
    noteOrder.append(index)
    notes[index].blocks.forEachInline { inline in orderNote(inline, notes) }
  }

  /// The notes in their order; the tables in them come after those of the text.
  private mutating func numberedNotes(of tree: DocumentTree) -> [NoteBlock] {
    var notes = noteOrder.map { tree.notes[$0] }
    for index in notes.indices {
      notes[index].blocks = notes[index].blocks.mapped { numberedOne($0) }
    }
    return notes
  }

  /// The titles of the sections that are referred to by them.
  var unnumberedTitles: [String: [Inline]] {
    labels.filter { [.section, .appendix].contains($0.value.kind) && $0.value.number.isEmpty }
      .mapValues(\.title)
  }

  // MARK: Writing out

  /// The label's name that a key stands for: also with a colon, as pandoc-crossref has it.
  func name(of part: Citation.Part) -> String {
    let key = part.key.text
    return label(named: key) ?? label(named: key.replacing(":", with: "-")) ?? key
  }

  /// The name of a label as it was given: in a link an accent may be written as a sign of its own,
  /// and files find places by their bytes.
  private func label(named name: String) -> String? {
    labels.index(forKey: name).map { labels[$0].key }
  }

  private func written(_ blocks: [Block]) -> [Block] { blocks.mappedInlines { written($0) } }

  private func written(_ metadata: Metadata) -> Metadata {
    var metadata = metadata
    metadata.title = written(metadata.title)
    metadata.subtitle = written(metadata.subtitle)
    metadata.abstract = metadata.abstract.map { written($0) }
    return metadata
  }

  private func written(_ inlines: [Inline]) -> [Inline] {
    bibliography.closingUp(inlines, isCitation: citesWorks).mapped { inline in
      switch inline.kind {
      case .note(let index):
        return noteNumbers[index].map { [Inline(.note($0), at: inline.place)] } ?? []
      case .citation(let citation, let affixes):
        let affixes = affixes.map {
          CitationAffix(prefix: written($0.prefix), suffix: written($0.suffix))
        }
        return written(citation, affixes)
      case .link(let parts, .destination(let name)):
        return [Inline(.link(parts, .destination(label(named: name) ?? name)), at: inline.place)]
      default: return [inline]
      }
    }
  }

  /// "Figure 3", or a section's title if it has no number.
  func reference(
    to name: String, _ label: Label, isBare: Bool, at place: Place
  ) -> Inline {
    var text: [Inline]
    let word =
      switch label.kind {
      case .figure: words.figure
      case .table: words.table
      case .section: words.section
      case .appendix: words.appendix
      }
    if label.number.isEmpty {
      text =
        [.text(words.quotes.open, at: place)] + title(of: name, label)
        + [.text(words.quotes.close, at: place)]
    } else {
      text = [.text(isBare ? label.number : "\(word)\u{A0}\(label.number)", at: place)]
    }
    return Inline(.link(text, .destination(name)), at: place)
  }

  /// A section's title as others name it: its own references written out, but no notes and works.
  private func title(of name: String, _ label: Label) -> [Inline] {
    // A few deep is a text that can be read, and none that grows without end.
    guard titlesInWriting.count < 3, !titlesInWriting.contains(name) else { return [] }
    var inner = self
    inner.titlesInWriting.append(name)
    let kept = label.title.mapped { inline in
      switch inline.kind {
      case .note: return []
      case .citation(let citation, _):
        let isAside = !citation.isNarrative && citation.parts.allSatisfy { !namesLabel($0) }
        return isAside ? [] : [inline]
      default: return [inline]
      }
    }
    // A link leads to one place only: what is a link in the title is words in the reference.
    let text = inner.written(kept).mapped { inline in
      guard case .link(let words, _) = inline.kind else { return [inline] }
      return words
    }
    return text.trimmed
  }

  func namesLabel(_ part: Citation.Part) -> Bool { labels[name(of: part)] != nil }

  /// The heading of the appendix with the numbers of the figures, which are filled in later.
  private mutating func addDataAppendix(to blocks: inout [Block], _ tree: DocumentTree) {
    guard tree.metadata.printsData, !figures.isEmpty else { return }
    let end = tree.place.source.bytes.count
    let place = Place(source: tree.place.source, range: end..<end)
    var heading = Heading(
      level: 1, text: [.text(words.dataAppendix, at: place)], id: freeName(like: "data-appendix"))
    heading.isAppendix = true
    lastLevel = 0
    number(&heading, place)
    blocks.append(Block(.heading(heading), at: place))
  }

  /// A document that cites has a reference list: where it says, else at its end.
  private mutating func addingReferences(
    to blocks: [Block], _ tree: DocumentTree, titled referenceTitle: [Inline], hidesList: Bool
  ) -> [Block] {
    guard !bibliography.entries.isEmpty, !hidesList else { return blocks }
    var hasList = false
    _ = blocks.mapped { block in
      if case .references = block.kind { hasList = true }
      return [block]
    }
    guard !hasList else { return blocks }
    let end = tree.place.source.bytes.count
    let place = Place(source: tree.place.source, range: end..<end)
    var result = blocks
    if let last = blocks.last, case .heading = last.kind {
      result.append(Block(.references, at: place))
      return result
    }
    let title =
      referenceTitle.isEmpty
      ? [Inline.text(words.references, at: place)] : referenceTitle
    var heading = Heading(level: 1, text: title, id: freeName(like: "references"))
    heading.isNumbered = false
    result.append(Block(.heading(heading), at: place))
    result.append(Block(.references, at: place))
    return result
  }
}

extension Inline {
  /// Words that stand for something that was written.
  static func text(_ words: String, at place: Place) -> Inline { Inline(.text(words), at: place) }
}

extension Diagnostic {
  static func skippedLevel(_ level: Int, after last: Int, at place: Place) -> Diagnostic {
    .warning(
      "skipped-heading-level", "a heading of level \(level) follows one of level \(last)",
      at: place, why: "readers and screen readers take the level for the outline",
      hint: "write \(String(repeating: "#", count: last + 1)) for the next level")
  }

  static func longID(_ id: Written, most: Int) -> Diagnostic {
    .error(
      "long-id", "this id is too long", at: id.place,
      why: "files of figures have the names of their ids, and an id has at most \(most) bytes",
      hint: "give it a shorter name")
  }

  static func duplicateID(_ id: Written, first: Place) -> Diagnostic {
    var problem = Diagnostic.error(
      "duplicate-id", "the id '\(id.text)' is given twice", at: id.place,
      why: "a reference finds one thing by its id", hint: "give one of them another id")
    problem.notes = [.init("first given here", at: first)]
    return problem
  }

  static func unknownReference(_ key: Written, known: [String]) -> Diagnostic {
    let prefix = String(key.text.prefix { $0 != "-" && $0 != ":" })
    let alike = known.filter { $0.hasPrefix(prefix + "-") }
    return .error(
      "unknown-reference", "there is nothing named '\(key.text)' in the document", at: key.place,
      why: prefix == "eq"
        ? "mathematics is not supported" : "a reference names the id of a figure, table or section",
      hint: Suggestion.hint(for: key.text, in: known)
        ?? (alike.isEmpty ? nil : "the ids are \(Suggestion.list(alike))"))
  }

  static func unknownTarget(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    .error(
      "unknown-reference", "the link leads to '#\(name)', which is not in the document",
      at: place, why: "a link within the document names the id of a heading, figure or table",
      hint: Suggestion.hint(for: name, in: known))
  }
}

extension [Block] {
  /// The blocks with no number for the heading of the list of works, as in Pandoc; a document that
  /// ends in a heading has the list below it.
  fileprivate func withPlainReferences(endsInList: Bool) -> [Block] {
    enumerated().map { index, block in
      let isLast = index + 1 == count
      guard case .heading(var heading) = block.kind,
        isLast ? endsInList : self[index + 1].isReferences
      else { return block }
      heading.isNumbered = false
      return Block(.heading(heading), at: block.place)
    }
  }
}

extension Block {
  /// Whether it is the list of works and nothing else.
  fileprivate var isReferences: Bool {
    switch kind {
    case .references: true
    case .division(let blocks, _): blocks.count == 1 && blocks[0].isReferences
    default: false
    }
  }
}

import Canvas
import Diagnostics

/// A figure that has been drawn for its place.
struct DrawnFigure: Sendable {
  /// The picture.
  var scene: Scene
  /// What it shows, for those who do not see it.
  var alternative: String
}

/// Sets the blocks of a document, one below the other.
///
/// Each kind of block has a file of its own that extends this type.
struct FlowBuilder {
  /// Where and in which face blocks are set.
  struct Context {
    var x = 0.0
    var width: Double
    var face: ReportStyle.Face
    var path: [FlowNode] = []
    var language: String
    /// Whether figures may leave their place.
    var allowsFloats = true
    var isInNote = false
    /// How deep lists stand in lists.
    var listDepth = 0
  }

  /// A figure or a table that waits for its first reference.
  private struct Waiting {
    var float: Int
    var name: String
    var isReady: Bool
  }

  let style: ReportStyle
  let document: Document
  let figures: [DrawnFigure?]
  var setter: ParagraphSetter
  var flow = Flow()
  /// The space that the next box keeps from what stands above.
  var space = 0.0
  /// How many of the next boxes may not start a page.
  var kept = 0
  /// Whether the next box starts a page.
  var startsPage = false
  /// The kind of the pages that are being filled, by its index, and where their stretch starts.
  private var rooms: [PageRoom] = []
  private var room = 0
  private var stretchStart = 0
  private var opening: Int?
  /// The notes beside the text that the next box calls.
  var waitingAsides: [Int] = []
  /// Whether the last box belongs to a heading: what follows keeps the space that headings have.
  private(set) var followsHeading = false
  /// The last heading of level 1.
  var chapter = ""
  /// Where the block was written that is being set.
  var place: Place?
  /// How many nodes of the structure there are.
  var nodeCount = 0
  private var waiting: [Waiting] = []
  /// The box that refers to each name first.
  private var referenced: [String: Int] = [:]
  /// Where the last block before the current one starts among the boxes.
  private var blockStart = 0
  private var formerStart = 0
  /// For each name, in how many places of the section it is still referred to.
  private var referencesAhead: [String: Int] = [:]
  /// The figures whose panels have names of their own, by these.
  private let wholes: [String: String]

  /// Sets a document.
  static func flow(
    of document: Document, figures: [DrawnFigure?], style: ReportStyle, text: TextEngine,
    hyphenation: Hyphenation, memory: ParagraphMemory? = nil
  ) -> Flow {
    var builder = FlowBuilder(
      style: style, document: document, figures: figures,
      setter: ParagraphSetter(text: text, hyphenation: hyphenation, memory: memory))
    builder.build()
    return builder.flow
  }

  init(
    style: ReportStyle, document: Document, figures: [DrawnFigure?], setter: ParagraphSetter
  ) {
    self.style = style
    self.document = document
    self.figures = figures
    self.setter = setter
    var wholes: [String: String] = [:]
    document.blocks.forEachBlock { block in
      guard case .figure(let figure) = block.kind, let whole = figure.id?.text else { return }
      for panel in figure.panels.joined() {
        if let id = panel.figure?.id?.text { wholes[id] = whole }
      }
    }
    self.wholes = wholes
  }

  private mutating func build() {
    let language = document.metadata.language
    rooms = [style.room()]
    let context = Context(
      width: currentRoom.columnWidth, face: style.body, language: language)
    if hasColumns {
      var wide = context
      wide.width = currentRoom.wideWidth
      addTitle(wide)
      makeOpening(from: 0)
    } else {
      addTitle(context)
    }
    addContents(context)
    add(document.blocks, context)
    endStretch()
    flow.rooms = rooms
    setNotes(context)
    callInnerNotes()
  }

  /// Whether pages have more than one column.
  var hasColumns: Bool { style.room().columns > 1 }

  /// The room on the pages that are being filled.
  var currentRoom: PageRoom { rooms.indices.contains(room) ? rooms[room] : style.room() }

  /// Ends the pages that are being filled: what follows starts a new one.
  private mutating func endStretch() {
    releaseAll()
    if !waitingAsides.isEmpty {
      // Where nothing else stands, an empty line carries it.
      if flow.boxes.count == stretchStart { flow.boxes.append(FlowBox(height: style.grid)) }
      flow.boxes[flow.boxes.count - 1].asides += waitingAsides
      waitingAsides = []
    }
    guard flow.boxes.count > stretchStart || opening != nil else { return }
    // Without any text a title still wants its page.
    if flow.boxes.count == stretchStart { flow.boxes.append(FlowBox(height: 0)) }
    // What the title calls stands at the foot of the first column.
    if let opening {
      flow.boxes[stretchStart].notes.insert(contentsOf: flow.floats[opening].notes, at: 0)
    }
    flow.stretches.append(
      FlowStretch(boxes: stretchStart..<flow.boxes.count, room: room, opening: opening))
    stretchStart = flow.boxes.count
    opening = nil
  }

  /// Moves what stands so far to the top of the first page, over all columns.
  mutating func makeOpening(from start: Int) {
    guard flow.boxes.count > start else { return }
    var float = FlowFloat(kind: .opening, name: "", height: 0, parts: [], space: style.grid)
    for (index, box) in flow.boxes[start...].enumerated() {
      if index > 0 { float.height += box.spaceBefore }
      float.add(box)
    }
    float.height += space
    float.place = document.metadata.title.first?.place ?? document.blocks.first?.place
    flow.boxes.removeSubrange(start...)
    space = 0
    flow.floats.append(float)
    opening = flow.floats.count - 1
  }

  /// Sets some blocks on turned pages of their own.
  private mutating func addLandscape(_ blocks: [Block], _ context: Context) {
    endStretch()
    let turned = style.room(isLandscape: true)
    let outer = room
    room = rooms.firstIndex(of: turned) ?? rooms.count
    if room == rooms.count { rooms.append(turned) }
    var inner = context
    inner.width = turned.columnWidth
    add(blocks, inner)
    endStretch()
    room = outer
    startsPage = true
  }

  // MARK: Blocks

  /// The width of the shortest lines: lists and quotations stop moving in before.
  static let leastWidth = 120.0

  /// Sets some blocks, one below the other.
  mutating func add(_ blocks: [Block], _ context: Context) {
    var followsParagraph = false
    for (index, block) in blocks.enumerated() {
      if case .heading = block.kind {
        releaseAll()
        countReferences(in: blocks[(index + 1)...])
      } else if index == 0, context.path.isEmpty {
        countReferences(in: blocks[...])
      }
      if context.allowsFloats { (formerStart, blockStart) = (blockStart, flow.boxes.count) }
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      add(block, followsParagraph: followsParagraph, next: next, context)
      switch block.kind {
      case .paragraph: followsParagraph = true
      // A figure that floats leaves no trace in the text.
      case .figure where context.allowsFloats: break
      // Nor does what stands beside it.
      case .division(_, let attributes) where attributes.isAside && currentRoom.aside != nil: break
      case .table(let table) where context.allowsFloats && table.number != nil: break
      default: followsParagraph = false
      }
    }
  }

  private mutating func add(
    _ block: Block, followsParagraph: Bool, next: Block?, _ context: Context
  ) {
    let outer = place
    place = block.place
    defer { place = outer }
    switch block.kind {
    case .heading(let heading): addHeading(heading, context)
    case .paragraph(let text):
      let indent = followsParagraph && context.listDepth == 0 ? style.indent : 0
      addParagraph(text, indent: indent, context)
      if leadsOn(text, next) { kept = max(kept, 1) }
    case .list(let list): addList(list, context)
    case .quote(let blocks): addQuote(blocks, context)
    case .code(let code, _): addCode(code, context)
    case .table(let table): addTable(table, context)
    case .dataTable: break
    case .figure(let figure): addFigure(figure, context)
    case .division(let blocks, let attributes):
      if attributes.isAside, !context.isInNote {
        addAside(blocks, context)
        return
      }
      if attributes.has("landscape"), context.allowsFloats, context.path.isEmpty {
        addLandscape(blocks, context)
        return
      }
      var inner = context
      if let language = attributes["lang"]?.text { inner.language = language }
      add(blocks, inner)
    case .rule: addRule(context)
    case .pageBreak: startsPage = true
    case .references: addReferences(context)
    case .sources(let lines): addSources(lines, context)
    }
  }

  /// Whether a paragraph leads on to what stands below it: a list after a colon.
  private func leadsOn(_ text: [Inline], _ next: Block?) -> Bool {
    guard let next, text.plainText.hasSuffix(":") else { return false }
    switch next.kind {
    case .list, .quote, .code, .table: return true
    default: return false
    }
  }

  /// A line between two parts of the text.
  private mutating func addRule(_ context: Context) {
    var box = FlowBox(height: style.grid)
    let middle = context.x + context.width / 2
    let line = Path.line(
      from: Point(middle - 30, style.grid / 2), to: Point(middle + 30, style.grid / 2))
    box.parts = [
      artifact([.path(ScenePath(line, stroke: Stroke(style.pageHead.color, width: 0.5)))])
    ]
    keepSpace(style.grid)
    emit(box)
    space = style.grid
  }

  // MARK: Boxes

  /// A node of the structure with a number of its own.
  mutating func node(
    _ role: SceneRole, name: String = "", language: String? = nil, destination: String? = nil
  ) -> FlowNode {
    nodeCount += 1
    return FlowNode(
      number: nodeCount, role: role, name: name, language: language, destination: destination)
  }

  /// Something that is no part of the text.
  mutating func artifact(_ items: [SceneItem]) -> FlowPart {
    FlowPart(path: [node(.artifact)], items: items.map { .scene($0) })
  }

  /// Adds a box below all others; `targets` are what its links lead to.
  mutating func emit(_ box: FlowBox, targets: [String] = []) {
    var box = box
    box.place = place
    box.spaceBefore = max(box.spaceBefore, space)
    space = box.spaceAfter
    if kept > 0 {
      box.breakBefore = .forbidden
      kept -= 1
    }
    if startsPage {
      startsPage = false
      endStretch()
    }
    box.asides += waitingAsides
    waitingAsides = []
    flow.boxes.append(box)
    followsHeading = box.isHeading
    for target in targets { noteReference(to: target) }
  }

  /// Keeps some space above the next box; below a heading all blocks keep what the heading asks.
  mutating func keepSpace(_ wanted: Double, belowHeading: Double = 0) {
    space = max(space, followsHeading ? min(wanted, belowHeading) : wanted)
  }

  /// Adds the lines of one paragraph, so that no line of it stands alone on a page.
  mutating func emit(_ lines: [FlowBox], targets: [[String]] = []) {
    for (index, line) in lines.enumerated() {
      var line = line
      if index > 0, index == 1 || index == lines.count - 1 { line.breakBefore = .forbidden }
      emit(line, targets: targets.indices.contains(index) ? targets[index] : [])
    }
  }

  // MARK: Floats

  /// Adds a figure that is placed where there is room, after its first reference, or a table that
  /// stands where it is written if there is room.
  mutating func emit(_ float: FlowFloat) {
    var float = float
    float.place = place
    float.section = chapter
    // Between what spans the page and the columns below, a line of white.
    if float.isWide, hasColumns { float.space = max(float.space, style.grid) }
    flow.floats.append(float)
    if startsPage {
      startsPage = false
      endStretch()
    }
    // A page that opens with a figure: an empty line carries it.
    if flow.boxes.count == stretchStart { flow.boxes.append(FlowBox(height: 0)) }
    let index = flow.floats.count - 1
    if float.kind == .table {
      flow.boxes[flow.boxes.count - 1].floats.append(index)
      return
    }
    // It waits for a reference that is still to come in this section, but not for one beyond.
    let isAhead = referenced[float.name] == nil && (referencesAhead[float.name] ?? 0) > 0
    waiting.append(Waiting(float: index, name: float.name, isReady: !isAhead))
    release()
  }

  private mutating func noteReference(to target: String) {
    let name = wholes[target] ?? target
    guard referenced[name] == nil else { return }
    referenced[name] = flow.boxes.count - 1
    for index in waiting.indices where waiting[index].name == name { waiting[index].isReady = true }
    release()
  }

  /// Releases what is ready, in order: a figure never overtakes another.
  ///
  /// A figure that the paragraph before it has referred to is released by the line that does so: if
  /// the page ends within that paragraph, the figure opens the next page and not its last lines.
  private mutating func release() {
    guard !flow.boxes.isEmpty else { return }
    while let first = waiting.first, first.isReady {
      let last = flow.boxes.count - 1
      var box = max(referenced[first.name] ?? last, formerStart, stretchStart)
      // None overtakes another, and none comes before what it was held back for.
      if flow.boxes[min(box, last)...].dropFirst().contains(where: { !$0.floats.isEmpty }) {
        box = last
      }
      flow.boxes[min(box, last)].floats.append(first.float)
      waiting.removeFirst()
    }
  }

  private mutating func releaseAll() {
    for index in waiting.indices { waiting[index].isReady = true }
    release()
  }

  /// Counts what the blocks up to the next heading refer to.
  private mutating func countReferences(in blocks: ArraySlice<Block>) {
    referencesAhead = [:]
    var section: [Block] = []
    for block in blocks {
      if case .heading = block.kind { break }
      section.append(block)
    }
    var names: [String] = []
    section.forEachInline { inline in
      if case .link(_, .destination(let name)) = inline.kind { names.append(name) }
    }
    for name in names { referencesAhead[wholes[name] ?? name, default: 0] += 1 }
  }
}

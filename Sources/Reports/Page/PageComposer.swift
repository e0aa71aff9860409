import Canvas

/// Makes scenes of pages: what is placed gets its structure, the page its head and its foot.
struct PageComposer {
  private let document: Document
  private let style: ReportStyle
  private let text: TextEngine
  /// The running heads and feet.
  private let lines: PageFurniture
  private let sectionOf: [Int: String]
  /// The page on which each name stands, from 1.
  private let pageOf: [String: Int]

  /// The scenes of all pages.
  static func scenes(
    of pages: [PageLayout], document: Document, style: ReportStyle, text: TextEngine
  ) -> [Scene] {
    let composer = PageComposer(document, style, text, pages)
    return pages.map { composer.scene(of: $0) }
  }

  private init(
    _ document: Document, _ style: ReportStyle, _ text: TextEngine, _ pages: [PageLayout]
  ) {
    self.document = document
    self.style = style
    self.text = text
    lines = PageFurniture(
      document: document, style: style, text: text, pageCount: pages.count)
    sectionOf = PageComposer.sections(of: pages)
    var pageOf: [String: Int] = [:]
    for page in pages {
      for section in page.sections where pageOf[section.destination] == nil {
        pageOf[section.destination] = page.number
      }
      for name in page.body.lazy.flatMap(\.destinations) where pageOf[name] == nil {
        pageOf[name] = page.number
      }
    }
    self.pageOf = pageOf
  }

  private var language: String { document.metadata.language }

  private func scene(of page: PageLayout) -> Scene {
    var tree = SceneTree()
    let margins = page.room.margins
    for placed in page.body + page.asides + page.notes {
      let origin = Point(margins.left + placed.x, margins.top + placed.y)
      for part in placed.parts {
        tree.add(part.items.compactMap { item($0)?.shifted(by: origin) }, at: part.path)
      }
    }
    var items = tree.items
    items += furniture(of: page)
    return Scene(
      size: page.room.paper, background: style.ground, items: items,
      title: document.metadata.title.plainText,
      language: language)
  }

  private func item(_ item: FlowItem) -> SceneItem? {
    switch item {
    case .scene(let item): return item
    case .pageNumber(let name, let point, let face):
      guard let page = pageOf[name] else { return nil }
      let textStyle = face.style(language: language)
      let metrics = text.measure("\(page)", textStyle)
      return .group(
        SceneGroup(
          .link, link: .destination(name),
          items: [
            .text(
              SceneText(
                "\(page)", at: Point(point.x - metrics.width, point.y), style: textStyle,
                color: face.color, metrics: metrics))
          ]))
    }
  }

  // MARK: Head and foot

  /// The running head and foot and the rule above the notes: no part of the content.
  private func furniture(of page: PageLayout) -> [SceneItem] {
    let margins = page.room.margins
    var items: [SceneItem] = []
    for start in page.noteRules {
      let from = Point(margins.left, margins.top) + start
      let rule = Path.line(from: from, to: from + Point(NoteArea.ruleLength, 0))
      items.append(
        .path(ScenePath(rule, stroke: Stroke(style.ruleColor, width: NoteArea.ruleWidth))))
    }
    items += lines.items(
      PageFurniture.Facts(
        number: page.number, chapter: page.section, section: sectionOf[page.number] ?? "",
        room: page.room))
    guard !items.isEmpty else { return [] }
    return [.group(SceneGroup(.artifact, name: "furniture", items: items))]
  }

  /// The heading of level 2 in force on each page: the first that stands there, else the last before.
  private static func sections(of pages: [PageLayout]) -> [Int: String] {
    var result: [Int: String] = [:]
    var current = ""
    for page in pages {
      if let first = page.sections.first(where: { $0.level <= 2 }) {
        result[page.number] = first.level == 2 && current.isEmpty ? first.title : current
      } else {
        result[page.number] = page.hasText ? current : ""
      }
      for section in page.sections where section.level <= 2 {
        current = section.level == 2 ? section.title : ""
      }
    }
    return result
  }
}

extension SceneRole {
  /// Whether it is a cell of a table.
  fileprivate var isCell: Bool {
    switch self {
    case .tableCell, .tableHeader, .rowHeader: true
    default: false
    }
  }
}

extension SceneItem {
  /// The item with a space after its words, unless they end in a sign after which a word goes on.
  fileprivate var endingInSpace: SceneItem {
    switch self {
    case .text(var text):
      guard let last = text.text.unicodeScalars.last, last.value < 0x2E80,
        !"-–—/ \u{A0}\u{2028}".unicodeScalars.contains(last)
      else { return self }
      text.text += " "
      return .text(text)
    case .group(var group):
      guard let last = group.items.lastIndex(where: \.isText) else { return self }
      group.items[last] = group.items[last].endingInSpace
      return .group(group)
    case .path, .image: return self
    }
  }

  private var isText: Bool {
    switch self {
    case .text, .group: true
    case .path, .image: false
    }
  }
}

extension PageLayout.Placed {
  /// The names of the figures and tables that stand here.
  fileprivate var destinations: [String] {
    parts.flatMap { part in
      part.path.compactMap(\.destination)
        + part.items.compactMap { item in
          if case .scene(.group(let group)) = item { group.destination } else { nil }
        }
    }
  }
}

/// Items put together by the nodes of the structure that they share.
struct SceneTree {
  private struct Node {
    var flow: FlowNode
    var children: [Child] = []
  }

  private enum Child {
    case item(SceneItem)
    case node(Int)
  }

  /// What is added to the numbers of nodes, where several parts of a document count theirs anew.
  var base = 0
  private var nodes: [Node] = []
  private var roots: [Child] = []
  /// The place of a flow's node in `nodes`, by its number.
  private var places: [Int: Int] = [:]

  init(base: Int = 0) { self.base = base }

  mutating func add(_ items: [SceneItem], at path: [FlowNode]) {
    // An empty cell is a cell.
    guard !items.isEmpty || path.last?.role.isCell ?? false else { return }
    var parent: Int?
    for flow in path {
      if let known = places[flow.number] {
        parent = known
        continue
      }
      nodes.append(Node(flow: flow))
      places[flow.number] = nodes.count - 1
      attach(.node(nodes.count - 1), to: parent)
      parent = nodes.count - 1
    }
    if let parent, nodes[parent].flow.role != .artifact,
      case .item(let last)? = nodes[parent].children.last
    {
      // What goes on in a new line is parted by a space, which nobody sees.
      nodes[parent].children[nodes[parent].children.count - 1] = .item(last.endingInSpace)
    }
    for item in items { attach(.item(item), to: parent) }
  }

  private mutating func attach(_ child: Child, to parent: Int?) {
    if let parent { nodes[parent].children.append(child) } else { roots.append(child) }
  }

  var items: [SceneItem] { roots.map(item) }

  private func item(_ child: Child) -> SceneItem {
    switch child {
    case .item(let item): return item
    case .node(let index):
      let node = nodes[index]
      var group = SceneGroup(
        node.flow.role, name: node.flow.name, language: node.flow.language,
        destination: node.flow.destination, items: node.children.map(item))
      // What goes on over several pages is one all the same.
      group.element = base + node.flow.number
      return .group(group)
    }
  }
}

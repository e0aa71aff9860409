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
    }
    self.pageOf = pageOf
  }

  private var language: String { document.metadata.language }

  private func scene(of page: PageLayout) -> Scene {
    var tree = SceneTree()
    let left = style.page.margins.left
    let top = style.page.margins.top
    for placed in page.body + page.notes {
      let origin = Point(left, top + placed.y)
      for part in placed.parts {
        tree.add(part.items.compactMap { item($0)?.shifted(by: origin) }, at: part.path)
      }
    }
    var items = tree.items
    items += furniture(of: page)
    return Scene(
      size: style.page.size, background: style.ground, items: items, title: document.metadata.title.plainText,
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
    let margins = style.page.margins
    var items: [SceneItem] = []
    if let y = page.noteRule {
      let from = Point(margins.left, margins.top + y)
      let rule = Path.line(from: from, to: from + Point(NoteArea.ruleLength, 0))
      items.append(
        .path(ScenePath(rule, stroke: Stroke(style.ruleColor, width: NoteArea.ruleWidth))))
    }
    items += lines.items(
      PageFurniture.Facts(
        number: page.number, chapter: page.section, section: sectionOf[page.number] ?? ""))
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
        result[page.number] = current
      }
      for section in page.sections where section.level <= 2 {
        current = section.level == 2 ? section.title : ""
      }
    }
    return result
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

  private var nodes: [Node] = []
  private var roots: [Child] = []
  /// The place of a flow's node in `nodes`, by its number.
  private var places: [Int: Int] = [:]

  mutating func add(_ items: [SceneItem], at path: [FlowNode]) {
    guard !items.isEmpty else { return }
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
      return .group(
        SceneGroup(
          node.flow.role, name: node.flow.name, language: node.flow.language,
          destination: node.flow.destination, items: node.children.map(item)))
    }
  }
}

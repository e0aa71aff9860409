// Drawing: the structure of a PDF file, made from the roles of groups while they are drawn.

/// What stands in a document, as readers hear it: elements with their content, links and the places
/// to which they lead.
///
/// Cairo only numbers pieces of content, page by page; which element has which piece is kept here,
/// and written into the file when the pages are drawn. So an element may go on over several pages,
/// and content that is none is marked as such.
final class DocumentStructure {
  /// A part of an element.
  enum Kid: Hashable {
    case element(Int)
    /// A piece of content by its number on its page.
    case content(page: Int, mark: Int)
    /// A link on a page, by its number.
    case link(Int)
  }

  /// An element of the structure tree.
  struct Element {
    var type: String
    var parent: Int
    var kids: [Kid] = []
    var name = ""
    var alternative = ""
    /// The language, if it is another than that of what stands around.
    var language: String?
    /// Where a figure stands on its page.
    var box: (page: Int, rect: Rect)?
    /// The sign before an item of a list.
    var label = ""
    /// Whether a head of a table stands beside what it names, and not above.
    var isRowHeader = false
  }

  /// A place on a page that leads somewhere.
  struct Link {
    var page: Int
    var rect: Rect
    var target: LinkTarget
    /// What it says, for those who do not see where it stands.
    var words: String
    var element: Int
  }

  /// To whom a piece of content belongs.
  enum Owner: Hashable {
    case element(Int)
    case artifact(ArtifactKind)
  }

  /// Kinds of content that is none.
  enum ArtifactKind: Hashable {
    /// Heads, feet and numbers of pages.
    case pagination
    /// Rules and grounds.
    case layout
  }

  /// The elements; the first is the document.
  private(set) var elements = [Element(type: "Document", parent: 0)]
  /// For each page, whose each piece of content is.
  private(set) var marks: [[Owner]] = []
  /// The links, in the order in which they were drawn.
  private(set) var links: [Link] = []
  /// Where names lead.
  private(set) var destinations: [String: (page: Int, point: Point)] = [:]

  /// The names of all destinations of the document, also of those still to be drawn.
  let names: Set<String>
  /// The element in which the drawing stands.
  private(set) var current = 0
  /// The language in force there.
  private(set) var language: String
  /// Whether the drawing stands in a figure, of which only links are elements.
  private(set) var isInFigure = false
  /// Whether a piece of content is being drawn: no other may begin in it.
  var isOpen = false

  private var byNumber: [Int: Int] = [:]
  private var lastHeading = 0

  init(names: Set<String>, language: String) {
    self.names = names
    self.language = language
  }

  private var page: Int { marks.count - 1 }

  func startPage() { marks.append([]) }

  // MARK: Content

  /// Whether what is being drawn is no part of the content.
  var isInArtifact: Bool {
    guard isOpen, case .artifact? = marks.last?.last else { return false }
    return true
  }

  /// Begins a piece of content.
  func mark(_ owner: Owner) {
    guard page >= 0 else { return }
    marks[page].append(owner)
    if case .element(let element) = owner {
      elements[element].kids.append(.content(page: page, mark: marks[page].count - 1))
    }
  }

  /// To whom content belongs that stands right here: an element that only holds others gets one for
  /// it, and lines without words there are none of its content.
  func owner(hasWords: Bool) -> Owner {
    guard let wrapper = elements[current].wrapper else { return .element(current) }
    guard hasWords else { return .artifact(.layout) }
    return .element(add(Element(type: wrapper, parent: current)))
  }

  // MARK: Elements

  /// What is in force in a group, to be taken back after it.
  struct Position {
    fileprivate var current: Int
    fileprivate var language: String
    fileprivate var isInFigure: Bool
  }

  var position: Position {
    get { Position(current: current, language: language, isInFigure: isInFigure) }
    set {
      current = newValue.current
      language = newValue.language
      isInFigure = newValue.isInFigure
    }
  }

  /// Whether an item is more than a part of the content around it.
  func isStructured(_ item: SceneItem) -> Bool {
    isStructured(item, language: language, isInFigure: isInFigure)
  }

  private func isStructured(_ item: SceneItem, language: String, isInFigure: Bool) -> Bool {
    switch item {
    case .path, .image: return false
    case .text(let text): return !isInFigure && text.isForeign(to: language)
    case .group(let group):
      if let link = group.link, leadsSomewhere(link) { return true }
      if !isInFigure, group.role == .artifact || type(of: group, language) != nil { return true }
      let own = group.language ?? language
      return group.items.contains {
        isStructured($0, language: own, isInFigure: isInFigure || group.role == .figure)
      }
    }
  }

  private func type(of group: SceneGroup, _ language: String) -> String? {
    switch group.role {
    // A part of a line is of interest if its language is.
    case .span: group.language.map { $0 != language } ?? false ? "Span" : nil
    case .code: elements[current].type == "Code" ? nil : "Code"
    default: group.role.element
    }
  }

  /// Enters the elements that a group becomes, if it becomes any.
  func enter(_ group: SceneGroup, box: Rect?) {
    if !isInFigure, let type = type(of: group, language) {
      enter(type, number: group.element) { element in
        element.name = group.name
        element.alternative = group.alternative
        element.language = group.language.flatMap { $0 == language ? nil : $0 }
        if group.role == .figure, let box { element.box = (page, box) }
        element.isRowHeader = group.role == .rowHeader
        if group.role == .listLabel { element.label = group.words }
      }
      if group.role == .figure { isInFigure = true }
    }
    if let own = group.language { language = own }
  }

  /// Enters an element around words of another language.
  func enter(language: String) {
    enter("Span", number: nil) { $0.language = language }
    self.language = language
  }

  /// Adds a link over some boxes and enters its element; the boxes of an artifact have none.
  func enter(_ link: LinkTarget, over boxes: [Rect], words: String) {
    enter("Link", number: nil) { _ in }
    add(link, over: boxes, words: words)
  }

  /// Adds a link over some boxes to the element in which the drawing stands.
  private func add(_ link: LinkTarget, over boxes: [Rect], words: String) {
    for box in boxes {
      elements[current].kids.append(.link(links.count))
      links.append(Link(page: page, rect: box, target: link, words: words, element: current))
    }
  }

  /// Enters an element: the one that was begun before under its number, else a new one.
  private func enter(_ type: String, number: Int?, _ set: (inout Element) -> Void) {
    if let number, let known = byNumber[number], continues(known, as: type) {
      current = known
      return
    }
    var parent = current
    if Element.standsInLine(type), let wrapper = elements[parent].wrapper {
      parent = add(Element(type: wrapper, parent: parent))
    }
    var element = Element(type: leveled(type), parent: parent)
    set(&element)
    current = add(element)
    if let number { byNumber[number] = current }
  }

  /// Whether an element of a type may go on right here: it stands in the same place of the tree.
  private func continues(_ known: Int, as type: String) -> Bool {
    let element = elements[known]
    guard element.type == type else { return false }
    let wrapper = elements[element.parent]
    return element.parent == current || Element.standsInLine(type) && wrapper.parent == current
  }

  private func add(_ element: Element) -> Int {
    elements.append(element)
    elements[element.parent].kids.append(.element(elements.count - 1))
    return elements.count - 1
  }

  /// Headings go down by one level at a time, and begin with the first: PDF/UA asks for that.
  private func leveled(_ type: String) -> String {
    guard type.count == 2, type.hasPrefix("H"), let level = Int(type.dropFirst()) else {
      return type
    }
    lastHeading = min(level, lastHeading + 1)
    return "H\(lastHeading)"
  }

  // MARK: Links

  func leadsSomewhere(_ link: LinkTarget) -> Bool {
    switch link {
    case .address(let address): !address.isEmpty
    case .destination(let name): names.contains(name)
    }
  }

  /// Notes where a name leads; only the first place counts.
  func place(_ name: String, at point: Point) {
    guard !name.isEmpty, destinations[name] == nil else { return }
    destinations[name] = (page, point.isFinite ? point : .zero)
  }
}

extension DocumentStructure.Element {
  /// The element that content gets here that stands loosely; nil if the element may hold content.
  fileprivate var wrapper: String? {
    switch type {
    case "Document", "Sect", "Div", "BlockQuote": "P"
    case "TOC", "TOCI": "Reference"
    case "L", "LI", "Table", "TR": "Span"
    default: nil
    }
  }

  /// Whether an element is a part of a line, and stands in a paragraph.
  fileprivate static func standsInLine(_ type: String) -> Bool {
    ["Span", "Code", "Reference", "Link", "BibEntry"].contains(type)
  }
}

extension SceneText {
  /// Whether the words are of another language than what stands around.
  func isForeign(to language: String) -> Bool {
    let own = style.language
    return !own.isEmpty && own != language && !language.hasPrefix(own + "-")
  }
}

extension SceneGroup {
  /// All words in the group.
  var words: String {
    items.map { item in
      switch item {
      case .text(let text): text.text
      case .group(let group): group.words
      case .path, .image: ""
      }
    }.joined()
  }

  /// What the group says, as one who reads it aloud would.
  var spokenWords: String {
    alternative.isEmpty ? words : alternative
  }

  /// The boxes of the group's leaves in its own coordinates, one for each line of text.
  var boxes: [Rect] {
    var result: [Rect] = []
    for box in items.flatMap(\.boxes) {
      if let last = result.last, last.continues(in: box) {
        result[result.count - 1] = last.union(box)
      } else {
        result.append(box)
      }
    }
    return result
  }
}

extension SceneItem {
  fileprivate var boxes: [Rect] {
    switch self {
    case .group(let group): group.boxes.map(group.transform.apply)
    case .path, .text, .image: bounds.map { [$0] } ?? []
    }
  }

  /// Whether there are words or a picture in the item.
  var hasWords: Bool {
    switch self {
    case .text, .image: true
    case .path: false
    case .group(let group): group.items.contains(where: \.hasWords)
    }
  }

  fileprivate var destinations: [String] {
    guard case .group(let group) = self else { return [] }
    let own = group.destination.flatMap { $0.isEmpty ? nil : $0 }
    return (own.map { [$0] } ?? []) + group.items.flatMap(\.destinations)
  }

  /// Whether the item is an element of a document, or has one inside.
  var hasElements: Bool {
    guard case .group(let group) = self else { return false }
    return group.role.element != nil || group.items.contains(where: \.hasElements)
  }
}

extension Rect {
  /// Whether a box goes on to the right on the same line.
  fileprivate func continues(in next: Rect) -> Bool {
    let shared = min(maxY, next.maxY) - max(y, next.y)
    return shared > min(height, next.height) / 2 && next.x >= x && next.x - maxX < height
  }
}

extension Scene {
  /// The names of the destinations in the scene, in drawing order.
  var destinations: [String] { items.flatMap(\.destinations) }
}

extension SceneRole {
  /// The structure element of PDF that a group becomes; nil if it becomes none.
  ///
  /// The document itself is around all pages.
  var element: String? {
    switch self {
    case .none, .part, .link, .document, .artifact, .span: nil
    case .section: "Sect"
    case .division: "Div"
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .quote: "BlockQuote"
    case .list: "L"
    case .listItem: "LI"
    case .listLabel: "Lbl"
    case .listBody: "LBody"
    case .contents: "TOC"
    case .contentsEntry: "TOCI"
    case .table: "Table"
    case .tableRow: "TR"
    case .tableHeader, .rowHeader: "TH"
    case .tableCell: "TD"
    case .figure: "Figure"
    case .caption: "Caption"
    case .note: "Note"
    case .reference: "Reference"
    case .bibliographyEntry: "BibEntry"
    case .code: "Code"
    }
  }
}

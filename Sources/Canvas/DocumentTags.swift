// Drawing: the structure of a PDF file, made from the roles of groups.

/// What a PDF file knows of a scene's structure: links, destinations and the roles of groups.
///
/// Cairo marks the content of an element only if the element has no child elements. So a text
/// that stands beside child elements gets a `Span` of its own.
struct DocumentTags {
  /// Cairo's tag for a destination.
  static let destinationTag = "cairo.dest"

  /// The names of all destinations of the document.
  let destinations: Set<String>

  private var placed: Set<String> = []
  /// Whether elements may be made where the drawing stands: not on a layer, where they would
  /// damage the file.
  var areAllowed = true
  /// Whether the element in which the drawing stands has child elements.
  var hasChildElements = true
  /// Whether the drawing stands in a figure, of which only links are elements.
  var isInFigure = false

  init(destinations: Set<String>) { self.destinations = destinations }

  /// Whether a destination of a name is to be made here: only the first counts.
  mutating func claim(_ name: String) -> Bool {
    destinations.contains(name) && placed.insert(name).inserted
  }

  /// The element that a group becomes where the drawing stands; nil if none.
  func element(for group: SceneGroup) -> String? {
    guard areAllowed, group.link == nil else { return nil }
    return isInFigure ? nil : group.role.element
  }

  /// Whether a group has elements inside.
  func hasElements(in items: [SceneItem], isInFigure: Bool) -> Bool {
    items.contains { item in
      guard case .group(let group) = item else { return false }
      if let link = group.link, leadsSomewhere(link) { return true }
      if !isInFigure, group.role.element != nil { return true }
      return hasElements(in: group.items, isInFigure: isInFigure)
    }
  }

  private func leadsSomewhere(_ link: LinkTarget) -> Bool {
    switch link {
    case .address(let address): !address.isEmpty
    case .destination(let name): destinations.contains(name)
    }
  }

  /// The attributes of a destination, in Cairo's terms.
  func attributes(ofDestination name: String, at point: Point) -> String {
    let (x, y) = (point.isFinite ? point.x : 0, point.isFinite ? point.y : 0)
    return "name=\(TagText.name(name)) x=\(NumberText.decimal(max(0, x), places: 2))"
      + " y=\(NumberText.decimal(max(0, y), places: 2))"
  }

  /// The attributes of a link over some boxes, in Cairo's terms; nil if it leads nowhere.
  func attributes(of link: LinkTarget, over boxes: [Rect]) -> String? {
    guard leadsSomewhere(link), !boxes.isEmpty else { return nil }
    let target =
      switch link {
      case .address(let address): "uri=" + TagText.address(address)
      case .destination(let name): "dest=" + TagText.name(name)
      }
    let numbers = boxes.flatMap { [$0.x, $0.y, $0.width, $0.height] }
      .map { NumberText.decimal($0, places: 2) }
    return target + " rect=[" + numbers.joined(separator: " ") + "]"
  }
}

/// Texts inside the attributes of Cairo's tags.
enum TagText {
  /// A name in quotes; what is not plain ASCII is written as in addresses.
  static func name(_ name: String) -> String { quoted(encoded(name)) }

  /// An address in quotes; what an address cannot hold is encoded with `%`.
  static func address(_ address: String) -> String { quoted(encoded(address)) }

  private static func quoted(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "\\'" : String($0) }.joined() + "'"
  }

  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      if byte > 0x20, byte < 0x7F, byte != 0x5C {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return result
  }
}

extension SceneRole {
  /// The structure element of PDF that a group becomes; nil if it becomes none.
  ///
  /// The document itself is around all pages; an artifact is `Private`, for Cairo has no other
  /// way to set it apart.
  var element: String? {
    switch self {
    case .none, .part, .link, .document: nil
    case .artifact: "Private"
    case .section: "Sect"
    case .heading(let level): "H\(min(max(level, 1), 6))"
    case .paragraph: "P"
    case .quote: "BlockQuote"
    case .list: "L"
    case .listItem: "LI"
    case .listLabel: "Lbl"
    case .listBody: "LBody"
    case .table: "Table"
    case .tableRow: "TR"
    case .tableHeader: "TH"
    case .tableCell: "TD"
    case .figure: "Figure"
    case .caption: "Caption"
    case .note: "Note"
    case .reference: "Reference"
    case .bibliographyEntry: "BibEntry"
    case .span: "Span"
    case .code: "Code"
    }
  }
}

extension Scene {
  /// The names of the destinations in the scene, in drawing order.
  var destinations: [String] { items.flatMap(\.destinations) }
}

extension SceneGroup {
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
}

extension Rect {
  /// Whether a box goes on to the right on the same line.
  fileprivate func continues(in next: Rect) -> Bool {
    let shared = min(maxY, next.maxY) - max(y, next.y)
    return shared > min(height, next.height) / 2 && next.x >= x && next.x - maxX < height
  }
}

extension SceneItem {
  fileprivate var destinations: [String] {
    guard case .group(let group) = self else { return [] }
    let own = group.destination.flatMap { $0.isEmpty ? nil : $0 }
    return (own.map { [$0] } ?? []) + group.items.flatMap(\.destinations)
  }
}

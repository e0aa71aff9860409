/// The ids of a page: each is given to one element only.
struct HTMLNames {
  /// The names that the document itself gives: made ones give way to them.
  private let reserved: Set<String>
  private var given: Set<String> = []
  /// The number that was free last for each beginning, so that many alike cost no search.
  private var counts: [String: Int] = [:]
  /// With what the ids within figures begin, and no other id does.
  let figurePrefix: String

  init(_ document: Document) {
    var reserved: Set<String> = []
    document.blocks.forEachID { reserved.insert(HTMLNames.id($0)) }
    for note in document.notes { note.blocks.forEachID { reserved.insert(HTMLNames.id($0)) } }
    for entry in document.references { reserved.insert(HTMLNames.id(entry.id)) }
    self.reserved = reserved
    var prefix = "svg"
    while reserved.contains(where: { $0.hasPrefix(prefix) }) { prefix += "x" }
    figurePrefix = prefix
  }

  /// A name as an id may have it: without spaces, and never empty.
  static func id(_ name: String) -> String {
    let id = String(name.map { $0.isWhitespace ? "-" : $0 })
    return id.isEmpty ? "-" : id
  }

  /// The id of an element that the document names; nil if another element has it.
  mutating func place(_ name: String) -> String? {
    let id = HTMLNames.id(name)
    return given.insert(id).inserted ? id : nil
  }

  /// An id like a name that no other element has or will have.
  mutating func free(like name: String) -> String {
    let id = HTMLNames.id(name)
    if !reserved.contains(id), given.insert(id).inserted { return id }
    var number = counts[id] ?? 1
    while true {
      number += 1
      let next = "\(id)-\(number)"
      if !reserved.contains(next), given.insert(next).inserted {
        counts[id] = number
        return next
      }
    }
  }
}

extension [Block] {
  /// Calls a function with each name that headings, figures and tables have.
  fileprivate func forEachID(_ body: (String) -> Void) {
    _ = mapped { block in
      switch block.kind {
      case .heading(let heading): body(heading.id)
      case .figure(let figure):
        for part in [figure] + figure.panels.joined().compactMap(\.figure) {
          if let id = part.id { body(id.text) }
        }
      case .table(let table): if let id = table.id { body(id.text) }
      default: break
      }
      return [block]
    }
  }
}

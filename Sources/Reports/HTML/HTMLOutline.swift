/// Which elements the headings of a document are: h1 to h6, without a gap on the way down.
struct HTMLOutline {
  private let first: Int
  private let least: Int
  private var last: Int

  init(_ document: Document) {
    let hasTitle = !document.metadata.title.isEmpty
    var least = Int.max
    _ = document.blocks.mapped { block in
      if case .heading(let heading) = block.kind { least = min(least, heading.level) }
      return [block]
    }
    self.least = least
    first = hasTitle ? 2 : 1
    last = first - 1
  }

  /// The element of the next heading.
  mutating func element(of heading: Heading) -> String {
    let wanted = first + max(0, heading.level - least)
    last = min(wanted, last + 1, 6)
    return "h\(last)"
  }

  /// The element of a heading of the highest level, at the end of the document.
  mutating func topElement() -> String {
    last = min(first, last + 1)
    return "h\(last)"
  }
}

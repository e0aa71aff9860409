/// Writes how readers find their way: the outline, the labels of pages, and where names lead.
struct NavigationWriter {
  let file: PDFFile
  let structure: DocumentStructure
  let pages: [PDFPage]
  /// The objects of the pages.
  let pageObjects: [Int]
  let options: PDFOptions
  let files: [AttachedFile]

  /// The entries of the catalog.
  var entries: [(String, PDFValue)] {
    var result: [(String, PDFValue)] = []
    let names = names
    if !names.isEmpty { result.append(("Names", .dictionary(names))) }
    if let outline = outline() {
      result.append(("Outlines", .object(outline)))
      result.append(("PageMode", .name("UseOutlines")))
    }
    if let labels = labels() { result.append(("PageLabels", .object(labels))) }
    return result
  }

  // MARK: Names

  private var names: [(String, PDFValue)] {
    var result: [(String, PDFValue)] = []
    let destinations = structure.destinations.map { name, place in
      (name, destination(page: place.page, at: place.point))
    }
    if let tree = tree(destinations) { result.append(("Dests", .object(tree))) }
    if let tree = tree(files.map { ($0.name, .object($0.object)) }) {
      result.append(("EmbeddedFiles", .object(tree)))
    }
    return result
  }

  /// A tree of names, which stand in it in the order of their bytes.
  private func tree(_ entries: [(String, PDFValue)]) -> Int? {
    guard !entries.isEmpty else { return nil }
    let named = entries.map { (name: WebAddress.encoded($0.0), value: $0.1) }
    let sorted = named.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return file.add(
      .dictionary([("Names", .array(sorted.flatMap { [.bytes($0.name), $0.value] }))]))
  }

  private func destination(page: Int, at point: Point) -> PDFValue {
    let size = pages[page].scene.size
    return .array([
      .object(pageObjects[page]), .name("XYZ"), .number(point.x.limited(0, size.width)),
      .number(size.height - point.y.limited(0, size.height)), .null,
    ])
  }

  // MARK: Outline

  /// An entry on its way into the file.
  private struct Entry {
    var object: Int
    var parent: Int
    var children: [Int] = []
  }

  /// Writes the outline without what leads nowhere; nil if nothing is left.
  private func outline() -> Int? {
    let asked = options.outline.filter { pages.indices.contains($0.page) }
    guard !asked.isEmpty else { return nil }
    var entries = [Entry(object: file.reserve(), parent: 0)]
    var open: [(level: Int, index: Int)] = []
    for entry in asked {
      while let last = open.last, last.level >= entry.level { open.removeLast() }
      let parent = open.last?.index ?? 0
      entries.append(Entry(object: file.reserve(), parent: parent))
      entries[parent].children.append(entries.count - 1)
      open.append((entry.level, entries.count - 1))
    }
    for index in entries.indices {
      var values: [(String, PDFValue)] = []
      if index > 0 { values = self.values(of: asked[index - 1], index, entries) }
      if let first = entries[index].children.first, let last = entries[index].children.last {
        let count = index == 0 ? asked.count : descendants(of: index, entries)
        values += [
          ("First", .object(entries[first].object)), ("Last", .object(entries[last].object)),
          ("Count", .integer(count)),
        ]
      }
      if index == 0 { values.append(("Type", .name("Outlines"))) }
      file.set(entries[index].object, to: .dictionary(values))
    }
    return entries[0].object
  }

  private func values(
    of entry: PDFOptions.OutlineEntry, _ index: Int, _ entries: [Entry]
  ) -> [(String, PDFValue)] {
    let parent = entries[entries[index].parent]
    let title = TextLine.oneLine(entry.title)
    var values: [(String, PDFValue)] = [
      ("Title", .text(title.isEmpty ? "–" : title)), ("Parent", .object(parent.object)),
    ]
    if let name = entry.destination, structure.destinations[name] != nil {
      values.append(("Dest", .bytes(WebAddress.encoded(name))))
    } else {
      values.append(("Dest", destination(page: entry.page, at: .zero)))
    }
    if let place = parent.children.firstIndex(of: index) {
      if place > 0 { values.append(("Prev", .object(entries[parent.children[place - 1]].object))) }
      if place + 1 < parent.children.count {
        values.append(("Next", .object(entries[parent.children[place + 1]].object)))
      }
    }
    return values
  }

  private func descendants(of index: Int, _ entries: [Entry]) -> Int {
    entries[index].children.reduce(0) { $0 + 1 + descendants(of: $1, entries) }
  }

  // MARK: Page labels

  /// Writes the labels of the pages; nil if they are 1, 2, 3.
  private func labels() -> Int? {
    let labels = pages.enumerated().map { TextLine.oneLine($1.label ?? "\($0 + 1)") }
    guard labels.enumerated().contains(where: { $1 != "\($0 + 1)" }) else { return nil }
    var ranges: [PDFValue] = []
    var next: (prefix: String, number: Int)?
    for (index, label) in labels.enumerated() {
      let digits = String(label.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
      let prefix = String(label.dropLast(digits.count))
      guard let number = Int(digits), number > 0, String(number) == digits else {
        ranges += [.integer(index), .dictionary([("P", .text(label))])]
        next = nil
        continue
      }
      if next?.prefix != prefix || next?.number != number {
        var range: [(String, PDFValue)] = [("S", .name("D")), ("St", .integer(number))]
        if !prefix.isEmpty { range.append(("P", .text(prefix))) }
        ranges += [.integer(index), .dictionary(range)]
      }
      next = (prefix, number &+ 1)
    }
    return file.add(.dictionary([("Nums", .array(ranges))]))
  }
}

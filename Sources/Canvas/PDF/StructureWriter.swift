/// Writes the structure tree of a document (ISO 32000-1, 14.7 and 14.8).
struct StructureWriter {
  private typealias Element = DocumentStructure.Element

  let file: PDFFile
  let structure: DocumentStructure
  let pages: [PDFPage]
  /// The objects of the pages.
  let pageObjects: [Int]
  let files: [AttachedFile]

  /// Writes the tree, with the links and what leads from content to its elements; the object of its
  /// root is given.
  func write() -> Int {
    let root = file.reserve()
    let kept = keptElements()
    let objects = kept.map { $0 ? file.reserve() : 0 }
    let links = writeLinks()
    let tables = writeTableParts(objects, kept)
    for (index, element) in structure.elements.enumerated() where kept[index] {
      let parent = index == 0 ? root : tables.parents[index] ?? objects[element.parent]
      var entries: [(String, PDFValue)] = [
        ("Type", .name("StructElem")), ("S", .name(element.type)), ("P", .object(parent)),
      ]
      if let page = element.firstPage { entries.append(("Pg", .object(pageObjects[page]))) }
      let kids = tables.kids[index] ?? kids(of: element, objects, links, kept)
      if !kids.isEmpty { entries.append(("K", kids.count == 1 ? kids[0] : .array(kids))) }
      entries += words(of: element, index)
      file.set(objects[index], to: .dictionary(entries))
    }
    var numbers: [(Int, PDFValue)] = []
    for (page, owners) in structure.marks.enumerated() {
      guard !owners.isEmpty else { continue }
      let parents = owners.map { owner -> PDFValue in
        if case .element(let element) = owner { .object(objects[element]) } else { .null }
      }
      numbers.append((page, .object(file.add(.array(parents)))))
      file.set("StructParents", of: pageObjects[page], to: .integer(page))
    }
    for (index, link) in structure.links.enumerated() {
      numbers.append((pages.count + index, .object(objects[link.element])))
    }
    let parents = file.add(
      .dictionary([("Nums", .array(numbers.flatMap { [.integer($0.0), $0.1] }))]))
    file.set(
      root,
      to: .dictionary([
        ("Type", .name("StructTreeRoot")), ("K", .array([.object(objects[0])])),
        ("ParentTree", .object(parents)),
        ("ParentTreeNextKey", .integer(pages.count + structure.links.count)),
      ]))
    return root
  }

  /// Which elements hold anything; a cell counts also if it is empty, and so does the document.
  private func keptElements() -> [Bool] {
    var kept = structure.elements.map { ["TD", "TH", "Document"].contains($0.type) }
    // What is inside comes after what is around.
    for index in structure.elements.indices.reversed() {
      let element = structure.elements[index]
      let holdsContent = element.kids.contains { kid in
        if case .element = kid { false } else { true }
      }
      if holdsContent { kept[index] = true }
      if kept[index] { kept[element.parent] = true }
    }
    return kept
  }

  // MARK: Elements

  private func kids(
    of element: Element, _ objects: [Int], _ links: [Int], _ kept: [Bool]
  ) -> [PDFValue] {
    let page = element.firstPage
    return element.kids.compactMap { kid in
      switch kid {
      case .element(let child): return kept[child] ? .object(objects[child]) : nil
      case .content(let own, let mark):
        guard own != page else { return .integer(mark) }
        return .dictionary([
          ("Type", .name("MCR")), ("Pg", .object(pageObjects[own])), ("MCID", .integer(mark)),
        ])
      case .link(let link):
        return .dictionary([
          ("Type", .name("OBJR")), ("Pg", .object(pageObjects[structure.links[link].page])),
          ("Obj", .object(links[link])),
        ])
      }
    }
  }

  /// What an element says of itself.
  private func words(of element: Element, _ index: Int) -> [(String, PDFValue)] {
    var entries: [(String, PDFValue)] = []
    var alternative = TextLine.oneLine(element.alternative).trimmingSpaces
    // A picture without words has at least a name: that of its group, which no reader leaves out.
    if element.type == "Figure", alternative.isEmpty {
      alternative = element.name.isEmpty ? "Figure" : element.name
    }
    if !alternative.isEmpty { entries.append(("Alt", .text(alternative))) }
    if let language = element.language { entries.append(("Lang", .text(language))) }
    if element.type == "Note" { entries.append(("ID", .bytes("note-\(index)"))) }
    if let attributes = attributes(of: element) { entries.append(("A", attributes)) }
    let own = element.type == "Figure" ? files.filter { $0.figure == element.name } : []
    if !own.isEmpty { entries.append(("AF", .array(own.map { .object($0.object) }))) }
    return entries
  }

  /// How many columns a cell goes over: one that is alone in its row goes over those of its table.
  private func columns(of cell: Element) -> Int {
    let row = structure.elements[cell.parent]
    guard row.type == "TR", cells(of: row) == 1 else { return 1 }
    return structure.elements[row.parent].kids.reduce(1) { widest, kid in
      guard case .element(let index) = kid else { return widest }
      return max(widest, cells(of: structure.elements[index]))
    }
  }

  private func cells(of row: Element) -> Int {
    row.kids.count { kid in
      guard case .element(let index) = kid else { return false }
      return ["TH", "TD"].contains(structure.elements[index].type)
    }
  }

  private func attributes(of element: Element) -> PDFValue? {
    switch element.type {
    case "TH":
      let scope = element.isRowHeader ? "Row" : "Column"
      let span = columns(of: element)
      let wide: [(String, PDFValue)] = span > 1 ? [("ColSpan", .integer(span))] : []
      return .dictionary([("O", .name("Table")), ("Scope", .name(scope))] + wide)
    case "L":
      return .dictionary([("O", .name("List")), ("ListNumbering", .name(numbering(of: element)))])
    case "Figure":
      guard let box = element.box else { return nil }
      let height = pages[box.page].scene.size.height
      let corners = [box.rect.x, height - box.rect.maxY, box.rect.maxX, height - box.rect.y]
      return .dictionary([
        ("O", .name("Layout")), ("BBox", .array(corners.map { .number($0) })),
        ("Placement", .name("Block")),
      ])
    default: return nil
    }
  }

  /// How a list is numbered, by the sign before its first item.
  private func numbering(of list: Element) -> String {
    for item in elements(in: list) {
      for label in elements(in: structure.elements[item])
      where structure.elements[label].type == "Lbl" {
        return Self.numbering(structure.elements[label].label)
      }
    }
    return "None"
  }

  static func numbering(_ label: String) -> String {
    let sign = label.filter { !$0.isWhitespace && !"().".contains($0) }
    guard let first = sign.unicodeScalars.first else { return "None" }
    if sign.allSatisfy({ $0.isASCII && $0.isNumber }) { return "Decimal" }
    if sign.allSatisfy({ "ivxlcdm".contains($0) }), sign != "c", sign != "d" { return "LowerRoman" }
    if sign.allSatisfy({ "IVXLCDM".contains($0) }), sign != "C", sign != "D" { return "UpperRoman" }
    switch first {
    case "a"..."z": return "LowerAlpha"
    case "A"..."Z": return "UpperAlpha"
    case "○", "◦": return "Circle"
    case "▪", "■", "□": return "Square"
    default: return "Disc"
    }
  }

  // MARK: Tables

  /// Tables with their rows in parts: the elements of the parts are written here.
  private struct TableParts {
    /// The object in which each row stands.
    var parents: [Int: Int] = [:]
    /// What stands in each table.
    var kids: [Int: [PDFValue]] = [:]
  }

  /// Parts the rows of tables: those at the top with nothing but heads, and the others.
  private func writeTableParts(_ objects: [Int], _ kept: [Bool]) -> TableParts {
    var result = TableParts()
    for (index, table) in structure.elements.enumerated() where table.type == "Table" {
      let kids = elements(in: table).filter { kept[$0] }
      let rows = kids.filter { structure.elements[$0].type == "TR" }
      // What is alone in its row below the first heads the rows that follow it.
      let head = rows.enumerated().prefix {
        isHead($0.element) && ($0.offset == 0 || cells(of: structure.elements[$0.element]) > 1)
      }.map(\.element)
      var parts = kids.filter { structure.elements[$0].type != "TR" }
        .map { PDFValue.object(objects[$0]) }
      for (name, rows) in [("THead", head), ("TBody", Array(rows.dropFirst(head.count)))]
      where !rows.isEmpty {
        let part = file.add(
          .dictionary([
            ("Type", .name("StructElem")), ("S", .name(name)), ("P", .object(objects[index])),
            ("K", .array(rows.map { .object(objects[$0]) })),
          ]))
        for row in rows { result.parents[row] = part }
        parts.append(.object(part))
      }
      result.kids[index] = parts
    }
    return result
  }

  private func elements(in element: Element) -> [Int] {
    element.kids.compactMap { kid in
      if case .element(let child) = kid { child } else { nil }
    }
  }

  private func isHead(_ row: Int) -> Bool {
    elements(in: structure.elements[row]).allSatisfy { structure.elements[$0].type == "TH" }
  }

  // MARK: Links

  /// Writes the links as annotations of their pages; their objects are given.
  private func writeLinks() -> [Int] {
    var byPage: [Int: [Int]] = [:]
    var result: [Int] = []
    for (index, link) in structure.links.enumerated() {
      let height = pages[link.page].scene.size.height
      let corners = [
        link.rect.x, height - link.rect.maxY, link.rect.maxX, height - link.rect.y,
      ]
      var entries: [(String, PDFValue)] = [
        ("Type", .name("Annot")), ("Subtype", .name("Link")),
        ("Rect", .array(corners.map { .number($0) })),
        ("Border", .array([.integer(0), .integer(0), .integer(0)])), ("F", .integer(4)),
        ("Contents", .text(words(of: link))), ("StructParent", .integer(pages.count + index)),
      ]
      switch link.target {
      case .address(let address):
        let action: [(String, PDFValue)] = [
          ("Type", .name("Action")), ("S", .name("URI")),
          ("URI", .bytes(WebAddress.encoded(address))),
        ]
        entries.append(("A", .dictionary(action)))
      case .destination(let name): entries.append(("Dest", .bytes(WebAddress.encoded(name))))
      }
      result.append(file.add(.dictionary(entries)))
      byPage[link.page, default: []].append(result[index])
    }
    for (page, annotations) in byPage.sorted(by: { $0.key < $1.key }) {
      file.set("Annots", of: pageObjects[page], to: .array(annotations.map { .object($0) }))
      file.set("Tabs", of: pageObjects[page], to: .name("S"))
    }
    return result
  }

  private func words(of link: DocumentStructure.Link) -> String {
    let words = TextLine.oneLine(link.words).trimmingSpaces
    if !words.isEmpty { return words }
    switch link.target {
    case .address(let address): return address
    case .destination(let name): return name
    }
  }
}

extension DocumentStructure.Element {
  /// The page of its first piece of content.
  fileprivate var firstPage: Int? {
    for case .content(let page, _) in kids { return page }
    return nil
  }
}

/// Addresses as PDF takes them.
enum WebAddress {
  /// An address in ASCII; what an address cannot hold is encoded with `%`.
  static func encoded(_ address: String) -> String {
    var result = ""
    for byte in address.utf8 {
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

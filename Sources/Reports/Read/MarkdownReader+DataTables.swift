import Diagnostics

// Tables from data: what a div of class `table` asks for.
extension MarkdownReader {
  private static let known = [
    "data", "columns", "format", "filter", "sort", "limit", "group", "header", "widths",
    "tbl-colwidths", "tbl-cap", "source", "lang",
  ]

  /// A div of class `table`: its data, or the table that it holds; the last paragraph is the caption.
  mutating func tableDivision(
    _ blocks: [Block], _ attributes: Attributes, _ place: Place
  ) -> [Block] {
    for (key, _) in attributes.values where !Self.known.contains(key.text) {
      log.add(.unknownAttribute(key, of: "table", known: Self.known))
    }
    let isFromData = attributes["data"] != nil || blocks.contains { dataFence($0) != nil }
    guard isFromData else {
      let joined = joinCaptions(blocks)
      if let id = attributes.id, let table = labelled(joined, id, attributes) {
        return [Block(table, at: place)]
      }
      if !joined.contains(where: \.isTable) { log.add(.tableWithoutData(at: place.opening)) }
      return joined
    }
    var table = TableBlock(caption: [], alignments: [], head: [], rows: [])
    table.id = attributes.id
    table.attributes = attributes
    var fences: [(DataTable.Source, Place)] = []
    for block in blocks {
      if let fence = dataFence(block) {
        fences.append((fence, block.place))
      } else if case .paragraph(let text) = block.kind {
        addParagraph(text, block, to: &table)
      } else {
        log.add(.strayInTable(at: block.place))
      }
    }
    if let written = attributes["tbl-cap"], table.caption.isEmpty {
      table.caption = inlines(of: written)
    }
    guard let source = source(attributes["data"], fences) else { return [] }
    if case .text(let text, _) = source, text.bytes.allSatisfy(\.isBlank), let fence = fences.first
    {
      // The table stays, so that what refers to it is not told as well.
      log.add(.emptyDataBlock(at: fence.1.opening))
      return [Block(.table(table), at: place)]
    }
    var data = DataTable(frame: table, source: source)
    read(attributes, into: &data)
    return [Block(.dataTable(data), at: place)]
  }

  /// Notes and sources belong to the table; of other paragraphs there is one, the caption.
  private mutating func addParagraph(
    _ text: [Inline], _ block: Block, to table: inout TableBlock
  ) {
    if text.isTableNote {
      table.notes.append(text)
    } else if !table.caption.isEmpty {
      log.add(.strayInTable(at: block.place))
    } else if let caption = Caption(block) {
      table.apply(caption)
    } else if text.count == 1, case .span(let inner, let own) = text[0].kind,
      own.place.map({ $0.range.upperBound >= block.place.range.upperBound }) ?? false
    {
      table.caption = inner
      table.id = own.id ?? table.id
    } else {
      table.caption = text
    }
  }

  private mutating func source(
    _ file: Written?, _ fences: [(DataTable.Source, Place)]
  ) -> DataTable.Source? {
    for (_, place) in fences.dropFirst(file == nil ? 1 : 0) { log.add(.secondData(at: place)) }
    if let file { return .file(file) }
    return fences.first?.0
  }

  /// The cells of a block of code in `csv` or `tsv`.
  private func dataFence(_ block: Block) -> DataTable.Source? {
    guard case .code(let code, let language) = block.kind, ["csv", "tsv"].contains(language) else {
      return nil
    }
    // Empty lines above, so that messages name the lines of the document.
    let written = block.place.written
    let (line, _) = written.source.position(of: written.range.lowerBound)
    let text = SourceText(
      name: block.place.source.name, text: String(repeating: "\n", count: line) + code)
    return .text(text, separator: language == "tsv" ? "\t" : ",")
  }

  // MARK: Attributes

  private mutating func read(_ attributes: Attributes, into data: inout DataTable) {
    for entry in list(attributes, "columns") {
      let title = entry.value.map { inlines(of: $0) }
      var choice = DataTable.Choice(name: entry.name, title: title)
      if entry.name.text.hasSuffix(":Y") {
        choice.isYear = true
        choice.name.text.removeLast(2)
      }
      data.columns.append(choice)
    }
    readFormats(attributes["format"], into: &data)
    for entry in list(attributes, "sort") {
      let isDescending = entry.name.text.hasPrefix("-")
      var column = entry.name
      if isDescending { column.text.removeFirst() }
      data.order.append(DataTable.Order(column: column, isDescending: isDescending))
    }
    data.filter = attributes["filter"]
    data.group = attributes["group"]
    data.widths = attributes["widths"] ?? attributes["tbl-colwidths"]
    if let limit = attributes["limit"] {
      if let number = Int(limit.text), number >= 1 {
        data.limit = number
      } else {
        log.add(.notALimit(limit))
      }
    }
    data.hasHead = flag(attributes["header"]) ?? true
    data.namesSources = flag(attributes["source"]) ?? true
  }

  /// `,.1f` for all numbers, or `output=,.1f; rate=.2f` for some columns.
  private mutating func readFormats(_ written: Written?, into data: inout DataTable) {
    guard let written else { return }
    guard written.text.contains("=") else {
      data.formats = [DataTable.Format(column: nil, text: written)]
      return
    }
    let list = ListAttribute(written, valuesHoldCommas: true)
    if let problem = list.problem { log.add(.listAttribute("format", at: problem)) }
    for entry in list.entries {
      guard let value = entry.value else {
        log.add(.formatWithoutValue(entry.name))
        continue
      }
      data.formats.append(DataTable.Format(column: entry.name, text: value))
    }
  }

  private mutating func list(_ attributes: Attributes, _ key: String) -> [ListAttribute.Entry] {
    guard let written = attributes[key] else { return [] }
    let list = ListAttribute(written)
    if let problem = list.problem { log.add(.listAttribute(key, at: problem)) }
    return list.entries
  }

  private mutating func flag(_ written: Written?) -> Bool? {
    guard let written else { return nil }
    switch written.text.lowercased() {
    case "true", "yes": return true
    case "false", "no", "none": return false
    default:
      log.add(.notAFlag(written))
      return nil
    }
  }
}

extension Block {
  /// Whether this is a table.
  fileprivate var isTable: Bool {
    switch kind {
    case .table, .dataTable: true
    default: false
    }
  }
}

extension Place {
  /// The first line of the place.
  var opening: Place {
    let line = source.lineRange(at: range.lowerBound)
    return Place(
      source: source, range: range.lowerBound..<max(range.lowerBound, line.upperBound))
  }
}

extension Diagnostic {
  static func tableWithoutData(at place: Place) -> Diagnostic {
    .error(
      "table-without-data", "this table has no data", at: place,
      why: "a div of class 'table' names a file, or holds a block of csv or a table",
      hint: "write '::: {.table data=\"file.csv\"}', or a block ```csv inside")
  }

  static func emptyDataBlock(at place: Place) -> Diagnostic {
    .error(
      "empty-data", "this block holds no data", at: place,
      why: "its first line names the columns, and each line below is a row",
      hint: "write the rows here, or name a file with data=\"file.csv\"")
  }

  static func strayInTable(at place: Place) -> Diagnostic {
    .error(
      "stray-in-table", "this does not belong into a table", at: place,
      why: "a div of class 'table' holds its data, one caption, and notes that begin with "
        + "'Note:' or 'Source:'",
      hint: "move it below the div")
  }

  static func secondData(at place: Place) -> Diagnostic {
    .error(
      "second-data", "this table has data already", at: place,
      why: "its rows come from one file or one block", hint: "make two tables of it")
  }

  static func notALimit(_ written: Written) -> Diagnostic {
    .error(
      "not-a-limit", "'\(written.text)' is no number of rows", at: written.place,
      why: "'limit' is a whole number from 1", hint: "write it like limit=10")
  }

  static func notAFlag(_ written: Written) -> Diagnostic {
    .error(
      "not-a-flag", "'\(written.text)' is neither true nor false", at: written.place,
      hint: "write true or false")
  }

  static func formatWithoutValue(_ name: Written) -> Diagnostic {
    .error(
      "list-attribute", "no format is given for '\(name.text)'", at: name.place,
      why: "'format' is one format for all numbers, or column=format with semicolons between",
      hint: "write it like format=\"\(name.text)=,.1f\"")
  }
}

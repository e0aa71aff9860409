import Diagnostics

// Divs: what their ids and classes make of the blocks inside.
extension MarkdownReader {
  mutating func division(
    _ blocks: [Block], _ attributes: Attributes, _ place: Place
  ) -> [Block] {
    if attributes.has("table") { return tableDivision(blocks, attributes, place) }
    if let id = attributes.id {
      if id.text == "refs" { return [Block(.references, at: place)] }
      if id.text == "sources" { return [Block(.sources([]), at: place)] }
      if let labelled = labelled(blocks, id, attributes) { return [Block(labelled, at: place)] }
    }
    for (key, _) in attributes.values where PanelLayout.keys.contains(key.text) {
      if attributes.id?.text.hasPrefix("fig-") != true { log.add(.layoutWithoutID(key)) }
    }
    for name in attributes.classes where !Self.divisionClasses.contains(name.text) {
      log.add(.unknownDivision(name, known: Self.divisionClasses))
    }
    if let problem = Diagnostic.notALanguage(of: attributes) { log.add(problem) }
    if attributes.has("columns") { checkColumns(blocks) }
    if attributes.has("appendix") { return appendix(blocks, place) }
    if attributes.isWide { return wide(blocks, attributes, place) }
    return [Block(.division(blocks, attributes), at: place)]
  }

  private static let divisionClasses =
    [
      "notes", "columns", "column", "incremental", "nonincremental", "content-visible",
      "content-hidden", "unnumbered", "unlisted", "table", "appendix",
      "landscape", "aside", "column-margin", "column-body",
    ] + Attributes.wideClasses

  /// The widths of columns: each is a length, and shares are no more than the whole.
  private mutating func checkColumns(_ blocks: [Block]) {
    var sum = 0.0
    var isTold = false
    for block in blocks {
      guard case .division(_, let attributes) = block.kind, let width = attributes["width"] else {
        continue
      }
      guard let share = Length.points(width.text, of: 100), share > 0 else {
        log.add(.notAColumnWidth(width))
        continue
      }
      guard width.text.hasSuffix("%") else { continue }
      sum += share
      if sum > 100.5, !isTold {
        isTold = true
        log.add(.columnsTooWide(at: width.place))
      }
    }
  }

  /// The highest headings of an appendix have letters.
  private mutating func appendix(_ blocks: [Block], _ place: Place) -> [Block] {
    let levels = blocks.compactMap { block in
      if case .heading(let heading) = block.kind { heading.level } else { nil }
    }
    guard let top = levels.min() else {
      log.add(.appendixWithoutHeading(at: place.opening))
      return blocks
    }
    return blocks.map { block in
      guard case .heading(var heading) = block.kind, heading.level == top else { return block }
      heading.isAppendix = true
      return Block(.heading(heading), at: block.place)
    }
  }

  /// The figures and tables of a div stand over all columns.
  private mutating func wide(
    _ blocks: [Block], _ attributes: Attributes, _ place: Place
  ) -> [Block] {
    let classes = attributes.classes.filter { Attributes.wideClasses.contains($0.text) }
    let result = blocks.map { block -> Block in
      var block = block
      switch block.kind {
      case .figure(var figure):
        figure.attributes.classes += classes
        block.kind = .figure(figure)
      case .table(var table):
        table.attributes.classes += classes
        block.kind = .table(table)
      case .dataTable(var data):
        data.frame.attributes.classes += classes
        block.kind = .dataTable(data)
      default: log.add(.wideText(classes[0].text, at: block.place))
      }
      return block
    }
    return result
  }

  /// A div with the id of a figure or a table: its last paragraph is the caption.
  mutating func labelled(
    _ blocks: [Block], _ id: Written, _ attributes: Attributes
  ) -> Block.Kind? {
    guard id.text.hasPrefix("fig-") || id.text.hasPrefix("tbl-") else { return nil }
    let layout = PanelLayout.keys.contains { attributes[$0] != nil }
    let figures = blocks.filter(\.isFigure)
    if figures.count > 1 || (layout && !figures.isEmpty) {
      return panels(blocks, id, attributes)
    }
    var caption: [Inline] = []
    var rest = blocks
    if blocks.count > 1, let last = blocks.last, case .paragraph(let text) = last.kind {
      caption = text
      rest.removeLast()
    }
    for (index, block) in rest.enumerated() {
      if case .figure(var figure) = block.kind {
        figure.id = figure.id ?? id
        if !caption.isEmpty { figure.caption = caption }
        figure.attributes = attributes.merged(with: figure.attributes)
        reportStrays(rest, but: index)
        return .figure(figure)
      }
      if case .table(var table) = block.kind {
        table.id = table.id ?? id
        if !caption.isEmpty { table.caption = caption }
        table.attributes = attributes.merged(with: table.attributes)
        reportStrays(rest, but: index)
        return .table(table)
      }
    }
    return nil
  }

  /// What else stands in the div of a figure or a table would vanish.
  private mutating func reportStrays(_ blocks: [Block], but index: Int) {
    for (other, block) in blocks.enumerated() where other != index {
      log.add(.strayInFigure(at: block.place))
    }
  }
}

extension Diagnostic {
  static func appendixWithoutHeading(at place: Place) -> Diagnostic {
    .error(
      "appendix-without-heading", "this appendix has no heading", at: place,
      why: "an appendix has a letter and a title", hint: "add a heading: '# Title'")
  }

  static func wideText(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "wide-text", "text does not stand over all columns", at: place,
      why: "a div of class '\(name)' holds figures and tables", hint: "move it out of the div")
  }

  static func strayInFigure(at place: Place) -> Diagnostic {
    .error(
      "stray-in-figure", "this does not belong into a figure or a table", at: place,
      why: "a div with the id of one holds it, and its last paragraph is the caption",
      hint: "move it out of the div")
  }

  static func unknownDivision(_ name: Written, known: [String]) -> Diagnostic {
    .error(
      "unknown-div", "a div of class '\(name.text)' is not supported", at: name.place,
      why: "the classes are \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name.text, in: known))
  }
}

extension Diagnostic {
  static func notAColumnWidth(_ width: Written) -> Diagnostic {
    .error(
      "not-a-length", "'\(width.text)' is no width of a column", at: width.place,
      why: "a width is a share of the whole, or a length above zero with its unit",
      hint: "write it like width=\"40%\"")
  }

  static func columnsTooWide(at place: Place) -> Diagnostic {
    .warning(
      "columns-too-wide", "these columns are wider than the whole together", at: place,
      why: "their shares are more than 100 % and are made smaller in proportion",
      hint: "take widths whose sum is at most 100%")
  }
}

import Canvas

/// Sets the rows of one table.
struct TableSetter {
  /// A row of more lines than these may go on over the page.
  static let tallRow = 12

  let table: TableBlock
  let face: ReportStyle.Face
  let style: ReportStyle
  let language: String
  private let room: Double
  private(set) var columns: TableColumns
  private let decimalSign: Character
  /// Whether the rows hold different measures: then whole numbers stand at the right edge.
  private let mixesMeasures: Bool

  init(
    _ table: TableBlock, _ style: ReportStyle, room: Double, language: String,
    setter: ParagraphSetter
  ) {
    self.table = table
    // Cells have nothing beside them: what is said there is said in place.
    self.style = style.withoutAsides
    self.language = language
    self.room = room
    face = style.table
    decimalSign = TableNumber.decimalSign(of: language)
    columns = TableColumns([], dashes: [], room: room)
    let sign = decimalSign
    let rows = table.rows.indices.filter { !table.subheads.contains($0) }.map { table.rows[$0] }
    mixesMeasures = table.alignments.indices.contains { column in
      let texts = rows.map { $0.indices.contains(column) ? $0[column].plainText.trimmed : "" }
      return TableNumber.mixesMeasures(texts, decimalSign: sign)
    }
    let found = table.alignments.indices.map { measured($0, of: rows, setter) }
    columns = TableColumns(found, dashes: table.dashes, room: room)
    // What stands above rows is no word of a column; the rules are as long as it.
    let subheads = table.subheads.sorted().map { pieces(cell(table.rows[$0], 0), headFace) }
    let widest = subheads.map { setter.width(of: $0) + 0.1 }.max() ?? 0
    columns.width = max(columns.width, min(widest, room))
  }

  var headFace: ReportStyle.Face {
    var face = face
    face.weight = 600
    return face
  }

  /// The units stand below the heads, lighter.
  private var unitFace: ReportStyle.Face {
    var face = face
    face.size = style.tableNote.size
    face.color = style.tableNote.color
    return face
  }

  // MARK: Columns

  private func cell(_ row: [[Inline]], _ column: Int) -> [Inline] {
    row.indices.contains(column) ? row[column] : []
  }

  private func pieces(_ cell: [Inline], _ face: ReportStyle.Face) -> [TextPiece] {
    PieceBuilder.pieces(of: cell, face, style, language: language)
  }

  private func measured(
    _ index: Int, of rows: [[[Inline]]], _ setter: ParagraphSetter
  ) -> TableColumns.Column {
    let cells = rows.map { cell($0, index) }
    let texts = cells.map { $0.plainText.trimmed }
    let isNumeric =
      texts.contains(where: TableNumber.isNumber)
      && texts.allSatisfy { TableNumber.isNumber($0) || TableNumber.isPlaceholder($0) }
    var column = TableColumns.Column(alignment: alignment(index, isNumeric: isNumeric))
    for (cell, text) in zip(cells, texts) {
      let all = pieces(cell, face)
      let width = setter.width(of: all)
      if column.alignment == .decimal, !standsAtEdge(text) {
        let whole = width - fraction(all, text, setter)
        column.whole = max(column.whole, whole)
        column.fraction = max(column.fraction, width - whole)
      }
      column.natural = max(column.natural, width)
      column.least = max(column.least, isNumeric ? width : widestWord(all, setter))
    }
    let head = pieces(cell(table.head, index), headFace)
    let unit = pieces(cell(table.units, index), unitFace)
    column.natural = max(
      column.natural, column.whole + column.fraction, setter.width(of: head),
      setter.width(of: unit))
    column.least = max(
      column.least, column.whole + column.fraction, widestWord(head, setter),
      widestWord(unit, setter))
    return column
  }

  private func alignment(_ index: Int, isNumeric: Bool) -> TableColumns.Column.Alignment {
    switch table.alignments[index] {
    case .left: .left
    case .center: .center
    case .right: isNumeric ? .decimal : .right
    case .natural: isNumeric ? .decimal : .left
    }
  }

  /// Whether a number has no decimal sign to stand on, in a table of different measures.
  private func standsAtEdge(_ text: String) -> Bool {
    mixesMeasures && TableNumber.isNumber(text) && !text.contains(decimalSign)
  }

  /// How much of a number's width stands from its decimal sign on.
  private func fraction(_ pieces: [TextPiece], _ text: String, _ setter: ParagraphSetter) -> Double
  {
    let whole = TableNumber.whole(of: text, decimalSign: decimalSign)
    let dropped = text.count - whole.count
    guard dropped > 0, let last = pieces.last(where: { $0.notes.isEmpty }) else { return 0 }
    let own = setter.text.measure(String(last.text.suffix(dropped)), last.style).width
    let marks = pieces.filter { !$0.notes.isEmpty }
    return own + setter.width(of: marks)
  }

  private func widestWord(_ pieces: [TextPiece], _ setter: ParagraphSetter) -> Double {
    var widest = 0.0
    for piece in pieces {
      for word in piece.text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        for part in EastAsian.parts(of: word) {
          widest = max(widest, setter.text.measure(String(part), piece.style).width)
        }
      }
    }
    return widest
  }

  // MARK: Rows

  /// Sets a row as boxes from the table's left edge: one, or one a line if the row is tall.
  ///
  /// The nodes of the structure are made by `node`.
  func row(
    _ cells: [[Inline]], isHead: Bool, path: [FlowNode], setter: inout ParagraphSetter,
    node: (SceneRole) -> FlowNode
  ) -> [(box: FlowBox, targets: [String])] {
    let face = isHead ? headFace : face
    let hasUnits = isHead && !table.units.isEmpty
    let set = columns.columns.enumerated().map { index, column in
      let shape = LineBreaker.Shape(width: column.width + 0.1, isJustified: false, size: face.size)
      let divides = columns.wraps ? WordDivision.wideWords : .never
      let lines = setter.lines(pieces(cell(cells, index), face), shape, divides: divides)
      guard hasUnits else { return lines }
      // Heads without a unit stand beside the others, not beside their units.
      let units = setter.lines(pieces(cell(table.units, index), unitFace), shape, divides: divides)
      return lines + (units.isEmpty ? [SetLine()] : units)
    }
    let count = max(1, set.map(\.count).max() ?? 1)
    let rowPath = path + [node(.tableRow)]
    let paths = set.map { _ in rowPath + [node(isHead ? .tableHeader : .tableCell)] }
    let padding = columns.wraps && !isHead ? 2.0 : 0
    var boxes: [(box: FlowBox, targets: [String])] = []
    for number in 0..<count {
      var box = FlowBox(height: face.leading)
      box.isOnGrid = false
      let top = number == 0 ? padding : 0
      box.height += top + (number == count - 1 ? padding : 0)
      var targets: [String] = []
      // All cells in their order, also those with nothing on their first line.
      if number == 0 { box.parts = paths.map { FlowPart(path: $0, items: []) } }
      for (index, lines) in set.enumerated() {
        // The words of a head stand at its foot, next to what they name.
        let own = number - (isHead ? count - lines.count : 0)
        guard lines.indices.contains(own) else { continue }
        let column = columns.columns[index]
        let x = left(of: lines[own], cell(cells, index), column, isHead: isHead, setter)
        let items = lines[own].items(at: Point(x, top + face.baseline), language: language)
        box.parts.append(FlowPart(path: paths[index], items: items))
        box.notes += lines[own].notes
        targets += lines[own].targets
      }
      boxes.append((box, targets))
    }
    return count > Self.tallRow && !isHead ? boxes : [joined(boxes)]
  }

  /// Sets a row that stands above others: its words run over all columns.
  func subhead(
    _ words: [Inline], isFirst: Bool, path: [FlowNode], setter: inout ParagraphSetter,
    node: (SceneRole) -> FlowNode
  ) -> (box: FlowBox, targets: [String]) {
    let shape = LineBreaker.Shape(
      width: max(columns.width, room * 0.6), isJustified: false, size: headFace.size)
    let lines = setter.lines(pieces(words, headFace), shape, divides: .wideWords)
    let path = path + [node(.tableRow), node(.tableHeader)]
    var box = FlowBox(height: isFirst ? 1 : 5)
    box.isOnGrid = false
    for line in lines {
      let items = line.items(at: Point(0, box.height + face.baseline), language: language)
      box.parts.append(FlowPart(path: path, items: items))
      box.notes += line.notes
      box.height += face.leading
    }
    return (box, lines.flatMap(\.targets))
  }

  private func joined(
    _ boxes: [(box: FlowBox, targets: [String])]
  ) -> (box: FlowBox, targets: [String]) {
    var whole = FlowBox(height: 0)
    whole.isOnGrid = false
    for (box, _) in boxes {
      whole.parts += box.parts.map { $0.shifted(by: Point(0, whole.height)) }
      whole.notes += box.notes
      whole.height += box.height
    }
    return (whole, boxes.flatMap(\.targets))
  }

  private func left(
    of line: SetLine, _ cell: [Inline], _ column: TableColumns.Column, isHead: Bool,
    _ setter: ParagraphSetter
  ) -> Double {
    let right = column.x + column.width
    switch column.alignment {
    case .left: return column.x
    case .center: return column.x + (column.width - line.width) / 2
    case .right: return right - line.width
    case .decimal:
      if isHead { return right - line.width }
      let text = cell.plainText.trimmed
      if standsAtEdge(text) { return right - line.width }
      let all = pieces(cell, face)
      let whole = line.width - fraction(all, text, setter)
      return right - column.fraction - whole
    }
  }
}

import Canvas

extension HTMLWriter {
  /// Writes a table with its caption, its notes and its sources.
  mutating func write(_ table: TableBlock) {
    let id =
      table.id.map { names.place($0.text) } ?? table.number.flatMap { madeIDs["table-\($0)"] }
    html +=
      HTMLTag("div").with("class", table.attributes.isWide ? "table outset" : "table")
      .with("id", id).opening + "\n"
    if let number = table.number {
      writeGrid(of: table, kind: "table") { writer in
        writer.writeLabel(
          "\(writer.words.table)\u{A0}\(number)", isAlone: table.caption.isEmpty)
        writer.write(table.caption)
      }
    } else {
      writeGrid(of: table, kind: "table", caption: nil)
    }
    writeNotes(of: table)
    html += "</div>\n"
  }

  /// Writes the notes and the sources below a table.
  mutating func writeNotes(of table: TableBlock) {
    guard !table.notes.isEmpty else { return }
    html += "<div class=\"table-notes\">\n"
    for note in table.notes {
      element("p") { $0.write(note) }
      html += "\n"
    }
    html += "</div>\n"
  }

  /// Writes the cells of a table and the words above them.
  ///
  /// What may be wider than the page can be moved sideways, also with keys.
  mutating func writeGrid(
    of table: TableBlock, kind: String, caption: ((inout HTMLWriter) -> Void)?
  ) {
    let columns = columns(of: table)
    let captionID = columns.mayBeWide && caption != nil ? names.free(like: "\(kind)-caption") : nil
    if columns.mayBeWide {
      html +=
        HTMLTag("div").with("class", "scroll").with("role", "region").with("tabindex", "0")
        .with("aria-labelledby", captionID)
        .with("aria-label", captionID == nil ? words.table : nil).opening + "\n"
    }
    html += "<table>\n"
    if let caption {
      html += HTMLTag("caption").with("id", captionID).opening + "<span>"
      caption(&self)
      html += "</span></caption>\n"
    }
    writeWidths(of: table)
    writeHead(of: table, columns)
    writeBody(of: table, columns)
    html += "</table>\n"
    if columns.mayBeWide { html += "</div>\n" }
  }

  // MARK: Parts

  private func columns(of table: TableBlock) -> [HTMLColumn] {
    let sign = TableNumber.decimalSign(of: language)
    let rows = table.rows.indices.filter { !table.subheads.contains($0) }.map { table.rows[$0] }
    let texts = table.alignments.indices.map { column in
      rows.map { $0.indices.contains(column) ? $0[column].plainText.trimmed : "" }
    }
    let mixes = texts.contains { TableNumber.mixesMeasures($0, decimalSign: sign) }
    return table.alignments.enumerated().map { index, alignment in
      let head = table.head.indices.contains(index) ? table.head[index].plainText : ""
      return HTMLColumn(
        texts[index], head: head, asked: alignment, mixesMeasures: mixes, decimalSign: sign)
    }
  }

  /// The words "Figure 3" before a caption.
  mutating func writeLabel(_ name: String, isAlone: Bool) {
    html += "<strong class=\"label\">\(HTMLText.escaped(name))</strong>"
    if !isAlone { html += "\u{2002}" }
  }

  /// The widths that the author gave with the dashes under the heads.
  private mutating func writeWidths(of table: TableBlock) {
    let longest = table.dashes.max() ?? 0
    let shortest = table.dashes.min() ?? 0
    let wraps = table.rows.contains { row in row.contains { $0.plainText.count > 40 } }
    guard wraps, table.dashes.count == table.alignments.count, shortest > 0,
      longest >= 2 * shortest, longest > 8
    else { return }
    let total = table.dashes.reduce(0, +)
    html += "<colgroup>"
    for dashes in table.dashes {
      let share = NumberText.decimal(Double(dashes) / Double(total) * 100, places: 1)
      html += HTMLTag("col").with("style", "width:\(share)%").opening
    }
    html += "</colgroup>\n"
  }

  private mutating func writeHead(of table: TableBlock, _ columns: [HTMLColumn]) {
    guard table.head.contains(where: { !$0.isEmpty }) else { return }
    html += "<thead>\n<tr>"
    for (index, column) in columns.enumerated() {
      let cell = table.head.indices.contains(index) ? table.head[index] : []
      // A head without words is none to those who hear it.
      let name = cell.isEmpty ? "td" : "th"
      let tag = HTMLTag(name).with("scope", cell.isEmpty ? nil : "col")
        .with("class", column.className)
      element(tag, name) { writer in
        writer.write(cell)
        writer.writeUnit(of: table, index)
      }
    }
    html += "</tr>\n</thead>\n"
  }

  /// The unit below a head; the words of both are one head to those who hear it.
  private mutating func writeUnit(of table: TableBlock, _ column: Int) {
    guard table.units.indices.contains(column), !table.units[column].isEmpty else { return }
    html += " "
    element(HTMLTag("span").with("class", "unit"), "span") { $0.write(table.units[column]) }
  }

  private mutating func writeBody(of table: TableBlock, _ columns: [HTMLColumn]) {
    let namesRows = table.namesRows
    html += "<tbody>\n"
    for (number, row) in table.rows.enumerated() {
      if table.subheads.contains(number) {
        writeSubhead(row, columns.count, isFirst: number == 0)
        continue
      }
      html += "<tr>"
      for (index, column) in columns.enumerated() {
        let cell = row.indices.contains(index) ? row[index] : []
        let isHead = index == 0 && namesRows
        let name = isHead ? "th" : "td"
        let tag = HTMLTag(name).with("scope", isHead ? "row" : nil)
          .with("class", column.className)
          .with("data-pad", column.padding(of: cell.plainText.trimmed))
        element(tag, name) { $0.write(cell) }
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n"
  }

  /// A row that stands above those that follow, which are a body of their own.
  private mutating func writeSubhead(_ row: [[Inline]], _ count: Int, isFirst: Bool) {
    if !isFirst { html += "</tbody>\n<tbody>\n" }
    html += "<tr class=\"subhead\">"
    let tag = HTMLTag("th").with("scope", "rowgroup").with("colspan", count > 1 ? "\(count)" : nil)
    element(tag, "th") { $0.write(row.first ?? []) }
    html += "</tr>\n"
  }
}

extension TableBlock {
  /// Whether the first column names the rows: each has a name, and no two the same.
  fileprivate var namesRows: Bool {
    guard alignments.count > 1 else { return false }
    var seen: Set<String> = []
    return rows.enumerated().allSatisfy { number, row in
      // A name may come again in another group.
      if subheads.contains(number) {
        seen = []
        return true
      }
      let name = row.first?.plainText.trimmed ?? ""
      return !name.isEmpty && seen.insert(name).inserted
    }
  }
}

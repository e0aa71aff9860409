import Canvas
import Charting

// The numbers behind a figure, as tables that open below it.
extension HTMLWriter {
  /// The most rows that are shown of one table; the file with all of them can be taken away.
  static let rowLimit = 500

  mutating func writeData(of chart: DrawnChart, _ figure: FigureBlock) {
    let tables = chart.plotted.tables.filter { $0.rowCount > 0 && !$0.columns.isEmpty }
    guard !tables.isEmpty else { return }
    let name = name(of: figure)
    let stem = HTMLNames.id(figure.id?.text ?? "figure-\(figure.index + 1)")
    html += "<details class=\"data\">\n<summary>"
    html += HTMLText.escaped("\(words.dataBehind) \(name)") + "</summary>\n"
    for (index, table) in tables.enumerated() {
      let part = tables.count > 1 ? " (\(index + 1)/\(tables.count))" : ""
      let file = tables.count > 1 ? "\(stem)-\(index + 1).csv" : "\(stem).csv"
      write(table, caption: "\(words.dataBehind) \(name)\(part)", file: file)
    }
    if !chart.sources.isEmpty {
      let sources = chart.sources.joined(separator: "; ")
      html += "<p class=\"source\">\(HTMLText.escaped("\(words.source): \(sources)"))</p>\n"
    }
    html += "</details>\n"
  }

  private mutating func write(_ table: PlottedTable, caption: String, file: String) {
    let shown = min(table.rowCount, HTMLWriter.rowLimit)
    let rows = (0..<shown).map { row in
      table.columns.indices.map { table.text(row: row, column: $0) }
    }
    let columns = table.columns.enumerated().map { index, column in
      HTMLColumn(
        rows.map { $0[index] }, head: column.head, asked: .natural, mixesMeasures: false,
        decimalSign: ".")
    }
    writeScroll(isWide: columns.mayBeWide, caption: "data") { writer, id in
      writer.html += "<table>\n" + HTMLTag("caption").with("id", id).opening + "<span>"
      writer.html += HTMLText.escaped(caption)
      if shown < table.rowCount {
        writer.html += ". " + HTMLText.escaped(writer.words.rowsShown(shown, table.rowCount))
      }
      writer.html += "</span></caption>\n<thead>\n<tr>"
      for (column, look) in zip(table.columns, columns) {
        writer.html += HTMLTag("th").with("scope", "col").with("class", look.className).opening
        writer.html += HTMLText.escaped(column.head) + "</th>"
      }
      writer.html += "</tr>\n</thead>\n<tbody>\n"
      for row in rows { writer.write(row, columns) }
      writer.html += "</tbody>\n</table>\n"
    }
    write(file: file, table.csv)
  }

  private mutating func write(_ row: [String], _ columns: [HTMLColumn]) {
    html += "<tr>"
    for (text, column) in zip(row, columns) {
      html +=
        HTMLTag("td").with("class", column.className)
        .with("data-pad", column.padding(of: text)).opening
      html += HTMLText.escaped(text) + "</td>"
    }
    html += "</tr>\n"
  }

  /// A link that takes a table away as a file.
  private mutating func write(file: String, _ csv: String) {
    html += "<p class=\"file\">"
    html +=
      HTMLTag("a").with("download", file)
      .with("href", "data:text/csv;charset=utf-8;base64," + Base64.text(Array(csv.utf8))).opening
    html += HTMLText.escaped(file) + "</a></p>\n"
  }
}

extension PlottedColumn {
  /// The words above the column: its name, and its unit if the name does not tell it.
  fileprivate var head: String {
    guard let unit, !unit.isEmpty, !title.contains(unit) else { return title }
    return "\(title) (\(unit))"
  }
}

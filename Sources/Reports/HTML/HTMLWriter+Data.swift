import Canvas
import Charting

// The numbers behind a figure, as tables that open below it.
extension HTMLWriter {
  mutating func writeData(of drawn: HTMLFigure, _ figure: FigureBlock) {
    guard !drawn.tables.isEmpty else { return }
    let name = name(of: figure)
    html += "<details class=\"data\">\n<summary>"
    html += HTMLText.escaped("\(words.dataBehind) \(name)") + "</summary>\n"
    let stem = HTMLNames.id(figure.id?.text ?? "figure-\(figure.index + 1)")
    let files = drawn.wide.plotted.attachments(named: stem, description: "", figure: nil)
    let count = drawn.tables.count
    for (index, table) in drawn.tables.enumerated() {
      let part = count > 1 ? " (\(index + 1)/\(count))" : ""
      let title = "\(words.dataBehind) \(name)\(part)"
      writeGrid(of: table, kind: "data") { $0.html += HTMLText.escaped(title) }
      writeNotes(of: table)
      if files.indices.contains(index) { write(files[index]) }
    }
    if !drawn.wide.sources.isEmpty {
      let sources = drawn.wide.sources.joined(separator: "; ")
      html += "<p class=\"source\">\(HTMLText.escaped("\(words.source): \(sources)"))</p>\n"
    }
    html += "</details>\n"
  }

  /// A link that takes a table away as a file.
  private mutating func write(_ file: PDFAttachment) {
    html += "<p class=\"file\">"
    html +=
      HTMLTag("a").with("download", file.name)
      .with("href", "data:text/csv;charset=utf-8;base64," + Base64.text(file.bytes)).opening
    html += HTMLText.escaped(file.name) + "</a></p>\n"
  }
}

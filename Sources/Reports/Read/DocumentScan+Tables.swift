import Diagnostics

// Tables before cmark reads them for good: rows that are too wide, captions that stick to them.
extension DocumentScan {
  /// Rows are read one by one; a line `: Caption` or `Table: Caption` that cmark
  /// took for a row is set apart.
  mutating func scanTable(_ node: MarkdownNode, _ work: WorkText) {
    guard let head = node.children.first else { return }
    // Where a div opens right above, cmark counts that line to the head; the line of dashes stands
    // between the head and the first row.
    let first = node.children.dropFirst().first.map { $0.lines.lowerBound - 2 }
    let headLine = max(head.lines.lowerBound, first ?? head.lines.lowerBound)
    let width = cells(in: work.line(headLine), work).count
    for (index, row) in node.children.enumerated() {
      let line = work.line(index == 0 ? headLine : row.lines.lowerBound)
      let written = work.sourceRange(of: line)
      guard let start = source.bytes[written].firstIndex(where: { !$0.isBlank }) else { continue }
      if index > 0, isCaption(start..<written.upperBound), let last = node.children.last {
        missingLines.append(written.lowerBound)
        scan(start..<max(start, work.sourceRange(of: work.line(last.lines.upperBound)).upperBound))
        return
      }
      let found = cells(in: line, work)
      if found.count > width, let extra = found.dropFirst(width).first, let last = found.last {
        let place = Place(
          source: source,
          range: work.sourceRange(of: extra.lowerBound..<max(extra.lowerBound, last.upperBound)))
        log.add(.wideRow(found.count, width: width, at: place))
      }
      scan(written)
    }
  }

  /// Whether a line is `: Caption` or `Table: Caption`, without a bar that would part cells.
  private func isCaption(_ line: Range<Int>) -> Bool {
    let text = source.bytes[line]
    if text.first == UInt8(ascii: ":") { return text.dropFirst().first?.isBlank ?? false }
    return startsCaption(line) && !text.contains(UInt8(ascii: "|"))
  }

  /// The cells of a row; an escaped bar does not part them.
  func cells(in line: Range<Int>, _ work: WorkText) -> [Range<Int>] {
    var bars: [Int] = []
    var index = line.lowerBound
    while index < line.upperBound {
      if work.bytes[index] == UInt8(ascii: "\\") { index += 1 }
      if index < line.upperBound, work.bytes[index] == UInt8(ascii: "|") { bars.append(index) }
      index += 1
    }
    var cells: [Range<Int>] = []
    var start = line.lowerBound
    for bar in bars where bar >= start {
      cells.append(start..<bar)
      start = bar + 1
    }
    cells.append(start..<max(start, line.upperBound))
    func isBlank(_ cell: Range<Int>) -> Bool {
      work.bytes[cell].allSatisfy { $0.isBlank || $0 == UInt8(ascii: ">") }
    }
    if let first = cells.first, cells.count > 1, isBlank(first) { cells.removeFirst() }
    if let last = cells.last, cells.count > 1, isBlank(last) { cells.removeLast() }
    return cells
  }

  /// A table whose head and line of dashes differ in width is a paragraph to cmark.
  mutating func checkTableLikeness(_ node: MarkdownNode, _ work: WorkText) {
    guard node.lines.count > 1 else { return }
    for number in node.lines.dropFirst() {
      let line = work.line(number)
      let text = work.bytes[line]
      if text.first == UInt8(ascii: ":"), text.dropFirst().first?.isBlank ?? false {
        log.add(.definitionList(at: Place(source: source, range: work.sourceRange(of: line))))
        return
      }
      let dashes = UInt8(ascii: "-")
      guard text.contains(UInt8(ascii: "|")), text.contains(dashes),
        text.allSatisfy({ $0.isBlank || $0 == dashes || "|:>".utf8.contains($0) })
      else { continue }
      let head = cells(in: work.line(number - 1), work).count
      let found = cells(in: line, work).count
      if head != found {
        let place = Place(source: source, range: work.sourceRange(of: line))
        log.add(.tableDashes(found, head: head, at: place))
      }
      return
    }
  }
}

extension Diagnostic {
  static func definitionList(at place: Place) -> Diagnostic {
    .error(
      "definition-list", "lists of definitions are not supported", at: place,
      why: "a line that starts with a colon defines the term above it in Pandoc's Markdown",
      hint: "put an empty line before the caption of a table; else write a list or a table")
  }

  static func wideRow(_ count: Int, width: Int, at place: Place) -> Diagnostic {
    .error(
      "wide-row", "this row has \(count) cells, the head has \(width)", at: place,
      why: "cells beyond the head would vanish", hint: "write \\| for a bar inside a cell")
  }

  static func tableDashes(_ count: Int, head: Int, at place: Place) -> Diagnostic {
    .error(
      "table-dashes",
      "this line parts \(count) \(count == 1 ? "column" : "columns"), the head above has \(head)",
      at: place,
      why: "a table needs as many groups of dashes as its head has cells")
  }
}

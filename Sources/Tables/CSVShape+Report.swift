import Diagnostics

extension CSVShape {
  /// Reports rows with too many or too few cells, and quotes that do not match.
  func report(in text: SourceText, head: CSVHead, log: inout DiagnosticLog) {
    Tally.report(
      flaws, count: flawCount, to: &log,
      each: { flaw in
        let end = min(flaw.offset + 1, text.bytes.count)
        return .flaw(flaw.kind, at: Place(source: text, range: flaw.offset..<end))
      },
      rest: { .moreFlaws($0, at: head.place) })
    // A quote that is never closed swallows the rest of the file: its row is not ragged besides.
    let isUnclosed = flaws.contains { $0.kind == .unclosedQuote }
    let rows = ragged.first.filter { !isUnclosed || $0.row < rowStarts.count - 1 }
    Tally.report(
      rows, count: ragged.count - (ragged.first.count - rows.count), to: &log,
      each: { problem in
        let place = place(ofRow: problem.row, found: problem.found, in: text, head: head)
        return .raggedRow(
          found: problem.found, expected: head.names.count, at: place)
      },
      rest: { .moreRaggedRows($0, expected: head.names.count, at: head.place) })
    if head.names.count == 1 { reportBlankLines(in: text, log: &log) }
  }

  /// Says that blank lines are no rows where they may have been meant as missing cells.
  private func reportBlankLines(in text: SourceText, log: inout DiagnosticLog) {
    var (count, first) = (0, 0)
    for start in rowStarts {
      var (lines, offset) = (0, start)
      while offset > 0, text.bytes[offset - 1] == 0x0A || text.bytes[offset - 1] == 0x0D {
        let isPair = offset > 1 && text.bytes[offset - 1] == 0x0A && text.bytes[offset - 2] == 0x0D
        offset -= isPair ? 2 : 1
        lines += 1
      }
      if lines > 1, count == 0 { first = text.nextLine(after: offset) }
      count += max(0, lines - 1)
    }
    guard count > 0 else { return }
    log.add(.blankLines(count, at: Place(source: text, range: first..<first)))
  }

  /// The cells that are too many, or the end of a row that has too few.
  private func place(ofRow row: Int, found: Int, in text: SourceText, head: CSVHead) -> Place {
    text.bytes.withUnsafeBufferPointer { bytes in
      var scanner = CSVScanner(bytes, dialect: head.dialect, from: rowStarts[row])
      var cells: [CellSpan] = []
      _ = scanner.scanRow(into: &cells)
      let ranges = cells.map { $0.written(in: bytes, dialect: head.dialect) }
      let end = ranges.last?.upperBound ?? rowStarts[row]
      let extra = head.names.count < ranges.count ? ranges[head.names.count].lowerBound : end
      return Place(source: text, range: extra..<max(end, extra))
    }
  }
}

extension Diagnostic {
  static func emptyTable(at place: Place, why: String) -> Diagnostic {
    .error("empty-table", "the table is empty", at: place, why: why)
  }

  static func raggedRow(found: Int, expected: Int, at place: Place) -> Diagnostic {
    .error(
      "ragged-row",
      "the row has \(Tally.phrase(found, "cell", "cells")), but the head has \(expected)",
      at: place, why: "every row has one cell for each column",
      hint: found > expected
        ? "put a cell that holds the delimiter in double quotes"
        : "write an empty cell as nothing between two delimiters")
  }

  static func blankLines(_ count: Int, at place: Place) -> Diagnostic {
    .warning(
      "blank-line", Tally.phrase(count, "blank line is", "blank lines are") + " no rows", at: place,
      why: "lines without any character are left out",
      hint: "write \"\" for a missing value in a table of one column")
  }

  static func moreRaggedRows(_ count: Int, expected: Int, at place: Place) -> Diagnostic {
    .error(
      "ragged-row",
      "\(Tally.phrase(count, "more row does", "more rows do")) not have "
        + Tally.phrase(expected, "cell", "cells"),
      at: place)
  }

  static func flaw(_ kind: CSVScanner.Flaw.Kind, at place: Place) -> Diagnostic {
    switch kind {
    case .unclosedQuote:
      .error(
        "csv-syntax", "the quote that opens here is never closed", at: place,
        why: "a cell that begins with a quote goes on, over lines too, to the quote that closes it",
        hint: "close the quote; a quote inside such a cell is written twice")
    case .textAfterQuote:
      .error(
        "csv-syntax", "text stands after the quote that closes the cell", at: place,
        why: "after a closing quote comes a delimiter or the end of the row",
        hint: "write a quote inside a quoted cell twice")
    case .hugeCell:
      .error("csv-syntax", "the cell is larger than two gigabytes", at: place)
    }
  }

  static func moreFlaws(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "csv-syntax", Tally.phrase(count, "more quote is", "more quotes are") + " misplaced",
      at: place)
  }
}

import Canvas
import Tables

extension Difference {
  /// What is different, for people: data, figures, pages, claims, words, labels, in this order.
  public func text(listsAll: Bool = false) -> String {
    var writer = DifferenceWriter(difference: self, limit: listsAll ? .max : 12)
    return writer.text()
  }
}

/// Writes what is different as text, section by section.
private struct DifferenceWriter {
  let difference: Difference
  /// How many entries of one kind are listed.
  let limit: Int
  private var lines: [String] = []

  init(difference: Difference, limit: Int) {
    (self.difference, self.limit) = (difference, limit)
  }

  mutating func text() -> String {
    lines = ["\(difference.old.name) → \(difference.new.name)"]
    section("Outputs", listed(difference.notes.map { "  " + $0 }, indent: "  "))
    section("Data", difference.data.flatMap(dataLines))
    section("Other files", difference.files.map { "  \($0.kind.word)  \($0.name)" })
    for report in difference.reports { add(report) }
    lines += ["", difference.summary]
    return lines.map { $0 + "\n" }.joined()
  }

  private mutating func section(_ title: String, _ entries: [String]) {
    guard !entries.isEmpty else { return }
    lines += ["", title] + entries
  }

  private func listed(_ entries: [String], indent: String) -> [String] {
    guard entries.count > limit else { return entries }
    return entries.prefix(limit)
      + ["\(indent)… and \(entries.count - limit) more; '--all' lists them"]
  }

  // MARK: Data

  private func dataLines(_ data: DataDifference) -> [String] {
    switch data.change {
    case .added(let rows): return ["  \(data.name): new, \(ChangeWords.count(rows, "row"))"]
    case .removed(let rows):
      return ["  \(data.name): no longer there; it had \(ChangeWords.count(rows, "row"))"]
    case .rewritten: return ["  \(data.name): written otherwise, the same cells"]
    case .changed(let table):
      var lines = ["  \(data.name): \(DataWords.summary(table)); \(DataWords.match(table.match))"]
      lines += columnLines(table)
      var entries = table.rows.map { rowLines($0, data) }
      entries += table.rowsAdded.map {
        [end("    + \(name($0, data, isNew: true))", place($0, data))]
      }
      entries += table.rowsRemoved.map {
        ["    − \(name($0, data, isNew: false))  (\(oldPlace($0, data)))"]
      }
      lines += listed(entries.map { $0.joined(separator: "\n") }, indent: "    ")
      if table.isReordered { lines.append("    rows stand in another order") }
      return lines
    }
  }

  private func columnLines(_ table: TableDifference) -> [String] {
    var lines: [String] = []
    if !table.columnsAdded.isEmpty {
      lines.append("    new columns: \(table.columnsAdded.joined(separator: ", "))")
    }
    if !table.columnsRemoved.isEmpty {
      lines.append("    columns gone: \(table.columnsRemoved.joined(separator: ", "))")
    }
    return lines
      + table.properties.map {
        "    \($0.column): \($0.name) '\($0.old)' → '\($0.new)'"
      }
  }

  private func rowLines(_ row: TableDifference.Row, _ data: DataDifference) -> [String] {
    [name(row.new, data, isNew: true)].map { "    " + $0 }
      + row.cells.map { cell in
        let change = "      \(cell.column)  \(ChangeWords.change(cell.old, cell.new))"
        return end(
          change,
          data.new.map { difference.new.shown($0.place(ofRow: row.new, column: cell.column)) } ?? ""
        )
      }
  }

  /// A row by its key, or by its line.
  private func name(_ row: Int, _ data: DataDifference, isNew: Bool) -> String {
    let name = data.name(ofRow: row, isNew: isNew)
    return name.isEmpty ? "row \(row + 1)" : name
  }

  private func place(_ row: Int, _ data: DataDifference) -> String {
    data.new.map { difference.new.shown($0.place(ofRow: row)) } ?? ""
  }

  private func oldPlace(_ row: Int, _ data: DataDifference) -> String {
    data.old.map { difference.old.shown($0.place(ofRow: row)) } ?? ""
  }

  /// A line with what stands at its end.
  private func end(_ line: String, _ place: String) -> String {
    place.isEmpty ? line : "\(line)  (\(place))"
  }

  // MARK: Documents and charts

  private mutating func add(_ report: ReportDifference) {
    var entries: [String] = []
    if let presence = report.presence {
      entries.append(presence == .added ? "  new" : "  no longer there")
    }
    if let failure = report.failure { entries.append("  " + failure) }
    entries += report.figures.flatMap(figureLines)
    entries += report.pages.map { "  \(PageWords.shape($0)): \(PageWords.text($0))" }
    entries += listed(report.claims.map(claimLine), indent: "  ")
    section(report.name, entries)
  }

  private func figureLines(_ figure: FigureDifference) -> [String] {
    let number = figure.label.isEmpty ? "" : " (figure \(figure.label))"
    let name = figure.id.isEmpty ? "chart" : figure.id + number
    var lines = ["  \(name): \(figure.kind.text)"]
    lines += listed(figure.series.map { "    " + SeriesWords.text($0) }, indent: "    ")
    lines += figure.toldWords.map { "    " + WordsText.text($0) }
    lines += listed(figure.labels.map { "    label " + LabelWords.text($0) }, indent: "    ")
    return lines
  }

  private func claimLine(_ claim: ClaimChange) -> String {
    let place = difference.new.shown(claim.place)
    switch claim.kind {
    case .becameFalse:
      return "  claim became false: \(claim.message ?? "'\(claim.text)'")  (\(place))"
    case .becameTrue: return "  claim holds again: '\(claim.text)'  (\(place))"
    case .rewritten:
      return "  written from the data: '\(claim.oldText)' → '\(claim.text)'  (\(place))"
    }
  }
}

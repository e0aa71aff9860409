import Diagnostics
import Tables

// The ledger as people read it: one part after the other, in columns.
extension RowLedger {
  /// How many rows are told line by line without being asked for.
  static let fewRows = 12

  /// The ledger as text that ends in a line end; `listsRows` tells the line of each row that is not
  /// drawn, however many there are.
  public func text(listsRows: Bool = false) -> String {
    let parts = [
      errorsText, dataText(listsRows), stepsText, marksText, sourcesText, parametersText,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Says that the chart is not drawn, if it is not.
  private var errorsText: String {
    guard rowErrors > 0 else { return "" }
    let errors = rowErrors == 1 ? "an error" : "\(rowErrors) errors"
    return "Not drawn, for \(errors) in the data; this is what would be drawn.\n"
  }

  // MARK: Data

  private func dataText(_ listsRows: Bool) -> String {
    guard !files.isEmpty else {
      return "Data\n  No rows are read: the chart shows what its spec says.\n"
    }
    let heads = files.map { file in
      [
        file.name, Self.rows(file.rowsRead) + " read", "\(file.rowsDrawn) drawn",
        file.rowsDrawn < file.rowsRead ? "\(file.rowsRead - file.rowsDrawn) not" : "",
      ]
    }
    let lines = Self.columns(heads, rightFrom: 1)
    var text = "Data\n"
    for (file, line) in zip(files, lines) {
      text += "  \(line)\n"
      for drop in file.drops { text += Self.text(of: drop, in: file, listsRows) }
      for key in file.repeatedKeys { text += Self.text(of: key, in: file, listsRows) }
    }
    return text
  }

  private static func text(of key: RepeatedKey, in file: File, _ listsRows: Bool) -> String {
    let columns = key.columns.map { "'\($0)'" }.joined(separator: ", ")
    let count = "\(key.rows.count)".leftPadded(to: 8)
    return "\(count)  with the key of a row before (\(columns))\n"
      + lines(of: key.rows, in: file, listsRows)
  }

  /// The lines of some rows, if they are few or asked for.
  private static func lines(of rows: [Int], in file: File, _ listsRows: Bool) -> String {
    guard listsRows || rows.count <= fewRows else { return "" }
    return String(repeating: " ", count: 10) + file.lines(of: rows) + "\n"
  }

  private static func text(of drop: Drop, in file: File, _ listsRows: Bool) -> String {
    let causes = drop.causes.isEmpty ? [("no mark takes them", "")] : drop.causes.map(\.cells)
    let width = causes.map { $0.0.count }.max() ?? 0
    var text = ""
    for (index, cause) in causes.enumerated() {
      let count = index == 0 ? "\(drop.rows.count)" : ""
      let line = "\(count.leftPadded(to: 8))  \(cause.0.padded(to: width))  \(cause.1)"
      text += line.trimmingSpaces + "\n"
    }
    return text + lines(of: drop.rows, in: file, listsRows)
  }

  // MARK: Steps and marks

  private var stepsText: String {
    let cells = steps.map { step in
      [label(step.place), step.kind, step.change, step.text]
    }
    return Self.part("Steps", cells)
  }

  private var marksText: String {
    let cells = marks.map { mark in
      [label(mark.place), mark.type, mark.counts, mark.fieldsText]
    }
    guard !marks.isEmpty else { return "" }
    var text = "Marks\n"
    for (mark, line) in zip(marks, Self.columns(cells)) {
      text += "  \(line)\n"
      for drop in mark.drops {
        text += "\("\(drop.rows)".leftPadded(to: 8))  \(drop.cause.text)\n"
      }
      if mark.itemsOutside > 0 {
        text += "\("\(mark.itemsOutside)".leftPadded(to: 8))  drawn outside the plot\n"
      }
      if mark.rowsAtSamePlace > 0 {
        text +=
          "\("\(mark.rowsAtSamePlace)".leftPadded(to: 8))"
          + "  at the place of another row of the same series\n"
      }
    }
    return text
  }

  /// Where a step or a mark is written: line and column in the file of the chart.
  private func label(_ place: Place?) -> String {
    guard let place else { return "" }
    guard place.written.source === self.place?.written.source else { return place.label }
    let (line, column) = place.written.source.position(of: place.written.range.lowerBound)
    return "\(line):\(column)"
  }

  // MARK: Sources and parameters

  private var sourcesText: String {
    guard !sources.isEmpty else { return "" }
    let width = sources.map { ($0.key ?? "").count }.max() ?? 0
    var text = "Sources\n"
    for source in sources {
      let indent = String(repeating: " ", count: width == 0 ? 2 : width + 4)
      let key = width == 0 ? "" : (source.key ?? "").padded(to: width) + "  "
      text += "  \(key)\(source.attribution): \(Self.rows(source.rows))\n"
      let facts = [
        ("terms", source.terms), ("read", source.howRead), ("address", source.address),
        ("status", source.statusText),
      ]
      for case (let name, let fact?) in facts {
        text += "\(indent)\(name.padded(to: 7))  \(fact)\n"
      }
    }
    return text
  }

  private var parametersText: String {
    Self.part(
      "Parameters",
      parameters.map { [$0.name, $0.value, $0.isGiven ? "given" : "by the spec"] })
  }

  // MARK: Columns

  static func rows(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }

  private static func part(_ head: String, _ cells: [[String]]) -> String {
    guard !cells.isEmpty else { return "" }
    return head + "\n" + columns(cells).map { "  \($0)\n" }.joined()
  }

  /// Cells in columns; those from a column on are flush right.
  private static func columns(_ cells: [[String]], rightFrom: Int? = nil) -> [String] {
    let count = cells.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      cells.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return cells.map { row in
      zip(row, widths).enumerated().filter { widths[$0.offset] > 0 }.map { index, cell in
        rightFrom.map { index >= $0 } ?? false
          ? cell.0.leftPadded(to: cell.1) : cell.0.padded(to: cell.1)
      }.joined(separator: "  ").trimmingSpaces
    }
  }
}

extension RowLedger.Cause {
  /// The reason, and where it is written.
  fileprivate var cells: (String, String) {
    let name = kind == .filter ? "filter " : kind == .sample ? "sample " : ""
    return (name + text, place?.label ?? "")
  }
}

extension RowLedger.Step {
  /// How many rows came and went: `264 rows → 44`.
  var change: String {
    before == after ? RowLedger.rows(after) : "\(RowLedger.rows(before)) → \(after)"
  }
}

extension RowLedger.Mark {
  /// How many rows became how many items: `44 rows → 2 lines`.
  fileprivate var counts: String {
    let drawn = rowsDrawn == rows ? RowLedger.rows(rows) : "\(rowsDrawn) of \(RowLedger.rows(rows))"
    return items == rowsDrawn ? drawn : "\(drawn) → \(items)"
  }

  fileprivate var fieldsText: String {
    fields.map { "\($0.channel) \($0.text)" }.joined(separator: ", ")
  }
}

extension RowLedger.Source {
  /// The statuses with their rows: `second-hand 42, recalled 2`.
  fileprivate var statusText: String? {
    statuses.isEmpty
      ? nil : statuses.map { "\($0.status) \($0.rows)" }.joined(separator: ", ")
  }
}

extension RowLedger.File {
  /// What the file is called: its name, or where the values stand in the spec.
  public var name: String {
    guard file.layout == .values else { return file.text.name }
    return file.rowStarts.isEmpty
      ? file.text.name : "values at \(file.place(ofRow: 0).label)"
  }

  /// The line of a row, as an editor counts it.
  public func line(of row: Int) -> Int {
    let place = file.place(ofRow: row).written
    return place.source.position(of: place.range.lowerBound).line
  }

  /// The lines of some rows, neighbours joined: `lines 2–45, 60`.
  func lines(of rows: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for line in rows.map(line) {
      if let last = runs.last, line >= last.lowerBound, line <= last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...max(last.upperBound, line)
      } else {
        runs.append(line...line)
      }
    }
    let texts = runs.map { run in
      run.count == 1
        ? "\(run.lowerBound)" : "\(run.lowerBound)\(run.count == 2 ? ", " : "–")\(run.upperBound)"
    }
    let isOne = runs.count == 1 && (runs.first?.count ?? 0) == 1
    return (isOne ? "line " : "lines ") + texts.joined(separator: ", ")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  fileprivate var trimmingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

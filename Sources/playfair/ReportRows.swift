import Charting
import Diagnostics
import Reports
import Tables

/// The rows for which a document is set, each with the values that it gives to parameters.
struct ReportRows {
  /// One report.
  struct Row: Sendable {
    /// Which row of the table it is, from 1 on.
    var number: Int
    /// The values that the run gives, in the order in which the parameters are declared.
    var wishes: [ParameterWish]
    /// The name of its files without their endings.
    var stem = ""
    /// Where the row stands.
    var place: Place?
  }

  private(set) var rows: [Row] = []
  /// The columns that no parameter is called after.
  private(set) var unused: [String] = []
  /// How many rows give the values of an earlier one.
  private(set) var repeated = 0

  /// Reads a table; nil after errors, which are in the log.
  ///
  /// A row that gives all parameters the values of an earlier one is the same report, and is made
  /// once. Values of the command line, `fixed`, go before those of rows.
  init?(
    _ name: String, filter: String?, head: ReportHead, fixed: [ParameterWish], document: SourceText,
    loader: DataLoader, log: inout DiagnosticLog
  ) {
    let errors = log.errorCount
    guard let all = ReportRows.table(name, beside: document, loader, log: &log) else { return nil }
    var table = all
    let names = head.parameters.map(\.name).filter { all[$0] != nil }
    unused = all.columnNames.filter { !names.contains($0) }
    guard !names.isEmpty else {
      log.add(.noParameterColumn(name, all, head, document))
      return nil
    }
    if let filter {
      let place = SourceText(name: "--where", text: filter).whole
      guard let passing = all.passing(filter, at: place, log: &log) else { return nil }
      if passing.rowCount == 0 { log.add(.noRowForReports(name, at: place)) }
      table = passing
    }
    guard log.errorCount == errors else { return nil }
    let fixedNames = fixed.map(\.name)
    var seen: Set<[String]> = []
    for row in 0..<table.rowCount {
      let own = names.filter { !fixedNames.contains($0) }.compactMap {
        ReportRows.wish($0, table, row, log: &log)
      }
      let wishes = head.parameters.compactMap { parameter in
        (fixed + own).last { $0.name == parameter.name }
      }
      // A fixed value that is not declared is told by each report.
      let strange = fixed.filter { wish in !head.parameters.contains { $0.name == wish.name } }
      guard seen.insert(wishes.flatMap { [$0.name, $0.text] }).inserted else {
        repeated += 1
        continue
      }
      let place = table.place(ofRow: row, column: names[0])
      let number = table.lineage[row].first.map { $0.row + 1 } ?? row + 1
      rows.append(Row(number: number, wishes: wishes + strange, place: place))
    }
    if log.errorCount > errors { return nil }
  }

  /// Names the files of each report; two that would be one file are in the log.
  mutating func nameFiles(
    usual: String, head: ReportHead, paths: (_ stem: String) -> [String],
    log: inout DiagnosticLog
  ) {
    var owners: [String: Int] = [:]
    for index in rows.indices {
      guard let stem = head.fileName(usual: usual, given: rows[index].wishes, log: &log) else {
        continue
      }
      rows[index].stem = stem
      let taken = paths(stem).map { FileNameText.key($0) }
      if let other = taken.lazy.compactMap({ owners[$0] }).first {
        log.add(.sameFileName(stem, rows[index], rows[other]))
      }
      for path in taken where owners[path] == nil { owners[path] = index }
    }
  }

  /// Keeps one of several parts.
  mutating func keep(_ shard: Shard) {
    rows = rows.enumerated().filter { shard.contains($0.offset) }.map(\.element)
  }

  // MARK: Reading

  /// The table of a name: a file, else a resource of the Data Package near the document.
  private static func table(
    _ name: String, beside document: SourceText, _ loader: DataLoader, log: inout DiagnosticLog
  ) -> Table? {
    if let file = FilePath.resolved(name) {
      return loader.load(file, log: &log)
    }
    var packages: [String] = []
    for start in [FilePath.folder(of: document.name), "."] {
      var folder = FilePath.resolved(start) ?? loader.files.root
      while FilePath.isBelow(folder, loader.files.root) {
        // As for claims: a folder, and those right inside it.
        let near = FilePath.entries(of: folder).sorted().map { folder + "/" + $0 }
        packages += ([folder] + near).map { ($0 == "/" ? "" : $0) + "/datapackage.json" }
        if folder == loader.files.root { break }
        folder = FilePath.folder(of: folder)
      }
    }
    for path in packages where FilePath.kind(of: path) == .file {
      let package = loader.package(at: path, log: &log)
      guard let resource = package?.resources.first(where: { $0.name == name }) else { continue }
      return loader.load(resource, requiresRows: true, log: &log)
    }
    log.add(.noRows(name))
    return nil
  }

  /// The value that a cell gives to a parameter; nil if it is empty.
  private static func wish(
    _ name: String, _ table: Table, _ row: Int, log: inout DiagnosticLog
  ) -> ParameterWish? {
    let value = table.value(name, row: row)
    let place = table.place(ofRow: row, column: name)
    switch value {
    case .null: return nil
    case .text(let text): return ParameterWish(name: name, text: text, place: place)
    case .bool(let flag):
      return ParameterWish(name: name, text: flag ? "true" : "false", place: place)
    case .number, .date:
      // As it is written: 1.50 stays so.
      return ParameterWish(name: name, text: written(place) ?? value.text, place: place)
    case .list, .record, .geometry:
      log.add(.parameterCell(name, at: place))
      return nil
    }
  }

  private static func written(_ place: Place?) -> String? {
    guard let text = place?.text.trimmingQuotes, !text.isEmpty else { return nil }
    return text
  }
}

extension String {
  /// The text of a cell without the quotation marks around it.
  fileprivate var trimmingQuotes: String {
    let text = drop { $0 == " " || $0 == "\t" }
    let end = text.reversed().drop { $0 == " " || $0 == "\t" }.count
    let cell = text.prefix(end)
    guard cell.count > 1, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return String(cell) }
    return String(cell.dropFirst().dropLast())
  }
}

extension Diagnostic {
  static func noRows(_ name: String) -> Diagnostic {
    .error(
      "missing-file", "there is no table '\(name)' for --for-each",
      why: "it is a file of CSV, TSV, JSON or NDJSON, or the name of a resource of a "
        + "datapackage.json beside the document, in a folder above it or in one of their folders")
  }

  static func noParameterColumn(
    _ name: String, _ table: Table, _ head: ReportHead, _ document: SourceText
  ) -> Diagnostic {
    let declared = head.parameters.map(\.name)
    let columns = table.columnNames
    var problem = Diagnostic.error(
      "no-parameter-column", "no column of '\(name)' is a parameter of the document",
      why: "the columns are \(Suggestion.list(columns)); the front matter declares "
        + (declared.isEmpty ? "no 'params'" : Suggestion.list(declared)),
      hint: declared.lazy.compactMap { name in
        Suggestion.nearest(to: name, in: columns).map {
          "call the column '\($0)' after the parameter '\(name)'"
        }
      }.first ?? "declare parameters with the names of the columns, under 'params'")
    problem.file = document.name
    return problem
  }

  static func noRowForReports(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "empty-filter", "no row of '\(name)' passes this test", at: place,
      why: "there is nothing to make a report for", hint: "compare with the values in the table")
  }

  static func parameterCell(_ name: String, at place: Place?) -> Diagnostic {
    .error(
      "parameter-value", "the parameter '\(name)' cannot be a list or an object", at: place,
      why: "a parameter is a text, a number or true or false")
  }

  static func sameFileName(
    _ stem: String, _ row: ReportRows.Row, _ other: ReportRows.Row
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "same-file-name", "two reports would be '\(stem)'", at: row.place,
      why: "names hold letters, digits and '-', '_', '.', '+', ',', '@', and to some systems "
        + "capitals make no difference",
      hint: "name more parameters in 'output-file' of the front matter, or give the rows values "
        + "that differ in such signs")
    if let place = other.place { problem.notes.append(.init("the other one", at: place)) }
    return problem
  }
}

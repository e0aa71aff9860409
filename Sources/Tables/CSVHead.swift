import Diagnostics

/// The names of the columns of a file of delimited cells.
struct CSVHead {
  let dialect: CSVDialect
  /// One name for each cell of a row; empty where a column has none, or has one given before.
  private(set) var names: [String] = []
  /// Where each name stands, if the file has a head.
  private(set) var places: [String: Place] = [:]
  /// The whole head, or the start of the file.
  private(set) var place: Place
  /// The byte offset of the first row.
  private(set) var end = 0
  /// How many rows of any kind come before the first row, comments and blank lines included.
  private(set) var rowsPassed = 0

  /// What reading a head comes to.
  enum Outcome {
    case read(CSVHead)
    /// The file holds no row at all.
    case empty
    /// The file cannot be read, as the log says.
    case failed
  }

  /// Reads the head of a file.
  static func read(
    _ text: SourceText, dialect: CSVDialect, resource: ResourceDescriptor?,
    log: inout DiagnosticLog
  ) -> Outcome {
    var head = CSVHead(
      dialect: dialect, place: Place(source: text, range: 0..<min(1, text.bytes.count)))
    let found = text.bytes.withUnsafeBufferPointer { bytes -> Bool? in
      var scanner = CSVScanner(bytes, dialect: dialect, rowsBefore: 0)
      guard dialect.hasHeader else {
        var cells: [CellSpan] = []
        guard scanner.scanRow(into: &cells) != nil else { return false }
        head.nameColumns(count: cells.count, resource: resource)
        return true
      }
      let rows = Self.rows(of: dialect, from: &scanner)
      guard let last = rows.last else { return false }
      head.place = Place(
        source: text,
        range: (rows.first?.start ?? 0)..<(last.ranges(in: bytes, dialect).last?.upperBound ?? 0))
      head.end = scanner.offset
      head.rowsPassed = scanner.rowsPassed ?? 0
      head.takeNames(Self.names(of: rows, in: bytes, dialect), in: text, log: &log)
      if head.hasOtherDelimiter(in: text, log: &log) { return nil }
      // The flaws of the rows are reported with the rows.
      for flaw in scanner.flaws {
        log.add(.flaw(flaw.kind, at: Place(source: text, range: flaw.offset..<flaw.offset + 1)))
      }
      return true
    }
    guard let found else { return .failed }
    return found ? .read(head) : .empty
  }

  /// One row of the head.
  private struct Row {
    var start: Int
    var cells: [CellSpan]

    func ranges(in bytes: CellBytes, _ dialect: CSVDialect) -> [Range<Int>] {
      cells.map { $0.written(in: bytes, dialect: dialect) }
    }
  }

  /// The rows of the head, where there are so many.
  private static func rows(of dialect: CSVDialect, from scanner: inout CSVScanner) -> [Row] {
    var rows: [Row] = []
    for number in 1...max(1, dialect.headerRows.max() ?? 1) {
      var cells: [CellSpan] = []
      guard let start = scanner.scanRow(into: &cells) else { break }
      if dialect.headerRows.contains(number) { rows.append(Row(start: start, cells: cells)) }
    }
    return rows
  }

  /// The names that the rows of a head give, each with its place in the last of them.
  ///
  /// In the rows above the last a cell that is empty goes on with the one before it.
  private static func names(
    of rows: [Row], in bytes: CellBytes, _ dialect: CSVDialect
  ) -> [(name: String, range: Range<Int>)] {
    guard let last = rows.last else { return [] }
    let upper = rows.dropLast().map { row -> [String] in
      var texts = row.cells.map { dialect.text(of: $0, in: bytes) }
      for index in texts.indices.dropFirst() where texts[index].isEmpty {
        texts[index] = texts[index - 1]
      }
      return texts
    }
    return zip(last.cells, last.ranges(in: bytes, dialect)).enumerated().map { index, cell in
      let above = upper.compactMap { index < $0.count ? $0[index] : $0.last }
      let parts = (above + [dialect.text(of: cell.0, in: bytes)]).filter { !$0.isEmpty }
      return (parts.joined(separator: dialect.headerJoin), cell.1)
    }
  }

  /// Whether head and first row agree that cells are divided by another sign than is looked for.
  private func hasOtherDelimiter(
    in text: SourceText, log: inout DiagnosticLog
  ) -> Bool {
    guard names.count == 1, let name = names.first,
      let mark = name.utf8.first(where: { ",;\t|".utf8.contains($0) })
    else { return false }
    let agrees = text.bytes[text.lineRange(at: end)].contains(mark)
    log.add(.otherDelimiter(mark, than: dialect.delimiter, isCertain: agrees, at: place))
    return agrees
  }

  private mutating func takeNames(
    _ cells: [(name: String, range: Range<Int>)], in text: SourceText, log: inout DiagnosticLog
  ) {
    var unnamed: [Int] = []
    var twins: [(name: String, place: Place)] = []
    for (index, (name, range)) in cells.enumerated() {
      let cell = Place(source: text, range: range)
      if name.isEmpty {
        unnamed.append(index)
        names.append("")
      } else if places[name] != nil {
        twins.append((name, cell))
        names.append("")
      } else {
        places[name] = cell
        names.append(name)
      }
    }
    Tally.report(
      twins, to: &log,
      each: { .duplicateColumn($0.name, at: $0.place, first: places[$0.name] ?? place) },
      rest: { .moreColumns($0, "given before", at: place) })
    Tally.report(
      unnamed, to: &log,
      each: { .unnamedColumn($0 + 1, at: Place(source: text, range: cells[$0].range)) },
      rest: { .moreColumns($0, "without a name", at: place) })
  }

  /// Names for a file without a head: those of the package, else `column1`, `column2` ….
  private mutating func nameColumns(count: Int, resource: ResourceDescriptor?) {
    let known = resource?.fields.map(\.name) ?? []
    names =
      known.isEmpty ? (0..<count).map { "column\($0 + 1)" } : known
  }

  /// What each column is read as; names that are wrong or missing are reported.
  func plannedColumns(
    resource: ResourceDescriptor?, rules: ParseRules, log: inout DiagnosticLog
  ) -> [PlannedColumn] {
    if let resource, !resource.fields.isEmpty, dialect.hasHeader {
      let named = names.compactMap { name in places[name].map { (name, $0) } }
      resource.compareColumns(with: named, haveOrder: true, at: place, log: &log)
    }
    for rule in rules.rules where rule.isStrict && !names.contains(rule.column) {
      log.add(
        .unknownRuleColumn(
          rule.column, among: names.filter { !$0.isEmpty }, at: rule.place ?? place))
    }
    let nothing = dialect.nullSequence.map { [$0] } ?? []
    let described = resource?.fieldsByName ?? [:]
    return names.enumerated().compactMap { index, name in
      guard !name.isEmpty else { return nil }
      let field = described[name]
      let rule = rules.rule(for: name)
      let infers = rules.infersTypes && field?.isText != true
      let type = rule?.type ?? field?.columnType ?? (infers ? nil : .text)
      let missing = MissingCells(
        (field?.missingValues ?? resource?.missingValues ?? [""]) + nothing)
      return PlannedColumn(
        index: index, name: name, type: type, field: field, rule: rule, missing: missing)
    }
  }
}

extension Diagnostic {
  static func unnamedColumn(_ number: Int, at place: Place) -> Diagnostic {
    .error(
      "unnamed-column", "column \(number) has no name", at: place,
      why: "columns are addressed by the names in the head",
      hint: "give the column a name, or take it out")
  }

  static func duplicateColumn(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-column", "the column '\(name)' stands twice in the head", at: place,
      why: "columns are addressed by the names in the head",
      notes: [.init("first given here", at: first)],
      hints: ["give one of the two another name"])
  }

  static func moreColumns(_ count: Int, _ what: String, at place: Place) -> Diagnostic {
    .error(
      "more-columns",
      "\(Tally.phrase(count, "more column is", "more columns are")) \(what)", at: place)
  }

  static func otherDelimiter(
    _ mark: UInt8, than used: UInt8, isCertain: Bool, at place: Place
  ) -> Diagnostic {
    func shown(_ byte: UInt8) -> String {
      byte == 0x09 ? "tabs" : "'\(Character(Unicode.Scalar(byte)))'"
    }
    let format =
      switch mark {
      case 0x09: "{type: tsv}"
      case UInt8(ascii: ","): "{type: csv}"
      default: "{type: dsv, delimiter: '\(Character(Unicode.Scalar(mark)))'}"
      }
    return Diagnostic(
      isCertain ? .error : .warning, "delimiter",
      "the cells seem to be divided by \(shown(mark)), not by \(shown(used))", at: place,
      why: "read as it is, the file has one column",
      hints: ["say so beside the file's name: format: \(format)"])
  }

  static func unknownRuleColumn(
    _ name: String, among names: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-column", "there is no column '\(name)' to be parsed", at: place,
      why: "the file has the columns \(Suggestion.list(names))",
      hint: Suggestion.hint(for: name, in: names))
  }
}

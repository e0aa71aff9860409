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
      var scanner = CSVScanner(bytes, dialect: dialect)
      var cells: [CellSpan] = []
      guard let start = scanner.scanRow(into: &cells) else { return false }
      let written = cells.map { $0.written(in: bytes, dialect: dialect) }
      guard dialect.hasHeader else {
        head.nameColumns(count: cells.count, resource: resource)
        return true
      }
      head.place = Place(
        source: text, range: start..<(written.last?.upperBound ?? start))
      head.end = scanner.offset
      head.takeNames(written, in: text, quote: dialect.quote, log: &log)
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
    _ cells: [Range<Int>], in text: SourceText, quote: UInt8?, log: inout DiagnosticLog
  ) {
    var unnamed: [Int] = []
    var twins: [(name: String, place: Place)] = []
    for (index, range) in cells.enumerated() {
      let cell = Place(source: text, range: range)
      let name = Self.unquoted(cell.text, quote: quote)
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
      each: { .unnamedColumn($0 + 1, at: Place(source: text, range: cells[$0])) },
      rest: { .moreColumns($0, "without a name", at: place) })
  }

  private static func unquoted(_ cell: String, quote: UInt8?) -> String {
    guard let quote, cell.utf8.first == quote else { return cell }
    let mark = String(Unicode.Scalar(quote))
    var content = cell.dropFirst()
    if content.utf8.last == quote { content = content.dropLast() }
    var result = ""
    var isSecond = false
    for character in content {
      isSecond = String(character) == mark && !isSecond
      if !isSecond { result.append(character) }
    }
    return result
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
      resource.compareColumns(with: named, at: place, log: &log)
    }
    for rule in rules.rules where rule.isStrict && !names.contains(rule.column) {
      log.add(
        .unknownRuleColumn(
          rule.column, among: names.filter { !$0.isEmpty }, at: rule.place ?? place))
    }
    let missing = MissingCells(resource?.missingValues ?? [""])
    return names.enumerated().compactMap { index, name in
      guard !name.isEmpty else { return nil }
      let field = resource?.field(name)
      let rule = rules.rule(for: name)
      let type = rule?.type ?? field?.columnType ?? (rules.infersTypes ? nil : .text)
      return PlannedColumn(
        index: index, name: name, type: type, field: field, rule: rule, missing: missing)
    }
  }
}

extension ResourceDescriptor {
  /// Reports the columns of a file that are not described, and those described that it has not.
  func compareColumns(
    with columns: [(name: String, place: Place)], at start: Place, log: inout DiagnosticLog
  ) {
    let found = Set(columns.map(\.name))
    let known = Set(fields.map(\.name))
    var absent = fields.map(\.name).filter { !found.contains($0) }
    Tally.report(
      columns.filter { !known.contains($0.name) }, to: &log,
      each: { column in
        let near = Suggestion.nearest(to: column.name, in: absent)
        absent.removeAll { $0 == near }
        return .undescribedColumn(column.name, near: near, resource: self, at: column.place)
      },
      rest: { .moreColumns($0, "not described by the data package", at: start) })
    for name in absent { log.add(.absentColumn(name, resource: self, at: start)) }
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

  static func undescribedColumn(
    _ name: String, near: String?, resource: ResourceDescriptor, at place: Place
  ) -> Diagnostic {
    .error(
      "unknown-column", "the data package does not describe a column '\(name)'", at: place,
      why: "'\(resource.name)' has the columns \(Suggestion.list(resource.fields.map(\.name)))",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "add it to the fields of '\(resource.name)', or take it out")
  }

  static func absentColumn(
    _ name: String, resource: ResourceDescriptor, at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "missing-column", "the column '\(name)' is missing", at: place,
      why: "the data package describes it in '\(resource.name)'")
    if let described = resource.field(name)?.place {
      problem.notes = [.init("described here", at: described)]
    }
    return problem
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

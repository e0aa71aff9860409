import Diagnostics
import Notation

/// The columns of a file as read: makes the table, once the cells have been checked.
struct ReadColumns {
  var text: SourceText
  var layout: DataFile.Layout
  var columnNames: [String]
  var columns: [ReadColumn]
  var rowStarts: [Int]
  /// The place of a column's name in the head, if the file has one.
  var headPlaces: [String: Place] = [:]
  var resource: ResourceDescriptor?
  var package: DataPackage?

  /// How many columns have their problems told one by one.
  private static let columnLimit = 100

  /// Reports the cells that are not what the package or the rules ask for, and makes the table.
  mutating func table(log: inout DiagnosticLog) -> Table {
    columns = columns.flatMap { $0.checked() }
    let file = dataFile
    var badColumns = 0
    for column in columns {
      var problems = DiagnosticLog()
      reportFailures(of: column, in: file, log: &problems)
      ConstraintCheck(column: column, file: file, headPlace: headPlaces[column.column.name])
        .run(log: &problems)
      reportMissingUnits(of: column, in: file, log: &problems)
      if !problems.entries.isEmpty { badColumns += 1 }
      if badColumns <= Self.columnLimit { log.add(contentsOf: problems) }
    }
    if badColumns > Self.columnLimit {
      log.add(.moreBadColumns(badColumns - Self.columnLimit, at: text.whole.start))
    }
    return Table(
      columns: columns.map(\.column), rowCount: rowStarts.count, lineage: .file(file))
  }

  /// Reports values without a unit, where the package says which column holds it.
  private func reportMissingUnits(
    of column: ReadColumn, in file: DataFile, log: inout DiagnosticLog
  ) {
    guard let name = column.column.field?.unitField,
      let units = columns.first(where: { $0.column.name == name })?.column,
      units.field?.required != true
    else { return }
    let rows = (0..<column.column.count).filter { !column.column[$0].isNull && units[$0].isNull }
    Tally.report(
      rows, to: &log,
      each: { .valueWithoutUnit(column.column, name, at: file.place(ofRow: $0, column: name)) },
      rest: {
        .moreCells(
          $0, "without a unit", column.column,
          at: headPlaces[name] ?? file.place(ofRow: 0))
      })
  }

  private var dataFile: DataFile {
    let keys = columns.first { $0.column.field?.reference?.resource == "sources" }
    return DataFile(
      text: text, rowStarts: rowStarts, columnNames: columnNames, layout: layout,
      resource: resource, package: package, sourceKeys: keys?.column,
      columns: columns.map(\.column))
  }

  private func reportFailures(
    of column: ReadColumn, in file: DataFile, log: inout DiagnosticLog
  ) {
    guard let first = column.failures.first else { return }
    if let rule = column.rule, !rule.isStrict {
      log.add(
        .cellsTakenAsMissing(
          column.failures.count, column,
          at: file.place(ofRow: first, column: column.column.name)))
      return
    }
    Tally.report(
      column.failures, to: &log,
      each: { row in
        .cellNotOfType(
          column, at: file.place(ofRow: row, column: column.column.name),
          quote: layout.quote)
      },
      rest: { count in
        .moreCellsNotOfType(
          count, column,
          at: headPlaces[column.column.name] ?? file.place(ofRow: 0))
      })
  }
}

extension DataFile.Layout {
  /// The character around a cell, to be taken off in messages.
  var quote: Character? {
    switch self {
    case .delimited(let dialect): dialect.quote.map { Character(Unicode.Scalar($0)) }
    case .json, .values: "\""
    }
  }
}

extension Place {
  /// The content of a cell at this place, without the quotes around it, short enough to be shown.
  func cellText(quote: Character?) -> String {
    var text = self.text[...]
    if let quote, text.count >= 2, text.first == quote, text.last == quote {
      text = text.dropFirst().dropLast()
    }
    return Tally.shown(String(text))
  }
}

extension Column {
  /// The column for messages: its name and its unit.
  var label: String {
    field?.unit.map { "(column '\(name)', \($0))" } ?? "(column '\(name)')"
  }
}

extension Diagnostic {
  static func cellNotOfType(
    _ column: ReadColumn, at place: Place, quote: Character?
  ) -> Diagnostic {
    let cell = place.cellText(quote: quote)
    return .error(
      "cell-type", "'\(cell)' is not \(column.phrase) \(column.column.label)", at: place,
      why: "\(column.authority) says that this column is \(column.columnPhrase)",
      hint: hint(for: cell, column: column))
  }

  private static func hint(for cell: String, column: ReadColumn) -> String {
    if column.rule == nil, let hint = ownHint(for: cell, column) { return hint }
    if let type = column.type, type.isNumber, !type.hasOwnSigns,
      let number = plainNumber(in: cell)
    {
      return "write it as \(number), with a point and without groups of digits"
    }
    if column.rule != nil { return "mend the cell, or read the column as a string" }
    return "add \"\(cell)\" to missingValues, or mend the cell"
  }

  /// What to do about a cell that means something, but not in the way the package describes.
  private static func ownHint(for cell: String, _ column: ReadColumn) -> String? {
    if column.column.field?.yearNotation == .any {
      return "write it as '1959', 'c. 1959', '1958/59', '1958–1961', 'before 1960' or '221 BC'"
    }
    switch column.type {
    case .number?, .written?:
      let isHuge = cell.withCell { bytes in
        var digits = DecimalDigits()
        return digits.read(bytes)
      }
      if isHuge, NumberParsing.double(cell) == nil {
        return "no number can be so large; mend the cell"
      }
      return nil
    case .fourDigitYear?:
      if YearSpan(cell, .any) != nil {
        return
          "let the field be {\"type\": \"string\", \"yearFormat\": \"any\"}, which reads such years"
      }
      let isShort = cell.count < 4 && cell.allSatisfy(\.isNumber)
      return isShort ? "write the year with its four digits" : nil
    case .date(.any)?
    where cell.withCell({ DateParsing.lenient($0) != nil && !DateParsing.hasZone($0) }):
      return
        "it can be read in two ways: write it as YYYY-MM-DD, or give the field a format such as "
        + "'%d/%m/%Y'"
    case .date(.time)?, .date(.any)?:
      guard cell.withCell({ DateParsing.hasZone($0) && DateParsing.iso($0) != nil }) else {
        return nil
      }
      return "times are read without time zone: leave it out, or give the field the format "
        + "'%Y-%m-%dT%H:%M:%S%z', by which it is turned into UTC"
    default: return nil
    }
  }

  /// The number that a text with decimal comma, digit groups or a typographic minus means.
  private static func plainNumber(in cell: String) -> String? {
    var text = cell.filter { !$0.isWhitespace && $0 != "'" && $0 != "_" }
    if text.hasPrefix("\u{2212}") { text = "-" + text.dropFirst() }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let areGroups =
      parts.count > 2
      || (parts.count == 2 && (parts[1].count == 3 || parts[1].contains(".")) && parts[0] != "0")
    let plain = areGroups ? parts.joined() : parts.joined(separator: ".")
    guard plain != cell, NumberParsing.double(plain) != nil else { return nil }
    return plain
  }

  static func moreCellsNotOfType(
    _ count: Int, _ column: ReadColumn, at place: Place
  ) -> Diagnostic {
    .error(
      "cell-type",
      "\(Tally.phrase(count, "more cell is", "more cells are")) not \(column.columnPhrase) "
        + column.column.label, at: place)
  }

  static func cellsTakenAsMissing(
    _ count: Int, _ column: ReadColumn, at place: Place
  ) -> Diagnostic {
    .warning(
      "cell-type",
      "\(Tally.phrase(count, "cell is", "cells are")) not \(column.columnPhrase) "
        + column.column.label,
      at: place, why: "such a cell is taken as missing; this is the first",
      hint: "mend the cells, or leave the rows out with a filter")
  }
}

extension Diagnostic {
  static func valueWithoutUnit(_ column: Column, _ unitField: String, at place: Place) -> Diagnostic
  {
    .error(
      "missing-cell", "the value has no unit \(column.label)", at: place,
      why: "the data package says that '\(unitField)' holds the unit of each value",
      hint: "fill the unit in, or take the value out")
  }

  static func moreBadColumns(_ count: Int, at place: Place) -> Diagnostic {
    .error(
      "more-columns",
      "\(Tally.phrase(count, "more column has", "more columns have")) cells that are wrong",
      at: place)
  }
}

extension ColumnType {
  /// What the column is, without how a cell is written.
  var columnPhrase: String {
    switch self {
    case .boolean: "a truth value"
    case .date(.month): "a month"
    case .date: "a date"
    case .fourDigitYear: "a year"
    default: phrase
    }
  }

  /// Whether numbers are written with other signs than in program code.
  var hasOwnSigns: Bool {
    guard case .written(let notation) = self else { return false }
    return notation.group != nil || !["", "."].contains(notation.decimal)
  }

  var isNumber: Bool {
    switch self {
    case .number, .integer, .written: true
    default: false
    }
  }
}

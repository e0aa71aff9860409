import Diagnostics

/// A column as read, with the rows whose cells are not of its type.
struct ReadColumn {
  var column: Column
  var type: ColumnType?
  var failures: [Int] = []
  var rule: ParseRules.Rule?

  /// Who asked for the type, for messages.
  var authority: String { rule == nil ? "the data package" : "format.parse" }
}

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

  /// Reports the cells that are not what the package or the rules ask for, and makes the table.
  func table(log: inout DiagnosticLog) -> Table {
    let file = dataFile
    for column in columns {
      reportFailures(of: column, in: file, log: &log)
      ConstraintCheck(column: column, file: file, headPlace: headPlaces[column.column.name])
        .run(log: &log)
    }
    return Table(
      columns: columns.map(\.column), rowCount: rowStarts.count, lineage: .file(file))
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
    guard let type = column.type, let first = column.failures.first else { return }
    if let rule = column.rule, !rule.isStrict {
      log.add(
        .cellsTakenAsMissing(
          column.failures.count, type: type, column: column.column,
          at: file.place(ofRow: first, column: column.column.name)))
      return
    }
    Tally.report(
      column.failures, to: &log,
      each: { row in
        .cellNotOfType(
          type, column: column, at: file.place(ofRow: row, column: column.column.name),
          quote: layout.quote)
      },
      rest: { count in
        .moreCellsNotOfType(
          count, type, column: column.column,
          at: headPlaces[column.column.name] ?? file.place(ofRow: 0))
      })
  }
}

extension DataFile.Layout {
  /// The character around a cell, to be taken off in messages.
  var quote: Character? {
    switch self {
    case .delimited(let dialect): dialect.quote.map { Character(Unicode.Scalar($0)) }
    case .json: "\""
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
    _ type: ColumnType, column: ReadColumn, at place: Place, quote: Character?
  ) -> Diagnostic {
    let cell = place.cellText(quote: quote)
    return .error(
      "cell-type", "'\(cell)' is not \(type.phrase) \(column.column.label)", at: place,
      why: "\(column.authority) says that this column is \(type.columnPhrase)",
      hint: hint(for: cell, type: type, column: column))
  }

  private static func hint(for cell: String, type: ColumnType, column: ReadColumn) -> String {
    if type.isNumber, let number = plainNumber(in: cell) {
      return "write it as \(number), with a point and without groups of digits"
    }
    if column.rule != nil { return "mend the cell, or read the column as a string" }
    return "add \"\(cell)\" to missingValues, or mend the cell"
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
    _ count: Int, _ type: ColumnType, column: Column, at place: Place
  ) -> Diagnostic {
    .error(
      "cell-type",
      "\(Tally.phrase(count, "more cell is", "more cells are")) not \(type.columnPhrase) "
        + column.label, at: place)
  }

  static func cellsTakenAsMissing(
    _ count: Int, type: ColumnType, column: Column, at place: Place
  ) -> Diagnostic {
    .warning(
      "cell-type",
      "\(Tally.phrase(count, "cell is", "cells are")) not \(type.columnPhrase) \(column.label)",
      at: place, why: "such a cell is taken as missing; this is the first",
      hint: "mend the cells, or leave the rows out with a filter")
  }
}

extension ColumnType {
  /// What the column is, without how a cell is written.
  var columnPhrase: String {
    switch self {
    case .boolean: "a truth value"
    case .date: "a date"
    default: phrase
    }
  }

  var isNumber: Bool {
    switch self {
    case .number, .integer: true
    default: false
    }
  }
}

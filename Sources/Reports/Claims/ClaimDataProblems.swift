import Diagnostics
import Tables

// What can be wrong with what claims ask of the data.

extension Diagnostic {
  static func unknownResource(
    _ name: Written, known: [String], others: [String],
    above: (package: String, folder: String)? = nil
  ) -> Diagnostic {
    if let above {
      return .error(
        "claim-resource", "there is no resource '\(name.text)'", at: name.place,
        why: "'\(above.package)' has one, but lies above the root",
        hint: "name a higher root with '--root \(above.folder)'")
    }
    return .error(
      "claim-resource", "there is no resource '\(name.text)'", at: name.place,
      why: known.isEmpty
        ? "there is no datapackage.json beside the document, in a folder above it, or in one of "
          + "their folders"
        : "the data packages in reach have \(Suggestion.choice(for: name.text, among: known, limit: 12))",
      hint: Suggestion.hint(for: name.text, in: known + others)
        ?? "put texts and the paths of files in single quotes")
  }

  static func ambiguousResource(_ name: Written, _ found: [ResourceDescriptor]) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-resource", "'\(name.text)' may be any of \(found.count) resources", at: name.place,
      why: "several data packages that are equally near have one of that name",
      hint: "name its file in single quotes, such as 'data/\(name.text).csv'[…]")
    for resource in found.prefix(3) {
      if let place = resource.place { problem.notes.append(.init("one of them", at: place)) }
    }
    return problem
  }

  static func unknownClaimColumn(
    _ name: Written, in table: Table, _ source: String
  ) -> Diagnostic {
    .error(
      "unknown-column", "\(source.quotedOnce) has no column '\(name.text)'", at: name.place,
      why: "its columns are \(Suggestion.list(table.columnNames, limit: 12))",
      hint: Suggestion.hint(for: name.text, in: table.columnNames))
  }

  static func claimWithoutColumn(
    _ source: String, _ columns: [String], at place: Place
  ) -> Diagnostic {
    .error(
      "claim-column", "rows of \(source.quotedOnce) are no number", at: place,
      why: "its columns are \(Suggestion.list(columns, limit: 12))",
      hint: "add a column, such as .\(columns.last { $0 == "value" } ?? columns.last ?? "value")")
  }

  static func claimColumnKind(_ column: String, at place: Place) -> Diagnostic {
    .error("claim-column", "the column '\(column)' holds no numbers", at: place)
  }

  static func conditionsOnValue(at place: Place) -> Diagnostic {
    .error(
      "claim-column", "a value has no rows to choose from", at: place,
      why: "conditions in square brackets follow a resource or a column")
  }

  static func noYearColumn(_ source: String, _ years: [String], at place: Place) -> Diagnostic {
    .error(
      "claim-year",
      "a number alone in brackets is a year, and \(source.quotedOnce) has "
        + (years.isEmpty ? "no column of years" : "several columns of years"),
      at: place,
      why: years.isEmpty
        ? "its data package gives no column the type 'year', and none is called 'year'"
        : "they are \(Suggestion.list(years))",
      hint: "name the column, such as [\(years.first ?? "column")=…]")
  }

  static func noKeyColumn(_ source: String, _ keys: [String], at place: Place) -> Diagnostic {
    .error(
      "claim-key",
      "a text alone in brackets is a key, and \(source.quotedOnce) has no key of one column",
      at: place,
      why: keys.isEmpty
        ? "its data package names no 'primaryKey'" : "its key is \(Suggestion.list(keys))",
      hint: "name the column, such as [\(keys.first ?? "column")='…']")
  }

  static func noRows(_ source: String, at place: Place) -> Diagnostic {
    .error(
      "claim-rows", "no row of \(source.quotedOnce) meets all of these conditions", at: place,
      why: "one is needed")
  }

  static func noSuchCell(
    _ value: String, _ column: String, near: String?, at place: Place
  ) -> Diagnostic {
    .error(
      "claim-rows", "no row has '\(value)' in the column '\(column)'", at: place,
      why: "one is needed", hint: near.map { "did you mean '\($0)'?" })
  }

  static func severalRows(
    _ count: Int, _ source: String, _ column: String, _ places: [Place], at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-rows", "\(count) rows of \(source.quotedOnce) meet these conditions", at: place,
      why: "one is needed",
      hint: "add a condition, or say what is to be made of them: max(…), sum(…), mean(…)")
    for row in places { problem.notes.append(.init("one of them", at: row)) }
    return problem
  }

  static func emptyClaimCell(_ column: String, _ cell: Place?, at place: Place) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-empty-cell", "there is no value in the column '\(column)'", at: place,
      why: "a cell that is missing cannot be compared")
    if let cell { problem.notes.append(.init("the cell is missing here", at: cell)) }
    return problem
  }

  static func claimComparesKinds(_ column: Column, at place: Place) -> Diagnostic {
    let kind: String
    let hint: String
    switch column.cells {
    case .numbers: (kind, hint) = ("numbers", "write the number without quotation marks")
    case .bools: (kind, hint) = ("truth values", "write 'true' or 'false'")
    case .dates: (kind, hint) = ("dates", "write a date such as '1958-08-17', in single quotes")
    case .texts, .values: (kind, hint) = ("texts", "put the value in single quotes")
    }
    return .error(
      "claim-kinds", "the column '\(column.name)' holds \(kind)", at: place,
      why: "what it is compared with is none", hint: hint)
  }

  static func textInClaim(_ text: String, at place: Place) -> Diagnostic {
    .error(
      "claim-kinds", "'\(text.shortened)' is a text and no number", at: place,
      why: "numbers are worked out and compared with numbers")
  }

  static func claimDividesByZero(at place: Place) -> Diagnostic {
    .error("claim-zero", "this is zero, and nothing can be divided by it", at: place)
  }
}

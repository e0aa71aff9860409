import Diagnostics
import Tables

// What can be wrong with claims.

extension Diagnostic {
  /// A number that is not what the data give.
  struct ClaimDifference {
    var said: String
    var given: String
    /// The value before it was rounded as in the text, if that changes it.
    var exact: String?
  }

  static func claimFalse(
    _ difference: ClaimDifference, _ item: ClaimWords.Item, _ cells: [Claim.Cell], at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-false",
      "the text says '\(difference.said)', the data say '\(difference.given)'", at: place,
      why: difference.exact.map {
        "'\(item.expression.shortened)' is \($0), rounded here as in the text"
      } ?? "the text is bound to '\(item.expression.shortened)'",
      hint: "write '\(difference.given)', or mend what it is bound to")
    problem.notes = notes(cells)
    return problem
  }

  static func claimNotTrue(
    _ text: String, _ item: ClaimWords.Item, _ cells: [Claim.Cell], at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "claim-false", "the data do not bear out '\(text.shortened)'", at: place,
      why: "'\(item.expression.shortened)' does not hold")
    problem.notes = notes(cells)
    return problem
  }

  /// The first cells that a claim rests on.
  private static func notes(_ cells: [Claim.Cell]) -> [Note] {
    let shown = 4
    return cells.prefix(shown).enumerated().map { index, cell in
      let rest = cells.count - shown
      let more = index == shown - 1 && rest > 0 ? ", and \(rest) more" : ""
      return Note("the data have '\(cell.column)' here\(more)", at: cell.place)
    }
  }

  static func claimWithoutNumber(_ text: String, at place: Place) -> Diagnostic {
    .error(
      "claim-without-number",
      text.isEmpty ? "there is nothing to compare with the data" : "'\(text)' has no number in it",
      at: place, why: "the claim gives a number, which the words are to say",
      hint: "write the number into the brackets, or {fill=\"…\"} to have it written")
  }

  static func claimCounts(
    _ numbers: [String], values: Int, language: String, at place: Place
  ) -> Diagnostic {
    .error(
      "claim-count",
      "the words have \(numbers.count) \(numbers.count == 1 ? "number" : "numbers"), the claim gives "
        + "\(values) \(values == 1 ? "value" : "values")",
      at: place, why: "read as in '\(language)', the numbers are \(Suggestion.list(numbers))",
      hint: "put brackets round one number each, or give a value for each, with commas between")
  }

  // MARK: Syntax

  static func emptyClaim(at place: Place) -> Diagnostic {
    .error(
      "claim-syntax", "this claim is empty", at: place,
      hint: "name a value of the data, such as grain[year=1960].output")
  }

  static func claimSyntax(_ message: String, at place: Place) -> Diagnostic {
    .error(
      "claim-syntax", message, at: place,
      why: "a claim is written like resource[column='text', year=1960].column")
  }

  static func unknownScale(_ name: String, at place: Place) -> Diagnostic {
    .error(
      "claim-scale", "values cannot be counted in '\(name)'", at: place,
      why: "'in' is followed by one of \(Suggestion.list(ClaimScale.names))",
      hint: Suggestion.hint(for: name, in: ClaimScale.names))
  }

  static func unknownClaimFunction(_ name: Written) -> Diagnostic {
    let names = ClaimFunction.allCases.map(\.rawValue)
    return .error(
      "claim-function", "there is no function '\(name.text)'", at: name.place,
      why: "the functions are \(Suggestion.list(names, limit: 20))",
      hint: Suggestion.hint(for: name.text, in: names))
  }

  static func claimArguments(_ function: ClaimFunction, at place: Place) -> Diagnostic {
    .error(
      "claim-arguments", "'\(function.rawValue)' is not given what it needs", at: place,
      why: "it is written \(function.form)")
  }

  static func claimNames(at place: Place) -> Diagnostic {
    .error(
      "claim-names", "'claims' gives names to what claims are made from", at: place,
      why: "each is a name with an expression", hint: "write 'claims: {output: grain.value}'")
  }

  static func circularClaimName(_ name: Written) -> Diagnostic {
    .error(
      "claim-names", "'\(name.text)' leads back to itself", at: name.place,
      why: "the front matter says under 'claims' what it stands for")
  }

  static func claimTwice(_ written: Written) -> Diagnostic {
    .error(
      "claim-twice", "this span has a claim already", at: written.place,
      why: "'claim' checks the words and 'fill' writes them",
      hint: "take one of them out, or write the class .fill beside the claim")
  }

  static func claimOutOfPlace(_ written: Written) -> Diagnostic {
    .error(
      "claim-out-of-place", "a claim cannot stand here", at: written.place,
      why: "it belongs to words in square brackets",
      hint: "write [143.9 Mt]{claim=\"…\"}")
  }

  // MARK: Filling

  static func fillWithoutClaim(_ name: Written) -> Diagnostic {
    .error(
      "fill-without-claim", "nothing says what is to be written here", at: name.place,
      hint: "add claim=\"…\", or write fill=\"…\" in place of the class")
  }

  static func fillOfTruth(at place: Place) -> Diagnostic {
    .error(
      "fill-of-comparison", "a comparison has no value that could be written", at: place,
      hint: "write 'claim' to have it checked")
  }

  static func formatWithoutFill(_ format: Written) -> Diagnostic {
    .error(
      "format-without-fill", "this format changes nothing", at: format.place,
      why: "a claim is compared with the words as they stand",
      hint: "take it out, or add the class .fill to have the value written")
  }
}

// What can be wrong with what claims ask of the data.

extension Diagnostic {
  static func unknownResource(
    _ name: Written, known: [String], others: [String]
  ) -> Diagnostic {
    .error(
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

  static func unreadableResource(_ name: Written) -> Diagnostic {
    .error(
      "claim-resource", "'\(name.text)' cannot be read, so that nothing is known of it",
      at: name.place)
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
      "claim-year", "a number alone in brackets is a year, and \(source.quotedOnce) has "
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

extension String {
  /// Not more than a message can hold.
  fileprivate var shortened: String { count > 100 ? prefix(99) + "…" : self }

  /// In single quotes, which the path of a file has already.
  fileprivate var quotedOnce: String { hasPrefix("'") ? self : "'\(self)'" }
}

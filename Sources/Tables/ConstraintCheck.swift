import Diagnostics

/// Checks the cells of one column against the constraints that the Data Package states.
struct ConstraintCheck {
  let column: ReadColumn
  let file: DataFile
  let headPlace: Place?

  private var name: String { column.column.name }

  func run(log: inout DiagnosticLog) {
    guard let field = column.column.field else { return }
    if field.required {
      let failed = Set(column.failures)
      report(
        rows { row, value in value.isNull && !failed.contains(row) }, "missing", log: &log
      ) { place, _ in .requiredCellMissing(column.column, at: place) }
    }
    if let allowed = field.enumeration { checkEnumeration(allowed, log: &log) }
    checkRange(field, log: &log)
    checkLength(field, log: &log)
    if let pattern = field.pattern { checkPattern(pattern, log: &log) }
    if field.unique { checkUnique(log: &log) }
  }

  /// The rows whose value fails a test; the values of a text column are tested once each.
  private func rows(_ fails: (Int, Value) -> Bool) -> [Int] {
    (0..<column.column.count).filter { fails($0, column.column[$0]) }
  }

  private func rows(whereText fails: (String) -> Bool) -> [Int] {
    guard case .texts(let codes, let pool) = column.column.cells else {
      return rows { row, value in
        if case .null = value { return false }
        return fails(value.text)
      }
    }
    let failing = pool.map(fails)
    return codes.indices.filter { row in
      let code = Int(codes[row])
      return failing.indices.contains(code) && failing[code]
    }
  }

  private func report(
    _ rows: [Int], _ what: String, log: inout DiagnosticLog,
    _ each: (_ place: Place, _ cell: String) -> Diagnostic
  ) {
    Tally.report(
      rows, to: &log,
      each: { row in
        let place = file.place(ofRow: row, column: name)
        return each(place, place.cellText(quote: file.layout.quote))
      },
      rest: { count in
        .moreCells(count, what, column.column, at: headPlace ?? file.place(ofRow: 0))
      })
  }

  private func checkEnumeration(_ allowed: [String], log: inout DiagnosticLog) {
    let values = Set(allowed)
    let numbers = Set(allowed.compactMap { column.type?.number(in: $0) })
    let failing = rows(whereText: { !values.contains($0) }).filter { row in
      column.column[row].number.map { !numbers.contains($0) } ?? true
    }
    report(failing, "not among the values allowed", log: &log) { place, cell in
      .cellNotListed(cell, allowed: allowed, column.column, at: place)
    }
  }

  private func checkRange(_ field: FieldDescriptor, log: inout DiagnosticLog) {
    let limits: [(limit: Value?, relation: String, isBroken: (Double) -> Bool)] = [
      (field.minimum, "less than the minimum", { $0 < 0 }),
      (field.maximum, "greater than the maximum", { $0 > 0 }),
      (field.exclusiveMinimum, "not greater than the limit", { $0 <= 0 }),
      (field.exclusiveMaximum, "not less than the limit", { $0 >= 0 }),
    ]
    for (limit, relation, isBroken) in limits {
      guard let limit else { continue }
      let broken = rows { _, value in Self.distance(value, limit).map(isBroken) ?? false }
      report(broken, relation, log: &log) { place, cell in
        .cellOutOfRange(cell, relation, limit, column.column, at: place)
      }
    }
  }

  /// Which of two values is greater, as a number's sign; nil if they cannot be compared.
  private static func distance(_ value: Value, _ limit: Value) -> Double? {
    if let value = value.number, let limit = limit.number { return value - limit }
    // Times of day are texts whose order is that of their letters.
    guard case .text(let value) = value, case .text(let limit) = limit else { return nil }
    return value == limit ? 0 : value < limit ? -1 : 1
  }

  private func checkLength(_ field: FieldDescriptor, log: inout DiagnosticLog) {
    guard field.minLength != nil || field.maxLength != nil else { return }
    let limits: [(limit: Int?, relation: String, isBroken: (Int, Int) -> Bool)] = [
      (field.minLength, "shorter than", { $0 < $1 }), (field.maxLength, "longer than", { $0 > $1 }),
    ]
    for (limit, relation, isBroken) in limits {
      guard let limit else { continue }
      let broken = rows { _, value in length(of: value).map { isBroken($0, limit) } ?? false }
      report(broken, "\(relation) \(limit)", log: &log) { place, cell in
        .cellOfLength(cell, relation, limit, isText: isText, column.column, at: place)
      }
    }
  }

  /// Whether lengths are counted in characters, and not in values.
  private var isText: Bool {
    switch column.column.field?.textRule {
    case .array?, .object?, .list?: false
    default: true
    }
  }

  /// How many characters a text, or values a list or an object, has.
  private func length(of value: Value) -> Int? {
    switch (value, column.column.field?.textRule) {
    case (.list(let values), _): values.count
    case (.record(let members), _): members.count
    case (.text(let text), .array?), (.text(let text), .object?):
      TextRule.json(text).flatMap { length(of: $0) }
    case (.text(let text), .list(_, let delimiter)?): text.components(by: delimiter).count
    case (.text(let text), _): text.unicodeScalars.count
    default: nil
    }
  }

  private func checkPattern(_ pattern: TextPattern, log: inout DiagnosticLog) {
    report(
      rows(whereText: { !pattern.matches($0) }), "not of the pattern", log: &log
    ) { place, cell in .cellNotMatching(cell, pattern, column.column, at: place) }
  }

  private func checkUnique(log: inout DiagnosticLog) {
    var first: [Value: Int] = [:]
    var twice: [(row: Int, first: Int)] = []
    for row in 0..<column.column.count {
      let value = column.column[row]
      if value.isNull { continue }
      if let known = first[value] { twice.append((row, known)) } else { first[value] = row }
    }
    Tally.report(
      twice, to: &log,
      each: { problem in
        .valueTwice(
          column.column, at: file.place(ofRow: problem.row, column: name),
          first: file.place(ofRow: problem.first, column: name), quote: file.layout.quote)
      },
      rest: { count in
        .moreCells(
          count, "given before", column.column, at: headPlace ?? file.place(ofRow: 0))
      })
  }
}

extension ColumnType {
  func number(in text: String) -> Double? { text.withCell { number(in: $0) } }
}

extension Diagnostic {
  static func requiredCellMissing(_ column: Column, at place: Place) -> Diagnostic {
    .error(
      "missing-cell", "a cell is missing \(column.label)", at: place,
      why: "the data package says that this column is required",
      hint: "fill the cell in, or take the row out")
  }

  static func cellNotListed(
    _ cell: String, allowed: [String], _ column: Column, at place: Place
  ) -> Diagnostic {
    .error(
      "cell-value", "'\(cell)' is not one of the values allowed \(column.label)", at: place,
      why: "the data package allows \(Suggestion.list(allowed))",
      hint: Suggestion.hint(for: cell, in: allowed))
  }

  static func cellOutOfRange(
    _ cell: String, _ relation: String, _ limit: Value?, _ column: Column, at place: Place
  ) -> Diagnostic {
    .error(
      "cell-value", "\(cell) is \(relation), \(limit?.text ?? "") \(column.label)", at: place,
      why: "the data package sets this limit")
  }

  static func cellOfLength(
    _ cell: String, _ relation: String, _ limit: Int, isText: Bool, _ column: Column,
    at place: Place
  ) -> Diagnostic {
    let unit = isText ? ("character", "characters") : ("value", "values")
    return .error(
      "cell-value",
      "'\(cell)' is \(relation) \(Tally.phrase(limit, unit.0, unit.1)) \(column.label)", at: place,
      why: "the data package sets this limit")
  }

  static func cellNotMatching(
    _ cell: String, _ pattern: TextPattern, _ column: Column, at place: Place
  ) -> Diagnostic {
    .error(
      "cell-value", "'\(cell)' does not match the pattern '\(pattern.text)' \(column.label)",
      at: place, why: "the data package sets this pattern for the whole cell")
  }

  static func valueTwice(
    _ column: Column, at place: Place, first: Place, quote: Character?
  ) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-value",
      "'\(place.cellText(quote: quote))' stands twice \(column.label)", at: place,
      why: "the data package says that the values of this column are unique",
      notes: [.init("first given here", at: first)])
  }

  static func moreCells(
    _ count: Int, _ what: String, _ column: Column, at place: Place
  ) -> Diagnostic {
    .error(
      "more-cells",
      "\(Tally.phrase(count, "more cell is", "more cells are")) \(what) \(column.label)", at: place)
  }
}

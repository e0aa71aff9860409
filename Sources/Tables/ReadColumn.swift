import Diagnostics

/// A column as read, with the rows whose cells are not of its type.
struct ReadColumn {
  var column: Column
  var type: ColumnType?
  var failures: [Int] = []
  var rule: ParseRules.Rule?
  /// What the cells are to be, if that is more than their type says.
  var wanted: String?

  /// Who asked for the type, for messages.
  var authority: String { rule == nil ? "the data package" : "format.parse" }

  /// What a cell is, with its article, for messages.
  var phrase: String { wanted ?? type?.phrase ?? "of its type" }

  /// What the column is, for messages.
  var columnPhrase: String { wanted ?? type?.columnPhrase ?? "of its type" }
}

extension ReadColumn {
  /// The column with its texts held against what the package says of them, and, if they are years
  /// in words, read as such, with columns for what these tell besides.
  func checked() -> [ReadColumn] {
    guard rule == nil, let field = column.field else { return [self] }
    if let notation = field.yearNotation { return years(notation, field) }
    guard let textRule = field.textRule else { return [self] }
    var checked = self
    checked.wanted = textRule.phrase
    switch column.cells {
    case .texts(let codes, let pool):
      let isGood = pool.map { textRule.accepts(.text($0)) }
      checked.failures = codes.indices.filter { codes[$0] >= 0 && !isGood[Int(codes[$0])] }
      checked.column.cells = .texts(
        codes: codes.map { $0 >= 0 && !isGood[Int($0)] ? -1 : $0 }, pool: pool)
    default:
      checked.failures = (0..<column.count).filter { !textRule.accepts(column[$0]) }
    }
    return [checked]
  }

  /// The names of the columns that stand beside years in words.
  static func yearColumns(of name: String) -> [String] {
    ["start", "end", "status", "written"].map { name + "_" + $0 }
  }

  private func years(_ notation: YearNotation, _ field: FieldDescriptor) -> [ReadColumn] {
    let names = Self.yearColumns(of: column.name)
    var spans: [String: YearSpan?] = [:]
    let cells = (0..<column.count).map { row -> (isMissing: Bool, span: YearSpan?) in
      let value = column[row]
      if value.isNull { return (true, nil) }
      let text = value.text
      if let known = spans[text] { return (false, known) }
      let span = YearSpan(text, notation)
      spans[text] = .some(span)
      return (false, span)
    }
    var year = self
    year.column = Column(
      column.name, .numbers(cells.map { $0.span?.year ?? Column.missing }), field: field)
    year.column.field?.kind = .year
    year.type = .year
    year.wanted = notation == .any ? "a year" : "a date of EDTF"
    year.failures = cells.indices.filter { !cells[$0].isMissing && cells[$0].span == nil }
    func bound(_ name: String, _ bound: (YearSpan) -> Int?) -> ReadColumn {
      var described = FieldDescriptor(name: name, kind: .year)
      described.title = field.title
      let numbers = cells.map { $0.span.flatMap(bound).map(Double.init) ?? Column.missing }
      return ReadColumn(column: Column(name, .numbers(numbers), field: described), type: .year)
    }
    let status = cells.map { $0.span.map { Value.text($0.status) } ?? .null }
    return [
      year, bound(names[0]) { $0.start }, bound(names[1]) { $0.end },
      ReadColumn(column: Column(names[2], ColumnType.text.storage(of: status))),
      ReadColumn(column: Column(names[3], column.cells)),
    ]
  }
}

import Diagnostics
import Tables

/// Works out what claims say, and which cells they rest on.
struct ClaimEvaluator {
  var data: ClaimData
  let parameters: ReportParameters
  /// What the front matter gives names to.
  let definitions: [String: ClaimExpression]
  /// The cells that were used, each once.
  private(set) var cells: [Claim.Cell] = []
  private var seen: Set<Claim.Cell> = []
  /// The names that are being looked up, so that none leads back to itself.
  private var open: [String] = []
  /// The sources that the claim looks at, by their indices.
  private(set) var touched: Set<Int> = []
  /// How often cells were noted.
  private var noteCount = 0
  /// What the names of the front matter stand for, once it is known: most claims ask for the same.
  private var settled: [String: (value: ClaimValue, touched: Set<Int>)] = [:]

  init(
    data: ClaimData, parameters: ReportParameters, definitions: [String: ClaimExpression]
  ) {
    self.data = data
    self.parameters = parameters
    self.definitions = definitions
  }

  /// Forgets the cells of the claim before.
  mutating func startClaim() {
    cells = []
    seen = []
    open = []
    touched = []
  }

  /// The value of an item.
  mutating func value(
    of item: ClaimItem, writtenAs expression: String
  ) throws(ClaimProblem) -> ClaimWords.Item {
    let left = try single(item.left)
    if let (sign, other) = item.comparison {
      let right = try single(other)
      return .init(.truth(try holds(left, sign, right, at: item.place)), expression)
    }
    switch left {
    case .number(let number, let isYear): return .init(.number(number), expression, isYear)
    case .text(let text): return .init(.text(text), expression)
    }
  }

  /// A value counted in something.
  private mutating func scaled(
    _ expression: ClaimExpression, by divisor: Double
  ) throws(ClaimProblem) -> ClaimValue {
    .number(try number(expression) / divisor, isYear: false)
  }

  /// One number or one text.
  enum Single {
    case number(Double, isYear: Bool)
    case text(String)
  }

  // MARK: Expressions

  mutating func value(_ expression: ClaimExpression) throws(ClaimProblem) -> ClaimValue {
    switch expression.kind {
    case .number(let number): return .number(number, isYear: false)
    case .text(let text): return .text(text)
    case .name(let name): return try value(ofName: Written(name, at: expression.place))
    case .file(let path):
      let written = Written(path, at: expression.place)
      return rows(of: try data.file(written), at: expression.place)
    case .filter(let rows, let conditions):
      return try filtered(rows, conditions, at: expression.place)
    case .member(let rows, let name): return try member(name, of: rows, at: expression.place)
    case .call(let name, let arguments): return try call(name, arguments, at: expression.place)
    case .scaled(let inner, let divisor): return try scaled(inner, by: divisor)
    case .negative(let inner): return .number(-(try number(inner)), isYear: false)
    case .operation(let sign, let left, let right):
      let (a, b) = (try number(left), try number(right))
      return .number(try result(sign, a, b, at: right.place), isYear: false)
    }
  }

  private func result(
    _ sign: ClaimOperator, _ a: Double, _ b: Double, at place: Place
  ) throws(ClaimProblem) -> Double {
    switch sign {
    case .plus: return a + b
    case .minus: return a - b
    case .times: return a * b
    case .over:
      guard b != 0 else { throw ClaimProblem(.claimDividesByZero(at: place)) }
      return a / b
    }
  }

  private mutating func value(ofName name: Written) throws(ClaimProblem) -> ClaimValue {
    if let definition = definitions[name.text] {
      guard !open.contains(name.text) else {
        throw ClaimProblem(.circularClaimName(name))
      }
      // What is wrong with the rows is told where they are asked for.
      switch try value(of: definition, called: name.text) {
      case .rows(var rows):
        rows.place = name.place
        return .rows(rows)
      case .cells(var cells):
        cells.place = name.place
        return .cells(cells)
      case let other: return other
      }
    }
    if let parameter = value(ofParameter: name.text) { return parameter }
    let source = try data.resource(name) { definitions.keys.sorted() + parameters.all.map(\.name) }
    return rows(of: source, at: name.place)
  }

  private mutating func rows(of source: Int, at place: Place) -> ClaimValue {
    touched.insert(source)
    return .rows(ClaimRows(source: source, place: place))
  }

  /// The value of a definition, worked out once unless cells stand behind it, which count for each
  /// claim.
  private mutating func value(
    of definition: ClaimExpression, called name: String
  ) throws(ClaimProblem) -> ClaimValue {
    if let known = settled[name] {
      touched.formUnion(known.touched)
      return known.value
    }
    open.append(name)
    defer { open.removeLast() }
    let (notes, before) = (noteCount, touched)
    touched = []
    defer { touched.formUnion(before) }
    let value = try value(definition)
    if noteCount == notes { settled[name] = (value, touched) }
    return value
  }

  private func value(ofParameter name: String) -> ClaimValue? {
    guard let parameter = parameters.all.first(where: { $0.name == name }) else { return nil }
    switch parameter.value {
    case .number(let number): return .number(number, isYear: false)
    case .bool, .null, .text, .date, .list, .record, .geometry: return .text(parameter.text)
    }
  }

  private mutating func member(
    _ name: Written, of expression: ClaimExpression, at place: Place
  ) throws(ClaimProblem) -> ClaimValue {
    // params.year, as text has it.
    if case .name("params") = expression.kind, let value = value(ofParameter: name.text) {
      return value
    }
    switch try value(expression) {
    case .rows(let rows):
      let table = data.sources[rows.source].table
      guard table[name.text] != nil else {
        throw ClaimProblem(.unknownClaimColumn(name, in: table, data.sources[rows.source].name))
      }
      return .cells(ClaimCells(rows: rows, column: name.text, place: place))
    case .cells, .number, .text: return try call(name, [expression], at: place)
    }
  }

  // MARK: One value

  /// One number.
  mutating func number(_ expression: ClaimExpression) throws(ClaimProblem) -> Double {
    switch try single(expression) {
    case .number(let number, _): return number
    case .text(let text): throw ClaimProblem(.textInClaim(text, at: expression.place))
    }
  }

  /// One number or one text.
  mutating func single(_ expression: ClaimExpression) throws(ClaimProblem) -> Single {
    switch try value(expression) {
    case .number(let number, let isYear): return .number(number, isYear: isYear)
    case .text(let text): return .text(text)
    case .cells(let cells): return try single(cells)
    case .rows(let rows):
      let source = data.sources[rows.source]
      throw ClaimProblem(
        .claimWithoutColumn(source.name, source.table.columnNames, at: expression.place))
    }
  }

  /// The one cell of a column.
  mutating func single(_ cells: ClaimCells) throws(ClaimProblem) -> Single {
    let source = data.sources[cells.rows.source]
    let rows = cells.rows.rows ?? Array(0..<source.table.rowCount)
    guard let row = rows.first else {
      throw ClaimProblem(cells.rows.emptiness ?? .noRows(source.name, at: cells.place))
    }
    guard rows.count == 1 else {
      let places = rows.prefix(3).compactMap {
        source.table.place(ofRow: $0, column: cells.column)
      }
      throw ClaimProblem(
        .severalRows(rows.count, source.name, cells.column, places, at: cells.place))
    }
    note(rows, of: cells)
    guard let column = source.table[cells.column] else { return .text("") }
    switch column[row] {
    case .number(let number) where !number.isNaN:
      return .number(number, isYear: column.field?.kind == .year)
    case .text(let text): return .text(text)
    case .bool(let flag): return .text(flag ? "true" : "false")
    case .date: return .text(column[row].text)
    case .null, .number: throw emptyCell(row, of: cells)
    case .list, .record, .geometry:
      throw ClaimProblem(.claimColumnKind(cells.column, at: cells.place))
    }
  }

  /// The numbers of a column that are not missing.
  mutating func numbers(of cells: ClaimCells) throws(ClaimProblem) -> [Double] {
    let source = data.sources[cells.rows.source]
    let rows = cells.rows.rows ?? Array(0..<source.table.rowCount)
    if rows.isEmpty {
      throw ClaimProblem(cells.rows.emptiness ?? .noRows(source.name, at: cells.place))
    }
    guard let column = source.table[cells.column], case .numbers = column.cells else {
      throw ClaimProblem(.claimColumnKind(cells.column, at: cells.place))
    }
    let kept = rows.filter { !(column[$0].number ?? .nan).isNaN }
    guard !kept.isEmpty else { throw emptyCell(rows.first ?? 0, of: cells) }
    note(kept, of: cells)
    return kept.compactMap { column[$0].number }
  }

  /// A cell is missing; if it could not be read, that has been told.
  private func emptyCell(_ row: Int, of cells: ClaimCells) -> ClaimProblem {
    let place = data.sources[cells.rows.source].table.place(ofRow: row, column: cells.column)
    let isTold = data.log.entries.contains { entry in
      guard let place, let told = entry.place, told.source === place.source else { return false }
      return entry.severity == .error && told.range.overlaps(place.range)
    }
    return ClaimProblem(isTold ? nil : .emptyClaimCell(cells.column, place, at: cells.place))
  }

  /// Remembers the cells that a claim rests on.
  mutating func note(_ rows: [Int], of cells: ClaimCells) {
    noteCount += 1
    let table = data.sources[cells.rows.source].table
    for row in rows {
      guard let origin = table.lineage[row].first else { continue }
      let cell = Claim.Cell(file: origin.file, row: origin.row, column: cells.column)
      if seen.insert(cell).inserted { self.cells.append(cell) }
    }
  }

  // MARK: Comparisons

  private func holds(
    _ left: Single, _ sign: ClaimComparison, _ right: Single, at place: Place
  ) throws(ClaimProblem) -> Bool {
    switch (left, right) {
    case (.number(let a, _), .number(let b, _)): return sign.holds(a, b)
    case (.text(let a), .text(let b)): return sign.holds(a, b)
    case (.text(let text), .number), (.number, .text(let text)):
      throw ClaimProblem(.textInClaim(text, at: place))
    }
  }
}

extension ClaimComparison {
  /// Whether it holds between two numbers; what arithmetic adds to the last digits is no difference.
  func holds(_ a: Double, _ b: Double) -> Bool {
    let isSame = abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    switch self {
    case .equal: return isSame
    case .notEqual: return !isSame
    case .less: return a < b && !isSame
    case .atMost: return a < b || isSame
    case .greater: return a > b && !isSame
    case .atLeast: return a > b || isSame
    }
  }

  /// Whether it holds between two texts, in the order of their letters.
  func holds(_ a: String, _ b: String) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .atMost: a <= b
    case .greater: a > b
    case .atLeast: a >= b
    }
  }
}

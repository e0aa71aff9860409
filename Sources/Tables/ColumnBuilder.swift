/// The cells that mean "nothing here".
struct MissingCells {
  private let emptyIsMissing: Bool
  private let words: [[UInt8]]

  init(_ values: [String] = [""]) {
    emptyIsMissing = values.contains("")
    words = values.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  @inline(__always)
  func contains(_ cell: CellBytes) -> Bool {
    if cell.isEmpty { return emptyIsMissing }
    return !words.isEmpty && words.contains { cell.equals($0) }
  }

  /// Whether a cell that is not of its type may be passed over because it is only blank.
  func acceptsBlank(_ cell: CellBytes) -> Bool { emptyIsMissing && cell.trimmed.isEmpty }
}

/// Collects the cells of one column in the storage of its type.
struct ColumnBuilder {
  let type: ColumnType
  private let missing: MissingCells
  private let words: (true: [[UInt8]], false: [[UInt8]])
  private var numbers: [Double] = []
  private var flags: [UInt8] = []
  private var codes: [Int32] = []
  private var pool = TextPool()
  private var rowCount = 0
  /// The rows whose cell is not of the type; they are stored as missing.
  private(set) var failures: [Int] = []

  init(_ type: ColumnType, missing: MissingCells, capacity: Int) {
    self.type = type
    self.missing = missing
    words = type.words
    switch type {
    case .text: codes.reserveCapacity(capacity)
    case .boolean: flags.reserveCapacity(capacity)
    default: numbers.reserveCapacity(capacity)
    }
  }

  /// The storage that was filled.
  var cells: Column.Cells {
    switch type {
    case .text: .texts(codes: codes, pool: pool.texts)
    case .boolean: .bools(flags)
    case .date: .dates(numbers)
    case .number, .integer, .year, .fourDigitYear, .written: .numbers(numbers)
    }
  }

  /// Appends one column of some rows.
  mutating func append(_ block: CSVBlock, column: Int, in bytes: CellBytes) {
    switch type {
    case .text: appendTexts(block, column, bytes)
    case .boolean: appendFlags(block, column, bytes)
    case .number: appendNumbers(block, column, bytes) { NumberParsing.double($0) }
    case .date(.iso):
      appendNumbers(block, column, bytes) { ColumnType.DateNotation.iso.milliseconds(in: $0) }
    default:
      let type = type
      appendNumbers(block, column, bytes) { type.number(in: $0) }
    }
    rowCount += block.rowCount
  }

  @inline(__always)
  private mutating func appendNumbers(
    _ block: CSVBlock, _ column: Int, _ bytes: CellBytes, _ convert: (CellBytes) -> Double?
  ) {
    let missing = missing
    for row in 0..<block.rowCount {
      let number = block.withCell(row: row, column: column, in: bytes) { cell -> Double? in
        if missing.contains(cell) { return Column.missing }
        return convert(cell) ?? (missing.acceptsBlank(cell) ? Column.missing : nil)
      }
      if number == nil { failures.append(rowCount + row) }
      numbers.append(number ?? Column.missing)
    }
  }

  private mutating func appendFlags(_ block: CSVBlock, _ column: Int, _ bytes: CellBytes) {
    let missing = missing
    let words = words
    for row in 0..<block.rowCount {
      let flag = block.withCell(row: row, column: column, in: bytes) { cell -> UInt8? in
        if missing.contains(cell) { return 2 }
        let word = cell.trimmed
        if words.true.contains(where: { word.equals($0) }) { return 1 }
        if words.false.contains(where: { word.equals($0) }) { return 0 }
        return missing.acceptsBlank(cell) ? 2 : nil
      }
      if flag == nil { failures.append(rowCount + row) }
      flags.append(flag ?? 2)
    }
  }

  private mutating func appendTexts(_ block: CSVBlock, _ column: Int, _ bytes: CellBytes) {
    for row in 0..<block.rowCount {
      let code = block.withCell(row: row, column: column, in: bytes) { cell -> Int32 in
        missing.contains(cell) ? -1 : pool.code(of: cell) ?? -1
      }
      codes.append(code)
    }
  }
}

extension ColumnType {
  /// The number or the milliseconds that a cell of this type stands for; nil if it is none.
  func number(in cell: CellBytes) -> Double? {
    switch self {
    case .number: NumberParsing.double(cell)
    case .integer: NumberParsing.double(cell).flatMap { $0.rounded() == $0 ? $0 : nil }
    case .written(let notation): notation.number(in: cell)
    case .year: Self.year(in: cell.trimmed, digits: 1)
    case .fourDigitYear: Self.year(in: cell.trimmed, digits: 4)
    case .date(let notation): notation.milliseconds(in: cell)
    case .boolean, .text: nil
    }
  }

  /// The words for true and false as bytes.
  var words: (true: [[UInt8]], false: [[UInt8]]) {
    guard case .boolean(let yes, let no) = self else { return ([], []) }
    return (yes.map { Array($0.utf8) }, no.map { Array($0.utf8) })
  }

  private static func year(in cell: CellBytes, digits: Int) -> Double? {
    var cursor = ByteCursor(cell)
    let isNegative = cursor.take(UInt8(ascii: "-"))
    if !isNegative { _ = cursor.take(UInt8(ascii: "+")) }
    guard let year = cursor.digits(isNegative ? 1 : digits, 6), cursor.isAtEnd else { return nil }
    return isNegative ? -Double(year) : Double(year)
  }
}

extension ColumnType.DateNotation {
  func milliseconds(in cell: CellBytes) -> Double? {
    switch self {
    case .day: DateParsing.iso(cell).flatMap { $0.precision == .day ? $0.milliseconds : nil }
    case .time:
      DateParsing.iso(cell).flatMap {
        $0.precision == .time && !DateParsing.hasZone(cell) ? $0.milliseconds : nil
      }
    case .month: DateParsing.iso(cell).flatMap { $0.precision == .month ? $0.milliseconds : nil }
    case .any: DateParsing.unambiguous(cell)
    case .iso: DateParsing.iso(cell).flatMap { $0.precision > .year ? $0.milliseconds : nil }
    case .lenient: DateParsing.lenient(cell)
    case .pattern(let pattern): pattern.milliseconds(of: cell)
    }
  }
}

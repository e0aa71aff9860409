/// Finds the type of a column from its cells, as Vega's `format.parse: auto` does.
///
/// All truth values, all numbers, all ISO dates, else text; missing cells do not count. Other than
/// in Vega, digits after a leading zero (`007`) are text, since as a number they would lose it.
struct TypeInference {
  private let missing: MissingCells
  private var mayBeBool = true
  private var mayBeNumber = true
  private var mayBeDate = true
  private var hasCells = false

  init(missing: MissingCells) { self.missing = missing }

  /// The type that holds all cells so far.
  var type: ColumnType {
    if !hasCells || mayBeNumber { return .number }
    if mayBeBool { return .bool }
    return mayBeDate ? .date(.iso) : .text
  }

  /// Looks at one column of some rows.
  mutating func observe(_ block: CSVBlock, column: Int, in bytes: CellBytes) {
    for row in 0..<block.rowCount where mayBeBool || mayBeNumber || mayBeDate {
      block.withCell(row: row, column: column, in: bytes) { observe($0) }
    }
  }

  mutating func observe(_ cell: CellBytes) {
    guard !missing.contains(cell), !missing.acceptsBlank(cell) else { return }
    hasCells = true
    if mayBeNumber { mayBeNumber = Self.isNumber(cell) }
    if mayBeBool { mayBeBool = cell.equals(Self.yes) || cell.equals(Self.no) }
    if mayBeDate { mayBeDate = ColumnType.DateNotation.iso.milliseconds(in: cell) != nil }
  }

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  private static func isNumber(_ cell: CellBytes) -> Bool {
    var digits = ByteCursor(cell.trimmed)
    let isSigned = digits.take(UInt8(ascii: "-")) || digits.take(UInt8(ascii: "+"))
    let leadsWithZero = digits.take(UInt8(ascii: "0"))
    if leadsWithZero, !isSigned, digits.digits(1, 1) != nil { return false }
    return NumberParsing.double(cell) != nil
  }
}

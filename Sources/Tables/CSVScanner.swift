/// Where the content of one cell stands, without the quotes around it.
struct CellSpan {
  var start: Int
  var length: Int32
  var isQuoted: Bool
  /// Whether the content holds doubled quotes or escapes, and is not what its bytes say.
  var isEncoded: Bool

  var range: Range<Int> { start..<start + Int(length) }

  /// The bytes as written, quotes included.
  func written(in bytes: CellBytes, dialect: CSVDialect) -> Range<Int> {
    guard isQuoted else { return range }
    let end = range.upperBound
    let isClosed = end < bytes.count && bytes[end] == dialect.quote
    return start - 1..<(isClosed ? end + 1 : end)
  }
}

/// Splits bytes into rows and cells as RFC 4180 says; a line end is CR, LF, or both.
///
/// Lines without any byte are skipped. A quote inside a cell that does not start with one is a
/// character like others.
struct CSVScanner {
  /// What is wrong with the way the text is written.
  struct Flaw {
    enum Kind {
      /// Text follows the quote that closes a cell.
      case textAfterQuote
      /// The cell that opens here is never closed.
      case unclosedQuote
      /// The cell is larger than two gigabytes.
      case hugeCell
    }
    var kind: Kind
    var offset: Int
  }

  private let bytes: CellBytes
  private let delimiter: UInt8
  /// A quote that no byte equals stands for "no quoting".
  private let quote: Int
  private let escape: Int
  private let dialect: CSVDialect
  /// How many rows, blank lines and comments came before; nil where rows are not counted.
  private var rowsBefore: Int?
  private(set) var offset: Int
  private(set) var flaws: [Flaw] = []
  private(set) var flawCount = 0

  /// Creates a scanner; where rows are not counted, none is taken for a comment by its number.
  init(
    _ bytes: CellBytes, dialect: CSVDialect, from offset: Int = 0, rowsBefore: Int? = nil
  ) {
    self.bytes = bytes
    self.dialect = dialect
    self.rowsBefore = rowsBefore
    delimiter = dialect.delimiter
    quote = dialect.quote.map(Int.init) ?? -1
    escape = dialect.escape.map(Int.init) ?? -1
    self.offset = max(0, offset)
  }

  /// How many rows of any kind have been passed, if they are counted.
  var rowsPassed: Int? { rowsBefore }

  /// Appends the cells of the next row; returns the offset where it starts, nil at the end.
  mutating func scanRow(into cells: inout [CellSpan]) -> Int? {
    while true {
      skipBlankLines()
      guard offset < bytes.count else { return nil }
      if let rows = rowsBefore { rowsBefore = rows + 1 }
      if startsComment {
        skipLine()
      } else {
        let first = cells.count
        let start = scanCells(into: &cells)
        guard let rows = rowsBefore, dialect.commentRows.contains(rows) else { return start }
        cells.removeLast(cells.count - first)
      }
    }
  }

  private mutating func scanCells(into cells: inout [CellSpan]) -> Int {
    let start = offset
    while true {
      if dialect.skipsInitialSpace {
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
      }
      if offset < bytes.count, Int(bytes[offset]) == quote {
        scanQuoted(into: &cells)
      } else if escape >= 0 {
        scanEscaped(into: &cells)
      } else {
        scanPlain(into: &cells)
      }
      guard offset < bytes.count else { return start }
      let byte = bytes[offset]
      offset += 1
      if byte == delimiter { continue }
      if byte == 0x0D, offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
      return start
    }
  }

  private mutating func skipBlankLines() {
    while offset < bytes.count, Self.isLineEnd(bytes[offset]) {
      let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      offset += isPair ? 2 : 1
      if let rows = rowsBefore { rowsBefore = rows + 1 }
    }
  }

  private var startsComment: Bool {
    let mark = dialect.comment
    guard !mark.isEmpty, bytes.count - offset >= mark.count else { return false }
    return mark.indices.allSatisfy { bytes[offset + $0] == mark[$0] }
  }

  private mutating func skipLine() {
    while offset < bytes.count, !Self.isLineEnd(bytes[offset]) { offset += 1 }
    if offset + 1 < bytes.count, bytes[offset] == 0x0D, bytes[offset + 1] == 0x0A { offset += 1 }
    offset = min(offset + 1, bytes.count)
  }

  private mutating func scanPlain(into cells: inout [CellSpan]) {
    let start = offset
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte == delimiter || Self.isLineEnd(byte) { break }
      end += 1
    }
    offset = end
    append(start..<end, to: &cells)
  }

  /// A cell without quotes in which a byte may stand for itself.
  private mutating func scanEscaped(into cells: inout [CellSpan]) {
    let start = offset
    var end = start
    var hasEscapes = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == delimiter || Self.isLineEnd(byte) { break }
      if Int(byte) == escape { hasEscapes = true }
      end += Int(byte) == escape ? 2 : 1
    }
    offset = min(end, bytes.count)
    append(start..<offset, to: &cells, encoded: hasEscapes)
  }

  private mutating func scanQuoted(into cells: inout [CellSpan]) {
    let opening = offset
    var end = opening + 1
    var isEncoded = false
    while end < bytes.count {
      guard Int(bytes[end]) == quote else {
        let isEscape = Int(bytes[end]) == escape
        if isEscape { isEncoded = true }
        end += isEscape ? 2 : 1
        continue
      }
      guard dialect.doublesQuotes, end + 1 < bytes.count, Int(bytes[end + 1]) == quote else {
        break
      }
      isEncoded = true
      end += 2
    }
    if end >= bytes.count { note(.unclosedQuote, at: opening) }
    append(opening + 1..<min(end, bytes.count), to: &cells, quoted: true, encoded: isEncoded)
    offset = min(end + 1, bytes.count)
    let after = offset
    while offset < bytes.count, bytes[offset] != delimiter, !Self.isLineEnd(bytes[offset]) {
      offset += 1
    }
    if offset > after { note(.textAfterQuote, at: after) }
  }

  private mutating func append(
    _ range: Range<Int>, to cells: inout [CellSpan], quoted: Bool = false, encoded: Bool = false
  ) {
    if range.count > Int(Int32.max) { note(.hugeCell, at: range.lowerBound) }
    cells.append(
      CellSpan(
        start: range.lowerBound, length: Int32(clamping: range.count), isQuoted: quoted,
        isEncoded: encoded))
  }

  private mutating func note(_ kind: Flaw.Kind, at offset: Int) {
    flawCount += 1
    if flaws.count < Tally.limit || kind == .unclosedQuote {
      flaws.append(Flaw(kind: kind, offset: offset))
    }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}

/// Some rows of a file, each cut or filled to the same number of cells.
struct CSVBlock {
  private(set) var cells: [CellSpan] = []
  private(set) var rowCount = 0
  let width: Int
  let dialect: CSVDialect

  /// How many cells a block holds at most, if it holds more than one row.
  private static let size = 8192

  init(width: Int, dialect: CSVDialect) {
    self.width = width
    self.dialect = dialect
  }

  /// Reads the next rows; false at the end of the text.
  mutating func fill(
    from scanner: inout CSVScanner, starts: inout [Int], ragged: inout RaggedRows
  ) -> Bool {
    cells.removeAll(keepingCapacity: true)
    rowCount = 0
    while cells.count + width <= max(Self.size, width) {
      let first = cells.count
      guard let start = scanner.scanRow(into: &cells) else { break }
      let found = cells.count - first
      if found != width {
        ragged.note(row: starts.count, found: found)
        level(first: first, found: found, end: scanner.offset)
      }
      starts.append(start)
      rowCount += 1
    }
    return rowCount > 0
  }

  private mutating func level(first: Int, found: Int, end: Int) {
    if found > width { cells.removeLast(found - width) }
    let filler = CellSpan(start: end, length: 0, isQuoted: false, isEncoded: false)
    while cells.count < first + width { cells.append(filler) }
  }

  /// Runs a reader over the content of a cell, doubled quotes made single.
  @inline(__always)
  func withCell<Result>(
    row: Int, column: Int, in bytes: CellBytes, _ body: (CellBytes) -> Result
  ) -> Result {
    let span = cells[row * width + column]
    let cell = CellBytes(rebasing: bytes[span.range])
    guard span.isEncoded else { return body(cell) }
    return dialect.decoded(cell, isQuoted: span.isQuoted).withUnsafeBufferPointer(body)
  }
}

/// The rows that have more or fewer cells than the head: the first few, and how many.
struct RaggedRows {
  private(set) var first: [(row: Int, found: Int)] = []
  private(set) var count = 0

  mutating func note(row: Int, found: Int) {
    count += 1
    if first.count < Tally.limit { first.append((row, found)) }
  }
}

/// How a file of delimited cells is written: Table Dialect of Data Packages.
public struct CSVDialect: Sendable, Hashable {
  /// The byte between cells.
  public var delimiter: UInt8
  /// The byte around a cell that holds delimiters, line ends or quotes; nil for no quoting.
  public var quote: UInt8?
  /// Whether a row holds the names of the columns.
  public var hasHeader: Bool
  /// Whether two quotes in a quoted cell stand for one.
  public var doublesQuotes = true
  /// The byte before a byte that means itself alone, such as a backslash.
  public var escape: UInt8?
  /// Whether spaces at the start of a cell do not count.
  public var skipsInitialSpace = false
  /// What a line begins with that is no row; empty for none.
  public var comment: [UInt8] = []
  /// The numbers of further rows that are none, counted from 1 over all rows of the file.
  public var commentRows: Set<Int> = []
  /// The numbers of the rows of the head, counted from 1 without comments; rows among and before
  /// them that are not named are passed over.
  public var headerRows = [1]
  /// What stands between the parts of a name that comes from several rows.
  public var headerJoin = " "
  /// A cell that means "nothing here", besides the missing values of the schema.
  public var nullSequence: String?

  /// Creates a dialect.
  public init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
    hasHeader: Bool = true
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.hasHeader = hasHeader
  }

  /// RFC 4180: commas and double quotes.
  public static let commas = CSVDialect()

  /// Tabs between cells.
  public static let tabs = CSVDialect(delimiter: 0x09)

  /// The content of a cell that is not written as it is: quotes made single, escapes taken away.
  func decoded(_ cell: CellBytes, isQuoted: Bool) -> [UInt8] {
    var content: [UInt8] = []
    content.reserveCapacity(cell.count)
    var offset = 0
    while offset < cell.count {
      let hasNext = offset + 1 < cell.count
      if hasNext, cell[offset] == escape {
        offset += 1
      } else if hasNext, isQuoted, doublesQuotes, cell[offset] == quote, cell[offset + 1] == quote {
        offset += 1
      }
      content.append(cell[offset])
      offset += 1
    }
    return content
  }

  /// The content of a cell as a text.
  func text(of span: CellSpan, in bytes: CellBytes) -> String {
    let cell = CellBytes(rebasing: bytes[span.range])
    guard span.isEncoded else { return cell.text }
    return String(decoding: decoded(cell, isQuoted: span.isQuoted), as: UTF8.self)
  }
}

/// How a file of delimited cells is written.
public struct CSVDialect: Sendable, Hashable {
  /// The byte between cells.
  public var delimiter: UInt8
  /// The byte around a cell that holds delimiters, line ends or quotes; nil for no quoting.
  public var quote: UInt8?
  /// Whether the first row holds the names of the columns.
  public var hasHeader: Bool

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
}

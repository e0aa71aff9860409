import Diagnostics
import Notation

/// A data file as read: where its rows stand and what they name as their source.
public final class DataFile: Sendable, Hashable {
  /// How the rows are written.
  public enum Layout: Sendable, Hashable {
    /// Lines of delimited cells.
    case delimited(CSVDialect)
    /// JSON values, one a row.
    case json
    /// Values in a spec, one a row.
    case values
  }

  /// The text of the file.
  public let text: SourceText
  /// The byte offset at which each row starts, after the head.
  public let rowStarts: [Int]
  /// The names of the columns, in the order of the file.
  public let columnNames: [String]
  /// How the rows are written.
  public let layout: Layout
  /// What the Data Package says of the file, if one describes it.
  public let resource: ResourceDescriptor?
  /// That package.
  public let package: DataPackage?
  /// The key of each row's source, if the package ties a column to its sources.
  public let sourceKeys: Column?
  /// The columns as read, which cost nothing as long as the table is there too.
  public let columns: [Column]

  /// Creates a data file.
  public init(
    text: SourceText, rowStarts: [Int], columnNames: [String] = [],
    layout: Layout = .delimited(.commas), resource: ResourceDescriptor? = nil,
    package: DataPackage? = nil, sourceKeys: Column? = nil, columns: [Column] = []
  ) {
    self.text = text
    self.rowStarts = rowStarts
    self.columnNames = columnNames
    self.layout = layout
    self.resource = resource
    self.package = package
    self.sourceKeys = sourceKeys
    self.columns = columns
  }

  /// The place of a row: its first line; the end of the text if there is no such row.
  public func place(ofRow row: Int) -> Place {
    guard row >= 0, row < rowStarts.count else {
      return Place(source: text, range: text.bytes.count..<text.bytes.count)
    }
    let line = text.lineRange(at: rowStarts[row])
    return Place(source: text, range: min(rowStarts[row], line.upperBound)..<line.upperBound)
  }

  /// The place of one cell, quotes included, found by reading that row again.
  ///
  /// The place of the row if it has no such cell, or if there is no such column.
  public func place(ofRow row: Int, column name: String) -> Place {
    guard row >= 0, row < rowStarts.count else { return place(ofRow: row) }
    switch layout {
    case .delimited(let dialect):
      guard let index = columnNames.firstIndex(of: name) else { return place(ofRow: row) }
      return delimitedPlace(ofRow: row, column: index, dialect: dialect)
    case .values: return place(ofRow: row)
    case .json:
      let node = JSONReader.readValue(in: text, at: rowStarts[row])
      guard case .object? = node?.value else { return node?.place ?? place(ofRow: row) }
      return node?[name]?.place ?? place(ofRow: row)
    }
  }

  private func delimitedPlace(ofRow row: Int, column: Int, dialect: CSVDialect) -> Place {
    text.bytes.withUnsafeBufferPointer { bytes in
      var scanner = CSVScanner(bytes, dialect: dialect, from: rowStarts[row])
      var cells: [CellSpan] = []
      guard scanner.scanRow(into: &cells) != nil, column < cells.count else {
        return place(ofRow: row)
      }
      return Place(source: text, range: cells[column].written(in: bytes, dialect: dialect))
    }
  }

  /// Whether something is written in a cell that a table takes as missing, such as `n/a` among
  /// numbers.
  public func isUnreadable(row: Int, column name: String) -> Bool {
    if let column = column(name), row < column.count, !column[row].isNull {
      // Without a package, texts become numbers only where a chart shows them.
      guard case .text(let text) = column[row] else { return false }
      return !text.allSatisfy(\.isWhitespace)
    }
    switch layout {
    case .delimited(let dialect):
      guard columnNames.contains(name) else { return false }
      let text = place(ofRow: row, column: name).cellText(quote: layout.quote)
      var missing = resource?.field(name)?.missingValues ?? resource?.missingValues ?? []
      if let word = dialect.nullSequence { missing.append(word) }
      return !text.allSatisfy(\.isWhitespace) && !missing.contains(text)
    case .json, .values:
      guard row >= 0, row < rowStarts.count else { return false }
      let cell = JSONReader.readValue(in: text, at: rowStarts[row])?[name]
      guard let cell, !cell.isNull else { return false }
      return !(cell.string?.allSatisfy(\.isWhitespace) ?? false)
    }
  }

  /// A column as read, if there is one of the name.
  public func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// The key of the source of one row, if the package ties the rows to sources.
  public func sourceKey(ofRow row: Int) -> String? {
    guard case .text(let key)? = sourceKeys?[row] else { return nil }
    return key
  }

  /// The sources of the file as a whole: its own, else those of its package.
  public var generalSources: [DataPackage.Source] {
    let own = resource?.sources ?? []
    return own.isEmpty ? package?.sources ?? [] : own
  }

  /// Whether two are the same file as read.
  public static func == (a: DataFile, b: DataFile) -> Bool { a === b }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

import Diagnostics

/// From which rows of which files each row of a table was made.
///
/// A table as read has the identity; filters pick, aggregates gather. So every mark on a chart can
/// be traced to lines of files and to the sources that those name.
public enum Lineage: Sendable {
  /// Nothing is known: values written in a spec, or made from nothing.
  case none
  /// Row i is row i of a file.
  case file(DataFile)
  /// Row i was made from these rows.
  case rows([[Origin]])

  /// One row of one file.
  public struct Origin: Sendable, Hashable {
    /// The file.
    public var file: DataFile
    /// The row, from 0 after the head.
    public var row: Int

    /// Creates an origin.
    public init(_ file: DataFile, _ row: Int) {
      self.file = file
      self.row = row
    }
  }

  /// The rows from which one row was made.
  public subscript(row: Int) -> [Origin] {
    switch self {
    case .none: []
    case .file(let file): [Origin(file, row)]
    case .rows(let origins): row < origins.count ? origins[row] : []
    }
  }

  /// The lineage of some rows.
  public func picking(_ rows: [Int]) -> Lineage {
    if case .none = self { return .none }
    return .rows(rows.map { self[$0] })
  }

  /// The lineage of rows that were each made from a group of rows.
  public func gathering(_ groups: [[Int]]) -> Lineage {
    if case .none = self { return .none }
    return .rows(groups.map { group in group.flatMap { self[$0] } })
  }
}

/// A data file as read: where its rows stand and what they name as their source.
public final class DataFile: Sendable, Hashable {
  /// The text of the file.
  public let text: SourceText
  /// The byte offset at which each row starts, after the head.
  public let rowStarts: [Int]
  /// What the Data Package says of the file, if one describes it.
  public let resource: ResourceDescriptor?
  /// The key of each row's source, if the package ties a column to its sources.
  public let sourceKeys: Column?

  /// Creates a data file.
  public init(
    text: SourceText, rowStarts: [Int], resource: ResourceDescriptor? = nil,
    sourceKeys: Column? = nil
  ) {
    self.text = text
    self.rowStarts = rowStarts
    self.resource = resource
    self.sourceKeys = sourceKeys
  }

  /// The place of a row: its whole line.
  public func place(ofRow row: Int) -> Place {
    let start = row >= 0 && row < rowStarts.count ? rowStarts[row] : text.bytes.count
    return Place(source: text, range: text.lineRange(at: start))
  }

  /// Whether two are the same file as read.
  public static func == (a: DataFile, b: DataFile) -> Bool { a === b }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

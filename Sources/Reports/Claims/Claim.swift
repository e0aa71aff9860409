import Charting
import Diagnostics
import Tables

// Claims: numbers in the text of a document that are bound to the data.

/// What a text says of the data, checked against them: `[143.9 Mt]{claim="…"}`.
public struct Claim: Sendable {
  /// A cell that a claim rests on.
  public struct Cell: Sendable, Hashable {
    /// The file.
    public var file: DataFile
    /// The row, from 0 after the head.
    public var row: Int
    /// The column.
    public var column: String

    /// Where it was written.
    public var place: Place { file.place(ofRow: row, column: column) }
  }

  /// What the data say.
  public enum Value: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// A text, such as a name.
    case text(String)
    /// That what was claimed is so.
    case truth(Bool)
  }

  /// The words in the document, as they are printed.
  public var text: String
  /// Where they stand.
  public var place: Place
  /// What they are bound to, as it was written.
  public var expression: String
  /// What the data say: as many values as the words have numbers.
  public var values: [Value]
  /// The cells that these were made from, each once, in the order of first use.
  public var cells: [Cell]
  /// What the data say against it; nil if they bear it out.
  public var problem: Diagnostic?
  /// Whether the words were written from the data.
  public var isFilled = false
}

extension Claim {
  /// The rows and columns on which claims rest, by their files in the order of first use.
  static func uses(of claims: [Claim]) -> [DataUse] {
    var order: [DataFile] = []
    var rows: [DataFile: Set<Int>] = [:]
    var columns: [DataFile: Set<String>] = [:]
    for cell in claims.lazy.flatMap(\.cells) {
      if rows[cell.file] == nil { order.append(cell.file) }
      rows[cell.file, default: []].insert(cell.row)
      columns[cell.file, default: []].insert(cell.column)
    }
    return order.map { file in
      let named = file.columnNames.filter { columns[file]?.contains($0) ?? false }
      return DataUse(file: file, rows: rows[file] ?? [], columns: named)
    }
  }
}

extension [Claim] {
  /// Adds claims, without those that stand in the same place and are bound to the same as one that is
  /// there: shapes share their charts, and charts their specs.
  mutating func add(_ more: [Claim]) {
    for claim in more
    where !contains(where: { $0.place == claim.place && $0.expression == claim.expression }) {
      append(claim)
    }
  }
}

/// The claims of a document and of the texts of its charts, compared with the data; those that are not
/// true are in the log.
public func checkedClaims(
  of source: SourceText, files: SourceFiles, parameters: [ParameterWish] = [],
  log: inout DiagnosticLog
) -> [Claim] {
  let loader = DataLoader(files: files)
  let tree = MarkdownReader.read(
    source, files: files, parameters: parameters, loader: loader, log: &log)
  var claims = tree.claims
  for spec in tree.specs(in: files) {
    let own = ChartClaims(
      of: spec, loader: loader, parameters: tree.parameters, language: tree.metadata.language,
      falseClaims: .error, log: &log)
    claims.add(own.claims)
  }
  return claims
}

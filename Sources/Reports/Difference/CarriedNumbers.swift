import Canvas
import Charting
import Diagnostics
import Tables

/// The numbers that two outputs carry as files (attached to PDF, in links of web pages): what is
/// different in them.
public struct CarriedNumbers: Sendable {
  /// The tables that differ.
  public private(set) var data: [DataDifference] = []
  /// The largest change in each series, a line for each.
  public private(set) var series: [String] = []

  /// An output by its name, with what it carries.
  public typealias Output = (name: String, files: [CarriedFile])

  /// Compares what two outputs carry, file by file; of one that carries nothing, such as a picture,
  /// nothing is said.
  public init(of old: Output, and new: Output, loader: DataLoader) {
    guard !old.files.isEmpty, !new.files.isEmpty else { return }
    let names = new.files.map(\.name) + old.files.map(\.name)
    var seen: Set<String> = []
    for name in names where name.hasSuffix(".csv") && seen.insert(name).inserted {
      let before = CarriedNumbers.table(name, of: old)
      let after = CarriedNumbers.table(name, of: new)
      guard let change = DataDifference(name: name, from: before, to: after) else { continue }
      data.append(change)
      guard let before, let after, let keys = change.table?.match.columns else { continue }
      let changes = SeriesComparison.changes(
        from: [PlottedTable(before, keys: keys)], to: [PlottedTable(after, keys: keys)],
        loader: loader)
      series += changes.map { "\(name): " + SeriesWords.text($0) }
    }
  }

  private static func table(_ name: String, of output: Output) -> Table? {
    guard let file = output.files.first(where: { $0.name == name }) else { return nil }
    var unheard = DiagnosticLog()
    let text = SourceText(name: "\(output.name): \(name)", bytes: file.bytes)
    return CSVReader.read(text, requiresRows: false, log: &unheard)
  }
}

extension PlottedTable {
  /// A table that was written as CSV: numbers beside the columns that tell the rows apart are measures.
  fileprivate init(_ table: Table, keys: [String]) {
    let columns = table.columns.map { column -> (PlottedColumn, Column) in
      let isMeasure = column.isNumeric && !keys.contains(column.name)
      let type = isMeasure ? "quantitative" : "ordinal"
      return (PlottedColumn(name: column.name, title: column.name, type: type), column)
    }
    self.init(columns, rowCount: table.rowCount)
  }
}

extension Column {
  fileprivate var isNumeric: Bool { if case .numbers = cells { true } else { false } }
}

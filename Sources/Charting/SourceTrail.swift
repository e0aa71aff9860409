import Diagnostics
import Tables

/// The sources of the rows that a chart draws, in order of first use.
struct SourceTrail {
  /// The keys in the Data Package.
  private(set) var keys: [String] = []
  /// What is printed for each: its attribution, else its key.
  private(set) var attributions: [String] = []

  init(_ view: BoundView, loader: DataLoader, log: inout DiagnosticLog) {
    for unit in view.units {
      let found = loader.attributions(
        of: 0..<unit.table.rowCount, in: unit.table.lineage, log: &log)
      for source in found where !keys.contains(source.key) {
        keys.append(source.key)
        if !attributions.contains(source.text) { attributions.append(source.text) }
      }
    }
  }
}

import Diagnostics
import OrderedCollections
import Tables

/// The sources of the rows that a chart draws, in order of first use.
struct SourceTrail {
  /// The keys in the Data Package.
  private(set) var keys: [String] = []
  /// What is printed for each: its attribution, else its key.
  private(set) var attributions: [String] = []

  init(_ view: BoundView, loader: DataLoader, log: inout DiagnosticLog) {
    var found: OrderedSet<SourceKey> = []
    for unit in view.units {
      for row in 0..<unit.table.rowCount {
        for origin in unit.table.lineage[row] {
          guard let column = origin.file.sourceKeys, case .text(let key) = column[origin.row] else {
            continue
          }
          found.append(SourceKey(key: key, file: origin.file))
        }
      }
    }
    for source in found {
      let attribution = loader.attribution(of: source.key, in: source.file)
      guard !attributions.contains(attribution) else { continue }
      keys.append(source.key)
      attributions.append(attribution)
    }
  }

  private struct SourceKey: Hashable {
    let key: String
    let file: DataFile
  }
}

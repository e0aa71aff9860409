import Diagnostics
import OrderedCollections
import Tables

/// The sources of the rows that a chart draws, in order of first use.
struct SourceTrail {
  /// The keys in the Data Package.
  private(set) var keys: [String] = []
  /// What is printed for them: their attributions, else their keys.
  private(set) var attributions: [String] = []
  /// The files of data that the rows come from.
  private(set) var files: [DataFile] = []

  init(_ view: BoundView, loader: DataLoader, language: String, log: inout DiagnosticLog) {
    var texts: OrderedSet<String> = []
    for unit in view.units {
      for file in unit.table.lineage.files where file.layout != .values && !files.contains(file) {
        files.append(file)
      }
      let found = loader.attributions(
        of: 0..<unit.table.rowCount, in: unit.table.lineage, log: &log)
      for source in found where !keys.contains(source.key) {
        keys.append(source.key)
        texts.append(source.text)
      }
      // Rows that name no source have those of their file.
      for file in unit.table.lineage.files where file.sourceKeys == nil && file.resource != nil {
        texts.append(contentsOf: file.generalSources.map(\.title))
      }
    }
    attributions = SourceTrail.grouped(Array(texts), language: language)
  }

  /// Works that are known in the same way are named together, where the first of them stands:
  /// `Aird 1982 and Calot 1984, as reported in Peng 1987`.
  static func grouped(_ attributions: [String], language: String) -> [String] {
    var groups: OrderedDictionary<String, [String]> = [:]
    for text in attributions {
      let (work, way) = parts(of: text)
      groups[way ?? text, default: []].append(way == nil ? "" : work)
    }
    return groups.map { way, works in
      works == [""] ? way : list(works, language: language) + ", " + way
    }
  }

  /// The work, and how it is known: the last part after a comma, if it says that.
  private static func parts(of text: String) -> (work: String, way: String?) {
    for phrase in [", as reported ", ", as told ", ", as carried ", ", recalled"] {
      guard let start = text.range(of: phrase)?.lowerBound else { continue }
      return (String(text[..<start]), String(text[start...].dropFirst(2)))
    }
    return (text, nil)
  }

  private static func list(_ works: [String], language: String) -> String {
    guard let last = works.last, works.count > 1, language.hasPrefix("en") else {
      return works.joined(separator: ", ")
    }
    return works.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  /// Where a text first stands in this one.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}

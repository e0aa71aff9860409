import Diagnostics
import OrderedCollections
import Tables

/// The names that a Data Package gives to the keys in its columns.
struct LabelCatalog {
  let loader: DataLoader

  /// The label of each key of a column that refers to a table with labels or titles.
  func labels(of field: FieldDescriptor?) -> [String: String] {
    guard let field else { return [:] }
    return loader.labels(of: field)
  }
}

/// Whether the values on one scale are of one unit.
enum UnitCheck {
  /// Adds an error for each position scale that mixes units.
  static func report(_ uses: OrderedDictionary<ScaleKey, [ScaleUse]>, log: inout DiagnosticLog) {
    for (key, list) in uses where key.channel.isPosition {
      var first: (unit: String, row: Lineage.Origin?)?
      for use in list {
        guard let field = use.channel.field, field.type == .quantitative,
          let source = field.source, let column = use.unit.raw[source]
        else { continue }
        for found in use.unit.raw.units(of: column) {
          guard let known = first else {
            first = (found.unit, use.unit.raw.lineage[found.row].first)
            continue
          }
          guard known.unit != found.unit else { continue }
          log.add(.mixedUnits(known.unit, found.unit, at: use.channel.place, rows: [
            known.row, use.unit.raw.lineage[found.row].first,
          ]))
        }
      }
    }
  }
}

extension Diagnostic {
  static func mixedUnits(
    _ first: String, _ second: String, at place: Place, rows: [Lineage.Origin?]
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "mixed-units", "one axis would mix '\(first)' and '\(second)'", at: place,
      why: "lengths on one axis can be compared only if they are of one unit",
      hint: "filter the rows, or draw two charts")
    problem.notes = zip(rows, [first, second]).compactMap { origin, unit in
      origin.map { .init("here the unit is '\(unit)'", at: $0.file.place(ofRow: $0.row)) }
    }
    return problem
  }
}

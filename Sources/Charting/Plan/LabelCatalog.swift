import Diagnostics
import OrderedCollections
import Tables

/// The names that a Data Package gives to the keys in its columns.
struct LabelCatalog {
  let loader: DataLoader

  /// The label of each key of a column that refers to a table with labels or titles.
  func labels(of field: FieldDescriptor?, log: inout DiagnosticLog) -> KeyCatalog? {
    guard let field else { return nil }
    return loader.labels(of: Column(field.name, .values([]), field: field), log: &log)
  }
}

/// Whether the values on one scale are of one unit.
enum UnitCheck {
  /// Adds an error for each position scale that mixes units.
  static func report(_ uses: OrderedDictionary<ScaleKey, [ScaleUse]>, log: inout DiagnosticLog) {
    for (key, list) in uses where key.channel.isPosition {
      var first: UnitUse?
      for use in list {
        guard let field = use.channel.field, field.type == .quantitative, let source = field.source
        else { continue }
        for found in use.unit.raw.units(of: source) {
          guard let known = first else {
            first = found
            continue
          }
          guard known.unit != found.unit else { continue }
          log.add(.mixedUnits(known, found, at: use.channel.place))
        }
      }
    }
  }
}

extension Diagnostic {
  static func mixedUnits(
    _ first: UnitUse, _ second: UnitUse, at place: Place
  ) -> Diagnostic {
    var problem = Diagnostic.error(
      "mixed-units", "one axis would mix '\(first.unit)' and '\(second.unit)'", at: place,
      why: "lengths on one axis can be compared only if they are of one unit",
      hint: "filter the rows, or draw two charts")
    problem.notes = [first, second].compactMap { use in
      use.place.map { .init("here the unit is '\(use.unit)'", at: $0) }
    }
    return problem
  }
}

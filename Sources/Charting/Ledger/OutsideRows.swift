import Diagnostics
import OrderedCollections
import Tables

/// Values of the data outside a domain that the spec sets: they are drawn outside the plot.
struct OutsideRows {
  /// The least and the greatest value that have a place in the plot.
  let low: Double
  let high: Double

  /// What lies outside, of all uses of a scale; nil if nothing does.
  ///
  /// Layers that show the same rows count once, panels add up.
  func rows(of uses: [ScaleUse]) -> (
    count: Int, example: Value, column: String, places: [Place]
  )? {
    var counts: OrderedDictionary<Place, Int> = [:]
    var first: (value: Value, column: String)?
    var places: [Place] = []
    // The parts of a composite mark show the same cells.
    var cells: Set<Place> = []
    for use in uses where use.vanishesOutside {
      guard let field = use.channel.field, let column = use.unit.table[field.column] else {
        continue
      }
      let rows = outside(column)
      guard let example = rows.first else { continue }
      let name = field.source ?? field.column
      if first == nil { first = (column[example], name) }
      let isPart = use.unit.mark.part != nil
      counts[use.unit.spec.place, default: 0] +=
        isPart
        ? use.unit.table.places(of: rows, column: name).count { cells.insert($0).inserted }
        : rows.count
      for place in use.unit.table.places(of: rows, column: name)
      where places.count < 3 && !places.contains(place) {
        places.append(place)
      }
    }
    guard let first, let count = counts.values.max() else { return nil }
    return (count, first.value, first.column, places)
  }

  /// The rows whose values lie outside by more than an error of arithmetic.
  private func outside(_ column: Column) -> [Int] {
    let ends = [low, high].filter(\.isFinite).map(\.magnitude)
    let slack = (ends.max() ?? 0) * 1e-9
    return (0..<column.count).filter { row in
      guard let number = column[row].number, number.isFinite else { return false }
      return number < low - slack || number > high + slack
    }
  }
}

extension ScaleUse {
  /// Whether a value outside the domain leaves the plot, though nobody says that it is meant.
  fileprivate var vanishesOutside: Bool {
    guard channel.channel.primary == .x || channel.channel.primary == .y else { return false }
    // What a composite mark has worked out is no cell of anybody's, and pieces of stacks are no places.
    guard unit.mark.part == nil || showsCells, unit.stack?.channel != channel.channel.primary else {
      return false
    }
    return unit.settings.clip == nil
  }

  /// Whether the values stand in a file as they are, as those of the mark `estimates` do.
  private var showsCells: Bool {
    guard let field = channel.field else { return false }
    return unit.table.lineage.files.contains { $0.column(field.source ?? field.column) != nil }
  }
}

import Diagnostics
import OrderedCollections
import Tables

/// Rows of one series of a line or an area that stand at the same place along it: one warning for
/// each channel, however many layers and panels show it.
struct SamePlaces {
  private struct Found {
    var channel: Channel
    var column: String
    /// How many rows of each view, its panels added up: layers show the same rows.
    var counts: OrderedDictionary<Place, Int> = [:]
    var places: [Place] = []
  }

  private var found: OrderedDictionary<Place, Found> = [:]

  /// Takes in the rows of a mark.
  mutating func add(_ mark: MarkPlan, of unit: BoundUnit) {
    let rows = SamePlaces.rows(mark, of: unit)
    guard !rows.isEmpty, let bound = unit[SamePlaces.channel(mark)], let field = bound.field else {
      return
    }
    let column = field.source ?? field.column
    var known = found[bound.place] ?? Found(channel: bound.channel, column: column)
    known.counts[unit.spec.place, default: 0] += rows.count
    for place in mark.table.places(of: rows, column: column)
    where known.places.count < 3 && !known.places.contains(place) {
      known.places.append(place)
    }
    found[bound.place] = known
  }

  /// The rows of a mark that stand where another row of their series stands already.
  static func rows(_ mark: MarkPlan, of unit: BoundUnit) -> [Int] {
    guard mark.type.isSeries, mark.followsPlaces, unit.mark.part == nil else { return [] }
    let channel = channel(mark)
    guard let field = unit[channel]?.field else { return [] }
    let measure = unit[channel == .x ? .y : .x]?.field?.column
    return mark.rowsAtSamePlace(along: field.column, measure: measure)
  }

  /// The channel along which a path runs.
  private static func channel(_ mark: MarkPlan) -> Channel {
    mark.orient == .horizontal && mark.type != .trail ? .y : .x
  }

  /// The warnings.
  func report(to log: inout DiagnosticLog) {
    for (place, found) in found {
      log.add(
        .samePlaces(
          found.counts.values.max() ?? 0, along: found.channel, found.column, at: place,
          found.places))
    }
  }
}

extension MarkPlan {
  /// The rows that stand where another row of their series stands before them, with another measure.
  ///
  /// A series that lies at one place as a whole is a line across, which is meant.
  func rowsAtSamePlace(along name: String, measure: String?) -> [Int] {
    guard !series.contains(name), let column = table[name], !isRising(column) else { return [] }
    let measured = measure.flatMap { table[$0] }
    let places = table.grouped(by: series + [name]).groups
    // No series has more than one row at a place, or each is one place.
    guard places.contains(where: { $0.count > 1 }) else { return [] }
    let seriesOfRow = table.grouped(by: series).groupOfRow
    var placesOfSeries: [Int: Int] = [:]
    for place in places {
      placesOfSeries[place.first.map { seriesOfRow[$0] } ?? 0, default: 0] += 1
    }
    var rows: [Int] = []
    for place in places {
      guard let first = place.first, !column[first].isNull,
        placesOfSeries[seriesOfRow[first], default: 0] > 1
      else { continue }
      let value = measured?[first] ?? .null
      rows += place.dropFirst().filter { row in
        let other = measured?[row] ?? .null
        return !other.isNull && other != value
      }
    }
    return rows.sorted()
  }

  /// Whether each row stands after the one before it, as in most tables with one series: then no
  /// two stand at one place, and nothing has to be gathered.
  private func isRising(_ column: Column) -> Bool {
    guard case .numbers(let cells) = column.cells else {
      if case .dates(let cells) = column.cells { return Self.isRising(cells) }
      return false
    }
    return Self.isRising(cells)
  }

  private static func isRising(_ cells: [Double]) -> Bool {
    zip(cells, cells.dropFirst()).allSatisfy { $0 < $1 }
  }
}

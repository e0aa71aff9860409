import Diagnostics
import OrderedCollections
import Tables

/// What would vanish from a chart unseen, gathered from all its marks and panels: in the end there is
/// one warning for each mark, with how many rows there are and the first places in the data.
///
/// A row of which nothing is known but where it would stand is no loss: an empty cell beside a year says
/// that there is no value, and the chart shows none. A row that holds another measure is one.
struct VanishingRows {
  /// A field that rows lack, in a channel.
  private struct Lack: Hashable {
    var channel: Channel
    /// The column in the data, as far as it stands there.
    var column: String
  }

  /// The rows of a mark that lack something.
  private struct Loss {
    var channel: BoundChannel
    var counts: OrderedDictionary<Lack, Int> = [:]
    /// The rows of files that were counted: a mark with points shows each twice.
    private var seen: Set<Origin> = []
    var places: [Place] = []

    private struct Origin: Hashable {
      var lack: Lack
      var file: DataFile
      var row: Int
    }

    init(channel: BoundChannel) { self.channel = channel }

    mutating func add(_ rows: [Int], of table: Table, _ lack: Lack) {
      counts[lack, default: 0] += newCount(of: rows, table, lack)
      for place in table.places(of: rows, column: lack.column)
      where places.count < 3 && !places.contains(place) {
        places.append(place)
      }
    }

    /// From how many rows of files some rows were made that have not been counted yet; their own number
    /// if nothing is known of that.
    private mutating func newCount(of rows: [Int], _ table: Table, _ lack: Lack) -> Int {
      var count = 0
      var isKnown = false
      for row in rows {
        table.lineage.visit(row) { file, number in
          isKnown = true
          if seen.insert(Origin(lack: lack, file: file, row: number)).inserted { count += 1 }
        }
      }
      return isKnown ? count : rows.count
    }
  }

  /// Missing values by the view that would show them; panels of a view add up.
  private var missing: OrderedDictionary<Place, Loss> = [:]
  /// Values that are not a number, by their column.
  private var notNumbers: OrderedDictionary<String, Loss> = [:]
  /// What a reader sees: lines and areas have a gap there.
  private var gaps: Set<Lack> = []
  /// The columns of which another message says already that values are missing.
  private var told: Set<String> = []
  /// Where the columns were made that are not of a file.
  private var makers: [String: Place] = [:]

  /// Remembers which step made a column.
  mutating func note(_ column: String, madeAt place: Place) { makers[column] = place }

  /// Says that of a column's missing values something is said elsewhere.
  mutating func isTold(_ column: String) { told.insert(column) }

  /// Takes in the rows of a mark that have no place; `table` holds them still.
  mutating func add(_ unit: BoundUnit, _ table: Table) {
    // What a composite mark is made of is no row of anybody's.
    guard unit.mark.part == nil else { return }
    let breaksPaths = InvalidRule(unit.settings.invalid, unit.type).breaksPaths
    for invalid in unit.invalid {
      guard let field = invalid.channel.field else { continue }
      let lack = Lack(channel: invalid.channel.channel, column: field.source ?? field.column)
      if breaksPaths { gaps.insert(lack) }
      // Who writes what becomes of invalid rows knows of them.
      guard unit.settings.invalid == nil else { continue }
      switch invalid.reason {
      // What made numbers endless says so itself, and so does what could not read a cell.
      case .endless, .unreadable: continue
      case .notANumber:
        notNumbers[lack.column, default: Loss(channel: invalid.channel)]
          .add(invalid.rows, of: table, lack)
      case .missing:
        if breaksPaths || told.contains(lack.column) || told.contains(field.column) { continue }
        let lost = invalid.rows.filter { unit.holdsMeasure($0, of: table, besides: field.column) }
        if lost.isEmpty { continue }
        missing[unit.spec.place, default: Loss(channel: invalid.channel)]
          .add(lost, of: table, lack)
      }
    }
  }

  /// The warnings.
  func report(to log: inout DiagnosticLog) {
    for (column, loss) in notNumbers {
      let count = loss.counts.values.max() ?? 0
      log.add(.notNumbers(count, column, at: makers[column] ?? loss.channel.place, loss.places))
    }
    // Several layers show the same rows.
    var reported: Set<Lack> = gaps
    for loss in missing.values {
      let lacks = loss.counts.filter { !reported.contains($0.key) }
      if lacks.isEmpty { continue }
      reported.formUnion(lacks.keys)
      log.add(
        .missingValues(
          lacks.map { ($0.key.column, $0.value) }, at: loss.channel.place, loss.places))
    }
  }
}

extension BoundUnit {
  /// Whether a row of a table holds a number that the mark would show along another channel.
  fileprivate func holdsMeasure(_ row: Int, of table: Table, besides column: String) -> Bool {
    channels.contains { channel in
      guard channel.channel.hasScale, let field = channel.field, field.column != column,
        field.type == .quantitative
      else { return false }
      return table.value(field.column, row: row).number?.isFinite ?? false
    }
  }
}

extension Diagnostic {
  static func missingValues(
    _ lacks: [(column: String, count: Int)], at place: Place, _ places: [Place]
  ) -> Diagnostic {
    let count = lacks.reduce(0) { $0 + $1.count }
    let names = lacks.map { lacks.count == 1 ? "'\($0.column)'" : "'\($0.column)' (\($0.count))" }
    let columns = [names.dropLast().joined(separator: ", "), names.last ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " and ")
    return Diagnostic(
      .warning, "missing-value",
      "\(count == 1 ? "1 row has" : "\(count) rows have") no value in \(columns) "
        + "and \(isAre(count)) not drawn",
      at: place, why: "what else \(count == 1 ? "it holds" : "they hold") is not seen either",
      notes: first(places, of: count),
      hints: [
        "fill the cells, leave the rows out with a filter (isValid(datum['\(lacks[0].column)'])), "
          + "or write 'invalid: filter' on the mark, which says that it is meant"
      ])
  }

  static func notNumbers(
    _ count: Int, _ column: String, at place: Place, _ places: [Place]
  ) -> Diagnostic {
    let values = count == 1 ? "1 value" : "\(count) values"
    return Diagnostic(
      .warning, "not-a-number",
      "\(values) of '\(column)' \(isAre(count)) not a number and \(isAre(count)) not drawn",
      at: place, why: "what has no result, such as 0/0 or the square root of -1, has no place",
      notes: first(places, of: count),
      hints: ["leave the rows out with a filter before"])
  }

  static func lookupMisses(
    _ rows: [Int], of table: Table, _ own: String, _ other: String, at place: Place?
  ) -> Diagnostic {
    let finds = rows.count == 1 ? "finds" : "find"
    return Diagnostic(
      .warning, "lookup-without-match",
      "\(rows.count) of \(table.rowCount) rows \(finds) no '\(own)' among the other data",
      at: place, why: "it is compared with their '\(other)'; what is looked up is missing there",
      notes: first(table.places(of: rows, column: own), of: rows.count),
      hints: ["mend the keys, or say with 'default' what the rows get instead"])
  }

  static func hiddenRows(
    _ rows: [Int], of other: Table, _ key: String, at place: Place?
  ) -> Diagnostic {
    let count = rows.count
    return Diagnostic(
      .warning, "duplicate-key",
      "\(count == 1 ? "1 row is" : "\(count) rows are") not looked up: a later row has the same "
        + "'\(key)', and says something else", at: place,
      why: "of several rows with one key the last counts",
      notes: first(other.places(of: rows, column: key), of: count),
      hints: ["leave one row for each key, or gather the rows with an aggregate"])
  }

  static func samePlaces(
    _ count: Int, along channel: Channel, _ column: String, at place: Place, _ places: [Place]
  ) -> Diagnostic {
    let stand = count == 1 ? "1 row stands" : "\(count) rows stand"
    return Diagnostic(
      .warning, "same-place",
      "\(stand) at the same '\(column)' as another row of the same series", at: place,
      why: "a path that runs along '\(channel.rawValue)' goes up and down there",
      notes: first(places, of: count),
      hints: [
        "part the series with 'color' or 'detail', gather the rows with an aggregate, or lead the "
          + "path with 'order'"
      ])
  }

  static func outside(
    _ count: Int, _ example: String, of column: String, at place: Place, _ places: [Place]
  ) -> Diagnostic {
    let what = count == 1 ? "1 value lies" : "\(count) values lie"
    return Diagnostic(
      .warning, "outside-domain",
      "\(what) outside this domain (column '\(column)'), such as \(example)", at: place,
      why: count == 1
        ? "it is drawn outside the plot, or a line to it leaves the plot"
        : "they are drawn outside the plot, or lines to them leave the plot",
      notes: first(places, of: count),
      hints: [
        "widen the domain, leave the rows out with a filter, or write 'clip: true' on the mark, "
          + "which says that it is meant"
      ])
  }

  private static func isAre(_ count: Int) -> String { count == 1 ? "is" : "are" }

  /// The first places where the data hold what is told.
  private static func first(_ places: [Place], of count: Int) -> [Note] {
    places.enumerated().map { index, place in
      let rest = count - places.count
      let isLast = index == places.count - 1
      return Note(isLast && rest > 0 ? "here, and \(rest) more" : "here", at: place)
    }
  }
}

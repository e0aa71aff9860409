import Charting
import Diagnostics
import Tables

/// What is different in one series of a figure: the largest of the changes, and how many there are.
public struct SeriesChange: Sendable, Equatable {
  /// What the series is called; empty if the figure has only one.
  public var name: String
  /// What is measured: the title of the axis or the legend.
  public var measure: String
  /// The unit, if a Data Package tells it.
  public var unit: String?
  /// Where the largest change is, such as a year; empty if the series has one value.
  public var place: String
  /// The value before; nil if there was none.
  public var old: Double?
  /// The value after; nil if there is none.
  public var new: Double?
  /// How many values are others.
  public var changed = 0
  /// How many values there are for the first time.
  public var added = 0
  /// How many values there are no longer.
  public var removed = 0
  /// How many values the series has, before or after.
  public var count = 0
  /// Whether the figure shows several measures, so that a name alone would not tell which.
  var isOneOfSeveral = false

  /// Whether nothing has changed in it.
  var isEmpty: Bool { changed == 0 && added == 0 && removed == 0 }
}

/// Finds what is different in the series of a figure, from the numbers that it shows.
struct SeriesComparison {
  /// A series with a measure, by the texts that tell it from others.
  private struct Key: Hashable {
    var names: [String]
    var measure: String
  }

  private let loader: DataLoader
  /// Whether the table that is compared has several measures.
  private var areSeveral = false
  private var order: [Key] = []
  private var series: [Key: SeriesChange] = [:]
  private var largest: [Key: Double] = [:]

  /// The series that differ, in the order of the figure.
  static func changes(
    from old: [PlottedTable], to new: [PlottedTable], loader: DataLoader
  ) -> [SeriesChange] {
    var comparison = SeriesComparison(loader)
    var rest = old
    for table in new {
      let names = Set(table.columns.map(\.name))
      let index =
        rest.firstIndex { Set($0.columns.map(\.name)) == names }
        ?? rest.firstIndex { !names.isDisjoint(with: $0.columns.map(\.name)) }
      comparison.compare(index.map { rest.remove(at: $0) }, table)
    }
    for table in rest { comparison.compare(table, nil) }
    return comparison.order.compactMap { comparison.series[$0] }.filter { !$0.isEmpty }
  }

  private init(_ loader: DataLoader) { self.loader = loader }

  private mutating func compare(_ old: PlottedTable?, _ new: PlottedTable?) {
    guard let table = new ?? old else { return }
    let (before, after) = (old?.table ?? .empty, new?.table ?? .empty)
    let measures = table.columns.filter { $0.type == "quantitative" }
    let dimensions = table.columns.filter { $0.type != "quantitative" }
    let difference = TableDifference(
      from: before, to: after, candidates: dimensions.map(\.name))
    let labels = SeriesLabels(table, loader)
    areSeveral = measures.count > 1
    for measure in measures {
      for (row, oldRow) in difference.oldRows.enumerated() {
        note(
          oldRow.map { before.value(measure.name, row: $0) } ?? .null,
          after.value(measure.name, row: row), measure, labels.words(of: after, row: row))
      }
      for row in difference.rowsRemoved {
        note(
          before.value(measure.name, row: row), .null, measure, labels.words(of: before, row: row))
      }
    }
  }

  private mutating func note(
    _ old: Value, _ new: Value, _ measure: PlottedColumn, _ words: SeriesLabels.Words
  ) {
    let key = Key(names: words.series, measure: measure.name)
    if series[key] == nil {
      order.append(key)
      var change = SeriesChange(
        name: words.series.joined(separator: ", "), measure: measure.title, unit: measure.unit,
        place: "")
      change.isOneOfSeveral = areSeveral
      series[key] = change
    }
    guard var change = series[key] else { return }
    defer { series[key] = change }
    let size: Double
    switch (old.number, new.number) {
    case (nil, nil): return
    case (let before?, let after?):
      change.count += 1
      guard before != after, !(before.isNaN && after.isNaN) else { return }
      change.changed += 1
      size = abs(after - before)
    case (nil, _):
      change.count += 1
      change.added += 1
      size = -1
    case (_, nil):
      change.count += 1
      change.removed += 1
      size = -1
    }
    // What has a value before and after tells more than what comes or goes.
    guard size > largest[key] ?? -.infinity else { return }
    largest[key] = size
    (change.place, change.old, change.new) = (words.place, old.number, new.number)
  }
}

/// What the series and the places of a table of plotted numbers are called.
private struct SeriesLabels {
  struct Words {
    var series: [String]
    var place: String
  }

  private var series: [(name: String, labels: KeyCatalog?)] = []
  private var places: [(name: String, labels: KeyCatalog?)] = []

  init(_ table: PlottedTable, _ loader: DataLoader) {
    var log = DiagnosticLog()
    let dimensions = table.columns.indices.filter { table.columns[$0].type != "quantitative" }
    let ordered = dimensions.filter { ["year", "temporal"].contains(table.columns[$0].type) }
    // Without a time the first of the names is the place: bars stand at names.
    let place = ordered.isEmpty ? Array(dimensions.prefix(1)) : ordered
    let series = Self.series(dimensions.filter { !place.contains($0) }, beside: place, of: table)
    func entry(_ index: Int) -> (name: String, labels: KeyCatalog?) {
      let name = table.columns[index].name
      let known = Column(name, .values([]), field: table.field(column: index))
      return (name, loader.labels(of: known, log: &log))
    }
    places = place.map(entry)
    self.series = series.map(entry)
  }

  /// The columns that tell the series apart: the first that does it alone, else as many as it takes;
  /// none if each place has one value.
  private static func series(
    _ candidates: [Int], beside places: [Int], of plotted: PlottedTable
  ) -> [Int] {
    let table = plotted.table
    func tellsApart(_ columns: [Int]) -> Bool {
      let names = (places + columns).map { plotted.columns[$0].name }
      return table.grouped(by: names).count == table.rowCount
    }
    if tellsApart([]) { return [] }
    // What is empty in some rows tells something beside the series, such as a label.
    let whole = candidates.filter { index in
      (0..<plotted.rowCount).allSatisfy { !plotted.value(row: $0, column: index).isNull }
    }
    if let one = whole.first(where: { tellsApart([$0]) }) { return [one] }
    var taken: [Int] = []
    for index in whole {
      taken.append(index)
      if tellsApart(taken) { break }
    }
    return taken
  }

  func words(of table: Table, row: Int) -> Words {
    func text(_ entry: (name: String, labels: KeyCatalog?)) -> String {
      let value = table.value(entry.name, row: row)
      guard !value.isNull else { return "" }
      let text = value.text
      return entry.labels.flatMap { $0.row(of: text) == nil ? nil : $0.text(of: text) } ?? text
    }
    return Words(
      series: series.map(text).filter { !$0.isEmpty },
      place: places.map(text).filter { !$0.isEmpty }.joined(separator: ", "))
  }
}

import Canvas
import Diagnostics
import OrderedCollections
import Tables

/// Closes the books of a chart that has been drawn: which rows stand behind what is seen.
struct LedgerMaker {
  /// What became of the rows of a file.
  private struct Account {
    var isDrawn: [Bool]
    /// For each row the reasons why layers did not draw it, by their numbers.
    var causes: [[Int]]
  }

  private let book: LedgerBook
  private var accounts: OrderedDictionary<DataFile, Account> = [:]
  private var causes: OrderedSet<RowLedger.Cause> = []
  private var marks: OrderedDictionary<MarkKey, RowLedger.Mark> = [:]

  /// A mark of a view, in all panels: an overlay has the place of what it lies on, and `repeat` draws
  /// other fields at the same place.
  private struct MarkKey: Hashable {
    var place: Place
    var type: MarkType
    var fields: [RowLedger.Field]
  }

  /// The ledger of a chart: of what the flow wrote down, and of the marks as they were laid out.
  static func ledger(
    _ book: LedgerBook, _ bound: BoundView, _ plan: ChartPlan, _ frame: ChartFrame,
    _ loader: DataLoader, log: inout DiagnosticLog
  ) -> RowLedger {
    var maker = LedgerMaker(book)
    let units = bound.units
    for (plot, _) in frame.view.plots {
      for (mark, drawn) in zip(plot.plan.marks, plot.marks) {
        guard let index = mark.unit, units.indices.contains(index) else { continue }
        maker.add(units[index], mark, drawn, plot, plan)
      }
    }
    maker.notePartings()
    var ledger = RowLedger()
    ledger.title = plan.head.title.joined(separator: " ")
    ledger.files = maker.files()
    ledger.steps = Array(book.steps.values)
    ledger.marks = Array(maker.marks.values)
    ledger.sources = maker.sources(loader, log: &log)
    return ledger
  }

  private init(_ book: LedgerBook) {
    self.book = book
    for file in book.files { open(file) }
    for removal in book.removals {
      for origin in removal.rows { note(removal.cause, origin.file, origin.row) }
    }
  }

  /// Gives the rows a reason that have no other.
  private mutating func notePartings() {
    for parting in book.partings {
      for origin in parting.rows {
        let causes = accounts[origin.file]?.causes ?? []
        if causes.indices.contains(origin.row), !causes[origin.row].isEmpty { continue }
        note(parting.cause, origin.file, origin.row)
      }
    }
  }

  // MARK: Accounts

  private mutating func open(_ file: DataFile) {
    guard accounts[file] == nil else { return }
    let count = file.rowStarts.count
    accounts[file] = Account(
      isDrawn: [Bool](repeating: false, count: count),
      causes: [[Int]](repeating: [], count: count))
  }

  private mutating func note(_ cause: RowLedger.Cause, _ file: DataFile, _ row: Int) {
    open(file)
    let number = causes.append(cause).index
    guard let known = accounts[file]?.causes, known.indices.contains(row),
      !known[row].contains(number)
    else { return }
    accounts[file]?.causes[row].append(number)
  }

  private mutating func noteDrawn(_ file: DataFile, _ row: Int) {
    open(file)
    guard accounts[file]?.isDrawn.indices.contains(row) ?? false else { return }
    accounts[file]?.isDrawn[row] = true
  }

  private func files() -> [RowLedger.File] {
    accounts.map { file, account in
      var drops: OrderedDictionary<[Int], [Int]> = [:]
      for row in account.isDrawn.indices where !account.isDrawn[row] {
        drops[account.causes[row], default: []].append(row)
      }
      let sorted = drops.enumerated().sorted { a, b in
        a.element.value.count != b.element.value.count
          ? a.element.value.count > b.element.value.count : a.offset < b.offset
      }
      return RowLedger.File(
        file: file, rowsRead: account.isDrawn.count, rowsDrawn: account.isDrawn.count { $0 },
        drops: sorted.map { entry in
          RowLedger.Drop(causes: entry.element.key.map { causes[$0] }, rows: entry.element.value)
        },
        repeatedKeys: file.repeatedKeys.map { RowLedger.RepeatedKey(columns: $0, rows: $1) })
    }
  }

  // MARK: Marks

  private mutating func add(
    _ unit: BoundUnit, _ mark: MarkPlan, _ drawn: DrawnMark, _ plot: PlotFrame, _ plan: ChartPlan
  ) {
    let placing = MarkPlacing(mark: mark, drawn: drawn, plot: plot)
    let seen = Set(placing.seen)
    let reasons = UnplacedReason(unit: unit, mark: mark, scales: plan.scales)
    let key = MarkKey(place: unit.spec.place, type: unit.type, fields: unit.ledgerFields)
    var account =
      marks[key]
      ?? RowLedger.Mark(type: unit.type.rawValue, place: mark.place, fields: key.fields)
    for row in 0..<mark.table.rowCount {
      if seen.contains(row), !reasons.hasNoLogarithm(row) {
        mark.table.lineage.visit(row) { noteDrawn($0, $1) }
        continue
      }
      let cause = reasons.cause(row, after: placing.cause(row))
      account.add(cause)
      mark.table.lineage.visit(row) { note(cause, $0, $1) }
    }
    for invalid in unit.invalid where !InvalidRule(unit.settings.invalid, unit.type).breaksPaths {
      for _ in invalid.rows { account.add(invalid.cause) }
      account.rows += invalid.rows.count
    }
    account.rows += mark.table.rowCount
    account.rowsDrawn += seen.count { !reasons.hasNoLogarithm($0) }
    // A line is one item of many rows; of others each row has its own.
    account.items +=
      mark.type.isSeries
      ? drawn.items.count
      : drawn.items.count { seen.contains($0.row) && !reasons.hasNoLogarithm($0.row) }
    account.itemsOutside += placing.itemsOutside
    account.rowsAtSamePlace += SamePlaces.rows(mark, of: unit).count
    marks[key] = account
  }
}

extension RowLedger.Mark {
  /// Counts a row that is not drawn.
  fileprivate mutating func add(_ cause: RowLedger.Cause) {
    if let index = drops.firstIndex(where: { $0.cause == cause }) {
      drops[index].rows += 1
    } else {
      drops.append((cause, 1))
    }
  }
}

extension RowLedger {
  /// Adds the parameters that have a value.
  mutating func addParameters(_ parameters: Parameters, given: [GivenParameter]) {
    for name in parameters.names where parameters.selections[name] == nil {
      guard let value = parameters.values[name] else { continue }
      let isGiven = given.contains { $0.name == name }
      self.parameters.append(Parameter(name: name, value: value.text, isGiven: isGiven))
    }
  }
}

// MARK: Sources

extension LedgerMaker {
  private func sources(_ loader: DataLoader, log: inout DiagnosticLog) -> [RowLedger.Source] {
    var sources: OrderedDictionary<String, RowLedger.Source> = [:]
    for (file, account) in accounts {
      let drawn = account.isDrawn.indices.filter { account.isDrawn[$0] }
      let catalog = file.package.flatMap { loader.sources(of: $0, log: &log) }
      let license = file.resource?.licenses.first ?? file.package?.licenses.first
      let statuses = file.column("status")
      var rest: [Int] = []
      for row in drawn {
        guard let key = file.sourceKey(ofRow: row) else {
          rest.append(row)
          continue
        }
        var source = sources[key] ?? RowLedger.Source(key, catalog)
        source.terms = source.terms ?? license.map { $0.title ?? $0.name }
        source.add(statuses?[row])
        sources[key] = source
      }
      guard !rest.isEmpty, file.resource != nil else { continue }
      for general in file.generalSources {
        var source =
          sources[general.title]
          ?? RowLedger.Source(
            attribution: general.title, terms: license.map { $0.title ?? $0.name },
            address: general.path, rows: 0, statuses: [])
        for row in rest { source.add(statuses?[row]) }
        sources[general.title] = source
      }
    }
    return Array(sources.values)
  }
}

extension RowLedger.Source {
  /// What a package says of a source.
  fileprivate init(_ key: String, _ catalog: KeyCatalog?) {
    func text(_ columns: [String]) -> String? {
      for column in columns {
        let value = catalog?.value(column, of: key) ?? .null
        if !value.isNull, !value.text.isEmpty { return value.text }
      }
      return nil
    }
    self.init(
      key: key, attribution: catalog?.text(of: key) ?? key,
      terms: text(["license", "licence", "terms", "rights"]),
      address: text(["url", "doi", "path", "address"]), howRead: text(["how_read", "read"]),
      rows: 0, statuses: [])
  }

  /// Counts a row.
  fileprivate mutating func add(_ status: Value?) {
    rows += 1
    guard let status, !status.isNull, !status.text.isEmpty else { return }
    if let index = statuses.firstIndex(where: { $0.status == status.text }) {
      statuses[index].rows += 1
    } else {
      statuses.append((status.text, 1))
    }
  }
}

import Canvas
import Diagnostics
import Notation
import OrderedCollections
import Tables

/// Binds views to rows: reads data, runs transforms, splits facets, aggregates and stacks.
struct DataFlow {
  let loader: DataLoader
  let files: SourceFiles
  let datasets: [String: Node]
  let config: ConfigSpec
  /// What expressions may name; some transforms add to it.
  var parameters: Parameters
  var log = DiagnosticLog()
  /// How many of the errors are those of data that could be read all the same.
  private(set) var rowErrors = 0
  /// How many steps have drawn lots, so that each has lots of its own.
  var chances = 0
  /// The data that were read under a name, which other views may ask for.
  private var named: [String: Table] = [:]
  /// The bins of the columns made so far; all panels and layers of a view share them.
  var bins: [String: BinRule] = [:]
  /// The columns that the channels of the view at hand will make of rows that they gather.
  var gathered: [String] = []
  /// Whether any row passed each filter, in any of the facets in which it stands.
  var filters: OrderedDictionary<Place, Bool> = [:]
  /// What is written down of the rows, if somebody asks for it.
  var book: LedgerBook?
  /// What would vanish unseen.
  var vanishing = VanishingRows()

  init(
    loader: DataLoader, files: SourceFiles, datasets: [String: Node], config: ConfigSpec,
    parameters: Parameters
  ) {
    (self.loader, self.files, self.datasets, self.config) = (loader, files, datasets, config)
    self.parameters = parameters
  }

  /// The rows of a view and its inner views; nil after an error that is in the log.
  mutating func bind(_ view: ViewSpec, parent: Table?) -> BoundView? {
    guard let table = rows(of: view, parent: parent) else { return nil }
    switch view.content {
    case .unit(let mark): return bindUnit(view, mark, table).map { .unit($0) }
    case .layer(let layers):
      let bound = layers.map { bind($0, parent: table) }
      guard bound.allSatisfy({ $0 != nil }) else { return nil }
      return .layer(BoundLayer(spec: view, layers: bound.compactMap { $0 }))
    case .facet(let facet, let child): return bindFacet(view, facet, child, table)
    case .concat(let concat, let views):
      let bound = views.map { bind($0, parent: table) }
      guard bound.allSatisfy({ $0 != nil }) else { return nil }
      return .concat(BoundConcat(spec: view, concat: concat, views: bound.compactMap { $0 }))
    }
  }

  /// Reports filters that let nothing pass: an error if nothing at all is left to be drawn.
  mutating func reportEmptiness(of view: BoundView, at place: Place) {
    let empty = filters.filter { !$0.value }.keys
    let isEmpty = view.units.allSatisfy { $0.table.rowCount == 0 }
    for place in empty { log.add(.emptyFilter(at: place.head, isError: isEmpty)) }
    if isEmpty, empty.isEmpty { log.add(.nothingToDraw(at: place.head)) }
  }

  // MARK: Rows

  private mutating func rows(of view: ViewSpec, parent: Table?) -> Table? {
    guard !view.hasUnreadData else { return nil }
    var table: Table
    switch view.data {
    case .value(let data):
      guard let read = read(data) else { return nil }
      table = read
    case .null: table = Self.noRows
    case nil: table = parent ?? Self.noRows
    }
    // A step that fails leaves the columns that it was to make, so that later ones can be checked.
    for step in view.transform {
      let before = table
      table = apply(step, to: before)
      book?.note(step, from: before, to: table)
    }
    // Before rows are split among facets and layers, so that what is wrong is told once, and that
    // all share their bins.
    for (channel, spec) in view.channelSpecs {
      if let field = spec.field { _ = table.addPath(field.name) }
      if let field = spec.field, let asked = spec.bin?.wrapped?.parameters(for: channel),
        table[field.name] != nil
      {
        _ = addBins(asked, of: field.name, at: field.place, to: &table)
      }
      guard let field = spec.field, let type = spec.type, table[field.name] != nil,
        spec.aggregate.map(\.op.isArithmetic) ?? true
      else { continue }
      coerce(field.name, to: type, at: field.place, in: &table)
    }
    return table
  }

  /// Without data a view is drawn once, with what it says itself.
  private static let noRows = Table(columns: [], rowCount: 1)

  /// The rows of some data; nil after an error that is in the log.
  mutating func read(_ data: DataSpec) -> Table? {
    let errors = log.errorCount
    var table = readSource(data)
    if table != nil { rowErrors += log.errorCount - errors }
    if let read = table, book != nil { table = book?.read(read, values: data.values(datasets)) }
    if let name = data.name, let table { named[name] = table }
    return table
  }

  private mutating func readSource(_ data: DataSpec) -> Table? {
    switch data.source {
    case .url(let url, let place):
      return loader.load(url, namedAt: place, format: data.format, log: &log)
    case .values(let node): return loader.load(values: node, format: data.format, log: &log)
    case .name(let name, let place):
      guard let node = datasets[name] else {
        if let table = named[name] { return table }
        log.add(
          .unknownDataset(
            name, at: place, known: (Array(datasets.keys) + Array(named.keys)).sorted()))
        return nil
      }
      return loader.load(values: node, format: data.format, log: &log)
    case .graticule(let spec): return Self.mapRow(spec.graticule.geometry)
    case .sphere: return Self.mapRow(.sphere)
    case .sequence(let start, let stop, let step, let name):
      let count = max(0, Int(whole: ((stop - start) / step).rounded(.up)) ?? 0)
      let numbers = (0..<count).map { start + Double($0) * step }
      return Table(columns: [Column(name, .numbers(numbers))], rowCount: count)
    }
  }

  // MARK: Facets

  private mutating func bindFacet(
    _ view: ViewSpec, _ facet: FacetSpec, _ child: ViewSpec, _ table: Table
  ) -> BoundView? {
    let rows = facet.row.flatMap { facetField($0, .row, table) }
    let columns = facet.column.flatMap { facetField($0, .column, table) }
    let wrap = facet.wrap.flatMap { facetField($0, .facet, table) }
    guard (facet.row == nil) == (rows == nil), (facet.column == nil) == (columns == nil),
      (facet.wrap == nil) == (wrap == nil)
    else {
      // There are no cells, but what stands in them can be checked.
      _ = bind(child, parent: table)
      return nil
    }
    notePanels([rows, columns, wrap].compactMap { $0 }, table, view)
    var cells: [FacetCell] = []
    if let wrap {
      let perRow = max(
        1, (facet.columns ?? config.facet.columns).flatMap { Int(whole: $0) } ?? wrap.values.count)
      for (index, value) in wrap.values.enumerated() {
        guard let view = cell(child, table, [(wrap, value)]) else { return nil }
        cells.append(FacetCell(row: index / perRow, column: index % perRow, view: view))
      }
    } else {
      for (r, row) in (rows?.values.map(Optional.some) ?? [nil]).enumerated() {
        for (c, column) in (columns?.values.map(Optional.some) ?? [nil]).enumerated() {
          let keys = [(rows, row), (columns, column)].compactMap { field, value in
            field.flatMap { field in value.map { (field, $0) } }
          }
          // Where no row has both values there is no panel.
          guard keys.count < 2 || !rowsInCommon(keys).isEmpty else { continue }
          guard let view = cell(child, table, keys) else { return nil }
          cells.append(FacetCell(row: r, column: c, view: view))
        }
      }
    }
    return .facet(
      BoundFacet(
        spec: view, facet: facet, rows: rows, columns: columns, wrap: wrap, cells: cells
      ).withoutEmptyValues)
  }

  /// Rows whose value has no panel.
  private mutating func notePanels(_ fields: [FacetField], _ table: Table, _ view: ViewSpec) {
    guard book != nil else { return }
    for field in fields {
      let shown = Set(field.values.flatMap { field.rows[$0] ?? [] })
      let name = field.binding.source ?? field.binding.column
      book?.takeOut(
        (0..<table.rowCount).filter { !shown.contains($0) }, of: table,
        RowLedger.Cause(.panel, "no panel for its '\(name)'", at: field.spec.place))
    }
  }

  private mutating func cell(
    _ child: ViewSpec, _ table: Table, _ keys: [(FacetField, Value)]
  ) -> BoundView? {
    guard !keys.isEmpty else { return bind(child, parent: table) }
    return bind(child, parent: table.picking(rowsInCommon(keys)))
  }

  private func rowsInCommon(_ keys: [(FacetField, Value)]) -> [Int] {
    let rows = keys.map { field, value in field.rows[value] ?? [] }
    guard let first = rows.first else { return [] }
    return rows.dropFirst().reduce(first) { kept, others in
      let wanted = Set(others)
      return kept.filter { wanted.contains($0) }
    }
  }

  private mutating func facetField(
    _ spec: ChannelSpec, _ channel: Channel, _ table: Table
  ) -> FacetField? {
    var copy = table
    if spec.aggregate != nil {
      log.add(.aggregatedFacet(at: spec.place))
      return nil
    }
    guard spec.field != nil else {
      log.add(.facetNeedsField(at: spec.place))
      return nil
    }
    guard let binding = fieldBinding(spec, channel, &copy), let column = copy[binding.column] else {
      return nil
    }
    let domain = DiscreteDomain.values(
      of: [
        DiscreteDomain.Part(
          column: column, raw: table, sort: spec.sort, stack: nil, timeUnit: binding.timeUnit)
      ])
    var rows: [Value: [Int]] = [:]
    for row in 0..<copy.rowCount { rows[column[row], default: []].append(row) }
    return FacetField(binding: binding, spec: spec, values: domain, rows: rows)
  }
}

extension DataSpec {
  /// The values that are written in the spec, if they are.
  fileprivate func values(_ datasets: [String: Node]) -> Node? {
    switch source {
    case .values(let node): node
    case .name(let name, _): datasets[name]
    default: nil
    }
  }
}

extension ViewSpec {
  /// The channels of this view and of those inside that have its rows unchanged.
  fileprivate var channelSpecs: [(Channel, ChannelSpec)] {
    let own = encoding.entries.flatMap { entry in entry.specs.map { (entry.channel, $0) } }
    switch content {
    case .unit: return own
    case .layer(let views), .concat(_, let views):
      return own + views.flatMap(\.inheritedChannelSpecs)
    case .facet(let facet, let child):
      let facets: [(Channel, ChannelSpec?)] = [
        (.row, facet.row), (.column, facet.column), (.facet, facet.wrap),
      ]
      return own + facets.compactMap { channel, spec in spec.map { (channel, $0) } }
        + child.inheritedChannelSpecs
    }
  }

  private var inheritedChannelSpecs: [(Channel, ChannelSpec)] {
    data == nil && transform.isEmpty ? channelSpecs : []
  }
}

extension Diagnostic {
  static func facetNeedsField(at place: Place?) -> Diagnostic {
    .error(
      "missing-property", "this facet has no 'field'", at: place,
      why: "there is one panel for each value of a field")
  }

  static func aggregatedFacet(at place: Place?) -> Diagnostic {
    .error(
      "unsupported", "an aggregated facet is not supported yet", at: place,
      why: "there is one panel for each value of a field",
      hint: "aggregate the rows in a transform first, and name the new field")
  }

  static func unknownDataset(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    .error(
      "unknown-dataset", "there is no dataset '\(name)'", at: place,
      why: known.isEmpty
        ? "the spec has no 'datasets'" : "the spec has \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
  }

  static func emptyFilter(at place: Place, isError: Bool) -> Diagnostic {
    Diagnostic(
      isError ? .error : .warning, "empty-filter", "no row passes this filter", at: place,
      why: isError ? "nothing is left to be drawn" : "this part of the chart stays empty",
      hints: ["compare with the values in the data"])
  }

  static func nothingToDraw(at place: Place) -> Diagnostic {
    .error("empty-table", "there are no rows to be drawn", at: place)
  }
}

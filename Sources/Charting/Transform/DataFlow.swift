import Canvas
import Diagnostics
import Notation
import Tables

/// Binds views to rows: reads data, runs transforms, splits facets, aggregates and stacks.
struct DataFlow {
  let loader: DataLoader
  let files: SourceFiles
  let datasets: [String: Node]
  let config: ConfigSpec
  let isLenient: Bool
  var log = DiagnosticLog()

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
    }
  }

  // MARK: Rows

  private mutating func rows(of view: ViewSpec, parent: Table?) -> Table? {
    var table: Table
    switch view.data {
    case .value(let data):
      guard let read = read(data) else { return nil }
      table = read
    case .null: table = Table(columns: [], rowCount: 1)
    case nil: table = parent ?? Table(columns: [], rowCount: 1)
    }
    let before = log.errorCount
    for step in view.transform { table = apply(step, to: table) }
    return log.errorCount == before ? table : nil
  }

  private mutating func read(_ data: DataSpec) -> Table? {
    switch data.source {
    case .url(let url, let place):
      let format = DataFormat.read(data.format, log: &log)
      return loader.load(url, namedAt: place, format: format, log: &log)
    case .values(let node): return inline(node, data.format)
    case .name(let name, let place):
      guard let node = datasets[name] else {
        log.add(.unknownDataset(name, at: place, known: datasets.keys.sorted()))
        return nil
      }
      return inline(node, data.format)
    case .sequence(let start, let stop, let step, let name):
      let count = max(0, Int(((stop - start) / step).rounded(.up)))
      let numbers = (0..<count).map { start + Double($0) * step }
      return Table(columns: [Column(name, .numbers(numbers))], rowCount: count)
    }
  }

  private mutating func inline(_ node: Node, _ format: Node?) -> Table? {
    let format = DataFormat.read(format, log: &log)
    return loader.load(values: node, format: format, log: &log)
  }

  // MARK: Facets

  private mutating func bindFacet(
    _ view: ViewSpec, _ facet: FacetSpec, _ child: ViewSpec, _ table: Table
  ) -> BoundView? {
    let rows = facet.row.flatMap { facetField($0, .row, table) }
    let columns = facet.column.flatMap { facetField($0, .column, table) }
    let wrap = facet.wrap.flatMap { facetField($0, .facet, table) }
    guard !log.hasErrors else { return nil }
    var cells: [FacetCell] = []
    if let wrap {
      let perRow = max(
        1, (facet.columns ?? config.facetColumns).flatMap { Int(whole: $0) } ?? wrap.values.count)
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
          guard let view = cell(child, table, keys) else { return nil }
          cells.append(FacetCell(row: r, column: c, view: view))
        }
      }
    }
    return .facet(
      BoundFacet(
        spec: view, facet: facet, rows: rows, columns: columns, wrap: wrap, cells: cells))
  }

  private mutating func cell(
    _ child: ViewSpec, _ table: Table, _ keys: [(FacetField, Value)]
  ) -> BoundView? {
    let columns = keys.map { field, value in (table[field.binding.column], value) }
    let rows = (0..<table.rowCount).filter { row in
      columns.allSatisfy { column, value in (column?[row] ?? .null) == value }
    }
    return bind(child, parent: table.picking(rows))
  }

  private mutating func facetField(
    _ spec: ChannelSpec, _ channel: Channel, _ table: Table
  ) -> FacetField? {
    var copy = table
    guard let binding = fieldBinding(spec, channel, &copy), let column = copy[binding.column] else {
      return nil
    }
    let domain = DiscreteDomain.values(
      of: [DiscreteDomain.Part(column: column, raw: table, sort: spec.sort, stack: nil)])
    return FacetField(binding: binding, spec: spec, values: domain)
  }
}

extension Diagnostic {
  static func unknownDataset(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    .error(
      "unknown-dataset", "there is no dataset '\(name)'", at: place,
      why: known.isEmpty
        ? "the spec has no 'datasets'" : "the spec has \(Suggestion.list(known))",
      hint: Suggestion.hint(for: name, in: known))
  }
}

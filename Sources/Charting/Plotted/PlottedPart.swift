import Tables

/// The rows of one mark, with the columns that it shows.
struct PlottedPart: Sendable {
  /// A column that is shown, and where it stands in the rows.
  struct Use: Sendable {
    var source: String
    var column: PlottedColumn
    /// Whether it was made by gathering rows.
    var isMeasure: Bool
    /// Its value in all rows, if the rows do not hold it: that of a panel.
    var constant: Value?
  }

  var uses: [Use]
  var table: Table

  /// The file that the rows come from; nil if they were made from nothing.
  var file: DataFile? {
    table.rowCount > 0 ? table.lineage[0].first?.file : nil
  }

  /// The cells of a column; nil if the part does not have it.
  func cells(_ source: String) -> Column? {
    if let constant = uses.first(where: { $0.source == source })?.constant {
      return Column(source, values: [Value](repeating: constant, count: table.rowCount))
    }
    return table[source]
  }

  /// Whether the rows have a column.
  func has(_ source: String) -> Bool {
    table[source] != nil || uses.contains { $0.source == source }
  }

  /// The row of the one file from which each row was made; nil if a row has another origin, or
  /// shares it with a row before.
  func fileRows() -> [Int]? {
    switch table.lineage {
    case .none: return nil
    case .file: return Array(0..<table.rowCount)
    case .picked, .gathered, .rows: break
    }
    guard let file else { return nil }
    var rows: [Int] = []
    var seen: Set<Int> = []
    for row in 0..<table.rowCount {
      var found: Int?
      var count = 0
      table.lineage.visit(row) { origin, number in
        count += 1
        found = origin === file ? number : nil
      }
      guard count == 1, let found, seen.insert(found).inserted else { return nil }
      rows.append(found)
    }
    return rows
  }
}

extension PlottedData {
  init(_ view: BoundView) {
    parts = PlottedData.parts(of: view, panel: [])
  }

  /// A field of a panel, with the panel's value.
  private typealias PanelField = (field: FieldBinding, value: Value)

  private static func parts(of view: BoundView, panel: [PanelField]) -> [PlottedPart] {
    switch view {
    case .unit(let unit): return [part(of: unit, panel: panel)].compactMap { $0 }
    case .layer(let layer): return layer.layers.flatMap { parts(of: $0, panel: panel) }
    case .concat(let concat): return concat.views.flatMap { parts(of: $0, panel: panel) }
    case .facet(let facet):
      return facet.cells.flatMap { cell in
        parts(of: cell.view, panel: panel + facet.fields(of: cell))
      }
    }
  }

  private static func part(of unit: BoundUnit, panel: [PanelField]) -> PlottedPart? {
    guard unit.table.rowCount > 0 else { return nil }
    var uses: [PlottedPart.Use] = []
    func add(_ use: PlottedPart.Use) {
      if !uses.contains(where: { $0.source == use.source }) { uses.append(use) }
    }
    for (field, value) in panel {
      let constant = unit.table[field.column] == nil ? value : nil
      add(field.use(constant: constant))
    }
    var table = unit.table
    if unit.type == .geoshape {
      for name in ["id", "name", "properties.name"] {
        guard let source = table.addPath(name), let column = table[source], column.isPlain,
          (0..<column.count).contains(where: { !column[$0].isNull })
        else { continue }
        add(.init(source, title: name))
      }
    }
    let shapes = uses.count
    let own = unit.channels.filter { !$0.channel.isUnseen }.flatMap(\.fields)
    for field in own where unit.table[field.column]?.isPlain ?? false {
      add(field.use())
      if let end = field.end, unit.table[end] != nil { add(field.use(ofEnd: end)) }
      if let name = field.descriptor?.unitField, field.aggregate == nil, unit.table[name] != nil {
        add(.init(name, title: unit.table[name]?.field?.title ?? name))
      }
    }
    for name in unit.spec.toldFields {
      if let column = unit.table[name] { add(.init(name, title: column.field?.title ?? name)) }
    }
    // A name alone, of a panel or a shape, is no number.
    guard uses.count > shapes else { return nil }
    return PlottedPart(uses: uses, table: table)
  }
}

extension PlottedPart.Use {
  fileprivate init(_ source: String, title: String) {
    self.init(
      source: source, column: PlottedColumn(name: source, title: title, type: "nominal"),
      isMeasure: false)
  }
}

extension BoundFacet {
  fileprivate func fields(of cell: FacetCell) -> [(field: FieldBinding, value: Value)] {
    func field(_ field: FacetField?, _ index: Int) -> (field: FieldBinding, value: Value)? {
      guard let field, field.values.indices.contains(index) else { return nil }
      return (field.binding, field.values[index])
    }
    if let wrap {
      let perRow = (cells.map(\.column).max() ?? 0) + 1
      return [field(wrap, cell.row * perRow + cell.column)].compactMap { $0 }
    }
    return [field(rows, cell.row), field(columns, cell.column)].compactMap { $0 }
  }
}

extension Channel {
  /// Whether what it names is not seen in a static picture.
  fileprivate var isUnseen: Bool {
    switch self {
    case .tooltip, .href, .description, .key, .time: true
    default: false
    }
  }
}

extension Column {
  /// Whether there is a cell that can be written as one value: no geometry, no object.
  fileprivate var isPlain: Bool {
    guard case .values(let cells) = cells else { return true }
    return cells.contains { cell in
      switch cell {
      case .bool, .number, .text, .date: true
      case .null, .list, .record, .geometry: false
      }
    }
  }
}

extension FieldBinding {
  fileprivate func use(constant: Value? = nil) -> PlottedPart.Use {
    PlottedPart.Use(
      source: column,
      column: PlottedColumn(
        name: plottedName, title: plottedTitle,
        unit: aggregate.map(\.keepsUnit) ?? true ? descriptor?.unit : nil, type: type.rawValue),
      isMeasure: aggregate != nil, constant: constant)
  }

  /// The column in which bins or spans of time end.
  fileprivate func use(ofEnd end: String) -> PlottedPart.Use {
    var use = use()
    use.source = end
    use.column.name = end == "\(column)_end" ? "\(plottedName)_end" : end
    return use
  }

  /// The title of its axis or legend, else that in the package.
  private var plottedTitle: String {
    title.isEmpty ? descriptor?.title ?? plottedName : title.replacing("\n", with: " ")
  }

  /// The column's own name; a count and bins have plainer ones than their columns.
  private var plottedName: String {
    if aggregate == .count { return "count" }
    if bin != nil, let source { return "\(source)_bin" }
    return column
  }
}

extension AggregateOp {
  /// Whether what is gathered has the unit of the values.
  fileprivate var keepsUnit: Bool {
    switch self {
    case .count, .distinct, .valid, .missing, .variance, .variancep, .product: false
    default: true
    }
  }
}

import Tables

extension BoundFacet {
  /// The facet without the values of which no row is left to be drawn.
  ///
  /// As in Vega-Lite, panels of one mark are made for the rows that the mark shows: those without a
  /// place on its scales make no panel. A facet of which nothing is left keeps its panels.
  var withoutEmptyValues: BoundFacet {
    let filled = cells.filter { cell in
      if case .unit(let unit) = cell.view { unit.table.rowCount > 0 } else { true }
    }
    guard filled.count < cells.count, !filled.isEmpty else { return self }
    return wrap == nil ? keeping(filled) : wrapping(filled)
  }

  /// Rows and columns that hold a filled panel.
  private func keeping(_ filled: [FacetCell]) -> BoundFacet {
    var result = self
    let keptRows = Set(filled.map(\.row)).sorted(), keptColumns = Set(filled.map(\.column)).sorted()
    result.rows?.keepValues(at: keptRows)
    result.columns?.keepValues(at: keptColumns)
    result.cells = cells.compactMap { cell in
      guard let row = keptRows.firstIndex(of: cell.row),
        let column = keptColumns.firstIndex(of: cell.column)
      else { return nil }
      return FacetCell(row: row, column: column, view: cell.view)
    }
    return result
  }

  /// The filled panels one after the other, as many in a row as before.
  private func wrapping(_ filled: [FacetCell]) -> BoundFacet {
    var result = self
    let perRow = (cells.map(\.column).max() ?? 0) + 1
    result.wrap?.keepValues(at: filled.map { $0.row * perRow + $0.column })
    result.cells = filled.enumerated().map { index, cell in
      FacetCell(row: index / perRow, column: index % perRow, view: cell.view)
    }
    return result
  }
}

extension FacetField {
  fileprivate mutating func keepValues(at indices: [Int]) {
    values = indices.filter(values.indices.contains).map { values[$0] }
  }
}

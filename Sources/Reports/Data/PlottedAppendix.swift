import Charting
import Diagnostics
import Tables

/// The appendix with the numbers that each figure shows, as tables.
struct PlottedAppendix {
  /// How many rows and columns of one table are printed; a file has them all.
  private var mostRows = 200
  private var mostColumns = 8

  private let document: Document
  private let loader: DataLoader
  private var log = DiagnosticLog()

  /// The document with the tables below the heading at its end; `charts` are those of its figures.
  static func filled(
    _ document: Document, charts: [DrawnChart?], loader: DataLoader, log: inout DiagnosticLog
  ) -> Document {
    guard document.metadata.printsData, let place = document.blocks.last?.place else {
      return document
    }
    var appendix = PlottedAppendix(document: document, loader: loader)
    var filled = document
    for figure in document.figures {
      guard charts.indices.contains(figure.index), let chart = charts[figure.index] else {
        continue
      }
      let tables = chart.plotted.tables.filter { $0.rowCount > 0 && !$0.columns.isEmpty }
      guard !tables.isEmpty else { continue }
      filled.blocks.append(Block(.heading(appendix.heading(figure, at: place)), at: place))
      for table in tables {
        filled.blocks.append(Block(.table(appendix.table(table, at: place)), at: place))
      }
    }
    return filled
  }

  /// The tables behind one chart, of at most so many rows and columns each.
  static func tables(
    of chart: DrawnChart, in document: Document, mostRows: Int, mostColumns: Int, at place: Place,
    loader: DataLoader
  ) -> [TableBlock] {
    var appendix = PlottedAppendix(document: document, loader: loader)
    appendix.mostRows = mostRows
    appendix.mostColumns = mostColumns
    return chart.plotted.tables.filter { $0.rowCount > 0 && !$0.columns.isEmpty }
      .map { appendix.table($0, at: place) }
  }

  private init(document: Document, loader: DataLoader) {
    self.document = document
    self.loader = loader
  }

  /// "Figure 3: the first sentence of its caption", without a number of its own.
  private func heading(_ figure: FigureBlock, at place: Place) -> Heading {
    let name = figure.id?.text ?? "figure-\(figure.index + 1)"
    let number = figure.number.map { "\u{A0}\($0)\(figure.letter ?? "")" } ?? ""
    let label = Inline.text(document.words.figure + number, at: place)
    var text = [Inline(.link([label], .destination(name)), at: place)]
    let caption = figure.caption.firstSentence.mapped { inline in
      switch inline.kind {
      case .note: []
      case .link(let words, _): words
      default: [inline]
      }
    }
    if !caption.isEmpty { text += [.text("\u{2002}", at: place)] + caption }
    var heading = Heading(level: 2, text: text, id: "data-\(name)")
    heading.isNumbered = false
    heading.isListed = false
    return heading
  }

  private mutating func table(_ plotted: PlottedTable, at place: Place) -> TableBlock {
    let rows = min(plotted.rowCount, mostRows)
    let units = units(of: plotted)
    // A column that only repeats the unit in a head is left out.
    let kept = plotted.columns.indices.filter { !units.columns.contains($0) }
    let shown = kept.prefix(mostColumns)
    let columns = shown.map { index -> DataColumn in
      let values = (0..<rows).map { plotted.value(row: $0, column: index) }
      return column(plotted.columns[index], plotted.field(column: index), values, at: place)
    }
    let texts = columns.map {
      $0.texts(nil, words: document.words, language: document.metadata.language)
    }
    var table = TableBlock(
      caption: [], alignments: zip(columns, texts).map { $0.alignment(of: $1) },
      head: columns.map(\.head), rows: [])
    let heads = shown.map { index in
      units.texts[index].map { [Inline.text($0, at: place)] } ?? []
    }
    if heads.contains(where: { !$0.isEmpty }) { table.units = heads }
    table.rows = (0..<rows).map { row in texts.map { [Inline.text($0[row], at: place)] } }
    let words = document.words
    if rows < plotted.rowCount {
      table.notes.append([
        .text(words.firstRows(number(rows), number(plotted.rowCount)), at: place)
      ])
    }
    if shown.count < kept.count {
      table.notes.append([
        .text(words.firstColumns(number(shown.count), number(kept.count)), at: place)
      ])
    }
    return table
  }

  /// The unit of each column, if its values share one, and the columns that told nothing else.
  private func units(of plotted: PlottedTable) -> (texts: [Int: String], columns: Set<Int>) {
    var texts: [Int: String] = [:]
    var columns: Set<Int> = []
    for (index, column) in plotted.columns.enumerated() {
      texts[index] = column.unit
      guard let name = plotted.field(column: index)?.unitField,
        let units = plotted.columns.firstIndex(where: { $0.name == name }), units != index,
        case .text(let unit) = plotted.value(row: 0, column: units),
        (0..<plotted.rowCount).allSatisfy({
          plotted.value(row: $0, column: units) == .text(unit)
        })
      else { continue }
      texts[index] = unit
      columns.insert(units)
    }
    return (texts, columns)
  }

  private mutating func column(
    _ plotted: PlottedColumn, _ field: FieldDescriptor?, _ values: [Value], at place: Place
  ) -> DataColumn {
    let title = plotted.title.isEmpty ? plotted.name : plotted.title
    var choice = DataTable.Choice(name: Written(title, at: place))
    choice.title = [.text(title, at: place)]
    // With its field, so that keys are printed with the labels that the chart shows.
    let column = Column(plotted.name, values: values, field: field)
    if plotted.type == "year", case .numbers = column.cells { choice.isYear = true }
    return DataColumn(column, choice, labels: loader, log: &log)
  }

  private func number(_ count: Int) -> String {
    ValueFormat.decimals(0, language: document.metadata.language).text(Double(count))
  }
}

import Charting
import Diagnostics
import Tables

// Data: what a document takes from files of data beside its charts.

/// Reads the data of tables: after it, a document holds plain tables only.
struct DataTableFiller {
  let loader: DataLoader
  let language: String
  @Boxed private(set) var words: ReportWords
  /// The parameters of the document, which filters may name.
  let given: [GivenParameter]
  var log = DiagnosticLog()

  /// The document with the rows of its tables.
  static func filled(
    _ tree: DocumentTree, loader: DataLoader, log: inout DiagnosticLog
  ) -> DocumentTree {
    let language = tree.metadata.language
    var filler = DataTableFiller(
      loader: loader, language: language, words: ReportWords.of(language),
      given: tree.parameters.given)
    var tree = tree
    tree.blocks = filler.filled(tree.blocks)
    for index in tree.notes.indices {
      tree.notes[index].blocks = filler.filled(tree.notes[index].blocks)
    }
    log.add(contentsOf: filler.log)
    return tree
  }

  private mutating func filled(_ blocks: [Block]) -> [Block] {
    blocks.mapped { block in
      guard case .dataTable(let data) = block.kind else { return [block] }
      // After an error its name stays, so that references to it are no errors too.
      let table = table(data, at: block.place) ?? data.frame
      return [Block(.table(table), at: block.place)]
    }
  }

  // MARK: One table

  private mutating func table(_ data: DataTable, at place: Place) -> TableBlock? {
    guard let whole = load(data), check(data, whole) else { return nil }
    guard let rows = select(data, whole, at: place) else { return nil }
    let columns = choices(data, whole).compactMap { choice in
      rows[choice.name.text].map { DataColumn($0, choice, labels: loader, log: &log) }
    }
    let formats = formats(data, columns)
    let texts = zip(columns, formats).map { $0.texts($1, words: words, language: language) }
    var table = data.frame
    table.alignments = zip(columns, texts).map { $0.alignment(of: $1) }
    addHead(columns, rows, data, to: &table)
    addRows(texts, columns, rows, data, at: place, to: &table)
    addSources(rows, data, at: place, to: &table)
    table.files = rows.lineage.files
    table.uses = DataUse.all(
      of: rows,
      naming: choices(data, whole).map(\.name.text) + data.order.map(\.column.text)
        + [data.group?.text, data.filter?.text].compactMap { $0 })
    if let written = data.widths {
      if let shares = TableBlock.shares(written), shares.count == columns.count {
        table.dashes = shares
      } else {
        log.add(.wrongShares(written, columns: columns.count))
      }
    }
    return table
  }

  private mutating func load(_ data: DataTable) -> Table? {
    switch data.source {
    case .file(let file): return loader.load(file.text, namedAt: file.place, log: &log)
    case .text(let text, let separator):
      let dialect: CSVDialect = separator == "\t" ? .tabs : .commas
      return CSVReader.read(text, dialect: dialect, log: &log)
    }
  }

  /// Whether all columns that are named are there.
  private mutating func check(_ data: DataTable, _ table: Table) -> Bool {
    let errors = log.errorCount
    var named = data.columns.map(\.name) + data.order.map(\.column)
    if let group = data.group { named.append(group) }
    for name in named where table[name.text] == nil {
      log.add(.unknownColumn(name, in: table))
    }
    for (index, choice) in data.columns.enumerated()
    where data.columns[..<index].contains(where: { $0.name.text == choice.name.text }) {
      log.add(.columnTwice(choice.name))
    }
    return log.errorCount == errors
  }

  /// The rows that are asked for, in their order.
  private mutating func select(_ data: DataTable, _ table: Table, at place: Place) -> Table? {
    var rows = table
    if let filter = data.filter {
      guard
        let passing = rows.passing(filter.text, at: filter.place, given: given, log: &log)
      else { return nil }
      guard passing.rowCount > 0 else {
        log.add(.noRowPasses(filter))
        return nil
      }
      rows = passing
    }
    let keys = data.order.map { Table.SortKey($0.column.text, isDescending: $0.isDescending) }
    if !keys.isEmpty { rows = rows.sorted(by: keys) }
    if let limit = data.limit, limit < rows.rowCount { rows = rows.picking(Array(0..<limit)) }
    if let group = data.group {
      rows = rows.picking(rows.grouped(by: [group.text]).groups.flatMap { Array($0) })
    }
    return rows
  }

  private func choices(_ data: DataTable, _ table: Table) -> [DataTable.Choice] {
    guard let place = data.frame.attributes.place ?? data.frame.id?.place else { return [] }
    let all = table.columnNames.map { DataTable.Choice(name: Written($0, at: place)) }
    return (data.columns.isEmpty ? all : data.columns).filter {
      $0.name.text != data.group?.text
    }
  }

  /// The format of each column; wrong ones are reported.
  private mutating func formats(_ data: DataTable, _ columns: [DataColumn]) -> [ValueFormat?] {
    var formats = [ValueFormat?](repeating: nil, count: columns.count)
    for format in data.formats {
      guard let name = format.column else {
        let format = ValueFormat.numbers(
          format.text.text, language: language, at: format.text.place, log: &log)
        for index in columns.indices where columns[index].kind == .number {
          formats[index] = format
        }
        continue
      }
      guard let index = columns.firstIndex(where: { $0.name.text == name.text }) else {
        log.add(.formatOfNoColumn(name, known: columns.map(\.name.text)))
        continue
      }
      formats[index] = columns[index].format(format.text, language: language, log: &log)
    }
    return formats
  }

  // MARK: Parts

  private mutating func addHead(
    _ columns: [DataColumn], _ rows: Table, _ data: DataTable, to table: inout TableBlock
  ) {
    guard data.hasHead else { return }
    let shown = columns.map(\.name.text)
    table.head = columns.map(\.head)
    let units = columns.map { column -> [Inline] in
      let uses = rows.units(of: column.name.text)
      if uses.count > 1 {
        if !shown.contains(column.unitField ?? "") { log.add(.mixedUnits(column.name, uses)) }
        return []
      }
      // A column that tells the unit of each row tells it for all.
      if shown.contains(column.unitField ?? "") { return [] }
      guard let unit = uses.first?.unit, !unit.isEmpty,
        !(column.isTitled && column.head.plainText.contains(unit))
      else { return [] }
      return [Inline.text(unit, at: column.name.place)]
    }
    if units.contains(where: { !$0.isEmpty }) { table.units = units }
  }

  private mutating func addRows(
    _ texts: [[String]], _ columns: [DataColumn], _ rows: Table, _ data: DataTable,
    at place: Place, to table: inout TableBlock
  ) {
    let group = data.group.flatMap { name in
      rows[name.text].map {
        DataColumn($0, DataTable.Choice(name: name), labels: loader, log: &log)
      }
    }
    let names = group?.texts(nil, words: words, language: language)
    var last: String?
    for row in 0..<rows.rowCount {
      if let name = names?[row], name != last, let group {
        last = name
        table.subheads.insert(table.rows.count)
        let written = rows.place(ofRow: row, column: group.name.text) ?? place
        table.rows.append(
          [[Inline.text(name, at: written)]] + columns.dropFirst().map { _ in [] })
      }
      table.rows.append(
        zip(texts, columns).map { texts, column in
          let written = rows.place(ofRow: row, column: column.name.text) ?? place
          return [Inline.text(texts[row], at: written)]
        })
    }
  }

  /// The sources of the rows, as charts name theirs, unless a note does.
  private mutating func addSources(
    _ rows: Table, _ data: DataTable, at place: Place, to table: inout TableBlock
  ) {
    let found = loader.attributions(of: 0..<rows.rowCount, in: rows.lineage, log: &log)
    var texts: [String] = []
    for source in found where !texts.contains(source.text) { texts.append(source.text) }
    for file in rows.lineage.files where file.sourceKeys == nil && file.resource != nil {
      for source in file.generalSources where !texts.contains(source.title) {
        texts.append(source.title)
      }
    }
    table.sourceKeys = found.map(\.key)
    let isNamed = table.notes.contains(where: \.isSourceNote)
    guard data.namesSources, !isNamed, !texts.isEmpty else { return }
    let line = groupedAttributions(texts, language: language).joined(separator: "; ")
    table.notes.append([Inline.text("\(words.source): \(line.endingInStop)", at: place)])
  }
}

extension Diagnostic {
  static func unknownColumn(_ name: Written, in table: Table) -> Diagnostic {
    .error(
      "unknown-column", "there is no column '\(name.text)'", at: name.place,
      why: "the columns are \(Suggestion.list(table.columnNames, limit: 12))",
      hint: Suggestion.hint(for: name.text, in: table.columnNames))
  }

  static func columnTwice(_ name: Written) -> Diagnostic {
    .error(
      "column-twice", "the column '\(name.text)' is asked for twice", at: name.place,
      hint: "take one of them out")
  }

  static func noRowPasses(_ filter: Written) -> Diagnostic {
    .error(
      "empty-filter", "no row passes this filter", at: filter.place,
      why: "nothing is left for the table", hint: "compare with the values in the data")
  }

  static func formatOfNoColumn(_ name: Written, known: [String]) -> Diagnostic {
    .error(
      "unknown-column", "the table shows no column '\(name.text)'", at: name.place,
      why: "a format is for one of \(Suggestion.list(known, limit: 12))",
      hint: Suggestion.hint(for: name.text, in: known))
  }

  static func wrongShares(_ written: Written, columns: Int) -> Diagnostic {
    .error(
      "wrong-widths", "'\(written.text)' are no shares for \(columns) columns", at: written.place,
      why: "there is one whole number from 1 for each column", hint: "write it like 20,40,40")
  }

  static func mixedUnits(_ name: Written, _ uses: [UnitUse]) -> Diagnostic {
    var problem = Diagnostic.error(
      "mixed-units",
      "the column '\(name.text)' holds \(Suggestion.list(uses.map(\.unit)))", at: name.place,
      why: "the unit of a column stands in its head, once",
      hint: "leave rows out with a filter, or show the column of the units too")
    for use in uses.prefix(2) {
      if let place = use.place { problem.notes.append(.init("'\(use.unit)' here", at: place)) }
    }
    return problem
  }
}

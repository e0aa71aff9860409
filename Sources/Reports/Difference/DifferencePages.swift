import Canvas
import Charting
import Diagnostics
import Notation
import Tables

/// Sets what is different as pages: tables of the cells, and each figure before and after, side by
/// side; nil after an error that is in the log.
///
/// The pages are a document like any other, whose charts are there already.
public func drawDifference(
  _ difference: Difference, files: SourceFiles, listsAll: Bool = false, text: TextEngine,
  log: inout DiagnosticLog
) -> DrawnReport? {
  let document = DifferenceDocument(difference, limit: listsAll ? .max : 400)
  var request = ReportRequest(
    source: SourceText(name: "changes.md", text: document.text), files: files,
    formats: [.briefing])
  let figures = document.figures
  request.drawChart = { chart, _, _ in
    guard let index = chart.spec["figure"]?.integer, figures.indices.contains(index) else {
      return nil
    }
    var drawn = figures[index].fitted(width: chart.width, height: chart.height)
    drawn.alternative = chart.alternative ?? drawn.alternative
    return drawn
  }
  return renderReport(request, text: text, log: &log)
}

/// The pages of a difference, as the text of a document.
struct DifferenceDocument {
  /// The document.
  private(set) var text = ""
  /// Its figures, by the numbers under which its charts name them.
  private(set) var figures: [MarkedFigure] = []
  private let difference: Difference
  /// How many entries of one kind are listed.
  private let limit: Int

  init(_ difference: Difference, limit: Int) {
    (self.difference, self.limit) = (difference, limit)
    let sides = "\(difference.old.name) → \(difference.new.name)"
    text = """
      ---
      title: What changed
      subtitle: \(JSONText.string(Markup.escaped(sides)).text())
      lang: en-GB
      ---

      \(Markup.escaped(difference.summary)).


      """
    addList(difference.notes.map(Markup.escaped), under: "Outputs")
    addData()
    addList(
      difference.files.map { "\(Markup.code($0.name)): \($0.kind)" }, under: "Other files")
    for report in difference.reports { add(report) }
  }

  private mutating func addList(_ entries: [String], under heading: String, level: Int = 1) {
    guard !entries.isEmpty else { return }
    text += "\(String(repeating: "#", count: level)) \(heading)\n\n"
    text += listed(entries) + "\n"
  }

  private func listed(_ entries: [String]) -> String {
    let shown = entries.prefix(limit).map { "- \($0)\n" }.joined()
    let rest = entries.count - limit
    return rest > 0 ? shown + "- … and \(rest) more\n" : shown
  }

  // MARK: Data

  private mutating func addData() {
    guard !difference.data.isEmpty else { return }
    text += "# Data\n\n"
    for data in difference.data {
      let name = Markup.code(data.name)
      switch data.change {
      case .added(let rows): text += "\(name) is new: \(ChangeWords.count(rows, "row")).\n\n"
      case .removed(let rows):
        text += "\(name) is no longer there; it had \(ChangeWords.count(rows, "row")).\n\n"
      case .rewritten: text += "\(name) is written otherwise, and holds the same cells.\n\n"
      case .changed(let table): add(table, of: data, name)
      }
    }
  }

  private mutating func add(_ table: TableDifference, of data: DataDifference, _ name: String) {
    let summary = Markup.escaped(DataWords.summary(table))
    text += "\(name): \(summary); \(Markup.escaped(DataWords.match(table.match))).\n\n"
    let columns =
      table.columnsAdded.map { "the column \(Markup.code($0)) is new" }
      + table.columnsRemoved.map { "the column \(Markup.code($0)) is gone" }
      + table.properties.map {
        "\(Markup.code($0.column)): \($0.name) “\(Markup.escaped($0.old))” → “\(Markup.escaped($0.new))”"
      }
    if !columns.isEmpty { text += listed(columns) + "\n" }
    var rows = table.rows.flatMap { row in row.cells.map { cell(row, $0, data) } }
    rows += table.rowsAdded.map { line($0, data, isNew: true) }
    rows += table.rowsRemoved.map { line($0, data, isNew: false) }
    guard !rows.isEmpty else { return }
    text += "| Row | Column | Before | After | Change | Line |\n"
    text += "|:------------------|:-------|------:|------:|-------:|----:|\n"
    text += rows.prefix(limit).joined()
    text += "\n: Cells of \(name) that differ."
    let rest = rows.count - limit
    text += rest > 0 ? " \(rest) more are not listed.\n\n" : "\n\n"
  }

  private func cell(
    _ row: TableDifference.Row, _ cell: TableDifference.Cell, _ data: DataDifference
  ) -> String {
    var change = ""
    if case .number(let old) = cell.old, case .number(let new) = cell.new {
      change = ChangeWords.difference(old, new)
    }
    let (old, new) = ChangeWords.pair(
      ChangeWords.plain(cell.old), ChangeWords.plain(cell.new), limit: 80)
    return Markup.row([
      name(row.new, data, isNew: true), cell.column, old, new, change,
      number(of: row.new, in: data.new),
    ])
  }

  private func line(_ row: Int, _ data: DataDifference, isNew: Bool) -> String {
    Markup.row([
      name(row, data, isNew: isNew), "", "", "", isNew ? "new row" : "row is gone",
      number(of: row, in: isNew ? data.new : data.old),
    ])
  }

  private func name(_ row: Int, _ data: DataDifference, isNew: Bool) -> String {
    let name = data.name(ofRow: row, isNew: isNew)
    return name.isEmpty ? "row \(row + 1)" : name
  }

  private func number(of row: Int, in file: DataFile?) -> String {
    guard let place = file?.place(ofRow: row) else { return "" }
    return "\(place.source.position(of: place.range.lowerBound).line)"
  }

  // MARK: Documents

  private mutating func add(_ report: ReportDifference) {
    text += "# \(Markup.escaped(report.name))\n\n"
    if let presence = report.presence {
      text += presence == .added ? "It is new.\n\n" : "It is no longer there.\n\n"
    }
    if let failure = report.failure { text += Markup.escaped(failure) + "\n\n" }
    let names = report.figures.filter { !$0.id.isEmpty }
    addList(
      names.map { "\(Markup.code($0.id)): \($0.kind.text)" }, under: "Figures", level: 2)
    addList(
      report.pages.map { "\(PageWords.shape($0)): \(PageWords.text($0))" }, under: "Pages", level: 2
    )
    add(report.claims, in: report.name)
    for figure in report.figures { add(figure) }
  }

  /// The claims, line by line; files other than the document are named.
  private mutating func add(_ claims: [ClaimChange], in document: String) {
    guard !claims.isEmpty else { return }
    text += "## Claims\n\n| Line | Claim | In words |\n"
    text += "|:----------|:--------|:-----------------------------|\n"
    for claim in claims.prefix(limit) {
      let place = claim.place.written
      let number = place.source.position(of: place.range.lowerBound).line
      let file = FilePath.name(of: place.source.name)
      let line = file == FilePath.name(of: document) ? "\(number)" : "\(file):\(number)"
      let (kind, words) =
        switch claim.kind {
        case .becameFalse: ("became false", claim.message ?? claim.text)
        case .becameTrue: ("holds again", "“\(claim.text)”")
        case .rewritten: ("written anew", "“\(claim.oldText)” → “\(claim.text)”")
        }
      text += Markup.row([line, kind, words])
    }
    let rest = claims.count - limit
    text += rest > 0 ? "\n… and \(rest) more.\n\n" : "\n"
  }

  // MARK: Figures

  private mutating func add(_ figure: FigureDifference) {
    let name = figure.id.isEmpty ? "The chart" : figure.id
    let sides = [false, true].compactMap { isNew in
      MarkedFigure(figure, isNew: isNew).map { (isNew: isNew, marked: $0) }
    }
    // Side by side a tall chart would be too small to be read.
    let isApart = sides.contains { $0.marked.share(in: Self.half) < 0.65 }
    let heading = "## \(Markup.escaped(name)): \(figure.kind.text)\n\n"
    text += isApart ? heading : "::: {.landscape}\n\n" + heading
    if !isApart { text += "::: {#fig-change-\(figures.count + 1) layout-ncol=2}\n" }
    for side in sides {
      let more = isApart ? ". " + caption(figure) : ""
      text += chart(figures.count, side.marked, isNew: side.isNew, more)
      figures.append(side.marked)
    }
    if !isApart { text += caption(figure) + "\n:::\n\n" }
    let entries =
      figure.series.map(SeriesWords.text) + figure.toldWords.map(WordsText.text)
      + figure.labels.map { "label " + LabelWords.text($0) }
    if !entries.isEmpty { text += listed(entries.map(Markup.escaped)) + "\n" }
    if !isApart { text += ":::\n\n" }
  }

  /// About half of a page that is turned, with room for captions.
  private static let half = Size(350, 340)

  private func chart(
    _ index: Int, _ marked: MarkedFigure, isNew: Bool, _ more: String
  ) -> String {
    let side = isNew ? difference.new : difference.old
    let caption = "\(isNew ? "After" : "Before"): \(Markup.escaped(side.name))\(more)"
    return """

      ```vega-lite
      #| fig-cap: \(JSONText.string(caption).text())
      #| fig-alt: \(JSONText.string(Markup.escaped(marked.chart.alternative)).text())
      {"figure": \(index)}
      ```


      """
  }

  private func caption(_ figure: FigureDifference) -> String {
    let label = figure.label.isEmpty ? "" : "It is figure \(figure.label) of the document. "
    let title = figure.title.isEmpty ? "" : Markup.escaped(figure.title) + ". "
    let hasRings = !figure.oldMarks.isEmpty || !figure.newMarks.isEmpty
    let rings =
      MarkedFigure.isCrowded(figure)
      ? "More places differ than could be ringed. " : hasRings ? "What differs is ringed. " : ""
    return title + label + rings
      + (figure.labels.isEmpty ? "" : "Labels that differ stand in dashed frames.")
  }
}

/// Words as Markdown that shows them as they are.
enum Markup {
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.replacing("\n", with: " ") {
      // After a backslash a bracket would begin a formula, and a bar or a backtick in a cell is not
      // sure to be one: by their numbers they mean nothing.
      if "\\`|[]".contains(character), let code = character.asciiValue {
        result += "&#\(code);"
      } else {
        if "*_<>#~^$@{}&!-+.='\"".contains(character) { result += "\\" }
        result.append(character)
      }
    }
    return result
  }

  /// A name in the type of code; as words, if it holds what code cannot.
  static func code(_ text: String) -> String {
    text.contains { "`|\n".contains($0) } || text.isEmpty ? escaped(text) : "`\(text)`"
  }

  static func row(_ cells: [String]) -> String {
    "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
  }
}

import ArgumentParser
import Canvas
import Charting
import Diagnostics
import Notation
import Reports
import Tables

/// `playfair explain`: what became of every row that a figure read.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells what became of each row of the data of a chart, and where the rows come from.",
    discussion: """
      For each file of data: rows read, drawn, and not drawn, with why, how many and where. Then the \
      steps and the marks with their rows, the sources with their terms, and the parameters.

        playfair explain grain.vl.yaml
        playfair explain report.md fig-grain
        playfair explain fig-grain

      Without ids all figures of a document are told. Where only ids are given, the document is the \
      one in this folder or below it that has such a figure. Nothing is written. Of a chart that is not \
      drawn because of errors in its data, the ledger tells what would be drawn; the exit status is 1.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case text, json }

  @Argument(
    help: ArgumentHelp("A chart, or a document and ids of its figures.", valueName: "input-or-id"))
  var words: [String]

  @Option(name: .shortAndLong, help: "text, or json for programs.")
  var format: Form = .text

  @Flag(help: "List the lines of all rows that are not drawn, however many there are.")
  var rows = false

  @OptionGroup var given: ParameterOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard let first = words.first else { throw ValidationError("an input or an id is missing") }
    guard isInput(first), first == "-" || !Input.isDocument(first) else { return }
    if words.count > 1, first != "-" {
      throw ValidationError("'\(first)' is a chart, and has no figures with ids")
    }
    if !given.parameters.isEmpty, first != "-" {
      throw ValidationError("-P is for documents; '\(first)' is a chart")
    }
  }

  func run() throws {
    let text = TextEngine(fonts: common.fonts)
    guard let first = words.first else { return }
    var log = DiagnosticLog()
    let found = isInput(first) ? first : FigureSearch.document(with: words, log: &log)
    guard let path = found else { return try common.report(log) }
    let ids = isInput(first) ? Array(words.dropFirst()) : words
    let files = try common.files(for: path)
    guard let source = Input.read(path, files: files, log: &log) else {
      return try common.report(log)
    }
    let figures =
      Input.isDocument(path, source)
      ? try explained(source, files, ids, text, &log)
      : explained(chart: source, files, text, &log)
    log = common.judged(log)
    common.tell([log])
    // The ledger of a chart that is not drawn for its data tells why.
    if !figures.isEmpty { try common.print(form(of: figures)) }
    if log.hasErrors { throw ExitCode(1) }
  }

  /// Whether a word names a file and not a figure.
  private func isInput(_ word: String) -> Bool {
    let endings = [".json", ".yaml", ".yml"]
    return word == "-" || word.contains("/") || Input.isDocument(word)
      || endings.contains { word.lowercased().hasSuffix($0) } || FilePath.kind(of: word) == .file
  }

  // MARK: Ledgers

  private func explained(
    chart source: SourceText, _ files: SourceFiles, _ text: TextEngine,
    _ log: inout DiagnosticLog
  ) -> [FigureLedger] {
    guard let node = NotationReader.read(source, log: &log) else { return [] }
    var request = ChartRequest(spec: node, files: files, isLenient: common.lenient)
    request.wantsLedger = true
    guard let ledger = drawClaimedChart(request, text: text, log: &log)?.ledger else { return [] }
    return [FigureLedger(ledger)]
  }

  private func explained(
    _ source: SourceText, _ files: SourceFiles, _ ids: [String], _ text: TextEngine,
    _ log: inout DiagnosticLog
  ) throws -> [FigureLedger] {
    var request = ReportRequest(source: source, files: files, isLenient: common.lenient)
    request.parameters = given.parameters
    let found = FigureLedgers(of: request, ids: ids, text: text)
    let unknown = found.unknown(among: ids)
    for id in unknown { log.add(.unknownFigure(id, in: source.name, known: found.known)) }
    // What is wrong elsewhere in a document is of no interest here, unless nothing can be told.
    if !unknown.isEmpty || found.figures.isEmpty, found.reading.hasErrors {
      log.add(contentsOf: found.reading)
    }
    for problem in found.reading.entries where problem.code == "undeclared-parameter" {
      log.add(problem)
    }
    log.add(contentsOf: found.log)
    if found.known.isEmpty, ids.isEmpty { log.add(.noCharts(in: source.name)) }
    return found.figures
  }

  // MARK: Forms

  private func form(of figures: [FigureLedger]) -> String {
    switch format {
    case .json:
      return JSONText.array(figures.map(\.json)).text(indented: true, joinsShort: true) + "\n"
    case .text:
      return figures.map { $0.text(listsRows: rows) }.joined(separator: "\n\n")
    }
  }
}

/// Looks for the document that has a figure.
enum FigureSearch {
  /// The document in the current folder or below it that has figures of all ids; nil if there is none,
  /// or if there are several, which is in the log.
  static func document(with ids: [String], log: inout DiagnosticLog) -> String? {
    var found: [String] = []
    search(".", depth: 0) { path in
      guard let bytes = FilePath.contents(of: path) else { return }
      let text = String(decoding: bytes, as: UTF8.self)
      // A quick look first; what only stands in a piece of code is no figure.
      guard ids.allSatisfy({ text.names($0) }) else { return }
      let figures = figureNames(of: SourceText(name: path, text: text))
      if ids.allSatisfy(figures.contains) { found.append(path) }
    }
    if found.count != 1 { log.add(.searchedFigure(ids, in: found)) }
    return found.count == 1 ? found[0] : nil
  }

  /// Visits the documents of a folder, those of hidden and of linked folders left out.
  private static func search(_ folder: String, depth: Int, _ visit: (String) -> Void) {
    guard depth < 12 else { return }
    for name in FilePath.entries(of: folder) where !name.hasPrefix(".") {
      let path = folder == "." ? name : folder + "/" + name
      switch FilePath.kind(of: path) {
      case .file where Input.isDocument(name): visit(path)
      // A folder that is linked to has a place of its own, or leads in a circle.
      case .directory
      where FilePath.resolved(path) == FilePath.resolved(folder).map({ $0 + "/" + name }):
        search(path, depth: depth + 1, visit)
      default: continue
      }
    }
  }
}

extension String {
  /// Whether a document gives something this id: `{#fig-grain`, `label: fig-grain`.
  fileprivate func names(_ id: String) -> Bool {
    for sign in ["#" + id, "label: " + id] {
      var rest = self[...]
      while let start = rest.firstRange(of: sign) {
        let next = rest[start.upperBound...].first
        let isWhole = next.map { !($0.isLetter || $0.isNumber || "-_.:".contains($0)) } ?? true
        if isWhole { return true }
        rest = rest[start.upperBound...]
      }
    }
    return false
  }
}

extension Diagnostic {
  fileprivate static func searchedFigure(_ ids: [String], in found: [String]) -> Diagnostic {
    let what = ids.count == 1 ? "a figure '\(ids[0])'" : "figures \(Suggestion.list(ids))"
    guard found.isEmpty else {
      return .error(
        "unknown-figure", "\(found.count) documents have \(what)",
        why: "they are \(Suggestion.list(found, limit: 12))",
        hint: "name one of them first: playfair explain \(found[0]) \(ids.joined(separator: " "))")
    }
    return .error(
      "unknown-figure", "no document has \(what)",
      why: "documents are looked for in this folder and below it",
      hint: "name the document or the chart first")
  }

  fileprivate static func unknownFigure(
    _ id: String, in file: String, known: [String]
  ) -> Diagnostic {
    var diagnostic = Diagnostic.error(
      "unknown-figure", "there is no figure '\(id)' that is a chart",
      why: known.isEmpty
        ? "the document has no charts" : "the document has \(Suggestion.list(known, limit: 12))",
      hint: Suggestion.hint(for: id, in: known))
    diagnostic.file = file
    return diagnostic
  }

  fileprivate static func noCharts(in file: String) -> Diagnostic {
    var diagnostic = Diagnostic.error(
      "unknown-figure", "there is no chart in this document",
      why: "the rows of charts are told, not those of tables and pictures")
    diagnostic.file = file
    return diagnostic
  }
}

import ArgumentParser
import Canvas
import Diagnostics
import Reports
import Tables

/// `playfair diff`: what an edit has changed in data, figures, pages and claims.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what an edit changed: cells, figures, pages, claims, words, labels.",
    discussion: """
      OLD and NEW are two folders, two revisions of the git repository (HEAD~1 HEAD), or two files: \
      data, charts, documents, or outputs (PNG, SVG, PDF, HTML). A revision alone is compared with \
      the working tree. Of folders and revisions all documents with front matter, charts and data \
      are compared, or those below each PATH; PATH is relative to the folders, or, with revisions, \
      to the current folder, which is also what is compared if none is named.

        playfair diff before/ after/
        playfair diff HEAD~1 HEAD
        playfair diff HEAD~1 HEAD Briefings/great-leap-forward
        playfair diff HEAD -o changes.pdf

      Exit status: 0 nothing differs; 1 errors; 2 wrong use; 3 something differs.
      """)

  @Argument(help: "A folder, a revision, or a file.")
  var old: String

  @Argument(help: "The same after the edit. Default, for a revision: the working tree.")
  var new: String?

  @Argument(help: "What is compared of folders and revisions. Default: all, or the current folder.")
  var path: [String] = []

  @Option(
    name: .shortAndLong,
    help: "Also set what differs as a PDF, with before and after side by side.")
  var output: String?

  @Flag(help: "Print what differs as JSON.")
  var json = false

  @Flag(help: "List all cells, rows, series and labels, however many there are.")
  var all = false

  @Option(
    name: [.customShort("t"), .customLong("to")],
    help: "Shapes of documents to be compared, with commas. Default: those of their front matter.")
  var shapes: ShapeList?

  @OptionGroup var given: ParameterOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let output, output != "-", !output.lowercased().hasSuffix(".pdf") {
      throw ValidationError("-o writes a PDF: '\(output)' should end in .pdf")
    }
    if output == "-", !json {
      // The text would mix with the file.
      throw ValidationError("-o needs the name of a file, since the text is printed")
    }
  }

  func run() throws {
    let folder = TemporaryFolder(named: "playfair-diff")
    defer { folder?.remove() }
    let stop = StopSwitch { folder?.remove() }
    var reader = DiffSideReader(
      words: [old] + [new].compactMap { $0 } + path, common: common, folder: folder)
    let sides = reader.sides()
    try common.report(reader.log)
    guard let sides else { return }
    let text = TextEngine(fonts: common.fonts)
    let wish = DiffRun.Wish(
      shapes: shapes?.formats ?? [], parameters: given.parameters, isLenient: common.lenient)
    switch sides {
    case .trees(let old, let new, let paths):
      // The current folder, which nobody has named, may be new.
      let named = path.isEmpty ? [] : paths
      let missing = named.filter { !old.holds($0) && !new.holds($0) }
      try common.report(missing.reduce(into: DiagnosticLog()) { $0.add(.noSuchPath($1, old, new)) })
      var run = DiffRun(old, new, paths: paths, wish: wish, fonts: common.fonts)
      let difference = run.difference()
      try finish(difference, run.log, new, text, stop)
    case .files(let old, let new):
      let sides = try DiffSides.sides(of: old, new, common)
      if OutputComparison.isOutput(old), OutputComparison.isOutput(new) {
        return try finish(
          outputs(old, new, sides.old.0, sides.new.0), DiagnosticLog(), sides.new.0, text,
          stop)
      }
      guard DiffInput.kind(old) != nil, DiffInput.kind(old) == DiffInput.kind(new) else {
        return try common.report(DiagnosticLog(.differentKinds(old, new)))
      }
      var run = DiffRun(sides.old, sides.new, wish: wish, fonts: common.fonts)
      let difference = run.difference()
      try finish(difference, run.log, sides.new.0, text, stop)
    }
  }

  /// What differs in two outputs.
  private func outputs(
    _ old: String, _ new: String, _ before: DiffSide, _ after: DiffSide
  ) throws -> Difference {
    var difference = Difference(before.compared, after.compared)
    guard let bytes = FilePath.contents(of: old), let newBytes = FilePath.contents(of: new) else {
      try common.report(
        DiagnosticLog(.unreadableInput(FilePath.contents(of: old) == nil ? old : new)))
      return difference
    }
    let comparison = OutputComparison(
      (old, bytes), (new, newBytes), loader: DataLoader(files: try common.files(for: "-")))
    difference.data = comparison.numbers.data
    difference.notes = comparison.notes
    if let figure = comparison.figure {
      var report = ReportDifference(name: new)
      report.figures = [figure]
      difference.reports = [report]
    }
    return difference
  }

  /// Sets what differs as pages, and writes them.
  private func write(
    _ difference: Difference, to path: String, _ new: DiffSide, _ text: TextEngine,
    _ stop: StopSwitch
  ) throws {
    var log = DiagnosticLog()
    text.startAnew()
    let report = drawDifference(
      difference, files: new.files, listsAll: all, text: text, log: &log)
    guard let report, let shape = report.shapes.first,
      case .pages(let pages, var options) = shape.content
    else { return try common.report(log) }
    options.date = SourceDate.text
    let dated = options
    let drawing = OutputDrawing(path: path) { .pdf(pages, dated) }
    let files = OutputDrawing.run([drawing], text: text, threads: 1, log: &log)
    try common.finish(log, writing: files, stop: stop)
  }

  private func finish(
    _ difference: Difference, _ log: DiagnosticLog, _ new: DiffSide, _ text: TextEngine,
    _ stop: StopSwitch
  ) throws {
    for entry in log.inReadingOrder where entry.severity == .error {
      StandardError.write(new.told(entry.text(common.messageFormat)))
    }
    if let output { try write(difference, to: output, new, text, stop) }
    try common.print(
      json
        ? difference.json.text(indented: true, joinsShort: true) + "\n"
        : difference.text(listsAll: all))
    if log.hasErrors { throw ExitCode(1) }
    if !difference.isEmpty { throw ExitCode(3) }
  }
}

extension Diagnostic {
  fileprivate static func noSuchPath(
    _ path: String, _ old: DiffSide, _ new: DiffSide
  ) -> Diagnostic {
    let names = Set(old.names + new.names).sorted()
    return .error(
      "missing-file",
      "neither '\(old.compared.name)' nor '\(new.compared.name)' has a file or a folder '\(path)'",
      hint: Suggestion.hint(for: path, in: names))
  }

  fileprivate static func differentKinds(_ old: String, _ new: String) -> Diagnostic {
    .error(
      "different-kinds", "'\(old)' and '\(new)' cannot be compared",
      why: "two files are compared that are both data (.csv, .tsv, .json, .ndjson), both documents "
        + "(.md, .qmd), both charts (.vl.yaml, .vl.json), or both outputs (.png, .svg, .pdf, .html)"
    )
  }
}

import Canvas
import Charting
import Diagnostics
import Tables

/// A document to be set as pages.
public struct ReportRequest {
  /// Draws the chart of a figure; nil if there were errors, which are in the log.
  public typealias ChartDrawer =
    @Sendable (
      ChartRequest, TextEngine, inout DiagnosticLog
    ) -> DrawnChart?

  /// The document: Pandoc's Markdown.
  public var source: SourceText
  /// Where charts, data and bibliographies are read.
  public var files: SourceFiles
  /// The name or the file of a theme; nil takes the document's, else Playfair's own.
  public var theme: String?
  /// The values of its parameters that are not those of its front matter.
  public var parameters: [ParameterWish] = []
  /// The shapes in which the document is set; empty takes those that it names, else a briefing.
  public var formats: [ReportFormat]
  /// The standards that PDF files keep; nil takes those that the document names, else the usual.
  public var standards: [PDFStandard]?
  /// The rules of a journal for the figures of the shape `figures`; nil takes the document's own.
  public var preset: FigurePreset?
  /// Whether what charts do not support yet is left out with a warning instead of an error.
  public var isLenient: Bool
  /// How bad it is that the text says something else than the data.
  public var falseClaims = Diagnostic.Severity.error
  /// On how many threads charts are drawn; the result is the same on any number.
  public var threads = Workers.count
  /// What is kept from one document or run to the next; nil makes everything anew.
  public var memory: ReportMemory?
  /// How charts are drawn.
  public var drawChart: ChartDrawer
  /// The folders in which the patterns that divide words are looked for.
  public var hyphenationFolders: [String]?

  /// Creates a request.
  public init(
    source: SourceText, files: SourceFiles, theme: String? = nil,
    formats: [ReportFormat] = [], isLenient: Bool = false,
    drawChart: @escaping ChartDrawer = { Charting.drawChart($0, text: $1, log: &$2) },
    hyphenationFolders: [String]? = nil
  ) {
    self.source = source
    self.files = files
    self.theme = theme
    self.formats = formats
    self.isLenient = isLenient
    self.drawChart = drawChart
    self.hyphenationFolders = hyphenationFolders
  }
}

/// A figure of a report, as it can be written to a file of its own.
public struct ReportFigure: Sendable {
  /// The id that the author gave, such as `fig-grain`, or one made from its number.
  public var id: String
  /// The number in its caption; nil if it has none.
  public var number: Int?
  /// The letter of a panel of a larger figure.
  public var letter: String?
  /// The words of its caption.
  public var caption: String
  /// What it shows, for those who do not see it: the author's words, else drafted from the data.
  public var alternative: String
  /// The chart at the width that it has in the report.
  public var chart: DrawnChart
  /// The file of its picture, if it is no chart.
  public var picture: OutputRecord.File?
  /// The rules of a journal by which it was drawn; nil for none.
  public var preset: FigurePreset?
  /// The shape for which it was drawn.
  public var shape: ReportFormat = .briefing
}

/// One shape of a document.
public struct DrawnShape: Sendable {
  /// What it became.
  public enum Content: Sendable {
    /// Pages, and what a PDF file says of them.
    case pages([PDFPage], PDFOptions)
    /// The text of a file for web browsers.
    case web(String)
    /// Nothing but the figures of the report, as papers take them in, and what their files say.
    case figures([FigureSnippet], PDFOptions)
  }

  /// The shape.
  public var format: ReportFormat
  /// What it became.
  public var content: Content
  /// What it was made of.
  public var trace: ShapeTrace

  /// The pages, in order; none if the shape has none.
  public var pages: [PDFPage] {
    if case .pages(let pages, _) = content { pages } else { [] }
  }

  /// The pages as text, each line with its place: what tests and reviews read.
  public var text: String { PagesText.text(of: pages.map(\.scene)) }
}

/// A report that has been set.
public struct DrawnReport: Sendable {
  /// The shapes that were asked for, in order.
  public var shapes: [DrawnShape]
  /// The shape that the document names first, whose files have its plain name.
  public var mainFormat: ReportFormat
  /// The parameters of the document with their values, as texts, in the order of its front matter.
  public var parameters: [(name: String, text: String)] = []
  /// The figures in order, as they are drawn for the shape `figures`, else for the first of all.
  public var figures: [ReportFigure]
  /// What the text says of the data, checked, in the order in which it was read.
  public var claims: [Claim] = []
  /// How long each step took.
  public var times = PhaseTimes()

  /// The pages of the first shape.
  public var pages: [PDFPage] { shapes.first?.pages ?? [] }

  /// What a PDF file of the first shape says of itself.
  public var options: PDFOptions {
    switch shapes.first?.content {
    case .pages(_, let options), .figures(_, let options): options
    case .web, nil: PDFOptions()
    }
  }

  /// The pages of the first shape as text.
  public var text: String { shapes.first?.text ?? "" }
}

/// Sets a document in all shapes that are asked for; nil if there were errors, which are in the log.
public func renderReport(
  _ request: ReportRequest, text: TextEngine, log: inout DiagnosticLog
) -> DrawnReport? {
  var times = PhaseTimes()
  let errors = log.errorCount
  let memory = request.memory ?? ReportMemory()
  let loader = DataLoader(files: request.files, sharing: memory.tables)
  memory.tables = loader
  let (tree, library) = times.measure("read") {
    let written = MarkdownReader.read(
      request.source, files: request.files, parameters: request.parameters, loader: loader,
      falseClaims: request.falseClaims, memory: memory.drawings, signs: memory.signs, log: &log)
    let tree = DataTableFiller.filled(written, loader: loader, log: &log)
    return (tree, LibraryReader.read(tree, request.files, memory.drawings, log: &log))
  }
  let own = tree.metadata.formats.map(\.format)
  let mainFormat = own.first ?? .briefing
  let formats = request.formats.isEmpty ? (own.isEmpty ? [.briefing] : own) : request.formats
  var setter = ShapeSetter(
    request: request, memory: memory, tree: tree, library: library, loader: loader, text: text,
    errors: errors, times: times)
  // Every shape is tried, so that all problems are told at once.
  let shapes = formats.map { setter.shape($0, log: &log) }
  for problem in text.missing.diagnostics(fontsNamedAt: tree.metadata.look.fonts) {
    log.add(problem)
  }
  // What letters are not there is told again by each run.
  if !text.missing.diagnostics.isEmpty { memory.forgetDrawn() }
  guard log.errorCount == errors else { return nil }
  return DrawnReport(
    shapes: shapes.compactMap { $0 }, mainFormat: mainFormat,
    parameters: tree.parameters.all.map { ($0.name, $0.text) }, figures: setter.figures,
    claims: tree.claims + setter.shelf.claims, times: setter.times)
}

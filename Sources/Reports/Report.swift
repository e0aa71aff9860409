import Canvas
import Charting
import Diagnostics
import Notation

/// A document to be set as pages.
public struct ReportRequest {
  /// Draws the chart of a figure; nil if there were errors, which are in the log.
  public typealias ChartDrawer = (ChartRequest, TextEngine, inout DiagnosticLog) -> DrawnChart?

  /// The document: Pandoc's Markdown.
  public var source: SourceText
  /// Where charts, data and bibliographies are read.
  public var files: SourceFiles
  /// The name of a theme for the charts; nil is Playfair's own.
  public var theme: String?
  /// The shape in which the document is set.
  public var format: ReportFormat
  /// Whether what charts do not support yet is left out with a warning instead of an error.
  public var isLenient: Bool
  /// How charts are drawn.
  public var drawChart: ChartDrawer
  /// The folders in which the patterns that divide words are looked for.
  public var hyphenationFolders: [String]?

  /// Creates a request.
  public init(
    source: SourceText, files: SourceFiles, theme: String? = nil,
    format: ReportFormat = .briefing, isLenient: Bool = false,
    drawChart: @escaping ChartDrawer = { Charting.drawChart($0, text: $1, log: &$2) },
    hyphenationFolders: [String]? = nil
  ) {
    self.source = source
    self.files = files
    self.theme = theme
    self.format = format
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
  /// The words of its caption.
  public var caption: String
  /// What it shows, for those who do not see it: the author's words, else drafted from the data.
  public var alternative: String
  /// The chart at the width that it has in the report.
  public var chart: DrawnChart
}

/// A report that has been set.
public struct DrawnReport: Sendable {
  /// The pages, in order.
  public var pages: [PDFPage]
  /// What a PDF file says of them: title, authors, date, outline.
  public var options: PDFOptions
  /// The figures, in order.
  public var figures: [ReportFigure]

  /// The pages as text, each line with its place: what tests and reviews read.
  public var text: String { PagesText.text(of: pages.map(\.scene)) }
}

/// Sets a document as pages; nil if there were errors, which are in the log.
public func renderReport(
  _ request: ReportRequest, text: TextEngine, log: inout DiagnosticLog
) -> DrawnReport? {
  let errors = log.errorCount
  let tree = MarkdownReader.read(request.source, log: &log)
  let library = readLibrary(tree.metadata, request.files, log: &log)
  let document = Resolver.resolve(tree, for: request.format, library: library, log: &log)
  let style = ReportStyle.playfair(on: document.metadata.paper)
  let figures = drawFigures(of: document, style, request, text, log: &log)
  let hyphenation = makeHyphenation(for: document, request, log: &log)
  guard log.errorCount == errors else { return nil }
  let flow = FlowBuilder.flow(
    of: document, figures: figures.map(\.?.drawn), style: style, text: text,
    hyphenation: hyphenation)
  log.add(contentsOf: flow.log)
  let pages = Paginator.pages(of: flow, style: style, log: &log)
  guard log.errorCount == errors else { return nil }
  let scenes = PageComposer.scenes(of: pages, document: document, style: style, text: text)
  for problem in text.missing.diagnostics { log.add(problem) }
  return DrawnReport(
    pages: scenes.enumerated().map { PDFPage($1, label: "\($0 + 1)") },
    options: PDFOptions(document, pages), figures: figures.compactMap(\.?.figure))
}

/// Reads the works that the front matter names.
private func readLibrary(
  _ metadata: Metadata, _ files: SourceFiles, log: inout DiagnosticLog
) -> Library {
  var library = Library()
  let errors = log.errorCount
  for name in metadata.bibliographies {
    guard let text = files.read(name.text, namedAt: name.place, what: "bibliography", log: &log)
    else { continue }
    guard !text.name.hasSuffix(".json"), !text.name.hasSuffix(".yaml") else {
      log.add(.bibliographyFormat(name))
      continue
    }
    library.add(BibReader.read(text, log: &log), log: &log)
  }
  library.isComplete = log.errorCount == errors && metadata.isComplete
  return library
}

private func makeHyphenation(
  for document: Document, _ request: ReportRequest, log: inout DiagnosticLog
) -> Hyphenation {
  var hyphenation = Hyphenation(folders: request.hyphenationFolders ?? Hyphenation.folders)
  let language = document.metadata.language
  if !hyphenation.knows(language), let package = Hyphenation.package(for: language) {
    log.add(.missingHyphenation(language, package: package))
  }
  return hyphenation
}

extension PDFOptions {
  /// What the file of a report says of itself.
  fileprivate init(_ document: Document, _ pages: [PageLayout]) {
    let metadata = document.metadata
    let outline = pages.flatMap { page in
      page.sections.map {
        OutlineEntry(
          $0.title, level: $0.level, page: page.number - 1, destination: $0.destination)
      }
    }
    self.init(
      title: metadata.title.plainText, author: metadata.authors.map(\.name).joined(separator: ", "),
      subject: metadata.subtitle.plainText, keywords: metadata.keywords,
      date: metadata.date?.text, outline: outline)
  }
}

extension Diagnostic {
  static func bibliographyFormat(_ name: Written) -> Diagnostic {
    .error(
      "bibliography-format", "'\(name.text)' is not supported as a bibliography", at: name.place,
      why: "works are read from BibTeX files", hint: "save it as BibTeX, with the ending .bib")
  }
}

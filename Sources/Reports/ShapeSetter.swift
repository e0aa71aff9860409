import Canvas
import Charting
import Diagnostics
import Tables

/// Sets one document in one shape after the other; what they share is made once.
struct ShapeSetter {
  let request: ReportRequest
  let tree: DocumentTree
  let library: Library
  let loader: DataLoader
  let text: TextEngine
  /// How many errors there were before the document was read: with more, nothing is set.
  let errors: Int
  var times: PhaseTimes
  /// The figures of the first shape, or those of the shape that is nothing else.
  private(set) var figures: [ReportFigure] = []
  private var shelf: ChartShelf
  private var isFirst = true

  init(
    request: ReportRequest, tree: DocumentTree, library: Library, loader: DataLoader,
    text: TextEngine, errors: Int, times: PhaseTimes
  ) {
    self.request = request
    self.tree = tree
    self.library = library
    self.loader = loader
    self.text = text
    self.errors = errors
    self.times = times
    shelf = ChartShelf(request, loader)
  }

  /// The document in a shape; nil if there were errors, which are in the log.
  mutating func shape(_ format: ReportFormat, log: inout DiagnosticLog) -> DrawnShape? {
    var document = times.measure("resolve") {
      Resolver.resolve(tree, for: format, library: library, log: &log)
    }
    let style = style(for: format, document)
    let presets = presets(for: format, document)
    let figures = times.measure("figures") {
      drawFigures(of: document, style, presets: presets, &shelf, text, log: &log)
    }
    let charts = figures.map(\.?.figure.chart)
    document = SourceIndex.filled(document, charts: charts, loader: loader, log: &log)
    document = PlottedAppendix.filled(document, charts: charts, loader: loader, log: &log)
    if isFirst || format == .figures {
      self.figures = figures.compactMap(\.?.figure)
      isFirst = false
    }
    let hyphenation = makeHyphenation(for: document, log: &log)
    guard log.errorCount == errors else { return nil }
    switch format {
    case .briefing, .article:
      return pages(of: document, format, figures, style, hyphenation, log: &log)
    case .figures:
      let snippets = FigureSnippet.all(of: document, figures.map(\.?.figure.chart))
      var options = PDFOptions(document, [])
      options.standards = request.standards ?? options.standards
      return DrawnShape(format: format, content: .figures(snippets, options))
    case .slides, .handout, .html:
      log.add(.error("shape", "the format '\(format.rawValue)' is not made yet"))
      return nil
    }
  }

  /// Only figures that go to a journal follow its rules; on pages they have the width of the text.
  private func presets(for format: ReportFormat, _ document: Document) -> PresetRule? {
    guard format == .figures else { return nil }
    return PresetRule(common: request.preset ?? document.metadata.preset)
  }

  private func style(for format: ReportFormat, _ document: Document) -> ReportStyle {
    let paper = document.metadata.paper
    let style = ReportStyle.playfair(on: paper)
    return format == .article ? style.article(on: paper) : style
  }

  /// Pages of running text.
  private mutating func pages(
    of document: Document, _ format: ReportFormat, _ figures: [PreparedFigure?],
    _ style: ReportStyle, _ hyphenation: Hyphenation, log: inout DiagnosticLog
  ) -> DrawnShape? {
    let text = self.text
    let flow = times.measure("lines") {
      FlowBuilder.flow(
        of: document, figures: figures.map(\.?.drawn), style: style, text: text,
        hyphenation: hyphenation)
    }
    log.add(contentsOf: flow.log)
    let pages = times.measure("pages") { Paginator.pages(of: flow, log: &log) }
    guard log.errorCount == errors else { return nil }
    let scenes = times.measure("compose") {
      PageComposer.scenes(of: pages, document: document, style: style, text: text)
    }
    let labelled = scenes.enumerated().map { PDFPage($1, label: "\($0 + 1)") }
    var options = PDFOptions(document, pages)
    options.standards = request.standards ?? options.standards
    if options.standards.contains(.a3a) {
      options.attachments = times.measure("attachments") {
        Self.attachments(of: figures.map(\.?.figure), in: document, log: &log)
      }
    }
    return DrawnShape(format: format, content: .pages(labelled, options))
  }

  /// The numbers behind the figures, as files.
  private static func attachments(
    of figures: [ReportFigure?], in document: Document, log: inout DiagnosticLog
  ) -> [PDFAttachment] {
    zip(document.figures, figures).flatMap { block, figure -> [PDFAttachment] in
      guard let figure else { return [] }
      let rows = figure.chart.plotted.rowCount
      if rows > PlottedData.attachedRows {
        log.add(.longPlottedTable(figure.id, rows: rows, at: block.place))
      }
      let words = figure.caption.isEmpty ? figure.chart.scene.title : figure.caption
      return figure.chart.plotted.attachments(
        named: figure.id, description: words, figure: figure.id)
    }
  }

  private func makeHyphenation(
    for document: Document, log: inout DiagnosticLog
  ) -> Hyphenation {
    var hyphenation = Hyphenation(folders: request.hyphenationFolders ?? Hyphenation.folders)
    let language = document.metadata.language
    if !hyphenation.knows(language), let package = Hyphenation.package(for: language) {
      log.add(.missingHyphenation(language, package: package))
    }
    return hyphenation
  }
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
      title: metadata.title.plainText, authors: metadata.authors.map(\.name),
      subject: metadata.subtitle.plainText, keywords: metadata.keywords,
      date: metadata.date?.text, outline: outline,
      standards: metadata.standards ?? PDFStandard.usual)
  }
}

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
  private(set) var shelf: ChartShelf
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
    shelf = ChartShelf(request, tree.parameters, loader)
  }

  /// The document in a shape; nil if there were errors, which are in the log.
  mutating func shape(_ format: ReportFormat, log: inout DiagnosticLog) -> DrawnShape? {
    let metadata = tree.metadata(for: format)
    let look = ShapeLook.look(metadata, format, request, log: &log)
    // Without its theme a document is read on, so that all problems are told at once.
    let spec = ReportTheme.playfair.spec(for: format)
    var used = look ?? ShapeLook(spec, size: metadata.paper.size, logo: nil, isOnSlide: false)
    // Only pages of one column have room beside them.
    var numbered = [.briefing, .html].contains(format) ? tree : tree.withAsidesAsNotes
    numbered.setNumbering(metadata.asksNumbers ?? used.spec.numbersSections, for: format)
    var document = times.measure("resolve") {
      Resolver.resolve(numbered, for: format, library: library, log: &log)
    }
    if format == .briefing, document.hasAsides { used.style = used.style.withAsides() }
    if format == .html { return page(of: document, used, log: &log) }
    let hyphenation = makeHyphenation(for: document, log: &log)
    if format == .slides || format == .handout {
      return slides(document, format, used, hyphenation, log: &log)
    }
    let figures = figures(of: document, used, for: format, log: &log)
    let charts = figures.map(\.?.figure.chart)
    document = SourceIndex.filled(document, charts: charts, loader: loader, log: &log)
    document = PlottedAppendix.filled(document, charts: charts, loader: loader, log: &log)
    guard log.errorCount == errors else { return nil }
    switch format {
    case .briefing, .article:
      return pages(of: document, format, figures, used, hyphenation, log: &log)
    case .figures:
      let snippets = FigureSnippet.all(of: document, figures.map(\.?.figure.chart))
      var options = PDFOptions(document, [])
      options.standards = request.standards ?? options.standards
      return drawn(format, .figures(snippets, options), document, charts, used)
    case .slides, .handout, .html: return nil
    }
  }

  /// A shape with what it was made of.
  private func drawn(
    _ format: ReportFormat, _ content: DrawnShape.Content, _ document: Document,
    _ charts: [DrawnChart?], _ look: ShapeLook
  ) -> DrawnShape {
    let texts = tree.texts + library.texts + look.texts
    return DrawnShape(
      format: format, content: content,
      trace: ShapeTrace(document, charts: charts, texts: texts))
  }

  /// Only figures that go to a journal follow its rules; on pages they have the width of the text.
  private func presets(for format: ReportFormat, _ document: Document) -> PresetRule? {
    guard format == .figures else { return nil }
    return PresetRule(common: request.preset ?? document.metadata.preset)
  }

  /// Draws the figures; those of the first shape are the report's, or those of the shape that is
  /// nothing else.
  private mutating func figures(
    of document: Document, _ look: ShapeLook, for format: ReportFormat, log: inout DiagnosticLog
  ) -> [PreparedFigure?] {
    let text = self.text
    let presets = presets(for: format, document)
    let figures = times.measure("figures") {
      drawFigures(of: document, look, presets: presets, &shelf, text, log: &log)
    }
    if format == .figures { isFirst = true }
    keep(figures.compactMap(\.?.figure), of: format)
    return figures
  }

  /// The figures of the first shape are those of the report.
  private mutating func keep(_ figures: [ReportFigure], of format: ReportFormat) {
    if isFirst {
      self.figures = figures
      for index in figures.indices { self.figures[index].shape = format }
    }
    isFirst = false
  }

  /// A page for a web browser.
  private mutating func page(
    of document: Document, _ look: ShapeLook, log: inout DiagnosticLog
  ) -> DrawnShape? {
    let figures = times.measure("figures") {
      HTMLFigure.figures(of: document, look, &shelf, text, loader: loader, log: &log)
    }
    let charts = figures.map(\.?.wide)
    var document = SourceIndex.filled(document, charts: charts, loader: loader, log: &log)
    document = PlottedAppendix.filled(document, charts: charts, loader: loader, log: &log)
    keep(
      zip(document.figures, figures).compactMap { block, figure in
        figure.map { ReportFigure(block, $0.wide) }
      }, of: .html)
    guard log.errorCount == errors else { return nil }
    let page = times.measure("web") {
      HTMLOutput.text(of: document, figures: figures, style: look.style, log: &log)
    }
    return drawn(.html, .web(page), document, charts, look)
  }

  // MARK: Slides

  /// Slides, or a handout of them.
  private mutating func slides(
    _ document: Document, _ format: ReportFormat, _ look: ShapeLook, _ hyphenation: Hyphenation,
    log: inout DiagnosticLog
  ) -> DrawnShape? {
    // Figures of their own look as they do on pages.
    if isFirst, request.formats.isEmpty || request.formats.contains(.figures) {
      let metadata = tree.metadata(for: .figures)
      if let look = ShapeLook.look(metadata, .figures, request, log: &log) {
        _ = figures(of: document, look, for: .figures, log: &log)
      }
    }
    var document = document
    document.metadata.slides = document.metadata.slides.over(tree.metadata(for: .slides).slides)
    let slideLook =
      format == .slides
      ? look : ShapeLook.look(document.metadata, .slides, request, log: &log)
    guard let slideLook else { return nil }
    let deck = deck(
      document, slideLook, isIncremental: format == .slides, hyphenation, log: &log)
    guard log.errorCount == errors else { return nil }
    let setter = self
    let pages = times.measure("compose") {
      format == .slides
        ? deck.pdfPages(setter.text) : setter.handout(deck, look.style, hyphenation)
    }
    var options = PDFOptions(document, outline: format == .slides ? deck.outline : [])
    options.standards = request.standards ?? options.standards
    if options.standards.contains(.a3a) {
      options.attachments = times.measure("attachments") {
        Self.attachments(of: deck.document) {
          deck.charts[$0]?.plotted
        } log: {
          log.add($0)
        }
      }
    }
    let charts = deck.document.figures.indices.map { deck.charts[$0] }
    return drawn(format, .pages(pages, options), deck.document, charts, look)
  }

  private func handout(
    _ deck: SlideDeck, _ style: ReportStyle, _ hyphenation: Hyphenation
  ) -> [PDFPage] {
    let count = deck.document.metadata.slides.perPage ?? 3
    let pages = HandoutSetter.pages(
      of: deck, count, style, text: text, hyphenation: hyphenation)
    return HandoutComposer(deck: deck, style: style, text: text).scenes(of: pages).enumerated()
      .map { PDFPage($1, label: "\($0 + 1)") }
  }

  /// The title of a figure's chart.
  mutating func chartTitle(of figure: FigureBlock) -> String { shelf.title(of: figure) }

  /// Keeps the charts that were drawn while slides were set.
  mutating func take(_ drawing: ChartDrawing) { shelf = drawing.shelf }

  // MARK: Pages

  /// Pages of running text.
  private mutating func pages(
    of document: Document, _ format: ReportFormat, _ figures: [PreparedFigure?],
    _ look: ShapeLook, _ hyphenation: Hyphenation, log: inout DiagnosticLog
  ) -> DrawnShape? {
    let (text, style) = (self.text, look.style)
    let flow = times.measure("lines") {
      FlowBuilder.flow(
        of: document, figures: figures.map(\.?.drawn), style: style, text: text,
        hyphenation: hyphenation, memory: request.memory)
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
        Self.attachments(of: document) {
          figures[$0]?.figure.chart.plotted
        } log: {
          log.add($0)
        }
      }
    }
    return drawn(
      format, .pages(labelled, options), document, figures.map(\.?.figure.chart), look)
  }

  /// The numbers behind the figures of a document, as files.
  private static func attachments(
    of document: Document, plotted: (Int) -> PlottedData?, log: (Diagnostic) -> Void
  ) -> [PDFAttachment] {
    document.figures.indices.flatMap { index -> [PDFAttachment] in
      guard let numbers = plotted(index) else { return [] }
      let figure = document.figures[index]
      let name = figure.id?.text ?? "figure-\(index + 1)"
      if numbers.rowCount > PlottedData.attachedRows {
        log(.longPlottedTable(name, rows: numbers.rowCount, at: figure.place))
      }
      let words = figure.caption.isEmpty ? figure.alternative ?? name : figure.caption.plainText
      return numbers.attachments(named: name, description: words, figure: name)
    }
  }

  private func makeHyphenation(
    for document: Document, log: inout DiagnosticLog
  ) -> Hyphenation {
    let folders = request.hyphenationFolders ?? Hyphenation.folders
    var hyphenation =
      request.memory?.hyphenation ?? request.tools?.hyphenation(in: folders)
      ?? Hyphenation(folders: folders)
    defer {
      request.tools?.keep(hyphenation)
      request.memory?.hyphenation = hyphenation
    }
    for (language, place) in document.languages {
      guard Hyphenation.dividesWords(language), !hyphenation.knows(language) else { continue }
      log.add(.missingHyphenation(language, at: place))
    }
    return hyphenation
  }
}

extension PDFOptions {
  /// What the file of a report says of itself.
  fileprivate init(_ document: Document, _ pages: [PageLayout]) {
    let outline = pages.flatMap { page in
      page.sections.map {
        OutlineEntry(
          $0.title, level: $0.level, page: page.number - 1, destination: $0.destination)
      }
    }
    self.init(document, outline: outline)
  }

  /// What the file of a report says of itself, with an outline.
  fileprivate init(_ document: Document, outline: [OutlineEntry]) {
    let metadata = document.metadata
    self.init(
      title: metadata.title.plainText, authors: metadata.authors.map(\.name),
      subject: metadata.subtitle.plainText, keywords: metadata.keywords,
      date: metadata.date?.text, outline: outline,
      standards: metadata.standards ?? PDFStandard.usual)
  }
}

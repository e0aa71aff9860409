import Canvas
import Charting
import Diagnostics
import Tables

/// Sets one document in one shape after the other; what they share is made once.
struct ShapeSetter {
  let request: ReportRequest
  let memory: ReportMemory
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
    request: ReportRequest, memory: ReportMemory, tree: DocumentTree, library: Library,
    loader: DataLoader, text: TextEngine, errors: Int, times: PhaseTimes
  ) {
    self.request = request
    self.memory = memory
    self.tree = tree
    self.library = library
    self.loader = loader
    self.text = text
    self.errors = errors
    self.times = times
    shelf = ChartShelf(request, tree.parameters, loader, memory)
  }

  /// The document in a shape; nil if there were errors, which are in the log.
  mutating func shape(_ format: ReportFormat, log: inout DiagnosticLog) -> DrawnShape? {
    let metadata = tree.metadata(for: format)
    let look = ShapeLook.look(metadata, format, request, log: &log)
    // Without its theme a document is read on, so that all problems are told at once.
    let spec = ReportTheme.playfair.spec(for: format)
    var used = look ?? ShapeLook(spec, size: metadata.paper.size, logo: nil, isOnSlide: false)
    var numbered = tree.withAsides(for: format)
    numbered.setNumbering(metadata.asksNumbers ?? used.spec.numbersSections, for: format)
    var document = times.measure("resolve") {
      Resolver.resolve(
        numbered, for: format, library: library, memory: memory.drawings, log: &log)
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
    var trace = ShapeTrace(document, charts: charts, texts: texts)
    trace.add(tree.claims)
    return DrawnShape(format: format, content: content, trace: trace)
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
    fillSources(of: &document, slideLook, log: &log)
    let closing = format == .handout ? document.takeClosing() : nil
    var deck = deck(document, slideLook, beside: closing, hyphenation, log: &log)
    guard log.errorCount == errors else { return nil }
    let pages: [PDFPage]
    if format == .slides {
      let text = self.text
      pages = times.measure("compose") { deck.pdfPages(text) }
    } else {
      pages = handout(&deck, look, hyphenation, log: &log)
      guard log.errorCount == errors else { return nil }
    }
    guard !pages.isEmpty else {
      log.add(.noPages(format, at: tree.place))
      return nil
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

  private mutating func handout(
    _ deck: inout SlideDeck, _ look: ShapeLook, _ hyphenation: Hyphenation,
    log: inout DiagnosticLog
  ) -> [PDFPage] {
    let (text, set) = (self.text, deck)
    let count = deck.document.metadata.slides.perPage ?? 3
    let drawing = ChartDrawing(self)
    var own = DiagnosticLog()
    let pages = times.measure("compose") {
      let pages = HandoutSetter.pages(
        of: set, count, look.style, text: text, hyphenation: hyphenation, log: &own
      ) { figure, width in
        drawing.draw(figure, width: width, look, set.document.metadata.language)
      }
      return HandoutComposer(deck: set, style: look.style, text: text).scenes(of: pages)
    }
    log.add(contentsOf: drawing.log)
    log.add(contentsOf: own)
    deck.charts.merge(drawing.charts) { shown, _ in shown }
    take(drawing)
    return pages.enumerated().map { PDFPage($1, label: "\($0 + 1)") }
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
        hyphenation: hyphenation, memory: memory.paragraphs)
    }
    log.add(contentsOf: flow.log)
    let pages = times.measure("pages") {
      Paginator.pages(of: flow, memory: memory.drawings, log: &log)
    }
    if pages.isEmpty { log.add(.noPages(format, at: tree.place)) }
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

  /// The patterns of the languages of a document: read for the first shape, and kept for the others.
  private func makeHyphenation(
    for document: Document, log: inout DiagnosticLog
  ) -> Hyphenation {
    var hyphenation = memory.hyphenation(in: request.hyphenationFolders ?? Hyphenation.folders)
    defer { memory.keep(hyphenation) }
    for (language, place) in document.languages {
      guard Hyphenation.dividesWords(language), !hyphenation.knows(language) else { continue }
      log.add(.missingHyphenation(language, at: place))
    }
    return hyphenation
  }
}

extension Diagnostic {
  /// That nothing of a document is left in a shape.
  static func noPages(_ format: ReportFormat, at place: Place) -> Diagnostic {
    let isOnSlides = format == .slides || format == .handout
    return .error(
      "no-pages", "nothing of this document stands in '\(format.rawValue)'", at: place.opening,
      why: isOnSlides
        ? "slides open with headings and show figures, tables and lists; running text goes into "
          + "their notes"
        : "what is hidden or meant for another format is left out",
      hint: isOnSlides ? "begin with a heading, such as '## The first slide'" : nil)
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

import Canvas
import Charting
import Diagnostics

/// The slides of a document, with what they were set from.
struct SlideDeck {
  var document: Document
  var look: ShapeLook
  var rules: SlideRules
  var pages: [SlidePage]
  /// The charts as they were drawn last, by the index of their figures.
  var charts: [Int: DrawnChart] = [:]
  /// What stands behind the slides of a handout.
  var closing: [Block] = []

  /// The pages of a PDF: one for each step, those of one slide with its number.
  func pdfPages(_ text: TextEngine) -> [PDFPage] {
    let composer = SlideComposer(document, look.style, text, slideCount: pages.count)
    return pages.flatMap { page in
      composer.scenes(of: page).map { PDFPage($0, label: "\(page.number)") }
    }
  }

  /// The headlines, each with the page of its first step.
  var outline: [PDFOptions.OutlineEntry] {
    var entries: [PDFOptions.OutlineEntry] = []
    var index = 0
    for page in pages {
      if !page.title.isEmpty {
        entries.append(
          .init(
            page.title, level: page.kind == .content ? max(2, page.level) : 1, page: index,
            destination: page.id.isEmpty ? nil : page.id))
      }
      index += max(1, page.steps)
    }
    return entries
  }
}

extension ShapeSetter {
  /// Sets the slides of a document; for a handout with what stands behind them.
  mutating func deck(
    _ document: Document, _ look: ShapeLook, beside closing: [Block]?,
    _ hyphenation: Hyphenation, log: inout DiagnosticLog
  ) -> SlideDeck {
    let isDeck = [.slides, .handout].contains(tree.metadata.formats.first?.format)
    var rules = SlideRules(
      document.metadata, document.blocks.withOpenHeadings, isDeck: isDeck)
    // On paper all is there at once.
    if closing != nil { rules.isIncremental = false }
    let titles = document.figures.map { chartTitle(of: $0) }
    let slides = SlidePlanner.slides(of: document, rules, chartTitles: titles, beside: closing)
    let drawing = ChartDrawing(self)
    let text = self.text
    let pages = times.measure("slides") {
      SlideSetter.pages(
        of: slides, document, look, rules, text: text, hyphenation: hyphenation, log: &log
      ) { figure, size, edit in
        drawing.draw(figure, size, edit, look, document.metadata.language)
      }
    }
    log.add(contentsOf: drawing.log)
    take(drawing)
    return SlideDeck(
      document: document, look: look, rules: rules, pages: pages, charts: drawing.charts,
      closing: closing ?? [])
  }
}

extension Document {
  /// Takes the lists of works and of sources out, with their headings: on a handout they are read as
  /// running text, not as slides.
  mutating func takeClosing() -> [Block] {
    let open = blocks.withOpenHeadings
    var (rest, taken): ([Block], [Block]) = ([], [])
    for (index, block) in open.enumerated() {
      guard block.isClosingList else {
        rest.append(block)
        continue
      }
      let isLast = index + 1 == open.count || open[index + 1].isHeading
      if index > 0, open[index - 1].isHeading, isLast { taken.append(rest.removeLast()) }
      taken.append(block)
    }
    if !taken.isEmpty { blocks = rest }
    return taken
  }

  /// Whether the sources of all data are to be listed.
  fileprivate var listsSources: Bool {
    var found = false
    blocks.forEachBlock { block in
      if case .sources = block.kind { found = true }
    }
    return found
  }
}

extension ShapeSetter {
  /// Fills the lists of sources in a document of which slides are made.
  ///
  /// What data a figure is made from is known once it is drawn; here that is done before any slide is
  /// set, and what is to be said of it is said there.
  mutating func fillSources(
    of document: inout Document, _ look: ShapeLook, log: inout DiagnosticLog
  ) {
    guard document.listsSources else { return }
    let drawing = ChartDrawing(self)
    for figure in document.figures where figure.panels.isEmpty {
      _ = drawing.draw(
        figure, width: look.style.columnWidth, look, document.metadata.language)
    }
    take(drawing)
    let charts = document.figures.indices.map { drawing.charts[$0] }
    document = SourceIndex.filled(document, charts: charts, loader: loader, log: &log)
  }
}

/// Charts drawn while slides are set, each once for each size.
final class ChartDrawing {
  private(set) var shelf: ChartShelf
  private(set) var log = DiagnosticLog()
  /// The charts as they were drawn last, by the index of their figures.
  private(set) var charts: [Int: DrawnChart] = [:]
  private let text: TextEngine

  init(_ setter: ShapeSetter) {
    shelf = setter.shelf
    text = setter.text
  }

  /// The figure at a size; nil after an error.
  func draw(
    _ figure: FigureBlock, _ size: Size, _ edit: ChartEdit, _ look: ShapeLook, _ language: String
  ) -> DrawnFigure? {
    func chart(_ width: Double, _ height: Double?, _ log: inout DiagnosticLog) -> DrawnChart? {
      let chart = shelf.chart(
        of: figure, width: width, height: height, look: look.charts, edit: edit,
        language: language, text, log: &log)
      if let chart { charts[figure.index] = chart }
      return chart
    }
    func drawn(_ height: Double) -> DrawnFigure? {
      chart(size.width, height, &log).map {
        DrawnFigure(scene: $0.scene, alternative: $0.alternative)
      }
    }
    guard shelf.hasRows(figure) else { return drawn(size.height) }
    // Rows need their room: how much tells the height that the chart has by itself.
    var unheard = DiagnosticLog()
    guard let free = chart(size.width, nil, &unheard) else {
      log.add(contentsOf: unheard)
      return nil
    }
    let height = free.scene.size.height
    if height <= size.height { return drawn(min(size.height, height * Self.stretch)) }
    return scaled(free, figure, size, look) { ground, look, log in
      shelf.chart(
        of: figure, width: ground.width, height: ground.height, look: look, edit: edit,
        language: language, text, log: &log)
    }
  }

  /// The figure at a width, as high as it likes; nil after an error.
  func draw(
    _ figure: FigureBlock, width: Double, _ look: ShapeLook, _ language: String
  ) -> DrawnFigure? {
    let chart = shelf.chart(
      of: figure, width: width, height: nil, look: look.charts, language: language, text,
      log: &log)
    guard let chart else { return nil }
    if charts[figure.index] == nil { charts[figure.index] = chart }
    return DrawnFigure(scene: chart.scene, alternative: chart.alternative)
  }

  /// How much higher than by themselves charts with rows may be.
  private static let stretch = 1.5
  /// How close to each other the rows of a chart are tried, as shares of the height it likes.
  private static let closeness = [0.6, 0.7, 0.8, 0.9, 1]
  /// How small a chart may become before that is told.
  private static let leastScale = 0.75

  /// A chart with more rows than fit: drawn on a larger ground, and made smaller as a whole.
  ///
  /// What stands above and below its rows stays as large as it can be read from a distance.
  private func scaled(
    _ free: DrawnChart, _ figure: FigureBlock, _ size: Size, _ look: ShapeLook,
    _ draw: (Size, ChartLook, inout DiagnosticLog) -> DrawnChart?
  ) -> DrawnFigure? {
    // Rows may stand closer than they like to, which leaves them larger, while their texts have room.
    var found: (chart: DrawnChart, log: DiagnosticLog)?
    for closeness in Self.closeness {
      let scale = min(1, size.height / (free.scene.size.height * closeness))
      var charts = look.charts
      charts.setSizes(subtitle: 16 / scale, source: 9 / scale)
      let ground = Size((size.width / scale).rounded(), (size.height / scale).rounded())
      var own = DiagnosticLog()
      guard let chart = draw(ground, charts, &own) else {
        log.add(contentsOf: own)
        return nil
      }
      found = (chart, own)
      let isTooLow = own.entries.contains { $0.code == "too-small" }
      if !isTooLow, chart.scene.touchingTexts <= free.scene.touchingTexts { break }
    }
    guard let (larger, own) = found else { return nil }
    log.add(contentsOf: own)
    let scale = min(
      size.width / larger.scene.size.width, size.height / larger.scene.size.height)
    if scale < Self.leastScale { log.add(.smallChart(figure, scale)) }
    let group = SceneGroup(.none, transform: .scale(scale, scale), items: larger.scene.items)
    var scene = larger.scene
    scene.items = [.group(group)]
    scene.size = Size(larger.scene.size.width * scale, larger.scene.size.height * scale)
    return DrawnFigure(scene: scene, alternative: larger.alternative)
  }
}

extension Scene {
  /// How many pairs of texts have no white between their capitals.
  fileprivate var touchingTexts: Int {
    let boxes = placedTexts.map { mark in
      guard var text = mark.text else { return mark.bounds }
      text.metrics.ascent = text.style.size * 0.8
      text.metrics.descent = text.style.size * 0.2
      return mark.transform.apply(text.bounds)
    }
    return boxes.indices.reduce(0) { count, index in
      count + boxes[(index + 1)...].count { $0.intersects(boxes[index]) }
    }
  }
}

extension Diagnostic {
  static func smallChart(_ figure: FigureBlock, _ scale: Double) -> Diagnostic {
    let place: Place? =
      switch figure.content {
      case .file(let file): file.place
      case .spec(let node): node.place
      case .panels: nil
      }
    let percent = Int((scale * 100).rounded())
    return .warning(
      "small-chart", "this chart is set at \(percent) per cent of its size on its slide",
      at: place, why: "its rows need more room than a slide has",
      hint: "show fewer rows on slides, such as the highest ten")
  }
}

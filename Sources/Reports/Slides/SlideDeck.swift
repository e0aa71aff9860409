import Canvas
import Charting
import Diagnostics

/// The slides of a document, with what they were set from.
struct SlideDeck {
  var document: Document
  var look: ShapeLook
  var rules: SlideRules
  var pages: [SlidePage]

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
  /// Sets the slides of a document; nil after an error, which is in the log.
  mutating func deck(
    _ document: Document, _ look: ShapeLook, isIncremental: Bool, _ hyphenation: Hyphenation,
    log: inout DiagnosticLog
  ) -> SlideDeck {
    let isDeck = [.slides, .handout].contains(tree.metadata.formats.first?.format)
    var rules = SlideRules(
      document.metadata, document.blocks.withOpenHeadings, isDeck: isDeck)
    rules.isIncremental = rules.isIncremental && isIncremental
    let titles = document.figures.map { chartTitle(of: $0) }
    let slides = SlidePlanner.slides(of: document, rules, chartTitles: titles)
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
    return SlideDeck(document: document, look: look, rules: rules, pages: pages)
  }
}

/// Charts drawn while slides are set, each once for each size.
final class ChartDrawing {
  private(set) var shelf: ChartShelf
  private(set) var log = DiagnosticLog()
  private let text: TextEngine

  init(_ setter: ShapeSetter) {
    shelf = setter.shelf
    text = setter.text
  }

  /// The figure at a size; nil after an error.
  func draw(
    _ figure: FigureBlock, _ size: Size, _ edit: ChartEdit, _ look: ShapeLook, _ language: String
  ) -> DrawnFigure? {
    let chart = shelf.chart(
      of: figure, width: size.width, height: size.height, look: look.charts, edit: edit,
      language: language, text, log: &log)
    guard let chart else { return nil }
    return DrawnFigure(scene: chart.scene, alternative: chart.alternative)
  }
}

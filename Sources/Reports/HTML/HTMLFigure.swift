import Canvas
import Charting
import Diagnostics
import Tables

/// A figure of a web page.
struct HTMLFigure {
  /// The chart as wide as it stands beside the text.
  var wide: DrawnChart
  /// The chart for the width of a telephone; nil if it is as narrow already.
  var narrow: DrawnChart?
  /// The numbers that it shows, as tables.
  var tables: [TableBlock] = []

  /// The width of the text of a page: what a figure without a width has.
  static let textWidth = 400.0
  /// The width of a figure that stands out beyond the text.
  static let outsetWidth = 560.0
  /// The width of figures on a telephone, and those that are tried where a chart needs more room.
  static let narrowWidths = [200.0, 230, 260]

  /// The width of the text of a page in the page's own measure, and of a point of a figure with it.
  static let textRem = 41.0

  /// How much of one table is shown; the file of the figure's data has all.
  private static let mostRows = 500
  private static let mostColumns = 24

  /// Draws the charts of a document for a web page, each at two widths.
  static func figures(
    of document: Document, _ look: ShapeLook, _ shelf: inout ChartShelf, _ text: TextEngine,
    loader: DataLoader, log: inout DiagnosticLog
  ) -> [HTMLFigure?] {
    var drawing = HTMLFigureDrawing(
      limit: look.style.columnHeight, look: look.charts, language: document.metadata.language,
      text: text, shelf: shelf)
    let figures = drawing.figures(of: document)
    shelf = drawing.shelf
    log.add(contentsOf: drawing.log)
    return zip(document.figures, figures).map { block, figure in
      guard var figure, let place = block.place ?? document.blocks.first?.place else {
        return figure
      }
      figure.tables = PlottedAppendix.tables(
        of: figure.wide, in: document, mostRows: mostRows, mostColumns: mostColumns, at: place,
        loader: loader)
      let rows = figure.wide.plotted.rowCount
      if rows > PlottedData.attachedRows { log.add(.longWebTable(rows: rows, at: place)) }
      return figure
    }
  }
}

/// Draws figures one after the other, and those that stand in a row at one height.
private struct HTMLFigureDrawing {
  /// What heights in per cent are a share of.
  let limit: Double
  let look: ChartLook
  let language: String
  let text: TextEngine
  var shelf: ChartShelf
  var log = DiagnosticLog()

  mutating func figures(of document: Document) -> [HTMLFigure?] {
    var figures = [HTMLFigure?](repeating: nil, count: document.figures.count)
    for figure in document.figures where figure.letter == nil {
      let height = figure.length("height", of: limit, log: &log)
      let wide = draw(figure, width(of: figure), height)
      figures[figure.index] = wide.map { HTMLFigure(wide: $0, narrow: narrow(figure, $0)) }
    }
    var wholes: [FigureBlock] = []
    document.blocks.forEachBlock { block in
      if case .figure(let figure) = block.kind, !figure.panels.isEmpty { wholes.append(figure) }
    }
    for whole in wholes { draw(panelsOf: whole, to: &figures) }
    return figures
  }

  private mutating func width(of figure: FigureBlock) -> Double {
    let room = figure.attributes.isWide ? HTMLFigure.outsetWidth : HTMLFigure.textWidth
    return min(figure.length("width", of: room, log: &log) ?? room, room)
  }

  private mutating func draw(
    _ figure: FigureBlock, _ width: Double, _ height: Double?
  ) -> DrawnChart? {
    shelf.chart(
      of: figure, width: width, height: height, look: look, language: language, text, log: &log)
  }

  /// The chart for a telephone; nil if the wide one is about as narrow.
  private mutating func narrow(_ figure: FigureBlock, _ wide: DrawnChart) -> DrawnChart? {
    // A picture has no texts that a smaller one would need larger.
    guard figure.pictureFile == nil else { return nil }
    let widths = HTMLFigure.narrowWidths.filter { $0 < wide.scene.size.width * 0.9 }
    return shelf.chart(of: figure, atFirstOf: widths, look: look, language: language, text)
  }

  /// Draws each panel at the width of its place; those of a row get the height of the highest.
  private mutating func draw(panelsOf whole: FigureBlock, to figures: inout [HTMLFigure?]) {
    let width = width(of: whole)
    for row in whole.panels {
      let frames = PanelFrame.frames(of: row, width: width)
      var charts = frames.map { frame in
        draw(frame.figure, frame.width, frame.figure.length("height", of: limit, log: &log))
      }
      let height = charts.compactMap { $0?.scene.size.height }.max() ?? 0
      for (index, frame) in frames.enumerated() {
        guard let chart = charts[index] else { continue }
        if chart.scene.size.height < height - 0.01 {
          charts[index] = draw(frame.figure, frame.width, height)
        }
        figures[frame.figure.index] = charts[index].map {
          HTMLFigure(wide: $0, narrow: narrow(frame.figure, $0))
        }
      }
    }
  }
}

extension Diagnostic {
  static func longWebTable(rows: Int, at place: Place) -> Diagnostic {
    .warning(
      "long-table", "the numbers of this figure are not written into the web page in full",
      at: place,
      why: "they are \(rows) rows, and at most \(PlottedData.attachedRows) go into a file",
      hint: "gather them in a transform")
  }
}

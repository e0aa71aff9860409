import Canvas
import Charting
import Diagnostics

/// A figure of a web page.
struct HTMLFigure {
  /// The chart as wide as it stands beside the text.
  var wide: DrawnChart
  /// The chart for the width of a telephone; nil if it is as narrow already.
  var narrow: DrawnChart?

  /// The width of the text of a page: what a figure without a width has.
  static let textWidth = 400.0
  /// The width of a figure that stands out beyond the text.
  static let outsetWidth = 560.0
  /// The width of figures on a telephone.
  static let narrowWidth = 200.0
  /// What else is tried, where a chart needs more room.
  private static let otherNarrowWidths = [230.0, 260]

  /// The width of the text of a page in the page's own measure, and of a point of a figure with it.
  static let textRem = 41.0

  /// Draws the charts of a document for a web page, each at two widths.
  static func figures(
    of document: Document, _ style: ReportStyle, _ shelf: inout ChartShelf, _ text: TextEngine,
    log: inout DiagnosticLog
  ) -> [HTMLFigure?] {
    let language = document.metadata.language
    return document.figures.map { figure in
      let room = figure.isWide ? outsetWidth : textWidth
      let width = min(figure.length("width", of: room, log: &log) ?? room, room)
      let height = figure.length("height", of: style.columnHeight, log: &log)
      guard
        let wide = shelf.chart(
          of: figure, width: width, height: height, language: language, text, log: &log)
      else { return nil }
      let widths = ([narrowWidth] + otherNarrowWidths).filter { $0 < width * 0.9 }
      return HTMLFigure(
        wide: wide,
        narrow: shelf.chart(of: figure, atFirstOf: widths, language: language, text))
    }
  }
}

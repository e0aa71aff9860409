import Canvas
import Charting
import Diagnostics

/// A figure that has been drawn, for the pages and for a file of its own.
struct PreparedFigure {
  var drawn: DrawnFigure
  var figure: ReportFigure
}

/// Draws the charts of a document at the widths that they have on the page.
func drawFigures(
  of document: Document, _ look: ShapeLook, _ shelf: inout ChartShelf, _ text: TextEngine,
  log: inout DiagnosticLog
) -> [PreparedFigure?] {
  document.figures.map { figure in
    guard let chart = draw(figure, document, look, &shelf, text, log: &log) else { return nil }
    let id = figure.id?.text ?? "figure-\(figure.index + 1)"
    return PreparedFigure(
      drawn: DrawnFigure(scene: chart.scene, alternative: chart.alternative),
      figure: ReportFigure(
        id: id, number: figure.number, caption: figure.caption.plainText,
        alternative: chart.alternative, chart: chart))
  }
}

private func draw(
  _ figure: FigureBlock, _ document: Document, _ look: ShapeLook, _ shelf: inout ChartShelf,
  _ text: TextEngine, log: inout DiagnosticLog
) -> DrawnChart? {
  let style = look.style
  let width = figure.length("width", of: style.columnWidth, log: &log) ?? style.columnWidth
  if let written = figure.attributes["width"], width > style.columnWidth + 0.5 {
    log.add(.wideFigure(written, column: style.columnWidth))
  }
  let height = figure.length("height", of: style.columnHeight, log: &log)
  let language = document.metadata.language
  guard
    let drawn = shelf.chart(
      of: figure, width: min(width, style.columnWidth), height: height, look: look.charts,
      language: language, text, log: &log)
  else { return nil }
  // A chart and its caption stand on one page.
  let limit = style.columnHeight - 5 * style.caption.leading
  guard drawn.scene.size.height > limit else { return drawn }
  return shelf.chart(
    of: figure, width: min(width, style.columnWidth), height: limit, look: look.charts,
    language: language, text, log: &log)
}

extension FigureBlock {
  /// A length among the attributes, in points.
  func length(
    _ key: String, of whole: Double, log: inout DiagnosticLog
  ) -> Double? {
    guard let written = attributes[key] else { return nil }
    if let length = Length.points(written.text, of: whole), length >= 36 { return length }
    log.add(.notALength(written, key: key))
    return nil
  }
}

/// Lengths as people write them.
enum Length {
  private static let units: [(name: String, points: Double)] = [
    ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72), ("pt", 1), ("pc", 12), ("px", 0.75),
  ]

  /// A length in points: `89mm`, `3.5in`, `80%` of a whole; a number alone counts CSS pixels.
  static func points(_ text: String, of whole: Double) -> Double? {
    let text = text.trimmed
    let number = String(text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") })
    let unit = text.dropFirst(number.count).trimmingPrefix(while: { $0 == " " })
    guard let value = Double(number), value.isFinite, value > 0, value < 1e5 else { return nil }
    if unit == "%" { return whole * value / 100 }
    if unit.isEmpty { return value * 0.75 }
    return units.first { $0.name == unit }.map { value * $0.points }
  }
}

extension Diagnostic {
  static func wideFigure(_ written: Written, column: Double) -> Diagnostic {
    let millimetres = Int((column * 25.4 / 72).rounded(.down))
    return .warning(
      "wide-figure", "the width '\(written.text)' is more than the page has", at: written.place,
      why: "a figure is at most as wide as the text, \(millimetres)mm; it is drawn at that width",
      hint: "take the width out, or write at most \(millimetres)mm")
  }

  static func notALength(_ written: Written, key: String) -> Diagnostic {
    .error(
      "not-a-length", "'\(written.text)' is no \(key) for a figure", at: written.place,
      why: "a length is a number with mm, cm, in, pt, px or %, of at least half an inch",
      hint: "write it like 140mm or 80%")
  }

  static func pictureFormat(_ file: Written) -> Diagnostic {
    .error(
      "picture-format", "'\(file.text)' is not a chart", at: file.place,
      why: "figures are charts: Vega-Lite in a file that ends in .vl.yaml or .vl.json",
      hint: "name a chart; pictures are not supported yet")
  }

  static func namelessPicture(at place: Place) -> Diagnostic {
    .error(
      "picture-format", "this figure names no file", at: place,
      why: "a figure is written ![caption](charts/name.vl.yaml){#fig-name}")
  }
}

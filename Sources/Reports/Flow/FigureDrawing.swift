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
  of document: Document, _ look: ShapeLook, presets: PresetRule? = nil,
  _ shelf: inout ChartShelf, _ text: TextEngine, log: inout DiagnosticLog
) -> [PreparedFigure?] {
  var drawing = FigureDrawing(
    look: look, presets: presets, language: document.metadata.language, text: text,
    turned: document.blocks.turnedFigures, inMargin: document.figuresInMargin, shelf: shelf)
  let rehearsal = drawing
  drawing.shelf.rehearse(text) { shelf in
    var drawing = rehearsal
    drawing.shelf = shelf
    _ = drawing.charts(of: document)
    shelf = drawing.shelf
  }
  let charts = drawing.charts(of: document)
  shelf = drawing.shelf
  log.add(contentsOf: drawing.log)
  for (figure, chart) in zip(document.figures, charts) { figure.checkAlternative(chart, &log) }
  return zip(document.figures, charts).map { figure, chart in
    guard let chart else { return nil }
    return PreparedFigure(
      drawn: DrawnFigure(scene: chart.scene, alternative: chart.alternative),
      figure: ReportFigure(figure, chart, preset: presets?.preset(of: figure)))
  }
}

extension ReportFigure {
  /// The figure of a document with its chart.
  init(_ figure: FigureBlock, _ chart: DrawnChart, preset: FigurePreset? = nil) {
    self.init(
      id: figure.id?.text ?? "figure-\(figure.index + 1)", number: figure.number,
      letter: figure.letter, caption: figure.caption.plainText, alternative: chart.alternative,
      chart: chart, picture: OutputRecord.File(pictureOf: figure, chart), preset: preset)
  }
}

/// Draws figures one after the other, and those that stand in a row at one height.
private struct FigureDrawing {
  let look: ShapeLook
  /// Where figures are drawn by the rules of journals, and not for a page.
  let presets: PresetRule?
  let language: String
  let text: TextEngine
  /// The figures on turned pages, by their index.
  let turned: Set<Int>
  /// The figures beside the text, by their index.
  let inMargin: Set<Int>
  var shelf: ChartShelf
  var log = DiagnosticLog()

  private var style: ReportStyle { look.style }

  mutating func charts(of document: Document) -> [DrawnChart?] {
    var charts = [DrawnChart?](repeating: nil, count: document.figures.count)
    for figure in document.figures where figure.letter == nil {
      charts[figure.index] = chart(of: figure)
    }
    var wholes: [FigureBlock] = []
    document.blocks.forEachBlock { block in
      if case .figure(let figure) = block.kind, !figure.panels.isEmpty { wholes.append(figure) }
    }
    for whole in wholes { draw(panelsOf: whole, to: &charts) }
    return charts
  }

  private func room(of figure: FigureBlock) -> PageRoom {
    var room = style.room(isLandscape: figure.indices.contains(where: turned.contains))
    if let aside = room.aside, figure.indices.contains(where: inMargin.contains) {
      (room.columns, room.columnWidth, room.aside) = (1, aside.width, nil)
    }
    return room
  }

  /// The greatest height: a figure and its caption stand on one page; on a turned one, which has few
  /// lines, a sentence and a note beside them.
  private func limit(_ room: PageRoom) -> Double {
    let lines = room.paper.width > room.paper.height ? 10.0 : 5
    return room.height - lines * style.caption.leading
  }

  private mutating func chart(of figure: FigureBlock) -> DrawnChart? {
    if let preset = presets?.preset(of: figure) {
      let height = figure.length("height", of: preset.points, log: &log)
      return draw(figure, preset.points, height, preset)
    }
    let room = room(of: figure)
    let width = width(of: figure, room)
    let height = figure.length("height", of: room.height, log: &log)
    guard let drawn = draw(figure, width, height) else { return nil }
    guard drawn.scene.size.height > limit(room) else { return drawn }
    return draw(figure, width, limit(room))
  }

  private mutating func draw(
    _ figure: FigureBlock, _ width: Double, _ height: Double?, _ preset: FigurePreset? = nil
  ) -> DrawnChart? {
    shelf.chart(
      of: figure, width: width, height: height, look: look.charts, language: language,
      preset: preset, text, log: &log)
  }

  private mutating func width(of figure: FigureBlock, _ room: PageRoom) -> Double {
    let whole = figure.isWide(in: room) ? room.wideWidth : room.columnWidth
    // In two columns a width that was written for one is no mistake.
    if let width = figure.length("width", of: whole, log: &log),
      let written = figure.attributes["width"], width > whole + 0.5, room.columns == 1
    {
      log.add(.wideFigure(written, column: whole))
    }
    return figure.width(in: room)
  }

  /// Draws each panel at the width of its place; those of a row get the height of the highest.
  private mutating func draw(panelsOf whole: FigureBlock, to charts: inout [DrawnChart?]) {
    let room = room(of: whole)
    let preset = presets?.preset(of: whole)
    let width = preset?.points ?? width(of: whole, room)
    let rows = whole.panels.map { PanelFrame.frames(of: $0, width: width) }
    var heights: [Double] = []
    for frames in rows {
      for frame in frames {
        let asked = frame.figure.length("height", of: room.height, log: &log)
        charts[frame.figure.index] = draw(frame.figure, frame.width, asked, preset)
      }
      let own = frames.compactMap { charts[$0.figure.index]?.scene.size.height }
      heights.append(own.max() ?? 0)
    }
    // Rows that are too high for a page together give in, each in proportion.
    let captions = Double(4 * rows.count) * style.caption.leading
    let most = preset.map { $0.maxPoints ?? room.height } ?? limit(room) - captions
    let share = min(1, most / max(1, heights.reduce(0, +)))
    for (frames, height) in zip(rows, heights) {
      for frame in frames {
        guard let chart = charts[frame.figure.index],
          abs(chart.scene.size.height - height * share) > 0.01
        else { continue }
        charts[frame.figure.index] = draw(
          frame.figure, frame.width, height * share, preset)
      }
    }
  }
}

/// By the rules of which journals the figures of a document are drawn.
struct PresetRule {
  /// For figures that name none; nil leaves them the width that they have on the page.
  var common: FigurePreset?

  /// The rules for a figure: those that it names, else those for all.
  func preset(of figure: FigureBlock) -> FigurePreset? {
    figure.attributes["preset"].flatMap { FigurePreset.named($0.text) } ?? common
  }
}

extension FigureBlock {
  /// Reports an alternative text that says what the caption says, or too much.
  fileprivate func checkAlternative(_ chart: DrawnChart?, _ log: inout DiagnosticLog) {
    guard let chart else { return }
    let written = attributes["fig-alt"] ?? attributes["alt"]
    guard let place = written?.place ?? caption.first?.place else { return }
    let words = caption.plainText
    // That the words of a picture are missing is told where it is read.
    if written != nil || pictureFile == nil && chart.alternative == words {
      AlternativeCheck.report(
        chart.alternative, beside: words, what: "caption", at: place, log: &log)
    }
  }
}

extension [Block] {
  /// The figures on turned pages, by their index.
  fileprivate var turnedFigures: Set<Int> {
    var found: Set<Int> = []
    for block in self {
      guard case .division(let inner, let attributes) = block.kind, attributes.has("landscape")
      else { continue }
      inner.forEachBlock { block in
        if case .figure(let figure) = block.kind { found.formUnion(figure.indices) }
      }
    }
    return found
  }
}

/// Where a panel stands in its row.
struct PanelFrame {
  var figure: FigureBlock
  var x: Double
  var width: Double

  /// The white between two panels.
  static let gap = 14.0

  /// The panels of a row across a width, each with its share of what the gaps leave.
  static func frames(of row: [FigurePanel], width: Double) -> [PanelFrame] {
    let room = max(1, width - gap * Double(max(0, row.count - 1)))
    let whole = row.reduce(0) { $0 + $1.share }
    var frames: [PanelFrame] = []
    var x = 0.0
    for panel in row {
      let own = room * panel.share / max(whole, 1e-9)
      if let figure = panel.figure {
        frames.append(PanelFrame(figure: figure, x: x, width: own))
      }
      x += own + gap
    }
    return frames
  }
}

extension FigureBlock {
  /// The index of the figure, or those of its panels.
  var indices: [Int] {
    panels.isEmpty ? [index] : panels.joined().compactMap { $0.figure?.index }
  }

  /// Whether it stands over all columns of a page, and over the notes beside them.
  ///
  /// Panels side by side have no room in one of several columns, so that they do unless they have a
  /// width of their own.
  func isWide(in room: PageRoom) -> Bool {
    let hasNeighbours = panels.contains { $0.count > 1 } && attributes["width"] == nil
    return attributes.isWide || (room.columns > 1 && hasNeighbours)
  }

  /// The width in a room: what the author asked for, as far as there is room.
  func width(in room: PageRoom) -> Double {
    let whole = isWide(in: room) ? room.wideWidth : room.columnWidth
    let asked = attributes["width"].flatMap { Length.points($0.text, of: whole) }
    guard let asked, asked >= 36 else { return whole }
    return min(asked, whole)
  }

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
    let ending = file.text.split(separator: ".").last?.lowercased() ?? ""
    let isDrawing = ["svg", "pdf", "eps", "ai"].contains(ending)
    let isPhoto = ["gif", "webp", "tif", "tiff", "bmp", "heic", "avif", "jxl"].contains(ending)
    return .error(
      "picture-format", "'\(file.text)' is neither a chart nor a picture", at: file.place,
      why: "figures are Vega-Lite in a file that ends in .vl.yaml or .vl.json, or PNG and JPEG "
        + "files",
      hint: isDrawing
        ? "export it as PNG, with 300 pixels to an inch or more"
        : isPhoto ? "save it as PNG or JPEG" : "name a chart, or a picture in PNG or JPEG")
  }

  static func namelessPicture(at place: Place) -> Diagnostic {
    .error(
      "picture-format", "this figure names no file", at: place,
      why: "a figure is written ![caption](charts/name.vl.yaml){#fig-name}")
  }
}

import Canvas
import Charting

extension HTMLWriter {
  /// Writes a figure: the chart at its widths, the caption, and the numbers behind it.
  mutating func write(_ figure: FigureBlock) {
    let parts = figure.panels.isEmpty ? [figure] : figure.panels.joined().compactMap(\.figure)
    html += "<div class=\"figure\(figure.attributes.isWide ? " outset" : "")\">\n"
    let id =
      figure.id.map { names.place($0.text) } ?? madeIDs["figure-\(figure.index + 1)"]
    let alignment = figure.attributes["fig-align"].map(\.text).flatMap {
      ["center", "right"].contains($0) ? $0 : nil
    }
    html += HTMLTag("figure").with("id", id).with("class", alignment).opening + "\n"
    if figure.panels.isEmpty { writeChart(of: figure) } else { writePanels(of: figure) }
    if let number = figure.number {
      html += "<figcaption>"
      writeLabel("\(words.figure)\u{A0}\(number)", isAlone: figure.caption.isEmpty)
      write(figure.caption)
      html += "</figcaption>\n"
    }
    html += "</figure>\n"
    for part in parts {
      if let drawn = drawing(of: part) { writeData(of: drawn, part) }
    }
    html += "</div>\n"
  }

  private func drawing(of figure: FigureBlock) -> HTMLFigure? {
    figures.indices.contains(figure.index) ? figures[figure.index] : nil
  }

  private mutating func writeChart(of figure: FigureBlock) {
    if let drawn = drawing(of: figure) { write(drawn, figure) }
  }

  // MARK: Panels

  /// Writes the panels of a figure row by row; on a narrow page each stands below the other.
  private mutating func writePanels(of figure: FigureBlock) {
    for row in figure.panels where row.contains(where: { $0.figure != nil }) {
      let shares = row.map { NumberText.decimal($0.share, places: 3) + "fr" }
      html +=
        HTMLTag("div").with("class", "panels")
        .with("style", "grid-template-columns:" + shares.joined(separator: " ")).opening + "\n"
      for panel in row {
        guard let figure = panel.figure else {
          html += "<div></div>\n"
          continue
        }
        write(panel: figure)
      }
      html += "</div>\n"
    }
  }

  private mutating func write(panel: FigureBlock) {
    let id = panel.id.flatMap { names.place($0.text) }
    html += HTMLTag("figure").with("id", id).opening + "\n"
    writeChart(of: panel)
    if let letter = panel.letter {
      html += "<figcaption>"
      writeLabel("(\(letter))", isAlone: panel.caption.isEmpty)
      write(panel.caption)
      html += "</figcaption>\n"
    }
    html += "</figure>\n"
  }

  // MARK: Charts

  /// The same chart for wide and for narrow pages: only one of them is shown, seen or heard.
  private mutating func write(_ drawn: HTMLFigure, _ figure: FigureBlock) {
    let prefix = "\(names.figurePrefix)-\(figure.index + 1)"
    var wide = SVGPlace(idPrefix: prefix, language: language)
    wide.classes = drawn.narrow == nil ? "chart" : "chart wide"
    wide.style = "max-width:\(HTMLWriter.rem(drawn.wide.scene.size.width))rem"
    let scene = named(drawn.wide, figure)
    html += SVGOutput.inlineText(of: scene, place: wide)
    guard let narrow = drawn.narrow else { return }
    var place = wide
    place.idPrefix = "\(prefix)n"
    place.classes = "chart narrow"
    place.style = ""
    place.namedBy = wide.names(of: scene)
    html += SVGOutput.inlineText(of: narrow.scene, place: place)
  }

  private static func rem(_ points: Double) -> String {
    NumberText.decimal(points / HTMLFigure.textWidth * HTMLFigure.textRem, places: 2)
  }

  /// The picture with a name and a description, whatever the chart says of itself.
  private func named(_ chart: DrawnChart, _ figure: FigureBlock) -> Scene {
    var scene = chart.scene
    if scene.description.isEmpty { scene.description = chart.alternative }
    if scene.description.isEmpty, scene.title.isEmpty {
      scene.title = name(of: figure)
    }
    return scene
  }

  /// What a figure is called: "Figure 3", or "Figure 3a" if it is a panel.
  func name(of figure: FigureBlock) -> String {
    "\(words.figure)\u{A0}\(figure.number ?? figure.index + 1)\(figure.letter ?? "")"
  }
}

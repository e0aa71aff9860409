import Canvas
import Charting

extension HTMLWriter {
  /// Writes a figure: the chart at its widths, the caption, and the numbers behind it.
  mutating func write(_ figure: FigureBlock) {
    guard figures.indices.contains(figure.index), let drawn = figures[figure.index] else { return }
    let id =
      figure.id.flatMap { names.place($0.text) } ?? names.free(like: "figure-\(figure.index + 1)")
    let alignment = figure.attributes["fig-align"].map(\.text).flatMap {
      ["center", "right"].contains($0) ? $0 : nil
    }
    let isOutset = drawn.wide.scene.size.width > HTMLFigure.textWidth + 0.5
    html += "<div class=\"figure\(isOutset ? " outset" : "")\">\n"
    html += HTMLTag("figure").with("id", id).with("class", alignment).opening + "\n"
    write(drawn, figure)
    if let number = figure.number {
      html += "<figcaption>"
      writeLabel(words.figure, number, isAlone: figure.caption.isEmpty)
      write(figure.caption)
      html += "</figcaption>\n"
    }
    html += "</figure>\n"
    writeData(of: drawn.wide, figure, id: id)
    html += "</div>\n"
  }

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
      scene.title = "\(words.figure) \(figure.number ?? figure.index + 1)"
    }
    return scene
  }
}

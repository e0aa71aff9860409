import Diagnostics

// The numbers of figures, panels and sections.
extension Resolver {
  mutating func number(_ figure: inout FigureBlock) {
    if figure.id != nil || !figure.caption.isEmpty {
      figureCount += 1
      figure.number = figureCount
    }
    if let id = figure.id {
      let title = figure.caption
      add(id, Label(kind: .figure, number: "\(figureCount)", title: title, place: id.place))
    }
    guard case .panels(var rows) = figure.content else {
      figure.index = figures.count
      figures.append(figure)
      return
    }
    var count = 0
    for row in rows.indices {
      for column in rows[row].indices {
        guard var panel = rows[row][column].figure else { continue }
        number(&panel, count, of: figure)
        count += 1
        rows[row][column].figure = panel
      }
    }
    figure.content = .panels(rows)
  }

  /// A panel has the number of its figure and a letter, and is found by its own id, else by that of the figure
  /// with the letter: `fig-pair-a`.
  mutating func number(
    _ panel: inout FigureBlock, _ count: Int, of figure: FigureBlock
  ) {
    let letter = PanelLetter.text(count)
    panel.number = figure.number
    panel.letter = letter
    panel.index = figures.count
    if panel.id == nil, let outer = figure.id {
      panel.id = Written("\(outer.text)-\(letter)", at: outer.place)
    }
    if let id = panel.id {
      let number = "\(figure.number ?? 0)\(letter)"
      add(id, Label(kind: .figure, number: number, title: panel.caption, place: id.place))
    }
    figures.append(panel)
  }

  mutating func number(_ heading: inout Heading, _ place: Place) {
    if heading.level > lastLevel + 1, lastLevel > 0 {
      log.add(.skippedLevel(heading.level, after: lastLevel, at: place))
    }
    lastLevel = heading.level
    heading.number = appendices.number(of: heading, numbersSections: numbersSections) ?? ""
    if numbersSections, heading.isNumbered, !appendices.isOpen {
      while sectionNumbers.count < heading.level { sectionNumbers.append(0) }
      sectionNumbers.removeSubrange(heading.level...)
      sectionNumbers[heading.level - 1] += 1
      heading.number = sectionNumbers.map(String.init).joined(separator: ".")
    }
    guard let idPlace = heading.idPlace else { return }
    add(Written(heading.id, at: idPlace), Label(heading, place: idPlace))
  }
}

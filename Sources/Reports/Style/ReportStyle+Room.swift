import Canvas

extension ReportStyle {
  /// The room for text on a page, upright or turned by a quarter.
  func room(isLandscape: Bool = false) -> PageRoom {
    let margins = page.margins
    let size = isLandscape ? Size(page.size.height, page.size.width) : page.size
    let asideRoom = page.hasAsides ? page.asideWidth + page.asideGap : 0
    let width = size.width - margins.left - margins.right - asideRoom
    let height = size.height - margins.top - margins.bottom
    // What is turned is wide: a table, a figure.
    let columns = isLandscape ? 1 : max(1, page.columns)
    let gaps = page.columnGap * Double(columns - 1)
    return PageRoom(
      paper: size, margins: margins, columns: columns,
      columnWidth: max(1, (width - gaps) / Double(columns)), columnGap: page.columnGap,
      height: max(1, (height / grid + 0.001).rounded(.down)) * grid, grid: grid,
      aside: page.hasAsides ? .init(width: page.asideWidth, gap: page.asideGap) : nil)
  }

  /// The style with room for notes beside the text: margins give way, then the text.
  func withAsides() -> ReportStyle {
    var style = self
    style.page.hasAsides = true
    let least = 22 * Paper.millimetre
    style.page.margins.left = min(page.margins.left, least)
    style.page.margins.right = min(page.margins.right, least)
    return style
  }

  /// The style for text that has nothing beside it.
  var withoutAsides: ReportStyle {
    var style = self
    style.page.hasAsides = false
    return style
  }

  /// The style of an article: two columns of smaller type on a closer grid.
  func article(on paper: Paper) -> ReportStyle {
    var style = self
    style.grid = 12
    style.page.columns = 2
    style.page.columnGap = 7 * Paper.millimetre
    style.figureSpace = 6
    style.indent = 12
    style.body.size = 9.5
    style.body.leading = 12
    (style.title.size, style.title.leading) = (20, 24)
    (style.subtitle.size, style.subtitle.leading) = (12, 18)
    (style.byline.size, style.byline.leading) = (9.5, 12)
    (style.abstract.size, style.abstract.leading) = (9.5, 12)
    (style.abstract.above, style.abstract.below) = (12, 24)
    style.headings = headings.enumerated().map { level, face in
      var face = face
      face.size = [12, 10, 9.5][min(level, 2)]
      face.leading = 12
      face.above = [24, 12, 12][min(level, 2)]
      face.below = 0
      return face
    }
    (style.caption.size, style.caption.leading) = (7.5, 10)
    (style.table.size, style.table.leading) = (7, 10)
    (style.tableNote.size, style.tableNote.leading) = (6.5, 9)
    (style.footnote.size, style.footnote.leading) = (8, 10)
    (style.reference.size, style.reference.leading) = (8.5, 11)
    (style.quote.size, style.quote.leading) = (9, 12)
    (style.quote.above, style.quote.below) = (12, 12)
    (style.code.size, style.code.leading) = (7, 10)
    (style.code.above, style.code.below) = (12, 12)
    (style.contents.size, style.contents.leading) = (9.5, 12)
    style.contents.below = 24
    return style
  }
}

extension PageRoom {
  /// The width of what stands over all columns, and over the notes beside them.
  var wideWidth: Double { width + (aside.map { $0.gap + $0.width } ?? 0) }
}

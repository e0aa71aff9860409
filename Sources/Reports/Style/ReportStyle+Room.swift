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
}

extension PageRoom {
  /// The width of what stands over all columns, and over the notes beside them.
  var wideWidth: Double { width + (aside.map { $0.gap + $0.width } ?? 0) }
}

import Tables

/// Drafts what a chart shows in words, for readers who do not see it.
///
/// Kind of chart, what is measured, where and when it starts and ends, its extremes and its turning
/// points: the formula of Cesal (Writing Alt Text for Data Visualization, 2020), in whole sentences,
/// and no more of them than a listener keeps in mind.
struct Description {
  private let plan: ChartPlan
  private let values: ValueWords
  private let names: SeriesNames

  init(plan: ChartPlan) {
    self.plan = plan
    values = ValueWords(language: plan.language)
    names = SeriesNames(plan)
  }

  private var words: DescriptionWords { values.words }

  /// The text: a few sentences.
  var text: String {
    var text = ""
    for detail in DescriptionDetail.all {
      text = sentences(of: plan.root, head: plan.head, detail).filter { !$0.isEmpty }
        .joined(separator: " ")
      if text.count <= words.length { break }
    }
    return text
  }

  // MARK: Views

  private func sentences(
    of view: ViewPlan, head: HeadPlan, _ detail: DescriptionDetail
  ) -> [String] {
    switch view {
    case .plot(let plot):
      let describer = describer(of: plot)
      return [opening(describer.name, matter(head, describer.matter))]
        + describer.sentences(detail)
    case .framed(let framed):
      return sentences(of: framed.view, head: framed.head.isEmpty ? head : framed.head, detail)
    case .grid(let grid):
      return grid.isFaceted
        ? panels(grid, head, detail) : charts(grid, head, detail)
    }
  }

  private func describer(of plot: PlotPlan) -> PlotDescriber {
    PlotDescriber(plot: plot, plan: plan, values: values, names: names)
  }

  private func opening(_ kind: String, _ matter: String) -> String {
    guard !matter.isEmpty else { return kind.uppercasedFirst + "." }
    let text = DescriptionWords.filled(words.opening, ["kind": kind, "matter": matter])
    return (text.hasSuffix("..") ? String(text.dropLast()) : text).uppercasedFirst
  }

  /// What is shown: as the subtitle says, else in the names of the columns, else as the title says.
  private func matter(_ head: HeadPlan, _ measure: String?) -> String {
    let subtitle = head.subtitle.joined(separator: " ")
    if !subtitle.isEmpty { return subtitle }
    return measure ?? head.title.joined(separator: " ")
  }

  // MARK: Panels of one kind

  private func panels(
    _ grid: GridPlan, _ head: HeadPlan, _ detail: DescriptionDetail
  ) -> [String] {
    let cells = grid.cells.map { (name: grid.name(of: $0), plots: $0.view.plots) }
    let describers = cells.flatMap { cell in
      cell.plots.map { (name: cell.name, plot: describer(of: $0)) }
    }
    guard let first = describers.first?.plot else { return [] }
    let kinds = DescriptionWords.filled(
      panelTemplate(cells.map(\.name)),
      [
        "kinds": words.kinds[first.kind]?.many ?? "", "n": "\(cells.count)",
        "names": words.list(cells.map(\.name)),
      ])
    let start = opening(kinds, matter(head, first.matter))
    let series = describers.flatMap { name, plot in
      plot.series.map { series in
        var series = series
        series.name = [name, series.name].filter { !$0.isEmpty }.joined(separator: " / ")
        return series
      }
    }
    if series.isEmpty {
      guard detail.hasExtras else { return [start] }
      return [start]
        + describers.map { name, plot in
          let own = plot.sentences(detail).filter { !$0.isEmpty }.joined(separator: " ")
          return name.isEmpty || own.isEmpty ? own : opening(name, own)
        }
    }
    return [start] + SeriesPhrases(values: values, detail: detail).sentences(series)
  }

  private func panelTemplate(_ names: [String]) -> String {
    let areNamed = names.count <= 4 && names.allSatisfy { !$0.isEmpty }
    return areNamed ? words.panels : words.namelessPanels
  }

  // MARK: Charts together

  private func charts(
    _ grid: GridPlan, _ head: HeadPlan, _ detail: DescriptionDetail
  ) -> [String] {
    let views = grid.charts
    guard views.count > 1 else { return views.flatMap { sentences(of: $0, head: head, detail) } }
    var told = [DescriptionWords.filled(words.charts, ["n": "\(views.count)"])]
    if !head.subtitle.isEmpty { told = [opening(plainCharts(views.count), matter(head, nil))] }
    for (index, view) in views.enumerated().prefix(6) where index < 5 || views.count == 6 {
      let own = sentences(of: view, head: view.head, detail).filter { !$0.isEmpty }
      // Of many charts it is told what they are.
      let isShort = views.count > 4 || views.count > 2 && !detail.hasExtras
      told.append("(\(index + 1)) " + own.prefix(isShort ? 1 : own.count).joined(separator: " "))
    }
    if views.count > 6 {
      told.append(DescriptionWords.filled(words.moreCharts, ["n": "\(views.count - 5)"]))
    }
    return told
  }

  private func plainCharts(_ count: Int) -> String {
    let text = DescriptionWords.filled(words.charts, ["n": "\(count)"])
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }
}

extension HeadPlan {
  /// Whether nothing stands above the view.
  fileprivate var isEmpty: Bool { title.isEmpty && subtitle.isEmpty }
}

extension ViewPlan {
  /// What stands above the view itself.
  fileprivate var head: HeadPlan {
    if case .framed(let framed) = self { return framed.head }
    return .none
  }
}

extension HeadPlan {
  /// Nothing above a view.
  fileprivate static let none: HeadPlan = {
    let look = TextLook(
      style: .init(family: "", size: 0), color: .init(hex: 0), lineHeight: 0, limit: 0)
    return HeadPlan(
      title: [], subtitle: [], titleLook: look, subtitleLook: look, anchor: .start,
      isFramedByPlot: false, orient: .top, angle: 0, baseline: .top, offset: 0,
      subtitlePadding: 0, dx: 0, dy: 0)
  }()
}

extension GridPlan {
  /// The views that are charts of their own: those of grids inside too.
  fileprivate var charts: [ViewPlan] {
    cells.flatMap { cell in
      if case .grid(let inner) = cell.view, !inner.isFaceted { return inner.charts }
      return [cell.view]
    }
  }

  /// Whether the cells are one view for several values.
  fileprivate var isFaceted: Bool {
    !rowHeaders.isEmpty || !columnHeaders.isEmpty || rowTitle != nil || columnTitle != nil
      || !sharedAxes.isEmpty || cells.contains { $0.header != nil }
  }

  /// What a cell is called by the labels around the grid.
  fileprivate func name(of cell: Cell) -> String {
    if let own = cell.header?.text { return own }
    let row = rowHeaders.indices.contains(cell.row) ? rowHeaders[cell.row].text : ""
    let column =
      columnHeaders.indices.contains(cell.column) ? columnHeaders[cell.column].text : ""
    return [row, column].filter { !$0.isEmpty }.joined(separator: " / ")
  }
}

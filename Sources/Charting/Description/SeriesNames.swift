import Canvas
import Tables

/// What the series of a chart are called.
struct SeriesNames {
  private let labels: [Value: String]
  /// How the legend of the whole writes values that it does not show.
  private let format: LabelFormat?

  init(_ plan: ChartPlan) {
    let legends = (plan.legends + plan.root.legends).filter { $0.kind == .symbols }
    var labels: [Value: String] = [:]
    for legend in legends {
      let runtime = legend.keys.compactMap { key in
        plan.scales[key].map { (key, $0.scale(in: Size(100, 100), others: [:])) }
      }
      let known = Dictionary(runtime, uniquingKeysWith: { first, _ in first })
      for entry in LegendEntries(legend, known).symbols { labels[entry.value] = entry.label }
    }
    self.labels = labels
    format = legends.first?.format
  }

  /// The name of a value.
  func name(_ value: Value) -> String {
    guard !value.isNull else { return "" }
    return (labels[value] ?? format?.text(value) ?? value.plainText)
      .replacing("\n", with: " ")
  }

  /// The name of the series to which a row belongs: by its colour, else by what parts it from
  /// others, else as other marks of the plot are named.
  func name(of mark: MarkPlan, row: Int, in plot: PlotPlan) -> String {
    if let color = mark.meaning.color, !color.type.isContinuous,
      let column = mark.table[color.column]
    {
      return name(column[row])
    }
    let own = mark.type.isSeries ? mark.series.first : nil
    if let own, let column = mark.table[own] { return name(column[row]) }
    let others = plot.marks.compactMap { other in
      other.type.isSeries ? other.meaning.color?.column : nil
    }
    guard mark.type.isSeries, let column = others.first.flatMap({ mark.table[$0] }),
      (0..<mark.table.rowCount).allSatisfy({ column[$0] == column[row] })
    else { return "" }
    return name(column[row])
  }
}

extension ViewPlan {
  /// The legends of the views inside.
  var legends: [LegendPlan] {
    switch self {
    case .plot: []
    case .grid(let grid): grid.cells.flatMap(\.view.legends)
    case .framed(let framed): framed.legends + framed.view.legends
    }
  }
}

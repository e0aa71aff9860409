import Tables

/// What one plot of a chart shows.
struct PlotDescriber {
  let plot: PlotPlan
  let plan: ChartPlan
  let values: ValueWords
  let names: SeriesNames
  /// The kind of chart that the marks make.
  let kind: ChartKind
  /// The series, where the plot is told by its series.
  let series: [DescribedSeries]

  init(plot: PlotPlan, plan: ChartPlan, values: ValueWords, names: SeriesNames) {
    (self.plot, self.plan, self.values, self.names) = (plot, plan, values, names)
    let marks = PlotMarks(plot)
    let gathering = SeriesGathering(plot: plot, plan: plan, values: values, names: names)
    let isOwn: Set<ChartKind> = [.estimates, .boxes, .pie, .map, .heatMap, .histogram, .scatter]
    let series = isOwn.contains(marks.kind) ? [] : marks.series(by: gathering)
    self.series = series
    kind = marks.kind == .bars ? PlotDescriber.kind(ofBars: series, marks) : marks.kind
  }

  var words: DescriptionWords { values.words }

  /// What the kind of chart is called.
  var name: String { words.kinds[kind]?.one ?? "" }

  /// Bars of several series stand beside each other or are stacked; some reach from value to value.
  private static func kind(ofBars series: [DescribedSeries], _ marks: PlotMarks) -> ChartKind {
    if series.contains(where: \.isShare) { return .shares }
    if series.contains(where: \.hasRanges) { return .ranges }
    guard series.count > 1 else { return .bars }
    return marks.areStacked ? .stackedBars : .groupedBars
  }

  // MARK: What is measured

  /// What is measured by what, in the names of the columns.
  var matter: String? {
    switch kind {
    case .pie:
      return marks.of([.arc]).compactMap(\.meaning.theta).first.map { title($0) }
    case .map:
      return marks.of([.geoshape]).compactMap(\.meaning.color).first.map { title($0) }
    case .heatMap:
      guard let mark = marks.heat, let color = mark.meaning.color else { return nil }
      return measured(color, by: [mark.meaning.x, mark.meaning.y].compactMap { $0 }, mark)
    default: break
    }
    for mark in marks.told {
      let fields = mark.dimensionAndMeasure
      if kind == .histogram, let dimension = fields.dimension { return title(dimension) }
      guard let measure = fields.measure else { continue }
      let template = kind == .scatter ? words.measureAgainst : words.measureBy
      return measured(measure, by: [fields.dimension].compactMap { $0 }, mark, template)
    }
    return nil
  }

  private func measured(
    _ measure: FieldBinding, by dimensions: [FieldBinding], _ mark: MarkPlan,
    _ template: String? = nil
  ) -> String {
    let name = title(measure) + unit(of: measure, mark)
    guard !dimensions.isEmpty else { return name }
    return DescriptionWords.filled(
      template ?? words.measureBy,
      ["measure": name, "dimension": words.list(dimensions.map { title($0) })])
  }

  /// The name of a column, and what was made of it.
  func title(_ field: FieldBinding) -> String {
    if field.aggregate == .count { return words.count }
    let source = field.descriptor?.title ?? field.source
    if let aggregate = field.aggregate, let source, field.title.hasSuffix(" of \(source)"),
      let template = words.aggregates[aggregate.rawValue]
    {
      return DescriptionWords.filled(template, ["field": source])
    }
    if field.timeUnit != nil || field.isBinned, let source, field.title.hasPrefix("\(source) (") {
      return source
    }
    return field.title
  }

  /// The unit that a Data Package gives to the values, if there is one.
  private func unit(of field: FieldBinding, _ mark: MarkPlan) -> String {
    guard let source = field.source, let raw = mark.meaning.raw, raw[source]?.field != nil,
      let use = raw.units(of: source).first
    else { return "" }
    return " (\(use.unit))"
  }

  // MARK: Sentences

  var marks: PlotMarks { PlotMarks(plot) }

  /// What there is to be told after the opening.
  func sentences(_ detail: DescriptionDetail) -> [String] {
    let own: [String]
    switch kind {
    case .estimates: own = estimates(detail)
    case .boxes: own = boxes(detail)
    case .pie: own = sectors(detail)
    case .map: own = map(detail)
    case .heatMap: own = cells(detail)
    case .histogram: own = classes()
    case .scatter: own = cloud(detail)
    case .chart: own = texts(detail)
    default: own = SeriesPhrases(values: values, detail: detail).sentences(series)
    }
    return own + (detail.hasExtras ? totals() + periods() : [])
  }

  /// The sums of stacked bars.
  private func totals() -> [String] {
    guard kind == .stackedBars || kind == .stackedArea,
      series.allSatisfy({ $0.points.allSatisfy { $0.low >= 0 } })
    else { return [] }
    var order: [DescribedPlace] = []
    var sums: [DescribedPlace: Double] = [:]
    for point in series.flatMap(\.points) {
      if sums[point.place] == nil { order.append(point.place) }
      sums[point.place, default: 0] += point.high
    }
    guard order.count > 1, let low = order.min(by: { sums[$0] ?? 0 < sums[$1] ?? 0 }),
      let high = order.max(by: { sums[$0] ?? 0 < sums[$1] ?? 0 })
    else { return [] }
    let (least, most) = (values.number(sums[low] ?? 0), values.number(sums[high] ?? 0))
    if least == most { return [DescriptionWords.filled(words.equalTotals, ["value": most])] }
    return [
      DescriptionWords.filled(
        words.totals,
        ["low": values.value(least, at: low), "high": values.value(most, at: high)])
    ]
  }

  /// The shaded periods of years, with their names where texts in the same rows name them.
  private func periods() -> [String] {
    plot.marks.flatMap { mark -> [String] in
      guard mark.type == .rect, mark.meaning.y == nil, let from = mark.meaning.x,
        let to = mark.meaning.x2, from.type == .year || from.type == .temporal,
        let starts = mark.table[from.column], let ends = mark.table[to.column],
        mark.table.rowCount <= 3
      else { return [] }
      let label = plot.marks.first {
        $0.type == .text && $0.meaning.raw?.rowCount == mark.table.rowCount
      }
      let name = label?.meaning.text.flatMap { mark.meaning.raw?[$0.source ?? $0.column] }
      return (0..<mark.table.rowCount).map { row in
        let places = values.places([starts[row], ends[row]], of: from, .year)
        let text = name.map { $0[row].plainText } ?? ""
        return DescriptionWords.filled(
          text.isEmpty ? words.namelessPeriod : words.period,
          ["first": places[0].text, "last": places[1].text, "name": text])
      }
    }
  }
}

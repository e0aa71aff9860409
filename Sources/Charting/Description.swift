import Tables

/// Drafts what a chart shows in words, for readers who do not see it.
///
/// Kind of chart, what is measured, where and when it starts and ends, its extremes and its turning
/// points: the formula of Cesal (Writing Alt Text for Data Visualization, 2020).
struct Description {
  let plan: ChartPlan

  /// The text: a few sentences.
  var text: String {
    var sentences = [opening]
    for series in allSeries.prefix(5) { sentences.append(sentence(series)) }
    let rest = allSeries.count - 5
    if rest > 0 { sentences.append("\(rest) more series are drawn.") }
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  // MARK: Opening

  private var opening: String {
    var text = kind
    let measure = plan.head.subtitle.joined(separator: " ")
    let title = plan.head.title.joined(separator: " ")
    if !measure.isEmpty {
      text += " of " + measure.lowercasedFirst
    } else if !title.isEmpty {
      text += ": " + title
    }
    return text.hasSuffix(".") ? text : text + "."
  }

  private var kind: String {
    let types = Set(plan.root.plots.flatMap(\.marks).map(\.type))
    let panels = plan.root.plots.count > 1 ? "Panels with " : ""
    let name: String
    if types.contains(.bar) {
      name = "bar chart"
    } else if types.contains(.line) {
      name = types.contains(.area) ? "line chart with a range band" : "line chart"
    } else if types.contains(.area) {
      name = "area chart"
    } else if types.contains(.point) {
      name = "dot chart"
    } else {
      name = "chart"
    }
    return panels.isEmpty ? name.prefix(1).uppercased() + name.dropFirst() : panels + name + "s"
  }

  // MARK: Series

  /// The points of one series, by the dimension.
  struct Series {
    var name: String
    var points: [(x: Value, y: Double)]
    var isOrdered: Bool
    var formatX: LabelFormat
  }

  private var allSeries: [Series] {
    plan.root.plots.flatMap { plot in
      plot.marks.filter { $0.type == .line || $0.type == .bar }.flatMap { series($0) }
    }
  }

  private func series(_ mark: MarkPlan) -> [Series] {
    guard let measure = mark.orient == .horizontal ? mark.meaning.x : mark.meaning.y,
      let dimension = mark.orient == .horizontal ? mark.meaning.y : mark.meaning.x,
      let xs = mark.table[dimension.column], let ys = mark.table[measure.column]
    else { return [] }
    let names = mark.meaning.color.flatMap { mark.table[$0.column] }
    let labels = seriesLabels(mark)
    return mark.seriesRows.compactMap { rows in
      guard let first = rows.first else { return nil }
      let points = rows.compactMap { row in ys[row].number.map { (x: xs[row], y: $0) } }
        .filter { $0.y.isFinite }
      guard !points.isEmpty else { return nil }
      let key = names?[first] ?? .null
      let name = key.isNull ? "" : labels[key] ?? key.plainText
      return Series(
        name: name, points: points, isOrdered: dimension.isContinuous,
        formatX: dimension.type == .year ? .year : .plain)
    }
  }

  private func seriesLabels(_ mark: MarkPlan) -> [Value: String] {
    var labels: [Value: String] = [:]
    for legend in plan.legends {
      guard case .symbols(let entries) = legend.kind else { continue }
      for entry in entries { labels[entry.value] = entry.label }
    }
    return labels
  }

  private func sentence(_ series: Series) -> String {
    guard let first = series.points.first, let last = series.points.last,
      let low = series.points.min(by: { $0.y < $1.y }),
      let high = series.points.max(by: { $0.y < $1.y })
    else { return "" }
    let subject = series.name.isEmpty ? "" : series.name + ": "
    func x(_ value: Value) -> String { series.formatX.text(value) }
    func y(_ number: Double) -> String { Description.number(number) }
    guard series.points.count > 1 else { return "\(subject)\(y(first.y)) in \(x(first.x))." }
    guard series.isOrdered else {
      return "\(subject)\(series.points.count) values, from \(y(low.y)) (\(x(low.x)))"
        + " to \(y(high.y)) (\(x(high.x)))."
    }
    var text = "\(subject)from \(y(first.y)) in \(x(first.x)) to \(y(last.y)) in \(x(last.x))"
    if high.x != first.x, high.x != last.x { text += ", highest at \(y(high.y)) in \(x(high.x))" }
    if low.x != first.x, low.x != last.x { text += ", lowest at \(y(low.y)) in \(x(low.x))" }
    return text + "."
  }

  /// A number with at most four significant digits and without thousands.
  static func number(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return JSNumber.text(number) }
    var scale = 1.0
    while abs(number) * scale < 100, scale < 1e9 { scale *= 10 }
    return JSNumber.text((number * scale).rounded() / scale)
  }
}

extension String {
  /// The text with a small first letter, unless the first word is in capitals.
  var lowercasedFirst: String {
    let second = dropFirst().first
    if second?.isUppercase ?? false { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}

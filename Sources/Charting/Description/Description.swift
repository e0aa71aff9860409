import Tables

/// Drafts what a chart shows in words, for readers who do not see it.
///
/// Kind of chart, what is measured, where and when it starts and ends, its extremes and its turning
/// points: the formula of Cesal (Writing Alt Text for Data Visualization, 2020).
struct Description {
  let plan: ChartPlan

  /// The text: a few sentences.
  var text: String {
    let series = DescribedSeries.all(of: plan)
    var sentences = [opening]
    sentences += series.prefix(6).map { sentence($0) }
    let rest = series.count - 6
    if rest > 0 { sentences.append("\(rest) more series are drawn.") }
    return sentences.filter { !$0.isEmpty }.map(\.uppercasedFirst).joined(separator: " ")
  }

  // MARK: Opening

  private var opening: String {
    let subtitle = plan.head.subtitle.joined(separator: " ")
    let title = plan.head.title.joined(separator: " ")
    var text = kind
    if !subtitle.isEmpty {
      text += " of " + subtitle.lowercasedFirst
    } else if let measure {
      text += " of " + measure
    } else if !title.isEmpty {
      text += ": " + title
    }
    return text.hasSuffix(".") ? text : text + "."
  }

  /// What is measured by what, in the names of the columns.
  private var measure: String? {
    for mark in plan.root.plots.flatMap(\.marks) {
      let fields = mark.dimensionAndMeasure
      guard let measure = fields.measure else { continue }
      guard let dimension = fields.dimension else { return measure.title }
      return "\(measure.title) by \(dimension.title)"
    }
    return nil
  }

  private var kind: String {
    let types = Set(plan.root.plots.flatMap(\.marks).map(\.type))
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
    return plan.root.plots.count > 1 ? "Panels with \(name)s" : name
  }

  // MARK: Series

  private func sentence(_ series: DescribedSeries) -> String {
    let subject = series.name.isEmpty ? "" : series.name + ": "
    guard let first = series.points.first else { return "" }
    guard series.points.count > 1 else {
      return "\(subject)\(value(first)) in \(first.label)."
    }
    return subject + (series.isOrdered ? course(series) : span(series))
  }

  /// The ends and the turning points of a series that has an order.
  private func course(_ series: DescribedSeries) -> String {
    let points = series.points
    let stops = TurningPoints(points.map(\.high), limit: 6).indices
    guard let start = points.first, let end = stops.last else { return "" }
    var text = "from \(value(start)) in \(start.label)"
    var before = start
    for stop in stops.dropFirst() {
      let point = points[stop]
      let way = point.high > before.high ? "up to" : point.high < before.high ? "down to" : "to"
      text += "\(stop == stops.dropFirst().first ? " " : ", ")\(way) "
      text += "\(value(point)) in \(point.label)"
      if stop == end { break }
      before = point
    }
    return text + "."
  }

  /// The least and the greatest of a series without an order.
  private func span(_ series: DescribedSeries) -> String {
    let points = series.points
    guard let low = points.min(by: { $0.low < $1.low }),
      let high = points.max(by: { $0.high < $1.high })
    else { return "" }
    let isRange = points.contains { $0.low != $0.high }
    let what = isRange ? "ranges" : "values"
    return "\(points.count) \(what), from \(Description.number(low.low)) (\(low.label))"
      + " to \(Description.number(high.high)) (\(high.label))."
  }

  private func value(_ point: DescribedSeries.Point) -> String {
    point.low == point.high
      ? Description.number(point.high)
      : "\(Description.number(point.low)) to \(Description.number(point.high))"
  }

  /// A number with at most three significant digits where it has a fraction.
  static func number(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return JSNumber.text(number) }
    var scale = 1.0
    while abs(number) * scale < 100, scale < 1e9 { scale *= 10 }
    let text = JSNumber.text((number * scale).rounded() / scale)
    return text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }
}

extension String {
  /// The text with a small first letter, unless the first word is in capitals.
  var lowercasedFirst: String {
    let second = dropFirst().first
    if second?.isUppercase ?? false { return self }
    return prefix(1).lowercased() + dropFirst()
  }

  /// The text with a capital first letter.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}

import Canvas
import Tables

/// One series of a chart as words can tell it.
struct DescribedSeries {
  /// A value, or a range, and what it belongs to.
  struct Point {
    var label: String
    var low: Double
    var high: Double
  }

  var name: String
  var points: [Point]
  /// Whether the points have an order that means something, such as that of years.
  var isOrdered: Bool

  /// The series of all plots: lines, bars and areas; points where there is nothing else.
  static func all(of plan: ChartPlan) -> [DescribedSeries] {
    plan.root.plots.flatMap { plot -> [DescribedSeries] in
      let solid = plot.marks.filter { [.line, .bar, .area].contains($0.type) }
      let hasLines = solid.contains { $0.type == .line }
      // A band beside lines is told by the lines; points on lines are the lines again.
      let told = solid.filter { !hasLines || $0.type != .area }
      let dots = plot.marks.filter { $0.type == .point && !hasLines }
      return (told + dots).flatMap { series(of: $0, in: plot, plan) }
    }
  }

  private static func series(
    of mark: MarkPlan, in plot: PlotPlan, _ plan: ChartPlan
  ) -> [DescribedSeries] {
    let fields = mark.dimensionAndMeasure
    guard let dimension = fields.dimension, let measure = fields.measure,
      let labels = mark.table[dimension.column], let values = mark.table[measure.column]
    else { return [] }
    let second = mark.second.flatMap { mark.table[$0] }
    let format = LabelFormat.ofDimension(dimension, in: plot, mark)
    let colors = mark.meaning.color.flatMap { mark.table[$0.column] }
    let names = plan.legendLabels
    let groups = mark.type == .point ? mark.pointRows : mark.seriesRows
    return groups.compactMap { rows in
      let points = rows.compactMap { row -> Point? in
        guard let value = values[row].number, value.isFinite, !labels[row].isNull else {
          return nil
        }
        let other = second.flatMap { $0[row].number } ?? value
        return Point(
          label: format.text(labels[row]), low: min(value, other), high: max(value, other))
      }
      guard let first = rows.first, !points.isEmpty else { return nil }
      let key = colors?[first] ?? .null
      return DescribedSeries(
        name: key.isNull ? "" : names[key] ?? key.plainText, points: points,
        isOrdered: dimension.isContinuous || dimension.type == .ordinal)
    }
  }
}

extension LabelFormat {
  /// How the axis of a dimension writes its values.
  fileprivate static func ofDimension(
    _ dimension: FieldBinding, in plot: PlotPlan, _ mark: MarkPlan
  ) -> LabelFormat {
    let isAlongX = mark.meaning.x?.column == dimension.column
    let axis = plot.axes.first { $0.isHorizontal == isAlongX }
    if dimension.type == .year { return .year }
    return axis?.format ?? .plain
  }
}

extension ChartPlan {
  /// The labels of colours by their values.
  fileprivate var legendLabels: [Value: String] {
    var labels: [Value: String] = [:]
    for legend in legends {
      guard legend.kind == .symbols else { continue }
      let runtime = legend.keys.compactMap { key in
        scales[key].map { (key, $0.scale(in: Size(100, 100), others: [:])) }
      }
      let known = Dictionary(runtime, uniquingKeysWith: { first, _ in first })
      for entry in LegendEntries(legend, known).symbols { labels[entry.value] = entry.label }
    }
    return labels
  }
}

extension MarkPlan {
  /// The field along which the values stand, and the field of the values.
  var dimensionAndMeasure: (dimension: FieldBinding?, measure: FieldBinding?) {
    switch orient {
    case .horizontal: return (meaning.y, meaning.x)
    case .vertical: return (meaning.x, meaning.y)
    case nil:
      // Points have no orientation: the value is what is measured along a line.
      let isSideways = meaning.x?.type == .quantitative && meaning.y?.type != .quantitative
      return isSideways ? (meaning.y, meaning.x) : (meaning.x, meaning.y)
    }
  }

  /// The column of the other end of ranges, if the marks are ranges.
  fileprivate var second: String? {
    guard meaning.stack == nil else { return nil }
    return orient == .horizontal ? meaning.x2?.column : meaning.y2?.column
  }

  /// The rows of points, apart by colour.
  fileprivate var pointRows: [[Int]] {
    guard let column = meaning.color.flatMap({ table[$0.column] }) else {
      return [Array(0..<table.rowCount)]
    }
    var order: [Value] = []
    var rows: [Value: [Int]] = [:]
    for row in 0..<table.rowCount {
      if rows[column[row]] == nil { order.append(column[row]) }
      rows[column[row], default: []].append(row)
    }
    return order.compactMap { rows[$0] }
  }
}

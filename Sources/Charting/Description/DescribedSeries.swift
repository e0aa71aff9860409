import Tables

/// One series of a chart as words can tell it.
struct DescribedSeries: Equatable {
  /// A value, or a range, and what it belongs to.
  struct Point: Equatable {
    var place: DescribedPlace
    /// Where it stands among the others, if that is a number.
    var key: Double?
    var low: Double
    var high: Double
  }

  var subject: DescribedSubject
  var name: String
  var points: [Point]
  /// Whether the points have an order that means something, such as that of years.
  var isOrdered: Bool
  /// Whether the values are shares of a whole.
  var isShare = false

  /// Whether any of the values is a range.
  var hasRanges: Bool { points.contains { $0.low != $0.high } }

  /// The point with the least value, and that with the greatest.
  var ends: (low: Point, high: Point)? {
    guard let low = points.min(by: { $0.low < $1.low }),
      let high = points.max(by: { $0.high < $1.high })
    else { return nil }
    return (low, high)
  }
}

/// Gathers the series of the marks of a plot.
struct SeriesGathering {
  let plot: PlotPlan
  let plan: ChartPlan
  let values: ValueWords
  let names: SeriesNames

  /// The series of a mark: rows that belong together, by colour or by what parts lines.
  func series(of mark: MarkPlan, as subject: DescribedSubject) -> [DescribedSeries] {
    let fields = mark.dimensionAndMeasure
    guard let measure = fields.measure, measure.type.isContinuous,
      let numbers = mark.table[measure.column]
    else { return [] }
    let reach = Reach(mark, numbers)
    if fields.dimension == nil, let series = namedPoints(mark, reach, subject) { return [series] }
    return groups(of: mark, dimension: fields.dimension).compactMap { rows in
      guard let first = rows.first else { return nil }
      let points = points(rows, mark, fields.dimension, reach)
      guard !points.isEmpty else { return nil }
      var series = DescribedSeries(
        subject: subject, name: names.name(of: mark, row: first, in: plot), points: points,
        isOrdered: isOrdered(mark, fields.dimension), isShare: reach.isShare)
      if isColoredByPlace(mark, fields.dimension) { series.name = "" }
      if Set(points.map(\.place)).count < points.count { series.isOrdered = false }
      return series.inOrder
    }
  }

  /// Values that nothing but their colours tell apart: one series, whose places are those names.
  private func namedPoints(
    _ mark: MarkPlan, _ reach: Reach, _ subject: DescribedSubject
  ) -> DescribedSeries? {
    guard let color = mark.meaning.color, !color.isContinuous, !mark.type.isSeries else {
      return nil
    }
    let rows = Array(0..<mark.table.rowCount)
    guard mark.table.groups(of: rows, by: [color.column]).count == rows.count else { return nil }
    let points = rows.compactMap { row -> DescribedSeries.Point? in
      guard let (low, high) = reach.ends(row) else { return nil }
      let name = names.name(of: mark, row: row, in: plot)
      return DescribedSeries.Point(
        place: DescribedPlace(text: name), key: nil, low: low, high: high)
    }
    return DescribedSeries(
      subject: subject, name: "", points: points, isOrdered: false, isShare: reach.isShare)
  }

  private func points(
    _ rows: [Int], _ mark: MarkPlan, _ dimension: FieldBinding?, _ reach: Reach
  ) -> [DescribedSeries.Point] {
    let column = dimension.flatMap { mark.table[$0.column] }
    let kept = rows.filter { row in
      reach.ends(row) != nil && !(column?[row].isNull ?? false)
    }
    let places =
      zip(dimension, column).map { dimension, column in
        values.places(
          kept.map { column[$0] }, of: dimension, .ofDimension(dimension, in: plot, mark))
      } ?? kept.map { _ in DescribedPlace(text: "") }
    let order = dimension.flatMap { discreteOrder($0, mark) } ?? [:]
    return zip(kept, places).compactMap { row, place in
      guard let (low, high) = reach.ends(row) else { return nil }
      let value = column?[row] ?? .null
      let key = order[value].map(Double.init) ?? value.number
      return DescribedSeries.Point(place: place, key: key, low: low, high: high)
    }
  }

  private func isOrdered(_ mark: MarkPlan, _ dimension: FieldBinding?) -> Bool {
    guard let dimension else { return false }
    if mark.type == .line || mark.type == .area, !mark.followsPlaces { return false }
    return dimension.isContinuous || dimension.type == .ordinal
  }

  /// The order of the values of a discrete scale.
  private func discreteOrder(_ field: FieldBinding, _ mark: MarkPlan) -> [Value: Int]? {
    let isAlongX = mark.meaning.x?.column == field.column
    guard let key = isAlongX ? plot.x : plot.y,
      case .discrete(let domain) = plan.scales[key]?.domain
    else { return nil }
    return Dictionary(
      domain.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func groups(of mark: MarkPlan, dimension: FieldBinding?) -> [[Int]] {
    if isColoredByPlace(mark, dimension) { return [Array(0..<mark.table.rowCount)] }
    if mark.type.isSeries { return mark.seriesRows }
    guard let column = mark.meaning.color?.column else {
      return [Array(0..<mark.table.rowCount)]
    }
    return mark.table.groups(of: Array(0..<mark.table.rowCount), by: [column])
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// Whether colour tells no more than the place: bars that each have a colour of their own.
  private func isColoredByPlace(_ mark: MarkPlan, _ dimension: FieldBinding?) -> Bool {
    guard !mark.type.isSeries, let color = mark.meaning.color else { return false }
    guard !color.type.isContinuous else { return true }
    guard let dimension else { return false }
    if color.column == dimension.column { return true }
    let pairs = mark.table.groups(
      of: Array(0..<mark.table.rowCount), by: [color.column, dimension.column])
    let colors = mark.table.groups(of: Array(0..<mark.table.rowCount), by: [color.column])
    let places = mark.table.groups(of: Array(0..<mark.table.rowCount), by: [dimension.column])
    // Each place has one colour; where several share it, they are groups worth a name.
    return places.count == pairs.count && mark.table.rowCount == places.count
      && colors.count > 1
  }

  /// From where to where the values of a mark reach.
  private struct Reach {
    let isShare: Bool
    private let numbers: Column
    private let second: Column?
    private let stack: (start: Column, end: Column)?

    init(_ mark: MarkPlan, _ numbers: Column) {
      self.numbers = numbers
      let stacked = mark.meaning.stack
      isShare = stacked?.offset == .normalize
      if isShare, let stacked, let start = mark.table[stacked.start],
        let end = mark.table[stacked.end]
      {
        stack = (start, end)
      } else {
        stack = nil
      }
      let other = mark.orient == .horizontal ? mark.meaning.x2 : mark.meaning.y2
      second = stacked == nil ? other.flatMap { mark.table[$0.column] } : nil
    }

    func ends(_ row: Int) -> (Double, Double)? {
      if let stack, let start = stack.start[row].number, let end = stack.end[row].number {
        return (abs(end - start), abs(end - start))
      }
      guard let value = numbers[row].number, value.isFinite else { return nil }
      let other = second.flatMap { $0[row].number } ?? value
      return other.isFinite ? (min(value, other), max(value, other)) : nil
    }
  }
}

/// Both values, if there are both.
private func zip<A, B>(_ first: A?, _ second: B?) -> (A, B)? {
  guard let first, let second else { return nil }
  return (first, second)
}

extension DescribedSeries {
  /// The series with its points as they stand along their scale.
  fileprivate var inOrder: DescribedSeries {
    guard points.allSatisfy({ $0.key != nil }) else { return self }
    var result = self
    result.points = points.enumerated().sorted {
      ($0.element.key ?? 0, $0.offset) < ($1.element.key ?? 0, $1.offset)
    }.map(\.element)
    return result
  }
}

extension LabelFormat {
  /// How the axis of a dimension writes its values.
  static func ofDimension(
    _ dimension: FieldBinding, in plot: PlotPlan, _ mark: MarkPlan
  ) -> LabelFormat {
    if dimension.type == .year { return .year }
    let isAlongX = mark.meaning.x?.column == dimension.column
    return plot.axes.first { $0.isHorizontal == isAlongX }?.format ?? .plain
  }
}

extension MarkPlan {
  /// The field along which the values stand, and the field of the values.
  var dimensionAndMeasure: (dimension: FieldBinding?, measure: FieldBinding?) {
    // The stroke of a tick lies across what it measures.
    let isAcross = type == .tick
    switch orient {
    case .horizontal: return isAcross ? (meaning.x, meaning.y) : (meaning.y, meaning.x)
    case .vertical: return isAcross ? (meaning.y, meaning.x) : (meaning.x, meaning.y)
    case nil:
      // Points have no orientation: the value is what is measured along a line.
      let isSideways = meaning.x?.type == .quantitative && meaning.y?.type != .quantitative
      return isSideways ? (meaning.y, meaning.x) : (meaning.x, meaning.y)
    }
  }
}

/// The marks of a plot, by what they tell a reader.
struct PlotMarks {
  private let marks: [MarkPlan]

  init(_ plot: PlotPlan) { marks = plot.marks }

  /// The marks of some types, parts of composite marks left out.
  func of(_ types: Set<MarkType>) -> [MarkPlan] {
    // By their indices, for a mark is large, and those that are passed over need not be copied.
    marks.indices.filter { types.contains(marks[$0].type) && marks[$0].meaning.part == nil }
      .map { marks[$0] }
  }

  /// The parts of a composite mark.
  func parts(of whole: MarkType, _ name: String) -> [MarkPlan] {
    marks.filter { $0.meaning.part == MarkPart(whole: whole, name: name) }
  }

  private func hasParts(of whole: MarkType) -> Bool {
    marks.contains { $0.meaning.part?.whole == whole }
  }

  /// The mark of a heat map.
  var heat: MarkPlan? {
    of([.rect, .square, .circle]).first { mark in
      let meaning = mark.meaning
      guard let color = meaning.color, let x = meaning.x, let y = meaning.y else { return false }
      return color.type.isContinuous && (!x.isContinuous || x.isBinned)
        && (!y.isContinuous || y.isBinned)
    }
  }

  /// Bars over bins that count the rows in them.
  var histogram: MarkPlan? {
    of([.bar]).first { mark in
      let fields = mark.dimensionAndMeasure
      return fields.dimension?.isBinned ?? false && fields.measure?.aggregate == .count
        && mark.meaning.color == nil
    }
  }

  /// Points that stand by two measures.
  var cloud: MarkPlan? {
    of([.point, .circle, .square]).first { mark in
      guard let x = mark.meaning.x, let y = mark.meaning.y else { return false }
      return x.type == .quantitative && y.type == .quantitative && !x.isBinned && !y.isBinned
    }
  }

  private var lines: [MarkPlan] { of([.line, .trail]) }
  private var bars: [MarkPlan] { of([.bar]) }
  private var dots: [MarkPlan] { of([.point, .circle, .square]) }
  private var errors: [MarkPlan] { parts(of: .errorbar, "rule") }

  /// The bands of areas, each with two bounds, and those of error bands.
  private var bands: [MarkPlan] {
    parts(of: .errorband, "area") + of([.area]).filter { $0.isRange }
  }

  private var areas: [MarkPlan] { of([.area]).filter { !$0.isRange } }

  /// Whether bars or areas stand on each other.
  var areStacked: Bool {
    (bars + areas).contains { mark in
      mark.meaning.stack != nil && mark.x.start.inner == nil && mark.y.start.inner == nil
    }
  }

  var kind: ChartKind {
    if hasParts(of: .estimates) { return .estimates }
    if hasParts(of: .boxplot) { return .boxes }
    if of([.arc]).contains(where: { $0.meaning.theta != nil }) { return .pie }
    if marks.contains(where: { $0.type == .geoshape || $0.map != nil }) { return .map }
    if heat != nil { return .heatMap }
    if histogram != nil, lines.isEmpty { return .histogram }
    if !bars.isEmpty { return lines.isEmpty ? .bars : .barsWithLine }
    if !lines.isEmpty { return bands.isEmpty ? .line : .lineWithBand }
    if !areas.isEmpty {
      return areas.contains { $0.meaning.stack != nil && $0.meaning.color != nil }
        ? .stackedArea : .area
    }
    if !bands.isEmpty { return .band }
    if cloud != nil { return .scatter }
    if !dots.isEmpty { return errors.isEmpty ? .dots : .dotsWithErrors }
    if !errors.isEmpty { return .errorBars }
    if of([.tick]).contains(where: { $0.meaning.x != nil || $0.meaning.y != nil }) { return .strip }
    return .chart
  }

  /// The marks of which a reader is told: lines and bars before what lies over or behind them.
  var told: [MarkPlan] {
    switch kind {
    case .bars, .barsWithLine, .histogram: bars + lines
    case .line, .lineWithBand: lines
    case .area, .stackedArea: areas
    case .band: bands
    case .scatter: [cloud].compactMap { $0 }
    case .dots, .dotsWithErrors: dots
    case .errorBars: errors
    case .strip: of([.tick])
    case .boxes: parts(of: .boxplot, "median")
    case .estimates: parts(of: .estimates, "range")
    case .chart: of([.image, .text])
    default: []
    }
  }

  /// The series of those marks.
  func series(by gathering: SeriesGathering) -> [DescribedSeries] {
    guard kind != .chart else { return [] }
    var all: [DescribedSeries] = []
    var measures: [String] = []
    for mark in told {
      // A line with a light line under it is one line.
      for series in gathering.series(of: mark, as: subject(of: mark)) where !all.contains(series) {
        all.append(series)
        measures.append(mark.dimensionAndMeasure.measure?.title ?? "")
      }
    }
    let nameless = all.indices.filter { all[$0].name.isEmpty }
    // Lines of several measures are told apart by them.
    if nameless.count > 1, Set(nameless.map { measures[$0] }).count == nameless.count {
      for index in nameless { all[index].name = measures[index] }
    }
    return all
  }

  private func subject(of mark: MarkPlan) -> DescribedSubject {
    switch mark.type {
    case .line, .trail: .line
    case .area: kind == .band ? .band : .area
    case .bar: .bars
    case .rule: .errorBars
    case .tick: .ticks
    default: .points
    }
  }
}

extension MarkPlan {
  /// Whether it reaches from a value to another that the data name.
  fileprivate var isRange: Bool {
    guard meaning.stack == nil else { return false }
    return (orient == .horizontal ? meaning.x2 : meaning.y2) != nil
  }
}

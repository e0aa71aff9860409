/// The kinds of chart for which words have names.
enum ChartKind: Hashable, Sendable, CaseIterable {
  case line, lineWithBand, area, stackedArea, band
  case bars, groupedBars, stackedBars, shares, ranges, barsWithLine
  case histogram, scatter, dots, dotsWithErrors, errorBars, strip
  case heatMap, pie, boxes, estimates, map
  /// Anything else.
  case chart
}

/// What a sentence of a description is about.
enum DescribedSubject: Hashable, Sendable, CaseIterable {
  case line, area, band, bars, points, ticks, errorBars
  case sectors, cells, areas, medians, whiskers

  /// Whether one series is one thing, such as a line, and not several, such as bars.
  var isOne: Bool { self == .line || self == .area || self == .band }
}

/// What a value belongs to, as the words around it need to know.
enum DescribedPlaceKind: Hashable, Sendable {
  case year, month, day, moment, number, name
}

/// How much a description tells.
struct DescriptionDetail: Sendable {
  /// How many points of a course are told, ends included.
  var stops: Int
  /// Up to how many values are told one by one.
  var list: Int
  /// Up to how many series have a sentence each.
  var series: Int
  /// Whether what is good to know is told besides.
  var hasExtras: Bool

  /// From much to little.
  static let all = [
    DescriptionDetail(stops: 6, list: 6, series: 5, hasExtras: true),
    DescriptionDetail(stops: 6, list: 6, series: 5, hasExtras: false),
    DescriptionDetail(stops: 4, list: 4, series: 4, hasExtras: false),
    DescriptionDetail(stops: 3, list: 3, series: 3, hasExtras: false),
    DescriptionDetail(stops: 3, list: 2, series: 1, hasExtras: false),
  ]
}

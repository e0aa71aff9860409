// Scale: the default labels of moments.

/// Writes each moment at its own grain: 2020, April, Thu 02, 03 AM … (Vega's multi-format).
struct MultiTimeFormat: Sendable, Hashable {
  /// The grains, from fine to coarse.
  enum Grain: String, Sendable, CaseIterable {
    /// A thousandth of a second.
    case milliseconds
    /// A second.
    case seconds
    /// A minute.
    case minutes
    /// An hour.
    case hours
    /// A day that does not begin a week.
    case date
    /// The first day of a week.
    case week
    /// The first day of a month.
    case month
    /// The first day of a quarter.
    case quarter
    /// The first day of a year.
    case year
  }

  /// Vega's format for each grain.
  static let defaults: [Grain: String] = [
    .milliseconds: ".%L", .seconds: ":%S", .minutes: "%I:%M", .hours: "%I %p", .date: "%a %d",
    .week: "%b %d", .month: "%B", .quarter: "%B", .year: "%Y",
  ]

  private let formats: [Grain: TimeFormat]

  /// Creates the format; grains that are not given have Vega's default.
  init(_ formats: [Grain: String] = [:], locale: TimeLocale = .enUS) {
    self.formats = Self.defaults.merging(formats) { $1 }.mapValues {
      TimeFormat($0, locale: locale)
    }
  }

  /// The moment as text.
  func text(_ moment: Double) -> String {
    formats[Self.grain(of: moment)]?.text(moment) ?? ""
  }

  /// The coarsest grain of which a moment is a boundary.
  static func grain(of moment: Double) -> Grain {
    let isBoundary = { (unit: CalendarInterval.Unit) in
      CalendarInterval(unit).floor(moment) >= moment
    }
    for (unit, grain) in [
      (CalendarInterval.Unit.second, Grain.milliseconds), (.minute, .seconds), (.hour, .minutes),
      (.day, .hours),
    ] where !isBoundary(unit) {
      return grain
    }
    if !isBoundary(.month) { return isBoundary(.week) ? .week : .date }
    if !isBoundary(.year) { return isBoundary(.quarter) ? .quarter : .month }
    return .year
  }
}

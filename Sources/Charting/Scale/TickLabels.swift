// Scale: the text of each tick.

import Diagnostics

/// Writes the ticks of one scale.
enum TickLabels: Sendable {
  /// Numbers as precise as their distance asks for.
  case numbers(TickFormat.Labels)
  /// Numbers on a logarithmic scale, of which only some get a text.
  case logarithm(TickFormat.Labels, Logarithm, count: Double, ticks: Int)
  /// Moments in one format.
  case time(TimeFormat)
  /// Moments, each at its own grain.
  case moments(MultiTimeFormat)
  /// Years.
  case years(era: Bool)

  /// The text of a tick; empty if it gets none.
  func text(_ value: Double) -> String {
    switch self {
    case .numbers(let format): return format.text(value)
    case .logarithm(let format, let logarithm, let count, let ticks):
      let isLabelled = LogTicks.isLabelled(value, logarithm: logarithm, count: count, ticks: ticks)
      return isLabelled ? format.text(value) : ""
    case .time(let format): return format.text(value)
    case .moments(let format): return format.text(value)
    case .years(let era): return YearTicks.label(value, era: era)
    }
  }
}

extension ContinuousScale {
  /// The labels of about `count` ticks, by Vega's rules.
  ///
  /// A specifier is a number format, or a date format on a scale of moments; what it leaves open,
  /// such as the precision, is set by the ticks. A bad one is logged and left out.
  func tickFormat(
    count: Double = 10, specifier: String? = nil, locale: NumberLocale = .enUS,
    timeLocale: TimeLocale = .enUS, place: Place? = nil, log: inout DiagnosticLog
  ) -> TickLabels {
    if kind == .time || kind == .utc {
      guard let specifier else { return .moments(MultiTimeFormat(locale: timeLocale)) }
      return .time(TimeFormat.parse(specifier, locale: timeLocale, place: place, log: &log))
    }
    let parsed = specifier.flatMap { NumberSpecifier.parse($0, place: place, log: &log) }
    return tickFormat(count: count, parsed, locale: locale)
  }

  /// The labels of about `count` ticks of numbers, by Vega's rules.
  func tickFormat(
    count: Double = 10, _ specifier: NumberSpecifier?, locale: NumberLocale = .enUS
  ) -> TickLabels {
    switch kind {
    case .time, .utc: return .moments(MultiTimeFormat())
    case .log:
      return .logarithm(
        TickFormat.plain(specifier, locale: locale), logarithm, count: count,
        ticks: ticks(count: count).count)
    case .year:
      guard let specifier else { return .years(era: false) }
      return .numbers(TickFormat.Labels(NumberFormat(specifier, locale: locale)))
    case .linear, .pow, .sqrt, .symlog, .identity:
      let (start, stop) = ends ?? (0, 1)
      return .numbers(
        TickFormat.labels(from: start, to: stop, count: count, specifier, locale: locale))
    }
  }

  /// The wished count of ticks, lowered so that they are at least some step apart (`tickMinStep`).
  func tickCount(_ count: Double, minStep: Double?) -> Double {
    guard let minStep, minStep > 0, let (start, stop) = ends else { return count }
    let steps = abs(stop - start) / minStep
    return min(count, (steps > 0 ? steps.rounded(.down) : 1) + 1)
  }

  /// The values that fall into the range, in its order, thinned by halves to a count; a count of
  /// nil keeps all (Vega's ticks at given values and at bin boundaries).
  func ticks(at values: [Double], count: Double? = nil) -> [Double] {
    let (from, to) = (range.first ?? 0, range.last ?? 0)
    let low = min(from, to).rounded(.down)
    let high = max(from, to).rounded(.up)
    let placed: [(value: Double, place: Double)] = values.map { ($0, map($0)) }
    let inside = placed.filter { $0.place >= low && $0.place <= high }
    let isDescending = to < from
    let sorted = inside.sorted { isDescending ? $0.place > $1.place : $0.place < $1.place }
    var ticks = sorted.map(\.value)
    guard let count, count > 0, ticks.count > 1 else { return ticks }
    let ends = [ticks[0], ticks[ticks.count - 1]]
    while Double(ticks.count) > count, ticks.count >= 3 {
      ticks = stride(from: 0, to: ticks.count, by: 2).map { ticks[$0] }
    }
    return ticks.count < 3 ? ends : ticks
  }
}

// Scale: the intervals of the calendar: floors, steps and ranges.

/// A unit of the calendar taken some number of times, such as three months (d3-time, UTC only).
struct CalendarInterval: Sendable, Hashable {
  /// The units.
  enum Unit: String, Sendable, Hashable, CaseIterable {
    /// A thousandth of a second.
    case millisecond
    /// A second.
    case second
    /// A minute.
    case minute
    /// An hour.
    case hour
    /// A day; steps count from the first of a month.
    case day
    /// A day; steps count from 1970, as the ticks of a UTC scale do in d3.
    case epochDay
    /// A week from Sunday.
    case week
    /// A week from Monday, as in ISO 8601.
    case isoWeek
    /// A month.
    case month
    /// Three months, from January.
    case quarter
    /// A year.
    case year

    /// The usual length, in milliseconds.
    var length: Double {
      switch self {
      case .millisecond: 1
      case .second: 1000
      case .minute: 60_000
      case .hour: 3_600_000
      case .day, .epochDay: CivilDate.dayLength
      case .week, .isoWeek: 7 * CivilDate.dayLength
      case .month: 30 * CivilDate.dayLength
      case .quarter: 91 * CivilDate.dayLength
      case .year: 365 * CivilDate.dayLength
      }
    }
  }

  /// The unit.
  var unit: Unit
  /// How many units; at least 1.
  private(set) var step: Double

  /// Creates an interval; a step below 1 counts as 1, and only its whole part counts.
  init(_ unit: Unit, step: Double = 1) {
    self.unit = unit
    self.step = step.isFinite ? max(1, step.rounded(.down)) : 1
  }

  /// The latest boundary that is not after a moment; NaN if the moment is not a date.
  ///
  /// Steps count from the start of the next larger unit, as in d3: every second day begins anew on
  /// the first of each month, and every third month in January. Weeks count from that of 1970.
  func floor(_ moment: Double) -> Double {
    guard moment.magnitude <= CivilDate.limit else { return .nan }
    guard step > 1 else { return floorUnit(moment) }
    switch unit {
    case .year: return floorYears(moment)
    case .millisecond, .epochDay, .week, .isoWeek: return floorMultiple(moment)
    case .quarter: return CalendarInterval(.month, step: 3 * step).floor(moment)
    default:
      var boundary = floorUnit(moment)
      // The next larger unit, at whose start the field is 0, has at most 60 of this one.
      for _ in 0..<60 where !isStep(boundary) {
        boundary = floorUnit(boundary - 1)
      }
      return boundary
    }
  }

  /// The earliest boundary that is not before a moment.
  func ceil(_ moment: Double) -> Double {
    guard moment.magnitude <= CivilDate.limit else { return .nan }
    let boundary = floor(moment - 1)
    return next(boundary)
  }

  /// The moment some units later, or earlier; the step counts too.
  func offset(_ moment: Double, by count: Double = 1) -> Double {
    let units = (count * step).rounded(.down)
    guard units.isFinite, let date = CivilDate(moment: moment) else { return .nan }
    switch unit {
    case .month, .quarter, .year:
      let months = units * (unit == .month ? 1 : unit == .quarter ? 3 : 12)
      guard months.magnitude < 9_000_000, let whole = Int(whole: months) else { return .nan }
      var later = date
      later.month += whole
      // The fraction of a millisecond that the civil date drops is kept.
      return later.moment + (moment - date.moment)
    default: return moment + units * unit.length
    }
  }

  /// The boundaries from `start` up to, but not including, `stop`; at most 10,000.
  func range(_ start: Double, _ stop: Double) -> [Double] {
    var result: [Double] = []
    var boundary = ceil(start)
    while boundary < stop, Double(result.count) < Ticks.limit {
      result.append(boundary)
      boundary = next(boundary)
    }
    return result
  }

  /// The boundary after a boundary.
  private func next(_ boundary: Double) -> Double {
    guard step > 1 else { return floorUnit(CalendarInterval(unit).offset(boundary)) }
    switch unit {
    case .millisecond, .epochDay, .week, .isoWeek, .year: return offset(boundary)
    case .quarter: return CalendarInterval(.month, step: 3 * step).next(boundary)
    default:
      var later = boundary
      repeat {
        later = floorUnit(CalendarInterval(unit).offset(later))
      } while !later.isNaN && !isStep(later)
      return later
    }
  }

  private func floorYears(_ moment: Double) -> Double {
    guard let date = CivilDate(moment: moment) else { return .nan }
    let multiple = (Double(date.year) / step).rounded(.down) * step
    return Int(whole: multiple).map { CivilDate(year: $0).moment } ?? .nan
  }

  private func floorMultiple(_ moment: Double) -> Double {
    let units = ((moment + weekShift) / unit.length).rounded(.down)
    return (units / step).rounded(.down) * step * unit.length - weekShift
  }

  /// How long before 1970-01-01, a Thursday, its week began.
  private var weekShift: Double {
    switch unit {
    case .week: 4 * CivilDate.dayLength
    case .isoWeek: 3 * CivilDate.dayLength
    default: 0
    }
  }

  /// The start of the single unit that holds a moment.
  private func floorUnit(_ moment: Double) -> Double {
    switch unit {
    case .month, .quarter, .year: return floorMonths(moment)
    default: return ((moment + weekShift) / unit.length).rounded(.down) * unit.length - weekShift
    }
  }

  private func floorMonths(_ moment: Double) -> Double {
    guard let date = CivilDate(moment: moment) else { return .nan }
    let month =
      switch unit {
      case .year: 1
      case .quarter: (date.month - 1) / 3 * 3 + 1
      default: date.month
      }
    return CivilDate(year: date.year, month: month).moment
  }

  /// Whether a boundary of the single unit is one of the step too.
  private func isStep(_ boundary: Double) -> Bool {
    guard let date = CivilDate(moment: boundary) else { return true }
    let field: Double =
      switch unit {
      case .second: Double(date.second)
      case .minute: Double(date.minute)
      case .hour: Double(date.hour)
      case .day: Double(date.day - 1)
      case .month: Double(date.month - 1)
      default: 0
      }
    return field.truncatingRemainder(dividingBy: step) == 0
  }
}

// Scale: the format that suits a time unit.

/// Chooses the date format that shows the parts of a time unit (Vega's `timeUnitSpecifier`).
enum TimeUnitSpecifier {
  /// The units, from large to small.
  static let units = [
    "year", "quarter", "month", "week", "date", "day", "dayofyear", "hours", "minutes", "seconds",
    "milliseconds",
  ]

  /// Vega's formats for units and for units that belong together.
  static let defaults: [String: String] = [
    "year": "%Y ", "quarter": "Q%q ", "month": "%b ", "date": "%d ", "week": "W%U ", "day": "%a ",
    "dayofyear": "%j ", "hours": "%H:00", "minutes": "00:%M", "seconds": ":%S",
    "milliseconds": ".%L", "year-month": "%Y-%m ", "year-month-date": "%Y-%m-%d ",
    "hours-minutes": "%H:%M",
  ]

  /// The format of some units; `formats` overrides the defaults.
  ///
  ///     TimeUnitSpecifier.format(of: ["year", "month"])   // "%Y-%m"
  static func format(of units: [String], formats: [String: String] = [:]) -> String {
    let formats = defaults.merging(formats) { $1 }
    let ordered = self.units.filter { units.contains($0) }
    var result = ""
    var start = 0
    // The longest run of units with a format of its own goes first.
    while start < ordered.count {
      var end = ordered.count
      while end > start + 1, formats[ordered[start..<end].joined(separator: "-")] == nil {
        end -= 1
      }
      result += formats[ordered[start..<end].joined(separator: "-")] ?? ""
      start = end
    }
    return result.trimmedAsInJS
  }
}

// Dates of works in words.
extension ReportWords {
  /// A date in one of the forms of a style; `year` is printed in place of the date's own.
  func date(_ date: WorkDate, _ form: Term.DateForm, year: String? = nil) -> String {
    guard let start = date.start else { return year ?? date.words }
    let isShort = form == .short || form == .shortDay || form == .yearFirstShort
    guard form != .year, date.end == nil, let rest = monthAndDay(start, isShort: isShort) else {
      return year ?? years(date)
    }
    let number = year ?? years(WorkDate(start: start))
    switch form {
    case .yearFirst: return "\(number), \(rest)"
    case .yearFirstShort:
      return "\(number) \(bareMonth(start.month)) \(start.day.map { "\($0)" } ?? "")".trimmed
    default:
      guard let month = start.month, let day = start.day else { return "\(rest) \(number)" }
      return dayFormat(day, isShort ? citing.monthsShort[month - 1] : months[month - 1], number)
    }
  }

  /// "Sep", as lists of medicine have it: as few letters as tell the months apart.
  private func bareMonth(_ month: Int?) -> String {
    guard let month, citing.monthsShort.indices.contains(month - 1) else { return "" }
    let name = citing.monthsShort[month - 1].filter { $0 != "." }
    return String(name.prefix(name.hasPrefix("jui") ? 4 : 3))
  }

  /// "September 7" or "7 September", "September", "spring".
  private func monthAndDay(_ day: WorkDate.Day, isShort: Bool) -> String? {
    if let season = day.season, citing.seasons.indices.contains(season - 1) {
      return citing.seasons[season - 1]
    }
    guard let month = day.month, months.indices.contains(month - 1) else { return nil }
    let name = isShort ? citing.monthsShort[month - 1] : months[month - 1]
    guard let number = day.day else { return name }
    return stopsInsideQuotes ? "\(name) \(number)" : dayFormat(number, name, "").trimmed
  }

  /// The years of a date, such as 1958–1962 or 44 BCE, or the words that stand for them.
  func years(_ date: WorkDate) -> String {
    guard let start = date.start else {
      return citing.states[date.words] ?? date.words
    }
    var text = year(start.year)
    if let end = date.end, end.year != start.year {
      // Both before the common era: the era stands once.
      let first = start.year < 0 && end.year < 0 ? "\(-start.year)" : text
      text = first + "–" + year(end.year)
    }
    if date.isOpen { text += "–" }
    if date.isUncertain { text = "[\(text)?]" }
    return date.isCirca ? "\(citing.circa)\u{A0}\(text)" : text
  }

  private func year(_ year: Int) -> String {
    year < 0 ? "\(-year)\u{A0}\(citing.beforeCommonEra)" : "\(year)"
  }
}

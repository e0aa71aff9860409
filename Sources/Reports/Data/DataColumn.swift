import Charting
import Diagnostics
import Tables

/// A column of a table from data: its head, and its cells as they are printed.
struct DataColumn {
  /// What the cells are, as far as print is concerned.
  enum Kind: Equatable {
    case text, number, year, date, flag
  }

  let name: Written
  let head: [Inline]
  /// Whether the author gave the words of the head.
  let isTitled: Bool
  let kind: Kind
  /// The column of the units of the cells.
  let unitField: String?
  private let column: Column
  private let labels: KeyCatalog?

  init(
    _ column: Column, _ choice: DataTable.Choice, labels loader: DataLoader,
    log: inout DiagnosticLog
  ) {
    self.column = column
    name = choice.name
    isTitled = choice.title != nil
    head = choice.title ?? [Inline.text(column.field?.title ?? name.text, at: name.place)]
    unitField = column.field?.unitField
    labels = loader.labels(of: column, log: &log)
    kind = Self.kind(of: column, isYear: choice.isYear)
    if choice.isYear, kind != .year { log.add(.notYears(name)) }
  }

  private static func kind(of column: Column, isYear: Bool) -> Kind {
    switch column.cells {
    case .numbers:
      isYear || column.field?.kind == .year || column.looksLikeYears ? .year : .number
    case .dates: .date
    case .bools: .flag
    case .texts, .values: .text
    }
  }

  /// Reads a format for the column; nil after an error that is in the log.
  func format(_ written: Written, language: String, log: inout DiagnosticLog) -> ValueFormat? {
    switch kind {
    case .date:
      return .times(written.text, language: language, at: written.place, log: &log)
    case .number, .year:
      return .numbers(written.text, language: language, at: written.place, log: &log)
    case .text, .flag:
      log.add(.formatOfTexts(written, column: name.text))
      return nil
    }
  }

  /// The cells as they are printed; what is missing is a dash.
  func texts(_ format: ValueFormat?, words: ReportWords, language: String) -> [String] {
    let format = format ?? (kind == .number ? usualFormat(language) : nil)
    return (0..<column.count).map { row in
      let value = column[row]
      guard !value.isNull else { return Self.missing }
      return text(value, format, words)
    }
  }

  /// What stands for a missing value.
  static let missing = "–"

  private func text(_ value: Value, _ format: ValueFormat?, _ words: ReportWords) -> String {
    switch value {
    case .number(let number) where number.isNaN: return Self.missing
    case .number(let number), .date(let number):
      if let format { return format.text(number) }
      if kind == .year { return ValueFormat.year(number) }
      return kind == .date ? date(value.text, words) : value.text
    case .bool(let flag): return flag ? words.yes : words.no
    case .text(let key):
      let text = labels?.text(of: key) ?? key
      return text.trimmed.isEmpty ? Self.missing : text
    default: return value.text
    }
  }

  /// A day in words; a time of day behind it if there is one.
  private func date(_ iso: String, _ words: ReportWords) -> String {
    let parts = iso.split(separator: "T", maxSplits: 1).map(String.init)
    guard let day = parts.first, parts.count > 1 else { return words.date(written: iso) }
    return "\(words.date(written: day)), \(parts[1].prefix(5))"
  }

  /// Groups of thousands, and as many decimals for all as the most exact of them has.
  private func usualFormat(_ language: String) -> ValueFormat {
    guard case .numbers(let cells) = column.cells else { return .decimals(0, language: language) }
    var most = 0
    for number in cells where number.isFinite {
      let text = NumberText.text(of: number)
      // Numbers that were worked out have as many digits as a machine has.
      guard let point = text.firstIndex(of: "."), !text.contains("e") else { continue }
      let count = text.distance(from: point, to: text.endIndex) - 1
      most = max(most, count > 6 ? 3 : count)
    }
    return .decimals(most, language: language)
  }

  /// Numbers stand at the right, all else at the left; so do years of one length.
  func alignment(of texts: [String]) -> TableAlignment {
    switch kind {
    case .number: return .right
    case .year:
      let lengths = Set(texts.filter { $0 != Self.missing }.map(\.count))
      return lengths.count > 1 ? .right : .left
    case .text, .date, .flag: return .left
    }
  }
}

extension Diagnostic {
  static func notYears(_ name: Written) -> Diagnostic {
    .error(
      "not-years", "the column '\(name.text)' holds no years", at: name.place,
      why: "':Y' says that the numbers of a column are years", hint: "take ':Y' out")
  }

  static func formatOfTexts(_ format: Written, column: String) -> Diagnostic {
    .error(
      "format-of-texts", "the column '\(column)' holds no numbers", at: format.place,
      why: "a format says how numbers or dates are written",
      hint: "take the format out, or name another column")
  }
}

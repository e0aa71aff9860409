import Diagnostics
import Notation
import Tables

/// How values become the texts of labels.
enum LabelFormat {
  /// As they are: texts as written, numbers in their shortest form.
  case plain
  /// Years: whole numbers without thousands.
  case year
  /// Numbers, by a d3-format.
  case number(NumberFormat)
  /// Numbers on a scale, as precise as its ticks need where the format leaves that open.
  case ticks(NumberSpecifier?, NumberLocale)
  /// Moments, by a d3-time-format.
  case time(TimeFormat)
  /// Starts of bins of a width, as ranges: `0 – 10`.
  case bins(Double, NumberFormat)
  /// Moments, each by its largest unit that changes.
  case timeTicks(MultiTimeFormat)
  /// By an expression over `datum.label` and `datum.value`, after another format.
  indirect case expression(Expression, LabelFormat)
  /// Keys of a Data Package by their labels, anything else by another format.
  indirect case labels(KeyCatalog, LabelFormat)

  /// What is asked of the numbers on a scale.
  var specifier: NumberSpecifier? {
    switch self {
    case .ticks(let specifier, _): specifier
    case .expression(_, let inner), .labels(_, let inner): inner.specifier
    default: nil
    }
  }

  /// How the numbers on a scale are written.
  var locale: NumberLocale {
    switch self {
    case .ticks(_, let locale): locale
    case .expression(_, let inner), .labels(_, let inner): inner.locale
    default: .enUS
    }
  }

  /// The text of a number where the format names all of it; nil where the scale has to say more.
  func plainLabel(_ number: Double) -> String? {
    switch self {
    case .number(let format): format.text(number)
    case .time(let format): format.text(number)
    case .year: YearTicks.label(number)
    case .expression(_, let inner), .labels(_, let inner): inner.plainLabel(number)
    default: nil
    }
  }

  /// A label that is made already, as an expression would have it.
  func relabelled(_ value: Value, _ label: String, index: Double) -> String {
    switch self {
    case .expression(let expression, let inner):
      LabelFormat.evaluate(
        expression, value, inner.relabelled(value, label, index: index), index: index)
    case .labels(_, let inner): inner.relabelled(value, label, index: index)
    default: label
    }
  }

  private static func evaluate(
    _ expression: Expression, _ value: Value, _ label: String, index: Double
  ) -> String {
    let scope = ExpressionScope(datum: { name in
      switch name {
      case "label": .text(label)
      case "value": value
      case "index": .number(index)
      default: .null
      }
    })
    // Several texts are several lines.
    let result = expression.evaluate(scope)
    guard case .list(let lines) = result else { return result.plainText }
    return lines.map(\.plainText).joined(separator: "\n")
  }

  /// The text of a value; `ticks` gives the precision of ticks.
  func text(_ value: Value, ticks: ((Double) -> String)? = nil, index: Double = 0) -> String {
    switch self {
    case .plain: return value.plainText
    case .year: return value.number.map { YearTicks.label($0) } ?? value.plainText
    case .number(let format): return value.number.map { format.text($0) } ?? value.plainText
    case .ticks:
      guard let number = value.number else { return value.plainText }
      return ticks?(number) ?? value.plainText
    case .bins(let step, let format):
      guard let start = value.number, start.isFinite else { return Value.null.plainText }
      return "\(format.text(start)) – \(format.text(start + step))"
    case .time(let format): return value.moment.map { format.text($0) } ?? value.plainText
    case .timeTicks(let format): return value.number.map { format.text($0) } ?? value.plainText
    case .expression(let expression, let inner):
      let label = inner.text(value, ticks: ticks, index: index)
      return LabelFormat.evaluate(expression, value, label, index: index)
    case .labels(let labels, let inner):
      if case .text(let key) = value, labels.row(of: key) != nil { return labels.text(of: key) }
      return inner.text(value, ticks: ticks, index: index)
    }
  }
}

/// What decides the format of a guide's labels.
struct LabelFormatRule {
  var format: FormatSpec?
  var formatType: FormatType?
  var expression: LabelExpression?
  /// The time unit of the values, whose parts are shown if no format is asked for.
  var timeUnit: TimeUnit?
  /// Whether the values are shares of a whole.
  var isNormalized = false
  /// The bins whose starts the values are.
  var bin: BinRule?
  /// Whether the values stand alone, and not in a row of ticks that tell of each other.
  var standsAlone = false

  /// The format for a scale's labels.
  func format(
    for scale: ScalePlan?, type: FieldType, labels: KeyCatalog?, config: ConfigSpec,
    log: inout DiagnosticLog
  ) -> LabelFormat {
    var result = base(scale, type, config, &log)
    if let labels { result = .labels(labels, result) }
    if let expression { result = .expression(expression.expression, result) }
    return result
  }

  private func base(
    _ scale: ScalePlan?, _ type: FieldType, _ config: ConfigSpec, _ log: inout DiagnosticLog
  ) -> LabelFormat {
    let isTime =
      formatType == .time || (formatType == nil && (type == .temporal || timeUnit != nil))
    let locale = config.locale ?? FormatLocale()
    if let format {
      if !format.units.isEmpty {
        return .timeTicks(MultiTimeFormat(format.units, locale: locale.time))
      }
      if isTime {
        return .time(
          TimeFormat.parse(format.text, locale: locale.time, place: format.place, log: &log))
      }
      guard let parsed = NumberSpecifier.parse(format.text, place: format.place, log: &log) else {
        return .plain
      }
      return scale?.type.isDiscrete ?? true
        ? .number(NumberFormat(parsed, locale: locale.number)) : .ticks(parsed, locale.number)
    }
    if type == .year { return .year }
    if let bin, scale?.type.isDiscrete ?? true {
      return .bins(bin.step, number(config, locale.number, &log))
    }
    if let timeUnit, formatType != .number {
      return .time(TimeFormat(timeUnit.format, locale: locale.time))
    }
    if isTime {
      guard standsAlone else { return .timeTicks(MultiTimeFormat(locale: locale.time)) }
      return .time(TimeFormat(config.timeFormat ?? "%b %d, %Y", locale: locale.time))
    }
    guard type == .quantitative else { return .plain }
    let usual = isNormalized ? config.normalizedNumberFormat ?? ".0%" : config.numberFormat
    if let usual, let specifier = NumberSpecifier.parse(usual, place: nil, log: &log) {
      return .number(NumberFormat(specifier, locale: locale.number))
    }
    if scale == nil, standsAlone { return .number(number(config, locale.number, &log)) }
    return scale?.type.isDiscrete ?? true ? .plain : .ticks(nil, locale.number)
  }

  /// The format of a number that stands alone: up to twelve digits, and no zeros at the end.
  private func number(
    _ config: ConfigSpec, _ locale: NumberLocale, _ log: inout DiagnosticLog
  ) -> NumberFormat {
    NumberFormat(
      NumberSpecifier.parse(config.numberFormat ?? "", place: nil, log: &log)
        ?? NumberSpecifier(.none), locale: locale)
  }
}

extension Value {
  /// The moment that a value is, or that a text names.
  fileprivate var moment: Double? {
    if case .text(let text) = self { return DateParsing.lenient(text) }
    return number
  }

  /// The value as JavaScript would print it; a minus is a true minus.
  var plainText: String {
    switch self {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let number): return JSNumber.text(number)
    case .text(let text): return text
    case .date(let milliseconds): return MultiTimeFormat().text(milliseconds)
    case .list(let values): return values.map(\.plainText).joined(separator: ",")
    case .record, .geometry: return "[object Object]"
    }
  }
}

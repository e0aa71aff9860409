// Expression: numbers and moments as texts.

import Diagnostics
import Tables

/// Numbers and moments as texts, and moments from texts, as in Vega.
enum FormatFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = {
    var functions: [String: ExpressionFunction] = [
      "format": ExpressionFunction(
        arity: 1...2, action: .body { arguments, _ in number(arguments) },
        prepare: prepareNumber),
      "monthFormat": name("%B") { CivilDate(year: 2000, month: $0 + 1).moment },
      "monthAbbrevFormat": name("%b") { CivilDate(year: 2000, month: $0 + 1).moment },
      "dayFormat": name("%A") { CivilDate(year: 2000, day: 2 + $0).moment },
      "dayAbbrevFormat": name("%a") { CivilDate(year: 2000, day: 2 + $0).moment },
      "timeUnitSpecifier": .pure(1...2) { .text(specifier($0)) },
    ]
    for name in ["timeFormat", "utcFormat"] {
      functions[name] = ExpressionFunction(
        arity: 1...2, action: .body { arguments, _ in time(arguments) }, prepare: prepareTime)
    }
    for name in ["timeParse", "utcParse"] {
      functions[name] = ExpressionFunction(
        arity: 1...2, action: .body { arguments, _ in parsed(arguments) }, prepare: prepareParser)
    }
    return functions
  }()

  private static func number(_ arguments: ExpressionArguments) -> JSValue {
    var log = DiagnosticLog()
    let specifier = arguments.text(1, otherwise: "")
    return text(arguments[0], NumberFormat.parse(specifier, log: &log) ?? NumberFormat())
  }

  private static func text(_ value: JSValue, _ format: NumberFormat) -> JSValue {
    guard let value, !value.isNull else { return .text("null") }
    if format.specifier.kind == .character { return .text(format.text(JS.text(value))) }
    return .text(format.text(JS.number(value)))
  }

  /// A format that is written out is read once, and a bad one is reported where it stands.
  @Sendable private static func prepareNumber(
    _ call: ExpressionCall, _ log: inout DiagnosticLog
  ) -> ExpressionFunction.Body? {
    guard let specifier = call.text(1) else { return nil }
    guard let format = NumberFormat.parse(specifier, place: call.place(1), log: &log) else {
      return nil
    }
    return { arguments, _ in text(arguments[0], format) }
  }

  private static func time(_ arguments: ExpressionArguments) -> JSValue {
    guard arguments[1] != nil else { return text(arguments[0]) { MultiTimeFormat().text($0) } }
    let format = TimeFormat(arguments.text(1))
    return text(arguments[0]) { format.text($0) }
  }

  private static func text(_ value: JSValue, _ format: (Double) -> String) -> JSValue {
    guard let value, !value.isNull else { return .text("null") }
    return .text(format(DateFunctions.moment(value)))
  }

  @Sendable private static func prepareTime(
    _ call: ExpressionCall, _ log: inout DiagnosticLog
  ) -> ExpressionFunction.Body? {
    guard let specifier = call.text(1) else { return nil }
    let format = TimeFormat.parse(specifier, place: call.place(1), log: &log)
    return { arguments, _ in text(arguments[0]) { format.text($0) } }
  }

  private static func parsed(_ arguments: ExpressionArguments) -> JSValue {
    guard arguments[1] != nil else { return moment(DateParsing.lenient(arguments.text(0))) }
    return moment(TimePattern(arguments.text(1))?.milliseconds(of: arguments.text(0)))
  }

  @Sendable private static func prepareParser(
    _ call: ExpressionCall, _ log: inout DiagnosticLog
  ) -> ExpressionFunction.Body? {
    guard let specifier = call.text(1) else { return nil }
    guard let pattern = TimePattern(specifier) else {
      log.add(.badDatePattern(specifier, place: call.place(1)))
      return nil
    }
    return { arguments, _ in moment(pattern.milliseconds(of: arguments.text(0))) }
  }

  private static func moment(_ moment: Double?) -> JSValue { moment.map { .date($0) } ?? .null }

  /// The name of a month or day by its number; numbers beyond the last begin anew.
  private static func name(
    _ format: String, _ moment: @escaping @Sendable (Int) -> Double
  ) -> ExpressionFunction {
    let format = TimeFormat(format)
    return .pure(1...1) { arguments in
      guard let number = Int(whole: arguments.number(0)), number.magnitude < 1_000_000 else {
        return .text("")
      }
      return .text(format.text(moment(number)))
    }
  }

  private static func specifier(_ arguments: ExpressionArguments) -> String {
    let units = arguments.list(0)?.map { JS.text($0) } ?? [arguments.text(0)]
    var formats: [String: String] = [:]
    if case .record(let members) = arguments[1] {
      for member in members where !member.value.isNull {
        formats[member.name] = JS.text(member.value)
      }
    }
    return TimeUnitSpecifier.format(of: units, formats: formats)
  }
}

extension Diagnostic {
  static func badDatePattern(_ pattern: String, place: Place?) -> Diagnostic {
    .error(
      "date-pattern", "'\(pattern)' is not a pattern of dates", at: place,
      why: "a pattern has '%' and one of the letters \(TimeFormat.letters)",
      hint: "write for example '%d.%m.%Y'")
  }
}

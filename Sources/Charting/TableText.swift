import Diagnostics
import Notation
import Tables

// What a table of values asks of the grammar, so that it tells numbers as the charts beside it do.

/// How the values of a column become texts.
public enum ValueFormat: Sendable {
  /// A number in the format of d3-format.
  case number(NumberWriter)
  /// A moment in the format of d3-time-format.
  case time(TimeWriter)

  /// Writes numbers.
  public struct NumberWriter: Sendable {
    fileprivate let format: NumberFormat
  }

  /// Writes moments.
  public struct TimeWriter: Sendable {
    fileprivate let format: TimeFormat
  }

  /// Reads a format of numbers, such as `,.1f`; nil after an error that is in the log.
  public static func numbers(
    _ text: String, language: String, at place: Place, log: inout DiagnosticLog
  ) -> ValueFormat? {
    NumberFormat.parse(
      text, locale: NumberLocale.named(language) ?? .enUS, place: place, log: &log
    ).map { .number(NumberWriter(format: $0)) }
  }

  /// Reads a format of moments, such as `%e %B %Y`.
  public static func times(
    _ text: String, language: String, at place: Place, log: inout DiagnosticLog
  ) -> ValueFormat {
    .time(
      TimeWriter(
        format: TimeFormat.parse(
          text, locale: TimeLocale.named(language) ?? .enUS, place: place, log: &log)))
  }

  /// Numbers in groups of thousands with so many decimals.
  public static func decimals(_ count: Int, language: String) -> ValueFormat {
    let specifier = NumberSpecifier(.fixed, comma: true, precision: count)
    return .number(
      NumberWriter(
        format: NumberFormat(specifier, locale: NumberLocale.named(language) ?? .enUS)))
  }

  /// The text of a number, or of a moment in milliseconds since 1970.
  public func text(_ number: Double) -> String {
    switch self {
    case .number(let writer): writer.format.text(number)
    case .time(let writer): writer.format.text(number)
    }
  }

  /// A year as the axes have it.
  public static func year(_ number: Double) -> String { YearTicks.label(number) }
}

extension Table {
  /// The rows that pass an expression of Vega, such as `datum.year > 1957`; nil after an error.
  public func passing(
    _ expression: String, at place: Place, given: [GivenParameter] = [], log: inout DiagnosticLog
  ) -> Table? {
    let node = Node(.string(expression), at: place)
    var parameters = Parameters()
    for parameter in given { parameters.set(parameter.name, parameter.value) }
    guard
      let predicate = Predicate.read(node, table: self, parameters: parameters, log: &log)
    else { return nil }
    return picking((0..<rowCount).filter(predicate.test(on: self)))
  }
}

/// The names of sources as a source line tells them: those known in one way are named together.
public func groupedAttributions(_ attributions: [String], language: String) -> [String] {
  SourceTrail.grouped(attributions, language: language)
}

/// The signs with which a language writes numbers.
public struct NumberSigns: Sendable {
  /// Before the decimals.
  public var decimal: String
  /// Between groups of digits.
  public var thousands: String
  /// How many digits a group has, from the right.
  public var grouping: [Int]

  /// The signs of a language tag; those of English if it is not known.
  public init(language: String) {
    let locale = NumberLocale.named(language) ?? .enUS
    (decimal, thousands, grouping) = (locale.decimal, locale.thousands, locale.grouping)
  }
}

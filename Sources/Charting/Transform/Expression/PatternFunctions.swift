// Expression: functions with regular expressions.

import Diagnostics
import Tables

/// The functions that take a pattern: a regular expression or, but for `test`, a text.
///
/// A regular expression is a value too: an object with its pattern and flags.
enum PatternFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "regexp": ExpressionFunction(
      arity: 1...2,
      action: .body { arguments, _ in
        literal(arguments.text(0), flags: arguments.text(1, otherwise: ""))
      }, prepare: checkRegexp),
    "test": function(1...2, pattern: 0) { pattern, arguments in
      let text = Array(arguments.text(1, otherwise: "").utf16)
      return .bool(pattern.regex?.firstMatch(in: text) != nil)
    },
    "replace": function(3...3, pattern: 1) { pattern, arguments in
      .text(pattern.replacing(arguments.text(0), with: arguments.text(2)))
    },
    "split": function(1...3, pattern: 1) { pattern, arguments in
      let limit = JS.integer(arguments[2], otherwise: .max)
      let parts = arguments[1] == nil ? [arguments.text(0)] : pattern.parts(of: arguments.text(0))
      return .list(parts.prefix(max(0, limit)).map { .text($0) })
    },
  ]

  private static let patternKey = "regexp"
  private static let flagsKey = "flags"

  /// The value of a regular expression.
  static func literal(_ pattern: String, flags: String) -> Value {
    .record([Value.Member(patternKey, .text(pattern)), Value.Member(flagsKey, .text(flags))])
  }

  /// Whether a value is a regular expression.
  static func isPattern(_ value: JSValue) -> Bool {
    guard case .record(let members) = value, members.count == 2 else { return false }
    return members[0].name == patternKey && members[1].name == flagsKey
  }

  /// What is looked for: a regular expression or a text.
  private struct Pattern: Sendable {
    var regex: JSRegex?
    var text = ""

    func replacing(_ text: String, with replacement: String) -> String {
      if let regex { return regex.replacing(text, with: replacement) }
      let units = Array(text.utf16)
      guard let range = firstRange(in: units, from: 0) else { return text }
      let middle = JSReplacement.units(
        replacement, match: JSRegex.Match(groups: [range]), in: units)
      return String(
        decoding: units[..<range.lowerBound] + middle + units[range.upperBound...],
        as: UTF16.self)
    }

    /// The parts between matches; what groups match is a part too, as in JavaScript.
    func parts(of text: String) -> [String] {
      let units = Array(text.utf16)
      guard !units.isEmpty else {
        return firstMatch(in: units, from: 0) == nil ? [""] : []
      }
      var parts: [String] = []
      var (start, place) = (0, 0)
      while place < units.count, let match = firstMatch(in: units, from: place) {
        let range = match.range
        // Nothing between two units parts them, but not at the very end.
        guard range.lowerBound < units.count else { break }
        guard range.upperBound > start else {
          place += 1
          if range.isEmpty, range.lowerBound >= place { place = range.lowerBound }
          continue
        }
        parts.append(String(decoding: units[start..<range.lowerBound], as: UTF16.self))
        for group in match.groups.dropFirst() {
          parts.append(group.map { String(decoding: units[$0], as: UTF16.self) } ?? "")
        }
        start = range.upperBound
        place = range.isEmpty ? start + 1 : start
      }
      parts.append(String(decoding: units[start...], as: UTF16.self))
      return parts
    }

    private func firstMatch(in units: [UInt16], from place: Int) -> JSRegex.Match? {
      if let regex { return regex.firstMatch(in: units, from: place) }
      return firstRange(in: units, from: place).map { JSRegex.Match(groups: [$0]) }
    }

    private func firstRange(in units: [UInt16], from place: Int) -> Range<Int>? {
      let wanted = Array(text.utf16)
      guard wanted.count <= units.count, place <= units.count - wanted.count else { return nil }
      let start = (place...units.count - wanted.count).first { start in
        units[start..<start + wanted.count].elementsEqual(wanted)
      }
      return start.map { $0..<$0 + wanted.count }
    }
  }

  private static func function(
    _ arity: ClosedRange<Int>, pattern index: Int,
    _ body: @escaping @Sendable (Pattern, ExpressionArguments) -> JSValue
  ) -> ExpressionFunction {
    ExpressionFunction(
      arity: arity,
      action: .body { arguments, _ in
        var log = DiagnosticLog()
        return body(pattern(arguments[index], place: nil, log: &log), arguments)
      },
      prepare: { call, log in
        guard index < call.constants.count, let constant = call.constants[index] else {
          return nil
        }
        let pattern = pattern(constant, place: call.place(index), log: &log)
        return { arguments, _ in body(pattern, arguments) }
      })
  }

  private static func pattern(
    _ value: JSValue, place: Place?, log: inout DiagnosticLog
  ) -> Pattern {
    guard isPattern(value) else { return Pattern(text: JS.text(value)) }
    let pattern = JS.text(JS.member(value, .text(patternKey)))
    let flags = JS.text(JS.member(value, .text(flagsKey)))
    return Pattern(regex: regex(pattern, flags: flags, place: place, log: &log))
  }

  private static func regex(
    _ pattern: String, flags: String, place: Place?, log: inout DiagnosticLog
  ) -> JSRegex? {
    do throws(ExpressionProblem) {
      return try JSRegex(pattern, flags: flags)
    } catch {
      log.add(
        .error("regular-expression", error.message, at: place, why: error.why, hint: error.hint))
      return nil
    }
  }

  @Sendable private static func checkRegexp(
    _ call: ExpressionCall, _ log: inout DiagnosticLog
  ) -> ExpressionFunction.Body? {
    if let pattern = call.text(0) {
      _ = regex(pattern, flags: call.text(1) ?? "", place: call.place(0), log: &log)
    }
    return nil
  }
}

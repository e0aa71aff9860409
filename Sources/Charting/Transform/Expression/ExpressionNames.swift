// Expression: the names that every expression may use, and what to say of the others.

import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Constants, and the words for mistakes with names.
enum ExpressionNames {
  /// The constants of the language.
  static let constants: [String: Double] = [
    "NaN": .nan, "Infinity": .infinity, "E": M_E, "PI": .pi, "LN2": M_LN2, "LN10": M_LN10,
    "LOG2E": M_LOG2E, "LOG10E": M_LOG10E, "SQRT2": 2.0.squareRoot(),
    "SQRT1_2": 0.5.squareRoot(), "MIN_VALUE": .leastNonzeroMagnitude,
    "MAX_VALUE": .greatestFiniteMagnitude,
  ]

  private static let words = ["datum", "true", "false", "null", "undefined", "width", "height"]

  /// A name that is nothing.
  static func unknown(
    _ name: String, at range: Range<Int>, parameters: [String]
  ) -> ExpressionProblem {
    let hint: String?
    if ExpressionFunction.all[name] != nil {
      hint = "write 'datum.\(name)' for a field, or '\(name)(…)' to call the function"
    } else if ["event", "item", "parent"].contains(name) {
      hint = "use 'datum'"
    } else {
      let known = parameters + words + constants.keys.sorted()
      hint = Suggestion.hint(for: name, in: known) ?? "write 'datum.\(name)' for a field"
    }
    return ExpressionProblem(
      code: "unknown-name", message: "there is no '\(name)'", range: range,
      why: parameters.isEmpty
        ? "an expression sees 'datum', 'width', 'height' and constants"
        : "an expression sees 'datum', 'width', 'height', constants and the parameters "
          + Suggestion.list(parameters),
      hint: hint)
  }

  /// A function that is none.
  static func unknownFunction(_ name: String, at range: Range<Int>) -> ExpressionProblem {
    let known = ExpressionFunction.all.keys.sorted() + ["if"]
    return ExpressionProblem(
      code: "unknown-function", message: "there is no function '\(name)'", range: range,
      why: "an expression has the functions of Vega's language",
      hint: Suggestion.hint(for: name, in: known))
  }

  /// A function that has no meaning in a static picture.
  static func useless(
    _ name: String, at range: Range<Int>, why: String, hint: String?
  ) -> ExpressionProblem {
    ExpressionProblem(
      code: "useless-function", message: "'\(name)' has no meaning here", range: range, why: why,
      hint: hint)
  }

  /// A call with too few or too many arguments.
  static func wrongCount(
    _ name: String, _ range: Range<Int>, _ count: Int, _ arity: ClosedRange<Int>
  ) -> ExpressionProblem {
    let (least, most) = (arity.lowerBound, arity.upperBound)
    let wanted =
      least == most
      ? "\(least)" : most >= 99 ? "\(least) or more" : "\(least) to \(most)"
    let noun = least == most && most == 1 ? "argument" : "arguments"
    return ExpressionProblem(
      code: "argument-count", message: "'\(name)' takes \(wanted) \(noun), not \(count)",
      range: range)
  }

  /// A token where another one was wanted.
  static func unexpected(
    _ token: ExpressionToken, wanting wanted: String?, in text: String
  ) -> ExpressionProblem {
    let found = String(
      decoding: text.utf8.dropFirst(token.range.lowerBound).prefix(token.range.count),
      as: UTF8.self)
    guard token.kind != .end else {
      let what = wanted.map { "\($0) is missing" } ?? "something is missing"
      let range = max(0, token.range.lowerBound - 1)..<token.range.lowerBound
      return ExpressionProblem(message: "\(what) at the end of the expression", range: range)
    }
    return ExpressionProblem(
      message: "'\(found)' stands where \(wanted ?? "an operator") should", range: token.range,
      hint: cure(found))
  }

  private static func cure(_ sign: String) -> String? {
    switch sign {
    case "=": "compare with '=='"
    case "**": "write 'pow(a, b)'"
    case "?.", "??": "use 'isValid(…)' and a condition"
    case "=>": "functions cannot be written in an expression"
    case "++", "--", "+=", "-=", "*=", "/=": "an expression cannot change anything"
    default: nil
    }
  }
}

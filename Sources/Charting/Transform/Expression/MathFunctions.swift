// Expression: functions of numbers.

import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The functions of numbers, as JavaScript's `Math` has them.
enum MathFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = {
    var functions: [String: ExpressionFunction] = [
      "abs": .numeric { $0.magnitude }, "acos": .numeric { acos($0) },
      "asin": .numeric { asin($0) }, "atan": .numeric { atan($0) },
      "ceil": .numeric { $0.rounded(.up) }, "cos": .numeric { cos($0) },
      "exp": .numeric { exp($0) }, "floor": .numeric { $0.rounded(.down) },
      "log": .numeric { log($0) }, "sin": .numeric { sin($0) },
      "sqrt": .numeric { $0.squareRoot() }, "tan": .numeric { tan($0) },
      "atan2": binary { atan2($0, $1) }, "pow": binary(power),
      "max": .pure(0...99) { .number(extreme($0, from: -.infinity) { $0 > $1 }) },
      "min": .pure(0...99) { .number(extreme($0, from: .infinity) { $0 < $1 }) },
      "hypot": .pure(0...99) { arguments in
        .number(arguments.values.reduce(0.0) { hypot($0, JS.number($1)) })
      },
      "clamp": .pure(3...3) { arguments in
        let (low, high) = (arguments.number(1), arguments.number(2))
        return .number(max(low, min(high, arguments.number(0))))
      },
    ]
    // Vega ignores a second argument, which some write in the hope of decimals.
    functions["round"] = .pure(1...2) { .number($0.number(0).roundedHalfUp) }
    return functions
  }()

  private static func binary(
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> ExpressionFunction {
    .pure(2...2) { .number(function($0.number(0), $0.number(1))) }
  }

  /// The power of e.
  static func exponential(_ number: Double) -> Double { exp(number) }

  /// JavaScript differs from C where the base is one.
  private static func power(_ base: Double, _ exponent: Double) -> Double {
    base.magnitude == 1 && !exponent.isFinite || exponent.isNaN ? .nan : pow(base, exponent)
  }

  private static func extreme(
    _ arguments: ExpressionArguments, from start: Double, _ wins: (Double, Double) -> Bool
  ) -> Double {
    var result = start
    for value in arguments.values {
      let number = JS.number(value)
      if number.isNaN { return .nan }
      if wins(number, result) { result = number }
    }
    return result
  }
}

// Expression: chance that is the same in every run.

import Tables

/// Lots: they depend on the step of the data flow, the place in the expression and the row only, so
/// that the same chart has the same lots.
enum ChanceFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "random": drawing(0...0) { _, lots in lots.next() },
    "sampleUniform": drawing(0...2) { arguments, lots in
      let low = arguments.count > 1 ? arguments.number(0) : 0
      let high = arguments.number(arguments.count > 1 ? 1 : 0, otherwise: 1)
      return low + (high - low) * lots.next()
    },
    "sampleNormal": drawing(0...2) { normal($0, &$1) },
    "sampleLogNormal": drawing(0...2) { arguments, lots in
      MathFunctions.exponential(normal(arguments, &lots))
    },
  ]

  /// A normal lot: the quantile of an even one, which is never quite 0.
  private static func normal(_ arguments: ExpressionArguments, _ lots: inout Lots) -> Double {
    let share = max(lots.next(), 0x1p-54)
    return arguments.number(0, otherwise: 0)
      + arguments.number(1, otherwise: 1) * DistributionFunctions.quantile(share)
  }

  private static func drawing(
    _ arity: ClosedRange<Int>,
    _ draw: @escaping @Sendable (ExpressionArguments, inout Lots) -> Double
  ) -> ExpressionFunction {
    let body: @Sendable (Int) -> ExpressionFunction.Body = { site in
      { arguments, scope in
        var lots = scope.chance.lots(at: site)
        return .number(draw(arguments, &lots))
      }
    }
    // Two calls in one expression draw lots of their own.
    return ExpressionFunction(
      arity: arity, action: .body(body(0)), prepare: { call, _ in body(call.site) })
  }
}

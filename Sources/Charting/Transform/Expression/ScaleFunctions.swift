// Expression: functions that ask the scales of the plot.

import Tables

/// The functions that ask the scales of the plot; what there is not is undefined.
enum ScaleFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "scale": asking(2...3) { scales, arguments in
      arguments[1].flatMap { scales.map(arguments.text(0), $0) }
    },
    "invert": asking(2...3) { scales, arguments in
      arguments[1].flatMap { scales.invert(arguments.text(0), $0) }
    },
    "domain": asking(1...2) { scales, arguments in
      .list(scales.domain(arguments.text(0)) ?? [])
    },
    "range": asking(1...2) { scales, arguments in
      .list(scales.range(arguments.text(0)) ?? [])
    },
    "bandwidth": asking(1...2) { scales, arguments in
      .number(scales.bandwidth(arguments.text(0)) ?? 0)
    },
    "bandspace": .pure(1...3) { arguments in
      .number(
        BandScale.space(
          count: arguments.number(0), paddingInner: arguments.number(1, otherwise: 0),
          paddingOuter: arguments.number(2, otherwise: 0)))
    },
  ]

  private static func asking(
    _ arity: ClosedRange<Int>,
    _ body: @escaping @Sendable (ExpressionScales, ExpressionArguments) -> JSValue
  ) -> ExpressionFunction {
    ExpressionFunction(
      arity: arity, action: .body { arguments, scope in body(scope.scales, arguments) })
  }
}

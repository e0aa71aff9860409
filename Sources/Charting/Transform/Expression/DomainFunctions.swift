// Expression: domains that are moved and stretched.

import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Domains moved by a share of their length, or stretched around an anchor, as scales would show it.
enum DomainFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "panLinear": panning(2...2) { _ in .linear },
    "panLog": panning(2...2) { _ in .log },
    "panPow": panning(3...3) { .power($0.number(2)) },
    "panSymlog": panning(3...3) { .symlog($0.number(2)) },
    "zoomLinear": zooming(3...3) { _ in .linear },
    "zoomLog": zooming(3...3) { _ in .log },
    "zoomPow": zooming(4...4) { .power($0.number(3)) },
    "zoomSymlog": zooming(4...4) { .symlog($0.number(3)) },
  ]

  /// How a scale bends its domain into a straight line.
  private enum Bend {
    case linear, log
    case power(Double)
    case symlog(Double)

    func straight(_ x: Double) -> Double {
      switch self {
      case .linear: x
      case .log: x < 0 ? -logarithm(-x) : logarithm(x)
      case .power(let exponent): (x < 0 ? -1 : 1) * pow(x.magnitude, exponent)
      case .symlog(let constant): (x < 0 ? -1 : 1) * log1p((x / constant).magnitude)
      }
    }

    func bent(_ y: Double, isNegative: Bool) -> Double {
      switch self {
      case .linear: y
      case .log: isNegative ? -exp(-y) : exp(y)
      case .power(let exponent): (y < 0 ? -1 : 1) * pow(y.magnitude, 1 / exponent)
      case .symlog(let constant): (y < 0 ? -1 : 1) * expm1(y.magnitude) * constant
      }
    }
  }

  private static func panning(
    _ arity: ClosedRange<Int>, _ bend: @escaping @Sendable (ExpressionArguments) -> Bend
  ) -> ExpressionFunction {
    .pure(arity) { arguments in
      moved(arguments, bend(arguments)) { low, high, _ in
        let shift = (high - low) * arguments.number(1)
        return (low - shift, high - shift)
      }
    }
  }

  private static func zooming(
    _ arity: ClosedRange<Int>, _ bend: @escaping @Sendable (ExpressionArguments) -> Bend
  ) -> ExpressionFunction {
    .pure(arity) { arguments in
      moved(arguments, bend(arguments)) { low, high, bend in
        let anchor = arguments[1].flatMap { $0.isNull ? nil : bend.straight(JS.number($0)) }
        let middle = anchor ?? (low + high) / 2
        let factor = arguments.number(2)
        return (middle + (low - middle) * factor, middle + (high - middle) * factor)
      }
    }
  }

  private static func moved(
    _ arguments: ExpressionArguments, _ bend: Bend,
    _ move: (Double, Double, Bend) -> (Double, Double)
  ) -> JSValue {
    let domain = arguments.list(0) ?? []
    let (first, last) = (JS.number(domain.first), JS.number(domain.last))
    let (low, high) = move(bend.straight(first), bend.straight(last), bend)
    return .list([
      .number(bend.bent(low, isNegative: first < 0)),
      .number(bend.bent(high, isNegative: first < 0)),
    ])
  }
}

private func logarithm(_ number: Double) -> Double { log(number) }

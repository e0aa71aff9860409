// Expression: probability distributions.

import Tables

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Densities, cumulative shares and quantiles of distributions, as Vega has them.
enum DistributionFunctions {
  /// The functions by name.
  static let all: [String: ExpressionFunction] = [
    "densityNormal": normal { density($0) / $1 },
    "cumulativeNormal": normal { share, _ in cumulative(share) },
    "quantileNormal": .pure(1...3) { arguments in
      let (mean, deviation) = parameters(arguments)
      return .number(mean + deviation * quantile(arguments.number(0)))
    },
    "densityLogNormal": logNormal { z, deviation, value in
      value <= 0 ? 0 : density(z) / (deviation * value)
    },
    "cumulativeLogNormal": logNormal { z, _, value in value <= 0 ? 0 : cumulative(z) },
    "quantileLogNormal": .pure(1...3) { arguments in
      let (mean, deviation) = parameters(arguments)
      return .number(exp(mean + deviation * quantile(arguments.number(0))))
    },
    "densityUniform": uniform { value, low, high in
      value >= low && value <= high ? 1 / (high - low) : 0
    },
    "cumulativeUniform": uniform { value, low, high in
      value < low ? 0 : value > high ? 1 : (value - low) / (high - low)
    },
    "quantileUniform": uniform { share, low, high in
      share >= 0 && share <= 1 ? low + share * (high - low) : .nan
    },
  ]

  private static func parameters(_ arguments: ExpressionArguments) -> (Double, Double) {
    (arguments.number(1, otherwise: 0), arguments.number(2, otherwise: 1))
  }

  private static func normal(
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> ExpressionFunction {
    .pure(1...3) { arguments in
      let (mean, deviation) = parameters(arguments)
      return .number(function((arguments.number(0) - mean) / deviation, deviation))
    }
  }

  private static func logNormal(
    _ function: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> ExpressionFunction {
    .pure(1...3) { arguments in
      let (mean, deviation) = parameters(arguments)
      let value = arguments.number(0)
      return .number(function((log(value) - mean) / deviation, deviation, value))
    }
  }

  /// With one bound it is the upper one, and zero the lower.
  private static func uniform(
    _ function: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> ExpressionFunction {
    .pure(1...3) { arguments in
      let isLower = arguments[2] != nil
      let low = isLower ? arguments.number(1) : 0
      let high = isLower ? arguments.number(2) : arguments.number(1, otherwise: 1)
      return .number(function(arguments.number(0), low, high))
    }
  }

  /// The density of the standard normal distribution.
  static func density(_ z: Double) -> Double { exp(-0.5 * z * z) / (2 * Double.pi).squareRoot() }

  /// The share of the standard normal distribution below a value.
  static func cumulative(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

  /// The value below which a share of the standard normal distribution lies; infinite at 0 and 1.
  ///
  /// A rational approximation (Acklam 2003, error 1.15e-9) is made exact to the last bits by one
  /// step of Halley's method.
  static func quantile(_ share: Double) -> Double {
    guard share > 0, share < 1 else {
      return share == 0 ? -.infinity : share == 1 ? .infinity : .nan
    }
    if share > 0.5 { return -quantile(1 - share) }
    let x = approximateQuantile(share)
    let error = cumulative(x) - share
    let step = error * (2 * Double.pi).squareRoot() * exp(x * x / 2)
    return x - step / (1 + x * step / 2)
  }

  private static func approximateQuantile(_ share: Double) -> Double {
    guard share < 0.02425 else {
      let q = share - 0.5
      let r = q * q
      return q * polynomial(r, central.numerator) / polynomial(r, central.denominator)
    }
    let q = (-2 * log(share)).squareRoot()
    return polynomial(q, tail.numerator) / polynomial(q, tail.denominator)
  }

  private static func polynomial(_ x: Double, _ coefficients: [Double]) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }

  private static let central = (
    numerator: [
      -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.3577518672690,
      -30.66479806614716, 2.506628277459239,
    ],
    denominator: [
      -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972,
      -13.28068155288572, 1,
    ]
  )

  private static let tail = (
    numerator: [
      -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
      4.374664141464968, 2.938163982698783,
    ],
    denominator: [
      0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1,
    ]
  )
}

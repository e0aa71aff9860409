#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A curve of a given form that comes nearest to some points, by least squares.
struct RegressionFit {
  /// The coefficients: of a polynomial from the lowest power, else the two of the form.
  var coefficients: [Double]
  /// The share of the variance that the curve explains.
  var rSquared: Double
  /// The form.
  private let method: RegressionMethod

  /// Fits a curve; nil if there are not more points than coefficients.
  init?(_ method: RegressionMethod, order: Int, x: [Double], y: [Double]) {
    self.method = method
    let terms = method == .poly ? max(0, order) + 1 : method == .quad ? 3 : 2
    guard x.count >= terms, !x.isEmpty else { return nil }
    let fit: [Double]? =
      switch method {
      case .linear: Self.line(x, y, weights: nil)
      // y = a + b log x
      case .log: Self.line(x.map { log($0) }, y, weights: nil)
      // y = a exp(b x): the logarithms are weighted by y, so that small values do not rule.
      case .exp: Self.line(x, y.map { log($0) }, weights: y).map { [exp($0[0]), $0[1]] }
      // y = a x^b
      case .pow:
        Self.line(x.map { log($0) }, y.map { log($0) }, weights: nil).map { [exp($0[0]), $0[1]] }
      case .quad: Self.polynomial(x, y, order: 2)
      case .poly: Self.polynomial(x, y, order: order)
      }
    guard let fit, fit.allSatisfy(\.isFinite) else { return nil }
    coefficients = fit
    rSquared = 0
    rSquared = share(x, y)
  }

  /// The curve at a place.
  func value(at x: Double) -> Double {
    switch method {
    case .linear, .quad, .poly: coefficients.reversed().reduce(0) { $0 * x + $1 }
    case .log: coefficients[0] + coefficients[1] * log(x)
    case .exp: coefficients[0] * exp(coefficients[1] * x)
    case .pow: coefficients[0] * pow(x, coefficients[1])
    }
  }

  private func share(_ x: [Double], _ y: [Double]) -> Double {
    let mean = y.reduce(0, +) / Double(y.count)
    let rest = zip(x, y).reduce(0.0) { sum, point in
      let error = point.1 - value(at: point.0)
      return sum + error * error
    }
    let all = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return all == 0 ? 0 : 1 - rest / all
  }

  /// The straight line: its height at 0 and its slope; flat if all points are above each other.
  private static func line(_ x: [Double], _ y: [Double], weights: [Double]?) -> [Double]? {
    let weights = weights ?? x.map { _ in 1 }
    let total = weights.reduce(0, +)
    guard total != 0 else { return nil }
    let meanX = zip(weights, x).reduce(0) { $0 + $1.0 * $1.1 } / total
    let meanY = zip(weights, y).reduce(0) { $0 + $1.0 * $1.1 } / total
    var crossed = 0.0, squared = 0.0
    for index in x.indices {
      crossed += weights[index] * (x[index] - meanX) * (y[index] - meanY)
      squared += weights[index] * (x[index] - meanX) * (x[index] - meanX)
    }
    let slope = squared == 0 ? 0 : crossed / squared
    return [meanY - slope * meanX, slope]
  }

  /// A polynomial, by a QR decomposition of the powers around the middle (Householder 1958).
  private static func polynomial(_ x: [Double], _ y: [Double], order: Int) -> [Double]? {
    let order = max(0, order)
    let middle = x.reduce(0, +) / Double(x.count)
    let width = x.map { abs($0 - middle) }.max() ?? 1
    let unit = width > 0 ? width : 1
    let rows = x.map { value in
      (0...order).map { pow((value - middle) / unit, Double($0)) }
    }
    guard let scaled = LeastSquares.solve(rows, y) else { return nil }
    // Powers of (x - middle) / unit become powers of x, by Horner's scheme.
    var result: [Double] = []
    for coefficient in scaled.reversed() {
      var next = [0.0] + result.map { $0 / unit }
      for (index, value) in result.enumerated() { next[index] -= value * middle / unit }
      next[0] += coefficient
      result = next
    }
    return result
  }
}

/// Linear equations with more rows than unknowns.
enum LeastSquares {
  /// The unknowns for which the rows come nearest to the targets; nil if they are not determined.
  static func solve(_ rows: [[Double]], _ targets: [Double]) -> [Double]? {
    guard let width = rows.first?.count, rows.count >= width else { return nil }
    var (a, b) = (rows, targets)
    for column in 0..<width {
      reflect(&a, &b, column)
      guard abs(a[column][column]) > 1e-12 else { return nil }
    }
    var unknowns = [Double](repeating: 0, count: width)
    for row in (0..<width).reversed() {
      let known = (row + 1..<width).reduce(0.0) { $0 + a[row][$1] * unknowns[$1] }
      unknowns[row] = (b[row] - known) / a[row][row]
    }
    return unknowns
  }

  /// Makes a column zero below its diagonal, by a Householder reflection.
  private static func reflect(_ a: inout [[Double]], _ b: inout [Double], _ column: Int) {
    let below = column..<a.count
    let norm = below.reduce(0.0) { $0 + a[$1][column] * a[$1][column] }.squareRoot()
    guard norm > 0 else { return }
    var mirror = below.map { a[$0][column] }
    mirror[0] += mirror[0] < 0 ? -norm : norm
    let length = mirror.reduce(0) { $0 + $1 * $1 }
    guard length > 0 else { return }
    for other in column..<(a.first?.count ?? 0) {
      let share = 2 * zip(mirror, below).reduce(0.0) { $0 + $1.0 * a[$1.1][other] } / length
      for (value, row) in zip(mirror, below) { a[row][other] -= share * value }
    }
    let share = 2 * zip(mirror, below).reduce(0.0) { $0 + $1.0 * b[$1.1] } / length
    for (value, row) in zip(mirror, below) { b[row] -= share * value }
  }
}

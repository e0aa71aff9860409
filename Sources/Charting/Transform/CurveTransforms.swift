import Diagnostics
import Tables

// Transforms that put curves and shares in place of the rows of each group.
extension DataFlow {
  /// The curve of each group, as rows under the names of two columns.
  private func curves(
    _ groups: [(rows: ArraySlice<Int>, points: [CurveSampling.Point])], keys: [String],
    names: (x: String, y: String), of table: Table, isMoment: Bool = false
  ) -> Table {
    var result = table.made(
      from: groups.map(\.rows), keys: keys, counts: groups.map(\.points.count))
    let points = groups.flatMap(\.points)
    let places = points.map(\.x)
    result.set(Column(names.x, isMoment ? .dates(places) : .numbers(places)))
    result.set(Column(names.y, .numbers(points.map(\.y))))
    return result
  }

  mutating func density(_ spec: DensitySpec, _ table: Table) -> Table {
    guard let field = spec.field else { return table }
    var table = table
    let column = numbers(of: field, in: &table)
    let keys = columns(of: spec.groupby, in: &table)
    let shared = (spec.resolve ?? .shared) == .shared
    let all = table.numbers(of: column, in: 0..<table.rowCount)
    var fewest = steps(spec.steps ?? spec.minsteps, otherwise: 25)
    let most = max(fewest, steps(spec.steps ?? spec.maxsteps, otherwise: 200))
    // Groups that are to be stacked need points at the same places.
    if shared { fewest = most }
    let groups = table.grouped(by: keys).groups.map { rows in
      let values = table.numbers(of: column, in: rows)
      let domain = shared ? all : values
      let low = spec.extent?.low ?? domain.min() ?? 0
      let high = spec.extent?.high ?? domain.max() ?? 0
      let estimate = KernelDensity(
        values, bandwidth: spec.bandwidth ?? 0, missing: rows.count - values.count)
      let factor = spec.counts == true ? Double(rows.count) : 1
      let isSum = spec.cumulative == true
      let points =
        values.isEmpty
        ? []
        : CurveSampling.adaptive(from: low, to: high, fewest: fewest, most: most) {
          factor * (isSum ? estimate.share(upTo: $0) : estimate.density(at: $0))
        }
      return (rows, points)
    }
    return curves(
      groups, keys: keys, names: names(spec.names, "value", "density"), of: table,
      isMoment: table.holdsMoments(column))
  }

  private func steps(_ asked: Double?, otherwise: Int) -> Int {
    guard let asked, let whole = Int(whole: asked), whole > 0 else { return otherwise }
    return min(whole, CurveSampling.mostSteps)
  }

  private func names(_ asked: [String]?, _ x: String, _ y: String) -> (x: String, y: String) {
    (asked?.first ?? x, asked.flatMap { $0.count > 1 ? $0[1] : nil } ?? y)
  }

  mutating func regression(_ spec: RegressionSpec, _ table: Table) -> Table {
    guard let field = spec.field, let on = spec.on else { return table }
    var table = table
    let (x, y) = (numbers(of: on, in: &table), numbers(of: field, in: &table))
    let keys = columns(of: spec.groupby, in: &table)
    let method = spec.method ?? .linear
    let order = min(spec.order.flatMap { Int(whole: $0) } ?? 3, 20)
    var fits: [(rows: ArraySlice<Int>, fit: RegressionFit, xs: [Double])] = []
    for rows in table.grouped(by: keys).groups {
      let (xs, ys) = table.pairs(x, y, in: rows)
      if let fit = RegressionFit(method, order: order, x: xs, y: ys) {
        fits.append((rows, fit, xs))
      } else {
        log.add(.tooFewPoints(xs.count, method, at: spec.place))
      }
    }
    if spec.params == true {
      var result = table.made(
        from: fits.map(\.rows), keys: keys, counts: fits.map { _ in 1 })
      let lists = fits.map { Value.list($0.fit.coefficients.map { .number($0) }) }
      result.set(Column("coef", values: lists))
      result.set(Column("rSquared", .numbers(fits.map(\.fit.rSquared))))
      return result
    }
    let groups = fits.map { rows, fit, xs in
      let low = spec.extent?.low ?? xs.min() ?? 0, high = spec.extent?.high ?? xs.max() ?? 0
      // A straight line needs its ends only.
      let points =
        method == .linear
        ? CurveSampling.even(from: low, to: high, steps: 1) { fit.value(at: $0) }
        : CurveSampling.adaptive(from: low, to: high) { fit.value(at: $0) }
      return (rows, points)
    }
    return curves(
      groups, keys: keys, names: names(spec.names, x, y), of: table,
      isMoment: table.holdsMoments(x))
  }

  mutating func loess(_ spec: LoessSpec, _ table: Table) -> Table {
    guard let field = spec.field, let on = spec.on else { return table }
    var table = table
    let (x, y) = (numbers(of: on, in: &table), numbers(of: field, in: &table))
    let keys = columns(of: spec.groupby, in: &table)
    let groups = table.grouped(by: keys).groups.map { rows in
      let (xs, ys) = table.pairs(x, y, in: rows)
      return (rows, Loess.curve(x: xs, y: ys, bandwidth: spec.bandwidth ?? 0.3))
    }
    return curves(
      groups, keys: keys, names: names(spec.names, x, y), of: table,
      isMoment: table.holdsMoments(x))
  }

  mutating func quantile(_ spec: QuantileSpec, _ table: Table) -> Table {
    guard let field = spec.field else { return table }
    var table = table
    let column = numbers(of: field, in: &table)
    let keys = columns(of: spec.groupby, in: &table)
    let shares = spec.probs ?? evenShares(spec.step ?? 0.01, at: spec.place)
    let groups = table.grouped(by: keys).groups.map { rows in
      let sorted = table.numbers(of: column, in: rows).sorted()
      let points = shares.compactMap { share in
        Quantiles.quantile(share, ofSorted: sorted).map { CurveSampling.Point(x: share, y: $0) }
      }
      return (rows, points)
    }
    return curves(groups, keys: keys, names: names(spec.names, "prob", "value"), of: table)
  }

  /// Shares from half a step on, as far apart as asked.
  private mutating func evenShares(_ step: Double, at place: Place?) -> [Double] {
    guard step > 0, step <= 1, let count = Int(whole: (1 / step).rounded(.up)),
      count <= CurveSampling.mostSteps
    else {
      log.add(.quantileStep(at: place))
      return []
    }
    return (0..<count).map { step / 2 + Double($0) * step }.filter { $0 < 1 - 1e-14 }
  }
}

extension Table {
  /// The rows in which two columns have numbers, as numbers.
  fileprivate func pairs(
    _ x: String, _ y: String, in rows: some Sequence<Int>
  ) -> (x: [Double], y: [Double]) {
    guard let first = self[x], let second = self[y] else { return ([], []) }
    var pairs: (x: [Double], y: [Double]) = ([], [])
    for row in rows {
      guard let a = first[row].numeric, let b = second[row].numeric, a.isFinite, b.isFinite else {
        continue
      }
      pairs.x.append(a)
      pairs.y.append(b)
    }
    return pairs
  }
}

extension Diagnostic {
  static func tooFewPoints(
    _ count: Int, _ method: RegressionMethod, at place: Place?
  ) -> Diagnostic {
    .warning(
      "regression-undetermined",
      "\(count) \(count == 1 ? "point does" : "points do") not determine a curve", at: place,
      why: "the method '\(method.rawValue)' finds no curve that fits best, so none is drawn",
      hint: method == .log || method == .pow || method == .exp
        ? "logarithms need values above zero" : nil)
  }

  static func quantileStep(at place: Place?) -> Diagnostic {
    .error(
      "quantile-step", "the 'step' of these quantiles is not between 0 and 1", at: place,
      why: "it is the distance of the shares, of which at most 100,000 are made")
  }
}

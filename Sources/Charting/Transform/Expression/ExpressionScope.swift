// Expression: what an expression sees.

import Tables

/// What an expression sees: the datum, the parameters, the plot and its scales.
struct ExpressionScope {
  /// The field of a name; nil if the datum lacks it.
  var datum: (String) -> Value?
  /// The whole datum, for the few expressions that ask for it.
  var record: () -> Value = { .null }
  /// The value of a parameter.
  var parameter: (String) -> Value? = { _ in nil }
  /// The width of the plot, in points.
  var width: Double?
  /// The height of the plot, in points.
  var height: Double?
  /// The scales of the plot.
  var scales = ExpressionScales()
  /// The chances of the functions that draw lots.
  var chance = ExpressionChance()

  /// A scope that sees nothing.
  static var empty: ExpressionScope { ExpressionScope(datum: { _ in nil }) }

  /// Creates a scope.
  init(
    datum: @escaping (String) -> Value?, record: @escaping () -> Value = { .null },
    parameter: @escaping (String) -> Value? = { _ in nil }, width: Double? = nil,
    height: Double? = nil, scales: ExpressionScales = ExpressionScales()
  ) {
    self.datum = datum
    self.record = record
    self.parameter = parameter
    self.width = width
    self.height = height
    self.scales = scales
  }

  /// Creates the scope of a value that is an object.
  init(record: Value) {
    self.init(datum: { JS.member(record, .text($0)) }, record: { record })
  }
}

/// What the lots of an expression depend on, so that they are the same in every run.
struct ExpressionChance {
  /// The step of the data flow that the expression is.
  var seed = 0
  /// The row.
  var row = 0

  /// The lots of one call in the expression, by where it is written.
  func lots(at site: Int) -> Lots {
    var first = Lots(seed: UInt64(clamping: seed) << 20 ^ UInt64(clamping: site))
    let mixed = UInt64(first.next() * 0x1p53)
    return Lots(seed: mixed ^ UInt64(clamping: row) << 32)
  }
}

/// The scales that an expression may ask, by name; each answer is nil if there is no such scale.
struct ExpressionScales {
  /// What a scale maps a value to.
  var map: (_ name: String, Value) -> Value? = { _, _ in nil }
  /// What a scale maps to a value.
  var invert: (_ name: String, Value) -> Value? = { _, _ in nil }
  /// The domain of a scale.
  var domain: (_ name: String) -> [Value]? = { _ in nil }
  /// The range of a scale.
  var range: (_ name: String) -> [Value]? = { _ in nil }
  /// The width of a scale's bands.
  var bandwidth: (_ name: String) -> Double? = { _ in nil }
}

// Transforms that describe rows by curves and distributions.

import Diagnostics
import Notation

/// How the values of a field are distributed, as a smooth curve.
struct DensitySpec: TransformObject {
  var field: FieldName?
  var groupby: [FieldName]?
  var cumulative: Bool?
  var counts: Bool?
  var bandwidth: Double?
  var extent: NumberPair?
  var minsteps: Double?
  var maxsteps: Double?
  var steps: Double?
  var resolve: ResolveMode?
  var names: [String]?
  var place: Place?

  static let noun = "a density transform"
  static let required = ["density"]
  static let properties: [Property<DensitySpec>] = [
    Property("density", \.field, "The field whose values are counted."),
    Property("groupby", \.groupby, "The fields whose values part the rows. Default: none."),
    Property("cumulative", \.cumulative, "Whether shares are added up. Default: false."),
    Property("counts", \.counts, "Whether shares are times the number of rows. Default: false."),
    Property("bandwidth", \.bandwidth, "How far a value spreads. Default: 0, by Scott's rule."),
    Property("extent", \.extent, "From where to where. Default: by the data."),
    Property("minsteps", \.minsteps, "The fewest steps. Default: 25."),
    Property("maxsteps", \.maxsteps, "The most steps. Default: 200."),
    Property("steps", \.steps, "How many steps, whatever the curve."),
    Property("resolve", \.resolve, "Whether groups share extent and steps. Default: shared."),
    Property("as", \.names, "The columns. Default: value and density."),
  ]
}

/// A curve of a given form through the rows.
struct RegressionSpec: TransformObject {
  var field: FieldName?
  var on: FieldName?
  var groupby: [FieldName]?
  var method: RegressionMethod?
  var order: Double?
  var extent: NumberPair?
  var params: Bool?
  var names: [String]?
  var place: Place?

  static let noun = "a regression transform"
  static let required = ["regression", "on"]
  static let properties: [Property<RegressionSpec>] = [
    Property("regression", \.field, "The field that depends."),
    Property("on", \.on, "The field that it depends on."),
    Property("groupby", \.groupby, "The fields whose values part the rows. Default: none."),
    Property("method", \.method, "linear, log, exp, pow, quad or poly. Default: linear."),
    Property("order", \.order, "The highest power of 'poly'. Default: 3."),
    Property("extent", \.extent, "From where to where. Default: by the data."),
    Property("params", \.params, "Whether the coefficients are given instead. Default: false."),
    Property("as", \.names, "The columns. Default: as the fields."),
  ]
}

/// The form of a curve.
enum RegressionMethod: String, SpecWord, Hashable {
  case linear, log, exp, pow, quad, poly
  static let noun = "a method of regression"
}

/// A curve that follows the rows from place to place.
struct LoessSpec: TransformObject {
  var field: FieldName?
  var on: FieldName?
  var groupby: [FieldName]?
  var bandwidth: Double?
  var names: [String]?
  var place: Place?

  static let noun = "a loess transform"
  static let required = ["loess", "on"]
  static let properties: [Property<LoessSpec>] = [
    Property("loess", \.field, "The field that depends."),
    Property("on", \.on, "The field that it depends on."),
    Property("groupby", \.groupby, "The fields whose values part the rows. Default: none."),
    Property("bandwidth", \.bandwidth, "The share of rows that count at a place. Default: 0.3."),
    Property("as", \.names, "The columns. Default: as the fields."),
  ]
}

/// Values below which given shares of the rows lie.
struct QuantileSpec: TransformObject {
  var field: FieldName?
  var groupby: [FieldName]?
  var probs: [Double]?
  var step: Double?
  var names: [String]?
  var place: Place?

  static let noun = "a quantile transform"
  static let required = ["quantile"]
  static let properties: [Property<QuantileSpec>] = [
    Property("quantile", \.field, "The field."),
    Property("groupby", \.groupby, "The fields whose values part the rows. Default: none."),
    Property("probs", \.probs, "The shares, from 0 to 1. Default: by 'step'."),
    Property("step", \.step, "The distance of shares. Default: 0.01."),
    Property("as", \.names, "The columns. Default: prob and value."),
  ]
}

/// Two numbers, the first not above the second.
struct NumberPair: SpecValue {
  var low: Double
  var high: Double

  static var expectation: String { "a list of two numbers, such as [0, 100]" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    .any(.array(.number, count: 2...2), Selection.extentSchema)
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> NumberPair? {
    guard let ends = node.elements, ends.count == 2, let first = ends[0].number,
      let last = ends[1].number
    else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    return NumberPair(low: min(first, last), high: max(first, last))
  }
}

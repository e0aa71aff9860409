// Transforms that keep, compute, gather and unfold rows.

import Diagnostics
import Notation

/// The rows that pass a test.
struct FilterTransformSpec: TransformObject {
  var filter: RawSpec?
  var place: Place?

  static let noun = "a filter"
  static let required = ["filter"]
  static let properties: [Property<FilterTransformSpec>] = [
    Property("filter", \.filter, "The test that rows pass.", as: Predicate.self)
  ]
}

/// A column computed for each row.
struct CalculateSpec: TransformObject {
  var expression: RawSpec?
  var name: String?
  var place: Place?

  static let noun = "a calculation"
  static let required = ["calculate", "as"]
  static let properties: [Property<CalculateSpec>] = [
    Property("calculate", \.expression, "An expression of the datum.", as: String.self),
    Property("as", \.name, "The name of the new column."),
  ]
}

/// One row for each group.
struct AggregateTransformSpec: TransformObject {
  var fields: [AggregatedField]?
  var groupby: [FieldName]?
  var place: Place?

  static let noun = "an aggregate transform"
  static let required = ["aggregate"]
  static let properties: [Property<AggregateTransformSpec>] = [
    Property("aggregate", \.fields, "The columns to be made."),
    Property("groupby", \.groupby, "The fields whose values make a group. Default: none."),
  ]
}

/// What a group comes to, as columns of its rows.
struct JoinAggregateSpec: TransformObject {
  var fields: [AggregatedField]?
  var groupby: [FieldName]?
  var place: Place?

  static let noun = "a joinaggregate transform"
  static let required = ["joinaggregate"]
  static let properties: [Property<JoinAggregateSpec>] = [
    Property("joinaggregate", \.fields, "The columns to be made."),
    Property("groupby", \.groupby, "The fields whose values make a group. Default: none."),
  ]
}

/// Columns that become rows.
struct FoldSpec: TransformObject {
  var fields: [FieldName]?
  var names: [String]?
  var place: Place?

  static let noun = "a fold transform"
  static let required = ["fold"]
  static let properties: [Property<FoldSpec>] = [
    Property("fold", \.fields, "The columns."),
    Property("as", \.names, "The columns of their names and values. Default: key and value."),
  ]

  /// The columns that are made.
  var columns: (key: String, value: String) {
    let names = names ?? []
    return (names.first ?? "key", names.count > 1 ? names[1] : "value")
  }
}

/// The start of the time unit that holds each moment.
struct TimeUnitTransformSpec: TransformObject {
  var unit: TimeUnitSpec?
  var field: FieldName?
  var name: String?
  var place: Place?

  static let noun = "a time unit transform"
  static let required = ["timeUnit", "field", "as"]
  static let properties: [Property<TimeUnitTransformSpec>] = [
    Property("timeUnit", \.unit, "The part of a moment that counts."),
    Property("field", \.field, "The column of moments."),
    Property("as", \.name, "The name of the new column."),
  ]
}

import Diagnostics
import Notation

/// A step that makes a table from a table.
enum TransformSpec {
  case filter(RawSpec)
  case calculate(expression: RawSpec, name: String)
  case aggregate([AggregatedField], groupby: [FieldName])
  case joinaggregate([AggregatedField], groupby: [FieldName])
  case fold([FieldName], names: (key: String, value: String))

  static let expectation = "a transform"

  /// The transforms of Vega-Lite, for hints.
  static let known = [
    "aggregate", "bin", "calculate", "density", "extent", "filter", "flatten", "fold", "impute",
    "joinaggregate", "loess", "lookup", "pivot", "quantile", "regression", "sample", "stack",
    "timeUnit", "window",
  ]

  /// Reads one step of a `transform` list.
  static func read(_ node: Node, _ reader: inout SpecReader) -> TransformSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: "a transform such as {filter: …}")
      return nil
    }
    if let filter = node["filter"] {
      checkKeys(members, ["filter"], &reader)
      return .filter(RawSpec(node: filter))
    }
    if let expression = node["calculate"] {
      checkKeys(members, ["calculate", "as"], &reader)
      guard let name = name(in: node, &reader) else { return nil }
      return .calculate(expression: RawSpec(node: expression), name: name)
    }
    if let fields = node["aggregate"] {
      checkKeys(members, ["aggregate", "groupby"], &reader)
      return .aggregate(aggregates(fields, &reader), groupby: groupby(node, &reader))
    }
    if let fields = node["joinaggregate"] {
      checkKeys(members, ["joinaggregate", "groupby"], &reader)
      return .joinaggregate(aggregates(fields, &reader), groupby: groupby(node, &reader))
    }
    if let fields = node["fold"] { return fold(fields, node, &reader) }
    reportUnknown(node, members, &reader)
    return nil
  }

  private static func fold(
    _ fields: Node, _ node: Node, _ reader: inout SpecReader
  ) -> TransformSpec? {
    checkKeys(node.members ?? [], ["fold", "as"], &reader)
    let names = node["as"].flatMap { [String].read($0, &reader) } ?? []
    return [FieldName].read(fields, &reader).map {
      .fold($0, names: (names.first ?? "key", names.count > 1 ? names[1] : "value"))
    }
  }

  private static func reportUnknown(
    _ node: Node, _ members: [Node.Member], _ reader: inout SpecReader
  ) {
    if let member = members.first(where: { known.contains($0.key) }) {
      reader.unsupported("the transform '\(member.key)'", at: member.keyPlace)
    } else if let member = members.first {
      reader.log.add(.unknownProperty(member, of: "a transform", known: known))
    } else {
      reader.mismatch(node, expected: "a transform such as {filter: …}")
    }
  }

  private static func checkKeys(
    _ members: [Node.Member], _ known: [String], _ reader: inout SpecReader
  ) {
    for member in members where !known.contains(member.key) {
      reader.log.add(.unknownProperty(member, of: "this transform", known: known))
    }
  }

  private static func name(in node: Node, _ reader: inout SpecReader) -> String? {
    guard let name = node["as"] else {
      reader.log.add(
        .error(
          "missing-property", "this transform has no 'as'", at: node.place,
          why: "'as' names the column that it makes"))
      return nil
    }
    return String.read(name, &reader)
  }

  private static func groupby(_ node: Node, _ reader: inout SpecReader) -> [FieldName] {
    node["groupby"].flatMap { [FieldName].read($0, &reader) } ?? []
  }

  private static func aggregates(_ node: Node, _ reader: inout SpecReader) -> [AggregatedField] {
    [AggregatedField].read(node, &reader) ?? []
  }
}

/// `{op, field, as}`: one aggregated column.
struct AggregatedField: SpecObject {
  var op: AggregateOp?
  var field: FieldName?
  var name: String?

  static let noun = "an aggregated field"
  static let properties: [Property<AggregatedField>] = [
    Property("op", \.op, "The operation. Default: count."),
    Property("field", \.field, "The field; count needs none."),
    Property("as", \.name, "The name of the new column."),
  ]
}

import Diagnostics
import Notation

/// A step that makes a table from a table.
enum TransformSpec {
  case filter(RawSpec)
  case calculate(expression: RawSpec, name: String)
  case aggregate([AggregatedField], groupby: [FieldName])
  case joinaggregate([AggregatedField], groupby: [FieldName])
  case fold([FieldName], names: (key: String, value: String))
  case timeUnit(TimeUnit, of: FieldName, name: String)
  case window(WindowSpec)
  case stack(StackTransformSpec)
  case bin(BinTransformSpec)
  case lookup(LookupSpec)
  case pivot(PivotSpec)
  case flatten(FlattenSpec)
  case impute(ImputeTransformSpec)
  case sample(SampleSpec)
  case extent(ExtentTransformSpec)
  case density(DensitySpec)
  case regression(RegressionSpec)
  case loess(LoessSpec)
  case quantile(QuantileSpec)

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
    if node["aggregate"] != nil {
      checkKeys(members, ["aggregate", "groupby"], &reader)
      let fields = aggregates("aggregate", of: node, &reader)
      return .aggregate(fields, groupby: groupby(node, &reader))
    }
    if node["joinaggregate"] != nil {
      checkKeys(members, ["joinaggregate", "groupby"], &reader)
      let fields = aggregates("joinaggregate", of: node, &reader)
      return .joinaggregate(fields, groupby: groupby(node, &reader))
    }
    if node["fold"] != nil { return fold(node, &reader) }
    if node["timeUnit"] != nil { return timeUnit(node, &reader) }
    if let member = members.first(where: { objects[$0.key] != nil && $0.key != "extent" }),
      let read = objects[member.key]
    {
      return read(node, &reader)
    }
    // Others have an 'extent' too.
    if node["extent"] != nil { return objects["extent"]?(node, &reader) }
    reportUnknown(node, members, &reader)
    return nil
  }

  private typealias ObjectReader = @Sendable (Node, inout SpecReader) -> TransformSpec?

  /// The transforms that are objects of declared properties, by the key that tells them apart.
  private static let objects: [String: ObjectReader] = [
    "window": { WindowSpec.readWhole($0, &$1).map { .window($0) } },
    "stack": { StackTransformSpec.readWhole($0, &$1).map { .stack($0) } },
    "bin": { BinTransformSpec.readWhole($0, &$1).map { .bin($0) } },
    "lookup": { LookupSpec.readWhole($0, &$1).map { .lookup($0) } },
    "pivot": { PivotSpec.readWhole($0, &$1).map { .pivot($0) } },
    "flatten": { FlattenSpec.readWhole($0, &$1).map { .flatten($0) } },
    "impute": { ImputeTransformSpec.readWhole($0, &$1).map { .impute($0) } },
    "sample": { SampleSpec.readWhole($0, &$1).map { .sample($0) } },
    "extent": { ExtentTransformSpec.readWhole($0, &$1).map { .extent($0) } },
    "density": { DensitySpec.readWhole($0, &$1).map { .density($0) } },
    "regression": { RegressionSpec.readWhole($0, &$1).map { .regression($0) } },
    "loess": { LoessSpec.readWhole($0, &$1).map { .loess($0) } },
    "quantile": { QuantileSpec.readWhole($0, &$1).map { .quantile($0) } },
  ]

  private static func timeUnit(_ node: Node, _ reader: inout SpecReader) -> TransformSpec? {
    checkKeys(node.members ?? [], ["timeUnit", "field", "as"], &reader)
    let unit = node.member("timeUnit").flatMap {
      reader.reading($0) { TimeUnitSpec.read($0, &$1) }
    }
    guard let field = node.member("field") else {
      reader.log.add(
        .error(
          "missing-property", "this transform has no 'field'", at: node.place.head,
          why: "'field' names the column of moments"))
      return nil
    }
    guard let name = name(in: node, &reader),
      let of = reader.reading(field, { FieldName.read($0, &$1) }), let unit
    else { return nil }
    return .timeUnit(unit.unit, of: of, name: name)
  }

  private static func fold(
    _ node: Node, _ reader: inout SpecReader
  ) -> TransformSpec? {
    checkKeys(node.members ?? [], ["fold", "as"], &reader)
    let names = node.member("as").flatMap { reader.reading($0) { [String].read($0, &$1) } } ?? []
    guard let member = node.member("fold") else { return nil }
    return reader.reading(member, { [FieldName].read($0, &$1) }).map {
      .fold($0, names: (names.first ?? "key", names.count > 1 ? names[1] : "value"))
    }
  }

  private static func reportUnknown(
    _ node: Node, _ members: [Node.Member], _ reader: inout SpecReader
  ) {
    if let member = members.first {
      reader.log.add(
        .error(
          "unknown-transform", "there is no transform '\(member.key)'", at: member.keyPlace,
          why: "the transforms are \(Suggestion.list(known, limit: 20))",
          hint: OtherNames.hint(for: member.key, in: known)))
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
    guard let name = node.member("as") else {
      reader.log.add(
        .error(
          "missing-property", "this transform has no 'as'", at: node.place.head,
          why: "'as' names the column that it makes"))
      return nil
    }
    return reader.reading(name) { String.read($0, &$1) }
  }

  private static func groupby(_ node: Node, _ reader: inout SpecReader) -> [FieldName] {
    node.member("groupby").flatMap { reader.reading($0) { [FieldName].read($0, &$1) } } ?? []
  }

  private static func aggregates(
    _ key: String, of node: Node, _ reader: inout SpecReader
  ) -> [AggregatedField] {
    node.member(key).flatMap { reader.reading($0) { [AggregatedField].read($0, &$1) } } ?? []
  }
}

/// `{op, field, as}`: one aggregated column.
struct AggregatedField: SpecObject {
  var op: AggregateOp?
  var field: FieldName?
  var name: String?
  /// Where it was written.
  var place: Place?

  static func read(_ node: Node, _ reader: inout SpecReader) -> AggregatedField? {
    var field = read(node, &reader, except: [])
    field?.place = node.place.head
    return field
  }

  static let noun = "an aggregated field"
  static let properties: [Property<AggregatedField>] = [
    Property("op", \.op, "The operation. Default: count."),
    Property("field", \.field, "The field; count needs none."),
    Property("as", \.name, "The name of the new column."),
  ]
}

import Diagnostics
import Notation

/// A step that makes a table from a table.
enum TransformSpec: SpecValue {
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

  static var expectation: String { "a transform such as {filter: …}" }
  static var expectationOfMany: String { "a list of transforms" }

  /// A transform by the key that tells it apart.
  private struct Kind: Sendable {
    var key: String
    var schema: @Sendable (inout SchemaDefinitions) -> SchemaNode
    var read: @Sendable (Node, inout SpecReader) -> TransformSpec?

    init<Object: TransformObject>(
      _ type: Object.Type, _ make: @escaping @Sendable (Object) -> TransformSpec?
    ) {
      key = Object.required.first ?? ""
      schema = { Object.schema(&$0) }
      read = { node, reader in Object.readWhole(node, &reader).flatMap(make) }
    }
  }

  /// The transforms; others have an 'extent' too, which is therefore the last.
  private static let kinds: [Kind] = [
    Kind(FilterTransformSpec.self) { $0.filter.map { .filter($0) } },
    Kind(CalculateSpec.self) { spec in
      guard let expression = spec.expression, let name = spec.name else { return nil }
      return .calculate(expression: expression, name: name)
    },
    Kind(AggregateTransformSpec.self) { .aggregate($0.fields ?? [], groupby: $0.groupby ?? []) },
    Kind(JoinAggregateSpec.self) { .joinaggregate($0.fields ?? [], groupby: $0.groupby ?? []) },
    Kind(FoldSpec.self) { .fold($0.fields ?? [], names: $0.columns) },
    Kind(TimeUnitTransformSpec.self) { spec in
      guard let unit = spec.unit, let field = spec.field, let name = spec.name else { return nil }
      return .timeUnit(unit.unit, of: field, name: name)
    },
    Kind(WindowSpec.self) { .window($0) },
    Kind(StackTransformSpec.self) { .stack($0) },
    Kind(BinTransformSpec.self) { .bin($0) },
    Kind(LookupSpec.self) { .lookup($0) },
    Kind(PivotSpec.self) { .pivot($0) },
    Kind(FlattenSpec.self) { .flatten($0) },
    Kind(ImputeTransformSpec.self) { .impute($0) },
    Kind(SampleSpec.self) { .sample($0) },
    Kind(DensitySpec.self) { .density($0) },
    Kind(RegressionSpec.self) { .regression($0) },
    Kind(LoessSpec.self) { .loess($0) },
    Kind(QuantileSpec.self) { .quantile($0) },
    Kind(ExtentTransformSpec.self) { .extent($0) },
  ]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      .anyOf(kinds.map { $0.schema(&definitions) })
    }
  }

  /// Reads one step of a `transform` list.
  static func read(_ node: Node, _ reader: inout SpecReader) -> TransformSpec? {
    if let kind = kinds.first(where: { node[$0.key] != nil }) { return kind.read(node, &reader) }
    if let member = node.members?.first {
      let known = kinds.map(\.key).sorted()
      reader.log.add(
        .error(
          "unknown-transform", "there is no transform '\(member.key)'", at: member.keyPlace,
          why: "the transforms are \(Suggestion.list(known, limit: 20))",
          hint: OtherNames.hint(for: member.key, in: known)))
    } else {
      reader.mismatch(node, expected: expectation)
    }
    return nil
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

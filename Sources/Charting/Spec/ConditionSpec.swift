import Diagnostics
import Notation

/// One condition, or a list of them.
struct ConditionListSpec: SpecValue {
  var conditions: [ConditionSpec]

  static var expectation: String { "a condition or a list of conditions" }

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let one = ConditionSpec.schema(&definitions)
    return .any(one, .array(one))
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ConditionListSpec? {
    let nodes = node.elements ?? [node]
    return ConditionListSpec(conditions: nodes.compactMap { ConditionSpec.read($0, &reader) })
  }
}

/// A test and what the channel shows for the rows that pass it.
struct ConditionSpec: SpecValue {
  var test: RawSpec?
  var parameter: String?
  var selection: RawSpec?
  var empty = true
  var then = ChannelSpec()

  static var expectation: String { "a condition" }

  /// The properties that it has beyond those of a channel.
  private static let properties: [Property<ConditionSpec>] = [
    Property("test", \.test, "The test of a row.", as: Predicate.self),
    Property("param", \.parameter, "The selection that a row is in, or a parameter that is true."),
    Property("selection", \.selection, "As 'param', in the words of Vega-Lite 4."),
    Property("empty", \.empty, "Whether an empty selection holds all rows. Default: true."),
  ]

  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      var object = schemaObject(properties, &definitions)
      object.inherit(ChannelSpec.objectSchema(&definitions))
      return .object(object)
    }
  }

  static func read(_ node: Node, _ reader: inout SpecReader) -> ConditionSpec? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    let own = Set(properties.map(\.name))
    guard var then = ChannelSpec.read(node, &reader, except: own) else { return nil }
    then.place = node.place
    var condition = ConditionSpec(then: then)
    for member in members {
      let property = properties.first { $0.name == member.key }
      property?.read(member, into: &condition, &reader)
    }
    condition.parameter = condition.parameter ?? condition.selection?.node.string
    return condition
  }
}

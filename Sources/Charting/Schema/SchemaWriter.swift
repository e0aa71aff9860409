import Notation

/// Writes a schema as JSON Schema, draft 07.
struct SchemaWriter {
  let definitions: SchemaDefinitions

  /// The whole document: the chart at its root, and the definitions that it names, sorted.
  func document(root: SchemaObject, title: String, name: String) -> JSONText {
    let head: [(String, JSONText)] = [
      ("$schema", .string("http://json-schema.org/draft-07/schema#")),
      ("$id", .string(name)), ("title", .string(title)),
    ]
    let sorted = definitions.nodes.sorted { $0.key < $1.key }
    let named = sorted.map { ($0.key, JSONText.object(members(of: $0.value))) }
    return .object(head + members(of: root) + [("definitions", .object(named))])
  }

  private func members(of node: SchemaNode) -> [(String, JSONText)] {
    switch node {
    case .anything: []
    case .null, .boolean, .string, .number(nil, nil): [("type", .string(node.type))]
    case .number(let least, let most):
      [("type", .string("number"))]
        + [("minimum", least), ("maximum", most)].compactMap { name, bound in
          bound.map { (name, .number($0)) }
        }
    case .text(let pattern): [("type", .string("string")), ("pattern", .string(pattern))]
    case .words(let words): [("enum", .array(words.map { .string($0) }))]
    case .exactly(let flag): [("const", .bool(flag))]
    case .array(let element, let count): array(element, count)
    case .anyOf(let nodes): choice(nodes)
    case .object(let object): members(of: object)
    case .reference(let name): [("$ref", .string("#/definitions/\(name)"))]
    }
  }

  private func array(_ element: SchemaNode, _ count: ClosedRange<Int>?) -> [(String, JSONText)] {
    var result: [(String, JSONText)] = [("type", .string("array"))]
    let items = members(of: orExpression(element))
    if !items.isEmpty { result.append(("items", .object(items))) }
    guard let count else { return result }
    result.append(("minItems", .number(Double(count.lowerBound))))
    if count.upperBound < .max { result.append(("maxItems", .number(Double(count.upperBound)))) }
    return result
  }

  /// Kinds of value that say no more than their type are one list of types.
  private func choice(_ nodes: [SchemaNode]) -> [(String, JSONText)] {
    let types = nodes.map(\.type)
    let plain = types.filter { !$0.isEmpty }
    if plain.count == nodes.count { return [("type", .array(plain.map { .string($0) }))] }
    var parts = zip(nodes, types).filter { $1.isEmpty }.map { JSONText.object(members(of: $0.0)) }
    if plain.count == 1 { parts.append(.object([("type", .string(plain[0]))])) }
    if plain.count > 1 { parts.append(.object([("type", .array(plain.map { .string($0) }))])) }
    return [("anyOf", .array(parts))]
  }

  private func members(of object: SchemaObject) -> [(String, JSONText)] {
    let object = definitions.whole(object)
    var result: [(String, JSONText)] = [("type", .string("object"))]
    if !object.properties.isEmpty {
      let properties = object.properties.map { ($0.name, value(of: $0, in: object)) }
      result.append(("properties", .object(properties)))
    }
    if !object.required.isEmpty { result.append(required(object.required)) }
    if !object.choices.isEmpty {
      result.append(("oneOf", .array(object.choices.map { .object([required($0)]) })))
    }
    if !object.companions.isEmpty {
      let rules = object.companions.sorted { $0.key < $1.key }.map { key, others in
        (key, JSONText.object([("anyOf", .array(others.map { .object([required($0)]) }))]))
      }
      result.append(("dependencies", .object(rules)))
    }
    if let names = object.otherNames {
      result.append(("propertyNames", .object(members(of: names))))
    }
    let others = object.others.map { JSONText.object(members(of: $0)) } ?? .bool(false)
    result.append(("additionalProperties", others))
    return result
  }

  private func required(_ names: [String]) -> (String, JSONText) {
    ("required", .array(names.map { .string($0) }))
  }

  /// A value, or an expression that gives it.
  private func orExpression(_ schema: SchemaNode) -> SchemaNode {
    definitions.takesExpression(schema) ? .any(schema, .reference("Expression")) : schema
  }

  private func value(of property: SchemaObject.Property, in object: SchemaObject) -> JSONText {
    let schema = object.takesExpressions ? orExpression(property.schema) : property.schema
    let doc = property.doc.isEmpty ? [] : [("description", JSONText.string(property.doc))]
    return .object(doc + members(of: schema))
  }
}

extension SchemaNode {
  /// The type that says all of it; empty if there is more to say.
  fileprivate var type: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .string: "string"
    case .number(nil, nil): "number"
    default: ""
    }
  }
}

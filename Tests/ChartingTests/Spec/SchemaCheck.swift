import Notation

/// Checks values against a schema, as far as ours goes.
struct SchemaCheck {
  /// The schema, with its definitions.
  let root: Node

  /// What does not fit, each with its path; a keyword that is not known here does not fit either.
  func problems(_ node: Node) -> [String] { problems(node, root, "") }

  private func problems(_ node: Node, _ schema: Node, _ path: String) -> [String] {
    (schema.members ?? []).flatMap { member in
      problems(node, member.key, member.value, of: schema, path)
    }
  }

  private func problems(
    _ node: Node, _ keyword: String, _ value: Node, of schema: Node, _ path: String
  ) -> [String] {
    func demand(_ fits: Bool) -> [String] { fits ? [] : ["\(path): \(keyword)"] }
    func count(_ schemas: Node) -> Int {
      (schemas.elements ?? []).count { problems(node, $0, path).isEmpty }
    }
    switch keyword {
    case "$schema", "$id", "title", "description", "definitions": return []
    case "$ref":
      let name = value.string?.split(separator: "/").last.map(String.init) ?? ""
      guard let definition = root["definitions"]?[name] else { return ["\(path): no \(name)"] }
      return problems(node, definition, path)
    case "type":
      let types = (value.elements ?? [value]).compactMap(\.string)
      return demand(types.contains(node.schemaType))
    case "enum":
      return demand((value.elements ?? []).contains { $0.json == node.json })
    case "const": return demand(value.json == node.json)
    case "anyOf": return demand(count(value) > 0)
    case "oneOf": return demand(count(value) == 1)
    case "minimum": return demand(node.number.map { $0 >= value.number ?? 0 } ?? true)
    case "maximum": return demand(node.number.map { $0 <= value.number ?? 0 } ?? true)
    case "pattern":
      guard let text = node.string, let regex = try? Regex(value.string ?? "") else { return [] }
      return demand(text.contains(regex))
    case "items", "minItems", "maxItems": return ofList(node, keyword, value, path)
    default: return ofObject(node, keyword, value, of: schema, path)
    }
  }

  private func ofList(_ node: Node, _ keyword: String, _ value: Node, _ path: String) -> [String] {
    guard let elements = node.elements else { return [] }
    let bound = value.number ?? 0, count = Double(elements.count)
    switch keyword {
    case "minItems": return count >= bound ? [] : ["\(path): \(keyword)"]
    case "maxItems": return count <= bound ? [] : ["\(path): \(keyword)"]
    default:
      return elements.enumerated().flatMap { problems($1, value, path + "/\($0)") }
    }
  }

  private func ofObject(
    _ node: Node, _ keyword: String, _ value: Node, of schema: Node, _ path: String
  ) -> [String] {
    guard let members = node.members else { return [] }
    let known = schema["properties"]
    switch keyword {
    case "properties":
      return members.flatMap { member in
        value[member.key].map { problems(member.value, $0, path + "/" + member.key) } ?? []
      }
    case "additionalProperties":
      return members.filter { known?[$0.key] == nil }.flatMap { member in
        value.bool == false
          ? ["\(path): unknown \(member.key)"]
          : problems(member.value, value, path + "/" + member.key)
      }
    case "propertyNames":
      return members.flatMap { problems(Node(.string($0.key), at: $0.keyPlace), value, path) }
    case "required":
      return (value.elements ?? []).compactMap(\.string).filter { node[$0] == nil }
        .map { "\(path): lacks \($0)" }
    case "dependencies":
      return (value.members ?? []).filter { node[$0.key] != nil }.flatMap { rule in
        problems(node, rule.value, path)
      }
    default: return ["\(path): unknown keyword \(keyword)"]
    }
  }
}

extension Node {
  fileprivate var schemaType: String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

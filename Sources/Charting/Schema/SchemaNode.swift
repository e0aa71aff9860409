// Schema: what may stand in a spec, told by the declarations that the reader uses.

import Notation

/// Something whose kind of value can be told as a schema.
protocol SchemaDescribed: Sendable {
  /// What the value may be.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode
}

/// What may stand at a place of a spec, in the terms of JSON Schema.
indirect enum SchemaNode: Sendable {
  /// Whatever JSON has.
  case anything
  case null
  case boolean
  /// A number, at least and at most so much.
  case number(atLeast: Double?, atMost: Double?)
  case string
  /// A string of a form, as a regular expression says it.
  case text(pattern: String)
  /// One of some strings.
  case words([String])
  /// One value alone.
  case exactly(Bool)
  /// A list; a count holds for its least and its greatest length.
  case array(SchemaNode, count: ClosedRange<Int>?)
  case anyOf([SchemaNode])
  case object(SchemaObject)
  /// What is defined under a name.
  case reference(String)

  /// Any number.
  static let number = SchemaNode.number(atLeast: nil, atMost: nil)

  /// A list of any length.
  static func array(_ element: SchemaNode) -> SchemaNode { .array(element, count: nil) }

  /// What fits one of several; what these leave open themselves is taken apart.
  static func any(_ nodes: SchemaNode...) -> SchemaNode {
    .anyOf(
      nodes.flatMap { node in
        if case .anyOf(let parts) = node { parts } else { [node] }
      })
  }

  /// An object of a few properties, some of which it cannot do without.
  static func object(_ properties: KeyValuePairs<String, SchemaNode>, required: [String] = [])
    -> SchemaNode
  {
    var object = SchemaObject(required: required)
    object.properties = properties.map { SchemaObject.Property(name: $0, doc: "", schema: $1) }
    return .object(object)
  }

  /// An object whose keys are free, or of a kind, each with such a value.
  static func map(_ value: SchemaNode, keys: SchemaNode? = nil) -> SchemaNode {
    .object(SchemaObject(others: value, otherNames: keys))
  }
}

/// An object in terms of JSON Schema.
struct SchemaObject: Sendable {
  struct Property: Sendable {
    var name: String
    var doc: String
    var schema: SchemaNode
  }

  var properties: [Property] = []
  /// Definitions of objects whose properties it has too.
  var inherited: [String] = []
  /// The properties that it cannot do without.
  var required: [String] = []
  /// Sets of properties, of exactly one of which it has all.
  var choices: [[String]] = []
  /// Properties that stand only where all of one of some sets do.
  var companions: [String: [[String]]] = [:]
  /// What properties that are not named may be; nil if there are none.
  var others: SchemaNode?
  /// What the names of these may be; nil if they are free.
  var otherNames: SchemaNode?
  /// Whether values may be given by expressions.
  var takesExpressions = true

  /// Takes over the properties of an object that is defined.
  mutating func inherit(_ node: SchemaNode) {
    if case .reference(let name) = node { inherited.append(name) }
  }
}

/// The definitions that a schema names, each made once.
struct SchemaDefinitions {
  private(set) var nodes: [String: SchemaNode] = [:]
  private var owners: [String: ObjectIdentifier] = [:]

  /// A reference to the definition of a type, which is made if it is new.
  mutating func define(
    _ type: Any.Type, _ make: (inout SchemaDefinitions) -> SchemaNode
  ) -> SchemaNode {
    let full = String(describing: type)
    var name = full
    for ending in ["Spec", "Object"] where name.hasSuffix(ending) && name != ending {
      name = String(name.dropLast(ending.count))
    }
    let owner = ObjectIdentifier(type)
    // Two types may differ in their ending alone.
    if let other = owners[name], other != owner { name = full }
    return define(name, owner: owner, make)
  }

  /// A reference to a definition that stands for no type of its own.
  mutating func define(
    _ name: String, _ make: (inout SchemaDefinitions) -> SchemaNode
  ) -> SchemaNode {
    define(name, owner: nil, make)
  }

  private mutating func define(
    _ name: String, owner: ObjectIdentifier?, _ make: (inout SchemaDefinitions) -> SchemaNode
  ) -> SchemaNode {
    if nodes[name] == nil {
      owners[name] = owner
      // What names itself on the way is an object.
      nodes[name] = .object(SchemaObject())
      nodes[name] = make(&self)
    }
    return .reference(name)
  }

  /// An object that has the properties of others too; the first of a name counts.
  func whole(_ object: SchemaObject) -> SchemaObject {
    var result = object
    for case .object(let other)? in object.inherited.map({ nodes[$0] }) {
      let other = whole(other)
      let names = Set(result.properties.map(\.name))
      result.properties += other.properties.filter { !names.contains($0.name) }
      result.required += other.required.filter { !result.required.contains($0) }
      result.choices += other.choices
      result.companions.merge(other.companions) { own, _ in own }
    }
    return result
  }

  /// Whether a value may be given by an expression: what is no object alone may.
  func takesExpression(_ node: SchemaNode) -> Bool {
    switch node {
    case .anything, .object: false
    case .reference(let name): nodes[name].map(takesExpression) ?? false
    case .array(let element, _): takesExpression(element)
    case .anyOf(let nodes): nodes.contains(where: takesExpression)
    default: true
    }
  }
}

extension SpecValue {
  /// An object with the properties that are declared, and more that its reader takes.
  static func schemaObject<Root>(
    _ properties: [Property<Root>], _ definitions: inout SchemaDefinitions
  ) -> SchemaObject {
    SchemaObject(properties: properties.compactMap { $0.schemaProperty(&definitions) })
  }
}

extension Property {
  /// The property for the schema; nil for what is not supported yet.
  func schemaProperty(_ definitions: inout SchemaDefinitions) -> SchemaObject.Property? {
    switch handling {
    case .unsupported: nil
    case .noEffect: .init(name: name, doc: doc, schema: .anything)
    case .read: .init(name: name, doc: doc, schema: schema(&definitions))
    }
  }
}

extension SpecObject {
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    objectSchema(&definitions)
  }

  /// The object, without other ways to write it.
  static func objectSchema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    definitions.define(Self.self) { definitions in
      var object = schemaObject(properties, &definitions)
      object.required = required
      return .object(object)
    }
  }
}

extension SpecWord {
  /// Few words stand where they are used, many in a definition.
  static func schema(_ definitions: inout SchemaDefinitions) -> SchemaNode {
    let words = SchemaNode.words(allCases.map(\.rawValue))
    return allCases.count <= 6 ? words : definitions.define(Self.self) { _ in words }
  }
}

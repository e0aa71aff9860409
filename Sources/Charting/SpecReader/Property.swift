import Diagnostics
import Notation

/// A spec type that is an object with named properties, each declared once.
///
/// From the list come the reading, the hints for unknown keys, the merging of configurations, the
/// schema and the reference page.
protocol SpecObject: SpecValue {
  init()
  /// The properties, in the order of the reference.
  static var properties: [Property<Self>] { get }
  /// What the object is, with its article: "an axis".
  static var noun: String { get }
  /// The properties that it cannot do without. Default: none.
  static var required: [String] { get }
}

extension SpecObject {
  static var required: [String] { [] }
}

/// One named property of a spec type.
struct Property<Root>: Sendable {
  /// What becomes of a value that is written.
  enum Handling: Sendable {
    /// It is read.
    case read
    /// It is right but has no effect in a picture that does not move: `tooltip`, `cursor` …
    case noEffect
    /// It is known in Vega-Lite but not supported yet.
    case unsupported
  }

  /// The name, exactly Vega-Lite's.
  let name: String
  /// What it is for and its default, in one line.
  let doc: String
  /// What may stand there.
  let schema: @Sendable (inout SchemaDefinitions) -> SchemaNode
  /// What becomes of it.
  let handling: Handling
  let read: @Sendable (Node, inout Root, inout SpecReader) -> Void
  /// Lays the property of another object over that of the first.
  ///
  /// The other is given by its address: to copy it for each property takes longer than to merge it.
  let merge: @Sendable (inout Root, UnsafePointer<Root>) -> Void

  /// A property that is read into an optional member; what is kept as it is may be told to be of a
  /// kind that is read later.
  init<Member: SpecValue>(
    _ name: String, _ path: WritableKeyPath<Root, Member?> & Sendable, _ doc: String,
    as kind: any SchemaDescribed.Type = Member.self
  ) {
    self.name = name
    self.doc = doc
    schema = { kind.schema(&$0) }
    handling = .read
    read = { node, root, reader in
      if let value = Member.read(node, &reader) { root[keyPath: path] = value }
    }
    let offset = MemoryLayout<Root>.offset(of: path)
    merge = { root, other in
      if let value = Self.member(of: other, path, offset) { root[keyPath: path] = value }
    }
  }

  /// A member of an object: read where it stands if it is stored there, for objects have dozens of members
  /// of which few are set, and the way through a key path is long.
  static func member<Member>(
    of object: UnsafePointer<Root>, _ path: WritableKeyPath<Root, Member?> & Sendable,
    _ offset: Int?
  ) -> Member? {
    guard let offset else { return object.pointee[keyPath: path] }
    return UnsafeRawPointer(object).load(fromByteOffset: offset, as: Member?.self)
  }

  /// A property that is read into a member that always has a value.
  init<Member: SpecValue>(
    _ name: String, _ path: WritableKeyPath<Root, Member> & Sendable, _ doc: String
  ) {
    self.init(
      name, doc, schema: { Member.schema(&$0) },
      read: { node, root, reader in
        if let value = Member.read(node, &reader) { root[keyPath: path] = value }
      },
      merge: { root, other in root[keyPath: path] = other[keyPath: path] })
  }

  /// An object laid over what is there, property by property.
  init<Member: SpecObject>(
    _ name: String, merging path: WritableKeyPath<Root, Member> & Sendable, _ doc: String
  ) {
    self.init(
      name, doc, schema: { Member.schema(&$0) },
      read: { node, root, reader in
        if let value = Member.read(node, &reader) { root[keyPath: path] = value }
      },
      merge: { root, other in
        root[keyPath: path] = root[keyPath: path].merged(with: other[keyPath: path])
      })
  }

  /// An object laid over what is there, if there is something, property by property.
  init<Member: SpecObject>(
    _ name: String, merging path: WritableKeyPath<Root, Member?> & Sendable, _ doc: String
  ) {
    self.init(
      name, doc, schema: { Member.schema(&$0) },
      read: { node, root, reader in
        if let value = Member.read(node, &reader) { root[keyPath: path] = value }
      },
      merge: { root, other in
        root[keyPath: path] =
          root[keyPath: path]?.merged(with: other[keyPath: path])
          ?? other[keyPath: path]
      })
  }

  /// A property that is read and merged in its own way.
  init(
    _ name: String, _ doc: String,
    schema: @escaping @Sendable (inout SchemaDefinitions) -> SchemaNode,
    read: @escaping @Sendable (Node, inout Root, inout SpecReader) -> Void,
    merge: @escaping @Sendable (inout Root, Root) -> Void
  ) {
    self.init(
      name, doc, schema: schema, read: read, mergeInPlace: { merge(&$0, $1.pointee) })
  }

  /// A property that is read in its own way and merged by the address of the other.
  init(
    _ name: String, _ doc: String,
    schema: @escaping @Sendable (inout SchemaDefinitions) -> SchemaNode,
    read: @escaping @Sendable (Node, inout Root, inout SpecReader) -> Void,
    mergeInPlace: @escaping @Sendable (inout Root, UnsafePointer<Root>) -> Void
  ) {
    (self.name, self.doc, self.schema) = (name, doc, schema)
    handling = .read
    self.read = read
    merge = mergeInPlace
  }

  /// Reads the property as its handling says.
  func read(_ member: Node.Member, into root: inout Root, _ reader: inout SpecReader) {
    switch handling {
    case .read: reader.reading(member) { read($0, &root, &$1) }
    case .noEffect: break
    case .unsupported: reader.unsupported("'\(member.key)'", at: member.keyPlace)
    }
  }

  /// The property, not supported yet.
  fileprivate var later: Property { Property(name, handling: .unsupported, doc: doc) }

  private init(_ name: String, handling: Handling, doc: String) {
    self.name = name
    self.doc = doc
    self.handling = handling
    schema = { _ in .anything }
    read = { _, _, _ in }
    merge = { _, _ in }
  }

  /// Properties that have no effect in a picture that does not move.
  static func withoutEffect(_ names: String...) -> [Property] {
    names.map { Property($0, handling: .noEffect, doc: "No effect in a static picture.") }
  }

  /// Properties of Vega-Lite that are not supported yet.
  static func unsupported(_ names: String...) -> [Property] {
    names.map { Property($0, handling: .unsupported, doc: "Not supported yet.") }
  }
}

extension Array {
  /// The properties, those with these names not supported yet: they are read by nothing.
  func later<Root>(_ names: String...) -> [Property<Root>] where Element == Property<Root> {
    map { names.contains($0.name) ? $0.later : $0 }
  }
}

extension SpecObject {
  static var expectation: String { "\(noun), written as an object" }

  static func read(_ node: Node, _ reader: inout SpecReader) -> Self? {
    read(node, &reader, except: [])
  }

  /// Reads the object, leaving out keys that the caller reads itself.
  static func read(_ node: Node, _ reader: inout SpecReader, except: Set<String>) -> Self? {
    guard let members = node.members else {
      reader.mismatch(node, expected: expectation)
      return nil
    }
    var result = Self()
    for member in members where !except.contains(member.key) {
      guard let property = properties.first(where: { $0.name == member.key }) else {
        reader.log.add(.unknownProperty(member, of: noun, known: properties.map(\.name)))
        continue
      }
      property.read(member, into: &result, &reader)
    }
    return result
  }

  /// This value with everything that `other` says laid over it.
  func merged(with other: Self?) -> Self {
    guard let other else { return self }
    var result = self
    // By their indices: to copy a property takes longer than to merge it.
    let properties = Self.properties
    withUnsafePointer(to: other) { other in
      for index in properties.indices { properties[index].merge(&result, other) }
    }
    return result
  }

  /// The first value with each later one laid over it.
  static func merging(_ values: Self?...) -> Self {
    values.reduce(into: Self()) { $0 = $0.merged(with: $1) }
  }
}

extension Diagnostic {
  static func unknownProperty(
    _ member: Node.Member, of noun: String, known: [String]
  ) -> Diagnostic {
    .error(
      "unknown-property", "\(noun) has no property '\(member.key)'", at: member.keyPlace,
      why: "it has \(Suggestion.choice(for: member.key, among: known.sorted()))",
      hint: OtherNames.hint(for: member.key, in: known))
  }
}

import Diagnostics

/// A value read from JSON or YAML that knows where it was written.
public struct Node: Sendable {
  /// What was written.
  public var value: Value
  /// Where it was written.
  public var place: Place

  /// The kinds of value that JSON has; YAML is read as the same.
  public enum Value: Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number.
    case number(Double)
    /// A string.
    case string(String)
    /// A list.
    case array([Node])
    /// An object: its members in the order written, no key twice.
    case object([Member])
  }

  /// One key and value of an object.
  public struct Member: Sendable {
    /// The key.
    public var key: String
    /// Where the key was written.
    public var keyPlace: Place
    /// The value.
    public var value: Node

    /// Creates a member.
    public init(key: String, keyPlace: Place, value: Node) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// Creates a node.
  public init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }

  /// The value of a key, if this is an object that has it.
  public subscript(key: String) -> Node? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// A key with its value, if this is an object that has it.
  public func member(_ key: String) -> Member? { members?.first { $0.key == key } }

  /// The members, if this is an object.
  public var members: [Member]? {
    if case .object(let members) = value { members } else { nil }
  }

  /// The elements, if this is a list.
  public var elements: [Node]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  /// The text, if this is a string.
  public var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// The number, if this is one.
  public var number: Double? {
    if case .number(let number) = value { number } else { nil }
  }

  /// The whole number, if this is one that fits.
  public var integer: Int? {
    guard case .number(let number) = value else { return nil }
    return Int(exactly: number)
  }

  /// The truth value, if this is one.
  public var bool: Bool? {
    if case .bool(let flag) = value { flag } else { nil }
  }

  /// Whether this is `null`.
  public var isNull: Bool {
    if case .null = value { true } else { false }
  }

  /// The value as it is named in messages: "the string 'wide'", "the number 7", "a list".
  public var shown: String {
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number: return "the number \(Self.shortened(place.text))"
    case .string(let text):
      return text.isEmpty ? "an empty string" : "the string '\(Self.shortened(text))'"
    case .array(let elements): return elements.isEmpty ? "an empty list" : kind
    case .object(let members): return members.isEmpty ? "an empty object" : kind
    }
  }

  private static func shortened(_ text: String) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    return line.count > 40 ? line.prefix(39) + "…" : line
  }

  /// What kind of value this is, with its article, for messages.
  public var kind: String {
    switch value {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

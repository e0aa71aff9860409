/// One cell, or one value of an expression.
public enum Value: Sendable, Hashable {
  /// Nothing: an empty cell, or JSON's `null`.
  case null
  /// A truth value.
  case bool(Bool)
  /// A number; a year is a number too.
  case number(Double)
  /// A text.
  case text(String)
  /// A moment, in milliseconds since 1970-01-01T00:00 without any time zone.
  case date(Double)
  /// A list.
  case list([Value])
  /// An object, its members in order.
  case record([Member])
  /// Points, lines or polygons of a map.
  case geometry(Geometry)

  /// One name and value of an object.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: Value

    /// Creates a member.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Whether there is nothing.
  public var isNull: Bool { self == .null }

  /// The number, or a moment's milliseconds; nil for anything else.
  public var number: Double? {
    switch self {
    case .number(let number), .date(let number): number
    default: nil
    }
  }
}

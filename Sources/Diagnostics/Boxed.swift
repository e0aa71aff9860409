/// A large value that stands outside of what holds it: copies of the holder cost one word for it and share
/// the value until one of them sets it.
@propertyWrapper
public struct Boxed<Value: Sendable>: Sendable {
  private var box: Box<Value>

  /// The value.
  public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }

  /// Puts a value into a box of its own.
  public init(wrappedValue: Value) { box = Box(wrappedValue) }
}

/// As `Boxed`, for a value that is seldom there: where it is not there is no box.
@propertyWrapper
public struct BoxedOptional<Value: Sendable>: Sendable {
  private var box: Box<Value>?

  /// The value; nil if there is none.
  public var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }

  /// Puts a value into a box of its own, if there is one.
  public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }
}

/// What holds a value for all copies.
private final class Box<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}

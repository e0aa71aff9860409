/// A large value that stands outside of what holds it: copies of the holder cost one word for it and share
/// the value until one of them sets it.
@propertyWrapper
@frozen public struct Boxed<Value: Sendable>: Sendable {
  @usableFromInline var box: Box<Value>

  /// The value.
  @inlinable public var wrappedValue: Value {
    get { box.value }
    set { box = Box(newValue) }
  }

  /// Puts a value into a box of its own.
  @inlinable public init(wrappedValue: Value) { box = Box(wrappedValue) }
}

/// As `Boxed`, for a value that is seldom there: where it is not there is no box.
@propertyWrapper
@frozen public struct BoxedOptional<Value: Sendable>: Sendable {
  @usableFromInline var box: Box<Value>?

  /// The value; nil if there is none.
  @inlinable public var wrappedValue: Value? {
    get { box?.value }
    set { box = newValue.map(Box.init) }
  }

  /// Puts a value into a box of its own, if there is one.
  @inlinable public init(wrappedValue: Value?) { box = wrappedValue.map(Box.init) }
}

/// What holds a value for all copies.
@usableFromInline final class Box<Value: Sendable>: Sendable {
  @usableFromInline let value: Value

  @inlinable init(_ value: Value) { self.value = value }
}

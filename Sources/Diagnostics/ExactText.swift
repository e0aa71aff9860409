#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A text that equals another only if its bytes do.
///
/// Swift takes `é` and `e` with an accent after it for the same text; fonts, files and digests do not.
/// What is kept under a text, or used again because a text is the same, has to tell them apart.
@propertyWrapper
public struct ExactText: Sendable, Hashable {
  /// The text.
  public var wrappedValue: String

  /// Creates a text.
  public init(wrappedValue: String) { self.wrappedValue = wrappedValue }

  /// Creates a text.
  public init(_ text: String) { wrappedValue = text }

  /// Whether the bytes of both are the same.
  public static func == (first: ExactText, second: ExactText) -> Bool {
    first.wrappedValue.hasBytes(of: second.wrappedValue)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    var text = wrappedValue
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension String {
  /// Whether another text consists of the same bytes, and does not only look the same.
  func hasBytes(of other: String) -> Bool {
    let isSame = utf8.withContiguousStorageIfAvailable { bytes in
      other.utf8.withContiguousStorageIfAvailable { others in
        guard bytes.count == others.count else { return false }
        guard let first = bytes.baseAddress, let second = others.baseAddress else { return true }
        return memcmp(first, second, bytes.count) == 0
      }
    }
    return isSame.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }
}

/// Values one after the other as bytes, so that different values give different bytes: what a digest
/// is made of that shall tell them apart.
///
/// Numbers have eight bytes, texts and lists their length before them, an optional value a byte that
/// says whether it is there.
public struct KeyBytes: Sendable {
  /// All that was added.
  public private(set) var bytes: [UInt8] = []

  /// Starts with nothing.
  public init() {}

  /// The digest of all that was added.
  public var digest: ContentDigest { ContentDigest(of: bytes) }

  /// Adds a whole number.
  public mutating func add(_ number: Int) { append(UInt64(bitPattern: Int64(number))) }

  /// Adds a number.
  public mutating func add(_ number: Double) { append(number.bitPattern) }

  /// Adds numbers whose count is always the same.
  public mutating func add(_ numbers: Double...) {
    for number in numbers { append(number.bitPattern) }
  }

  /// Adds a flag.
  public mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Adds a text.
  public mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds bytes.
  public mutating func add(_ content: [UInt8]) {
    add(content.count)
    bytes.append(contentsOf: content)
  }

  /// Adds a value that may be missing.
  public mutating func add<Value>(
    _ value: Value?, _ body: (inout KeyBytes, Value) -> Void
  ) {
    add(value != nil)
    if let value { body(&self, value) }
  }

  /// Adds a list.
  public mutating func add<Value>(
    each values: [Value], _ body: (inout KeyBytes, Value) -> Void
  ) {
    add(values.count)
    for value in values { body(&self, value) }
  }

  private mutating func append(_ word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

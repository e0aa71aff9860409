import CNettle

/// The SHA-256 (FIPS 180-4) of some content: two contents of one digest are the same content.
public struct ContentDigest: Sendable, Hashable, CustomStringConvertible {
  /// The 64 hexadecimal digits, in lower case.
  public let description: String

  /// The digest of bytes.
  public init(of bytes: [UInt8]) {
    var builder = DigestBuilder()
    builder.add(bytes)
    self = builder.finish()
  }

  /// The digest of a text as UTF-8.
  public init(of text: String) { self.init(of: Array(text.utf8)) }

  /// A digest as it was written; nil unless it is 64 hexadecimal digits in lower case.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == 64,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    description = String(text)
  }

  fileprivate init(digits: String) { description = digits }

  /// The first digits, enough to tell the rows of a table from each other.
  public var short: String { String(description.prefix(8)) }
}

/// Content of which a digest is made, piece by piece.
public struct DigestBuilder: ~Copyable {
  private var context = sha256_ctx()

  /// Starts with nothing.
  public init() { nettle_sha256_init(&context) }

  /// Adds bytes to what is there.
  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      nettle_sha256_update(&context, buffer.count, start)
    }
  }

  /// Adds a text, as UTF-8 and ended by a byte that no text holds, so that "ab", "c" is not "a", "bc".
  public mutating func add(_ text: String) {
    add(Array(text.utf8) + [0xFF])
  }

  /// The digest of all that was added.
  public consuming func finish() -> ContentDigest {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_SIZE))
    playfair_sha256_finish(&context, &digest)
    return ContentDigest(digits: Hexadecimal.digits(of: digest))
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension String {
  /// Whether another text stands somewhere in this one, byte for byte.
  ///
  /// Foundation's `contains` compares letters in all their forms, a hundred times more slowly; names
  /// of columns and signs of Markdown want no such thing.
  public func includes(_ part: String) -> Bool {
    guard !part.isEmpty else { return true }
    let isThere = utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { text.includes($0) }
    }
    if let isThere = isThere.flatMap({ $0 }) { return isThere }
    let (bytes, sought) = (Array(utf8), Array(part.utf8))
    return bytes.indices.contains { bytes[$0...].starts(with: sought) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether other bytes, at least one, stand somewhere among these.
  fileprivate func includes(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = baseAddress, let sought = part.baseAddress else { return false }
    var offset = 0
    while count - offset >= part.count,
      let hit = memchr(start + offset, Int32(part[0]), count - offset - part.count + 1)
    {
      if memcmp(hit, sought, part.count) == 0 { return true }
      offset = UnsafeRawPointer(start).distance(to: hit) + 1
    }
    return false
  }
}

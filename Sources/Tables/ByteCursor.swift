/// The bytes of one cell, valid while the file is being read.
typealias CellBytes = UnsafeBufferPointer<UInt8>

/// Reads the bytes of a cell from left to right.
struct ByteCursor {
  let bytes: CellBytes
  private(set) var offset = 0

  init(_ bytes: CellBytes) { self.bytes = bytes }

  var isAtEnd: Bool { offset >= bytes.count }

  var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    offset += 1
    return true
  }

  mutating func advance() { offset = min(offset + 1, bytes.count) }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 { offset += 1 }
  }

  /// A whole number of `least` to `most` digits; nothing is taken if there are fewer.
  mutating func digits(_ least: Int, _ most: Int) -> Int? {
    let start = offset
    var number = 0
    while offset - start < min(most, 18), let byte = peek, byte >= 0x30, byte <= 0x39 {
      number = number * 10 + Int(byte - 0x30)
      offset += 1
    }
    guard offset - start >= least else {
      offset = start
      return nil
    }
    return number
  }

  /// The index of the first of `words` that stands here, letter case ignored.
  mutating func word(of words: [[UInt8]]) -> Int? {
    for (index, word) in words.enumerated() where bytes.count - offset >= word.count {
      if word.indices.allSatisfy({ lowercased(bytes[offset + $0]) == word[$0] }) {
        offset += word.count
        return index
      }
    }
    return nil
  }

  /// The letters that stand here, in lower case.
  mutating func letters() -> [UInt8] {
    var result: [UInt8] = []
    while let byte = peek, (0x61...0x7A).contains(lowercased(byte)) {
      result.append(lowercased(byte))
      offset += 1
    }
    return result
  }

  private func lowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}

extension CellBytes {
  /// The cell without spaces and tabs at its ends.
  var trimmed: CellBytes {
    var start = 0
    var end = count
    while start < end, self[start] == 0x20 || self[start] == 0x09 { start += 1 }
    while end > start, self[end - 1] == 0x20 || self[end - 1] == 0x09 { end -= 1 }
    return start == 0 && end == count ? self : CellBytes(rebasing: self[start..<end])
  }

  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the cell holds exactly these bytes.
  func equals(_ other: [UInt8]) -> Bool { count == other.count && elementsEqual(other) }
}

extension String {
  /// Runs a reader of cells over a text.
  func withCell<Result>(_ body: (CellBytes) -> Result) -> Result {
    var copy = self
    return copy.withUTF8 { body($0) }
  }
}

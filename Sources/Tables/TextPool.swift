/// Gives each different text a code, in order of first appearance, without making strings.
struct TextPool {
  private var slots: [Int32] = []
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var content: [UInt8] = []
  private var last: Int32 = -1
  /// Other in each run, so that no file can be made to collide.
  private let seed = UInt64.random(in: .min ... .max)

  /// How many different texts there are.
  var count: Int { hashes.count }

  /// The code of a text; a new one if it was not met before, nil after two billion of them.
  mutating func code(of cell: CellBytes) -> Int32? {
    // Rows of one series usually follow each other.
    if last >= 0, isText(last, cell) { return last }
    if slots.isEmpty { grow() }
    let hash = hash(of: cell)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let code = slots[slot]
      if hashes[Int(code)] == hash, isText(code, cell) {
        last = code
        return code
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard hashes.count < Int(Int32.max) else { return nil }
    let code = Int32(hashes.count)
    slots[slot] = code
    hashes.append(hash)
    content.append(contentsOf: cell)
    ends.append(content.count)
    last = code
    if hashes.count * 2 > slots.count { grow() }
    return code
  }

  /// The texts in the order of their codes.
  var texts: [String] {
    content.withUnsafeBufferPointer { bytes in
      hashes.indices.map { String(decoding: bytes[ends[$0]..<ends[$0 + 1]], as: UTF8.self) }
    }
  }

  private func isText(_ code: Int32, _ cell: CellBytes) -> Bool {
    let start = ends[Int(code)]
    guard ends[Int(code) + 1] - start == cell.count else { return false }
    for offset in 0..<cell.count where content[start + offset] != cell[offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: max(64, slots.count * 2))
    for (code, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(code)
    }
  }

  /// Multiplies and folds eight bytes at a time, as in wyhash.
  private func hash(of cell: CellBytes) -> UInt64 {
    var hash = seed ^ UInt64(cell.count)
    var offset = 0
    while offset < cell.count {
      var word: UInt64 = 0
      let end = min(offset + 8, cell.count)
      while offset < end {
        word = word << 8 | UInt64(cell[offset])
        offset += 1
      }
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low &+ 0x2545_F491_4F6C_DD1D
    }
    return hash
  }
}

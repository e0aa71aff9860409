import CDeflate

/// A PNG file in the making: its signature and chunks.
struct PNGFile {
  /// The bytes so far.
  private(set) var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Adds size, colour type (8-bit sRGB, with or without alpha) and colour space.
  mutating func addHeader(width: Int, height: Int, hasAlpha: Bool) {
    let kind: [UInt8] = [8, hasAlpha ? 6 : 2, 0, 0, 0]
    addChunk("IHDR", bigEndian(width) + bigEndian(height) + kind)
    addChunk("sRGB", [0])
  }

  /// Adds how many pixels there are to a metre.
  mutating func addResolution(perMeter: Double) {
    let perMeter = perMeter.rounded()
    guard perMeter >= 1, perMeter <= 2_147_483_647 else { return }
    let number = bigEndian(Int(perMeter))
    addChunk("pHYs", number + number + [1])
  }

  /// Adds an international text; a key that PNG cannot hold is left out.
  mutating func add(_ text: PNGOptions.Text, language: String) {
    let key = Array(text.key.utf8)
    guard (1...79).contains(key.count), key.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      return
    }
    let tag = language.utf8.filter { isTagByte($0) }
    let noCompression: [UInt8] = [0, 0, 0]
    addChunk("iTXt", key + noCompression + tag + [0, 0] + text.value.utf8.filter { $0 != 0 })
  }

  /// Adds the rows of pixels, each with its filter byte.
  mutating func addPixels(_ rows: UnsafeBufferPointer<UInt8>, level: Int32) {
    let packed = PNGFile.packed(rows, level: level)
    let limit = 1 << 30
    for start in stride(from: 0, to: packed.count, by: limit) {
      addChunk("IDAT", Array(packed[start..<min(start + limit, packed.count)]))
    }
  }

  /// Adds the last chunk.
  mutating func addEnd() { addChunk("IEND", []) }

  private mutating func addChunk(_ type: String, _ data: [UInt8]) {
    let body = Array(type.utf8) + data
    bytes += bigEndian(data.count)
    bytes += body
    bytes += bigEndian(Int(libdeflate_crc32(0, body, body.count)))
  }

  private func bigEndian(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  private func isTagByte(_ byte: UInt8) -> Bool {
    byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  /// Bytes packed in zlib's format.
  static func packed(_ bytes: UnsafeBufferPointer<UInt8>, level: Int32) -> [UInt8] {
    guard let compressor = libdeflate_alloc_compressor(level) else { return [] }
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      count = libdeflate_zlib_compress(
        compressor, bytes.baseAddress, bytes.count, target.baseAddress, bound)
    }
  }
}

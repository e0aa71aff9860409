import CDeflate

@testable import Canvas

/// A PNG file read back: its chunks and its pixels.
struct PNGPicture {
  struct Chunk: Equatable {
    var type: String
    var data: [UInt8]
    var isIntact: Bool
  }

  var chunks: [Chunk] = []
  var width = 0
  var height = 0
  var channels = 3
  var pixels: [UInt8] = []

  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = PNGPicture.number(bytes[offset..<offset + 4])
      guard offset + 12 + length <= bytes.count else { return nil }
      let body = Array(bytes[offset + 4..<offset + 8 + length])
      let sum = PNGPicture.number(bytes[offset + 8 + length..<offset + 12 + length])
      chunks.append(
        Chunk(
          type: String(decoding: body.prefix(4), as: UTF8.self), data: Array(body.dropFirst(4)),
          isIntact: Int(libdeflate_crc32(0, body, body.count)) == sum))
      offset += 12 + length
    }
    guard let header = chunks.first, header.data.count == 13 else { return nil }
    width = PNGPicture.number(header.data[0..<4])
    height = PNGPicture.number(header.data[4..<8])
    channels = header.data[9] == 6 ? 4 : 3
    guard let rows = unpacked() else { return nil }
    let length = width * channels
    for y in 0..<height {
      let start = y * (length + 1)
      let row = rows[start + 1..<start + 1 + length]
      switch rows[start] {
      case 0: pixels += row
      // Up: what differs from the row above.
      case 2 where y > 0: pixels += zip(row, pixels.suffix(length)).map { $0 &+ $1 }
      default: return nil
      }
    }
  }

  subscript(x: Int, y: Int) -> [UInt8] {
    let start = (y * width + x) * channels
    return Array(pixels[start..<start + channels])
  }

  func chunk(_ type: String) -> [UInt8]? { chunks.first { $0.type == type }?.data }

  private func unpacked() -> [UInt8]? {
    let packed = chunks.filter { $0.type == "IDAT" }.flatMap(\.data)
    var rows = [UInt8](repeating: 0, count: height * (width * channels + 1))
    let decompressor = libdeflate_alloc_decompressor()
    defer { libdeflate_free_decompressor(decompressor) }
    var count = 0
    let result = libdeflate_zlib_decompress(
      decompressor, packed, packed.count, &rows, rows.count, &count)
    return result == LIBDEFLATE_SUCCESS && count == rows.count ? rows : nil
  }

  static func number(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}

import CTurboJPEG

/// A JPEG file whose head has been read.
struct JPEGFile {
  private let data: [UInt8]
  /// The width, in pixels.
  let width: Int32
  /// The height, in pixels.
  let height: Int32

  /// The width and height.
  var size: Size { Size(Double(width), Double(height)) }

  /// Reads the head; nil if there is none.
  init?(_ data: [UInt8]) {
    guard let decoder = tjInitDecompress() else { return nil }
    defer { tjDestroy(decoder) }
    var (width, height, sampling, colors): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let status = tjDecompressHeader3(
      decoder, data, UInt(data.count), &width, &height, &sampling, &colors)
    guard status == 0, width > 0, height > 0 else { return nil }
    (self.data, self.width, self.height) = (data, width, height)
  }

  /// Writes the pixels, four bytes each in the order blue, green, red, nothing, row by row; false if
  /// the file is damaged or of a kind that has no such colours.
  func decode(into pixels: UnsafeMutablePointer<UInt8>, bytesPerRow: Int32) -> Bool {
    guard let decoder = tjInitDecompress() else { return false }
    defer { tjDestroy(decoder) }
    return tjDecompress2(
      decoder, data, UInt(data.count), pixels, width, bytesPerRow, height,
      Int32(TJPF_BGRX.rawValue), 0) == 0
  }
}

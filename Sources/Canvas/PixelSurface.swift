import CPango

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A bitmap to be drawn on; owns the Cairo surface.
final class PixelSurface {
  /// The surface in Cairo's terms.
  let surface: OpaquePointer
  /// The width, in pixels.
  let width: Int
  /// The height, in pixels.
  let height: Int

  /// Creates a bitmap; a clear one has an alpha channel.
  init(width: Int, height: Int, isClear: Bool) throws(CanvasError) {
    self.width = width
    self.height = height
    surface = cairo_image_surface_create(
      isClear ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, Int32(clamping: width),
      Int32(clamping: height))
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
    }
  }

  deinit { cairo_surface_destroy(surface) }

  /// Hands over the pixels as 8-bit channels, row after row, as PNG has them.
  ///
  /// Red, green, blue and, if any pixel is not opaque, alpha (not premultiplied). Each row begins
  /// with PNG's filter byte: 0, or 2 (Up) where an opaque row is the one above once more, which packs
  /// into less. Opaque pixels are rewritten where they stand, which saves a copy of
  /// a picture that may be a gigabyte: the surface cannot be drawn on any more.
  func withRows<Result>(
    isClear: Bool, _ step: (_ rows: UnsafeBufferPointer<UInt8>, _ hasAlpha: Bool) -> Result
  ) -> Result {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else {
      return step(.init(start: nil, count: 0), false)
    }
    let stride = Int(cairo_image_surface_get_stride(surface))
    if isClear, !isOpaque(data, stride: stride) {
      return clearRows(data, stride: stride).withUnsafeBufferPointer { step($0, true) }
    }
    let rowLength = width * 3 + 1
    var isAsAbove = false
    for y in 0..<height {
      let (pixels, row) = (data + y * stride, data + y * rowLength)
      // The row below is compared while both are still there: this one is written over.
      let isAsBelow = y + 1 < height && memcmp(pixels, pixels + stride, width * 4) == 0
      if isAsAbove {
        row.update(repeating: 0, count: rowLength)
        row[0] = 2
      } else {
        PixelSurface.rewriteOpaque(pixels, to: row, count: width)
      }
      isAsAbove = isAsBelow
    }
    return step(.init(start: data, count: rowLength * height), false)
  }

  private func clearRows(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> [UInt8] {
    let rowLength = width * 4 + 1
    return [UInt8](unsafeUninitializedCapacity: rowLength * height) { target, count in
      guard let start = target.baseAddress else { return }
      for y in 0..<height {
        let row = start + y * rowLength
        row[0] = 0
        UnsafeRawPointer(data + y * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
          PixelSurface.copyClear($0, to: row + 1, count: width)
        }
      }
      count = rowLength * height
    }
  }

  private func isOpaque(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> Bool {
    for y in 0..<height {
      let isRowOpaque = UnsafeRawPointer(data + y * stride)
        .withMemoryRebound(to: UInt32.self, capacity: width) { pixels in
          for x in 0..<width where pixels[x] >> 24 != 255 { return false }
          return true
        }
      if !isRowOpaque { return false }
    }
    return true
  }

  /// Writes a row over what was read before: the target never is ahead of the source.
  private static func rewriteOpaque(
    _ pixels: UnsafeMutablePointer<UInt8>, to row: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    var (source, target) = (UnsafeRawPointer(pixels), row + 1)
    for x in 0..<count {
      let pixel = source.load(as: UInt32.self)
      if x == 0 { row[0] = 0 }
      target[0] = UInt8(truncatingIfNeeded: pixel >> 16)
      target[1] = UInt8(truncatingIfNeeded: pixel >> 8)
      target[2] = UInt8(truncatingIfNeeded: pixel)
      source += 4
      target += 3
    }
  }

  private static func copyClear(
    _ pixels: UnsafePointer<UInt32>, to row: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    var target = row
    for x in 0..<count {
      let pixel = pixels[x]
      let alpha = pixel >> 24
      for channel in 0..<3 {
        let part = pixel >> (16 - 8 * UInt32(channel)) & 0xFF
        let value = alpha == 0 ? 0 : min(255, (part * 255 + alpha / 2) / alpha)
        target[channel] = UInt8(truncatingIfNeeded: value)
      }
      target[3] = UInt8(truncatingIfNeeded: alpha)
      target += 4
    }
  }
}

import CPango

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

  /// The pixels as 8-bit channels, row after row, as PNG has them.
  ///
  /// Red, green, blue and, if any pixel is not opaque, alpha (not premultiplied). Each row begins
  /// with PNG's filter byte, 0.
  func rows(isClear: Bool) -> (bytes: [UInt8], hasAlpha: Bool) {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return ([], false) }
    let stride = Int(cairo_image_surface_get_stride(surface))
    let hasAlpha = isClear && !isOpaque(data, stride: stride)
    let rowLength = width * (hasAlpha ? 4 : 3) + 1
    let bytes = [UInt8](unsafeUninitializedCapacity: rowLength * height) { target, count in
      guard let start = target.baseAddress else { return }
      for y in 0..<height {
        let row = start + y * rowLength
        row[0] = 0
        UnsafeRawPointer(data + y * stride).withMemoryRebound(to: UInt32.self, capacity: width) {
          hasAlpha
            ? PixelSurface.copyClear($0, to: row + 1, count: width)
            : PixelSurface.copyOpaque($0, to: row + 1, count: width)
        }
      }
      count = rowLength * height
    }
    return (bytes, hasAlpha)
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

  private static func copyOpaque(
    _ pixels: UnsafePointer<UInt32>, to row: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    var target = row
    for x in 0..<count {
      let pixel = pixels[x]
      target[0] = UInt8(truncatingIfNeeded: pixel >> 16)
      target[1] = UInt8(truncatingIfNeeded: pixel >> 8)
      target[2] = UInt8(truncatingIfNeeded: pixel)
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

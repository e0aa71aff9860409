import CPango

extension CairoContext {
  /// Draws a bitmap, scaled to fill its frame.
  func draw(_ image: SceneImage) throws(CanvasError) {
    let picture = try CairoImage(image.data)
    let frame = image.frame
    guard frame.width > 0, frame.height > 0, frame.origin.isFinite else { return }
    let scaling = Transform.scale(
      frame.width / Double(picture.width), frame.height / Double(picture.height))
    isolated {
      guard concatenate(Transform.translation(frame.x, frame.y).after(scaling)) else { return }
      cairo_set_source_surface(cairo, picture.surface, 0, 0)
      // Else the edges would be mixed with nothing.
      cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_PAD)
      // PDF/A has viewers decide by themselves how a picture is enlarged.
      if !image.isSmooth || medium == .vectors {
        cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST)
      }
      cairo_rectangle(cairo, 0, 0, Double(picture.width), Double(picture.height))
      cairo_clip(cairo)
      cairo_paint_with_alpha(cairo, image.opacity.limited(0, 1))
    }
  }
}

/// A bitmap that has been read; owns the Cairo surface.
final class CairoImage {
  /// The surface in Cairo's terms.
  let surface: OpaquePointer
  /// The width, in pixels.
  let width: Int
  /// The height, in pixels.
  let height: Int

  /// Reads a PNG or JPEG file.
  init(_ data: [UInt8]) throws(CanvasError) {
    switch Picture.Format(data) {
    case .jpeg: surface = try CairoImage.surface(jpeg: data)
    default: surface = CairoImage.surface(png: data)
    }
    width = Int(cairo_image_surface_get_width(surface))
    height = Int(cairo_image_surface_get_height(surface))
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS, width > 0, height > 0 else { throw .unreadableImage }
  }

  private static func surface(png: [UInt8]) -> OpaquePointer {
    var reader = ByteReader(bytes: png)
    return withUnsafeMutablePointer(to: &reader) { pointer in
      cairo_image_surface_create_from_png_stream(
        { closure, data, length in
          guard let closure, let data else { return CAIRO_STATUS_READ_ERROR }
          let reader = closure.assumingMemoryBound(to: ByteReader.self)
          return reader.pointee.read(into: data, count: Int(length))
            ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR
        }, pointer)
    }
  }

  private static func surface(jpeg: [UInt8]) throws(CanvasError) -> OpaquePointer {
    guard let file = JPEGFile(jpeg),
      let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, file.width, file.height),
      let pixels = cairo_image_surface_get_data(surface),
      file.decode(into: pixels, bytesPerRow: cairo_image_surface_get_stride(surface))
    else { throw .unreadableImage }
    cairo_surface_mark_dirty(surface)
    // Documents take the file as it is.
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: jpeg.count)
    copy.initialize(from: jpeg, count: jpeg.count)
    let status = cairo_surface_set_mime_data(
      surface, CAIRO_MIME_TYPE_JPEG, copy, UInt(jpeg.count), { $0?.deallocate() }, copy)
    if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
    return surface
  }

  deinit { cairo_surface_destroy(surface) }
}

/// Bytes that are read from the start to the end.
private struct ByteReader {
  let bytes: [UInt8]
  var offset = 0

  mutating func read(into target: UnsafeMutablePointer<UInt8>, count: Int) -> Bool {
    guard count <= bytes.count - offset else { return false }
    for index in 0..<count { target[index] = bytes[offset + index] }
    offset += count
    return true
  }
}

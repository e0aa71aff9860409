import CPango

/// A PDF file in the making; owns the Cairo surface and the bytes that it has written.
final class DocumentSurface {
  /// The surface in Cairo's terms.
  let surface: OpaquePointer

  private let written: UnsafeMutablePointer<[UInt8]>

  /// Creates a file; the size is that of the first page, in points.
  init(size: Size) throws(CanvasError) {
    written = .allocate(capacity: 1)
    written.initialize(to: [])
    surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        closure.assumingMemoryBound(to: [UInt8].self).pointee
          .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, written, size.width, size.height)
    try check()
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
  }

  deinit {
    // Cairo 1.16 crashes when it finishes a file after a failure: better lose some memory.
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return }
    // Writes what is left, so it must go before the bytes.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
    written.deinitialize(count: 1)
    written.deallocate()
  }

  /// Begins a page.
  func startPage(size: Size) {
    cairo_pdf_surface_set_size(surface, size.width, size.height)
  }

  /// Ends a page.
  func endPage() throws(CanvasError) {
    cairo_surface_show_page(surface)
    try check()
  }

  /// Ends the file and gives its bytes.
  func finish() throws(CanvasError) -> [UInt8] {
    cairo_surface_finish(surface)
    try check()
    return written.pointee
  }

  /// The bytes that were written since this was last asked for.
  func takeBytes() -> [UInt8] {
    defer { written.pointee = [] }
    return written.pointee
  }

  /// Throws if Cairo has failed.
  func check() throws(CanvasError) {
    let status = cairo_surface_status(surface)
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
  }

  /// Keeps Cairo from writing the time of the clock.
  func leaveOutDates() {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, nil)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, nil)
  }
}

/// Dates as W3C and PDF write them.
enum W3CDate {
  /// A date with its time, in Universal Time if it names no zone; nil if it is none.
  ///
  ///     W3CDate.complete("2026-05-01")   // 2026-05-01T00:00:00Z
  static func complete(_ date: String) -> String? {
    let template = Array("0000-00-00T00:00:00".utf8)
    let zero = Array("0000-01-01T00:00:00".utf8)
    let bytes = Array(date.utf8)
    var result = zero
    for (index, byte) in bytes.prefix(19).enumerated() {
      let isDigit = (0x30...0x39).contains(byte)
      guard template[index] == 0x30 ? isDigit : byte == template[index] else { return nil }
      result[index] = byte
    }
    guard [4, 7, 10, 16].contains(bytes.count) || bytes.count >= 19 else { return nil }
    func part(_ start: Int) -> Int {
      Int(result[start] - 0x30) * 10 + Int(result[start + 1] - 0x30)
    }
    guard (1...12).contains(part(5)), (1...31).contains(part(8)), part(11) < 24, part(14) < 60,
      part(17) <= 60
    else { return nil }
    let zone = String(decoding: bytes.dropFirst(19), as: UTF8.self)
    guard zone.isEmpty || zone == "Z" || isOffset(zone) else { return nil }
    return String(decoding: result, as: UTF8.self) + (zone.isEmpty ? "Z" : zone)
  }

  /// Whether a zone is written as `+08:00`.
  private static func isOffset(_ zone: String) -> Bool {
    let bytes = Array(zone.utf8)
    guard bytes.count == 6, bytes[0] == 0x2B || bytes[0] == 0x2D, bytes[3] == 0x3A else {
      return false
    }
    return [1, 2, 4, 5].allSatisfy { (0x30...0x39).contains(bytes[$0]) }
  }
}

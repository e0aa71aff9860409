import CPango

/// A PDF file that Cairo is drawing; owns the surface and the bytes that have been written.
final class CairoDocument {
  /// Draws on the page that is open.
  let context: CairoContext
  private let surface: OpaquePointer
  private let written: UnsafeMutablePointer<[UInt8]>

  /// Creates a file; the size is that of the first page, in points.
  init(size: Size) throws(CanvasError) {
    written = .allocate(capacity: 1)
    written.initialize(to: [])
    let surface: OpaquePointer = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        closure.assumingMemoryBound(to: [UInt8].self).pointee
          .append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, written, size.width, size.height)
    self.surface = surface
    context = CairoContext(surface: surface, medium: .vectors)
    try check()
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
    // Else Cairo writes the time of the clock.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, nil)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, nil)
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

  /// Draws a page.
  func draw(_ scene: Scene, by drawing: SceneDrawing) throws(CanvasError) {
    cairo_pdf_surface_set_size(surface, scene.size.width, scene.size.height)
    try drawing.draw(scene)
    cairo_surface_show_page(surface)
    try check()
  }

  /// Draws pages of lines that bring letters in, and which are no part of the document.
  func announce(_ scenes: [Scene], _ text: TextEngine) throws(CanvasError) {
    let letters = context.letters
    context.letters = nil
    defer { context.letters = letters }
    let drawing = SceneDrawing(context: context, text: text)
    for scene in scenes { try draw(scene, by: drawing) }
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
  private func check() throws(CanvasError) {
    let status = cairo_surface_status(surface)
    guard status != CAIRO_STATUS_SUCCESS else { return }
    throw .drawing(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
  }
}

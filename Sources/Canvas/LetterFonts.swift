import CPango

/// The fonts of an engine as Cairo draws with them, by those with which Pango has laid lines out.
///
/// They are as large, slanted and bold as Pango's, but their files are those of `OpenFonts`.
final class LetterFonts {
  private typealias Font = UnsafeMutablePointer<PangoFont>

  private var fonts: [Font: OpaquePointer?] = [:]

  deinit {
    for case let font? in fonts.values { cairo_scaled_font_destroy(font) }
    let kept = Array(fonts.keys)
    FontLock.run { for font in kept { g_object_unref(font) } }
  }

  /// Finds the fonts of a line, to be drawn with later; to be called inside the font lock.
  func open(for line: UnsafeMutablePointer<PangoLayoutLine>?) {
    for run in LayoutRuns(line: line) {
      guard let font = run.font, fonts[font] == nil else { continue }
      // Kept, so that no other font comes to stand where it does.
      g_object_ref(font)
      fonts.updateValue(LetterFonts.open(font), forKey: font)
    }
  }

  /// The font of a run; nil if it cannot be drawn with.
  func font(of run: LayoutRuns.Run) -> OpaquePointer? { run.font.flatMap { fonts[$0] ?? nil } }

  private static func open(_ font: Font) -> OpaquePointer? {
    guard let pattern = playfair_font_pattern(font), let face = OpenFonts.face(for: pattern),
      let scaled = playfair_scaled_font(font)
    else { return nil }
    var (matrix, transform) = (cairo_matrix_t(), cairo_matrix_t())
    cairo_scaled_font_get_font_matrix(scaled, &matrix)
    cairo_scaled_font_get_ctm(scaled, &transform)
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_scaled_font_get_font_options(scaled, options)
    var variations: UnsafeMutablePointer<FcChar8>?
    if FcPatternGetString(pattern, FC_FONT_VARIATIONS, 0, &variations) == FcResultMatch {
      variations?.withMemoryRebound(to: CChar.self, capacity: 1) {
        cairo_font_options_set_variations(options, $0)
      }
    }
    let result = cairo_scaled_font_create(face, &matrix, &transform, options)
    guard cairo_scaled_font_status(result) == CAIRO_STATUS_SUCCESS else {
      cairo_scaled_font_destroy(result)
      return nil
    }
    return result
  }
}

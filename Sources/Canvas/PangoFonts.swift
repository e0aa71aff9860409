import CPango

/// Owns a private Fontconfig configuration and the Pango objects that use it.
///
/// The machine's own configuration is never asked, so no font outside the library is used.
final class PangoFonts {
  /// One layout, used again for every text.
  let layout: OpaquePointer
  /// The families of the library, in lower case, with their true names.
  let families: [String: String]

  private let config: OpaquePointer?
  private let map: UnsafeMutablePointer<PangoFontMap>
  private let context: OpaquePointer

  init(library: FontLibrary) {
    config = PangoFonts.makeConfig(library)
    map = pango_cairo_font_map_new()
    playfair_set_font_config(map, config)
    playfair_set_resolution(map, 72)
    context = pango_font_map_create_context(map)
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    pango_cairo_context_set_font_options(context, options)
    cairo_font_options_destroy(options)
    pango_context_set_round_glyph_positions(context, 0)
    // Else the user's locale would choose glyphs.
    pango_context_set_language(context, TextLanguage(tag: "en").pango)
    layout = pango_layout_new(context)
    families = PangoFonts.families(in: config)
  }

  deinit {
    let (layout, context, map) = (layout, context, map)
    FontLock.run {
      g_object_unref(UnsafeMutableRawPointer(layout))
      g_object_unref(UnsafeMutableRawPointer(context))
      g_object_unref(map)
    }
    FcConfigDestroy(config)
  }

  /// A layout of its own; the caller gives it back with `g_object_unref`.
  func newLayout() -> OpaquePointer { pango_layout_new(context) }

  /// The font that a description finds first; the caller gives it back with `g_object_unref`.
  func loadFont(_ description: OpaquePointer) -> UnsafeMutablePointer<PangoFont>? {
    pango_context_load_font(context, description)
  }

  /// Whether the font of a description has a feature that replaces glyphs, in any script.
  func hasFeature(_ tag: String, _ description: OpaquePointer) -> Bool {
    guard let font = loadFont(description) else { return false }
    defer { g_object_unref(font) }
    let face = hb_font_get_face(pango_font_get_hb_font(font))
    let wanted = hb_tag_from_string(tag, -1)
    var count = hb_ot_layout_table_get_feature_tags(face, PangoFonts.substitutions, 0, nil, nil)
    var tags = [hb_tag_t](repeating: 0, count: Int(count))
    hb_ot_layout_table_get_feature_tags(face, PangoFonts.substitutions, 0, &count, &tags)
    return tags.prefix(Int(count)).contains(wanted)
  }

  /// The tag of the table that replaces glyphs, `GSUB`.
  private static let substitutions: hb_tag_t = 0x4753_5542

  private static func makeConfig(_ library: FontLibrary) -> OpaquePointer? {
    let config = FcConfigCreate()
    let text = Array((library.configuration + "\0").utf8)
    FcConfigParseAndLoadFromMemory(config, text, FcBool(0))
    for path in library.extraFolders where FcFileIsDir(Array((path + "\0").utf8)) == 0 {
      FcConfigAppFontAddFile(config, Array((path + "\0").utf8))
    }
    FcConfigBuildFonts(config)
    return config
  }

  /// Whether a file holds a font.
  static func isFont(_ path: String) -> Bool {
    let config = FcConfigCreate()
    defer { FcConfigDestroy(config) }
    FcConfigAppFontAddFile(config, Array((path + "\0").utf8))
    return (FcConfigGetFonts(config, FcSetApplication)?.pointee.nfont ?? 0) > 0
  }

  private static func families(in config: OpaquePointer?) -> [String: String] {
    var result: [String: String] = [:]
    for set in [FcSetSystem, FcSetApplication] {
      guard let fonts = FcConfigGetFonts(config, set)?.pointee, let list = fonts.fonts else {
        continue
      }
      for index in 0..<Int(fonts.nfont) {
        var name: UnsafeMutablePointer<FcChar8>?
        var place: Int32 = 0
        while FcPatternGetString(list[index], FC_FAMILY, place, &name) == FcResultMatch {
          place += 1
          guard let name else { continue }
          let family = String(cString: name)
          result[family.lowercased()] = family
        }
      }
    }
    return result
  }
}

import CPango
import Diagnostics

/// A text style in Pango's terms, with the measures of the lines that were asked for before.
final class TextFace {
  /// The font description: the family, what stands in for it, size, weight and slope.
  let description: OpaquePointer
  /// The family of the library that is used.
  let family: String
  /// The language as fonts know it.
  let language: TextLanguage
  /// From the baseline up to the top of the font's letters, in points, not hinted.
  let ascent: Double
  /// From the baseline down to the foot of the font's letters, in points, not hinted.
  let descent: Double
  /// The attributes of a whole line in this face.
  let attributes: OpaquePointer
  /// The measures of lines, by text.
  var metrics: [ExactText: TextMetrics] = [:]
  /// Which features the font has, of those that were asked for.
  var knownFeatures: [String: Bool] = [:]

  private let features: String
  private let letterSpacing: Int32

  init(style: TextStyle, family: String, fonts: PangoFonts) {
    self.family = family
    language = TextLanguage(tag: style.language)
    description = TextFace.makeDescription(style, family: family, language: language)
    features = TextFace.featureText(style.features.filter { $0 != .smallCapitals })
    letterSpacing = pangoUnits(style.letterSpacing)
    (ascent, descent) = TextFace.extents(of: description, size: style.size, fonts: fonts)
    attributes = pango_attr_list_new()
    addAttributes(to: attributes, from: 0, to: UInt32.max)
  }

  deinit {
    pango_font_description_free(description)
    pango_attr_list_unref(attributes)
  }

  /// Adds language, features and letter spacing for a range of UTF-8 offsets.
  func addAttributes(to list: OpaquePointer, from start: UInt32, to end: UInt32) {
    TextFace.add(pango_attr_language_new(language.pango), to: list, from: start, to: end)
    if !features.isEmpty {
      TextFace.add(pango_attr_font_features_new(features), to: list, from: start, to: end)
    }
    if letterSpacing != 0 {
      TextFace.add(pango_attr_letter_spacing_new(letterSpacing), to: list, from: start, to: end)
    }
  }

  /// Adds the family of East Asian letters for a range, if the face is not such a family itself.
  func addEastAsianFamily(to list: OpaquePointer, from start: UInt32, to end: UInt32) {
    guard !family.contains("CJK") else { return }
    // The first name is none, so that the letters get the size that they have beside Latin ones.
    let families = ["Beside Latin"] + FontFamily.eastAsian(for: family, language: language)
    let attribute = pango_attr_family_new(families.joined(separator: ","))
    TextFace.add(attribute, to: list, from: start, to: end)
  }

  /// Adds an attribute for a range; the list owns it from then on.
  static func add(
    _ attribute: UnsafeMutablePointer<PangoAttribute>?, to list: OpaquePointer,
    from start: UInt32, to end: UInt32
  ) {
    guard let attribute else { return }
    attribute.pointee.start_index = start
    attribute.pointee.end_index = end
    pango_attr_list_change(list, attribute)
  }

  private static func makeDescription(
    _ style: TextStyle, family: String, language: TextLanguage
  ) -> OpaquePointer {
    let description: OpaquePointer = pango_font_description_new()
    let families = [family] + FontFamily.eastAsian(for: family, language: language)
    pango_font_description_set_family(description, families.joined(separator: ","))
    pango_font_description_set_absolute_size(description, Double(fontSize(style.size)))
    let weight = UInt32(min(max(style.weight, 100), 1000))
    pango_font_description_set_weight(description, PangoWeight(rawValue: weight))
    pango_font_description_set_style(
      description, style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL)
    // As a variant and not as a feature: Pango scales capitals down where the font has no small ones.
    if style.features.contains(.smallCapitals) {
      pango_font_description_set_variant(description, PANGO_VARIANT_SMALL_CAPS)
    }
    return description
  }

  /// The features as CSS writes them; what is not a four-letter tag is left out.
  private static func featureText(_ features: [TextStyle.Feature]) -> String {
    features.filter(\.isWellFormed).map { "\"\($0.tag)\" \($0.isOn ? 1 : 0)" }
      .joined(separator: ", ")
  }

  private static func extents(
    of description: OpaquePointer, size: Double, fonts: PangoFonts
  ) -> (Double, Double) {
    let size = Double(fontSize(size)) / 1024
    guard !fonts.families.isEmpty, let font = fonts.loadFont(description) else {
      return (size * 0.97, size * 0.24)
    }
    defer { g_object_unref(font) }
    var extents = hb_font_extents_t()
    guard hb_font_get_h_extents(pango_font_get_hb_font(font), &extents) != 0 else {
      return (size * 0.97, size * 0.24)
    }
    return (Double(extents.ascender) / 1024, -Double(extents.descender) / 1024)
  }

  /// How wide a letter is taken to be where there is no font.
  static func guessedWidth(size: Double) -> Double { Double(fontSize(size)) / 1024 * 0.55 }

  /// The size in Pango's units, within what Pango can count in.
  private static func fontSize(_ size: Double) -> Int32 {
    size.isFinite ? max(1, pangoUnits(min(size, 10_000))) : 1
  }
}

extension TextStyle.Feature {
  /// Whether the tag is four letters or digits, as OpenType has them.
  var isWellFormed: Bool {
    tag.utf8.count == 4
      && tag.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      }
  }
}

/// A length in Pango's units (1/1024 point); what is not a number is none.
func pangoUnits(_ points: Double) -> Int32 {
  guard points.isFinite else { return 0 }
  return Int32(min(max((points * 1024).rounded(), -1e9), 1e9))
}

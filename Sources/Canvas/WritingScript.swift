import CPango

/// A script whose glyphs differ by language, so that the language must not be left to chance.
///
/// Where a text's language does not use the script of a letter, Pango asks the environment
/// (`LANGUAGE`) for one that does: the same input would look different on another machine. A
/// language named for each such letter prevents it.
enum WritingScript: Hashable {
  case greek, cyrillic, hebrew, arabic, devanagari, thai, han, kana, hangul

  /// The script of a character; nil for Latin, signs and rare scripts.
  init?(of scalar: Unicode.Scalar) {
    guard scalar.value >= 0x370 else { return nil }
    let match = WritingScript.ranges.first { $0.0.contains(scalar.value) }
    guard let match else { return nil }
    self = match.1
  }

  private static let ranges: [(ClosedRange<UInt32>, WritingScript)] = [
    (0x370...0x3FF, .greek), (0x400...0x52F, .cyrillic), (0x590...0x5FF, .hebrew),
    (0x600...0x6FF, .arabic), (0x750...0x77F, .arabic), (0x8A0...0x8FF, .arabic),
    (0x900...0x97F, .devanagari), (0xE00...0xE7F, .thai), (0x1100...0x11FF, .hangul),
    (0x1C80...0x1C8F, .cyrillic), (0x1F00...0x1FFF, .greek), (0x2DE0...0x2DFF, .cyrillic),
    (0x2E80...0x303F, .han), (0x3040...0x30FF, .kana), (0x3100...0x312F, .han),
    (0x3130...0x318F, .hangul), (0x3190...0x31EF, .han), (0x31F0...0x31FF, .kana),
    (0x3200...0x9FFF, .han), (0xA640...0xA69F, .cyrillic), (0xA960...0xA97F, .hangul),
    (0xAC00...0xD7FF, .hangul), (0xF900...0xFAFF, .han), (0xFB1D...0xFB4F, .hebrew),
    (0xFB50...0xFDFF, .arabic), (0xFE30...0xFE4F, .han), (0xFE70...0xFEFF, .arabic),
    (0xFF00...0xFF65, .han), (0xFF66...0xFF9F, .kana), (0xFFA0...0xFFDC, .hangul),
    (0xFFE0...0xFFEF, .han), (0x20000...0x3FFFF, .han),
  ]

  /// Whether Chinese, Japanese or Korean is written in it.
  var isEastAsian: Bool { self == .han || self == .kana || self == .hangul }

  /// The language of a letter of this script in a text whose own language does not use it.
  var language: TextLanguage {
    switch self {
    case .greek: TextLanguage(tag: "el")
    case .cyrillic: TextLanguage(tag: "ru")
    case .hebrew: TextLanguage(tag: "he")
    case .arabic: TextLanguage(tag: "ar")
    case .devanagari: TextLanguage(tag: "hi")
    case .thai: TextLanguage(tag: "th")
    case .han: TextLanguage(tag: "zh-Hans")
    case .kana: TextLanguage(tag: "ja")
    case .hangul: TextLanguage(tag: "ko")
    }
  }

  var pango: PangoScript {
    switch self {
    case .greek: PANGO_SCRIPT_GREEK
    case .cyrillic: PANGO_SCRIPT_CYRILLIC
    case .hebrew: PANGO_SCRIPT_HEBREW
    case .arabic: PANGO_SCRIPT_ARABIC
    case .devanagari: PANGO_SCRIPT_DEVANAGARI
    case .thai: PANGO_SCRIPT_THAI
    case .han: PANGO_SCRIPT_HAN
    case .kana: PANGO_SCRIPT_HIRAGANA
    case .hangul: PANGO_SCRIPT_HANGUL
    }
  }
}

/// A language as fonts know it.
struct TextLanguage: Hashable {
  /// The tag in the form of Fontconfig and HarfBuzz: `zh-cn` for Chinese in simplified characters.
  let tag: String

  /// Takes a BCP 47 tag; an empty one is English.
  init(tag: String) {
    let parts = tag.lowercased().split { $0 == "-" || $0 == "_" }
    guard let language = parts.first else {
      self.tag = "en"
      return
    }
    let region = parts.first { ["tw", "hk", "mo", "cn", "sg"].contains($0) }
    let isTraditional = parts.contains("hant")
    switch language {
    case "zh", "cmn":
      switch region {
      case "hk", "mo": self.tag = parts.contains("hans") ? "zh-cn" : "zh-hk"
      case "tw": self.tag = parts.contains("hans") ? "zh-cn" : "zh-tw"
      default: self.tag = isTraditional ? "zh-tw" : "zh-cn"
      }
    case "yue": self.tag = "zh-hk"
    default: self.tag = parts.joined(separator: "-")
    }
  }

  /// The suffix of Noto's East Asian families for the language: simplified Chinese by default.
  var notoSuffix: String {
    switch tag {
    case "zh-tw": "TC"
    case "zh-hk": "HK"
    case _ where tag == "ja" || tag.hasPrefix("ja-"): "JP"
    case _ where tag == "ko" || tag.hasPrefix("ko-"): "KR"
    default: "SC"
    }
  }

  /// The language for Pango, which keeps it for ever.
  var pango: OpaquePointer? { pango_language_from_string(tag) }

  /// Whether the language is written in a script.
  func uses(_ script: WritingScript) -> Bool {
    guard let pango else { return false }
    return pango_language_includes_script(pango, script.pango) != 0
  }
}

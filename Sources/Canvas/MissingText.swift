import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a text engine could not find: folders, families, and glyphs that no font has.
public struct MissingText: Sendable, Hashable {
  /// A family that the library does not have.
  public struct Family: Sendable, Hashable {
    /// The name as it was asked for.
    public var name: String
    /// The family that is used in its place.
    public var used: String
  }

  /// A character for which no font has a glyph: it is drawn as a box.
  public struct Glyph: Sendable, Hashable {
    /// The character.
    public var character: Unicode.Scalar
    /// The family of the text.
    public var family: String
  }

  /// Folders of the library that are not there.
  public private(set) var folders: [String] = []
  /// Families that are not there, in the order in which they were asked for.
  public private(set) var families: [Family] = []
  /// Characters without a glyph, in the order in which they were met.
  public private(set) var glyphs: [Glyph] = []
  /// Code points that stand for no character, in the order in which they were met.
  public private(set) var noncharacters: [Unicode.Scalar] = []

  /// Whether there is no font at all.
  public internal(set) var isEverything = false

  private var seen: Set<Glyph> = []

  mutating func addFolders(of library: FontLibrary) {
    folders = library.extraFolders.filter { access($0, R_OK) != 0 }
  }

  mutating func add(family name: String, used: String) {
    let family = Family(name: name, used: used)
    if !families.contains(family) { families.append(family) }
  }

  mutating func add(noncharacter scalar: Unicode.Scalar) {
    if !noncharacters.contains(scalar) { noncharacters.append(scalar) }
  }

  mutating func add(character: Unicode.Scalar, family: String) {
    let glyph = Glyph(character: character, family: family)
    if seen.insert(glyph).inserted { glyphs.append(glyph) }
  }

  /// Adds what another engine could not find.
  mutating func add(contentsOf other: MissingText) {
    for family in other.families { add(family: family.name, used: family.used) }
    for glyph in other.glyphs { add(character: glyph.character, family: glyph.family) }
    for scalar in other.noncharacters { add(noncharacter: scalar) }
  }

  /// The same in an order that does not depend on which text was met first: several engines may have
  /// shared the work.
  private var sorted: MissingText {
    var result = self
    result.families.sort { ($0.name, $0.used) < ($1.name, $1.used) }
    result.glyphs.sort { ($0.family, $0.character.value) < ($1.family, $1.character.value) }
    result.noncharacters.sort()
    return result
  }
}

extension MissingText {
  /// What is missing, as warnings that say which Debian package has it.
  ///
  /// That there is no font at all is an error.
  public var diagnostics: [Diagnostic] { diagnostics(fontsNamedAt: [:]) }

  /// The same with the places at which families are named, where they are known.
  public func diagnostics(fontsNamedAt places: [String: Place]) -> [Diagnostic] {
    guard !isEverything else { return folders.map(Diagnostic.missingFontFolder) + [.noFonts] }
    let sorted = sorted
    return folders.map(Diagnostic.missingFontFolder)
      + sorted.families.map { .missingFont($0, at: places[$0.name]) }
      + sorted.glyphsByFamily.map { Diagnostic.missingGlyphs($0.glyphs, family: $0.family) }
      + sorted.noncharacters.prefix(5).map(Diagnostic.noncharacter)
  }

  private var glyphsByFamily: [(family: String, glyphs: [Unicode.Scalar])] {
    var result: [(family: String, glyphs: [Unicode.Scalar])] = []
    for glyph in glyphs {
      if let place = result.firstIndex(where: { $0.family == glyph.family }) {
        result[place].glyphs.append(glyph.character)
      } else {
        result.append((glyph.family, [glyph.character]))
      }
    }
    return result
  }
}

extension Diagnostic {
  static let noFonts = Diagnostic.error(
    "no-fonts", "no fonts found: text cannot be drawn",
    why: "only the fonts of the themes and of '--font-path' are used",
    hint: "install the packages 'fonts-inter' and 'fonts-linuxlibertine'")

  static func missingFontFolder(_ path: String) -> Diagnostic {
    .warning(
      "missing-font-folder", "cannot read the font folder '\(path)'",
      hint: "check the path given with '--font-path'")
  }

  static func missingFont(_ family: MissingText.Family, at place: Place?) -> Diagnostic {
    let package = FontLibrary.package(forFamily: family.name)
    return .warning(
      "missing-font", "no font '\(family.name)'; '\(family.used)' is used in its place",
      at: place, why: "only the fonts of the themes and of '--font-path' are used",
      hint: package.map { "install the package '\($0)'" }
        ?? "give the folder of the font with '--font-path'")
  }

  static func missingGlyphs(_ characters: [Unicode.Scalar], family: String) -> Diagnostic {
    let shown = characters.prefix(5).map { "'\($0)' (\(name(of: $0)))" }.joined(separator: ", ")
    let more = characters.count > 5 ? " and \(characters.count - 5) more" : ""
    let package = characters.lazy.compactMap { FontLibrary.package(forCharacter: $0) }.first
    return .warning(
      "missing-glyph", "no font has \(shown)\(more), met in a text in '\(family)'",
      why: "a character that no font has is drawn as a box",
      hint: package.map { "install the package '\($0)'" }
        ?? "give the folder of a font that has it with '--font-path'")
  }

  static func noncharacter(_ scalar: Unicode.Scalar) -> Diagnostic {
    .warning(
      "noncharacter", "a text holds \(name(of: scalar)), which stands for no character",
      why: "it is shown as U+FFFD", hint: "take it out of the text")
  }

  private static func name(of character: Unicode.Scalar) -> String {
    let hex = String(character.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
  }
}

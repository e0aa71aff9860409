import CPango
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The fonts that may be used: files and folders, never what else the machine has.
///
///     FontLibrary()                               // Inter, Linux Libertine, Noto CJK, …
///     FontLibrary(extraFolders: ["fonts/brand"])  // and those of a folder
public struct FontLibrary: Sendable, Hashable {
  /// Folders (or single font files) of fonts beside those that Playfair's themes use.
  public var extraFolders: [String]
  /// Whether the fonts of the themes are in the library too; true by default.
  public var hasThemeFonts = true

  /// Creates the library that Playfair's themes use, from where the system's packages put it.
  public init() { self.init(extraFolders: []) }

  /// Creates the library of the themes and of some folders (or single font files).
  public init(extraFolders: [String]) { self.extraFolders = extraFolders }

  /// Where Debian and Ubuntu put the fonts of the themes: folders that hold nothing else.
  static let packageFolders = [
    "/usr/share/fonts/opentype/inter",
    "/usr/share/fonts/truetype/inter",
    "/usr/share/fonts/opentype/linux-libertine",
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/jetbrains-mono",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
  ]

  /// Where Homebrew's casks put fonts: among all others, so that only our files are taken.
  static let sharedFolders = ["~/Library/Fonts", "/Library/Fonts"]

  /// The names of the files that are taken from shared folders.
  static let sharedFiles = [
    "Inter-*", "InterVariable*", "Inter.ttc", "LinLibertine*", "LinBiolinum*", "NotoSansCJK*",
    "NotoSerifCJK*", "NotoSansMonoCJK*", "JetBrainsMono*", "Liberation*",
  ]

  /// Where Fontconfig keeps what it knows of the folders; reading fonts anew takes half a second.
  static let cacheFolders = [
    "/var/cache/fontconfig", "/opt/homebrew/var/cache/fontconfig",
    "/usr/local/var/cache/fontconfig",
  ]

  /// East Asian letters in a text of another font are drawn at 0.95 of its size, since they fill
  /// their square and would look larger than the letters beside them.
  private static let smallerEastAsian = """
    <match target="font">
    <test name="family" compare="contains"><string>CJK</string></test>
    <test target="pattern" name="family" qual="first" compare="not_contains">
    <string>CJK</string></test>
    <edit name="pixelsize" mode="assign">
    <times><name>pixelsize</name><double>0.95</double></times></edit>
    </match>
    """

  /// The folders in which fonts are looked for, those of others too.
  var folders: [String] {
    let home = getenv("HOME").map { String(cString: $0) } ?? ""
    let own = hasThemeFonts ? FontLibrary.packageFolders + FontLibrary.sharedFolders : []
    return own.map { $0.hasPrefix("~") ? home + $0.dropFirst() : $0 } + extraFolders
  }

  /// The configuration for Fontconfig: these folders and no others.
  var configuration: String {
    let own = hasThemeFonts ? FontLibrary.packageFolders + FontLibrary.sharedFolders : []
    var lines = own.map { "<dir>\($0)</dir>" }
    for folder in extraFolders {
      // Fontconfig wants to be told that a path is relative to where the program runs.
      let prefix = folder.hasPrefix("/") ? "" : " prefix=\"cwd\""
      lines.append("<dir\(prefix)>\(XMLText.escaped(folder))</dir>")
    }
    for folder in FontLibrary.cacheFolders { lines.append("<cachedir>\(folder)</cachedir>") }
    lines.append("<cachedir prefix=\"xdg\">fontconfig</cachedir>")
    lines.append("<selectfont><rejectfont><glob>*/Library/Fonts/*</glob></rejectfont>")
    for file in FontLibrary.sharedFiles {
      lines.append("<acceptfont><glob>*/Library/Fonts/\(file)</glob></acceptfont>")
    }
    lines.append("</selectfont>")
    lines.append(FontLibrary.smallerEastAsian)
    return "<?xml version=\"1.0\"?>\n<fontconfig>\n" + lines.joined(separator: "\n")
      + "\n</fontconfig>\n"
  }
}

extension FontLibrary {
  /// What keeps a folder, or a single font file, from being used; nil if nothing does.
  ///
  ///     FontLibrary.problem(ofFolder: "nowhere")   // "does not exist"
  public static func problem(ofFolder path: String) -> String? {
    guard let kind = FilePath.kind(of: path) else { return "does not exist" }
    guard access(path, kind == .directory ? R_OK | X_OK : R_OK) == 0 else {
      return "cannot be read: \(FilePath.lastError())"
    }
    switch kind {
    case .directory: return nil
    case .file: return PangoFonts.isFont(path) ? nil : "is neither a folder nor a font"
    case .other: return "is neither a folder nor a font"
    }
  }

  /// Keeps this process from reading the fonts of the machine, which Pango else does once (7 ms).
  ///
  /// For a program that draws with Canvas alone, before its first engine. In a program that also
  /// shows text by other means it would take the machine's fonts from those.
  public static func skipSystemFonts() {
    let empty = FcConfigCreate()
    FcConfigSetCurrent(empty)
    FcConfigDestroy(empty)
  }

  /// The Debian package that has a family, if it is one of those that the themes use.
  public static func package(forFamily family: String) -> String? {
    let name = family.lowercased()
    return packages.first { name.hasPrefix($0.prefix) }?.package
  }

  /// The Debian package that has glyphs for a character, if one of our fonts does.
  public static func package(forCharacter character: Unicode.Scalar) -> String? {
    WritingScript(of: character)?.isEastAsian == true ? "fonts-noto-cjk" : nil
  }

  private static let packages: [(prefix: String, package: String)] = [
    ("inter", "fonts-inter"), ("linux libertine", "fonts-linuxlibertine"),
    ("linux biolinum", "fonts-linuxlibertine"), ("noto sans cjk", "fonts-noto-cjk"),
    ("noto serif cjk", "fonts-noto-cjk"), ("noto sans mono cjk", "fonts-noto-cjk"),
    ("jetbrains mono", "fonts-jetbrains-mono"), ("liberation", "fonts-liberation"),
    ("arial", "fonts-liberation"), ("helvetica", "fonts-liberation"),
    ("times", "fonts-liberation"), ("courier", "fonts-liberation"),
  ]
}

/// Which family of a library stands for a name, as specs and CSS write it.
enum FontFamily {
  /// What was found for a list of names.
  struct Match: Hashable {
    /// The family of the library.
    var family: String
    /// The name for which another family stands in, if one does.
    var missing: String?
  }

  /// The first family of a comma-separated list that the library has; what stands behind a `|` is used
  /// in place of families that are missing.
  ///
  ///     match("Helvetica Neue, Arial, sans-serif", in: families)   // Liberation Sans
  static func match(_ list: String, in families: [String: String]) -> Match {
    let parts = list.split(separator: "|").map { part in
      part.split(separator: ",").map(trimmed).filter { !$0.isEmpty }
    }
    let names = parts.first ?? []
    if let family = first(of: names, in: families) { return Match(family: family) }
    let fallback = first(of: parts.dropFirst().joined() + preferred, in: families)
    return Match(
      family: fallback ?? families.values.min() ?? "Inter", missing: names.first ?? list)
  }

  private static func first(of names: [String], in families: [String: String]) -> String? {
    names.lazy.flatMap { [$0] + standIns(for: $0) }.compactMap { families[$0.lowercased()] }.first
  }

  /// The families for Chinese, Japanese and Korean letters in a text of another family.
  static func eastAsian(for family: String, language: TextLanguage) -> [String] {
    let name = family.lowercased()
    let suffix = language.notoSuffix
    if name.contains("mono") { return ["Noto Sans Mono CJK \(suffix)", "Noto Sans CJK \(suffix)"] }
    let isSerif =
      name.contains("libertine") || name.contains("times")
      || (name.contains("serif") && !name.contains("sans"))
    return isSerif
      ? ["Noto Serif CJK \(suffix)", "Noto Sans CJK \(suffix)"]
      : ["Noto Sans CJK \(suffix)", "Noto Serif CJK \(suffix)"]
  }

  /// Names that mean a family with the same measures, and CSS's generic names.
  private static func standIns(for name: String) -> [String] {
    switch name.lowercased() {
    case "sans-serif", "sans", "system-ui", "ui-sans-serif": ["Liberation Sans", "Inter"]
    case "serif", "ui-serif": ["Linux Libertine O", "Liberation Serif"]
    case "monospace", "ui-monospace": ["JetBrains Mono", "Liberation Mono"]
    case "arial", "helvetica", "helvetica neue": ["Liberation Sans"]
    case "times", "times new roman": ["Liberation Serif"]
    case "courier", "courier new": ["Liberation Mono"]
    case "linux libertine": ["Linux Libertine O"]
    case "linux biolinum": ["Linux Biolinum O"]
    default: []
    }
  }

  private static let preferred = ["Inter", "Linux Libertine O", "Liberation Sans"]

  /// A name without the spaces and quotes around it.
  static func trimmed(_ name: Substring) -> String {
    let isOuter: (Character) -> Bool = { $0.isWhitespace || $0 == "\"" || $0 == "'" }
    let start = name.drop(while: isOuter)
    return String(String(start.reversed().drop(while: isOuter)).reversed())
  }
}

import Diagnostics
import Notation

/// The keys of themes as a page of the reference, made from the list by which they are read.
enum ThemeReference {
  /// The page, in Markdown.
  static var page: String {
    let faces = Set(ThemeSpec.keys.filter { $0.kind == ThemeFace.noun }.map(\.name))
    let lines = Set(ThemeSpec.keys.filter { $0.kind == PageLine.noun }.map(\.name))
    let notes = ThemeSpec.notes
    var text = """
      # The keys of themes

      Made from the list by which themes are read; a test keeps it so. How themes are written is \
      told in [Documents.md](Documents.md#themes). The defaults are those of the theme `playfair` for pages.

      ## At the top

      | key | value | default | what it does |
      | :--- | :--- | :--- | :--- |
      | `extends` | a theme or a file | `playfair` | The theme over which this one is laid. |
      | `briefing`, `article`, `slides`, `handout`, `html` | keys of this page | | What holds for \
      one format alone. |

      """
    for note in notes where note.inner.isEmpty { text += row(note, path: [note.name]) }
    for note in notes
    where !note.inner.isEmpty && !faces.contains(note.name) && !lines.contains(note.name) {
      text += "\n## `\(note.name)`\n\n\(note.doc)\n\n" + head
      for inner in note.inner { text += row(inner, path: [note.name, inner.name]) }
    }
    text += "\n## Texts\n\n| key | what it is | default |\n| :--- | :--- | :--- |\n"
    for note in notes where faces.contains(note.name) {
      text += "| `\(note.name)` | \(note.doc) | \(value([note.name])) |\n"
    }
    text +=
      "\nEach of them has these keys.\n\n| key | value | what it does |\n| :--- | :--- | :--- |\n"
    for inner in ThemeFace.notes { text += "| `\(inner.name)` | \(inner.kind) | \(inner.doc) |\n" }
    text += "\n## Heads and feet\n\n| key | what it is | default |\n| :--- | :--- | :--- |\n"
    for note in notes where lines.contains(note.name) {
      text += "| `\(note.name)` | \(note.doc) | \(value([note.name])) |\n"
    }
    text += "\nEach of them has these keys.\n\n| key | what it does |\n| :--- | :--- |\n"
    for inner in PageLine.notes { text += "| `\(inner.name)` | \(inner.doc) |\n" }
    let slots = SlotText.Slot.allCases.map { "`{\($0.rawValue)}`" }
    return text + "\nThe slots of their texts are \(slots.joined(separator: ", ")).\n"
  }

  private static let head = """
    | key | value | default | what it does |
    | :--- | :--- | :--- | :--- |

    """

  private static func row(_ note: ThemeKeyNote, path: [String]) -> String {
    "| `\(note.name)` | \(note.kind) | \(value(path)) | \(note.doc) |\n"
  }

  /// What the default theme has for a key, as it is written there.
  private static func value(_ path: [String]) -> String {
    let written = defaults.map { node in path.reduce(node) { $0?[$1] } } ?? nil
    guard let written, !written.isNull else { return "" }
    return "`\(text(of: written))`"
  }

  /// A value as YAML has it on one line.
  private static func text(of node: Node) -> String {
    if let members = node.members {
      let parts = members.map { "\($0.key): \(text(of: $0.value))" }
      return "{" + parts.joined(separator: ", ") + "}"
    }
    if let elements = node.elements {
      return "[" + elements.map { text(of: $0) }.joined(separator: ", ") + "]"
    }
    return node.place.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static let defaults: Node? = {
    var log = DiagnosticLog()
    guard let bytes = ReportTheme.text(of: "playfair") else { return nil }
    return NotationReader.read(SourceText(name: "theme playfair", bytes: bytes), log: &log)
  }()
}

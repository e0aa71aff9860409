import Diagnostics
import Notation

/// What the front matter says of citations.
struct CitationSettings: Sendable {
  var style = CitationStyle.chicago
  /// Works that the front matter itself describes, as Pandoc's `references`.
  var references: Node?
  /// Works that stand in the list though nothing cites them.
  var uncited: [Written] = []
  /// Whether all works of the bibliography stand in the list.
  var listsAll = false
  var linksCitations = true
  var linksBibliography = true
  /// Whether the list of works is left out.
  var hidesList = false
}

extension MarkdownReader {
  /// The keys of the front matter that concern citations.
  static let citationKeys = [
    "csl", "citation-style", "references", "nocite", "link-citations", "link-bibliography",
    "suppress-bibliography",
  ]

  /// Reads a key that concerns citations; says whether it was one.
  mutating func readsCitationKey(
    _ member: Node.Member, _ settings: inout CitationSettings
  ) -> Bool {
    let value = member.value
    switch member.key {
    case "csl", "citation-style": style(value, &settings)
    case "references": settings.references = value.isNull ? nil : value
    case "nocite": uncited(value, &settings)
    case "link-citations": settings.linksCitations = flag(value)
    case "link-bibliography": settings.linksBibliography = flag(value)
    case "suppress-bibliography": settings.hidesList = flag(value)
    default: return false
    }
    return true
  }

  private mutating func style(_ node: Node, _ settings: inout CitationSettings) {
    guard !node.isNull, let written = written(node) else { return }
    if let style = CitationStyle.named(written.text) {
      settings.style = style
    } else {
      log.add(.unknownStyle(written))
    }
  }

  private mutating func uncited(_ node: Node, _ settings: inout CitationSettings) {
    for written in list(node) {
      if written.text.contains("@*") { settings.listsAll = true }
      var keys: [Written] = []
      inlines(of: Written(written.text, at: written.place)).forEachInline { inline in
        if case .citation(let citation, _) = inline.kind { keys += citation.parts.map(\.key) }
      }
      if keys.isEmpty, !settings.listsAll, !written.text.trimmed.isEmpty {
        log.add(.noKeys(written))
      }
      settings.uncited += keys
    }
  }
}

extension Diagnostic {
  static func unknownStyle(_ written: Written) -> Diagnostic {
    let isNotes = ["note", "fullnote", "footnote", "oscola"].contains { written.text.contains($0) }
    return .error(
      "unknown-style", "there is no citation style '\(written.text)'", at: written.place,
      why: isNotes
        ? "citations in footnotes are not supported"
        : "CSL files are not read; the styles that are built in are "
          + Suggestion.list(CitationStyle.names, limit: 12),
      hint: Suggestion.hint(for: written.text, in: CitationStyle.names)
        ?? "write 'csl: \(isNotes ? "chicago-author-date" : "apa")' or another of them")
  }

  static func noKeys(_ written: Written) -> Diagnostic {
    .error(
      "nocite-without-keys", "'nocite' names no work", at: written.place,
      why: "works are named by their keys: \"@peng1987, @yao1999\", or \"@*\" for all")
  }
}

import Diagnostics
import Notation

/// A shape that the front matter asks for, with the keys that hold for it alone.
struct FormatWish: Sendable {
  var format: ReportFormat
  /// Keys that take the place of those of the whole document; nil if there are none.
  var options: Node?
}

extension MarkdownReader {
  /// Other programs' formats: who writes them renders the document there as well.
  private static let foreignFormats: Set<String> = [
    "docx", "odt", "epub", "gfm", "markdown", "commonmark", "ipynb", "rtf", "context", "jats",
    "asciidoc", "rst", "plain", "icml", "dashboard",
  ]

  /// The shapes under `format`: a name, a list of names, or names with keys of their own.
  mutating func formats(_ node: Node) -> [FormatWish] {
    var first: [ReportFormat: Written] = [:]
    return named(node).compactMap { name, options in
      guard let format = format(name) else { return nil }
      if let first = first[format] {
        log.add(.duplicateFormat(name, first: first))
        return nil
      }
      first[format] = name
      return FormatWish(format: format, options: options)
    }
  }

  /// The names under `format`, each with the keys that hold for it alone.
  private mutating func named(_ node: Node) -> [(name: Written, options: Node?)] {
    if node.isNull { return [] }
    if let members = node.members {
      return members.compactMap { member in
        let options = member.value.members == nil ? nil : member.value
        if options == nil, !member.value.isNull, member.value.text != "default" {
          log.add(.wrongKind(member.value, wanted: "keys of the format, or 'default',"))
        }
        return (Written(member.key, at: member.keyPlace), options)
      }
    }
    return (node.elements ?? [node]).compactMap { element in
      guard let name = element.text else {
        log.add(.wrongKind(element, wanted: "the name of a format"))
        return nil
      }
      return (Written(name, at: element.place), nil)
    }
  }

  private mutating func format(_ name: Written) -> ReportFormat? {
    if let format = ReportFormat(name: name.text) { return format }
    // `journal-pdf` is Quarto's word for an extension of a format.
    let base = name.text.split(separator: "-").last.map(String.init) ?? ""
    let isForeign = Self.foreignFormats.contains(base) || ReportFormat(name: base) != nil
    log.add(isForeign ? .foreignFormat(name) : .unknownFormat(name))
    return nil
  }

  /// The metadata of each shape that has keys of its own.
  mutating func variants(of base: Metadata, _ node: Node?) -> [ReportFormat: Metadata] {
    var variants: [ReportFormat: Metadata] = [:]
    for wish in base.formats {
      guard let own = wish.options?.members else { continue }
      let names = Set(own.map(\.key))
      let common = node?.members?.filter { !names.contains($0.key) && $0.key != "format" } ?? []
      variants[wish.format] = metadata(common + own)
    }
    return variants
  }
}

extension Diagnostic {
  static func unknownFormat(_ name: Written) -> Diagnostic {
    // "pdf, slides" is one text in YAML.
    let parts = name.text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    let isList = parts.count > 1 && parts.allSatisfy { ReportFormat(name: $0) != nil }
    return .error(
      "unknown-format", "there is no format '\(name.text)'", at: name.place,
      why: "the formats are \(Suggestion.list(ReportFormat.names))",
      hint: isList
        ? "write a list: [\(parts.joined(separator: ", "))]"
        : Suggestion.hint(for: name.text, in: ReportFormat.names))
  }

  static func duplicateFormat(_ name: Written, first: Written) -> Diagnostic {
    let isSame = name.text == first.text
    var problem = Diagnostic.error(
      "duplicate-format",
      isSame
        ? "the format '\(name.text)' is asked for twice"
        : "'\(name.text)' is the same format as '\(first.text)'",
      at: name.place, why: "each format becomes one file", hint: "take one of them out")
    problem.notes = [.init("first asked for here", at: first.place)]
    return problem
  }

  static func foreignFormat(_ name: Written) -> Diagnostic {
    .warning(
      "foreign-format", "the format '\(name.text)' is not made here", at: name.place,
      why: "the formats are \(Suggestion.list(ReportFormat.names))",
      hint: "other programs may read it; take it out if none does")
  }
}
